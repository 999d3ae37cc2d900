"""Keeping and destroying on the screen: a team lead proposes by names, an administrator decides by numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QSpinBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.faults import WorldFault
from desktop.models.kinds import Law, Role
from desktop.models.people import Colleague, Resident
from desktop.models.retention import (
    Destruction,
    DestructionBasis,
    DestructionStatus,
    KeepGround,
    KeepLonger,
    RetentionSetting,
)
from desktop.services import retention
from desktop.services.log_term import log_term
from desktop.services.retention_terms import kept_by_act
from desktop.services.workplace import Workplace
from desktop.views.desk import Desk
from desktop.views.retention.screen import RetentionScreen
from desktop.views.settings.log_term import LogTermCard
from desktop.views.settings.retention import RetentionForm, RetentionPanel
from tests.helpers.desks import Ways, make_workplace
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one, press

LEAD = Colleague(id="lead", name="Annelies Terpstra", role=Role.TEAM_LEAD)
ADMIN = Colleague(id="admin", name="Bert Hofman", role=Role.ADMINISTRATOR)
CLOSED = {"Mulder": date(2008, 3, 1), "Bakker": date(2010, 9, 14), "Smit": date(2024, 1, 1)}
CERTIFICATE = Destruction(
    status=DestructionStatus.DONE,
    municipality="Oldambt",
    law=Law.WMO,
    cases=(),
    dossiers=14,
    first_on=date(2004, 2, 1),
    last_on=date(2009, 12, 30),
    years=15,
    document="Wmo 2015",
    paragraph="art. 5.3.4",
    proposed_by=LEAD.id,
    proposed_on=date(2026, 1, 9),
    decided_by=ADMIN.id,
    decided_on=date(2026, 1, 12),
    destroyed={"case_file": "14", "goal": "31"},
)
Show = Callable[[Colleague], RetentionScreen]


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    """Two dossiers whose term is over, and one that was closed lately."""
    made = make_workplace(tmp_path)
    with made.store.work("Fill") as work:
        work.add(LEAD)
        work.add(ADMIN)
        for name, day in CLOSED.items():
            resident = Resident(last_name=name)
            work.add(resident)
            work.add(Case(resident_id=resident.id, opened_on=date(2001, 1, 1), closed_on=day, municipality="Oldambt"))
        work.commit()
    yield made
    made.store.close()


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, settle: Callable[[], None]) -> Show:
    def shown(who: Colleague) -> RetentionScreen:
        made = RetentionScreen(replace(desk, workplace=replace(desk.workplace, colleague=who)))
        qtbot.addWidget(made)
        made.resize(1000, 800)
        made.show()
        settle()
        return made

    return shown


def words(screen: RetentionScreen | RetentionPanel) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def propose_all(screen: RetentionScreen, settle: Callable[[], None]) -> None:
    fingers = Fingers(screen, settle)
    fingers.press("retention-all")
    fingers.press("retention-propose")
    press(one(screen.window(), QDialog), "Ja, voorstellen")
    settle()


def test_a_team_lead_sees_whose_term_is_over_and_proposes_by_the_keyboard(
    show: Show, ways: Ways, settle: Callable[[], None], qtmodeltester: ModelTester
) -> None:
    screen = show(LEAD)
    model = screen.due.model
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types
    assert [str(model.index(n, 0).data()) for n in range(model.rowCount())] == ["Mulder", "Bakker"]
    assert not one(screen, QPushButton, "retention-propose").isEnabled(), "nothing is chosen yet"
    screen.due.table.setFocus()
    QTest.keyClick(screen.due.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(screen.due.table, Qt.Key.Key_Return)
    assert ways.went[0][0] == "case"
    propose_all(screen, settle)
    (proposal,) = retention.destructions(screen.desk.workplace)
    assert (proposal.dossiers, proposal.proposed_by) == (2, LEAD.id)
    assert [str(model.index(n, 5).data()) for n in range(2)] == ["voorgesteld", "voorgesteld"]
    assert "wacht op een besluit" in words(screen)
    assert not screen.findChildren(QPushButton, "destruction-go"), "who proposed does not decide"


def test_a_ground_keeps_a_dossier_and_a_fault_stands_at_its_field(show: Show, settle: Callable[[], None]) -> None:
    screen = show(LEAD)
    screen.due.table.selectRow(0)
    Fingers(screen, settle).press("retention-keep")
    form = one(screen.window(), QDialog, "form-dialog")
    fingers = Fingers(form, settle)
    fingers.choose("form-ground", KeepGround.DISPUTE)
    fingers.press("form-go")
    assert form.isVisible(), "a day and a reason are asked"
    fingers.write("form-until_on", "1-6-2027")
    fingers.write("form-why", "Beroep loopt nog")
    fingers.press("form-go")
    with screen.desk.workplace.store.read() as reader:
        assert [(k.ground, k.until_on) for k in reader.find(KeepLonger)] == [(KeepGround.DISPUTE, date(2027, 6, 1))]
    screen.due.table.selectRow(0)
    assert str(screen.due.model.index(0, 5).data()) == "bewaard tot en met 01-06-2027"
    assert not one(screen, QPushButton, "retention-propose").isEnabled()


def test_an_administrator_decides_by_numbers_and_says_why_not(
    show: Show, workplace: Workplace, settle: Callable[[], None]
) -> None:
    lead = replace(workplace, colleague=LEAD)
    retention.propose(lead, [due.case_id for due in retention.due_dossiers(lead)])
    screen = show(ADMIN)
    assert "2 dossiers · Wmo 2015 · Oldambt" in words(screen)
    assert not any(name in words(screen) for name in CLOSED), "it takes no names to decide"
    Fingers(screen, settle).press("destruction-decline")
    fingers = Fingers(one(screen.window(), QDialog, "form-dialog"), settle)
    fingers.write("form-reason", "Er loopt nog een klacht")
    fingers.press("form-go")
    assert retention.destructions(screen.desk.workplace)[0].status is DestructionStatus.DECLINED
    assert "Er loopt nog een klacht" in words(screen)


def test_what_stands_in_the_way_of_destroying_is_said_and_the_screen_goes_on(
    show: Show, workplace: Workplace, settle: Callable[[], None]
) -> None:
    """This laptop works alone: there is no second person to have proposed it elsewhere."""
    lead = replace(workplace, colleague=LEAD)
    retention.propose(lead, [due.case_id for due in retention.due_dossiers(lead)])
    screen = show(ADMIN)
    Fingers(screen, settle).press("destruction-go")
    question = one(screen.window(), QDialog)
    assert "Niemand kan ze terughalen" in "".join(label.text() for label in question.findChildren(QLabel))
    press(question, "Ja, voorgoed vernietigen")
    settle()
    assert "sluit" in words(screen).lower()
    assert one(screen, QPushButton, "destruction-go").isEnabled()


def test_a_database_whose_files_still_hold_bytes_is_told(
    show: Show, workplace: Workplace, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = replace(workplace, colleague=LEAD)
    retention.propose(lead, [due.case_id for due in retention.due_dossiers(lead)])
    answer = (retention.Destroyed(CERTIFICATE, is_written_anew=False), ChangeSet())
    monkeypatch.setattr("desktop.views.retention.screen.destroy", lambda *_args, **_named: answer)
    screen = show(ADMIN)
    Fingers(screen, settle).press("destruction-go")
    press(one(screen.window(), QDialog), "Ja, voorgoed vernietigen")
    settle()
    assert "VACUUM (FULL) naober.change, naober.row_state" in words(screen)


def test_the_certificate_stands_there_and_is_printed(
    show: Show, workplace: Workplace, ways: Ways, settle: Callable[[], None]
) -> None:
    with workplace.store.work("Fill") as work:
        work.add(CERTIFICATE)
        work.commit()
    screen = show(ADMIN)
    assert "voorgoed vernietigd" in words(screen)
    Fingers(screen, settle).press("destruction-print")
    assert ways.went == [("paper", f"destruction:{CERTIFICATE.id}")]


@pytest.mark.parametrize(("who", "said"), [(LEAD, "Van geen dossier"), (ADMIN, "Er wacht niets op u")])
def test_where_nothing_is_there_it_says_what_will_come(
    show: Show, workplace: Workplace, who: Colleague, said: str
) -> None:
    with workplace.store.work("Empty") as work:
        for case in work.find(Case):
            work.remove(Case, case.id)
        work.commit()
    told = words(show(who))
    assert said in told
    assert "0 " not in told, "no count of nothing"


def test_a_longer_term_is_set_with_its_document_and_taken_off_again(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None]
) -> None:
    here = replace(desk, workplace=replace(desk.workplace, colleague=ADMIN))
    panel = RetentionPanel(here)
    qtbot.addWidget(panel)
    panel.resize(900, 1400)
    panel.show()
    settle()
    assert "20 jaar na de laatste wijziging" in words(panel)
    fingers = Fingers(panel, settle)
    fingers.press("retention-new-WMO")
    one(panel, QSpinBox, "retention-years").setValue(10)
    fingers.press("retention-keep")
    assert "15" in one(panel, RetentionForm).rows["years"].problem_text(), "shorter than the act may not"
    one(panel, QSpinBox, "retention-years").setValue(18)
    fingers.press("retention-keep")
    assert one(panel, RetentionForm).rows["document"].problem_text()
    fingers.write("retention-document", "Selectielijst 2026")
    fingers.press("retention-keep")
    (own,) = next(line.settings for line in kept_by_act(here.workplace) if line.law is Law.WMO)
    assert (own.years, own.document) == (18, "Selectielijst 2026")
    assert "Op een verzoek om vernietiging wordt beslist binnen 1 maand" in words(panel)
    fingers.press("Wijzigen: Wmo 2015, de hele regio")
    one(panel, QSpinBox, "retention-destroy_months").setValue(4)
    fingers.press("retention-keep")
    assert "3" in one(panel, RetentionForm).rows["destroy_months"].problem_text(), "later than the act may not"
    one(panel, QSpinBox, "retention-destroy_months").setValue(2)
    fingers.press("retention-keep")
    assert "de hele regio: 18 jaar · vernietigen binnen 2 maanden · Selectielijst 2026" in words(panel)
    fingers.press("Verwijderen: Wmo 2015, de hele regio")
    with here.workplace.store.read() as reader:
        assert not reader.find(RetentionSetting)


def test_a_laptop_that_works_alone_destroys_nothing(workplace: Workplace) -> None:
    lead = replace(workplace, colleague=LEAD)
    retention.propose(lead, [retention.due_dossiers(lead)[0].case_id])
    (proposal,) = retention.destructions(lead)
    with pytest.raises(WorldFault, match="sync-not-joined"):
        retention.destroy(replace(workplace, colleague=ADMIN), proposal.id)


def test_how_long_the_log_is_kept_is_told_and_set_where_dossiers_are(
    qtbot: QtBot, desk: Desk, settle: Callable[[], None]
) -> None:
    here = replace(desk, workplace=replace(desk.workplace, colleague=ADMIN))
    panel = RetentionPanel(here)
    qtbot.addWidget(panel)
    panel.show()
    settle()
    assert "Een regel blijft 5 jaar" in words(panel)
    fingers = Fingers(panel, settle)
    fingers.press("log-term-change")
    fingers.count("log-term-years", 3)
    fingers.press("log-term-keep")
    assert "De regio bewaart het logboek 5 jaar" in one(panel, LogTermCard).rows["years"].problem_text()
    fingers.count("log-term-years", 8)
    fingers.write("log-term-document", "Selectielijst 2026")
    fingers.press("log-term-keep")
    settle()
    assert "Een regel blijft 8 jaar" in words(panel)
    assert log_term(here.workplace).years == 8
    fingers.press("log-term-usual")
    settle()
    assert "Een regel blijft 5 jaar" in words(panel)


def test_an_administrator_reads_that_a_resident_asked_and_until_when(show: Show, workplace: Workplace) -> None:
    asked = CERTIFICATE.model_copy(
        update={
            "status": DestructionStatus.PROPOSED, "basis": DestructionBasis.REQUEST, "cases": ("c",), "dossiers": 1,
            "destroy_by": date(2027, 2, 20), "document": "Jeugdwet", "paragraph": "art. 7.3.9 lid 1",
            "decided_on": None,
        }
    )  # fmt: skip
    with workplace.store.work("Propose") as work:
        work.add(asked)
        work.commit()
    told = words(show(ADMIN))
    for part in ("de inwoner vroeg erom (Jeugdwet, art. 7.3.9 lid 1)", "Vernietigen uiterlijk op", "20 februari 2027"):
        assert part in told
    assert "Bewaard voor" not in told
