"""The certificate of destruction on paper: numbers and kinds, two colleagues, no resident."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.kinds import Law, Role
from desktop.models.retention import Destruction, DestructionBasis, DestructionStatus
from desktop.services import destruction_paper
from desktop.services.papers import PaperKind, make_paper
from desktop.services.retention_page import retention_page
from desktop.services.syncing import StateOfWork
from desktop.services.workplace import Workplace
from tests.helpers.casework import colleague, refused
from tests.helpers.tagged import faults


def kept(desk: Workplace, **fields: object) -> Destruction:
    told: dict[str, object] = {
        "status": DestructionStatus.DONE, "municipality": "Oldambt", "law": Law.JEUGDWET, "cases": (), "dossiers": 14,
        "first_on": date(1999, 2, 1), "last_on": date(2004, 12, 30), "years": 20, "document": "Jeugdwet",
        "paragraph": "art. 7.3.8 lid 3", "proposed_by": desk.colleague.id, "proposed_on": date(2026, 1, 9),
        "decided_on": date(2026, 1, 12), "destroyed": {"case_file": "14", "goal": "31"},
    }  # fmt: skip
    made = Destruction.model_validate(told | fields)
    with desk.store.work("Destroy") as work:
        work.add(made)
        work.commit()
    return made


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_certificate_says_what_went_on_which_ground_and_how(desk: Workplace, language: str) -> None:
    admin = colleague(desk, "Bert Hofman", Role.ADMINISTRATOR)
    done = kept(desk, decided_by=admin.colleague.id)
    made = make_paper(admin, PaperKind.DESTRUCTION, done.id, language)
    assert faults(made.pdf) == []
    told = made.html.replace("\u00a0", " ").replace("&nbsp;", " ")
    wanted = ("14", "31", "Jeugdwet", "art. 7.3.8 lid 3", "Bert Hofman", "Oldambt")
    assert [text for text in wanted if text not in told] == []
    assert ("Verklaring van vernietiging" if language == "nl" else "Certificate of destruction") in told
    assert made.mail_to == ""


def test_a_certificate_says_that_the_resident_asked_and_tells_no_years(desk: Workplace) -> None:
    admin = colleague(desk, "Bert Hofman", Role.ADMINISTRATOR)
    asked = {"basis": DestructionBasis.REQUEST, "dossiers": 1, "paragraph": "art. 7.3.9 lid 1"}
    done = kept(desk, decided_by=admin.colleague.id, **asked)
    told = make_paper(admin, PaperKind.DESTRUCTION, done.id).html.replace("\u00a0", " ")
    for part in ("omdat de inwoner daarom vroeg", "de inwoner vroeg erom", "art. 7.3.9 lid 1"):
        assert part in told
    assert "jaar na de laatste wijziging" not in told


def test_it_claims_no_files_written_anew_where_only_the_database_can_have_done_so(
    desk: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = colleague(desk, "Bert Hofman", Role.ADMINISTRATOR)
    done = kept(desk, decided_by=admin.colleague.id)
    claim = "bestanden opnieuw geschreven"
    assert claim in make_paper(admin, PaperKind.DESTRUCTION, done.id).html
    state = StateOfWork("postgresql://ad@server:5432/naober", None, (), (), 0)
    monkeypatch.setattr(destruction_paper, "state_of_work", lambda _at: state)
    told = make_paper(admin, PaperKind.DESTRUCTION, done.id).html
    assert claim not in told
    assert "in te vullen door de databasebeheerder" in told


def test_it_is_for_who_proposes_or_decides_and_only_of_what_was_carried_out(desk: Workplace) -> None:
    done, open_ = kept(desk), kept(desk, status=DestructionStatus.PROPOSED, cases=("x",), destroyed={})
    admin = colleague(desk, "Bert Hofman", Role.ADMINISTRATOR)
    lead = colleague(desk, "Annelies Terpstra", Role.TEAM_LEAD)
    assert make_paper(lead, PaperKind.DESTRUCTION, done.id).pages == 1
    refused("not-destroyed", lambda: make_paper(admin, PaperKind.DESTRUCTION, open_.id))
    buyer = colleague(desk, "Joke Mulder", Role.CONTRACT_MANAGER)
    refused(
        "not-allowed",
        lambda: make_paper(desk, PaperKind.DESTRUCTION, done.id),
        lambda: make_paper(buyer, PaperKind.DESTRUCTION, done.id),
    )


def test_who_proposed_is_offered_no_decision(desk: Workplace) -> None:
    admin, other = (colleague(desk, name, Role.ADMINISTRATOR) for name in ("Bert Hofman", "Janny Smit"))
    kept(desk, status=DestructionStatus.PROPOSED, cases=("x",), destroyed={}, proposed_by=admin.colleague.id)
    assert (retention_page(admin).waiting, retention_page(other).waiting) == (0, 1)
    assert retention_page(other).due == (), "an administrator sees no dossier"
