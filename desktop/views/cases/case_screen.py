"""One case: who it is about, what one can do next, and everything that hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QTabWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.kinds import CasePhase, CourseCheck
from desktop.models.labels import label
from desktop.models.people import Resident
from desktop.rules.dates import age_on
from desktop.services.case_reading import CasePage, case_page
from desktop.services.conversations import begin
from desktop.services.met_apart import met_apart
from desktop.services.phase_words import phase_text
from desktop.views.cases.acts import CaseActs
from desktop.views.cases.evaluations import Evaluations, overdue_in
from desktop.views.cases.helps import Indications
from desktop.views.cases.overview import Overview
from desktop.views.cases.panel import Panel
from desktop.views.cases.papers import Papers
from desktop.views.cases.people import People
from desktop.views.cases.plan import Plan
from desktop.views.cases.waiting import Waiting
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import column, dress, row
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Hint
from desktop.views.desk import Desk
from desktop.views.screen import Screen

TABS = ("overview", "people", "plan", "indications", "waiting", "eighteen", "evaluations", "papers")
"""By number."""


class CaseScreen(Screen):
    """Head with the resident and the next steps, tabs under it."""

    kinds = (
        "case_file", "resident", "household", "network_member", "need_report", "referral", "conversation",
        "domain_note", "personal_plan", "alternative", "goal", "plan_service", "application", "support_plan",
        "warm_handover", "indication", "decision", "trajectory", "evaluation", "waiting_list_entry", "interim_measure",
        "contact_moment", "allocation", "care_message_line", "term_change", "term_setting", "consent", "carer",
        "transition_plan", "transition_task", "destruction_request", "destruction", "keep_longer", "retention_setting",
    )  # fmt: skip

    def __init__(self, desk: Desk, eighteen: Callable[[Screen], Panel]) -> None:
        """`eighteen` makes the tab of that name: the room of the board knows the room of the cases, not the reverse."""
        super().__init__(desk)
        self._resident = ""
        self._untold = False
        self.outer.addWidget(self._make_head())
        self._tabs = QTabWidget()
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.setObjectName("case-tabs")
        self._tabs.setAccessibleName(_("Parts of the case"))
        self._panels: list[Panel] = []
        for title, kind in (
            (_("Overview"), Overview),
            (_("Household and network"), People),
            (_("Goals and plan"), Plan),
            (_("Indications"), Indications),
            (_("Waiting"), Waiting),
            (_("18-/18+"), eighteen),
            (_("Evaluations"), Evaluations),
            (_("Papers"), Papers),
        ):
            panel = kind(self)
            self._panels.append(panel)
            self._tabs.addTab(panel, title)
        self._tabs.currentChanged.connect(self._on_tab)
        self.outer.addWidget(self._tabs, 1)

    @override
    def open_thing(self, thing: str) -> None:
        """Shows a case; ``ID#plan`` shows that tab of it, see `TABS`."""
        case_id, _mark, tab = thing.partition("#")
        if case_id != self.thing:
            self.flush()
            for panel in self._panels:
                panel.forget()
                panel.verticalScrollBar().setValue(0)
            self._tabs.setCurrentIndex(0)
        if tab in TABS:
            self._tabs.setCurrentIndex(TABS.index(tab))
        super().open_thing(case_id)

    @override
    def reload(self) -> None:
        if self.thing:
            self.ask(partial(case_page, self.desk.workplace, self.thing), self.show_page, key="page")

    @override
    def flush(self) -> None:
        for panel in self._panels:
            panel.flush()

    @override
    def crumb(self) -> str:
        return self._resident

    def show_tab(self, number: int) -> None:
        """Shows a tab: 0 overview, 1 people, 2 plan, 3 indications, 4 waiting, 5 eighteen, and so on."""
        self._tabs.setCurrentIndex(number)

    def _make_head(self) -> QFrame:
        bar = QFrame()
        dress(bar, "bar")
        layout = column(bar, gap=Space.S)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        self.head = PageHead(_("Case"))
        layout.addWidget(self.head)
        self._badges = row(gap=Space.S)
        self._phase, self._law = Badge(""), Badge("")
        self._badges.addWidget(self._phase)
        self._badges.addWidget(self._law)
        self._badges.addStretch(1)
        layout.addLayout(self._badges)
        self._apart = Hint("", icon="caution")
        self._apart.setObjectName("met-apart")
        self._apart.hide()
        layout.addWidget(self._apart)
        for name, text, icon, slot in (
            ("case-talk", _("Conversation"), "conversation", self._on_talk),
            ("case-paper", _("Support plan"), "print", self._on_paper),
        ):
            button = Button(text, icon=icon)
            button.setObjectName(name)
            button.clicked.connect(slot)
            self.head.buttons.addWidget(button)
        self._acts = CaseActs(self)
        self.head.buttons.addWidget(self._acts)
        find = PrimaryButton(_("Find help near home"), icon="search")
        find.setObjectName("case-find")
        find.clicked.connect(self._on_find)
        self.head.buttons.addWidget(find)
        return bar

    def show_page(self, page: CasePage) -> None:
        """Shows a case as it was read; that of another one comes too late and is passed over."""
        if page.case.id != self.thing:
            return
        self._resident = full_name(page.resident)
        self._untold = any(one.check is CourseCheck.CLIENT_SUPPORT and one.on is None for one in page.checks)
        self.head.say(self._resident, self._lead(page))
        closed = page.case.phase is CasePhase.CLOSED
        stands = phase_text(page.case.phase, len(page.waits_for_decision))
        self._phase.say(stands, tone=Tone.MUTED if closed else Tone.ACCENT, icon="cases")
        self._law.say(label(page.case.law), icon="document")
        self._acts.draw(page)
        apart = met_apart(page)
        self._apart.say("\n".join(apart))
        self._apart.setVisible(bool(apart))
        for at, panel in enumerate(self._panels):
            self._tabs.setTabVisible(at, panel.is_for(page))
            panel.give_page(page)
        self._say_overdue(page)
        self._on_tab()

    def _lead(self, page: CasePage) -> str:
        resident, today = page.resident, self.desk.workplace.today
        age = _("{n} years old", n=age_on(resident.birth_date, today)) if resident.birth_date else ""
        return " · ".join(filter(None, (age, resident.place or resident.municipality, resident.phone)))

    def _on_tab(self) -> None:
        """What stands on a tab is drawn when it is looked at: a long history has much that nobody asked for."""
        self._panels[self._tabs.currentIndex()].draw_if_stale()

    def _say_overdue(self, page: CasePage) -> None:
        """The tab tells of evaluations that should have been held."""
        late = overdue_in(page, self.desk.workplace.today)
        name = _("Evaluations ({n} late)", n=late) if late else _("Evaluations")
        self._tabs.setTabText(TABS.index("evaluations"), name)

    def _on_find(self) -> None:
        self.desk.navigator.find_help("", case_id=self.thing)

    def _on_paper(self) -> None:
        self.flush()
        self.desk.navigator.open_paper(f"support-plan:{self.thing}")

    def _on_talk(self) -> None:
        self.act(partial(begin, self.desk.workplace, self.thing), self._on_begun)

    def _on_begun(self, answer: object) -> None:
        if not isinstance(answer, tuple):
            return
        self.desk.navigator.open_conversation(str(answer[0]))
        if self._untold:
            self.desk.navigator.say(_("Point out free client support first."), icon="caution")


def full_name(resident: Resident) -> str:
    """First names or initials, prefix and last name."""
    return " ".join(filter(None, (resident.first_names or resident.initials, resident.prefix, resident.last_name)))
