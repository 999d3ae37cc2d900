"""The encrypted file on the laptop: opening, migrating, writing, searching."""
