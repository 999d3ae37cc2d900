"""The log of who looked: what gets a line, and that one who has the key cannot change it unseen."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.models.audit import AuditAction
from desktop.models.base import new_id
from desktop.models.casework import Goal
from desktop.models.faults import RuleBroken
from desktop.models.kinds import MessageState
from desktop.models.messages import CareMessage, CareMessageLine
from desktop.models.people import Household
from desktop.models.social_map import Provider
from desktop.rules.audit_chain import line_of, message_of
from desktop.security.signing import is_signed, new_secret, public_of
from desktop.store import audit
from desktop.store.database import Store
from desktop.store.dossiers import OWN, ways
from desktop.sync import outbox
from desktop.sync.postgres.kinds_here import kinds_here
from tests.helpers.audit import broken, lines, opened, rewrite, tamper, with_a_case
from tests.helpers.laptops import BEGIN
from tests.helpers.stores import KEY, make_store

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_a_change_of_a_dossier_has_one_line_with_the_six_things_that_are_asked(store: Store) -> None:
    resident, case = with_a_case(store)
    told = [line_of(link.body) for link in lines(store)]
    assert [(one.kind, one.object) for one in told][-2:] == [("case_file", case.id)] * 2
    assert {(one.kind, one.object) for one in told[:2]} == {("case_file", case.id), ("resident", resident.id)}
    for one in told:
        assert one.resident == resident.id
        assert (one.action, one.result, one.actor, one.device) == (
            "change",
            "done",
            store.identity.colleague_id,
            store.identity.device_id,
        )
        assert one.at.endswith("+00:00")
        assert one.act_id


def test_no_name_and_no_text_stands_in_the_log(store: Store) -> None:
    with_a_case(store)
    text = json.dumps([link.body for link in lines(store)])
    assert "Zonderland" not in text
    assert "Koken" not in text


def test_what_is_nobodys_gets_no_line(store: Store) -> None:
    with store.work("Test") as work:
        work.add(Provider(name="De Bascule"))
        work.commit()
    assert not lines(store)


def test_what_is_only_offered_once_more_was_not_changed(store: Store) -> None:
    with_a_case(store)
    before = lines(store)
    with store.work("Leave") as work:
        outbox.offer_everything(work)
        work.commit()
    assert lines(store) == before
    assert broken(store) is None


def test_a_goal_that_is_put_back_is_a_change(store: Store) -> None:
    with_a_case(store)
    with store.work("take off") as work:
        goal = work.find(Goal)[0]
        work.remove(Goal, goal.id)
        work.commit()
    with store.work("put back") as work:
        work.add(goal)
        work.commit()
    assert [line_of(link.body).what for link in lines(store)][-2:] == ["take off", "put back"]


def test_a_line_of_a_message_that_is_of_no_case_is_told_by_its_own_id(store: Store) -> None:
    message = CareMessage(handled_at=BEGIN)
    line = CareMessageLine(message_id=message.id, position=1, state=MessageState.TO_DO)
    with store.work("Read") as work:
        work.add(message, line)
        work.commit()
    assert [line_of(link.body).object for link in lines(store)] == [line.id]
    assert broken(store) is None


def test_what_came_from_a_colleague_has_its_line_there_and_not_here(store: Store) -> None:
    with store.work("Read", origin="sync") as work:
        work.add(Household(name="Zonderland"))
        work.commit()
    assert not lines(store)
    assert broken(store) is None


def test_what_is_rolled_back_leaves_no_line(store: Store) -> None:
    with store.work("Test") as work:
        work.add(Household(name="Zonderland"))
    with store.work("Test") as work:
        work.add(Household(name="Zonderland"), Goal(case_id=new_id(), text="Koken"))
        with pytest.raises(RuleBroken):
            work.commit()
    assert not lines(store)


def test_a_goal_that_was_taken_off_has_its_line_at_the_case_it_was_of(store: Store) -> None:
    _resident, case = with_a_case(store)
    with store.work("Test") as work:
        work.remove(Goal, work.find(Goal)[0].id)
        work.commit()
    assert line_of(lines(store)[-1].body).object == case.id


def test_whose_a_row_is_is_the_same_here_and_at_the_central_store() -> None:
    there = {kind.tbl: (kind.home_field, kind.home_tbl) for kind in kinds_here() if kind.home == "parent"}
    assert {name: way for name, way in there.items() if way[1] != "signal"} == ways()
    assert {kind.tbl for kind in kinds_here() if kind.home == "own"} == set(OWN)


@pytest.mark.parametrize(
    "verb", ["UPDATE audit_line SET body = ''", "DELETE FROM audit_line", "DELETE FROM audit_head"]
)
def test_the_store_refuses_to_change_a_line(logged: Store, verb: str) -> None:
    with logged.work("Test") as work, pytest.raises(RuleBroken, match="append-only"):
        work.connection.exec_driver_sql(verb)


def test_every_so_many_lines_a_head_is_signed(store: Store) -> None:
    _resident, case = with_a_case(store)
    opened(store, case, 2 * audit.HEAD_EVERY)
    with store.read() as reader:
        heads = audit.heads(reader.connection)
    assert [head.number for head in heads] == [audit.HEAD_EVERY, 2 * audit.HEAD_EVERY]
    assert all(is_signed(head.chain, message_of(head), head.signature) for head in heads)
    assert not is_signed(heads[0].chain, message_of(replace(heads[0], number=101)), heads[0].signature)


def test_a_log_that_nobody_touched_holds(logged: Store) -> None:
    assert broken(logged) is None


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a closed store with a hundred and four lines and one head."""
    folder = tmp_path_factory.mktemp("signed")
    with make_store(folder) as store:
        _resident, case = with_a_case(store)
        opened(store, case, audit.HEAD_EVERY)
    return folder / "naober.db"


@pytest.fixture
def logged(signed: Path, tmp_path: Path) -> Iterator[Store]:
    """Gives a copy of it."""
    with Store.open(Path(shutil.copy(signed, tmp_path / "copy.db")), KEY) as store:
        yield store


def attack(store: Store, *statements: str) -> tuple[str, int]:
    """What is found after this."""
    tamper(store, *statements)
    found = broken(store)
    assert found is not None
    return found.code, found.number


EDITED = "UPDATE audit_line SET body = replace(body, '\"open\"', '\"mail\"') WHERE number = 50"


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (EDITED, ("edited", 50)),
        ("DELETE FROM audit_line WHERE number = 50", ("missing", 50)),
        ("DELETE FROM audit_line WHERE number > 90", ("tail-cut", 91)),
        ("DELETE FROM audit_line", ("tail-cut", 1)),
        ("UPDATE audit_line SET number = number + 1000 WHERE number = 50", ("missing", 50)),
        ("UPDATE identity SET device_id = 'another'", ("other-device", 1)),
        ("UPDATE audit_chain SET device = 'another'", ("other-device", 1)),
        ("UPDATE audit_head SET hash = 'another'", ("forged-head", 100)),
        ("UPDATE audit_head SET device = 'another'", ("forged-head", 100)),
    ],
)
def test_what_was_done_to_a_line_or_a_head_is_named(logged: Store, statement: str, found: tuple[str, int]) -> None:
    assert attack(logged, statement) == found


def test_another_key_under_the_same_lines_is_noticed(logged: Store) -> None:
    secret = new_secret()
    swapped = f"UPDATE audit_chain SET secret = x'{secret.hex()}'"  # noqa: S608 - a test
    assert attack(logged, swapped) == ("key-changed", 1)


def test_lines_that_were_all_written_anew_under_another_key_are_noticed(logged: Store) -> None:
    secret = new_secret()
    renamed = f"UPDATE audit_chain SET secret = x'{secret.hex()}', chain = '{public_of(secret)}'"  # noqa: S608 - a test
    code, _number = attack(logged, renamed, "DELETE FROM audit_head")
    assert code == "key-changed"


def test_a_line_written_anew_with_all_hashes_after_it_differs_from_a_signed_head(logged: Store) -> None:
    rewrite(logged, 50, AuditAction.OPEN, AuditAction.MAIL)
    found = broken(logged)
    assert found is not None
    assert (found.code, found.number) == ("head-differs", 100)


def test_a_change_made_past_the_program_has_no_line_and_is_noticed(logged: Store) -> None:
    with logged.work("Test") as work:
        columns = [row[1] for row in work.connection.exec_driver_sql("PRAGMA table_info(goal)")]
        rest = ", ".join(f'"{name}"' for name in columns if name != "id")
        query = f"INSERT INTO goal (id, {rest}) SELECT ?, {rest} FROM goal LIMIT 1"  # noqa: S608 - a test
        work.connection.exec_driver_sql(query, (new_id(),))
        work.connection.exec_driver_sql("DELETE FROM act_context")
        work.connection.commit()
    found = broken(logged)
    assert found is not None
    assert found.code == "change-unlogged"


def test_a_guard_that_was_taken_away_is_noticed(logged: Store) -> None:
    with logged.work("Test") as work:
        work.connection.exec_driver_sql("DROP TRIGGER audit_line_no_update")
        work.commit()
    found = broken(logged)
    assert found is not None
    assert found.code == "unguarded"
