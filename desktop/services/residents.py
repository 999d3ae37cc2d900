"""Who asks for help: nothing is asked twice of a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desktop.language import N_
from desktop.models.audit import ShownList
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.people import Resident
from desktop.rules import resident as rules
from desktop.rules.permissions import Act, require
from desktop.services.guards import NOTHING_SEEN, only
from desktop.services.shown import tell_residents
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.queries.residents import residents_named
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork

TYPED = (
    "bsn",
    "first_names",
    "initials",
    "prefix",
    "last_name",
    "birth_date",
    "gender",
    "address",
    "postal_code",
    "place",
    "municipality",
    "phone",
    "email",
)
"""Fields of a resident that a person fills in."""


class Particulars(Protocol):
    """Anything that carries the fields of `TYPED`, like a form that opens a case."""

    @property
    def last_name(self) -> str:
        """Without the prefix."""


def known_residents(workplace: Workplace, text: str, limit: int = 10) -> tuple[Resident, ...]:
    """Residents whose bsn is the text, or whose first or last name begins with it, by name.

    The log is told that somebody was searched, and how many were shown.

    Raises:
        RuleBroken: ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        found = residents_named(reader, text.strip(), limit) if text.strip() else ()
    tell_residents(workplace, ShownList.HOUSEMATES, (one.id for one in found), text.strip())
    return found


def change_resident(
    workplace: Workplace, resident_id: str, saw: Mapping[str, object] = NOTHING_SEEN, **fields: object
) -> ChangeSet:
    """Corrects what is known of a resident; `saw` is what stood there when it was typed.

    Only what is given is judged: what stands elsewhere and is not right, as it can come in from a list or from another
    laptop, holds no other field up.

    Raises:
        RuleBroken: What `desktop.rules.resident` says of a field, ``bsn-known``, or ``gone``.
    """
    only(fields, TYPED)
    with workplace.casework(N_("Change resident")) as work:
        work.get(Resident, resident_id)
        _check(workplace, work, _tidy(fields), resident_id)
        work.change_as_seen(Resident, resident_id, saw, **_tidy(fields))
        return work.commit()


def new_resident(workplace: Workplace, work: UnitOfWork, given: Particulars) -> Resident:
    """Writes a resident down in a unit of work that is under way.

    Raises:
        RuleBroken: As `change_resident`.
    """
    fields = _tidy({name: getattr(given, name) for name in TYPED})
    _check(workplace, work, fields, "")
    resident = validated(Resident, {**fields, "consultant": workplace.colleague.id})
    work.add(resident)
    return resident


def _tidy(fields: dict[str, object]) -> dict[str, object]:
    tidy = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    if "postal_code" in tidy:
        tidy["postal_code"] = rules.postal_code(str(tidy["postal_code"]))
    return tidy


def _check(workplace: Workplace, reader: Reader, fields: dict[str, object], own_id: str) -> None:
    for problem in rules.problems(fields, workplace.today):
        # Of a field that is not given nothing can be wrong, also not that it is empty.
        if problem.field in fields:
            raise problem
    others = reader.find(Resident, bsn=fields["bsn"]) if fields.get("bsn") else []
    known = next((other for other in others if other.id != own_id), None)
    if known is not None:
        raise RuleBroken("bsn-known", "bsn", resident_id=known.id)
