"""Then and now: how the life domains go, beside how they went at the talk before."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.language import _
from desktop.language.forms import long_day
from desktop.rules.then_and_now import LEAST, ThenAndNow
from desktop.services.conversations import MarksShown
from desktop.views.conversation.domain_card import SCORES
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.radar import Radar, Spoke
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text


class MarksCard(Card):
    """The drawing with the same in words under it; hidden while there are too few marks to draw."""

    def __init__(self) -> None:
        super().__init__(_("Then and now"))
        self.setObjectName("talk-marks")
        self._legend = Text("", "muted")
        self._radar = Radar(len(SCORES))
        self._radar.setObjectName("talk-radar")
        self._words = column(gap=Space.XS)
        self.body.addWidget(self._legend)
        self.body.addWidget(self._radar)
        self.body.addLayout(self._words)

    def draw(self, marks: MarksShown, names: Mapping[str, str]) -> None:
        """Shows these marks.

        Args:
            marks: By domain.
            names: Domain's name by id.
        """
        self.setVisible(len(marks.pairs) >= LEAST)
        if self.isHidden():
            return
        self._legend.setText(
            _("The broken line is {day}, the filled one is this conversation.", day=long_day(marks.then_on))
            if marks.then_on
            else _("1 in the middle, 5 at the edge. At the next conversation you see here how it went now.")
        )
        self._radar.show_spokes([Spoke(names[one.domain], one.then, one.now) for one in marks.pairs])
        said = [f"{names[one.domain]}: {mark_words(one)}" for one in marks.pairs]
        self._radar.setAccessibleName(self.head_text())
        self._radar.setAccessibleDescription("; ".join(said))
        clear(self._words)
        for line in said:
            self._words.addWidget(Text(line, "small"))

    def head_text(self) -> str:
        """What the drawing is of."""
        return _("Then and now")


def mark_words(one: ThenAndNow) -> str:
    """Both marks in words: `2 hard → 4 mostly well`."""
    then, now = (_(SCORES[str(mark)]) if mark else "" for mark in (one.then, one.now))
    if not then or not now:
        return now or _("then {mark}, not spoken of now", mark=then)
    return _("the same: {mark}", mark=now) if then == now else f"{then} → {now}"
