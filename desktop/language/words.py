"""Looking a text up in the catalogue of the language in force."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from desktop.language.catalogue import catalogue

LANGUAGES = ("nl", "en")
"""Language codes a person may choose (ISO 639-1); the first is the default."""

_spoken: ContextVar[str] = ContextVar("spoken", default=LANGUAGES[0])


def spoken() -> str:
    """The language code in force in this context: one of `LANGUAGES`."""
    return _spoken.get()


def speak(language: str) -> None:
    """Switches this context to a language; an unknown code falls back to Dutch.

    A new thread starts in Dutch: whoever starts one hands the language on with `speaking`.
    """
    _spoken.set(language if language in LANGUAGES else LANGUAGES[0])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speaks another language inside the block, whatever happens there."""
    token = _spoken.set(language if language in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text: str, /, **values: object) -> str:
    """The text in the language in force, with ``{name}`` replaced by the value of that name."""
    found = catalogue(_spoken.get()).get(text) or text
    return found.format(**values) if values else found


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """The singular for exactly one, else the plural; ``{n}`` is the number."""
    return _(one if n == 1 else many, n=n, **values)


def N_(text: str) -> str:  # noqa: N802 - the field's usual name for "mark, look up later"
    """Marks a text for the catalogue and returns it untouched, for constants that are looked up when shown."""
    return text
