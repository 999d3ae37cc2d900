"""Papers as they will be printed."""
