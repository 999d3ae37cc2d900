"""The messages between municipality and providers."""
