"""The prompts: what the program asks about a draft indication, each with the region's own source. They advise."""
