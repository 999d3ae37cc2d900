"""The household on the case's screen: who lives there and who directs, which acts meet, and who comes."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.language import _, ngettext
from desktop.language.forms import long_day, short_day
from desktop.models.labels import label
from desktop.models.people import Resident
from desktop.rules.dates import age_on
from desktop.rules.prompts.phrases import listed
from desktop.services.case_reading import CasePage
from desktop.services.home import Helper, Parallel
from desktop.services.households import leave_household, remove_carer
from desktop.services.names import full_name
from desktop.views.cases.consents import ConsentDialog, standing_badge
from desktop.views.cases.people_dialogs import CarerDialog, HouseholdDialog, HousemateDialog
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.screen import Screen


class _HomeCard(Card):
    """A card that shows a part of the household; nothing on it is typed in."""

    def __init__(self, screen: Screen, title: str) -> None:
        super().__init__(title)
        self.owner = screen
        self.page: CasePage | None = None

    def button(self, text: str, name: str, does: partial[None], icon: str = "") -> QuietButton:
        """A quiet button; `name` says what it is about, also to who cannot see the line it stands on."""
        made = QuietButton(text, icon=icon)
        made.setAccessibleName(name)
        made.clicked.connect(does)
        return made


class Household(_HomeCard):
    """Who lives there, and who holds the direction."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, _("Household"))
        self._lines = column(gap=Space.S)
        self.body.addLayout(self._lines)
        mate = Button(_("Someone lives here too …"), icon="add")
        mate.setObjectName("household-mate")
        mate.clicked.connect(self._on_mate)
        self._change = Button(_("Direction and note …"), icon="edit")
        self._change.setObjectName("household-change")
        self._change.clicked.connect(self._on_change)
        self.body.addWidget(Flowing(mate, self._change))

    def draw(self, page: CasePage) -> None:
        """Shows the household of a case."""
        self.page = page
        clear(self._lines)
        for mate in page.home.mates:
            self._lines.addLayout(self._mate(mate))
        if not page.home.mates:
            self._lines.addWidget(Text(_("As far as we know the resident lives alone."), "muted"))
        self._direct(page)
        note = page.home.household.note if page.home.household else ""
        if note:
            self._lines.addWidget(Text(note))
        self._change.setVisible(page.home.household is not None)

    def _direct(self, page: CasePage) -> None:
        found = page.home.directors
        if len(found) > 1:
            words = _("More than one holds the direction: {names}. Agree on one.", names=listed(found))
            self._lines.addWidget(Flowing(Badge(_("one director"), tone=Tone.CAUTION)))
            self._lines.addWidget(Text(words, "strong"))
        elif found:
            self._lines.addWidget(Text(_("The direction is held by {name}.", name=found[0])))

    def _mate(self, mate: Resident) -> Beside:
        line = Beside(gap=Space.M)
        today = self.owner.desk.workplace.today
        age = _("{n} years old", n=age_on(mate.birth_date, today)) if mate.birth_date else ""
        line.put(Text(" · ".join(filter(None, (full_name(mate), age))), "strong"), letters=20, down=0.5)
        gone = _("{name} does not live here any more", name=full_name(mate))
        off = self.button(_("Does not live here any more"), gone, partial(self._on_gone, mate.id))
        line.put(off, share=0, down=0.5)
        return line

    def _on_mate(self) -> None:
        if self.page is not None:
            HousemateDialog(self.owner.desk, self.page.resident, self.window()).begin()

    def _on_change(self) -> None:
        if self.page is not None and self.page.home.household is not None:
            HouseholdDialog(self.owner.desk, self.page.home.household, self.window()).begin()

    def _on_gone(self, resident_id: str, _checked: object = None) -> None:
        job = partial(leave_household, self.owner.desk.workplace, resident_id)
        self.owner.act(job, said=_("Taken out of the household."))


class ParallelCases(_HomeCard):
    """Other cases that run in the household, under this act or another; what was told there needs consent here."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, _("Other cases in this household"))

    def draw(self, page: CasePage) -> None:
        """Shows them side by side."""
        self.page = page
        clear(self.body)
        for one in page.home.parallel:
            self.body.addLayout(self._case(one))
        self.setVisible(bool(page.home.parallel))

    def _case(self, one: Parallel) -> Beside:
        line = Beside(gap=Space.M)
        holder = QWidget()
        words = column(holder, gap=0)
        words.addWidget(Text(f"{one.who} · {label(one.law)}", "strong"))
        with_whom = _("with {name}", name=one.consultant) if one.consultant else _("with nobody yet")
        direction = _("direction: {name}", name=one.director) if one.director else ""
        words.addWidget(Text(" · ".join(filter(None, (with_whom, direction))), "muted"))
        for text in _shared(one):
            words.addWidget(Text(text))
        line.put(holder, letters=30)
        if one.purpose is not None:
            line.put(standing_badge(one.answer), share=0, down=0.5)
        if one.purpose is not None and not one.is_shared:
            ask = Button(_("Ask for consent …"), icon="question")
            ask.setAccessibleName(_("Ask {name} for consent", name=one.who))
            ask.clicked.connect(partial(self._on_ask, one))
            line.put(ask, share=0, down=0.5)
        if one.is_shared:
            to = self.owner.desk.navigator
            show = _("Show the case of {name}", name=one.who)
            line.put(self.button(_("Show"), show, partial(to.open_case, one.case_id), "eye"), share=0, down=0.5)
        return line

    def _on_ask(self, one: Parallel, _checked: object = None) -> None:
        if self.page is not None:
            people = {person.id: person for person in (self.page.resident, *self.page.home.mates)}
            whom = {one.resident_id: people[one.resident_id]}
            ConsentDialog(self.owner.desk, whom, self.window(), one.purpose).begin()


class WhoCome(_HomeCard):
    """Professionals who come, counted, whoever sent them."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, _("Who comes to this household"))
        self._count = Text("", "muted")
        self.body.addWidget(self._count)
        self._lines = column(gap=Space.S)
        self.body.addLayout(self._lines)
        add = Button(_("Someone else comes …"), icon="add")
        add.setObjectName("carer-add")
        add.clicked.connect(self._on_add)
        self.body.addWidget(Flowing(add))

    def draw(self, page: CasePage) -> None:
        """Shows who comes to the household of a case."""
        self.page = page
        clear(self._lines)
        coming = page.home.coming
        words = ngettext("1 provider or professional comes now", "{n} providers or professionals come now", coming)
        self._count.setText(words if coming else _("Nobody comes now, as far as we know."))
        for helper in page.home.helpers:
            self._lines.addLayout(self._helper(helper))

    def _helper(self, helper: Helper) -> Beside:
        line = Beside(gap=Space.M)
        holder = QWidget()
        words = column(holder, gap=0)
        words.addWidget(Text(helper.name or _("Name not shown: no consent"), "strong" if helper.name else "muted"))
        until = _("until {day}", day=short_day(helper.until)) if helper.until else ""
        later = "" if helper.comes_now else _("not yet")
        law = label(helper.law) if helper.law else ""
        about = " · ".join(filter(None, (helper.what, law, until, later)))
        if about:
            words.addWidget(Text(about, "muted"))
        line.put(holder, letters=20)
        if helper.carer is not None:
            change = partial(self._on_change, helper)
            line.put(self.button(_("Change"), _("Change: {name}", name=helper.name), change, "edit"), share=0, down=0.5)
            off = partial(self._on_remove, helper.carer.id)
            line.put(self.button(_("Remove"), _("Remove {name}", name=helper.name), off), share=0, down=0.5)
        return line

    def _on_add(self) -> None:
        if self.page is not None:
            CarerDialog(self.owner.desk, self.page.resident.id, self.window()).begin()

    def _on_change(self, helper: Helper, _checked: object = None) -> None:
        if self.page is not None and helper.carer is not None:
            CarerDialog(self.owner.desk, self.page.resident.id, self.window(), helper.carer).begin()

    def _on_remove(self, carer_id: str, _checked: object = None) -> None:
        job = partial(remove_carer, self.owner.desk.workplace, carer_id)
        self.owner.act(job, said=_("Removed from who come here."))


def _shared(one: Parallel) -> tuple[str, ...]:
    """What may be seen of another case; where nothing may, why not."""
    if not one.is_shared:
        if one.purpose is None:
            return (_("What was told under that act is not used here."),)
        return (_("What was told under that act is shown here only after {name} said yes.", name=one.who),)
    plan = _("plan of {day}", day=long_day(one.plan_on)) if one.plan_on else _("no plan yet")
    return tuple(filter(None, (one.question, " · ".join((*one.help, plan)))))
