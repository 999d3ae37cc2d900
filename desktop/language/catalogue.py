"""The catalogues, read once per language from the po files that people edit."""

from __future__ import annotations

import re
from functools import cache

from desktop.language.places import resource

_QUOTED = r'((?:"[^\n]*"\n)+)'
_ENTRY = re.compile(rf"^msgid {_QUOTED}msgstr {_QUOTED}", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}


@cache
def catalogue(language: str) -> dict[str, str]:
    """Text by msgid for one language; empty for English, whose texts are the msgids themselves.

    Read here and not by babel, which takes as long over it as the first window may take to appear; a test holds the two
    side by side. The catalogue has no plural forms and no contexts (`desktop.language.words`).
    """
    path = resource("locale", language, "LC_MESSAGES", "naober.po")
    if not path.exists():
        return {}
    found = _ENTRY.findall(path.read_text(encoding="utf-8") + "\n")
    texts = ((_unquoted(msgid), _unquoted(msgstr)) for msgid, msgstr in found)
    return {msgid: text for msgid, text in texts if msgid and text}


def _unquoted(quoted: str) -> str:
    text = quoted[1:-2].replace('"\n"', "")
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text) if "\\" in text else text
