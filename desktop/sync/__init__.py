"""Push, pull and conflicts with a central store."""
