"""Which central store an address means: a shared SQLite file, or a PostgreSQL database."""

from __future__ import annotations

from dataclasses import replace

from desktop.models.faults import WorldFault
from desktop.security.team_code import team_key, tidy
from desktop.sync.audit_log import CentralLog
from desktop.sync.lock_probe import probe
from desktop.sync.open_lines import OpenLines
from desktop.sync.postgres.address import certificate_file, is_address, read_address
from desktop.sync.postgres.audit import PostgresLog
from desktop.sync.postgres.purging import write_tables_anew
from desktop.sync.postgres.store import PostgresStore
from desktop.sync.shared_audit import SharedLog
from desktop.sync.shared_file import SharedFile
from desktop.sync.shared_place import path_of, refuse_synced_folder, url_of

Central = SharedFile | PostgresStore


def central_at(url: str, secret: str, certificate: str = "", *, lines: OpenLines | None = None) -> Central:
    """The central store at an address; nothing is asked of it yet.

    Args:
        url: ``sqlite:///PATH`` or ``postgresql://LOGIN@HOST/DATABASE``.
        secret: The team code of a shared file, or the login's password.
        certificate: Of who signs for a database's server, as PEM; the one that the address names goes before it.
        lines: By which whoever waits for its answers can be let go.

    Raises:
        RuleBroken: ``central-url-unreadable``, ``central-url-password``, ``central-url-unsafe`` or
            ``team-code-unreadable``.
    """
    if is_address(url):
        address = read_address(url)
        if certificate and not address.certificate:
            address = replace(address, certificate=certificate_file(certificate))
        return PostgresStore(address, secret, lines=lines or OpenLines())
    return SharedFile(path_of(url), team_key(secret), lines=lines or OpenLines())


def log_of(central: Central) -> CentralLog:
    """The log of who looked, as it is kept there."""
    return PostgresLog(central) if isinstance(central, PostgresStore) else SharedLog(central)


def write_anew(central: Central) -> bool:
    """After rows were destroyed: has a database forget their bytes, where this login may; false where it may not.

    A shared file was written anew when they were.
    """
    return isinstance(central, SharedFile) or write_tables_anew(central.address, central.password)


def tidy_url(url: str) -> str:
    """The address as it is kept; the same place always gives the same text.

    Raises:
        RuleBroken: See `central_at`.
    """
    return read_address(url).url if is_address(url) else url_of(path_of(url))


def tidy_secret(url: str, secret: str) -> str:
    """The secret as it is kept: a team code without what was typed between its groups, a password as it is.

    Raises:
        RuleBroken: ``team-code-unreadable``.
    """
    return secret if is_address(url) else tidy(secret)


def try_place(url: str) -> None:
    """Looks whether a shared file may stand there; a database needs no such look.

    Raises:
        RuleBroken: See `central_at`.
        WorldFault: ``central-unreachable``, ``central-cloud-folder`` or ``central-locks-unreliable``.
    """
    if is_address(url):
        return
    path = path_of(url)
    if not path.parent.is_dir():
        raise WorldFault("central-unreachable", file=path.name)
    refuse_synced_folder(path)
    probe(path.parent)
