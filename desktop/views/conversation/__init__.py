"""The home visit: one column, large type, nothing between the consultant and the resident."""
