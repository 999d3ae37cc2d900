import pytest

from desktop.language.places import resource
from desktop.views.design.theme import stylesheet
from desktop.views.design.tokens import DARK, LIGHT, READABLE, VISIBLE, Colours, TypeScale, contrast

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
@pytest.mark.parametrize(("ink", "ground"), READABLE)
def test_text_can_be_read_in_every_colour_it_is_set_in(colours: Colours, ink: str, ground: str) -> None:
    values = colours.values()
    assert contrast(values[ink], values[ground]) >= 4.5


@BOTH
@pytest.mark.parametrize(("edge", "ground"), VISIBLE)
def test_one_sees_where_a_control_is(colours: Colours, edge: str, ground: str) -> None:
    values = colours.values()
    assert contrast(values[edge], values[ground]) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@BOTH
def test_the_stylesheet_fills_in_every_name(colours: Colours) -> None:
    made = stylesheet(colours, TypeScale(11), "Serif")
    assert "$" not in made.split("*/", 1)[1]
    assert colours.accent in made


def test_every_picture_the_stylesheet_names_exists() -> None:
    for colours in (LIGHT, DARK):
        for part in stylesheet(colours, TypeScale(11), "Serif").split('url("')[1:]:
            name = part.split('"', 1)[0].rsplit("/", 1)[1]
            assert resource("icons", "themed", name).exists(), name


def test_type_grows_with_the_choice_of_the_person() -> None:
    assert TypeScale(10).values()["size_body"] == "10.00pt"
    assert TypeScale(20).values()["size_title"] == "37.00pt"
