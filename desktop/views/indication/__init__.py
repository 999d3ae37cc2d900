"""Drafting an indication inside the region's model, with the prompts beside it."""
