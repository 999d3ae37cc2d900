"""The manual to print: every task with its pictures, made from a tour."""

import re
from pathlib import Path

import pytest
from PIL import Image

from desktop.language.places import resource
from desktop.services.help_pages import MANUAL, page_text
from installer.manual import HEIGHT, PAGES, WIDTH, PictureMissingError, make, page

NAMED = sorted({name for task in MANUAL for name in re.findall(r"pictures/([a-z0-9-]+)\.png", page_text(task))})


@pytest.fixture
def tour(tmp_path: Path) -> Path:
    folder = tmp_path / "tour"
    folder.mkdir()
    for at, name in enumerate(NAMED, start=1):
        Image.new("RGB", (1200, 2300), "teal").save(folder / f"{at:02}-{name}.png")
    return folder


def test_the_pictures_that_ship_are_those_the_manual_names() -> None:
    assert [path.stem for path in sorted(resource("help", "pictures").glob("*.png"))] == NAMED


def test_each_picture_is_made_small_and_what_is_no_longer_named_goes(tour: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    (small / "of-before.png").write_bytes(b"")
    Image.new("RGB", (1200, 800), "black").save(tour / f"101-{NAMED[0]}.png")
    made = make(tour, tmp_path / "out", small)
    assert [path.stem for path in made] == NAMED
    assert sorted(small.glob("*.png")) == list(made)
    with Image.open(made[0]) as picture:
        assert picture.size == (WIDTH, HEIGHT)
        assert picture.convert("RGB").getpixel((9, 9)) == (0, 128, 128), "the first the tour took of that name"


def test_nothing_is_written_when_the_tour_lacks_a_picture(tour: Path, tmp_path: Path) -> None:
    (tour / f"01-{NAMED[0]}.png").unlink()
    with pytest.raises(PictureMissingError, match=NAMED[0]):
        make(tour, tmp_path / "out", tmp_path / "small")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("language", PAGES)
def test_the_page_holds_every_task_and_leads_nowhere_outside_it(tour: Path, tmp_path: Path, language: str) -> None:
    make(tour, tmp_path / "out", tmp_path / "small")
    text = (tmp_path / "out" / PAGES[language]).read_text(encoding="utf-8")
    assert text == page(language)
    assert re.findall(r'<section id="([a-z-]+)">', text) == list(MANUAL)
    assert {link.removeprefix("#") for link in re.findall(r'href="([^"]+)"', text)} <= set(MANUAL)
    assert {Path(source).stem for source in re.findall(r'src="([^"]+)"', text)} == set(NAMED)
    assert 'alt=""' not in text
