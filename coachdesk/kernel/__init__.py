"""What every part of CoachDesk stands on. Knows neither Qt nor any feature."""
