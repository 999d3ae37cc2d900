"""Who the resident is can be corrected, field by field."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.models.people import Resident
from desktop.services.workplace import Workplace
from desktop.views.cases.particulars import ParticularsDialog
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one


def test_what_is_refused_while_it_closes_stays_in_view_until_one_closes_it_again(
    window: MainWindow, case_id: str, fingers: Fingers, settle: Callable[[], None]
) -> None:
    window.open_case(case_id)
    settle()
    fingers.press("change-resident")
    dialog = one(window, ParticularsDialog)
    fill = Fingers(dialog, settle)
    field = fill.field("resident-email")
    assert isinstance(field, QLineEdit)
    field.setText("annie@")
    fill.press("particulars-close")
    assert dialog.isVisible()
    assert (field.text(), dialog.rows["email"].problem_text()[:14]) == ("annie@", "Een e-mailadre")
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    fill.press("particulars-close")
    assert closed


def test_what_came_in_wrong_is_told_at_its_field_and_holds_no_other_up(
    window: MainWindow,
    workplace: Workplace,
    case_id: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[Resident]],
) -> None:
    with workplace.store.work("Come in") as work:
        work.change(Resident, stored(Resident)[0].id, email="annie@")
        work.commit()
    window.open_case(case_id)
    settle()
    fingers.press("change-resident")
    dialog = one(window, ParticularsDialog)
    told = dialog.rows["email"].problem_text()
    assert told == "Een e-mailadres ziet eruit als naam@organisatie.nl."
    assert [name for name, row in dialog.rows.items() if row.problem_text()] == ["email"]
    fill = Fingers(dialog, settle)
    fill.write("resident-phone", "0597-555 123")
    QTest.keyClick(fill.field("resident-phone"), Qt.Key.Key_Return)
    settle()
    assert stored(Resident)[0].phone == "0597-555 123"
    assert dialog.rows["email"].problem_text() == told
    fill.write("resident-email", "annie@huizing.nl")
    QTest.keyClick(fill.field("resident-email"), Qt.Key.Key_Return)
    settle()
    assert (stored(Resident)[0].email, dialog.rows["email"].problem_text()) == ("annie@huizing.nl", "")


def test_a_field_that_is_left_is_kept_or_told_what_is_wrong(
    window: MainWindow,
    case_id: str,
    fingers: Fingers,
    settle: Callable[[], None],
    stored: Callable[..., list[Resident]],
) -> None:
    window.open_case(case_id)
    settle()
    fingers.press("change-resident")
    dialog = one(window, ParticularsDialog)
    fill = Fingers(dialog, settle)
    for name, text in (("phone", "0597-555 123"), ("bsn", "123456789"), ("last_name", " ")):
        fill.write(f"resident-{name}", text)
        QTest.keyClick(fill.field(f"resident-{name}"), Qt.Key.Key_Return)
        settle()
    assert dialog.rows["bsn"].problem_text() == "Dit is geen juist BSN; zit er een typefout in?"
    assert dialog.rows["last_name"].problem_text() == "Vul de achternaam in."
    fill.write("resident-place", "Musselkanaal")
    fill.press("particulars-close")
    (resident,) = stored(Resident)
    assert (resident.phone, resident.place) == ("0597-555 123", "Musselkanaal")
    assert (resident.bsn, resident.last_name) == (town.NEW_CASE.bsn, town.NEW_CASE.last_name)
    assert any("Musselkanaal" in label.text() for label in window.findChildren(QLabel) if label.isVisible())
