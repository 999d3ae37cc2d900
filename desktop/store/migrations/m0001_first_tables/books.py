"""The store's own books: the journal, what sync remembers, drafts of forms, imports. None of these travel."""

TABLES = """
CREATE TABLE identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    store_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    region TEXT NOT NULL,
    colleague_id TEXT NOT NULL
) STRICT;
CREATE TABLE act_context (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    act_id TEXT NOT NULL,
    act TEXT NOT NULL,
    actor TEXT NOT NULL,
    device TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('local', 'sync', 'import')),
    made_at TEXT NOT NULL,
    stamp TEXT NOT NULL,
    schema_version INTEGER NOT NULL
) STRICT;
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    op_id TEXT NOT NULL UNIQUE,
    act_id TEXT NOT NULL,
    act TEXT NOT NULL,
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
    changes TEXT NOT NULL,
    base INTEGER NOT NULL,
    parent TEXT,
    actor TEXT NOT NULL,
    device TEXT NOT NULL,
    made_at TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('local', 'sync', 'import')),
    schema_version INTEGER NOT NULL,
    pushed INTEGER NOT NULL DEFAULT 0 CHECK (pushed BETWEEN 0 AND 3)
) STRICT;
CREATE INDEX ix_journal_act_id ON journal (act_id);
CREATE INDEX ix_journal_row ON journal (tbl, row_id, seq);
CREATE INDEX ix_journal_waiting ON journal (tbl, row_id, seq) WHERE pushed = 0;
CREATE TABLE undone (
    act_id TEXT PRIMARY KEY NOT NULL,
    by_act_id TEXT NOT NULL
) STRICT;
CREATE TABLE row_base (
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (tbl, row_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_state (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE conflict (
    id TEXT PRIMARY KEY NOT NULL,
    op_id TEXT NOT NULL,
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    field TEXT NOT NULL,
    kind TEXT NOT NULL,
    before TEXT NOT NULL,
    mine TEXT NOT NULL,
    theirs TEXT NOT NULL,
    theirs_by TEXT NOT NULL,
    theirs_at TEXT NOT NULL,
    theirs_seq INTEGER NOT NULL,
    noticed_at TEXT NOT NULL,
    resolution TEXT,
    resolved_by TEXT,
    resolved_at TEXT
) STRICT;
CREATE INDEX ix_conflict_row ON conflict (tbl, row_id);
CREATE TABLE refused (
    op_id TEXT PRIMARY KEY NOT NULL,
    act_id TEXT NOT NULL,
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    noticed_at TEXT NOT NULL,
    dismissed_at TEXT
) STRICT;
CREATE TABLE form_draft (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX ix_form_draft_subject ON form_draft (kind, subject_id);
CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE import_run (
    id TEXT PRIMARY KEY NOT NULL,
    source TEXT NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    actor TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    counts TEXT NOT NULL
) STRICT;
"""
