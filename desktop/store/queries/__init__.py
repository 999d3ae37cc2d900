"""Questions to the store that read more than single values: one file per subject."""
