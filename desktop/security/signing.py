"""The key pair of a laptop's log: it signs how far the log has come, and anyone can see that it was this laptop."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def new_secret() -> bytes:
    """A fresh Ed25519 key of 32 bytes, to be kept inside the encrypted store."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_of(secret: bytes) -> str:
    """What others know it by: 64 hexadecimal digits."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


def sign(secret: bytes, message: bytes) -> str:
    """The signature, 128 hexadecimal digits."""
    return Ed25519PrivateKey.from_private_bytes(secret).sign(message).hex()


def is_signed(public: str, message: bytes, signature: str) -> bool:
    """True when the owner of this key signed this message; false also for what is no key or no signature."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
