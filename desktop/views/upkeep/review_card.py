"""The entry that is looked at now: how to reach it, what was found before, and what one found."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import N_, _
from desktop.language.forms import short_day
from desktop.models.labels import label
from desktop.services.reviewing import ReviewLine
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.cards import KeyValueList
from desktop.views.design.dress import clear, column
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import SectionTitle, Text
from desktop.views.imports.words import source_name
from desktop.views.upkeep.remarks import remark_hints
from desktop.views.upkeep.review_model import age_of, uses_of

DEEDS = {
    "right": (N_("Still right"), "K", "check"),
    "correct": (N_("Put right …"), "V", "edit"),
    "wrong": (N_("Something is wrong …"), "E", "flag"),
    "not-reached": (N_("Not reached"), "N", "phone"),
    "gone": (N_("Does not exist any more"), "B", "remove"),
    "open": (N_("Show it whole"), "O", "forward"),
}
"""Text, key and icon by what one can do with an entry. The keys are the first letters of the Dutch words."""


def deeds_for(line: ReviewLine) -> tuple[str, ...]:
    """Which of `DEEDS` this colleague may do with an entry: put it right, or say to who may that it is wrong."""
    other = "wrong" if line.may_correct else "correct"
    return tuple(deed for deed in DEEDS if deed != other)


class ReviewCard(Column):
    """Empty until an entry is shown.

    Signals:
        done: Which of `DEEDS` a person chose.
    """

    done = Signal(str)

    def __init__(self) -> None:
        super().__init__(width=0, edge=Space.L)
        self._content: QVBoxLayout = column(gap=Space.L)
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    def show_line(self, line: ReviewLine | None) -> None:
        """Another entry; None empties it."""
        clear(self._content)
        if line is None:
            return
        entry = line.entry
        self._content.addWidget(SectionTitle(entry.name))
        badges = Beside(gap=Space.S, sharing=False)
        tone = Tone.BAD if line.said_gone or line.remarks else Tone.CAUTION
        badges.addWidget(Badge(age_of(line), tone=tone, icon="clock"))
        if uses_of(line):
            badges.addWidget(Badge(uses_of(line), icon="goal"))
        self._content.addLayout(badges)
        for hint in remark_hints(line.remarks):
            self._content.addWidget(hint)
        kind = _("Community service") if entry.kind == "community_service" else _("Provider")
        self._content.addWidget(
            KeyValueList(
                {
                    _("Phone"): entry.phone,
                    _("Website"): entry.url,
                    _("E-mail"): entry.email,
                    _("Place"): entry.place,
                    _("Kind"): kind,
                    _("Status"): label(entry.status),
                    _("Checked by"): entry.checked_by,
                    _("Last try"): _last_try(line),
                    _("Source"): source_name(entry.source),
                }
            )
        )
        if not (entry.phone or entry.url or entry.email):
            self._content.addWidget(Text(_("There is no phone, website or e-mail address. Look it up first."), "muted"))
        self._content.addWidget(self._make_deeds(line))

    def _make_deeds(self, entry: ReviewLine) -> QWidget:
        holder = QWidget()
        line = Beside(holder, gap=Space.S, below=Space.S, sharing=False)
        for deed in deeds_for(entry):
            text, key, icon = DEEDS[deed]
            look = PrimaryButton if deed == "right" else QuietButton if deed == "open" else Button
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            button = look(f"{_(text)}  ({shown})", icon=icon)
            button.setAccessibleName(_(text))
            button.setObjectName(f"review-{deed}")
            button.clicked.connect(partial(self.done.emit, deed))
            line.addWidget(button)
        return holder


def _last_try(line: ReviewLine) -> str:
    entry = line.entry
    if entry.outcome is None or entry.looked_on is None or entry.looked_on == entry.checked_on:
        return ""
    return ", ".join(filter(None, (label(entry.outcome), short_day(entry.looked_on), entry.looked_by)))
