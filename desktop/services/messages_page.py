"""What the screen of the messages shows: what must be told, what waits for a person, what was not taken over."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.exchange.istandaarden.layouts import meaning
from desktop.models.audit import ShownList
from desktop.models.casework import Case
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import Law, MessageKind, MessageState
from desktop.models.labels import amount
from desktop.models.messages import Allocation, CareMessage, CareMessageLine
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.rules.messages.granted import Size
from desktop.rules.messages.kinds import DELETED
from desktop.rules.permissions import Act, may, require
from desktop.services.adopting import Adoptable, adoptable
from desktop.services.allocating import Outgoing, outgoing
from desktop.services.allocation_messages import LeftOut
from desktop.services.message_words import reason_text
from desktop.services.names import ProfileNames, full_name
from desktop.services.requests import OpenRequest, listed, open_requests
from desktop.services.shown import tell_list, tell_opened
from desktop.services.told_handovers import unreceived_help
from desktop.services.workplace import Workplace
from desktop.store.merged import kept_id
from desktop.store.queries.read_in import readers_of_untied
from desktop.store.reader import Reader


@dataclass(frozen=True)
class ToTell:
    """One message that should be written.

    Attributes:
        case_id: Case to look at.
        client: The client's name.
        provider: The provider's name; empty when none was chosen.
        law: Act it belongs to.
        count: How many allocations are new or changed.
        problem: Why it cannot be written, in words; empty when it can.
    """

    case_id: str
    client: str
    provider: str
    law: Law
    count: int
    problem: str


@dataclass(frozen=True)
class ToAnswer:
    """One request of a provider that waits for a person.

    Attributes:
        line_id: Of the stored line.
        case_id: Case it belongs to.
        client: The client's name.
        provider: The sender's name, else its code.
        kind: Which message.
        about: What is asked, in words of the code lists; empty when nothing in particular.
        due: Last day to answer.
    """

    line_id: str
    case_id: str
    client: str
    provider: str
    kind: MessageKind | None
    about: str
    due: date


@dataclass(frozen=True)
class ToHandOn:
    """Help of which a provider told that it began, before anyone wrote down who received it.

    Attributes:
        line_id: Of the stored line.
        case_id: Case it belongs to.
        client: The client's name.
        provider: Name of who gives the help now.
        began: First day there.
    """

    line_id: str
    case_id: str
    client: str
    provider: str
    began: date


@dataclass(frozen=True)
class NotTaken:
    """One line, or one whole file, that was not taken over.

    Attributes:
        line_id: Of the stored line.
        file: The file's name.
        row: Place in the file; 0 for the file as a whole.
        kind: Which message; None for a file that could not be read.
        reason: Why, in words.
        read_on: Day it was read.
        may_try: True when it can be tried again as it is.
    """

    line_id: str
    file: str
    row: int
    kind: MessageKind | None
    reason: str
    read_on: date
    may_try: bool


@dataclass(frozen=True)
class Told:
    """What a provider knows to deliver.

    Attributes:
        number: The allocation's, as provider and back office name it.
        provider: The provider's name.
        help: What it is, in the profile's words.
        amount: How much, as last told; empty where only a result is stated.
        end: Last day; None without one.
        told_on: Day of the allocation, as last told.
        is_withdrawn: True when it was taken away: the provider is told, or will be in the next message.
        has_begun: True when the help has begun: it then ends, and is not taken away.
        is_told: False while no message told of it, or the one that did is to be written again.
    """

    allocation_id: str
    number: int
    provider: str
    help: str
    amount: str
    start: date
    end: date | None
    told_on: date
    is_withdrawn: bool
    has_begun: bool
    is_told: bool


@dataclass(frozen=True)
class MessagesPage:
    """What must be told by the client's name, what waits by its last day, what was refused the latest first."""

    to_tell: tuple[ToTell, ...]
    to_answer: tuple[ToAnswer, ...]
    not_taken: tuple[NotTaken, ...]
    told: tuple[Told, ...] = ()
    """Of one case what its providers know, the latest first."""
    adoptable: tuple[Adoptable, ...] = ()
    """Of one case the help that a provider may have been told of by an earlier program."""
    to_hand_on: tuple[ToHandOn, ...] = ()
    """Help that began elsewhere and that nobody handed on, the earliest begin first."""

    def about(self, text: str) -> MessagesPage:
        """Only what names this text: the client, the provider, the file or the reason; in small letters or large."""
        wanted = text.strip().casefold()
        return replace(
            self,
            to_tell=tuple(one for one in self.to_tell if _names(wanted, one.client, one.provider, one.problem)),
            to_answer=tuple(one for one in self.to_answer if _names(wanted, one.client, one.provider, one.about)),
            not_taken=tuple(one for one in self.not_taken if _names(wanted, one.file, one.reason)),
            to_hand_on=tuple(one for one in self.to_hand_on if _names(wanted, one.client, one.provider)),
        )

    def ready(self, law: Law) -> int:
        """How many messages of an act can be written now."""
        return sum(one.law is law and not one.problem for one in self.to_tell)


def messages_page(workplace: Workplace) -> MessagesPage:
    """Everything about messages, of all clients.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.EXPORT_MESSAGES)
    with workplace.store.read() as reader:
        page = MessagesPage(
            tuple(_to_tell(one) for one in outgoing(workplace, reader)),
            tuple(_to_answer(reader, one) for one in open_requests(reader)),
            _not_taken(workplace, reader),
            to_hand_on=_to_hand_on(workplace, reader),
        )
    named = {one.case_id for one in page.to_tell} | {one.case_id for one in page.to_answer}
    named |= {one.case_id for one in page.to_hand_on}
    tell_list(workplace, ShownList.MESSAGES, named)
    return page


def case_messages(workplace: Workplace, case_id: str) -> MessagesPage:
    """The same of one case's client, without what was refused: nobody knows whose that is.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``.
    """
    require(workplace.role, Act.EXPORT_MESSAGES)
    tell_opened(workplace, "case_file", case_id)
    with workplace.store.read() as reader:
        resident_id = reader.get(Case, case_id).resident_id
        asked = [one for one in open_requests(reader) if one.case_id == case_id]
        due = outgoing(workplace, reader, resident_id)
        return MessagesPage(
            tuple(_to_tell(one) for one in due if case_id in one.case_of.values()),
            tuple(_to_answer(reader, one) for one in asked),
            (),
            _told(workplace, reader, case_id),
            adoptable(workplace, reader, case_id),
            _to_hand_on(workplace, reader, case_id),
        )


def _names(wanted: str, *texts: str) -> bool:
    return any(wanted in text.casefold() for text in texts)


def _told(workplace: Workplace, reader: Reader, case_id: str) -> tuple[Told, ...]:
    names = ProfileNames.of(workplace.profile)
    given = {one.id: one for one in reader.find(Indication, case_id=case_id)}
    found = sorted(reader.find(Allocation, indication_id=list(given)), key=lambda one: (one.allocated_at, one.number))
    providers = {one.id: one.name for one in reader.find(Provider, id=[one.provider_id for one in found])}
    begun = {one.indication_id for one in reader.find(Trajectory, indication_id=list(given))}
    ids = [one.id for one in found]
    lines = reader.find(CareMessageLine, state=MessageState.WRITTEN, allocation_id=ids)
    written = {line.allocation_id for line in lines}
    return tuple(
        Told(
            allocation_id=one.id,
            number=one.number,
            provider=providers.get(one.provider_id, ""),
            help=names.help(*(getattr(given[one.indication_id], part) for part in ("product", "segment", "lot"))),
            amount=_amount(given[one.indication_id], one),
            start=one.start,
            end=one.end,
            told_on=one.allocated_at.astimezone().date(),
            is_withdrawn=one.change_reason == DELETED,
            has_begun=one.indication_id in begun,
            is_told=one.id in written,
        )
        for one in reversed(found)
    )


def _amount(indication: Indication, told: Allocation) -> str:
    volume = Size.of(told.told).volume
    if volume is None or indication.unit is None or indication.frequency is None:
        return ""
    return amount(volume, indication.unit, indication.frequency)


def _to_tell(one: Outgoing) -> ToTell:
    return ToTell(
        case_id=one.case_id,
        client=full_name(one.resident),
        provider=one.provider.name if one.provider else "",
        law=one.law,
        count=len(one.changed),
        problem=LeftOut(one.indication_id, one.case_id, one.problems).reason,
    )


def _to_answer(reader: Reader, one: OpenRequest) -> ToAnswer:
    case = reader.maybe(Case, one.case_id)
    resident = reader.maybe(Resident, case.resident_id) if case else None
    known = reader.find(Provider, agb_code=one.message.sender)
    sender = reader.get(Provider, kept_id(reader.connection, known[0].id)).name if known else one.message.sender
    return ToAnswer(
        line_id=one.line.id,
        case_id=one.case_id,
        client=full_name(resident) if resident else "",
        provider=sender,
        kind=one.message.kind,
        about=_about(one.message.law or Law.WMO, one.content),
        due=one.due,
    )


def _to_hand_on(workplace: Workplace, reader: Reader, case_id: str = "") -> tuple[ToHandOn, ...]:
    found = unreceived_help(workplace, reader, case_id)
    who = {one.case.id: full_name(reader.get(Resident, one.case.resident_id)) for one in found}
    return tuple(ToHandOn(one.line_id, one.case.id, who[one.case.id], one.provider, one.began) for one in found)


def _about(law: Law, content: dict[str, Any]) -> str:
    """Kinds of help and the reason of the request, in the words of the code lists."""
    products = [content, *listed(content, "NieuweProducten", "NieuwProduct")]
    codes = [str(one["Product"]["Categorie"]) for one in products if "Product" in one]
    words = [meaning(law, "ProductCategorie", code) for code in codes]
    if "RedenVerzoek" in content:
        words.append(meaning(law, "RedenVerzoek", str(content["RedenVerzoek"])))
    return ", ".join(dict.fromkeys(words))


def _not_taken(workplace: Workplace, reader: Reader) -> tuple[NotTaken, ...]:
    """Whose they are nobody knows: they are for who read them in, and for a team lead."""
    lines = reader.find(CareMessageLine, state=MessageState.REFUSED)
    if not may(workplace.role, Act.SEE_TEAM_CASELOAD):
        read_by, me = readers_of_untied(reader), workplace.colleague.id
        lines = [line for line in lines if read_by.get(line.id, me) == me]
    messages = {one.id: one for one in reader.find(CareMessage, id=[line.message_id for line in lines])}
    found = [(messages[line.message_id], line) for line in lines]
    return tuple(_refused(message, line) for message, line in sorted(found, key=_latest, reverse=True))


def _latest(found: tuple[CareMessage, CareMessageLine]) -> tuple[object, str, int]:
    message, line = found
    return message.handled_at, message.id, -line.position


def _refused(message: CareMessage, line: CareMessageLine) -> NotTaken:
    whole = not json.loads(line.content or "{}")
    return NotTaken(
        line_id=line.id,
        file=message.file_name,
        row=0 if whole else line.position,
        kind=message.kind,
        reason=reason_text(line.reason),
        read_on=message.handled_at.astimezone().date(),
        may_try=line.reason.startswith("line-"),
    )
