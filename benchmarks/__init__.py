"""How fast CoachDesk is, each figure beside a floor measured in the same run. See README.md."""
