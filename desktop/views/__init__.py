"""The screens: the only room with Qt, one folder per screen."""
