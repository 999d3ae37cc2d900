"""A real PostgreSQL server for the tests: started on a free port with a folder of its own, or one that is given.

``NAOBER_POSTGRES`` may name a server instead, like ``postgresql://admin@localhost/postgres``, with its password in
``PGPASSWORD``; the login must be allowed to make databases and roles. ``NAOBER_POSTGRES_BY_NETWORK`` may name it once
more, as it is reached with a certificate.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypedDict

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from psycopg import sql

from desktop.sync.postgres.address import Address, read_address

_PASSWORD = "only-for-tests"
_SETTINGS = {
    "fsync": "off",  # what a test makes need not outlive a power cut
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "password_encryption": "scram-sha-256",
    "log_min_messages": "fatal",
}


class _Whom(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


_LEFT_IN = """
SELECT m.rolname FROM pg_auth_members AS a JOIN pg_roles AS g ON g.oid = a.roleid JOIN pg_roles AS m ON m.oid = a.member
WHERE g.rolname = %s
"""


@dataclass(frozen=True)
class Server:
    """A running server with a login that may do everything."""

    admin: Address
    """By its own socket, where nothing need be encrypted."""
    password: str
    by_network: Address | None = None
    """By the network, with the certificate of who signed for it; None for a server that was given."""

    def database(self, name: str) -> Address:
        """An empty database under this name; one that was there is thrown away, and who could come in there."""
        group = f"naober_members_{name}"
        with psycopg.connect(self.admin.conninfo(self.password), autocommit=True) as db:
            db.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            for (login,) in db.execute(_LEFT_IN, (group,)).fetchall():
                db.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(group), sql.Identifier(login)))
            db.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name)))
        return replace(self.admin, database=name)


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    given = os.environ.get("NAOBER_POSTGRES")
    if given:
        again = os.environ.get("NAOBER_POSTGRES_BY_NETWORK")
        password = os.environ.get("PGPASSWORD", "")
        yield Server(read_address(given), password, read_address(again) if again else None)
        return
    folder = Path(tempfile.mkdtemp(prefix="naober-pg-"))
    try:
        _make(folder)
        port = _free_port()
        settings = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
        own = ["-p", str(port), "-k", str(folder), "-clisten_addresses=localhost", "-cssl=on"]
        process = subprocess.Popen([_program("postgres"), "-D", str(folder / "data"), *own, *settings], **_as_whom())
        try:
            network = Address("localhost", port, "postgres", "admin", str(folder / "root.crt"))
            _wait(process, server := Server(Address(str(folder), port, "postgres", "admin"), _PASSWORD, network))
            yield server
        finally:
            # By SIGTERM it would wait for every session: also for one that a test which failed still holds.
            process.send_signal(signal.SIGINT)
            process.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make(folder: Path) -> None:
    secret = folder / "password"
    secret.write_text(_PASSWORD, encoding="utf-8")
    if os.getuid() == 0:
        user = pwd.getpwnam(_other_user())
        for path in (folder, secret):
            os.chown(path, user.pw_uid, user.pw_gid)
    asked = [
        "-D",
        str(folder / "data"),
        "-U",
        "admin",
        "--pwfile",
        str(secret),
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
        "-N",
    ]
    making = [_program("initdb"), *asked, "--locale", "C.UTF-8"]
    subprocess.run(making, check=True, capture_output=True, cwd=folder, **_as_whom())
    _sign(folder)


def _sign(folder: Path) -> None:
    """A certificate for localhost, signed by nobody but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begin = datetime.now(UTC) - timedelta(days=1)
    told = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    told = told.serial_number(1).not_valid_before(begin).not_valid_after(begin + timedelta(days=30))
    told = told.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    told = told.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signed = told.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "root.crt").write_bytes(signed)
    for file, text in (("server.crt", signed), ("server.key", secret)):
        path = folder / "data" / file
        path.write_bytes(text)
        path.chmod(0o600)
        if os.getuid() == 0:
            os.chown(path, *_owner_of(folder))


def _owner_of(folder: Path) -> tuple[int, int]:
    return folder.stat().st_uid, folder.stat().st_gid


def _as_whom() -> _Whom:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam(_other_user())
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _other_user() -> str:
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _program(name: str) -> str:
    """The newest there is; Debian keeps it out of the way."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return str(found[-1]) if found else shutil.which(name) or name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], server: Server) -> None:
    for _attempt in range(600):
        try:
            psycopg.connect(server.admin.conninfo(server.password), connect_timeout=2).close()
        except psycopg.OperationalError:
            if process.poll() is not None:
                raise
            subprocess.run(["sleep", "0.05"], check=True)
        else:
            return
    raise TimeoutError("the server did not come up")
