"""The main window: the way between screens, and what can be done from everywhere."""
