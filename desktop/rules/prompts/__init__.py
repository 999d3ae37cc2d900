"""The prompts: what the program asks about a draft indication, each with the region's own source. They advise."""

from desktop.rules.prompts.check import blocks, prompts, unanswered
from desktop.rules.prompts.codes import CODES

__all__ = ["CODES", "blocks", "prompts", "unanswered"]
