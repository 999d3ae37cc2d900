"""The administrator's side of a central store, act by act, and a laptop that meets one that was put back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from desktop.language import _
from desktop.services.central import address_of
from desktop.services.central_care import Looked, put_shared_file_back
from desktop.services.central_desk import COPY_ENDING, Access, MemberLine
from desktop.services.central_findings import MEANINGS
from desktop.services.inviting import Member
from desktop.views.central import questions
from desktop.views.central.screen import CentralScreen
from desktop.views.tour.care_acts import in_both, tall, workplace_of
from desktop.views.tour.hand import Hand, Lost
from desktop.views.tour.script import Example, Known

_WHOLE = 2300
_OF_A_DATABASE = 13
"""So many things are looked at there."""


def shared_file(hand: Hand, folder: Path) -> Path:
    """Looks at the central store of the team, makes a copy, and looks whether all is in order."""
    hand.press(_("Central store"))
    hand.look("centrale-opslag")
    hand.press("central-copy")
    hand.write("fileNameEdit", str(folder))
    hand.enter("fileNameEdit")
    hand.wait_for(lambda: any(folder.glob(f"*{COPY_ENDING}")), "the copy")
    hand.press("central-check")
    in_both(hand, "centrale-opslag-nagekeken")
    return next(folder.glob(f"*{COPY_ENDING}"))


def database(hand: Hand, example: Example) -> None:
    """The same screen for a database, with an invented team: the tour has no server."""
    screen = hand.find("central", CentralScreen)
    screen.show_entry()
    hand.look("centrale-opslag-inloggen")
    workplace = workplace_of(hand)
    screen.show_in(Access(example.url, "", example.url))
    screen.members.show_lines(tuple(_line(one, hand) for one in example.members))
    screen.copies.show_last(workplace.now - timedelta(days=example.copied_days_ago), workplace.now)
    wrong = example.wrong
    looked = [Looked(name, name not in wrong, wrong.get(name, "")) for name in list(MEANINGS)[:_OF_A_DATABASE]]
    screen.check.show_looked(tuple(looked))
    in_both(hand, "centrale-opslag-database", _WHOLE)
    screen.members.table.selectRow(0)
    name = example.members[0].name
    for question, picture in (
        (questions.may_shut_out(name, hand.window), "toegang-afnemen"),
        (questions.may_close(name, workplace_days(screen), hand.window), "laptop-kwijt"),
        (questions.may_write_anew(hand.window), "tabellen-opnieuw"),
    ):
        question.open()
        hand.look(picture)
        question.reject()
        hand.settle()
    hand.press("member-again")
    tall(hand, "uitnodigen", _WHOLE)
    screen.members.show_invitation(name, example.invitation)
    tall(hand, "uitnodiging", _WHOLE)


def put_back(hand: Hand, file: Path, code: str, copy: Path) -> None:
    """The team's file is put back from a copy; a laptop that shared since sees what happened, and goes on."""
    file.rename(file.with_name(f"{file.name}.bedorven"))
    put_shared_file_back(address_of(file), code, copy)
    hand.press(_("Synchronise"))
    if hand.sees(_("Hide")):
        hand.press(_("Hide"))
    hand.press(_("Synchronise now"))
    if not hand.has("put-back-go"):
        raise Lost("the page about a store that was put back")
    in_both(hand, "centrale-opslag-teruggezet")
    hand.press("put-back-go")
    hand.look("centrale-opslag-verder")


def workplace_days(screen: CentralScreen) -> int:
    """After how many days a laptop locks that keeps away."""
    return screen.days_apart()


def _line(one: Known, hand: Hand) -> MemberLine:
    now = workplace_of(hand).now
    out = now - timedelta(days=one.out_days_ago) if one.out_days_ago is not None else None
    heard = now - timedelta(days=one.heard_days_ago) if one.heard_days_ago is not None else None
    until = out + timedelta(days=30) if out is not None and not one.closed else None
    told = (one.role, one.municipality, one.team, out, heard, one.device, until, one.closed)
    return MemberLine(Member(one.login, one.login, *told), one.name)
