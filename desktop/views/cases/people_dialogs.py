"""Forms about the people of a household: who lives there, who directs, who comes, and who helps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.audit import ShownList
from desktop.models.course import Carer
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.models.people import Household, NetworkMember, Resident
from desktop.services.households import (
    add_carer,
    change_carer,
    change_household,
    change_network_member,
    put_in_household,
)
from desktop.services.names import full_name
from desktop.services.residents import known_residents
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.fields import SearchField
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.design.tick import Tick
from desktop.views.desk import Desk


class HouseholdDialog(FormDialog):
    """How it is called, who directs all help in it, and what helpers must know."""

    form = "household"

    def __init__(self, desk: Desk, household: Household, parent: QWidget) -> None:
        about = _("One household, one plan, one director. Agree with each other on who directs.")
        asking = Asking(_("Household"), _("Keep"), about, _("The household is changed."))
        super().__init__(desk, asking, parent, thing=household.id)
        self.puts_right = True
        self._id = household.id
        self._name, self._director, self._note = QLineEdit(household.name), QLineEdit(household.director), LongText()
        self._note.put(household.note)
        self.add("name", _("&Name of the household"), self._name)
        self.add("director", _("Who holds the &direction"), self._director)
        self.add("note", _("What &helpers must know of it"), self._note)

    @override
    def job(self) -> Callable[[], object]:
        fields = {
            "name": self._name.text().strip(),
            "director": self._director.text().strip(),
            "note": self._note.toPlainText().strip(),
        }
        return partial(change_household, self.desk.workplace, self._id, **fields)


class HousemateDialog(FormDialog):
    """A resident who is known already comes to live in this household."""

    form = "housemate"

    def __init__(self, desk: Desk, resident: Resident, parent: QWidget) -> None:
        about = _("Search who lives there by last name, first name or BSN. Someone new gets a case first.")
        asking = Asking(_("Who lives here too?"), _("Lives here"), about, _("Put in the household."))
        super().__init__(desk, asking, parent, thing=resident.id)
        self._with = resident.id
        desk.workplace.looks.leave_list(ShownList.HOUSEMATES)
        self._search = SearchField(_("Name or BSN"))
        self._found = Choice({"": ""})
        self.add("text", _("&Name or BSN"), self._search)
        self.add("with_resident_id", _("&Who"), self._found)
        self._search.searched.connect(self._on_searched)

    @override
    def job(self) -> Callable[[], object]:
        chosen = self._found.key()
        if not chosen:
            return _nobody
        return partial(put_in_household, self.desk.workplace, chosen, self._with)

    @override
    def taken_up(self) -> None:
        self._on_searched(self._search.text().strip())

    def _on_searched(self, text: str) -> None:
        self.desk.tasks.store(partial(known_residents, self.desk.workplace, text), self._on_known, key="housemate")

    def _on_known(self, residents: tuple[Resident, ...]) -> None:
        known = {one.id: _told(one) for one in residents if one.id != self._with}
        self._found.offer(known or {"": _("nobody found")})


class CarerDialog(FormDialog):
    """A professional who comes, whoever sent or pays them."""

    form = "carer"

    def __init__(self, desk: Desk, resident_id: str, parent: QWidget, carer: Carer | None = None) -> None:
        """With a carer it changes that one."""
        asking = Asking(_("Who comes to this household?"), _("Keep"), "", _("Who comes is written down."))
        super().__init__(desk, asking, parent, thing=carer.id if carer else resident_id)
        self.puts_right = carer is not None
        self._resident, self._carer = resident_id, carer
        today = desk.workplace.today
        self._name, self._helps, self._phone = QLineEdit(), QLineEdit(), QLineEdit()
        self._law = Choice({"": _("not known")} | {law.value: label(law) for law in Law})
        self._start, self._end = DayField(today=today), DayField(today=today)
        self.add("name", _("&Name of the person or organisation"), self._name)
        self.add("helps_with", _("What they come &for"), self._helps)
        self.add("law", _("&Act it is paid under"), self._law)
        self.add("start", _("&First day"), self._start)
        self.add("end", _("&Last day; leave empty while it goes on"), self._end)
        self.add("phone", _("&Phone"), self._phone)
        if carer is not None:
            self._name.setText(carer.name)
            self._helps.setText(carer.helps_with)
            self._law.put(carer.law.value if carer.law else "")
            self._start.put(carer.start)
            self._end.put(carer.end)
            self._phone.setText(carer.phone)

    @override
    def job(self) -> Callable[[], object]:
        law = self._law.key()
        fields = {
            "name": self._name.text().strip(),
            "helps_with": self._helps.text().strip(),
            "law": Law(law) if law else None,
            "start": self._start.day(),
            "end": self._end.day(),
            "phone": self._phone.text().strip(),
        }
        if self._carer is None:
            return partial(add_carer, self.desk.workplace, self._resident, **fields)
        return partial(change_carer, self.desk.workplace, self._carer.id, **fields)


class MemberDialog(FormDialog):
    """Someone near, to be corrected."""

    form = "network-member"

    def __init__(self, desk: Desk, member: NetworkMember, parent: QWidget) -> None:
        asking = Asking(member.name, _("Keep"), "", _("It is written down."))
        super().__init__(desk, asking, parent, thing=member.id)
        self.puts_right = True
        self._id = member.id
        self._texts = {name: QLineEdit(str(getattr(member, name))) for name in ("name", "relation", "phone")}
        self._helps = LongText(lines=2)
        self._helps.put(member.helps_with)
        self._carer, self._heavy = Tick(_("gives informal care")), Tick(_("it weighs too heavily"))
        self._carer.put(member.informal_carer)
        self._heavy.put(member.overburdened)
        self.add("name", _("Na&me"), self._texts["name"])
        self.add("relation", _("&Who is it"), self._texts["relation"])
        self.add("helps_with", _("&Helps with"), self._helps)
        self.add("phone", _("&Phone"), self._texts["phone"])
        self.add("informal_carer", "", self._carer)
        self.add("overburdened", "", self._heavy)

    @override
    def job(self) -> Callable[[], object]:
        fields: dict[str, object] = {name: field.text().strip() for name, field in self._texts.items()}
        fields["helps_with"] = self._helps.toPlainText().strip()
        fields |= {"informal_carer": self._carer.is_on(), "overburdened": self._heavy.is_on()}
        return partial(change_network_member, self.desk.workplace, self._id, **fields)


def _told(resident: Resident) -> str:
    born = long_day(resident.birth_date) if resident.birth_date else ""
    return ", ".join(filter(None, (full_name(resident), born, resident.place)))


def _nobody() -> object:
    raise RuleBroken("required", "with_resident_id")
