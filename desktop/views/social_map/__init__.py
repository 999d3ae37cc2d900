"""The social map: one search over the neighbourhood and contracted care, the neighbourhood first."""
