"""The same services without a window: for scripts of the back office, for trying a thing out, for tests."""

from desktop.cli.main import run

__all__ = ["run"]
