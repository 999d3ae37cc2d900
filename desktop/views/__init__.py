"""The screens: the only room with Qt, one folder per screen."""

from desktop.views.immortal import keep_constants

# Before the first call of Qt, from wherever a part of this room is imported.
keep_constants()
