"""Entries of the social map beside each other, and what one can do with each."""

from __future__ import annotations

from functools import partial
from urllib.parse import parse_qs

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.kinds import MapStatus
from desktop.services.case_reading import CasePage, case_page
from desktop.services.comparing import Compared, compare
from desktop.services.indications import change_draft
from desktop.services.plans import put_on_plan
from desktop.services.social_map import ServicePage
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.dress import column
from desktop.views.design.pages import PageHead
from desktop.views.design.tick import Tick
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import EmptyState, Hint, Text
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen
from desktop.views.social_map.compare_heads import BUTTON_INSET, CompareHeads
from desktop.views.social_map.compare_rows import rows
from desktop.views.social_map.compare_table import CompareModel, CompareTable
from desktop.views.social_map.for_whom import NOBODY, ForWhom


class CompareScreen(Screen):
    """A table of two to four entries, with an act for each. Opened as ``ID,ID?case=ID&near=…``."""

    kinds = (
        "community_service", "provider", "contract", "contracted_product", "availability_report", "location",
        "plan_service", "indication", "term_setting",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._ids: tuple[str, ...] = ()
        self._case_id = self._near = ""
        self._whom = NOBODY
        self._found: tuple[Compared, ...] = ()
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Compare"))
        back = Button(_("Back"), icon="back")
        back.clicked.connect(desk.navigator.back)
        self.head.buttons.addWidget(back)
        page.addWidget(self.head)
        above = Beside(gap=Space.L, below=Space.XS)
        self._for_whom = Hint("", icon="person")
        self._for_whom.hide()
        self._only = Tick(_("Only where they differ"))
        self._only.box.setObjectName("compare-only-differing")
        above.put(self._for_whom, letters=30, down=0.5)
        above.put(self._only, letters=30, down=0.5)
        page.addLayout(above)
        self._model = CompareModel()
        self._only.given.connect(self._model.only_differing)
        self._table = CompareTable(self._model)
        self._heads = CompareHeads(self._table)
        page.addWidget(self._heads)
        self._empty = EmptyState(
            icon="compare",
            title=_("Nothing to compare"),
            text=_("Tick two to four things on the social map, and compare them here."),
            action=_("To the social map"),
        )
        if self._empty.button:
            self._empty.button.clicked.connect(partial(desk.navigator.open_place, Place.SOCIAL_MAP))
        self._stack = QStackedWidget()
        for widget in (self._table, self._empty):
            self._stack.addWidget(widget)
        page.addWidget(self._stack, 1)

    @override
    def open_thing(self, thing: str) -> None:
        ids, _mark, asked = thing.partition("?")
        told = {key: values[0] for key, values in parse_qs(asked).items()}
        self._ids = tuple(filter(None, ids.split(",")))
        self._case_id, self._near = told.get("case", ""), told.get("near", "")
        self._whom = NOBODY
        self._for_whom.hide()
        super().open_thing(thing)

    @override
    def take_focus(self) -> None:
        self._table.setFocus()

    @override
    def reload(self) -> None:
        if self._case_id:
            self.ask(partial(case_page, self.desk.workplace, self._case_id), self._on_case, key="case")
        self.ask(partial(compare, self.desk.workplace, self._ids, self._near), self._on_found, key="compare")

    @override
    def crumb(self) -> str:
        return ", ".join(one.entry.name for one in self._found)

    def _on_case(self, page: CasePage) -> None:
        if page.case.id == self._case_id:
            self._whom = ForWhom.of(page, self.desk.workplace.today)
            self._for_whom.say(_("For {name}", name=self._whom.name))
            self._for_whom.show()
            self._draw_cards()

    def _on_found(self, found: tuple[Compared, ...]) -> None:
        self._found = found
        table = rows(found, self.desk.workplace.profile)
        self._model.show_rows([one.entry.name for one in found], table)
        differing = sum(row.differs for row in table)
        told = ngettext("1 row differs", "{n} rows differ", differing) if len(found) > 1 else ""
        self.head.say(_("Compare"), told)
        self._stack.setCurrentWidget(self._table if found else self._empty)
        self._only.setVisible(len(found) > 1)
        self._draw_cards()

    def _draw_cards(self) -> None:
        self._heads.show_heads(tuple(self._acts(one) for one in self._found))

    def _acts(self, one: Compared) -> QWidget:
        """What one can do with an entry, under its name."""
        entry_id, name = one.entry.id, one.entry.name
        holder = QWidget()
        fits = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        fits.setHeightForWidth(True)
        holder.setSizePolicy(fits)
        inside = column(holder, gap=0)
        inside.addWidget(_level(Text(name, "strong")))
        line = Flowing(gap=0)
        if entry_id in self._whom.on_plan:
            inside.addWidget(_level(Flowing(Badge(_("on the plan"), tone=Tone.GOOD))))
        elif isinstance(one.page, ServicePage) and self._whom.case_id and one.entry.status is MapStatus.ACTIVE:
            line.add(self._button(_("Put on the plan"), _("Put {name} on the plan", name=name), "add", entry_id))
        elif self._whom.can_choose(one.products):
            said = _("Choose {name} in the indication", name=name)
            line.add(self._button(_("Choose in indication"), said, "indication", entry_id))
        line.add(self._button(_("Open"), _("Open {name}", name=name), "forward", entry_id))
        line.add(self._button(_("Take off"), _("Take {name} out of the comparison", name=name), "close", entry_id))
        inside.addWidget(line)
        return holder

    def _button(self, text: str, spoken: str, icon: str, entry_id: str) -> Button:
        acts = {"add": self._on_put, "indication": self._on_choose, "forward": self._on_open, "close": self._on_off}
        made = QuietButton(text, icon=icon)
        made.setAccessibleName(spoken)
        made.setObjectName(f"compare-{icon}-{entry_id}")
        made.clicked.connect(partial(acts[icon], entry_id))
        return made

    def _on_put(self, entry_id: str) -> None:
        job = partial(put_on_plan, self.desk.workplace, self._whom.case_id, entry_id)
        self.act(job, said=_("It is on the plan."))

    def _on_choose(self, entry_id: str) -> None:
        if self._whom.draft is not None:
            job = partial(change_draft, self.desk.workplace, self._whom.draft.id, provider_id=entry_id)
            self.act(job, self._on_chosen, said=_("Chosen in the draft."))

    def _on_chosen(self, _changes: object) -> None:
        if self._whom.draft is not None:
            self.desk.navigator.open_indication(self._whom.draft.id)

    def _on_open(self, entry_id: str) -> None:
        case = f"?case={self._case_id}" if self._case_id else ""
        self.desk.navigator.open_entry(f"{entry_id}{case}")

    def _on_off(self, entry_id: str) -> None:
        self._ids = tuple(known for known in self._ids if known != entry_id)
        self.mark_stale()


def _level(thing: QWidget) -> QWidget:
    """As far in as the drawings of the buttons under it."""
    holder = QWidget()
    fits = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    fits.setHeightForWidth(True)
    holder.setSizePolicy(fits)
    inside = column(holder, gap=0)
    inside.setContentsMargins(BUTTON_INSET, 0, 0, 0)
    inside.addWidget(thing)
    return holder
