"""Each kind of mistake in a profile is named with its file, its line and its fault."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop import regions
from desktop.language import speaking
from desktop.models.faults import RuleBroken, WorldFault
from desktop.regions import ProfileFaults, faults
from tests.regions.mistakes import MISTAKES, Mistake
from tests.regions.small import SMALL


def written(folder: Path, text: str) -> Path:
    path = folder / "profiel.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("mistake", MISTAKES, ids=[f"{m.code}-{n}" for n, m in enumerate(MISTAKES)])
def test_a_mistake_is_told_with_file_line_and_fault(tmp_path: Path, mistake: Mistake) -> None:
    assert mistake.text != SMALL
    path = written(tmp_path, mistake.text)
    found = regions.check(path)
    assert [(fault.file, fault.line, fault.code) for fault in found] == [(str(path), mistake.line, mistake.code)]
    assert mistake.told in found[0].text


def test_every_fault_code_is_tried() -> None:
    assert {mistake.code for mistake in MISTAKES} | {"not-text"} == set(faults.TEXTS)


def test_all_mistakes_are_told_at_once_and_in_order(tmp_path: Path) -> None:
    text = SMALL.replace("share_of_money = 100", "share_of_money = 90").replace('["court"]', '["judge"]')
    found = regions.check(written(tmp_path, text))
    assert [fault.code for fault in found] == ["unknown-referrer", "shares"]


def test_a_file_that_is_not_text_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "profiel.toml"
    path.write_bytes(b'id = "x"\nname = "Caf\xe9"\n')
    assert [(fault.code, fault.line) for fault in regions.check(path)] == [("not-text", 2)]


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf", b""], ids=["with a byte order mark", "without"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_marks_and_line_ends_of_another_system_change_nothing(tmp_path: Path, raw: bytes, newline: str) -> None:
    path = tmp_path / "profiel.toml"
    path.write_bytes(raw + SMALL.replace("\n", newline).encode())
    assert regions.check(path) == ()


def test_a_file_that_is_not_there_is_a_fault_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as told:
        regions.check(tmp_path / "nergens.toml")
    assert told.value.code == "file-missing"


def test_a_folder_is_no_profile(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as told:
        regions.check(tmp_path)
    assert told.value.code == "file-unreadable"


def test_a_faulty_profile_cannot_be_used(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace('law = "WLZ"', 'law = "WLS"'))
    with pytest.raises(ProfileFaults) as told:
        regions.read_profile(path)
    assert told.value.code == "profile-faulty"
    assert [fault.code for fault in told.value.faults] == ["wrong-value"]
    assert told.value.values["line"] == told.value.faults[0].line


def test_an_unknown_region_is_refused_by_name() -> None:
    with pytest.raises(RuleBroken) as told:
        regions.profile("nergenshuizen")
    assert (told.value.code, told.value.field) == ("unknown-region", "region")


def test_a_mistake_is_told_in_the_language_in_force(tmp_path: Path) -> None:
    path = written(tmp_path, SMALL.replace("max_days = 60\n", ""))
    with speaking("en"):
        assert "is missing" in regions.check(path)[0].text
    with speaking("nl"):
        assert "ontbreekt" in regions.check(path)[0].text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profiles")


@given(st.one_of(st.text(max_size=200), st.text(alphabet="[]{}=,.\"' \nab1-#", max_size=80)))
@example("[" * 5000)
@example("a = " + "[" * 300 + "]" * 300)
@example("a = 0x" + "f" * 6000)
@example("a = " + "1" * 5000)
@example("municipalities = 1e999\nlots = nan")
@example('source = { source = { source = 1 } }\ndocument = "x"')
@example("dated = 2022-06-01T10:00:00Z\n[[lots]]\n[[lots]]")
def test_any_text_gives_faults_and_never_a_crash(folder: Path, text: str) -> None:
    found = regions.check(written(folder, text))
    assert found
    assert all(fault.line >= 1 and fault.text and fault.code in faults.TEXTS for fault in found)


@given(st.data())
def test_a_profile_with_one_line_gone_or_twice_is_judged_and_never_a_crash(folder: Path, data: st.DataObject) -> None:
    lines = SMALL.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    middle = data.draw(st.sampled_from([[], [lines[at]] * 2, [lines[at][: len(lines[at]) // 2]]]))
    path = written(folder, "\n".join([*lines[:at], *middle, *lines[at + 1 :]]))
    last = len(path.read_text(encoding="utf-8").splitlines()) + 1
    assert all(1 <= fault.line <= last for fault in regions.check(path))
