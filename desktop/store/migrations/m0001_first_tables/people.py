"""Colleagues, households, residents and who is near them."""

TABLES = """
CREATE TABLE colleague (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    municipality TEXT NOT NULL,
    team TEXT NOT NULL,
    active INTEGER NOT NULL
) STRICT;

CREATE TABLE household (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    director TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE resident (
    id TEXT PRIMARY KEY NOT NULL,
    bsn TEXT NOT NULL,
    first_names TEXT NOT NULL,
    initials TEXT NOT NULL,
    prefix TEXT NOT NULL,
    last_name TEXT NOT NULL,
    birth_date TEXT,
    gender TEXT NOT NULL,
    address TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    place TEXT NOT NULL,
    municipality TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    household_id TEXT REFERENCES household (id) DEFERRABLE INITIALLY DEFERRED,
    consultant TEXT NOT NULL
) STRICT;
CREATE INDEX ix_resident_consultant ON resident (consultant);
CREATE INDEX ix_resident_household_id ON resident (household_id);

CREATE TABLE network_member (
    id TEXT PRIMARY KEY NOT NULL,
    resident_id TEXT NOT NULL REFERENCES resident (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    relation TEXT NOT NULL,
    helps_with TEXT NOT NULL,
    informal_carer INTEGER NOT NULL,
    overburdened INTEGER NOT NULL,
    phone TEXT NOT NULL
) STRICT;
CREATE INDEX ix_network_member_resident_id ON network_member (resident_id);
"""
