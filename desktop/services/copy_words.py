"""What is said of a copy that was put back: what is there again, and what is not, by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.language import _, ngettext

if TYPE_CHECKING:
    from desktop.services.copies import PutBack
    from desktop.store.copies import Copy


def named(copy: Copy) -> str:
    """A copy by its day and time."""
    return _("{day} at {time}", day=f"{copy.made_at:%d-%m-%Y}", time=f"{copy.made_at:%H:%M}")


def told(done: PutBack) -> list[str]:
    """Sentence by sentence."""
    return [
        _("The copy of {day} is put back.", day=named(done.copy)),
        *(_skipped(done) if done.skipped else ()),
        *(_saved(done) if done.was_damaged else _gone_back(done)),
        *([_("The store that stood here is kept as {file}.", file=done.aside.name)] if done.aside else ()),
    ]


def _skipped(done: PutBack) -> list[str]:
    return [
        ngettext(
            "A newer copy was damaged too, and was passed over.",
            "{n} newer copies were damaged too, and were passed over.",
            done.skipped,
        )
    ]


def _saved(done: PutBack) -> list[str]:
    lines = []
    if done.taken_along:
        lines.append(
            ngettext(
                "One change that was made after it could still be read, and is there again.",
                "{n} changes that were made after it could still be read, and are there again.",
                done.taken_along,
            )
        )
    if done.is_blind:
        lines.append(_("What was done after it cannot be read any more, nor how much that was."))
    elif done.lost:
        lines.append(
            ngettext(
                "One change that was made after it cannot be read any more.",
                "{n} changes that were made after it cannot be read any more.",
                done.lost,
            )
        )
    elif not done.taken_along:
        lines.append(_("Nothing was changed after it."))
    if done.is_blind or done.lost:
        lines.append(
            _(
                "What was shared with colleagues before comes back with the next sync. "
                "Look whether your last work is there."
            )
        )
    return lines


def _gone_back(done: PutBack) -> list[str]:
    if not done.lost:
        return []
    return [
        ngettext(
            "One later change is not in it. If it was shared, it comes back with the next sync.",
            "{n} later changes are not in it. Those that were shared come back with the next sync.",
            done.lost,
        )
    ]
