"""Keys, keyring, passphrase, lock and redaction."""
