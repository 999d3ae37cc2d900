"""Which messages there are, what they are called, and how our words and the codes of the standard belong together.

Codes: iWmo 3.2 and iJw 3.2 (Vektis COD002, WJ756 and the lists of the shared schema).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.kinds import EndReason, Frequency, FundingModel, Gender, IndicationChange, Law, MessageKind, Unit


@dataclass(frozen=True)
class Message:
    """One kind of message.

    Attributes:
        law: Act it belongs to.
        number: Like 301: what it is about, the same for both acts.
        code: BerichtCode.
    """

    law: Law
    number: str
    code: str


MESSAGES: Mapping[MessageKind, Message] = {
    MessageKind.WMO301: Message(Law.WMO, "301", "414"),
    MessageKind.WMO305: Message(Law.WMO, "305", "418"),
    MessageKind.WMO307: Message(Law.WMO, "307", "420"),
    MessageKind.WMO315: Message(Law.WMO, "315", "444"),
    MessageKind.WMO317: Message(Law.WMO, "317", "480"),
    MessageKind.JW301: Message(Law.JEUGDWET, "301", "436"),
    MessageKind.JW305: Message(Law.JEUGDWET, "305", "438"),
    MessageKind.JW307: Message(Law.JEUGDWET, "307", "440"),
    MessageKind.JW315: Message(Law.JEUGDWET, "315", "446"),
    MessageKind.JW317: Message(Law.JEUGDWET, "317", "486"),
}

STANDARD: Mapping[Law, str] = {Law.WMO: "iwmo", Law.JEUGDWET: "ijw"}
"""Name of the standard, by act; other acts have no such messages."""

VERSION, SUBVERSION, SCHEMA_VERSION = "3", "2", "1.0.0"
"""BerichtVersie, BerichtSubversie, and the version of both schemas."""

ALLOCATION: Mapping[Law, MessageKind] = {Law.WMO: MessageKind.WMO301, Law.JEUGDWET: MessageKind.JW301}
"""The message that tells a provider what is allocated."""

REQUESTS = frozenset({MessageKind.WMO315, MessageKind.WMO317, MessageKind.JW315, MessageKind.JW317})
"""A provider asks; a person answers within five working days (rules OP274 and OP346)."""

ANSWER_DAYS = 5
"""Working days."""

UNIT_CODES: Mapping[Unit, str] = {
    Unit.MINUTE: "01",
    Unit.HOUR: "04",
    Unit.ETMAAL: "14",
    Unit.DAY_PART: "16",
    Unit.EURO: "83",
}
"""Eenheid; pieces have two, by how they are paid."""

PIECES_BY_EFFORT, PIECES_BY_OUTPUT = "84", "82"

FREQUENCY_CODES: Mapping[Frequency, str] = {
    Frequency.DAY: "1",
    Frequency.WEEK: "2",
    Frequency.MONTH: "4",
    Frequency.WHOLE_PERIOD: "6",
}

GENDER_CODES: Mapping[Gender, str] = {Gender.UNKNOWN: "0", Gender.MALE: "1", Gender.FEMALE: "2"}

PROLONGED, SHORTENED, OTHER_FORM, OTHER_PROVIDER, DELETED = "04", "05", "08", "09", "13"
"""RedenWijziging, as far as the program gives them itself."""

STOP_REASONS: Mapping[EndReason, str] = {
    EndReason.DECEASED: "02",
    EndReason.OTHER_DOMAIN: "06",
    EndReason.MOVED_AWAY: "07",
    EndReason.BY_PROVIDER: "12",
}
"""RedenWijziging by why help is over before its last day; by any other reason it is shortened.

List RedenWijziging of the shared schema of iWmo and iJw 3.2, the same for both. Not given: 03, 10 and 11 (contract, way
of funding and borders of municipalities change for many at once), 01 (no longer in use) and 14 (an administrative
correction: what was told wrongly is taken away with 13 and told anew).
"""

CUT_REASONS: Mapping[IndicationChange, str] = {
    IndicationChange.OTHER_PROVIDER: OTHER_PROVIDER,
    IndicationChange.OTHER_PROVISION: OTHER_FORM,
}
"""Why an allocation ends because another indication takes its place; otherwise it is shortened."""

END_REASONS: Mapping[Law, Mapping[str, EndReason]] = {
    Law.WMO: {
        "02": EndReason.DECEASED,
        "19": EndReason.AS_PLANNED,
        "20": EndReason.OTHER,
        "21": EndReason.EARLY,
        "22": EndReason.BY_PROVIDER,
        "23": EndReason.EARLY,
        "31": EndReason.MOVED_AWAY,
        "36": EndReason.OTHER,
        "37": EndReason.OTHER,
        "38": EndReason.MOVED_ON,
        "39": EndReason.OTHER_DOMAIN,
    },
    # The same number says another thing here: 31 is "moved house" in the Wmo and "as planned" in youth help.
    Law.JEUGDWET: {
        "02": EndReason.DECEASED,
        "20": EndReason.OTHER,
        "31": EndReason.AS_PLANNED,
        "32": EndReason.EARLY,
        "33": EndReason.BY_PROVIDER,
        "34": EndReason.EARLY,
        "35": EndReason.OTHER,
        "36": EndReason.OTHER,
        "37": EndReason.OTHER,
        "38": EndReason.MOVED_ON,
        "39": EndReason.OTHER_DOMAIN,
    },
}
"""RedenBeeindiging, by act."""

REMOVED, UNCHANGED = "3", "9"
"""StatusAanlevering: what was told before must be taken away; it is told again as it was."""


def unit_code(unit: Unit, funding: FundingModel) -> str:
    """Eenheid of a volume; pieces are counted otherwise where the result is paid."""
    if unit is Unit.PIECE:
        return PIECES_BY_OUTPUT if funding is FundingModel.OUTPUT else PIECES_BY_EFFORT
    return UNIT_CODES[unit]
