"""CoachDesk: a confidential, offline desktop program for coaches of development teams."""

__version__ = "0.1.0"
