from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.store.forms import FormDraft, discard_form, list_forms, load_form, save_form

if TYPE_CHECKING:
    from desktop.store.database import Store

MOMENT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def keep(store: Store, draft: FormDraft) -> None:
    with store.work("Keep the form") as work:
        save_form(work, draft)
        assert work.commit().act == ""


def test_a_form_comes_back_as_it_was_typed(store: Store) -> None:
    content = {"wat": "hulp bij de was é", "weeks": "veertien?", "goals": ["a", ""], "open": None}
    draft = FormDraft("new-case", "r1", content, MOMENT)
    keep(store, draft)
    with store.read() as reader:
        assert load_form(reader, "new-case", "r1") == draft
        assert load_form(reader, "new-case", "another") is None
        assert load_form(reader, "new-case") is None


def test_keeping_again_replaces_what_was_kept_of_that_form_alone(store: Store) -> None:
    first = FormDraft("new-case", "", {"a": 1}, MOMENT)
    other = FormDraft("wait", "p1", {"a": 2}, MOMENT.replace(hour=11))
    later = FormDraft("new-case", "", {"a": 3}, MOMENT.replace(hour=12))
    for draft in (first, other, later):
        keep(store, draft)
    with store.read() as reader:
        kept = list_forms(reader)
    assert [(form.kind, form.content) for form in kept] == [("new-case", {"a": 3}), ("wait", {"a": 2})]
    assert kept[0].id == first.id


def test_a_form_is_thrown_away_also_when_there_is_none(store: Store) -> None:
    keep(store, FormDraft("new-case", "", {"a": 1}, MOMENT))
    for _ in range(2):
        with store.work("Throw the form away") as work:
            discard_form(work, "new-case")
            work.commit()
    with store.read() as reader:
        assert list_forms(reader) == []


def test_a_form_is_kept_in_the_encrypted_file_and_not_in_the_journal(store: Store) -> None:
    keep(store, FormDraft("new-case", "", {"name": "Wouda-Terpstra"}, MOMENT))
    with store.read() as reader:
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one() == 0
