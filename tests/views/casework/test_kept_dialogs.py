"""What is typed in a form over the case is there again after the lock, until it is kept or thrown away."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case, Referral, WarmHandover
from desktop.models.kinds import CasePhase, HandoverTo, ReferrerKind
from desktop.models.people import NetworkMember
from desktop.services import forms
from desktop.services.households import add_network_member, change_network_member
from desktop.services.referrals import register
from desktop.services.workplace import Workplace
from desktop.views.cases import adopting, checks, consents, passing_dialogs, people_dialogs, term_dialogs
from desktop.views.cases.form_dialog import FormDialog
from desktop.views.desk import Place
from desktop.views.window.main import MainWindow
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one, words

STOOD_HERE = "Dit typte u eerder"
CHANGED = "Dit is intussen gewijzigd."
MODULES = (adopting, checks, consents, passing_dialogs, people_dialogs, term_dialogs)


def dialog(window: MainWindow) -> QDialog:
    return next(d for d in window.findChildren(QDialog) if d.isVisible())


@pytest.fixture
def shown(window: MainWindow, case_id: str, settle: Callable[[], None]) -> MainWindow:
    window.open_case(case_id)
    settle()
    return window


@pytest.fixture
def act(shown: MainWindow, settle: Callable[[], None]) -> Callable[[str], Fingers]:
    def choose(text: str) -> Fingers:
        menu = one(shown, QPushButton, "case-more").menu()
        assert menu is not None
        next(a for a in menu.actions() if a.isVisible() and a.text() == text).trigger()
        settle()
        return Fingers(dialog(shown), settle)

    return choose


@pytest.fixture
def lock(shown: MainWindow, settle: Callable[[], None]) -> Callable[[], None]:
    """What the program does to the window when it is locked, by hand or because nobody typed."""

    def now() -> None:
        shown.flush()
        shown.close_dialogs()
        settle()

    return now


def read(form: Fingers, name: str) -> str:
    field = form.field(name)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def test_a_handover_half_typed_is_there_again_after_the_lock_and_gone_once_it_is_agreed(
    shown: MainWindow,
    act: Callable[[str], Fingers],
    lock: Callable[[], None],
    case_id: str,
    workplace: Workplace,
    stored: Callable[..., list[WarmHandover]],
) -> None:
    form = act("Warme overdracht afspreken …")
    assert STOOD_HERE not in words(dialog(shown))
    form.choose("form-to", HandoverTo.OTHER_LAW.value)
    form.write("form-received_by", "Ton Hulst")
    form.write("form-organisation", "Stichting De Brug")
    form.write("form-on_day", "26-11-2026")
    form.write("form-what", "Wat er meegaat")
    lock()
    form = act("Warme overdracht afspreken …")
    assert STOOD_HERE in words(dialog(shown))
    assert (read(form, "form-received_by"), read(form, "form-what")) == ("Ton Hulst", "Wat er meegaat")
    form.press("form-go")
    (planned,) = stored(WarmHandover)
    assert (planned.received_by, str(planned.on_day), planned.to.value) == (
        "Ton Hulst",
        "2026-11-26",
        HandoverTo.OTHER_LAW.value,
    )
    assert forms.load(workplace, "handover", case_id) is None
    assert read(act("Warme overdracht afspreken …"), "form-received_by") == ""


def test_what_is_typed_in_a_form_is_in_the_store_within_two_seconds(
    qtbot: QtBot, act: Callable[[str], Fingers], case_id: str, workplace: Workplace
) -> None:
    act("Er kwam een verwijzing binnen …").write("form-note", "Slaapt slecht")
    qtbot.waitUntil(lambda: forms.load(workplace, "referral", case_id) is not None, timeout=2000)
    kept = forms.load(workplace, "referral", case_id)
    assert kept is not None
    assert kept.fields["note"] == "Slaapt slecht"


def test_what_was_typed_can_be_thrown_away(
    shown: MainWindow, act: Callable[[str], Fingers], lock: Callable[[], None], case_id: str, workplace: Workplace
) -> None:
    act("Er kwam een verwijzing binnen …").write("form-note", "Slaapt slecht")
    lock()
    form = act("Er kwam een verwijzing binnen …")
    assert read(form, "form-note") == "Slaapt slecht"
    form.press("form-forget")
    assert read(form, "form-note") == ""
    assert STOOD_HERE not in words(dialog(shown))
    assert forms.load(workplace, "referral", case_id) is None


def test_a_form_that_was_refused_and_closed_still_has_what_was_typed(
    act: Callable[[str], Fingers], lock: Callable[[], None], stored: Callable[..., list[Referral]]
) -> None:
    form = act("Er kwam een verwijzing binnen …")
    form.write("form-referrer", "x" * 300)
    form.press("form-go")
    assert stored(Referral) == []
    lock()
    assert read(act("Er kwam een verwijzing binnen …"), "form-referrer") == "x" * 300


def test_each_thing_has_a_form_of_its_own(
    shown: MainWindow,
    lock: Callable[[], None],
    case_id: str,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[Referral]],
) -> None:
    doctor = ReferrerKind.GENERAL_PRACTITIONER
    for name in ("A", "B"):
        register(workplace, case_id, kind=doctor, referrer=name, referred_on=workplace.today)
    ids = [referral.id for referral in stored(Referral)]
    shown.screen_of(Place.CASE).mark_stale()
    settle()
    hands = Fingers(shown, settle)
    hands.press(f"follow-{ids[0]}")
    Fingers(dialog(shown), settle).write("form-outcome", "Gebeld")
    lock()
    hands.press(f"follow-{ids[1]}")
    assert read(Fingers(dialog(shown), settle), "form-outcome") == ""
    lock()
    hands.press(f"follow-{ids[0]}")
    assert read(Fingers(dialog(shown), settle), "form-outcome") == "Gebeld"


def test_a_form_that_puts_right_says_that_it_was_changed_meanwhile(
    shown: MainWindow,
    lock: Callable[[], None],
    case_id: str,
    workplace: Workplace,
    settle: Callable[[], None],
    stored: Callable[..., list[Case | NetworkMember]],
) -> None:
    (case,) = stored(Case, id=case_id)
    assert isinstance(case, Case)
    member_id, _changes = add_network_member(workplace, case.resident_id, "Henk", relation="buurman")
    (member,) = stored(NetworkMember, id=member_id)
    assert isinstance(member, NetworkMember)
    people_dialogs.MemberDialog(shown.screen_of(Place.CASE).desk, member, shown).begin()
    settle()
    Fingers(dialog(shown), settle).write("form-relation", "overbuurman")
    lock()
    change_network_member(workplace, member_id, relation="zwager")
    (member,) = stored(NetworkMember, id=member_id)
    assert isinstance(member, NetworkMember)
    people_dialogs.MemberDialog(shown.screen_of(Place.CASE).desk, member, shown).begin()
    settle()
    form = Fingers(dialog(shown), settle)
    assert (read(form, "form-relation"), read(form, "form-name")) == ("overbuurman", "Henk")
    assert CHANGED in words(dialog(shown))


def test_words_before_an_act_that_is_refused_are_there_again(
    shown: MainWindow, act: Callable[[str], Fingers], lock: Callable[[], None], stored: Callable[..., list[Case]]
) -> None:
    ask = act("Dossier sluiten …")
    ask.choose("ask-choice", "moved-on")
    ask.write("ask-text", "Zij gaat verder bij een ander")
    ask.press("ask-go")
    assert stored(Case)[0].phase is not CasePhase.CLOSED
    ask = act("Dossier sluiten …")
    assert STOOD_HERE in words(dialog(shown))
    assert read(ask, "ask-text") == "Zij gaat verder bij een ander"
    ask.choose("ask-choice", "as-planned")
    ask.press("ask-go")
    assert stored(Case)[0].phase is CasePhase.CLOSED
    lock()


def test_every_form_over_the_case_has_a_name_of_its_own_to_be_kept_under() -> None:
    assert MODULES
    names = [kind.form for kind in FormDialog.__subclasses__()]
    assert len(names) > 10
    assert all(names)
    assert len(set(names)) == len(names)
