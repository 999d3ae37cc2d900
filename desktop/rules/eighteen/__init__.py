"""Eighteen and after: what ends, what goes on, what must be asked for where and by when, and where a gap would open."""
