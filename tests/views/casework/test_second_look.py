"""The second pair of eyes on the screen: remarks at a field, what changed since, and what a sample lets through."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus
from desktop.models.region_settings import Approval, Source
from desktop.rules.second_person import lot_of
from desktop.services.indications import change_draft, hand_in, return_with_remarks
from desktop.services.plans import add_goal
from desktop.services.second_person import draw_of
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.indication.screen import IndicationScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import words


@pytest.fixture
def ready(workplace: Workplace, case_id: str) -> str:
    """A case that was talked over."""
    town.answer_all(workplace, case_id)
    add_goal(workplace, case_id, "Ik maak elke week mijn post open.")
    return case_id


@pytest.fixture
def handed_in(workplace: Workplace, ready: str) -> str:
    draft = town.drafted(workplace, ready)
    hand_in(workplace, draft)
    return draft


@pytest.fixture
def lead(workplace: Workplace) -> Workplace:
    return replace(workplace, colleague=town.TEAM_LEAD)


def screen_of(window: MainWindow, indication_id: str, settle: Callable[[], None]) -> IndicationScreen:
    window.open_indication(indication_id)
    settle()
    screen = window.screen_of(Place.INDICATION)
    assert isinstance(screen, IndicationScreen)
    return screen


def test_remarks_at_fields_stand_at_those_fields_for_the_author(
    window: MainWindow,
    lead_window: MainWindow,
    handed_in: str,
    settle: Callable[[], None],
    stored: Callable[..., list[Indication]],
) -> None:
    judging = screen_of(lead_window, handed_in, settle)
    lead = Fingers(lead_window, settle)
    lead.choose("remark-about", "volume")
    lead.write("remark", "Waarom vier uur?")
    lead.press("remark-more")
    assert "Omvang: Waarom vier uur?" in words(judging.judging)
    lead.choose("remark-about", "end")
    lead.write("remark", "Te lang.")
    lead.press("remark-more")
    lead.press("Verwijder de opmerking over Laatste dag")
    assert "Te lang." not in words(judging.judging)
    lead.choose("remark-about", "")
    lead.write("remark", "Verder goed.")
    lead.press("return")
    (back,) = stored(Indication)
    assert (back.remarks, back.field_remarks) == ("Verder goed.", {"volume": "Waarom vier uur?"})
    drafting = screen_of(window, handed_in, settle)
    assert drafting.rows["volume"].remark_text() == "Waarom vier uur?"
    assert "Waarom vier uur?" in drafting.rows["volume"].field.accessibleDescription()
    assert drafting.rows["end"].remark_text() == ""
    assert "Teruggegeven met: Verder goed.\nOmvang: Waarom vier uur?" in words(drafting)


def test_a_remark_goes_when_it_is_handed_in_again_and_the_second_person_sees_what_changed(
    lead_window: MainWindow, workplace: Workplace, lead: Workplace, handed_in: str, settle: Callable[[], None]
) -> None:
    screen = screen_of(lead_window, handed_in, settle)
    assert not screen.changed.isVisible()
    return_with_remarks(lead, handed_in, "", {"volume": "Waarom vier uur?"})
    change_draft(workplace, handed_in, volume=3)
    hand_in(workplace, handed_in)
    screen.mark_stale()
    settle()
    shown = words(screen.changed).splitlines()
    assert "Sinds Tamara Postema de tekst teruggaf op 23 november 2026." in shown
    assert shown[-3:] == ["Omvang", "4", "3"]
    assert not screen.rows["volume"].remark_text()


def test_a_text_changed_under_its_seal_is_told_on_the_screen(
    window: MainWindow, workplace: Workplace, handed_in: str, settle: Callable[[], None]
) -> None:
    town.approved_by_lead(workplace, handed_in)
    screen = screen_of(window, handed_in, settle)
    assert "niet meer wat er is goedgekeurd" not in words(screen)
    with workplace.store.work("Tamper") as work:
        work.change(Indication, handed_in, volume=40)
        work.commit()
    screen.mark_stale()
    settle()
    assert "niet meer wat er is goedgekeurd" in words(screen)


def test_what_the_sample_lets_through_is_shown_as_seen_by_no_second_person(
    window: MainWindow, workplace: Workplace, ready: str, settle: Callable[[], None]
) -> None:
    draft = town.drafted(workplace, ready)
    with workplace.store.read() as reader:
        share = max(1, lot_of(draw_of(reader, ready)))
    source = Source(document="Verzonnen werkwijze", paragraph="3")
    rule = Approval(all_from_cents=10**9, share_percent=share, source=source)
    there = replace(workplace, profile=workplace.profile.model_copy(update={"approval": rule}))
    hand_in(there, draft)
    with workplace.store.read() as reader:
        drawn = reader.get(Indication, draft).status is IndicationStatus.HANDED_IN
    told = words(screen_of(window, draft, settle))
    assert ("geen tweede persoon: op 23 november 2026 doorgelaten" in told) is not drawn
