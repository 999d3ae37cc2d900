"""Reads a region profile, checks it, and gives it as models."""
