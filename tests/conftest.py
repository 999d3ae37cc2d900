"""What holds for every test: no display, no keyring, no folder of the person who runs them."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from desktop.language import speaking
from desktop.store.database import Store
from desktop.views.tidying import tidy
from tests.helpers.offices import Office, found_office, sweep
from tests.helpers.postgres import Server, running
from tests.helpers.stores import REGION, make_store

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.pop("NAOBER_PASSPHRASE", None)

# Two cores may be busy with other tests: a slow example is no failure, a wrong one is.
settings.register_profile("laptop", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("laptop"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "laptop")


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Points the platform's data and settings folders at a place that goes away with the run."""
    base = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(base / name.lower()))
        yield


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Gives an empty, encrypted store."""
    made = make_store(tmp_path)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def tidied() -> Iterator[None]:
    """Lets circles of objects be taken away on the main thread only, as in the program: they may hold widgets."""
    gc.disable()
    yield
    tidy()


@pytest.fixture(autouse=True)
def in_dutch() -> Iterator[None]:
    """Begins every test in Dutch, whatever the one before it spoke."""
    with speaking("nl"):
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running server, one for all tests of a process."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def _office(postgres: Server) -> Office:
    return found_office(postgres, REGION)


@pytest.fixture
def office(_office: Office) -> Office:
    """An empty central store in PostgreSQL, with its administrator."""
    return sweep(_office)
