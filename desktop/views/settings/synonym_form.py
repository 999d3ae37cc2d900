"""The form for words that mean the same: one's own, and which of those that ship count."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QTextCursor
from typing_extensions import override

from desktop.language import _
from desktop.services.synonyms import OWN_FIELD, Meaning, split_words
from desktop.views.design.buttons import ChipRow
from desktop.views.design.inputs import Choice, LongText
from desktop.views.design.words import Text
from desktop.views.settings.own_form import OwnForm


class SynonymForm(OwnForm):
    """A list of one's own has a field of life and words; one that ships its own words and those that count."""

    def __init__(self, fields: tuple[str, ...], meaning: Meaning | None) -> None:
        """With a meaning it changes that one."""
        super().__init__("synonym", _title(meaning))
        self._before = meaning
        self._words = LongText(lines=2, most_lines=8)
        self._words.put(", ".join(meaning.own) if meaning else "")
        self._counting = ChipRow(_("Words that ship, and count"))
        self._field = Choice({name: field_name(name) for name in dict.fromkeys((*fields, *_its_field(meaning)))})
        words = ("own", _("Your &own words, with commas between"), self._words)
        if meaning is not None and meaning.shipped:
            self._counting.offer({word: word for word in meaning.shipped})
            self._counting.put_on(*(word for word in meaning.shipped if word not in meaning.off))
            self.body.addWidget(Text(_("Press a word that ships to let it count or not."), "small"))
            self.lay((("off", _("Words that &ship, and count"), self._counting),), (words,))
        else:
            self._field.put(meaning.field if meaning else OWN_FIELD)
            self.lay((words,), (("field", _("&Field of life"), self._field),))

    @override
    def begin(self) -> None:
        super().begin()
        self._words.moveCursor(QTextCursor.MoveOperation.End)
        self._words.setFocus()

    @override
    def filled_in(self) -> tuple[Meaning | None, Meaning]:
        own = split_words(self._words.toPlainText())
        before = self._before
        if before is not None and before.shipped:
            on = self._counting.on()
            off = tuple(word for word in before.shipped if word not in on)
            return before, replace(before, off=off, own=own)
        return before, Meaning(own[0] if own else "", self._field.key() or OWN_FIELD, (), own=own)


def field_name(name: str) -> str:
    """A field of life as it stands in the list, with a capital; those words are Dutch, like all in the list."""
    return _("Of your own") if name == OWN_FIELD else name[:1].upper() + name[1:]


def _title(meaning: Meaning | None) -> str:
    return _("Change the words for {name}", name=meaning.key) if meaning else _("Words of your own")


def _its_field(meaning: Meaning | None) -> tuple[str, ...]:
    return (meaning.field, OWN_FIELD) if meaning else (OWN_FIELD,)
