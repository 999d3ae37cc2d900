"""What every central store must do with the edits it is handed; told in the words of the protocol only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.models.base import new_id
from desktop.sync.ops import Edit
from desktop.sync.protocol import WHOLE_ROW, ClashKind, Result
from tests.helpers.edits import added, chosen, contract, deleted, edit, typed

if TYPE_CHECKING:
    from desktop.sync.ops import Op
    from desktop.sync.protocol import Answer, CentralStore, Change, RowNow


def one(central: CentralStore, op: Op) -> Answer:
    (answer,) = central.push([op])
    return answer


def now(central: CentralStore, row_id: str, table: str = "provider") -> RowNow:
    (row,) = central.rows([(table, row_id)])
    return row


def last(any_central: CentralStore) -> Change:
    return any_central.pull(0, 1000).changes[-1]


def test_an_edit_is_answered_once_and_the_same_ever_after(any_central: CentralStore) -> None:
    op = added("p")
    first = one(any_central, op)
    assert first.result is Result.APPLIED
    assert any_central.push([op, op]) == (first, first)
    assert [change.op_id for change in any_central.pull(0, 10).changes] == [op.op_id]


def test_another_edit_under_a_known_id_is_refused_and_changes_nothing(any_central: CentralStore) -> None:
    op = added("p")
    first = one(any_central, op)
    forged = one(any_central, op.model_copy(update={"row_id": "q"}))
    assert (forged.result, forged.reason) == (Result.REFUSED, "op-id-reused")
    assert one(any_central, op) == first
    assert any_central.rows([("provider", "q")]) == ()


def test_fields_that_others_left_alone_are_merged(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, typed("p", "", "1", base=base))
    assert one(any_central, typed("p", "", "x@example.org", field="email", base=base)).result is Result.APPLIED
    assert now(any_central, "p").values == {"name": "De Bascule", "phone": "1", "email": "x@example.org"}


def test_the_second_edit_of_one_field_is_a_conflict_and_the_first_stands(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    first = typed("p", "", "1", base=base)
    one(any_central, first)
    assert one(any_central, typed("p", "", "2", base=base, author="Bram")).result is Result.CONFLICT
    (clash,) = last(any_central).clashes
    assert (clash.field, clash.before, clash.mine, clash.theirs) == ("phone", "", "2", "1")
    assert (clash.mine_by, clash.theirs_by, clash.theirs_at) == ("Bram", "Anna", first.made_at)
    assert now(any_central, "p").values["phone"] == "1"


def test_the_fields_of_one_edit_are_judged_one_by_one(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, typed("p", "", "1", base=base))
    both = {"phone": Edit(saw="", new="2"), "email": Edit(saw="", new="x@example.org")}
    assert one(any_central, edit("update", "provider", "p", base=base, changes=both)).result is Result.CONFLICT
    assert (last(any_central).fields, [clash.field for clash in last(any_central).clashes]) == (
        {"email": "x@example.org"},
        ["phone"],
    )


def test_two_who_type_the_same_have_no_conflict(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    first = one(any_central, typed("p", "", "1", base=base))
    second = one(any_central, typed("p", "", "1", base=base))
    assert (second.result, second.seq) == (Result.SAME, first.seq)
    assert len(any_central.pull(0, 10).changes) == 2


def test_the_own_earlier_edit_counts_as_seen_and_anothers_after_it_does_not(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    first = typed("p", "", "1", base=base)
    one(any_central, first)
    second = typed("p", "1", "2", base=base, parent=first.op_id)
    assert one(any_central, second).result is Result.APPLIED
    one(any_central, typed("p", "2", "3", base=last(any_central).seq, author="Bram"))
    third = typed("p", "2", "4", base=base, parent=second.op_id)
    assert one(any_central, third).result is Result.CONFLICT
    # Of what is no text nothing is merged by line: only what was seen counts.
    yes, no = ({"strategic_partner": Edit(saw=not new, new=new)} for new in (True, False))
    fourth = edit("update", "provider", "p", base=base, changes=yes)
    assert one(any_central, fourth).result is Result.APPLIED
    fifth = edit("update", "provider", "p", base=base, parent=fourth.op_id, changes=no)
    assert one(any_central, fifth).result is Result.APPLIED


def test_what_builds_on_an_edit_in_conflict_joins_that_conflict(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, typed("p", "", "1", base=base))
    mine = typed("p", "", "2", base=base, author="Bram")
    one(any_central, mine)
    (first,) = last(any_central).clashes
    # The laptop read the other edit meanwhile, but kept its own value on the screen.
    later = typed("p", "2", "3", base=last(any_central).seq, parent=mine.op_id, author="Bram")
    assert one(any_central, later).result is Result.CONFLICT
    (joined,) = last(any_central).clashes
    assert (joined.id, joined.before, joined.mine, joined.theirs) == (first.id, "", "3", "1")


def test_a_later_edit_of_another_field_does_not_suffer_from_a_conflict(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, typed("p", "", "1", base=base))
    mine = typed("p", "", "2", base=base)
    one(any_central, mine)
    other = typed("p", "", "x@example.org", field="email", base=base, parent=mine.op_id)
    assert one(any_central, other).result is Result.APPLIED


def test_sets_are_merged_per_member(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, chosen("p", plus=("WMO", "WLZ"), base=base))
    base = last(any_central).seq
    one(any_central, chosen("p", plus=("JEUGDWET",), base=base))
    one(any_central, chosen("p", minus=("WLZ",), plus=("JEUGDWET",), base=base))
    assert set(now(any_central, "p").values["laws"]) == {"WMO", "JEUGDWET"}
    assert (last(any_central).members["laws"].added, last(any_central).members["laws"].removed) == ((), ("WLZ",))


def test_a_deletion_of_what_another_changed_is_asked(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, typed("p", "", "1", base=base))
    assert one(any_central, deleted("p", base=base, author="Bram")).result is Result.CONFLICT
    (clash,) = last(any_central).clashes
    assert (clash.kind, clash.field, clash.mine) == (ClashKind.DELETED_EDITED, WHOLE_ROW, None)
    assert clash.theirs["phone"] == "1"
    assert not now(any_central, "p").gone


def test_an_edit_of_what_another_deleted_is_asked_and_keeps_the_whole_row(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, deleted("p", base=base))
    mine = typed("p", "", "1", base=base, author="Bram")
    assert one(any_central, mine).result is Result.CONFLICT
    (clash,) = last(any_central).clashes
    assert (clash.kind, clash.field, clash.theirs) == (ClashKind.EDITED_DELETED, WHOLE_ROW, None)
    assert (clash.mine["name"], clash.mine["phone"]) == ("De Bascule", "1")
    more = typed("p", "", "x@example.org", field="email", base=base, parent=mine.op_id, author="Bram")
    one(any_central, more)
    (joined,) = last(any_central).clashes
    assert (joined.id, joined.mine["phone"], joined.mine["email"]) == (clash.id, "1", "x@example.org")


def test_a_row_is_put_back_only_by_who_saw_it_go(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, deleted("p", base=base))
    gone = last(any_central).seq
    assert one(any_central, added("p", name="Unseen", base=base)).result is Result.CONFLICT
    assert now(any_central, "p").gone
    assert one(any_central, added("p", name="Back", base=gone)).result is Result.APPLIED
    assert now(any_central, "p").values == {"name": "Back"}


def test_a_row_that_was_put_back_has_the_cells_that_it_came_with(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    typed_once = one(any_central, typed("p", "", "1", base=base)).seq
    gone = one(any_central, deleted("p", base=typed_once)).seq
    one(any_central, added("p", name="Back", base=gone))
    assert one(any_central, typed("p", "1", "2", base=gone)).result is Result.CONFLICT


def test_taking_back_the_own_deletion_of_what_another_deleted_too_is_asked(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, deleted("p", base=base))
    mine = deleted("p", base=base, author="Bram")
    assert one(any_central, mine).result is Result.SAME
    assert one(any_central, added("p", base=base, parent=mine.op_id)).result is Result.CONFLICT


def test_a_deletion_of_what_another_began_to_use_is_asked(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, contract("c", "p", author="Bram"))
    assert one(any_central, deleted("p", base=base)).result is Result.CONFLICT
    (clash,) = last(any_central).clashes
    assert (clash.kind, clash.theirs_by) == (ClashKind.DELETED_USED, "Bram")


def test_a_row_is_used_by_who_names_it_now(any_central: CentralStore) -> None:
    base = any_central.push([added("p"), added("q"), contract("c", "p")])[-1].seq
    one(any_central, edit("update", "contract", "c", base=base, changes={"note": Edit(saw="", new="n")}))
    assert one(any_central, deleted("p", base=base)).result is Result.CONFLICT
    moved = one(any_central, edit("update", "contract", "c", base=base, changes={"provider_id": Edit("p", "q")})).seq
    assert one(any_central, deleted("p", base=moved)).result is Result.APPLIED
    assert one(any_central, deleted("q", base=moved)).result is Result.CONFLICT
    gone = one(any_central, deleted("c", "contract", base=moved)).seq
    assert one(any_central, deleted("q", base=gone)).result is Result.APPLIED


def test_what_is_deleted_together_with_all_that_uses_it_goes(any_central: CentralStore) -> None:
    act = new_id()
    seqs = {answer.seq for answer in any_central.push([added("p"), contract("c", "p")])}
    base = max(seqs)
    answers = any_central.push(
        [
            deleted("c", "contract", act_id=act, base=base),
            deleted("p", act_id=act, base=base),
        ]
    )
    assert [answer.result for answer in answers] == [Result.APPLIED, Result.APPLIED]


def test_a_deletion_that_is_asked_keeps_the_acts_other_deletions_back(any_central: CentralStore) -> None:
    any_central.push([added("p"), contract("c", "p"), contract("d", "p")])
    base = last(any_central).seq
    one(any_central, edit("update", "contract", "c", base=base, changes={"note": Edit(saw="", new="n")}, author="Bram"))
    act = new_id()
    named = {"changes": {"provider_id": Edit(saw="p")}}
    ops = [edit("delete", "contract", row, base=base, act_id=act, **named) for row in ("c", "d")]
    answers = any_central.push([*ops, deleted("p", base=base, act_id=act)])
    assert {answer.result for answer in answers} == {Result.CONFLICT}
    assert not any(now(any_central, row, "contract").gone for row in ("c", "d"))


def test_the_lines_of_an_act_that_hang_together_are_refused_together(any_central: CentralStore) -> None:
    act = new_id()
    wrong = contract("d", "nobody", act_id=act)
    right = {"provider_id": Edit(saw="nobody", new="p")}
    mended = edit("update", "contract", "d", act_id=act, parent=wrong.op_id, changes=right)
    good = any_central.push([contract("c", "p", act_id=act), added("p", act_id=act), wrong, mended])
    assert {answer.result for answer in good} == {Result.APPLIED}, "a child may come before its parent"

    act = new_id()
    bad = any_central.push([added("q", act_id=act), edit_of_unknown(act, "q"), added("r", act_id=act)])
    assert [(answer.result, answer.reason) for answer in bad] == [
        (Result.REFUSED, "act-refused"),
        (Result.REFUSED, "row-unknown"),
        (Result.APPLIED, ""),
    ]
    assert any_central.rows([("provider", "q")]) == ()


def edit_of_unknown(act: str, provider: str) -> Op:
    return edit("update", "contract", "unknown", act_id=act, changes={"provider_id": Edit(saw="", new=provider)})


def test_a_row_that_names_one_that_is_gone_is_refused_and_the_rest_goes_on(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, deleted("p", base=base))
    answers = any_central.push([contract("c", "p"), added("q")])
    assert [(answer.result, answer.reason) for answer in answers] == [
        (Result.REFUSED, "refers-to-missing"),
        (Result.APPLIED, ""),
    ]
    assert answers[0].field == "provider"


def test_what_builds_on_a_refused_edit_is_refused_too(any_central: CentralStore) -> None:
    first = contract("c", "nobody")
    later = edit("update", "contract", "c", parent=first.op_id, changes={"note": Edit(saw="", new="n")})
    gone = deleted("c", "contract", parent=later.op_id)
    answers = [*any_central.push([first, later]), one(any_central, gone)]
    assert [answer.reason for answer in answers] == ["refers-to-missing", "builds-on-refused", ""]
    assert answers[2].result is Result.SAME


def test_a_decision_to_leave_things_as_they_are_meets_a_decision_to_the_contrary(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, typed("p", "", "1", base=base))
    one(any_central, typed("p", "", "2", base=base, author="Bram"))
    (clash,) = last(any_central).clashes
    seen = last(any_central).seq
    leave = typed("p", "1", "1", base=seen, decides=clash.id)
    assert one(any_central, leave).result is Result.APPLIED
    assert last(any_central).closes == clash.id
    contrary = typed("p", "1", "2", base=seen, decides=clash.id, author="Bram")
    assert one(any_central, contrary).result is Result.CONFLICT
    (again,) = last(any_central).clashes
    assert (again.id != clash.id, again.before, again.mine, again.theirs) == (True, "", "2", "1")


def test_a_decision_to_keep_a_row_meets_a_decision_to_delete_it(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, typed("p", "", "1", base=base))
    one(any_central, deleted("p", base=base))
    (clash,) = last(any_central).clashes
    seen = last(any_central).seq
    keep = edit("update", "provider", "p", base=seen, decides=clash.id, author="Bram")
    assert one(any_central, keep).result is Result.APPLIED
    assert one(any_central, deleted("p", base=seen, decides=clash.id)).result is Result.CONFLICT
    assert not now(any_central, "p").gone


def test_a_decision_to_leave_a_row_deleted_meets_one_to_bring_it_back(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, deleted("p", base=base))
    one(any_central, typed("p", "", "1", base=base))
    (clash,) = last(any_central).clashes
    seen = last(any_central).seq
    assert one(any_central, deleted("p", base=seen, decides=clash.id)).result is Result.APPLIED
    assert one(any_central, added("p", base=seen, decides=clash.id)).result is Result.CONFLICT
    assert now(any_central, "p").gone


def test_the_history_is_read_in_pieces_and_ends_with_numbers_that_tell_the_rows(any_central: CentralStore) -> None:
    any_central.push([added(row) for row in ("p", "q", "r")])
    first = any_central.pull(0, 2)
    assert ([change.row_id for change in first.changes], first.digests) == (["p", "q"], {})
    rest = any_central.pull(first.changes[-1].seq, 2)
    assert [change.row_id for change in rest.changes] == ["r"]
    assert rest.digests["provider"].rows == 3
    one(any_central, deleted("q", base=rest.head))
    one(any_central, added("q", base=last(any_central).seq))
    assert any_central.pull(0, 100).digests == rest.digests


def test_rows_that_will_vanish_are_counted_but_not_those_a_laptop_deleted_itself_or_never_had(
    central: CentralStore,
) -> None:
    base = max(answer.seq for answer in central.push([added("p"), added("q"), added("r")]))
    one(central, deleted("p", base=base, device="one"))
    one(central, deleted("q", base=base, device="other"))
    one(central, deleted("r", base=base, device="other"))
    one(central, added("r", base=last(central).seq, device="other"))
    assert central.hello(base, "one").deletes_ahead == 1
    assert central.hello(0, "one").deletes_ahead == 0
    assert central.hello(last(central).seq, "one").deletes_ahead == 0


def test_whoever_deletes_a_row_with_an_own_value_in_conflict_is_asked(any_central: CentralStore) -> None:
    base = one(any_central, added("p")).seq
    one(any_central, typed("p", "", "1", base=base))
    mine = typed("p", "", "2", base=base, author="Bram")
    one(any_central, mine)
    # The laptop read the other's edit meanwhile, but kept its own value on the screen.
    gone = deleted("p", base=last(any_central).seq, parent=mine.op_id, author="Bram")
    assert one(any_central, gone).result is Result.CONFLICT
    assert now(any_central, "p").values["phone"] == "1"


def test_whoever_deletes_a_row_after_a_refused_edit_of_it_is_told(any_central: CentralStore) -> None:
    any_central.push([added("p"), contract("c", "p")])
    base = last(any_central).seq
    wrong = edit("update", "contract", "c", base=base, changes={"provider_id": Edit(saw="p", new="nobody")})
    gone = deleted("c", "contract", base=base, parent=wrong.op_id)
    assert [answer.reason for answer in any_central.push([wrong, gone])] == ["refers-to-missing", "builds-on-refused"]
