"""The household on the case's screen: who lives there, who comes, who directs, and what may be shared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case
from desktop.models.course import Carer, Consent
from desktop.models.kinds import ConsentPurpose, Law
from desktop.models.people import Household, NetworkMember, Resident
from desktop.services.cases import NewCase, open_case
from desktop.services.households import add_network_member, put_in_household
from desktop.services.workplace import Workplace
from desktop.views.cases.form_dialog import FormDialog
from desktop.views.design.inputs import Choice
from desktop.views.window.main import MainWindow
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

Settle = Callable[[], None]
PEOPLE = 1
SECRET = "Sem slaapt niet en is bang op school."


@dataclass(frozen=True)
class Son:
    """Lives with her, and gets youth help."""

    case_id: str
    resident_id: str


@pytest.fixture
def son(workplace: Workplace, case_id: str, stored: Callable[..., list[Resident]]) -> Son:
    new = NewCase(
        last_name="Huizing", first_names="Sem", birth_date=date(2018, 1, 1), law=Law.JEUGDWET, question=SECRET
    )
    made, _changes = open_case(workplace, new)
    (his,) = stored(Resident, first_names="Sem")
    with workplace.store.read() as reader:
        hers = reader.get(Case, case_id).resident_id
    put_in_household(workplace, his.id, hers)
    return Son(made, his.id)


@pytest.fixture
def fill(window: MainWindow, fingers: Fingers, case_id: str, settle: Settle) -> Fingers:
    """Her case, at the tab of household and network."""
    window.open_case(case_id)
    settle()
    fingers.show_tab("case-tabs", PEOPLE)
    return fingers


def words(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def asked(window: MainWindow, settle: Settle) -> tuple[FormDialog, Fingers]:
    dialog = one(window, FormDialog)
    return dialog, Fingers(dialog, settle)


def test_what_was_told_under_another_act_is_shown_only_after_the_answer_is_written_down(
    window: MainWindow, son: Son, fill: Fingers, settle: Settle, stored: Callable[..., list[Consent]]
) -> None:
    assert "Sem Huizing · Jeugdwet" in words(window)
    assert "nog niet gevraagd" in words(window)
    assert SECRET not in words(window)
    fill.press("Toestemming vragen: Sem Huizing")
    dialog, form = asked(window, settle)
    assert one(dialog, Choice, "form-purpose").key() == ConsentPurpose.FROM_YOUTH_HELP.value
    assert one(dialog, Choice, "form-by").key() == "parent"
    form.press("form-go")
    assert dialog.rows["given"].problem_text() == "Vul dit eerst in."
    form.choose("form-given", "yes")
    form.choose("form-by", "resident")
    form.write("form-how", "aan de keukentafel")
    form.press("form-go")
    assert "Bij 8 jaar antwoordt iemand anders" in dialog.rows["by"].problem_text()
    assert form.field("form-how").property("text") == "aan de keukentafel"
    assert stored(Consent) == []
    form.choose("form-by", "parent")
    form.press("form-go")
    (consent,) = stored(Consent)
    assert (consent.resident_id, consent.given, consent.how) == (son.resident_id, True, "aan de keukentafel")
    assert SECRET in words(window)
    assert "Wmo 2015, art. 5.1.1 lid 4" in words(window)
    fill.press("Intrekken: Sem Huizing, gegevens uit jeugdhulp gebruiken")
    _dialog, form = asked(window, settle)
    form.press("form-go")
    assert SECRET not in words(window)
    assert "ingetrokken" in words(window)


def test_a_no_is_written_down_and_nothing_is_shown(
    window: MainWindow, son: Son, fill: Fingers, settle: Settle, stored: Callable[..., list[Consent]]
) -> None:
    fill.press("Toestemming vragen: Sem Huizing")
    _dialog, form = asked(window, settle)
    form.choose("form-given", "no")
    form.press("form-go")
    assert [one.given for one in stored(Consent, resident_id=son.resident_id)] == [False]
    assert "zei nee" in words(window)
    assert SECRET not in words(window)


def test_a_housemate_is_found_by_name_and_one_director_is_asked_for(
    qtbot: QtBot,
    window: MainWindow,
    workplace: Workplace,
    fill: Fingers,
    settle: Settle,
    stored: Callable[..., list[Any]],
) -> None:
    open_case(workplace, NewCase(last_name="Huizing", first_names="Piet"))
    fill.press("household-mate")
    dialog, form = asked(window, settle)
    form.press("form-go")
    assert dialog.rows["with_resident_id"].problem_text() == "Vul dit eerst in."
    form.write("form-text", "huiz")
    found = one(dialog, Choice, "form-with_resident_id")
    qtbot.waitUntil(lambda: "Piet" in found.currentText(), timeout=5000)
    form.press("form-go")
    (household,) = stored(Household)
    assert "Piet Huizing" in words(window)
    fill.press("household-change")
    _dialog, form = asked(window, settle)
    form.write("form-director", "Samira Bouzid, wijkteam")
    form.press("form-go")
    assert stored(Household, director="Samira Bouzid, wijkteam")
    assert "Samira Bouzid, wijkteam heeft de regie." in words(window)
    fill.show_tab("case-tabs", 0)
    fill.write("case-director", "Kees")
    fill.show_tab("case-tabs", PEOPLE)
    qtbot.waitUntil(lambda: "Meer dan één persoon heeft de regie" in all_words(window), timeout=5000)
    settle()
    fill.press("Piet Huizing woont hier niet meer")
    assert not [mate for mate in stored(Resident, household_id=household.id) if mate.first_names == "Piet"]


def all_words(window: QWidget) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel))


def test_who_comes_is_counted_changed_and_taken_off(
    window: MainWindow, fill: Fingers, settle: Settle, stored: Callable[..., list[Carer]]
) -> None:
    fill.press("carer-add")
    dialog, form = asked(window, settle)
    form.write("form-helps_with", "wondzorg")
    form.write("form-start", "31-2-2026")
    form.press("form-go")
    assert dialog.rows["start"].problem_text()
    form.write("form-start", "1-11-2026")
    form.press("form-go")
    assert dialog.rows["name"].problem_text()
    form.write("form-name", "Wijkzuster")
    form.write("form-end", "1-10-2026")
    form.press("form-go")
    assert dialog.rows["end"].problem_text() == "Het einde ligt vóór de start."
    form.write("form-end", "1-12-2026")
    form.choose("form-law", Law.ZVW.value)
    form.press("form-go")
    (carer,) = stored(Carer)
    assert (carer.name, carer.law, carer.start, carer.helps_with) == (
        "Wijkzuster",
        Law.ZVW,
        date(2026, 11, 1),
        "wondzorg",
    )
    assert "Er komt nu 1 aanbieder of hulpverlener" in words(window)
    fill.press("Wijzig: Wijkzuster")
    _dialog, form = asked(window, settle)
    form.write("form-phone", "0597-555 123")
    form.press("form-go")
    assert stored(Carer)[0].phone == "0597-555 123"
    fill.press("Wijkzuster verwijderen")
    assert stored(Carer) == []


def test_someone_near_is_corrected_and_carers_are_counted_once(
    window: MainWindow,
    workplace: Workplace,
    case_id: str,
    stored: Callable[..., list[NetworkMember]],
    fingers: Fingers,
    settle: Settle,
) -> None:
    with workplace.store.read() as reader:
        (resident,) = reader.find(Resident)
    add_network_member(workplace, resident.id, "Ineke", relation="dochter", informal_carer=True)
    window.open_case(case_id)
    settle()
    fingers.show_tab("case-tabs", PEOPLE)
    assert "1 mantelzorger" in words(window)
    fingers.press("Wijzig: Ineke")
    dialog, form = asked(window, settle)
    form.write("form-name", " ")
    form.press("form-go")
    assert dialog.rows["name"].problem_text() == "Vul dit eerst in."
    form.write("form-name", "Ineke Bos")
    form.press("het weegt te zwaar")
    form.press("form-go")
    (member,) = stored(NetworkMember)
    assert (member.name, member.overburdened) == ("Ineke Bos", True)
    assert "het weegt te zwaar voor Ineke Bos" in words(window)
