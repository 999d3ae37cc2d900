"""How long help really lasted: the curve, the same in words, and the same in a table."""
