"""Importing on the screen: file, columns, check, doubles, import, and taking back."""
