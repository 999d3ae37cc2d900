"""Every setting of this machine. What a team shares is no setting: it is data, stands in the store and travels."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from desktop.language import N_
from desktop.models.looks import Language, Theme


class Group(BaseModel):
    """Settings that belong together; a field's title and description are texts of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


class Appearance(Group):
    """How the screens look."""

    language: Language = Field(
        default=Language.DUTCH, title=N_("Language"), description=N_("The language of the screens.")
    )
    theme: Theme = Field(
        default=Theme.SYSTEM, title=N_("Colours"), description=N_("Light, dark, or as this computer is set.")
    )
    text_size: int = Field(
        default=100,
        ge=80,
        le=200,
        title=N_("Text size"),
        description=N_("In per cent of the usual size."),
    )


class Lock(Group):
    """When the store is locked, and what opens it."""

    after_minutes: int = Field(
        default=10,
        ge=1,
        le=60,
        title=N_("Lock after"),
        description=N_("Minutes without touching keyboard or mouse; then the passphrase is asked."),
    )
    clipboard_seconds: int = Field(
        default=60,
        ge=10,
        le=600,
        title=N_("Empty the clipboard after"),
        description=N_("Seconds after something was copied in Naober; what another program put there stays."),
    )
    use_keyring: bool = Field(
        default=False,
        title=N_("Open without passphrase"),
        description=N_("The keyring of this computer then opens Naober for whoever is logged in."),
    )


class Copies(Group):
    """How many copies of the store stay."""

    days: int = Field(
        default=7,
        ge=1,
        le=60,
        title=N_("Copies by day"),
        description=N_("Of so many of the last days the last copy stays."),
    )
    weeks: int = Field(
        default=5,
        ge=0,
        le=60,
        title=N_("Copies by week"),
        description=N_("Of so many of the last weeks the last copy stays."),
    )


class Central(Group):
    """Where the team meets."""

    url: str = Field(
        default="",
        max_length=1000,
        title=N_("Central store"),
        description=N_("The address of the file or the database that the team shares."),
    )
    by_itself: bool = Field(
        default=True,
        title=N_("By itself"),
        description=N_("Naober shares your work by itself when the central store is in reach."),
    )
    login_url: str = Field(
        default="",
        max_length=1000,
        title=N_("Address for the administrator"),
        description=N_("Of the database, with the login that may make roles; its password is kept nowhere."),
    )
    copy_days: int = Field(
        default=7,
        ge=1,
        le=90,
        title=N_("Copy of the central store"),
        description=N_("After so many days the last copy counts as old, and the administrator is told."),
    )
    last_sync_at: AwareDatetime | None = Field(
        default=None, title=N_("Last synchronised"), description=N_("When this laptop last met the team.")
    )


class Window(Group):
    """Where the window was left, and with which store."""

    store: str = Field(default="", max_length=4000, title=N_("Store"), description=N_("The file that was open last."))
    geometry: str = Field(
        default="", max_length=4000, title=N_("Window"), description=N_("Place and size of the window.")
    )


class Cases(Group):
    """How the list of cases looks."""

    columns: tuple[str, ...] = Field(
        default=(),
        title=N_("Columns"),
        description=N_("Which columns the list of cases has; none named means the usual ones."),
    )


class TableLayout(Group):
    """How a person laid out a table. It counts only while the table has as many columns as it had then."""

    order: tuple[int, ...] = ()
    """Every column once, from left to right, by its place in the program."""
    hidden: tuple[int, ...] = ()
    letters: tuple[int, ...] = ()
    """Width of each column in letters; 0 for one that is as wide as what stands in it."""

    def fits(self, columns: int) -> bool:
        """True when it was made for a table of so many columns; the first of them always shows, and shows first."""
        known = range(columns)
        whole = sorted(self.order) == list(known) and len(self.letters) == columns
        return whole and self.order[:1] == (0,) and set(self.hidden) <= set(known[1:])


class Tables(Group):
    """How tables look."""

    layouts: dict[str, TableLayout] = Field(
        default_factory=dict,
        title=N_("Tables"),
        description=N_("Which columns a table shows, in which order and how wide."),
    )


class SocialMap(Group):
    """What stands beside the results of the social map."""

    show_filters: bool = Field(
        default=True, title=N_("Filters"), description=N_("The filters stand beside the results.")
    )
    show_places: bool = Field(
        default=True, title=N_("Map of the places"), description=N_("The places stand on a map beside the results.")
    )


class Settings(Group):
    """All of them; ``Settings()`` is how a fresh machine begins."""

    appearance: Appearance = Appearance()
    lock: Lock = Lock()
    copies: Copies = Copies()
    central: Central = Central()
    window: Window = Window()
    cases: Cases = Cases()
    tables: Tables = Tables()
    social_map: SocialMap = SocialMap()
