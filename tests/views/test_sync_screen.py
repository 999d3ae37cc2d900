"""Two real laptops, one real shared file, and the screen that shows what became of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case
from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.services import forms, syncing
from desktop.services.central import Refusal
from desktop.services.central_care import copy_shared_file, put_shared_file_back
from desktop.services.conflicts import LateWork
from desktop.sync import books
from desktop.sync.shared_place import url_of
from desktop.views.design.inputs import LongText
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.sync.conflict_card import ConflictCard
from desktop.views.sync.join_card import JoinCard
from desktop.views.sync.lists import RefusedCard, WaitingCard
from desktop.views.sync.put_back_card import PutBackCard
from desktop.views.sync.question import Question
from desktop.views.sync.screen import SyncScreen
from desktop.views.sync.standing import Standing, drawing, in_words, standing
from tests.helpers.desks import Ways
from tests.helpers.laptops import BEGIN, make_laptop, provider
from tests.helpers.teams import Team
from tests.helpers.widgets import can_press, one, press, words, write


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(make_laptop(tmp_path, "Marijke"), make_laptop(tmp_path, "Piet"), tmp_path / "team.naober")
    yield made
    made.mine.close()
    made.theirs.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, team: Team) -> SyncScreen:
    made = SyncScreen(replace(desk, workplace=team.mine.workplace))
    qtbot.addWidget(made)
    made.resize(1000, 800)
    return made


@pytest.fixture
def look(screen: SyncScreen, settle: Callable[[], None]) -> Callable[[], None]:
    """Shows the screen, or looks again, and waits."""

    def wait() -> None:
        screen.show()
        screen.mark_stale()
        settle()
        settle()

    return wait


def cards(screen: SyncScreen) -> list[ConflictCard]:
    return [card for card in screen.findChildren(ConflictCard) if card.isVisibleTo(screen)]


def test_a_laptop_that_works_alone_is_shown_how_to_meet(screen: SyncScreen, look: Callable[[], None]) -> None:
    look()
    assert one(screen, JoinCard)
    assert in_words(standing(screen.desk.workplace), BEGIN.date()) == "Alleen op deze laptop"


def test_beginning_a_file_shows_the_code_for_colleagues(
    screen: SyncScreen, team: Team, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    look()
    one(screen, JoinCard).begin_at(str(team.file))
    settle()
    assert syncing.team_code(team.mine.workplace) in [label.text() for label in screen.findChildren(Text)]
    assert team.file.exists()


def test_a_wrong_team_code_is_said_at_its_field(
    screen: SyncScreen, team: Team, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    syncing.start_central(team.theirs.workplace, url_of(team.file))
    look()
    write(screen, "Bestand van het team", str(team.file))
    write(screen, "Teamcode of uitnodiging", "0000-0000")
    press(screen, "Aansluiten bij het team")
    settle()
    problems = [t.text() for t in screen.findChildren(Text) if t.property("look") == "problem" and t.text()]
    assert len(problems) == 1
    assert "teamcode" in problems[0].lower()


def test_joining_with_the_code_fetches_what_the_team_has(
    screen: SyncScreen, team: Team, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    code = syncing.start_central(team.theirs.workplace, url_of(team.file))
    place = provider(name="De Bascule")
    team.theirs.add(place)
    team.theirs.sync()
    look()
    write(screen, "Bestand van het team", str(team.file))
    write(screen, "Teamcode of uitnodiging", code)
    press(screen, "Aansluiten bij het team")
    settle()
    assert team.mine.see(Provider, place.id) == place


def test_what_waits_is_shown_by_its_act_and_gone_after_a_sync(
    screen: SyncScreen, team: Team, ways: Ways, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    team.meet()
    team.mine.do(lambda work: work.add(provider(name="Nieuw")), "Open case")
    look()
    assert one(screen, WaitingCard)
    press(screen, "Nu synchroniseren")
    assert not can_press(screen, "Nu synchroniseren")
    settle()
    assert not [card for card in screen.findChildren(WaitingCard) if card.isVisibleTo(screen)]
    assert ways.told[-1][0].startswith("Verstuurd: 1. ")


def test_a_conflict_stands_in_three_columns_with_names(
    screen: SyncScreen, team: Team, look: Callable[[], None]
) -> None:
    team.meet()
    team.disagree()
    look()
    (card,) = cards(screen)
    assert card.accessibleName() == "De Bascule · Zorgaanbieder, telefoon"
    texts = [label.accessibleName() for label in card.findChildren(Text) if label.accessibleName()]
    assert texts[0] == "Zoals het was: 0597 000000"
    assert texts[1] == "Van mij (Marijke): 0597 222222"
    assert texts[2].startswith("Van de ander (Piet, ")
    assert texts[2].endswith("0597 111111")


@pytest.mark.parametrize(
    ("choice", "number"), [("Die van mij houden", "0597 222222"), ("Die van de ander houden", "0597 111111")]
)
def test_a_person_decides_and_the_colleague_gets_it(
    screen: SyncScreen, team: Team, look: Callable[[], None], settle: Callable[[], None], choice: str, number: str
) -> None:
    team.meet()
    team.disagree()
    look()
    press(screen, choice)
    settle()
    assert cards(screen) == []
    team.mine.sync()
    team.theirs.sync()
    for laptop in (team.mine, team.theirs):
        seen = laptop.see(Provider, team.provider_id)
        assert seen is not None
        assert seen.phone == number


def test_neither_is_right_so_one_writes_it_oneself(
    screen: SyncScreen, team: Team, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    team.meet()
    team.disagree()
    look()
    press(screen, "Zelf schrijven")
    field = write(screen, "In uw eigen woorden", "0597 333333")
    assert field.isVisible()
    press(screen, "Deze tekst bewaren")
    settle()
    seen = team.mine.see(Provider, team.provider_id)
    assert seen is not None
    assert seen.phone == "0597 333333"


@pytest.mark.parametrize("again", [False, True])
def test_what_one_writes_oneself_stays_when_a_sync_brings_news_and_when_the_program_is_locked(
    qtbot: QtBot, screen: SyncScreen, team: Team, look: Callable[[], None], settle: Callable[[], None], again: bool
) -> None:
    team.meet()
    team.disagree()
    look()
    press(screen, "Zelf schrijven")
    field = write(screen, "In uw eigen woorden", "0597 333333")
    if again:
        team.theirs.change(Provider, team.provider_id, phone="0597 444444")
    else:
        team.theirs.add(provider(name="Nieuw"))
    team.theirs.sync()
    screen.desk.notifier.tell(team.mine.sync().changes)
    look()
    assert "Nieuw" in {one.name for one in team.mine.ask(lambda reader: reader.find(Provider))} or again
    assert again or field.isVisible(), "it is the same field, unless what it is about changed"
    assert own_words(screen) == "0597 333333"
    assert ("0597 444444" in words(screen)) is again
    screen.flush()
    settle()
    after = SyncScreen(screen.desk)
    qtbot.addWidget(after)
    after.show()
    settle()
    settle()
    assert own_words(after) == "0597 333333"
    press(after, "Deze tekst bewaren")
    settle()
    assert team.mine.there(Provider, team.provider_id).phone == "0597 333333"
    assert forms.unfinished(team.mine.workplace) == ()


def own_words(screen: SyncScreen) -> str:
    return next(field.toPlainText() for field in screen.findChildren(LongText) if field.isVisible())


def test_a_conflict_of_a_case_names_the_resident_and_opens_the_case(
    screen: SyncScreen, team: Team, ways: Ways, look: Callable[[], None]
) -> None:
    team.meet()
    team.theirs.change(Case, team.case_id, question="Hulp bij de post")
    team.theirs.sync()
    team.mine.change(Case, team.case_id, question="Hulp bij het huishouden")
    team.mine.sync()
    look()
    assert cards(screen)[0].accessibleName() == "Geesje Mulder · Dossier, vraag"
    press(screen, "Dossier openen")
    assert ways.went == [("case", team.case_id)]


def test_a_file_that_vanished_is_said_in_words_and_nothing_is_lost(
    screen: SyncScreen, team: Team, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    team.meet()
    team.mine.do(lambda work: work.add(provider(name="Nieuw")))
    team.file.unlink()
    look()
    now = standing(team.mine.workplace)
    assert in_words(now, BEGIN.date()).startswith("Offline · 1 wijziging wacht · laatst ")
    assert drawing(now) == "offline"
    press(screen, "Nu synchroniseren")
    settle()
    told = [
        text.text()
        for hint in screen.findChildren(Hint)
        if hint.isVisibleTo(screen)
        for text in hint.findChildren(Text)
    ]
    assert "team.naober" in told[0]
    assert len(standing(team.mine.workplace).work.waiting) == 1


def test_a_file_that_is_lost_for_good_is_left_and_the_team_goes_on_with_another(
    screen: SyncScreen, team: Team, tmp_path: Path, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    team.meet()
    team.file.unlink()
    look()
    press(screen, "De centrale opslag is voorgoed kwijt …")
    question = one(screen, Question)
    press(question, "Het bestand loslaten")
    settle()
    settle()
    assert not standing(team.mine.workplace).work.is_joined
    one(screen, JoinCard).begin_at(str(tmp_path / "nieuw.naober"))
    settle()
    team.mine.sync()
    assert standing(team.mine.workplace).work.waiting == ()
    assert team.mine.see(Provider, team.provider_id) is not None


def test_who_stops_at_the_question_stays_with_the_team(
    screen: SyncScreen, team: Team, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    team.meet()
    look()
    press(screen, "De centrale opslag is voorgoed kwijt …")
    press(one(screen, Question), "Stoppen")
    settle()
    assert standing(team.mine.workplace).work.is_joined


def test_nothing_is_called_shared_while_something_could_not_be() -> None:
    refused = (Refusal("1", "1", "goal", "g", "out-of-reach", {}, ""),)
    work = syncing.StateOfWork("sqlite:///team.naober", None, (), refused, 0)
    assert in_words(Standing(work, in_reach=True), BEGIN.date()) == "1 ding is niet gedeeld"
    nothing = replace(work, refused=())
    assert in_words(Standing(nothing, in_reach=True), BEGIN.date()) == "Alles gedeeld"


def test_what_a_colleague_typed_in_a_form_is_told_as_that_and_can_only_be_put_aside(qtbot: QtBot) -> None:
    edit = Refusal("1", "1", "goal", "g", "late-work", {"values": {"text": "Koken"}, "kind": "insert"}, "")
    form = Refusal("2", "2", "", "c", "late-work", {"form": "talk", "typed": {"notes": "Half"}}, "")
    late = {one.op_id: LateWork("Marijke", None, {"notes": "Half"}) for one in (edit, form)}
    card = RefusedCard((edit, form), {}, late, {}, BEGIN.date())
    qtbot.addWidget(card)
    texts = [label.text() for label in card.findChildren(Text)]
    assert "Een half ingevuld formulier" in texts
    assert [text for text in texts if text.startswith("Een collega typte dit nog in een formulier")]
    assert [text for text in texts if text.startswith("Een collega schreef dit")]
    buttons = [button.text() for button in card.findChildren(QPushButton)]
    assert sorted(buttons) == ["Opnieuw delen", "Terzijde leggen", "Terzijde leggen"]


def test_what_someone_handed_in_is_shown_as_it_is_whatever_it_says(qtbot: QtBot) -> None:
    """No day that is none, no drawing, and a deletion is called one."""
    said = {"achieved_on": "2026-99-99", "text": "<img src=x><b>Koken</b>", "status": [["x"], {"y": None}]}
    strange = Refusal("1", "1", "goal", "g", "late-work", {"changes": {}, "members": {}, "kind": "update"}, "")
    gone = replace(strange, op_id="2", act_id="2", detail={"changes": {}, "members": {}, "kind": "delete"})
    late = {"1": LateWork("Marijke", None, said), "2": LateWork("Marijke", None, {}, takes_away=True)}
    judged = replace(strange, op_id="3", act_id="3", tbl="destruction")
    late["3"] = LateWork("Marijke", None, {})
    card = RefusedCard((strange, gone, judged), {}, late, {}, BEGIN.date())
    qtbot.addWidget(card)
    told = [label for label in card.findChildren(Text) if "Koken" in label.text()]
    assert "2026-99-99" in told[0].text()
    assert told[0].textFormat() is Qt.TextFormat.PlainText
    texts = [label.text() for label in card.findChildren(Text)]
    assert "Haalt dit gegeven weg." in texts
    assert [text for text in texts if text.startswith("Een collega leverde dit te laat in.")]
    assert len([button for button in card.findChildren(QPushButton) if button.text() == "Opnieuw delen"]) == 2


def test_what_one_wrote_oneself_stands_there_in_full_with_why_and_what_one_can_do(
    screen: SyncScreen, team: Team, look: Callable[[], None]
) -> None:
    """Also what one emptied, and what cannot be shared again."""
    team.meet()
    person = team.mine.workplace.colleague.id
    changed = {"name": {"old": "A", "new": "Zorggroep de Brug"}, "note": {"old": "Bellen na 9 uur", "new": ""}}
    told = {"kind": "update", "changes": changed, "members": {}, "made_at": "2026-11-22T09:30:00+00:00"}
    person_told = {"kind": "insert", "values": {"consultant": person, "question": "Wie helpt mij?"}}
    at, key = "2026-11-23T09:00:00+00:00", team.provider_id
    unread = {"kind": "update", "changes": '{"name": ["A", "De Brug"]}', "field": "name"}
    team.mine.do(lambda work: books.refuse(work, Refusal("1", "1", "provider", key, "not-allowed", told, at)))
    team.mine.do(lambda work: books.refuse(work, Refusal("2", "2", "case_file", "c", "out-of-reach", person_told, at)))
    team.mine.do(lambda work: books.refuse(work, Refusal("3", "3", "provider", key, "op-unreadable", unread, at)))
    look()
    texts = [label.text() for label in one(screen, RefusedCard).findChildren(Text)]
    assert "Naam: Zorggroep de Brug\nNotitie: —" in texts
    assert "Met uw rol mag u dit niet voor het team wijzigen. Alles wat u schreef, is hier bewaard." in texts
    assert [text for text in texts if text.startswith("U schreef, ")]
    assert [text for text in texts if "Wie helpt mij?" in text and "Marijke" in text and person not in text]
    assert "Naam: De Brug" in texts
    assert len([text for text in texts if text.startswith("Klopt het nog? Deel het dan opnieuw")]) == 2
    assert "Dit kan niet opnieuw worden gedeeld. Neem over wat nog klopt en leg het daarna terzijde." in texts


def test_a_store_that_was_put_back_is_told_with_what_is_offered_again_and_one_way_on(
    screen: SyncScreen, team: Team, tmp_path: Path, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    team.meet()
    copy = tmp_path / "kopie.naober"
    copy_shared_file(url_of(team.file), team.code, copy)
    team.mine.change(Case, team.case_id, question="Hulp bij het koken")
    team.mine.sync()
    team.mine.do(lambda work: work.add(provider(name="Nieuw")))
    team.file.unlink()
    put_shared_file_back(url_of(team.file), team.code, copy)
    look()
    press(screen, "Nu synchroniseren")
    settle()
    card = one(screen, PutBackCard)
    told = words(card)
    assert "van u is niets kwijt, en er is nog niets verstuurd" in told
    assert "Dit wordt opnieuw aangeboden, 1 onderdeel:" in told
    assert "• Geesje Mulder: Dossier (1)" in told
    assert "1 wijziging die u nog niet gedeeld had, gaat mee." in told
    assert "Alles is gedeeld" not in words(screen), "nothing is shared until one goes on"
    assert not [b for b in screen.findChildren(QPushButton) if b.isVisible() and b.text() == "Nu synchroniseren"]
    go = one(screen, QPushButton, "put-back-go")
    go.setFocus()
    QTest.keyClick(go, Qt.Key.Key_Space)
    settle()
    settle()
    assert not [shown for shown in screen.findChildren(PutBackCard) if shown.isVisible()]
    join_anew = standing(team.mine.workplace).work
    assert (join_anew.waiting, join_anew.conflicts) == ((), 0)
    syncing.meet_again(team.theirs.workplace)
    team.theirs.sync()
    assert team.theirs.there(Case, team.case_id).question == "Hulp bij het koken"


def test_the_way_on_stands_there_also_when_the_store_cannot_be_looked_at(
    screen: SyncScreen, team: Team, look: Callable[[], None], settle: Callable[[], None]
) -> None:
    team.meet()
    team.file.unlink()
    screen.desk.meeting.trouble = WorldFault("central-put-back", file="team.naober")
    look()
    settle()
    assert "team.naober" in words(one(screen, PutBackCard))
    assert can_press(screen, "put-back-go")
