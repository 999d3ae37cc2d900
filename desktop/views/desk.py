"""What every screen is given: where it works, who works for it, and the way to other screens."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop.services.workplace import Workplace
from desktop.views.meeting import Meeting
from desktop.views.notifier import ChangeNotifier
from desktop.views.preferences import Preferences
from desktop.views.tasks import Tasks
from desktop.views.writing import Writer


class Place(StrEnum):
    """Every screen of the main window. A place marked with a thing needs an id to open."""

    TODAY = "today"
    SOCIAL_MAP = "social-map"
    ENTRY = "entry"
    COMPARE = "compare"
    AVAILABILITY = "availability"
    WAITING = "waiting"
    EIGHTEEN = "eighteen"
    COVERAGE = "coverage"
    TEAM = "team"
    RETENTION = "retention"
    DASHBOARDS = "dashboards"
    CONTRACTS = "contracts"
    PROVIDER_CONTRACTS = "provider-contracts"
    ENTRY_FORM = "entry-form"
    REVIEW = "review"
    MERGE = "merge"
    CASES = "cases"
    CASE = "case"
    CONVERSATION = "conversation"
    INDICATION = "indication"
    PAPER = "paper"
    MESSAGES = "messages"
    REFERRALS = "referrals"
    SIGNALS = "signals"
    SYNC = "sync"
    CENTRAL = "central"
    SETTINGS = "settings"


class Navigator(Protocol):
    """The way to other screens, for who does not know the window."""

    def open_place(self, place: Place, thing: str = "") -> None:
        """Shows a screen, for the thing with that id where the screen needs one."""

    def open_case(self, case_id: str) -> None:
        """Shows a case."""

    def open_conversation(self, conversation_id: str) -> None:
        """Shows the home visit."""

    def open_indication(self, indication_id: str) -> None:
        """Shows the draft of an indication, or the decided one."""

    def open_entry(self, entry_id: str) -> None:
        """Shows a provider or community service of the social map."""

    def open_conflict(self, conflict_id: str) -> None:
        """Shows a conflict to be decided."""

    def open_paper(self, paper: str) -> None:
        """Shows a print preview; `paper` is like ``support-plan:CASE-ID``."""

    def new_case(self) -> None:
        """Opens the form for a new case."""

    def find_help(self, text: str = "", *, case_id: str = "") -> None:
        """Searches the social map; with a case, what is found can be put on that case's plan."""

    def show_help(self, page: str, heading: str = "") -> None:
        """Opens a page of the help beside the work, at a heading where one is named."""

    def back(self) -> None:
        """Goes where the person came from."""

    def say(self, text: str, *, undo: str = "", icon: str = "check") -> None:
        """Shows a passing message; `undo` is the act's id when it can be undone from the message."""


@dataclass(frozen=True)
class Desk:
    """Handed to every screen; made once at unlocking, gone at locking."""

    workplace: Workplace
    tasks: Tasks
    notifier: ChangeNotifier
    writer: Writer
    navigator: Navigator
    settings: Preferences
    meeting: Meeting
