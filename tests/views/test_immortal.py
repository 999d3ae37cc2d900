import os
import subprocess
import sys

from tests.helpers.checkout import ROOT

MANY_CALLS = """
import desktop.views
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

class Teller(QObject):
    told = Signal(object)

    def hear(self, _what):
        pass

app = QCoreApplication([])
timer, teller = QTimer(), Teller()
teller.told.connect(teller.hear)
for _turn in range(20_000):
    timer.stop()
    teller.told.emit(1)
print("still here")
"""


def test_calls_of_qt_do_not_count_none_away() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MANY_CALLS], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "still here", done.stderr
    assert done.returncode == 0, done.stderr
