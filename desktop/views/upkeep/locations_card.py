"""The places of an entry, when that is more than its one address: added, put right, taken away."""

from __future__ import annotations

from functools import partial

from desktop.language import _
from desktop.services.map_entries import EntryForm, MapKind, may_change, remove_location
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import QuietButton, RowButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Place
from desktop.views.screen import Screen

_OWNER = {
    MapKind.SERVICE: "service_id",
    MapKind.PROVIDER: "provider_id",
    MapKind.ORGANISATION: "organisation_id",
}


class LocationsCard(Card):
    """Only for an entry that is kept already; on the form of a place itself, the way to take it away."""

    def __init__(self, owner: Screen) -> None:
        super().__init__(_("Places where it is found"), gap=Space.XS)
        self._owner = owner
        self._form: EntryForm | None = None
        self.hide()

    def show_locations(self, form: EntryForm) -> None:
        """Replaces what is shown."""
        self._form = form
        clear(self.body)
        if form.kind is MapKind.LOCATION:
            self._offer_removal()
        else:
            self._list(form)
        self.setVisible(bool(form.id))

    def _list(self, form: EntryForm) -> None:
        for one in form.locations:
            where = ", ".join(filter(None, (one.address, f"{one.postal_code} {one.place}".strip())))
            line = RowButton(title=one.name or where, detail=where if one.name else "", icon="map", key=one.id)
            line.opened.connect(self._on_opened)
            self.body.addWidget(line)
        if not form.locations:
            self.body.addWidget(Text(_("No other place than its own address is known."), "muted"))
        add = QuietButton(_("Add a place"), icon="add")
        add.setObjectName("add-location")
        add.setEnabled(may_change(self._owner.desk.workplace, form.kind))
        add.clicked.connect(self._on_add)
        self._left(add)

    def _offer_removal(self) -> None:
        remove = QuietButton(_("Take this place away"), icon="remove")
        remove.setObjectName("remove-location")
        remove.clicked.connect(self._on_remove)
        self._left(remove)

    def _left(self, button: QuietButton) -> None:
        line = Beside(sharing=False)
        line.addWidget(button)
        self.body.addLayout(line)

    def _on_opened(self, location_id: str) -> None:
        self._owner.desk.navigator.open_place(Place.ENTRY_FORM, location_id)

    def _on_add(self) -> None:
        if self._form is not None:
            thing = f"?kind={MapKind.LOCATION}&owner={_OWNER[self._form.kind]}:{self._form.id}"
            self._owner.desk.navigator.open_place(Place.ENTRY_FORM, thing)

    def _on_remove(self) -> None:
        if self._form is not None:
            job = partial(remove_location, self._owner.desk.workplace, self._form.id)
            self._owner.act(job, self._on_removed, said=_("The place is taken away."))

    def _on_removed(self, _changes: object) -> None:
        self._owner.desk.navigator.back()
