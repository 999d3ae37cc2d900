"""One module per file format that comes in or goes out."""
