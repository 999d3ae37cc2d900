"""Forms that are still being filled in: kept within two seconds, there again after a crash, a lock or an upgrade."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.services.workplace import Workplace
from desktop.store.forms import FormDraft, discard_form, list_forms, load_form, save_form

STOOD = "stood"
"""Under this name, beside what was typed, a form keeps what stood in those fields before."""


@dataclass(frozen=True)
class SavedForm:
    """A form as it was left.

    Attributes:
        form: Which form, like ``new-case``.
        about: Id of what it is about; empty for something new.
        fields: As typed, also what is not valid yet; whatever JSON can hold.
        saved_at: UTC.
    """

    form: str
    about: str
    fields: Mapping[str, object]
    saved_at: datetime


def save(workplace: Workplace, form: str, about: str, fields: Mapping[str, object]) -> None:
    """Keeps a form as it stands; replaces what was kept of it."""
    with workplace.work(N_("Keep form")) as work:
        save_form(work, FormDraft(form, about, fields, workplace.now))
        work.commit()


def load(workplace: Workplace, form: str, about: str = "") -> SavedForm | None:
    """What was kept of a form; None when there is nothing."""
    with workplace.store.read() as reader:
        draft = load_form(reader, form, about)
    return _saved(draft) if draft else None


def unfinished(workplace: Workplace) -> tuple[SavedForm, ...]:
    """All kept forms, the newest first."""
    with workplace.store.read() as reader:
        return tuple(_saved(draft) for draft in list_forms(reader))


def discard(workplace: Workplace, form: str, about: str = "") -> None:
    """Throws away what was kept, also when there is nothing."""
    with workplace.work(N_("Discard form")) as work:
        discard_form(work, form, about)
        work.commit()


def finish(workplace: Workplace, form: str, about: str, job: Callable[[], object]) -> object:
    """Does what a form was filled in for, then throws away what was kept of it; a refusal leaves that as it was.

    In one go, so that a form that is closed while it is being kept is not found half typed later.
    """
    answer = job()
    discard(workplace, form, about)
    return answer


@dataclass(frozen=True)
class Beside:
    """Where texts are kept that cannot stand in their own place yet.

    Attributes:
        form: Which form, like ``talk``.
        about: Id of what it is about.
        name: How a field is called there, as in ``geld-{}``; by itself when nothing else is said.
    """

    form: str
    about: str
    name: str = "{}"


@dataclass(frozen=True)
class Written:
    """What became of what was typed.

    Attributes:
        beside: Where the texts that were refused are kept.
        refused: One for each field that could not be kept as it was typed.
    """

    beside: Beside
    refused: tuple[RuleBroken, ...]


def keep_beside(workplace: Workplace, beside: Beside, texts: Mapping[str, object]) -> None:
    """Keeps texts of fields beside those kept there already; an empty one is thrown away."""
    found = load(workplace, beside.form, beside.about)
    before = dict(found.fields) if found else {}
    given = {beside.name.format(name): text for name, text in texts.items()}
    kept = {name: text for name, text in (before | given).items() if text}
    if kept == before:
        return
    if kept:
        save(workplace, beside.form, beside.about, kept)
    else:
        discard(workplace, beside.form, beside.about)


def finish_beside(workplace: Workplace, beside: Beside, names: Iterable[str], job: Callable[[], object]) -> object:
    """Does what texts were typed for, then throws these away; a refusal leaves them as they were."""
    answer = job()
    keep_beside(workplace, beside, dict.fromkeys(names, ""))
    return answer


def write_what_can_be(
    workplace: Workplace, beside: Beside, write: Callable[..., ChangeSet], typed: Mapping[str, object]
) -> tuple[Written, ChangeSet]:
    """Writes what was typed in fields: one that is refused holds nothing else up, and its text is kept beside them.

    It needs no second try from the screen: that may be gone, for the program was locked or closed meanwhile.

    Raises:
        RuleBroken: What is about none of these fields; all their texts are kept beside then.
    """
    left, faults, changes = dict(typed), list[RuleBroken](), ChangeSet()
    try:
        while left:
            try:
                changes = write(**left)
                break
            except RuleBroken as fault:
                if fault.field not in left:
                    raise
                faults.append(fault)
                del left[fault.field]
    except RuleBroken:
        keep_beside(workplace, beside, _texts(typed))
        raise
    refused = {fault.field: typed[fault.field] for fault in faults}
    keep_beside(workplace, beside, dict.fromkeys(left, "") | _texts(refused))
    return Written(beside, tuple(faults)), changes


def _texts(typed: Mapping[str, object]) -> dict[str, object]:
    """A day as ISO text: also that stands there again, with what is wrong, after the program was closed."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in typed.items()}
    return {name: value for name, value in plain.items() if isinstance(value, str)}


def _saved(draft: FormDraft) -> SavedForm:
    return SavedForm(draft.kind, draft.subject_id, draft.content, draft.saved_at)
