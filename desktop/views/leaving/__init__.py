"""Noticing that the person leaves the computer: it goes to sleep, or its session is locked."""
