"""Keeping the social map right: adding, correcting, going over it, and making one entry of two."""
