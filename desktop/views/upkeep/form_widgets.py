"""The widgets of the form: made by shape, read and filled in the same way whatever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import _
from desktop.models.kinds import Law, MapStatus
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.views.design.buttons import ChipRow
from desktop.views.design.inputs import Choice, LongText, Number
from desktop.views.design.tick import Tick
from desktop.views.upkeep.form_fields import FormField, Shape

_OLDEST = 130
_LISTS = frozenset({Shape.MEMBERS, Shape.MUNICIPALITIES, Shape.LAWS})


def make_widget(field: FormField, profile: RegionProfile, organisations: dict[str, str]) -> QWidget:
    """An empty widget of the field's shape."""
    choices = {
        Shape.YES_NO: {"": _("not known"), "yes": _("yes"), "no": _("no")},
        Shape.STATUS: {status.value: label(status) for status in MapStatus},
        Shape.ORGANISATION: {"": _("not in the list")} | organisations,
    }
    if field.shape in choices:
        return Choice(choices[field.shape])
    if field.shape is Shape.TEXT:
        return LongText(lines=2)
    if field.shape is Shape.YEARS:
        return Number(largest=_OLDEST, suffix=_("years"))
    if field.shape is Shape.TICK:
        return Tick(_(field.label))
    if field.shape in (Shape.MUNICIPALITIES, Shape.LAWS):
        chips = ChipRow(_(field.label))
        chips.offer(offered(field.shape, profile, ()))
        return chips
    return QLineEdit()


def offered(shape: Shape, profile: RegionProfile, chosen: Iterable[str]) -> dict[str, str]:
    """What can be chosen: what the region knows, and what stood there already."""
    if shape is Shape.LAWS:
        known = {law.value: label(law) for law in dict.fromkeys(lot.law for lot in profile.lots)}
    else:
        known = {one.name: one.name for one in profile.municipalities}
    acts = {law.value: label(law) for law in Law}
    return known | {one: acts.get(one, one) for one in chosen if one not in known}


def read(widget: QWidget, shape: Shape) -> object:
    """What it holds, in the model's form; degrees that are no number as they were typed."""
    if isinstance(widget, ChipRow):
        return widget.on()
    if isinstance(widget, Number):
        return widget.number()
    if isinstance(widget, Tick):
        return widget.is_on()
    if isinstance(widget, Choice):
        key = widget.key()
        return {"yes": True, "no": False}.get(key) if shape is Shape.YES_NO else key or _empty(shape)
    text = _typed(widget)
    if shape is Shape.MEMBERS:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return _degrees(text) if shape is Shape.DEGREES else text.strip()


def fill(widget: QWidget, field: FormField, value: object, profile: RegionProfile) -> None:
    """Puts a value in; whatever was kept of a form that was left half typed."""
    members = [str(one) for one in value] if isinstance(value, list | tuple) else []
    if isinstance(widget, ChipRow):
        widget.offer(offered(field.shape, profile, members))
        widget.put_on(*members)
    elif isinstance(widget, Number):
        widget.put(value if isinstance(value, int) else None)
    elif isinstance(widget, Tick):
        widget.put(bool(value))
    elif isinstance(widget, Choice):
        widget.put({True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value or ""))
    elif isinstance(widget, LongText):
        widget.put(str(value or ""))
    elif isinstance(widget, QLineEdit):
        widget.setText(", ".join(members) if field.shape in _LISTS else _plain(value))


def listen(widget: QWidget, heard: Callable[..., None]) -> None:
    """Calls back at each keystroke, press or choice of a person."""
    if isinstance(widget, ChipRow | Choice):
        widget.chosen.connect(heard)
    elif isinstance(widget, Number | Tick):
        widget.given.connect(heard)
    elif isinstance(widget, LongText):
        widget.typed.connect(heard)
    elif isinstance(widget, QLineEdit):
        widget.textEdited.connect(heard)


def _typed(widget: QWidget) -> str:
    if isinstance(widget, LongText):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".").replace(".", ",")
    return "" if value is None else str(value)


def _degrees(text: str) -> object:
    plain = text.strip().replace(",", ".")
    try:
        return float(plain) if plain else None
    except ValueError:
        return text.strip()


def _empty(shape: Shape) -> object:
    return None if shape is Shape.ORGANISATION else ""
