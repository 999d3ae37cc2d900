"""Before the store is open: the first run, and unlocking."""
