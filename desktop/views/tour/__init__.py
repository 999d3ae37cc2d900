"""A walk through the program by itself: the main job through the real screens, with a picture of each."""
