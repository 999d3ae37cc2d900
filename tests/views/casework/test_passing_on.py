"""At a case: a referral that came in and what became of it, a handover agreed and held; and the doors of the team."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from desktop.models.casework import Case, Referral, WarmHandover
from desktop.models.kinds import CasePhase, HandoverTo, ReferrerKind
from desktop.services.handovers import NewHandover, plan_handover
from desktop.services.referrals import register
from desktop.services.workplace import Workplace
from desktop.views.cases.passing_cards import Handovers
from desktop.views.desk import Place
from desktop.views.referrals.screen import ReferralsScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one, words, write


def dialog(window: MainWindow) -> QDialog:
    return next(d for d in window.findChildren(QDialog) if d.isVisible())


def act(window: MainWindow, text: str, settle: Callable[[], None]) -> Fingers:
    menu = one(window, QPushButton, "case-more").menu()
    assert menu is not None
    next(a for a in menu.actions() if a.isVisible() and a.text() == text).trigger()
    settle()
    return Fingers(dialog(window), settle)


@pytest.fixture
def shown(window: MainWindow, case_id: str, settle: Callable[[], None]) -> MainWindow:
    window.open_case(case_id)
    settle()
    return window


def late(workplace: Workplace, case_id: str) -> None:
    day = workplace.today - timedelta(days=30)
    doctor = ReferrerKind.GENERAL_PRACTITIONER
    register(workplace, case_id, kind=doctor, referrer="Praktijk De Kade", referred_on=day)


def test_a_referral_is_registered_and_what_became_of_it_is_written_down(
    shown: MainWindow, settle: Callable[[], None], stored: Callable[..., list[Referral]]
) -> None:
    form = act(shown, "Er kwam een verwijzing binnen …", settle)
    form.choose("form-kind", "general-practitioner")
    form.write("form-referrer", "Praktijk De Kade")
    write(dialog(shown), "form-referred_on", "")
    form.press("form-go")
    assert stored(Referral) == []
    assert "Vul dit eerst in." in words(dialog(shown))
    form.write("form-referred_on", "20-11-2026")
    form.write("form-note", "Slaapt slecht")
    form.press("form-go")
    (referral,) = stored(Referral)
    assert (referral.kind, str(referral.referred_on)) == (ReferrerKind.GENERAL_PRACTITIONER, "2026-11-20")
    assert "huisarts · Praktijk De Kade · 20 november 2026" in words(shown)
    Fingers(shown, settle).press(f"follow-{referral.id}")
    follow = Fingers(dialog(shown), settle)
    follow.write("form-outcome", "Gebeld met de praktijk")
    follow.press("form-go")
    assert stored(Referral)[0].outcome == "Gebeld met de praktijk"
    assert "bekeken op 23-11-2026" in words(shown)


def test_a_handover_needs_a_person_and_a_day_and_stands_at_the_case_until_it_is_held(
    shown: MainWindow, settle: Callable[[], None], stored: Callable[..., list[WarmHandover]]
) -> None:
    form = act(shown, "Warme overdracht afspreken …", settle)
    form.write("form-organisation", "De Kwikstaart")
    form.write("form-received_by", "De Kwikstaart")
    form.write("form-on_day", "26-11-2026")
    form.press("form-go")
    assert "Noem de persoon die het ontvangt, niet alleen de organisatie." in words(dialog(shown))
    form.write("form-received_by", "Ton Hulst")
    form.press("form-go")
    (planned,) = stored(WarmHandover)
    assert (planned.received_by, planned.to, planned.held_on) == ("Ton Hulst", HandoverTo.PROVIDER, None)
    assert "Ton Hulst · De Kwikstaart · een aanbieder" in words(shown)
    hands = Fingers(shown, settle)
    hands.press(f"handover-move-{planned.id}")
    move = Fingers(dialog(shown), settle)
    move.write("form-on_day", "27-11-2026")
    move.press("form-go")
    assert str(stored(WarmHandover)[0].on_day) == "2026-11-27"
    hands.press(f"handover-held-{planned.id}")
    Fingers(dialog(shown), settle).press("form-go")
    assert str(stored(WarmHandover)[0].held_on) == "2026-11-23"
    assert "gehouden op 23-11-2026" in words(shown)


def test_what_was_agreed_is_taken_back_with_a_way_back(
    shown: MainWindow,
    workplace: Workplace,
    case_id: str,
    settle: Callable[[], None],
    stored: Callable[..., list[WarmHandover]],
) -> None:
    new = NewHandover("Ton Hulst", workplace.today, organisation="De Kwikstaart")
    handover, _changes = plan_handover(workplace, case_id, new)
    screen = shown.screen_of(Place.CASE)
    screen.mark_stale()
    settle()
    hands = Fingers(shown, settle)
    hands.press(f"handover-drop-{handover}")
    assert stored(WarmHandover) == []
    hands.press("Ongedaan maken")
    assert len(stored(WarmHandover)) == 1


def test_a_case_that_goes_on_to_other_help_is_not_closed_without_a_handover(
    shown: MainWindow, settle: Callable[[], None], stored: Callable[..., list[Case]]
) -> None:
    ask = act(shown, "Dossier sluiten …", settle)
    ask.choose("ask-choice", "moved-on")
    ask.press("ask-go")
    assert stored(Case)[0].phase is not CasePhase.CLOSED
    assert "Spreek eerst een warme overdracht af." in words(shown)


def test_late_referrals_and_handovers_stand_on_today_and_open_their_case(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> None:
    late(workplace, case_id)
    with workplace.store.work("Agreed") as work:
        day = workplace.today - timedelta(days=3)
        work.add(WarmHandover(case_id=case_id, handed_by="Noor", received_by="Ton Hulst", on_day=day))
        work.commit()
    window.screen_of(Place.TODAY).mark_stale()
    settle()
    told = words(window)
    assert "Verwijzingen om te bekijken" in told
    assert "Warme overdrachten" in told
    assert "3 dagen te laat" in told
    assert "16 dagen te laat" in told


def test_the_doors_of_the_team_are_counted_and_a_line_opens_its_case(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> None:
    late(workplace, case_id)
    window.open_place(Place.CASES)
    settle()
    Fingers(window, settle).press("referrals")
    screen = window.screen_of(Place.REFERRALS)
    told = words(screen)
    assert "In 2026 kwamen er 1 van de 1 langs een andere deur dan de eigen toegang: 100 procent." in told
    assert "huisarts" in told
    assert "Naober, standaardinstelling" in told
    row = next(b for b in screen.findChildren(QPushButton) if "Praktijk De Kade" in b.accessibleName())
    row.click()
    settle()
    assert window.here().place is Place.CASE


def test_the_team_lead_sees_them_too(
    lead_window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> None:
    late(workplace, case_id)
    lead_window.open_place(Place.REFERRALS)
    settle()
    assert town.TEAM_LEAD.name in words(lead_window)
    assert "Praktijk De Kade" in words(lead_window)


def test_the_team_lead_keeps_the_counts_as_a_file_and_a_consultant_does_not(
    window: MainWindow, lead_window: MainWindow, settle: Callable[[], None], tmp_path: Path
) -> None:
    for shown_to in (window, lead_window):
        shown_to.open_place(Place.REFERRALS)
    settle()
    assert not one(window, ReferralsScreen).findChildren(QPushButton, "referrals-export")[0].isVisible()
    screen = one(lead_window, ReferralsScreen)
    assert one(screen, QPushButton, "referrals-export").isEnabled()
    screen.save_to(tmp_path / "verwijzingen.csv")
    settle()
    assert "Langs welke ingang" in (tmp_path / "verwijzingen.csv").read_text(encoding="utf-8-sig")


def test_of_many_handovers_that_were_held_the_latest_stand_at_the_case_and_every_open_one(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Callable[[], None]
) -> None:
    held = [
        WarmHandover(case_id=case_id, handed_by="Noor", received_by=f"Bram {n}", on_day=day, held_on=day)
        for n, day in enumerate(workplace.today - timedelta(days=30 * back) for back in (5, 4, 3, 2, 1))
    ]
    still = WarmHandover(case_id=case_id, handed_by="Noor", received_by="Saar", on_day=workplace.today - timedelta(900))
    with workplace.store.work("Hand over") as work:
        work.add(*held, still)
        work.commit()
    window.open_case(case_id)
    settle()
    card = one(window, Handovers)
    told = words(card)
    assert [f"Bram {n}" in told for n in range(5)] == [False, False, True, True, True]
    assert "Saar" in told
    assert "Eerdere staan bij ‘Wat is er gebeurd’." in told
