"""An entry of the social map as a form: added, or put right with where that was seen. What is typed is kept."""

from __future__ import annotations

from functools import partial
from urllib.parse import parse_qs

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout
from typing_extensions import override

from desktop.language import N_, _
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services import forms
from desktop.services.doubles import PossibleDouble, Register, open_register
from desktop.services.forms import SavedForm
from desktop.services.map_entries import (
    EntryForm,
    MapKind,
    Seen,
    add_entry,
    correct_entry,
    entry_form,
    faults_in,
    kind_of,
    may_change,
)
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.autosave import Autosave
from desktop.views.design.buttons import Button, ChipRow, PrimaryButton, QuietButton
from desktop.views.design.dress import clear, column, dress, row
from desktop.views.design.fields import TYPING_PAUSE_MS
from desktop.views.design.pages import READING_WIDTH, Column, PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen
from desktop.views.upkeep.doubles_card import DoublesCard
from desktop.views.upkeep.form_body import FormBody
from desktop.views.upkeep.locations_card import LocationsCard

FORM = "map-entry"

KINDS = {
    MapKind.SERVICE: (N_("Community service"), N_("Add a community service")),
    MapKind.PROVIDER: (N_("Provider"), N_("Add a provider")),
    MapKind.ORGANISATION: (N_("Organisation"), N_("Add an organisation")),
    MapKind.LOCATION: (N_("Place"), N_("Add a place")),
}
"""Name, and title of an empty form, by kind."""


class EntryFormScreen(Screen):
    """Opened with an entry's id it puts that right; as ``?kind=…&owner=field:id`` or with nothing it adds one."""

    kinds = ("community_service", "provider", "organisation", "location")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._form: EntryForm | None = None
        self._register: Register | None = None
        self._body: FormBody | None = None
        self._saving = False
        self._typed = Autosave(self, self._keep)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask_doubles)
        bar = QFrame()
        dress(bar, "bar")
        inside = column(bar, gap=Space.M)
        inside.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        self.head = PageHead(_("Social map"))
        back = Button(_("Back"), icon="back")
        back.clicked.connect(desk.navigator.back)
        self.head.buttons.addWidget(back)
        inside.addWidget(self.head)
        self._kinds = ChipRow(_("What do you add?"), single=True)
        self._kinds.chosen.connect(self._on_kind)
        inside.addWidget(self._kinds)
        self.outer.addWidget(bar)
        self._column = Column(width=READING_WIDTH, edge=Space.XL)
        self._content: QVBoxLayout = column(gap=Space.L)
        self._column.body.addLayout(self._content)
        self._column.body.addStretch(1)
        self.outer.addWidget(self._column, 1)
        self._foot = self._make_foot()
        self.outer.addWidget(self._foot)

    @override
    def open_thing(self, thing: str) -> None:
        if thing != self.thing:
            self._form = None
        super().open_thing(thing)

    @override
    def reload(self) -> None:
        """Only a form that is not being filled in is fetched anew: a sync must not wipe what is typed."""
        if self._form is None:
            self.ask(partial(_fetch, self.desk.workplace, self.thing), self._on_form, key="form")
        elif self._form.kind is not MapKind.LOCATION:
            self.ask(partial(_fetch, self.desk.workplace, self.thing), self._on_again, key="form")
        self._fetch_register()

    @override
    def flush(self) -> None:
        self._typed.flush()

    @override
    def crumb(self) -> str:
        return self._form.name if self._form else ""

    @override
    def take_focus(self) -> None:
        first = next(iter(self.rows.values()), None)
        (first.field if first else self).setFocus()

    @override
    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        self._let_save()
        super().show_fault(fault)

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        dress(foot, "bar")
        buttons = row(foot, gap=Space.S, edge=Space.L)
        self._told = Text(_("What you type is kept, also when you stop halfway."), "small")
        empty = QuietButton(_("Throw away what I typed"))
        empty.setObjectName("forget-form")
        empty.clicked.connect(self._on_forget)
        self._save = PrimaryButton(_("Save"), icon="check")
        self._save.setObjectName("save-entry")
        self._save.clicked.connect(self._on_save)
        buttons.addWidget(self._told, 1)
        buttons.addWidget(empty)
        buttons.addWidget(self._save)
        return foot

    def _on_form(self, found: EntryForm) -> None:
        self._form = found
        self._build(found)
        self.ask(partial(forms.load, self.desk.workplace, FORM, self._about()), self._on_saved_form, key="draft")

    def _on_again(self, found: EntryForm) -> None:
        if self._form is not None and found.id == self._form.id:
            self._locations.show_locations(found)

    def _build(self, form: EntryForm) -> None:
        with_kinds = not form.id and form.kind is not MapKind.LOCATION
        offered = [k for k in KINDS if k is not MapKind.LOCATION and may_change(self.desk.workplace, k)]
        self._kinds.offer({kind.value: _(KINDS[kind][0]) for kind in offered})
        self._kinds.put_on(form.kind.value)
        self._kinds.setVisible(with_kinds and len(offered) > 1)
        name, adds = KINDS[form.kind]
        allowed = may_change(self.desk.workplace, form.kind) or form.kind is MapKind.LOCATION
        self.head.say(form.name or _(name) if form.id else _(adds), _(name) if form.id else "")
        clear(self._content)
        self._column.verticalScrollBar().setValue(0)
        self.doubles = DoublesCard()
        self.doubles.opened.connect(self.desk.navigator.open_entry)
        self.doubles.merge_asked.connect(self._on_merge)
        body = FormBody(form, self.desk.workplace.profile, self.doubles)
        body.typed.connect(self._on_typed)
        body.left.connect(self._on_left)
        self._body = body
        self.rows = body.rows
        self._locations = LocationsCard(self)
        if not allowed:
            self._content.addWidget(Text(_("Ask a contract manager to change a provider: your role may not."), "muted"))
        self._content.addWidget(body)
        self._content.addWidget(self._locations)
        # Not before it stands in here: a card that is shown alone is a window of its own.
        self._locations.show_locations(form)
        body.setEnabled(allowed)
        self._save.setEnabled(allowed)
        self._foot.setVisible(allowed)

    def _on_saved_form(self, saved: SavedForm | None) -> None:
        if self._body is None or self._form is None:
            return
        if saved:
            self._body.take_up(saved.fields)
        self._told.setText(
            _("This is what you typed before; it is not saved yet.")
            if saved
            else _("What you type is kept, also when you stop halfway.")
        )
        if self.isVisible():
            self.take_focus()
        self._pause.start()

    def _on_kind(self, keys: tuple[str, ...]) -> None:
        if keys and self._form is not None and self._form.kind.value != keys[0]:
            self.desk.navigator.open_place(Place.ENTRY_FORM, f"?kind={keys[0]}")

    def _on_typed(self, name: str) -> None:
        self._typed.put(name, True)  # noqa: FBT003 - the whole form is kept at once
        self._pause.start()

    def _on_left(self, name: str) -> None:
        """A field that is left says what is wrong with it; one that was wrong and is right again is cleared."""
        if self._body is None:
            return
        wrong = {fault.field: explain(fault) for fault in faults_in(self._kind(), self._body.values())}
        for other, field_row in self.rows.items():
            if other == name or (field_row.problem_text() and other not in wrong):
                empty = isinstance(field_row.field, QLineEdit) and not field_row.field.text().strip()
                field_row.problem("" if empty else wrong.get(other, ""))

    def _keep(self, _typed: dict[str, object]) -> None:
        if self._body is not None:
            job = partial(forms.save, self.desk.workplace, FORM, self._about(), self._body.drafted())
            self.desk.tasks.store(job, self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        """Nothing to do: what was typed is kept."""

    def _fetch_register(self) -> None:
        kind = self._kind()
        if kind is not MapKind.LOCATION:
            self.ask(partial(open_register, self.desk.workplace, kind.value), self._on_register, key="register")

    def _on_register(self, register: Register) -> None:
        self._register = register
        self._ask_doubles()

    def _ask_doubles(self) -> None:
        if self._register is None or self._body is None or self._form is None or self._form.kind is MapKind.LOCATION:
            return
        job = partial(self._register.like, self._body.values(), but=self._form.id)
        self.desk.tasks.other(job, self._on_doubles, key="doubles")

    def _on_doubles(self, found: tuple[PossibleDouble, ...]) -> None:
        if self._form is not None:
            is_entry = self._form.kind in (MapKind.SERVICE, MapKind.PROVIDER)
            self.doubles.show_doubles(found, can_merge=is_entry and bool(self._form.id), can_open=is_entry)

    def _on_merge(self, other_id: str) -> None:
        if self._form is not None:
            self.desk.navigator.open_place(Place.MERGE, f"{self._form.id},{other_id}")

    def _on_save(self) -> None:
        if self._body is None or self._form is None or self._saving:
            return
        self._saving = True
        self._save.setEnabled(False)
        self._typed.flush()
        seen = Seen(self._body.text("source"), self._body.text("why"), self._body.stood())
        if self._form.id:
            changed = self._body.changed()
            job = partial(correct_entry, self.desk.workplace, self._form.kind, self._form.id, changed, seen)
            self.act(job, self._on_saved, said=_("It is put right."))
        else:
            owner = self._form.owner
            make = partial(add_entry, self.desk.workplace, self._form.kind, self._body.values(), seen, owner)
            self.act(make, self._on_saved, said=_("It is on the map."))

    def _on_saved(self, answer: object) -> None:
        self._let_save()
        made_id = answer[0] if isinstance(answer, tuple) else ""
        if not made_id and isinstance(answer, ChangeSet) and not answer.act:
            self.desk.navigator.say(_("Nothing was changed."), icon="info")
        is_entry = self._form is not None and self._form.kind in (MapKind.SERVICE, MapKind.PROVIDER)
        self._forget()
        # First out of the form: Back from what was made must not open it again.
        self.desk.navigator.back()
        if made_id and is_entry:
            self.desk.navigator.open_entry(str(made_id))

    def _on_forget(self) -> None:
        self._forget()
        self.mark_stale()

    def _forget(self) -> None:
        self._typed.drop()
        self.desk.tasks.store(partial(forms.discard, self.desk.workplace, FORM, self._about()), self._on_kept)
        self._form = None
        self._stale = True

    def _let_save(self) -> None:
        self._saving = False
        self._save.setEnabled(True)

    def _about(self) -> str:
        return self.thing

    def _kind(self) -> MapKind:
        return self._form.kind if self._form else _asked(self.thing)[0]


def _asked(thing: str) -> tuple[MapKind, tuple[str, str]]:
    """Of a form for something new: what, and whose it will be."""
    asked = {key: values[0] for key, values in parse_qs(thing.removeprefix("?")).items()}
    field, _colon, owner = asked.get("owner", "").partition(":")
    return MapKind(asked.get("kind", MapKind.SERVICE.value)), (field, owner)


def _fetch(workplace: Workplace, thing: str) -> EntryForm:
    if thing and not thing.startswith("?"):
        return entry_form(workplace, kind_of(workplace, thing), thing)
    kind, owner = _asked(thing)
    empty = entry_form(workplace, kind)
    return EntryForm(kind, "", {}, "", owner=owner, organisations=empty.organisations)
