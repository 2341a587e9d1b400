-- The access log: what waits for a number, the numbered records with the columns auditors search by, the hashes of the
-- Merkle tree over them, and the signed checkpoints. A record is its bytes; every other column only repeats them.

-- No secondary index: this is the table every request waits for.
CREATE TABLE log_pending (
    id BIGSERIAL NOT NULL PRIMARY KEY,
    log_id TEXT NOT NULL,
    leaf BYTEA NOT NULL
);

CREATE TABLE log_records (
    log_id TEXT NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 0),
    event_id TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    actor_id TEXT,
    seat_id TEXT,
    function TEXT,
    organisation_id TEXT,
    act TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_alias TEXT,
    rule TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('permit', 'refuse')),
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'concealed', 'undone', 'replayed')),
    leaf BYTEA NOT NULL,
    PRIMARY KEY (log_id, seq)
);

CREATE UNIQUE INDEX log_records_event ON log_records (event_id);
CREATE INDEX log_records_own ON log_records (actor_id, event_id);
CREATE INDEX log_records_at ON log_records (log_id, at);
CREATE INDEX log_records_rule ON log_records (log_id, rule, seq);
CREATE INDEX log_records_outcome ON log_records (log_id, outcome, seq);
CREATE INDEX log_records_object ON log_records (log_id, object_alias, seq);

CREATE TABLE log_hashes (
    log_id TEXT NOT NULL,
    idx BIGINT NOT NULL CHECK (idx >= 0),
    hash BYTEA NOT NULL,
    PRIMARY KEY (log_id, idx)
);

CREATE TABLE log_trees (
    log_id TEXT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL CHECK (size >= 0),
    checkpoint_size BIGINT NOT NULL CHECK (checkpoint_size BETWEEN 0 AND size)
);

CREATE TABLE log_checkpoints (
    log_id TEXT NOT NULL,
    size BIGINT NOT NULL CHECK (size > 0),
    at TIMESTAMP NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (log_id, size)
);

-- Nothing that has a number is changed or removed.
CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the access log is append-only';
END;
$$;
CREATE TRIGGER log_records_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log_records
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
CREATE TRIGGER log_hashes_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log_hashes
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
CREATE TRIGGER log_checkpoints_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
