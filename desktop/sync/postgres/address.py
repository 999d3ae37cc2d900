"""Where a central store in PostgreSQL stands, as it is written: ``postgresql://login@host:port/database``."""

from __future__ import annotations

import atexit
import re
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from psycopg import Connection
from psycopg.conninfo import make_conninfo

from desktop.models.faults import RuleBroken, WorldFault

_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")

SCHEMES = ("postgresql", "postgres")
_SAFE = {"verify-full", "verify-ca"}
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_KNOWN = {"sslmode", "sslrootcert", "host"}
_A_NETWORK_THAT_WENT = {
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "4",
    "tcp_user_timeout": "30000",  # milliseconds
}
"""A network that went says nothing: without these a laptop would wait for an answer for hours, and could not lock."""


@dataclass(frozen=True)
class Address:
    """One database at one server, and the login by which it is spoken to. It holds no password."""

    host: str
    """Name, number, or the folder of a local socket."""
    port: int
    database: str
    login: str
    certificate: str = ""
    """Path of the certificate of who signs for the server; empty for those that the system trusts."""

    @property
    def name(self) -> str:
        """As it is told to a person."""
        return f"{self.database} ({self.host})"

    @property
    def url(self) -> str:
        """As it is written; the same address always in the same way."""
        asked = {"sslrootcert": self.certificate} if self.certificate else {}
        is_folder = self.host.startswith("/")
        if is_folder:
            asked["host"] = self.host
        host = "" if is_folder else f"[{self.host}]" if ":" in self.host else self.host
        front = f"postgresql://{quote(self.login, safe='')}@{host}:{self.port}/{quote(self.database, safe='')}"
        return f"{front}?{urlencode(asked)}" if asked else front

    @property
    def is_here(self) -> bool:
        """True for a server on this machine: nothing that is said to it leaves it."""
        return self.host.startswith("/") or self.host in _LOCAL

    def conninfo(self, password: str) -> str:
        """For libpq. What leaves the machine is encrypted, and the server must show that it is the one meant."""
        mode = "verify-full" if self.certificate or not self.is_here else "prefer"
        root = self.certificate or ("system" if mode == "verify-full" else "")
        return make_conninfo(
            host=self.host,
            port=self.port,
            dbname=self.database,
            user=self.login,
            password=password,
            sslmode=mode,
            require_auth="scram-sha-256,none",  # a server that asks for the password itself does not get it
            application_name="naober",
            options="-c search_path=pg_catalog -c lock_timeout=20s -c idle_in_transaction_session_timeout=60s",
            **({"sslrootcert": root} if root else {}),
            **_A_NETWORK_THAT_WENT,
        )


def new_password() -> str:
    """192 random bits."""
    return secrets.token_urlsafe(24)


def scram(db: Connection[tuple[object, ...]], password: str, login: str) -> str:
    """A password as the server keeps it, so that it never stands in the server's log."""
    return db.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()


def certificates_of(path: str) -> str:
    """The certificates in a file and nothing else of it: a key may stand beside them.

    Raises:
        WorldFault: ``central-unproven`` when there are none.
    """
    try:
        found = _CERTIFICATE.findall(Path(path).read_text(encoding="ascii", errors="replace"))
    except OSError:
        found = []
    if not found:
        raise WorldFault("central-unproven", file=path)
    return "\n".join(found) + "\n"


def certificate_file(text: str) -> str:
    """Path of a file with these certificates, for libpq, which reads nothing else; it goes when the program ends."""
    path = _folder() / f"{sha256(text.encode()).hexdigest()}.crt"
    if not path.exists():
        path.write_text(text, encoding="utf-8")
    return str(path)


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="naober-"))  # nobody else may look or write in it
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def is_address(url: str) -> bool:
    """True when it looks like a PostgreSQL address."""
    return url.partition("://")[0] in SCHEMES


def read_address(url: str) -> Address:
    """The parts of an address.

    Raises:
        RuleBroken: ``central-url-unreadable`` on ``url``; ``central-url-password`` when a password stands in it, for an
            address is shown and kept in the open; ``central-url-unsafe`` when it asks for less than a proven server.
    """
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError:
        raise RuleBroken("central-url-unreadable", "url") from None
    asked = dict(parse_qsl(parts.query))
    host = asked.get("host") or parts.hostname or ""
    database, login = unquote(parts.path.removeprefix("/")), unquote(parts.username or "")
    if parts.password is not None or "password" in asked:
        raise RuleBroken("central-url-password", "url")
    if asked.get("sslmode", "verify-full") not in _SAFE:
        raise RuleBroken("central-url-unsafe", "url")
    if not is_address(url) or not host or not database or "/" in database or asked.keys() - _KNOWN:
        raise RuleBroken("central-url-unreadable", "url")
    return Address(host, port or 5432, database, login, asked.get("sslrootcert", ""))
