-- Up to where lines of the log were let go, because they were past their term. Books of before it had none.

CREATE TABLE IF NOT EXISTS naober.audit_release (
    chain text NOT NULL,
    number bigint NOT NULL,      -- of the last line that went; its signed head stays
    hash text NOT NULL,          -- the next line follows on it
    before timestamptz NOT NULL, -- lines from here on are kept
    years int NOT NULL,
    released_at timestamptz NOT NULL DEFAULT now(),
    released_by text NOT NULL,
    PRIMARY KEY (chain, number)
);
