"""The search index: words of the social map in the same encrypted file.

One's own acts are in it from their transaction on; what colleagues wrote is taken up soon after it came.
"""
