"""Forms that are still being filled in: kept within two seconds, there again after a crash, a lock or an upgrade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.language import N_
from desktop.services.workplace import Workplace
from desktop.store.forms import FormDraft, discard_form, list_forms, load_form, save_form


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


def _saved(draft: FormDraft) -> SavedForm:
    return SavedForm(draft.kind, draft.subject_id, draft.content, draft.saved_at)
