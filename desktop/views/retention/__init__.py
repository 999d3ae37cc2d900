"""Keeping and destroying: dossiers whose term is over, and what two persons decide on them."""
