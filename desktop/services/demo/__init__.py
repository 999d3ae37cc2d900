"""A store full of invented people, in the proportions the region's own document publishes."""

from desktop.services.demo.make import make_demo

__all__ = ["make_demo"]
