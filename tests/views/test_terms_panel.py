"""The terms under Instellingen: seen by all, changed by who may, and never beyond what the act leaves room for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.services.term_settings import terms_of_region
from desktop.services.workplace import Workplace
from desktop.views.desk import Desk
from desktop.views.settings.term_form import TermForm
from desktop.views.settings.terms import TermsPanel
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

Settle = Callable[[], None]


@pytest.fixture
def led(workplace: Workplace) -> Workplace:
    return replace(workplace, colleague=Colleague(name="Tamara Postema", role=Role.TEAM_LEAD))


def shown(qtbot: QtBot, desk: Desk, settle: Settle) -> TermsPanel:
    made = TermsPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 1600)
    made.show()
    settle()
    return made


@pytest.fixture
def panel(qtbot: QtBot, desk: Desk, led: Workplace, settle: Settle) -> TermsPanel:
    return shown(qtbot, replace(desk, workplace=led), settle)


@pytest.fixture
def fingers(panel: TermsPanel, settle: Settle) -> Fingers:
    return Fingers(panel, settle)


def words(panel: TermsPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


def own(workplace: Workplace, term: str) -> list[tuple[str, int | None]]:
    found = next(one for one in terms_of_region(workplace) if one.term.id == term)
    return [(setting.municipality, setting.days) for setting in found.settings]


def test_every_term_stands_there_with_its_source_and_what_the_act_allows(panel: TermsPanel, led: Workplace) -> None:
    told = words(panel)
    for term in led.profile.terms:
        assert term.name in told
        assert f"{term.source.document}, {term.source.paragraph}" in told
    assert "14 dagen · Wmo 2015 · mag worden gepauzeerd · mag één keer worden verlengd" in told
    assert "42 dagen · alle wetten · ligt vast" in told


def test_a_municipality_promises_a_quicker_decision_and_takes_it_back(
    panel: TermsPanel, fingers: Fingers, led: Workplace
) -> None:
    fingers.press("term-new-decision")
    fingers.choose("term-municipality", "Oldambt")
    fingers.count("term-days", 10)
    fingers.write("term-document", "Servicenormen")
    fingers.press("term-keep")
    assert own(led, "decision") == [("Oldambt", 10)]
    assert "Oldambt: 10 dagen · Servicenormen" in words(panel)
    fingers.press("Wijzigen: Besluit op de aanvraag, Oldambt")
    fingers.count("term-days", 7)
    fingers.press("term-keep")
    assert own(led, "decision") == [("Oldambt", 7)]
    fingers.press("Verwijderen: Besluit op de aanvraag, Oldambt")
    assert own(led, "decision") == []


def test_what_the_act_does_not_allow_is_told_at_the_field_and_stays(
    panel: TermsPanel, fingers: Fingers, led: Workplace
) -> None:
    fingers.press("term-new-decision")
    fingers.count("term-days", 20)
    fingers.write("term-document", "Beleidsregels")
    fingers.press("term-keep")
    form = one(panel, TermForm)
    assert form.rows["days"].problem_text() == "De wet zegt 14 dagen. Een gemeente mag minder beloven, niet meer."
    assert fingers.field("term-document").property("text") == "Beleidsregels"
    assert own(led, "decision") == []


def test_what_the_resident_may_do_offers_no_other_term(panel: TermsPanel) -> None:
    names = {button.objectName() for button in panel.findChildren(QAbstractButton)}
    assert {"term-new-investigation", "term-new-decision"} <= names
    assert not {"term-new-objection", "term-new-personal-plan"} & names


def test_a_consultant_sees_the_terms_and_changes_none(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    made = shown(qtbot, desk, settle)
    assert "Besluit op de aanvraag" in words(made)
    assert "verandert ze" in words(made) or "wijzigt ze" in words(made)
    assert not [b for b in made.findChildren(QAbstractButton) if b.objectName().startswith("term-")]
