"""The search index: words of the social map in the same encrypted file, kept in the transaction that changes them."""
