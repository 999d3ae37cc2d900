"""The drafts of the regions side by side in one picture, made without a display.

    QT_QPA_PLATFORM=offscreen python -m installer.five_drafts docs/pictures/five-drafts.png [dark]

Each is drafted with the real services on a demonstration store of its region and drawn by the real screen.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop.bootstrap import keep_loaded
from desktop.language import speak
from desktop.models.kinds import AlternativeKind, Law, Role
from desktop.services.cases import NewCase, open_case
from desktop.services.choices import provider_choices
from desktop.services.demo import make_demo
from desktop.services.draft_lines import add_line
from desktop.services.indications import begin_draft, change_draft
from desktop.services.plans import add_goal, answer_alternative
from desktop.services.start import NewStore, create_store
from desktop.services.workplace import Workplace
from desktop.settings import SettingsFile, Theme
from desktop.views.design.theme import apply, colours
from desktop.views.desk import Desk
from desktop.views.indication.screen import IndicationScreen
from desktop.views.meeting import Meeting
from desktop.views.notifier import ChangeNotifier
from desktop.views.preferences import Preferences
from desktop.views.tasks import Tasks
from desktop.views.writing import Writer
from tests.helpers.desks import Ways

DRAFTS = Path(__file__).with_suffix(".toml")
WIDTH = 1180
"""Of one draft: a laptop's screen."""
RESIDENTS = 60
TITLE = 64
"""Pixels for the region's name above its draft."""


def clock() -> datetime:
    """When it is in the picture."""
    return datetime(2026, 11, 26, 11, 0, tzinfo=UTC)


def drafted(workplace: Workplace, told: dict[str, Any]) -> str:
    """The draft as told, in a case of its own; its id."""
    case_id, _changes = open_case(
        workplace,
        NewCase(
            law=Law(told["law"]),
            last_name=told["last_name"],
            first_names=told["first_names"],
            birth_date=told["birth_date"],
            municipality=told["municipality"],
            question=told["question"],
            client_support_told=True,
        ),
    )
    for kind in AlternativeKind:
        answer_alternative(workplace, case_id, kind, answer="Besproken; het is niet genoeg.")
    add_goal(workplace, case_id, told["goal"])
    draft_id, _changes = begin_draft(workplace, case_id)
    change_draft(workplace, draft_id, **told["fields"])
    found = provider_choices(workplace, draft_id).providers
    if found and told["fields"].get("provision") != "pgb":
        change_draft(workplace, draft_id, provider_id=found[0].provider_id)
    for line in told.get("lines", ()):
        line_id, _changes = add_line(workplace, draft_id, line["product"])
        change_draft(workplace, line_id, **{name: value for name, value in line.items() if name != "product"})
    return draft_id


def pictured(folder: Path, told: dict[str, Any]) -> QImage:
    """The screen of one region's draft, as high as its form, under the region's name."""
    new = NewStore(told["region"], "Marijke Veenstra", Role.CONSULTANT, "een lange zin om te bewaren")
    workplace = create_store(folder / f"{told['region']}.store", new, clock=clock).workplace
    make_demo(workplace, residents=RESIDENTS)
    draft_id = drafted(workplace, told)
    tasks, notifier, ways = Tasks(), ChangeNotifier(), Ways()
    preferences = Preferences(SettingsFile(folder / "settings.json"))
    screen = IndicationScreen(
        Desk(workplace, tasks, notifier, Writer(tasks, notifier, ways), ways, preferences, Meeting(tasks, notifier))
    )
    screen.setMinimumWidth(WIDTH)
    screen.resize(WIDTH, 1000)
    screen.show()
    screen.open_thing(draft_id)
    _settle(tasks)
    while hidden := max(area.verticalScrollBar().maximum() for area in screen.findChildren(QScrollArea)):
        screen.resize(WIDTH, screen.height() + hidden)
        _settle(tasks)
    image = _under_name(screen.grab().toImage(), workplace.profile.name)
    screen.close()
    tasks.close()
    workplace.store.close()
    return image


def beside(images: list[QImage]) -> QImage:
    """All images in one row, from the top."""
    whole = QImage(sum(i.width() for i in images), max(i.height() for i in images), QImage.Format.Format_RGB32)
    whole.fill(images[0].pixelColor(2, images[0].height() - 2))
    painter, at = QPainter(whole), 0
    for image in images:
        painter.drawImage(QRect(at, 0, image.width(), image.height()), image)
        at += image.width()
    painter.end()
    return whole


def main(out: Path, theme: Theme) -> None:
    """Draws all of them and writes the picture, half as large as a screen shows it."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)  # noqa: S101 - there is no other kind here
    keep_loaded()
    speak("nl")
    apply(app, theme)
    drafts = tomllib.loads(DRAFTS.read_text(encoding="utf-8"))["drafts"]
    with tempfile.TemporaryDirectory() as name:
        whole = beside([pictured(Path(name), told) for told in drafts])
    small = whole.scaledToWidth(whole.width() // 2, Qt.TransformationMode.SmoothTransformation)
    small.save(str(out))
    sys.stdout.write(f"{out}: {small.width()} × {small.height()}\n")


def _under_name(image: QImage, name: str) -> QImage:
    whole = QImage(image.width(), image.height() + TITLE, QImage.Format.Format_RGB32)
    whole.fill(colours().accent)
    painter = QPainter(whole)
    font = painter.font()
    font.setPixelSize(TITLE // 2)
    painter.setFont(font)
    painter.setPen(QColor(colours().on_accent))
    painter.drawText(QRect(24, 0, image.width(), TITLE), Qt.AlignmentFlag.AlignVCenter, name)
    painter.drawImage(QRect(0, TITLE, image.width(), image.height()), image)
    painter.end()
    return whole


def _settle(tasks: Tasks) -> None:
    for _round in range(3):
        QCoreApplication.processEvents()
        while not tasks.is_idle():
            QCoreApplication.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Theme.DARK if "dark" in sys.argv[2:] else Theme.LIGHT)
