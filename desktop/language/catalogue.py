"""The catalogues, read once per language from the po files that people edit."""

from __future__ import annotations

from functools import cache

from babel.messages.pofile import read_po

from desktop.language.places import resource


@cache
def catalogue(language: str) -> dict[str, str]:
    """Text by msgid for one language; empty for English, whose texts are the msgids themselves."""
    path = resource("locale", language, "LC_MESSAGES", "naober.po")
    if not path.exists():
        return {}
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    return {str(m.id): str(m.string) for m in messages if m.id and m.string}
