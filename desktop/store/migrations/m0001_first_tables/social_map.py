"""The social map: places, providers, community services, contracts and observed waits."""

TABLES = """
CREATE TABLE place (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    municipality TEXT NOT NULL,
    postal_code4 TEXT NOT NULL,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL
) STRICT;

CREATE TABLE provider (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    url TEXT NOT NULL,
    address TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    municipalities TEXT NOT NULL,
    target_groups TEXT NOT NULL,
    minimum_age INTEGER,
    maximum_age INTEGER,
    status TEXT NOT NULL,
    checked_on TEXT,
    checked_by TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    agb_code TEXT NOT NULL,
    kvk_number TEXT NOT NULL,
    laws TEXT NOT NULL,
    specialisms TEXT NOT NULL,
    size TEXT NOT NULL,
    strategic_partner INTEGER NOT NULL
) STRICT;

CREATE TABLE organisation (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    other_name TEXT NOT NULL,
    description TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    url TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL
) STRICT;

CREATE TABLE community_service (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    url TEXT NOT NULL,
    address TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    municipalities TEXT NOT NULL,
    target_groups TEXT NOT NULL,
    minimum_age INTEGER,
    maximum_age INTEGER,
    status TEXT NOT NULL,
    checked_on TEXT,
    checked_by TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    themes TEXT NOT NULL,
    opening_hours TEXT NOT NULL,
    how_to_join TEXT NOT NULL,
    cost TEXT NOT NULL,
    free_of_charge INTEGER,
    light_check TEXT NOT NULL
) STRICT;
CREATE INDEX ix_community_service_organisation_id ON community_service (organisation_id);

CREATE TABLE location (
    id TEXT PRIMARY KEY NOT NULL,
    organisation_id TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    provider_id TEXT REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    service_id TEXT REFERENCES community_service (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    phone TEXT NOT NULL,
    url TEXT NOT NULL,
    source TEXT NOT NULL,
    source_id TEXT NOT NULL
) STRICT;
CREATE INDEX ix_location_organisation_id ON location (organisation_id);
CREATE INDEX ix_location_provider_id ON location (provider_id);
CREATE INDEX ix_location_service_id ON location (service_id);

CREATE TABLE contract (
    id TEXT PRIMARY KEY NOT NULL,
    provider_id TEXT NOT NULL REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    lot TEXT NOT NULL,
    level TEXT NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT,
    extension TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX ix_contract_provider_id ON contract (provider_id);

CREATE TABLE contracted_product (
    id TEXT PRIMARY KEY NOT NULL,
    contract_id TEXT NOT NULL REFERENCES contract (id) DEFERRABLE INITIALLY DEFERRED,
    provider_id TEXT NOT NULL REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    lot TEXT NOT NULL,
    segment TEXT NOT NULL,
    product TEXT NOT NULL,
    municipalities TEXT NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT,
    rate_cents INTEGER,
    rate_unit TEXT,
    intake_stop INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_contracted_product_contract_id ON contracted_product (contract_id);
CREATE INDEX ix_contracted_product_provider_id ON contracted_product (provider_id);

CREATE TABLE availability_report (
    id TEXT PRIMARY KEY NOT NULL,
    provider_id TEXT NOT NULL REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    product TEXT NOT NULL,
    expertise TEXT NOT NULL,
    location TEXT NOT NULL,
    target_group TEXT NOT NULL,
    municipality TEXT NOT NULL,
    intake_min REAL,
    intake_max REAL,
    intake_text TEXT NOT NULL,
    start_min REAL,
    start_max REAL,
    start_text TEXT NOT NULL,
    free_places INTEGER,
    waiting_count INTEGER,
    status TEXT NOT NULL,
    measured_on TEXT NOT NULL,
    source TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    note TEXT NOT NULL,
    corrects TEXT
) STRICT;
CREATE INDEX ix_availability_report_provider_id ON availability_report (provider_id);
"""
