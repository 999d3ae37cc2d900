"""What is loaded at the start is not looked through for circles over and over."""

import subprocess
import sys

_AS_STARTED = """
import gc, importlib
from desktop.bootstrap import keep_loaded
importlib.import_module("desktop.views.app")
keep_loaded()
print(gc.get_freeze_count(), len(gc.get_objects()))
"""


def test_all_that_is_loaded_stays_out_of_the_collectors_way() -> None:
    done = subprocess.run([sys.executable, "-c", _AS_STARTED], capture_output=True, text=True, check=True)
    kept, looked_through = map(int, done.stdout.split())
    assert kept > 50_000
    assert looked_through < 1_000
