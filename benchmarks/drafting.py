"""A draft judged: from the store inside a running program, and at each keystroke on the real screen.

    python -m benchmarks.drafting [residents]

Beside each stands a floor in the same run, for milliseconds say more of a machine than of a program:

* judging from the store: the same rows fetched by bare SQL on the same encrypted store, without values or rules;
* a keystroke: the same key in the same field of the same screen, with nobody listening to what is typed.

Processor time of the main thread, which others on the machine do not slow down.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from sqlalchemy import text

from benchmarks.lines import Line, tell
from desktop.bootstrap import keep_loaded
from desktop.language import speak
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus, Role
from desktop.services.demo import make_demo
from desktop.services.draft_live import as_typed
from desktop.services.indications import change_draft, check
from desktop.services.start import NewStore, create_store
from desktop.services.workplace import Workplace
from desktop.settings import SettingsFile, Theme
from desktop.views.design.theme import apply
from desktop.views.desk import Desk
from desktop.views.indication.screen import IndicationScreen
from desktop.views.meeting import Meeting
from desktop.views.notifier import ChangeNotifier
from desktop.views.preferences import Preferences
from desktop.views.tasks import Tasks
from desktop.views.writing import Writer
from installer.five_drafts import clock
from tests.helpers.desks import Ways

RESIDENTS = 400
REGION = "oldambt-stadskanaal"
TIMES = 200
TYPED = "Zij opent drie maanden achter elkaar zelf haar post."
FRAME_MS = 16.0
WANTED_MS = 20.0

_BARE = (
    "SELECT * FROM indication WHERE id = :id",
    "SELECT * FROM case_file WHERE id = :case",
    "SELECT * FROM resident WHERE id IN (SELECT resident_id FROM case_file WHERE id = :case)",
    "SELECT * FROM alternative WHERE case_id = :case",
    "SELECT * FROM goal WHERE case_id = :case",
    "SELECT * FROM indication WHERE case_id = :case",
    "SELECT * FROM evaluation WHERE indication_id = :id",
    "SELECT * FROM contracted_product AS cp JOIN contract AS c ON c.id = cp.contract_id WHERE cp.product = :product",
    "SELECT t.started_on, t.ended_on FROM trajectory AS t JOIN indication AS i ON i.id = t.indication_id "
    "WHERE i.product = :product AND i.segment = :segment",
)
"""What judging asks of the store, as plain questions."""


def timed(job: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """Milliseconds: median and 95th percentile."""
    took = []
    for _turn in range(times):
        began = thread_time()
        job()
        took.append((thread_time() - began) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def made(folder: Path, residents: int) -> Workplace:
    """A demonstration store."""
    new = NewStore(REGION, "Marijke Veenstra", Role.CONSULTANT, "een lange zin om te bewaren")
    workplace = create_store(folder / "drafts.store", new, clock=clock).workplace
    make_demo(workplace, residents=residents)
    return workplace


def a_draft(workplace: Workplace) -> Indication:
    """The demonstration's own draft, with an amount filled in."""
    with workplace.store.read() as reader:
        found = reader.find(Indication, status=IndicationStatus.DRAFT, author=workplace.colleague.id)
    draft = next(one for one in found if one.product)
    change_draft(workplace, draft.id, volume=4)
    return draft


def bare(workplace: Workplace, draft: Indication) -> None:
    """The floor of judging."""
    binds = {"id": draft.id, "case": draft.case_id, "product": draft.product, "segment": draft.segment}
    with workplace.store.read() as reader:
        for query in _BARE:
            question = text(query)
            names = set(question.compile().params)
            reader.connection.execute(question, {n: v for n, v in binds.items() if n in names}).all()


def keystrokes(screen: IndicationScreen, letters: str) -> list[float]:
    """Milliseconds of each key in the field for when to stop, drawing included."""
    field = screen.findChild(QPlainTextEdit, "draft-stops_when")
    if field is None:
        raise LookupError("the draft has a field for when to stop")
    field.setFocus()
    field.clear()
    took = []
    for letter in letters:
        began = thread_time()
        QTest.keyClicks(field, letter)
        QCoreApplication.sendPostedEvents()
        screen.repaint()
        took.append((thread_time() - began) * 1000)
    return took


def typing(workplace: Workplace, draft: Indication, folder: Path) -> tuple[list[float], list[float]]:
    """Keys with the prompts following, and with nobody listening."""
    tasks, notifier, ways = Tasks(), ChangeNotifier(), Ways()
    preferences = Preferences(SettingsFile(folder / "settings.json"))
    screen = IndicationScreen(
        Desk(workplace, tasks, notifier, Writer(tasks, notifier, ways), ways, preferences, Meeting(tasks, notifier))
    )
    screen.resize(1200, 800)
    screen.show()
    screen.open_thing(draft.id)
    while not tasks.is_idle():
        QCoreApplication.processEvents()
    keystrokes(screen, "warm")
    heard = keystrokes(screen, TYPED)
    screen.form.given.disconnect()
    alone = keystrokes(screen, TYPED)
    screen.thing = ""  # what was typed with nobody listening is not to be kept
    screen.close()
    tasks.close()
    return heard, alone


def main(residents: int) -> None:
    """Measures, and prints a line for each."""
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("an application with windows is needed")
    keep_loaded()
    speak("nl")
    apply(app, Theme.LIGHT)
    with tempfile.TemporaryDirectory() as name:
        workplace = made(Path(name), residents)
        draft = a_draft(workplace)
        judged = check(workplace, draft.id)
        told(f"judged from the store, {residents} residents", timed(lambda: check(workplace, draft.id)), WANTED_MS)
        told("  the same rows, bare", timed(lambda: bare(workplace, draft)))
        told("judged as typed, no store", timed(lambda: as_typed(workplace.profile, judged, {"volume": 5})), FRAME_MS)
        heard, alone = typing(workplace, draft, Path(name))
        told("a key, prompts following", (statistics.median(heard), statistics.quantiles(heard, n=20)[-1]), FRAME_MS)
        told("  the same key, nobody listening", (statistics.median(alone), statistics.quantiles(alone, n=20)[-1]))
        workplace.store.close()


def told(what: str, took: tuple[float, float], wanted: float | None = None) -> None:
    """One line."""
    tell(Line(f"drafting: {what.strip()}, p95", took[1], wanted=wanted))
    goal = f"   wanted {wanted:.0f}" if wanted else ""
    sys.stdout.write(f"{what:<44}p50 {took[0]:7.2f} ms   p95 {took[1]:7.2f} ms{goal}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RESIDENTS)
