"""Papers as they are gathered from a real store: every kind, in both languages, for who may see the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from io import BytesIO

import pytest
from PIL import Image

from desktop.models.indications import ContributionAmount, Decision, Evaluation, Indication, VolumeChange
from desktop.models.kinds import Law, NextStep, Provision, Role
from desktop.models.waiting import WaitingListEntry
from desktop.regions.reader import profile
from desktop.reports.page import printed
from desktop.reports.plan_parts import part_heading
from desktop.reports.support_plan import support_plan
from desktop.rules.grounds import grounds
from desktop.services.approved_help import decide
from desktop.services.decision_paper import decision_page
from desktop.services.eighteen_plan import begin_plan
from desktop.services.evaluation_paper import evaluation_page
from desktop.services.evaluations import hold_evaluation
from desktop.services.indications import approve
from desktop.services.paper_heads import MARKS
from desktop.services.paper_mail import mail_draft
from desktop.services.papers import PaperKind, make_paper
from desktop.services.plans import plan_page
from desktop.services.waits import put_on_waiting_list
from desktop.services.workplace import Workplace
from tests.helpers.casework import (
    MUNICIPALITY,
    Drafted,
    a_case,
    a_draft,
    a_handed_in_draft,
    a_provider,
    colleague,
    refused,
)
from tests.helpers.eighteen import a_youth
from tests.helpers.tagged import faults


@pytest.fixture
def decided(desk: Workplace, lead: Workplace) -> Drafted:
    """A case with an indication that was approved and decided."""
    drafted = a_handed_in_draft(desk)
    approve(lead, drafted.indication_id)
    decide(
        desk,
        Decision(
            indication_id=drafted.indication_id, number="2026-1", decided_on=desk.today, motivation="U mist overzicht."
        ),
    )
    return drafted


def _with_plan(desk: Workplace) -> str:
    young = a_youth(desk)
    begin_plan(desk, young.case_id)
    return young.case_id


def subjects(desk: Workplace, decided: Drafted) -> dict[PaperKind, str]:
    with desk.store.read() as reader:
        evaluation = reader.find(Evaluation, indication_id=decided.indication_id)[0]
    wait = WaitingListEntry(case_id=decided.case_id, product="begeleiding-regulier", since=desk.today)
    return {
        PaperKind.SUPPORT_PLAN: decided.case_id,
        PaperKind.DECISION: decided.indication_id,
        PaperKind.EVALUATION: evaluation.id,
        PaperKind.WAITING_LETTER: put_on_waiting_list(desk, wait)[0],
        PaperKind.MAP_PAGE: decided.provider_id,
        PaperKind.TRANSITION_PLAN: _with_plan(desk),
    }


def test_every_kind_is_made_in_both_languages_and_forms(desk: Workplace, decided: Drafted) -> None:
    for kind, subject in subjects(desk, decided).items():
        for language in ("nl", "en"):
            made = make_paper(desk, kind, subject, language)
            assert faults(made.pdf) == []
            assert f'lang="{language}"' in made.html
            assert made.pages >= 1
            assert "Boer" not in made.name


def test_papers_about_a_case_are_for_who_may_see_cases(desk: Workplace, decided: Drafted) -> None:
    contracts = colleague(desk, "Joke Mulder", Role.CONTRACT_MANAGER)
    for kind, subject in subjects(desk, decided).items():
        if kind is not PaperKind.MAP_PAGE:
            refused("not-allowed", lambda kind=kind, subject=subject: make_paper(contracts, kind, subject))  # type: ignore[misc]


def test_what_is_not_there_is_told(desk: Workplace) -> None:
    for kind in PaperKind:
        refused("gone", lambda kind=kind: make_paper(desk, kind, "01900000-dead"))  # type: ignore[misc]


def test_a_decision_is_a_draft_until_it_was_approved_and_decided(desk: Workplace, lead: Workplace) -> None:
    drafted = a_handed_in_draft(desk)
    page = decision_page(desk, drafted.indication_id)
    assert page.head.concept
    assert (page.decided_on, page.motivation) == (None, "")
    approve(lead, drafted.indication_id)
    assert decision_page(desk, drafted.indication_id).head.concept
    decide(desk, Decision(indication_id=drafted.indication_id, decided_on=desk.today, motivation="Daarom."))
    assert not decision_page(desk, drafted.indication_id).head.concept


def test_the_last_day_to_object_counts_from_the_day_after_it_was_sent(desk: Workplace, decided: Drafted) -> None:
    assert decision_page(desk, decided.indication_id).objection_until is None
    with desk.store.work("Send") as work:
        [known] = work.find(Decision, indication_id=decided.indication_id)
        work.change(Decision, known.id, announced_on=desk.today)
        work.commit()
    page = decision_page(desk, decided.indication_id)
    assert page.objection_weeks == 6
    assert page.objection_until is not None
    assert (page.objection_until - desk.today).days >= 42


def test_the_ground_is_the_acts_unless_another_was_written_down(desk: Workplace, decided: Drafted) -> None:
    assert decision_page(desk, decided.indication_id).grounds == ("Wmo 2015, art. 2.3.5",)
    with desk.store.work("Ground") as work:
        [known] = work.find(Decision, indication_id=decided.indication_id)
        work.change(Decision, known.id, ground="Wmo 2015, art. 2.3.5 lid 3")
        work.commit()
    assert decision_page(desk, decided.indication_id).grounds == ("Wmo 2015, art. 2.3.5 lid 3",)


@pytest.mark.parametrize(
    ("law", "provision", "granted", "extended", "found"),
    [
        (Law.WMO, Provision.IN_KIND, True, False, ["art. 2.3.5"]),
        (Law.WMO, Provision.PGB, True, False, ["art. 2.3.5", "art. 2.3.6"]),
        (Law.WMO, Provision.PGB, False, False, ["art. 2.3.5"]),
        (Law.JEUGDWET, Provision.PGB, True, False, ["art. 2.3", "art. 8.1.1"]),
        (Law.JEUGDWET, Provision.IN_KIND, True, True, ["art. 2.3", "art. 1.1"]),
        (Law.WLZ, Provision.IN_KIND, True, False, []),
    ],
)
def test_the_articles_by_act(law: Law, provision: Provision, granted: bool, extended: bool, found: list[str]) -> None:
    assert [g.paragraph for g in grounds(law, provision, granted=granted, extended=extended)] == found


def test_the_municipalitys_own_amount_goes_before_the_regions(desk: Workplace) -> None:
    draft = a_draft(desk).indication_id
    page = decision_page(desk, draft)
    assert page.contribution is not None
    year = page.contribution.year
    with desk.store.work("Amounts") as work:
        work.add(
            ContributionAmount(year=year, cents_per_month=2000), ContributionAmount(year=year - 1, cents_per_month=1)
        )
        work.add(ContributionAmount(year=year, cents_per_month=1500, municipality=MUNICIPALITY, document="Verordening"))
        work.commit()
    page = decision_page(desk, draft)
    assert page.contribution is not None
    assert (page.contribution.cents_per_month, page.contribution.source) == (1500, "Verordening")


def test_an_evaluation_tells_what_was_found(desk: Workplace, decided: Drafted) -> None:
    evaluation_id = subjects(desk, decided)[PaperKind.EVALUATION]
    assert evaluation_page(desk, evaluation_id).held_on is None
    with desk.store.work("Begun") as work:
        work.change(Indication, decided.indication_id, start=desk.today)
        work.commit()
    hold_evaluation(desk, evaluation_id, effect="Minder zorgen.", satisfaction=8, next=NextStep.LESS)
    page = evaluation_page(desk, evaluation_id)
    assert (page.effect, page.satisfaction, page.next, page.held_on) == ("Minder zorgen.", 8, NextStep.LESS, desk.today)


REGIONS = ("achterhoek", "bommelerwaard", "hart-van-brabant", "midden-ijssel-oost-veluwe", "oldambt-stadskanaal")


@pytest.mark.parametrize("region", REGIONS)
def test_every_part_that_a_region_asks_stands_in_the_plan(desk: Workplace, decided: Drafted, region: str) -> None:
    there = replace(desk, profile=profile(region))
    page = plan_page(there, decided.case_id)
    asked = {part.id for part in there.profile.plan_parts} - {"after-eighteen"}
    assert {part.id for part in page.parts} == asked
    assert asked
    empty = replace(page, question="", director="", network=(), alternatives=(), services=(), goals=(), help=())
    made = make_paper(there, PaperKind.SUPPORT_PLAN, decided.case_id)
    assert faults(made.pdf) == []
    paper = support_plan(empty)
    heads = [str(getattr(block, "text", "")) for block in paper.blocks]
    for part in page.parts:
        assert part_heading(part) in heads or part.id == "agreements"
    assert printed(paper).pages > 1


def test_more_and_less_help_inside_an_indication_stands_in_the_plan(desk: Workplace, decided: Drafted) -> None:
    today = desk.today
    with desk.store.work("Change") as work:
        for days, volume in ((5, 0), (9, 1), (5, 3)):
            day = today + timedelta(days=days)
            fields = {"indication_id": decided.indication_id, "reason": "Minder nodig.", "agreed_on": today}
            work.add(VolumeChange.model_validate({**fields, "from_on": day, "volume": volume}))
        work.commit()
    (help_,) = plan_page(desk, decided.case_id).help
    assert help_.volume_from == ((today + timedelta(days=5), 3), (today + timedelta(days=9), 1))


def test_a_municipalitys_mark_stands_beside_its_name(desk: Workplace, decided: Drafted) -> None:
    plain = make_paper(desk, PaperKind.SUPPORT_PLAN, decided.case_id)
    folder = desk.store.path.parent / MARKS
    folder.mkdir()
    picture = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(picture, "PNG")
    (folder / f"{MUNICIPALITY}.png").write_bytes(picture.getvalue())
    marked = make_paper(desk, PaperKind.SUPPORT_PLAN, decided.case_id)
    assert "data:image/png;base64," in marked.html
    assert b"/Image" in marked.pdf
    assert b"/Subtype /Image" not in plain.pdf
    assert faults(marked.pdf) == []
    (folder / f"{MUNICIPALITY}.png").write_bytes(b"no picture at all")
    assert b"/Subtype /Image" not in make_paper(desk, PaperKind.SUPPORT_PLAN, decided.case_id).pdf


def test_a_message_holds_the_paper_and_its_subject_names_nobody(desk: Workplace, decided: Drafted) -> None:
    made = replace(make_paper(desk, PaperKind.DECISION, decided.indication_id), mail_to="j.de.boer@example.org")
    message = message_from_bytes(mail_draft(made), policy=default)
    assert message["To"] == "j.de.boer@example.org"
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Beschikking"
    [attached] = message.iter_attachments()
    assert attached.get_content() == made.pdf
    assert attached.get_filename() == "Beschikking.pdf"
    for odd in ("x@y.nl\r\nBcc: z@y.nl", "jan piet@y.nl", "geenadres", "x@y", ""):
        assert message_from_bytes(mail_draft(replace(made, mail_to=odd)), policy=default)["To"] is None


def test_a_case_without_address_or_first_name_gets_its_papers(desk: Workplace) -> None:
    case_id = a_case(desk, "B" * 200, first_names="", place="", postal_code="", birth_date=None)
    assert a_provider(desk)
    assert faults(make_paper(desk, PaperKind.SUPPORT_PLAN, case_id).pdf) == []
