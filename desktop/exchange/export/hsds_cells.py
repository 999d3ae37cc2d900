"""Cells of HSDS that must have a form: web addresses, mail addresses, moments."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from desktop.exchange.export.told import Told

_MAIL = re.compile(r"[^@\s<>(),;:\"\[\]\\]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PCHAR = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
_URI = re.compile(
    rf"https?://(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{{2}})+(?::[0-9]{{1,5}})?"
    rf"(?:/{_PCHAR}*)*(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
)
"""RFC 3986, for the web."""


def mail(told: Told, id: str, text: str) -> str:  # noqa: A002 - the models' own word
    """The mail address, or nothing where it is none, which is told."""
    text = text.strip()
    if text and not _MAIL.fullmatch(text):
        told.leave_out(id, "email-not-valid", value=text)
        return ""
    return text


def web(told: Told, id: str, text: str) -> str:  # noqa: A002 - idem
    """The web address as a URI, with https before one without a scheme; nothing where it is none, which is told."""
    text = text.strip()
    if not text:
        return ""
    full = text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}"
    scheme, _, rest = full.partition("://")
    uri = f"{scheme.lower()}://{quote(rest, safe=_KEPT)}"
    if not _URI.fullmatch(uri) or "." not in rest:
        told.leave_out(id, "url-not-valid", value=text)
        return ""
    return uri


def moment(day: date) -> str:
    """The beginning of a day in UTC: an observation is of a day, and HSDS asks for a moment."""
    return f"{day.isoformat()}T00:00:00.000Z"


_KEPT = "%/:?#@!$&'()*+,;=-._~"
