"""What is looked at in a central store, what it means when that is not in order, and what to do then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.language import N_, _
from desktop.models.record_labels import RECORDS, record_name
from desktop.sync.postgres.checking import Wrong
from desktop.sync.postgres.purging import ANEW

_UPGRADE = N_("Choose “Bring up to this version”, or run “naober central check --upgrade”.")
_UPGRADE_OR_ASK = N_(
    "Choose “Bring up to this version”, or run “naober central check --upgrade”. Does it stay? Then someone changed "
    "the database. Find out who, and put back a copy."
)
_ASK_WHO = N_(
    "Someone changed this in the database beside Naober. Find out who and why, and have whoever manages the database "
    "take it back."
)


@dataclass(frozen=True)
class Meaning:
    """Texts of the catalogue, in English."""

    title: str
    """What is looked at, said as it should be."""
    wrong: str = ""
    """What it means when it is not."""
    advice: str = ""
    """Who must do what then."""


MEANINGS: Mapping[str, Meaning] = {
    "server": Meaning(
        N_("The server is new enough and keeps nothing of the work in its log"),
        N_("The server is too old, or it keeps what colleagues write in a log that others can read."),
        N_(
            "Ask whoever manages the server for PostgreSQL 14 or later, with log_statement = none, "
            "log_min_duration_statement = -1, log_parameter_max_length_on_error = 0, max_prepared_transactions = 0 and "
            "row_security = on."
        ),
    ),
    "tls": Meaning(
        N_("What is said to the server is encrypted"),
        N_("What laptops say to the server can be read on the way."),
        N_("Ask whoever manages the server to set ssl = on, with a certificate in the name of the server."),
    ),
    "format": Meaning(
        N_("The tables are of this version"),
        N_("The tables are not as this version of Naober makes them."),
        _UPGRADE_OR_ASK,
    ),
    "schema": Meaning(
        N_("The kinds of records are of this version"),
        N_("The database was made by another version of Naober."),
        N_("Is the database older? Choose “Bring up to this version”. Is it newer? Then update this laptop."),
    ),
    "roles": Meaning(
        N_("Nobody can log in as the owner"),
        N_("The owner of the tables can log in, or may do more than it should. Who can, gets round every rule."),
        N_("Ask whoever manages the database to run ALTER ROLE … NOLOGIN NOSUPERUSER for the roles named here."),
    ),
    "members": Meaning(
        N_("Colleagues have a login of their own and no more rights than that"),
        N_("A login of the team has too many rights, or has rights and is no member."),
        N_("Withdraw the access of the logins named here, and invite the colleague anew."),
    ),
    "security": Meaning(
        N_("Every table shows each colleague only what is theirs"),
        N_("A table may show a colleague what is not theirs."),
        _UPGRADE_OR_ASK,
    ),
    "rights": Meaning(
        N_("Nobody may do more than a laptop needs"),
        N_("Someone may do more in the database than Naober asks for."),
        _ASK_WHO,
    ),
    "functions": Meaning(
        N_("The functions are those of this program"),
        N_("A function in the database is not the one of this version, or does not guard any more."),
        _UPGRADE_OR_ASK,
    ),
    "kinds": Meaning(
        N_("Whose each kind of record is, and who may write it, is as in this program"),
        N_("The database has other rules than this version for who may read or write."),
        _UPGRADE,
    ),
    "sums": Meaning(
        N_("The sums by which laptops compare are right"),
        N_("The counts in the database do not fit its records. Laptops fetch the same again and again."),
        N_("Make a copy first. Then let everyone synchronise; does it stay, put back a copy from before."),
    ),
    "pen": Meaning(
        N_("Nobody has been writing for longer than five minutes"),
        N_("A laptop has been busy for longer than five minutes. The others wait for it."),
        N_("Ask the colleague named here to stop the sync. Does it stay, have the connection ended at the server."),
    ),
    "bytes": Meaning(
        N_("No bytes of destroyed dossiers are left in the files of the database"),
        N_("Since the last destruction these tables were not written anew. Their files still hold bytes of what went."),
        N_("Choose “Write the tables anew”, or have whoever manages the database run: {command};"),
    ),
    "place": Meaning(
        N_("The file stands where two computers cannot write at the same time"),
        N_("The folder is not fit for the file of the team."),
        N_("Put the file on a network drive, and have everyone join it there."),
    ),
    "pages": Meaning(
        N_("Every page of the file is whole, and its sums are right"),
        N_("The file of the team is damaged."),
        N_("Keep the damaged file, and put back the last copy with “naober central restore”."),
    ),
    "laptop": Meaning(
        N_("This laptop has what the file has"),
        N_("Some tables were not as the central store had them. They were fetched again."),
        N_("Look once more. Does it come back, ask for help: nothing is lost."),
    ),
}
"""By name of the look. The first twelve and ``bytes`` are of a database, the last three of a shared file."""


def advice_text(name: str) -> str:
    """What to do, in the language in force."""
    return _(MEANINGS[name].advice, command=ANEW)


_WRONG: Mapping[str, str] = {
    "no-tls": N_("nothing is encrypted"),
    "version": N_("the database has {first}, this program {second}"),
    "server-version": N_("PostgreSQL {first}"),
    "owner": N_("{first} has another owner"),
    "granted": N_("someone has {first} on {second}"),
    "public": N_("everyone has {first} on {second}"),
    "large-objects": N_("{first} keeps large objects"),
}
"""What was found, by `desktop.sync.postgres.checking.Wrong.what`; rights and tables as whoever manages a server knows
them."""

_OF_RECORDS = frozenset({"kinds", "sums", "laptop"})
"""Looks that name kinds of records."""


def detail_text(name: str, found: Iterable[str | Wrong]) -> str:
    """What a look found, in the language in force."""
    return "; ".join(_in_words(name, one) for one in found)


def _in_words(name: str, one: str | Wrong) -> str:
    if isinstance(one, Wrong):
        return _(_WRONG[one.what], **dict(zip(("first", "second"), one.values, strict=False)))
    return record_name(one) if name in _OF_RECORDS and one in RECORDS else one
