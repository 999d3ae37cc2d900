"""The right-hand side: what the program asks, on whose word, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from desktop.language import N_, _, ngettext
from desktop.language.forms import days_text, euros
from desktop.models.draft import Prompt
from desktop.models.faults import RuleBroken, WorldFault
from desktop.rules.prompts.phrases import months_text
from desktop.services.draft_around import Around
from desktop.services.forms import Written
from desktop.services.help_pages import PROMPTS
from desktop.services.indications import DraftCheck
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import PromptCard
from desktop.views.design.dress import column, dress
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import SectionTitle, Text
from desktop.views.desk import Navigator
from desktop.views.keeping import Keeping

LETTERS = 44
"""Width of the panel."""

ELSEWHERE = {
    "alternatives": (N_("To goals and plan"), "plan"),
    "goals": (N_("To goals and plan"), "plan"),
    "director": (N_("To the overview"), "overview"),
    "carers_in_household": (N_("To household and network"), "people"),
}
"""Fields that stand on a tab of the case, not in the draft: the button's text and the tab."""

_FIELD = (N_("To the field"), "")
NOWHERE = frozenset({"history"})
"""Fields nobody fills in."""


class Advice(QFrame):
    """Prompts, the most pressing first, the cost, and how long comparable help lasted.

    Signals:
        reason_given: (prompt code, reason), within a second after typing began.
        field_asked: Name of the draft's field that a prompt is about.
        tab_asked: Tab of the case where a prompt can be answered.
        durations_asked: How long comparable help lasted must be shown.
    """

    reason_given = Signal(str, str)
    field_asked = Signal(str)
    tab_asked = Signal(str)
    durations_asked = Signal()

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        dress(self, "panel")
        outer = column(self)
        self._scroll = Column(width=0, edge=Space.L)
        outer.addWidget(self._scroll)
        self._count = SectionTitle(_("Prompts"))
        self._cost = Text("", "figure")
        self._cost_words = Text("", "small")
        self._comparable, self._earlier, self._together = Text("", "small"), Text("", "small"), Text("", "small")
        self._list = column(gap=Space.M)
        self._others = Text(_("Another product in this draft is not ready yet."), "muted")
        self._scroll.body.addWidget(self._count)
        self._scroll.body.addWidget(self._others)
        self._scroll.body.addLayout(self._list)
        self._meaning = QuietButton(_("What these questions mean"), icon="help")
        self._meaning.setObjectName("prompts-meaning")
        # In a slot Qt passes whether it is pressed down; that is no heading.
        self._meaning.clicked.connect(lambda _checked: navigator.show_help(PROMPTS))
        self._scroll.body.addWidget(self._meaning, alignment=Qt.AlignmentFlag.AlignLeft)
        self._scroll.body.addSpacing(Space.S)
        self._scroll.body.addWidget(SectionTitle(_("Cost and duration")))
        self._durations = QuietButton(_("How long such help lasts"), icon="clock")
        self._durations.setObjectName("durations")
        self._durations.clicked.connect(self.durations_asked)
        for words in (self._cost, self._cost_words, self._together, self._earlier, self._comparable):
            self._scroll.body.addWidget(words)
        self._scroll.body.addWidget(self._durations, alignment=Qt.AlignmentFlag.AlignLeft)
        self._scroll.body.addStretch(1)
        self._cards: dict[str, PromptCard] = {}
        self._shown: tuple[Prompt, ...] = ()
        self._locked = False
        self._typed: dict[str, Keeping] = {}
        self._texts: dict[str, str] = {}
        """What was typed last, by prompt code: a card that goes and comes back shows it again."""

    def draw(self, check: DraftCheck, reasons: dict[str, str], *, locked: bool) -> None:
        """Shows the prompts. One that stays keeps its card, so that a reason being typed is not lost."""
        self._draw_cost(check)
        self._draw_comparable(check)
        open_ = check.points
        if locked:
            self._count.setText(_("What the rules say"))
        else:
            self._count.setText(
                ngettext("1 point before handing in", "{n} points before handing in", open_)
                if open_
                else _("Ready to hand in")
            )
        if locked is not self._locked:
            self.flush()
            self.forget()
            self._locked = locked
        self._shown = check.prompts
        self._meaning.setVisible(bool(check.prompts))
        self._fill(reasons, locked=locked)

    def tell_around(self, around: Around) -> None:
        """What all products of the draft cost together, and how often the same help was indicated before."""
        together = around.cost_cents
        _say(self._together, _("All products of this draft: {cost}", cost=euros(together)) if together else "")
        earlier, text = around.earlier, ""
        if earlier.count:
            text = ngettext(
                "The same help was indicated once before: {months} in all, {total} with this one.",
                "The same help was indicated {n} times before: {months} in all, {total} with this one.",
                earlier.count,
                months=months_text(earlier.months),
                total=months_text(earlier.months_total),
            )
        _say(self._earlier, text)
        self._others.setVisible(not around.others_ready)

    def codes(self) -> tuple[str, ...]:
        """Codes of the prompts shown."""
        return tuple(prompt.code for prompt in self._shown)

    def flush(self) -> None:
        """Keeps a reason that is being typed, now."""
        for typed in self._typed.values():
            typed.flush()

    def forget(self) -> None:
        """Another draft is opened."""
        self._shown = ()
        for typed in self._typed.values():
            typed.deleteLater()
        self._typed, self._texts = {}, {}
        for key in tuple(self._cards):
            self._drop(key)

    def take_up(self, texts: Mapping[str, object]) -> None:
        """Types again the reasons that could not be kept before: by the name of `reason_name`."""
        for card in self._cards.values():
            text = texts.get(reason_name(card.code))
            if text and card.row is not None:
                card.type_reason(str(text))

    def on_written(self, answer: object) -> None:
        """Says at its field which reason could not be kept; what was typed stays there."""
        written = answer[0] if isinstance(answer, tuple) and answer else None
        for card in self._cards.values():
            if isinstance(written, Written) and written.beside.name == reason_name(card.code) and card.row is not None:
                self._keeping(card.code).tell_refused(answer, {"reason": card.row})

    def failed(self, fault: RuleBroken | WorldFault) -> None:
        """Nothing could be kept: a reason on its way goes along with what is typed next."""
        for typed in self._typed.values():
            typed.failed(fault)

    def _draw_cost(self, check: DraftCheck) -> None:
        cents = check.cost_cents
        self._cost.setText(euros(cents) if cents is not None else "")
        self._cost.setVisible(cents is not None)
        self._cost_words.setText(_("for the whole period") if cents is not None else check.cost.reason)

    def _draw_comparable(self, check: DraftCheck) -> None:
        known = check.comparable
        text = ""
        if known is not None and known.upper_quartile_days is not None:
            days = days_text(known.upper_quartile_days)
            text = _("Of {n} comparable trajectories three quarters ended within {days}.", n=known.n, days=days)
        self._comparable.setText(text)
        self._comparable.setVisible(bool(text))
        self._durations.setVisible(bool(check.draft.product or check.draft.segment or check.draft.lot))

    def _fill(self, reasons: dict[str, str], *, locked: bool) -> None:
        wanted = _by_key(self._shown)
        for gone in self._cards.keys() - wanted.keys():
            self._drop(gone)
        for at, (key, prompt) in enumerate(wanted.items()):
            card = self._cards.get(key) or self._make(prompt, locked=locked)
            self._cards[key] = card
            if self._list.indexOf(card) != at:
                self._list.insertWidget(at, card)
            card.say(prompt.text)
            typed = self._typed.get(prompt.code)
            if typed is None or not typed.leaves_alone("reason"):
                card.show_reason(reasons.get(prompt.code, ""), locked=locked)

    def _make(self, prompt: Prompt, *, locked: bool) -> PromptCard:
        source = ", ".join(filter(None, (prompt.source.document, prompt.source.paragraph)))
        way = "" if locked or prompt.field in NOWHERE else _(ELSEWHERE.get(prompt.field, _FIELD)[0])
        card = PromptCard(code=prompt.code, level=prompt.level, text=prompt.text, source=source, way=way)
        card.setObjectName(f"prompt-{prompt.code}")
        typed = self._typed.get(prompt.code)
        if typed is not None and typed.leaves_alone("reason"):
            card.show_reason(self._texts[prompt.code])
        card.reason_typed.connect(self._on_typed)
        card.way_taken.connect(self._on_way)
        return card

    def _drop(self, key: str) -> None:
        card = self._cards.pop(key)
        if card.isAncestorOf(self.focusWidget() or self):
            self._scroll.setFocus()
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _keeping(self, code: str) -> Keeping:
        """Of each reason on its own: one that is refused holds no other up."""
        if code not in self._typed:
            self._typed[code] = Keeping(self, partial(self._keep, code))
        return self._typed[code]

    def _on_typed(self, code: str, reason: str) -> None:
        self._texts[code] = reason
        self._keeping(code).put("reason", reason)
        for card in self._cards.values():
            if card.code == code and card.row is not None:
                card.row.problem("")

    def _keep(self, code: str, typed: dict[str, object]) -> None:
        self.reason_given.emit(code, str(typed["reason"]))

    def _on_way(self, code: str) -> None:
        prompt = next((p for p in self._shown if p.code == code), None)
        if prompt is None:
            return
        if prompt.field in ELSEWHERE:
            self.tab_asked.emit(ELSEWHERE[prompt.field][1])
        else:
            self.field_asked.emit(prompt.field)


def _say(words: Text, text: str) -> None:
    words.setText(text)
    words.setVisible(bool(text))


def _by_key(prompts: tuple[Prompt, ...]) -> dict[str, Prompt]:
    """By code, numbered where a code speaks more than once; in order."""
    found: dict[str, Prompt] = {}
    for prompt in prompts:
        key, turn = f"{prompt.code} {prompt.level}", 2
        while key in found:
            key, turn = f"{prompt.code} {prompt.level} {turn}", turn + 1
        found[key] = prompt
    return found


def reason_name(code: str) -> str:
    """Under this name a reason is kept that could not be stored."""
    return f"reason-{code}"
