-- Accounts, sessions, LIVC Rs, cases, meetings, items, attendance and contributions.
-- Ids are UUID text, instants UTC, enums TEXT with a CHECK. Texts people write stand in columns of bytes (BLOB/BYTEA),
-- so that sealing them later changes no column.

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    password_hash TEXT,
    totp_seed BLOB,
    totp_last_step BIGINT NOT NULL,
    enrolment_hash TEXT UNIQUE,
    enrolment_until TIMESTAMP,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE livcs (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'active')),
    persist_secret_content TEXT NOT NULL CHECK (persist_secret_content IN ('forbidden', 'author_opt_in')),
    notice_days INTEGER NOT NULL CHECK (notice_days BETWEEN 2 AND 30),
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE livc_municipalities (
    livc_id TEXT NOT NULL REFERENCES livcs (id),
    nis TEXT NOT NULL,
    decided_on DATE NOT NULL,
    decision_reference TEXT NOT NULL,
    PRIMARY KEY (livc_id, nis)
);

CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    livc_id TEXT NOT NULL REFERENCES livcs (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('municipality', 'police_zone', 'ocmw', 'clb', 'caw', 'cgg', 'youth_work', 'street_work', 'justice_house', 'vdab', 'school', 'opgroeien', 'sport_culture', 'expert')),
    default_regime TEXT NOT NULL CHECK (default_regime IN ('discretion', 'official_secrecy', 'police_information', 'investigation_secrecy', 'professional_secrecy')),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX organisations_of_livc ON organisations (livc_id, id);

CREATE TABLE seats (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    livc_id TEXT REFERENCES livcs (id),
    organisation_id TEXT REFERENCES organisations (id),
    function TEXT NOT NULL CHECK (function IN ('mayor', 'mayor_rep', 'police_chief', 'police_rep', 'prevention_official', 'secretary', 'social_actor', 'auditor', 'dpo', 'operator')),
    municipality TEXT,
    valid_from DATE NOT NULL,
    valid_until DATE,
    ended_at TIMESTAMP,
    clearance_level TEXT CHECK (clearance_level IN ('vertrouwelijk', 'geheim', 'zeer_geheim')),
    clearance_expires_on DATE,
    clearance_checked_by TEXT,
    clearance_checked_on DATE,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CHECK ((function = 'operator') = (livc_id IS NULL))
);
CREATE INDEX seats_of_livc ON seats (livc_id, id);
CREATE INDEX seats_of_account ON seats (account_id);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    account_version BIGINT NOT NULL,
    seat_id TEXT REFERENCES seats (id),
    strength TEXT NOT NULL,
    refresh_hash TEXT NOT NULL UNIQUE,
    refresh_until TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_of_account ON sessions (account_id);

CREATE TABLE spent_refresh_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id)
);

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    livc_id TEXT NOT NULL REFERENCES livcs (id),
    code TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('terrorism_prevention')),
    municipality TEXT NOT NULL,
    territorial_link TEXT NOT NULL CHECK (territorial_link IN ('residence', 'stay', 'school')),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'listed')),
    listed_at TIMESTAMP,
    listed_by TEXT REFERENCES seats (id),
    list_version BIGINT,
    listing_reason BLOB,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (livc_id, code)
);
CREATE INDEX cases_of_livc ON cases (livc_id, id);

CREATE TABLE meetings (
    id TEXT NOT NULL PRIMARY KEY,
    livc_id TEXT NOT NULL REFERENCES livcs (id),
    starts_at TIMESTAMP NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'convened', 'in_session', 'closed')),
    urgency_reason BLOB,
    convened_at TIMESTAMP,
    convened_by TEXT REFERENCES seats (id),
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX meetings_of_livc ON meetings (livc_id, id);

CREATE TABLE items (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meetings (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'convened', 'open', 'closed')),
    chair_seat_id TEXT REFERENCES seats (id),
    opened_at TIMESTAMP,
    closed_at TIMESTAMP,
    version BIGINT NOT NULL,
    UNIQUE (meeting_id, position),
    UNIQUE (meeting_id, case_id)
);

CREATE TABLE invitations (
    id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES items (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    contribution_reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('prepared', 'sent', 'accepted', 'declined')),
    sent_at TIMESTAMP,
    answered_at TIMESTAMP,
    decline_reason TEXT CHECK (decline_reason IN ('professional_judgement', 'nothing_to_contribute', 'conflict_of_interest', 'not_available')),
    version BIGINT NOT NULL,
    UNIQUE (item_id, seat_id)
);
CREATE INDEX invitations_of_seat ON invitations (seat_id, item_id);

CREATE TABLE acknowledgements (
    case_id TEXT NOT NULL REFERENCES cases (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    text_version TEXT NOT NULL,
    acknowledged_at TIMESTAMP NOT NULL,
    PRIMARY KEY (case_id, seat_id)
);

CREATE TABLE attendances (
    id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES items (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    checked_in_at TIMESTAMP NOT NULL,
    checked_out_at TIMESTAMP,
    confirmed_at TIMESTAMP,
    confirmed_by TEXT REFERENCES seats (id),
    version BIGINT NOT NULL,
    UNIQUE (item_id, seat_id)
);

CREATE TABLE contributions (
    id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES items (id),
    author_seat_id TEXT NOT NULL REFERENCES seats (id),
    regime TEXT NOT NULL CHECK (regime IN ('discretion', 'official_secrecy', 'police_information', 'investigation_secrecy', 'professional_secrecy')),
    form TEXT NOT NULL CHECK (form IN ('spoken', 'recorded')),
    onward_use TEXT NOT NULL CHECK (onward_use IN ('consultation_only', 'may_enter_plan', 'may_be_offered_for_sheet')),
    body BLOB,
    preview_hash TEXT,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CHECK ((form = 'recorded') = (body IS NOT NULL))
);
CREATE INDEX contributions_of_item ON contributions (item_id, id);

CREATE TABLE contribution_audience (
    contribution_id TEXT NOT NULL REFERENCES contributions (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    PRIMARY KEY (contribution_id, seat_id)
);
CREATE INDEX audience_of_seat ON contribution_audience (seat_id, contribution_id);

CREATE TABLE idempotency_keys (
    seat_id TEXT NOT NULL REFERENCES seats (id),
    key TEXT NOT NULL,
    route TEXT NOT NULL,
    body_mac TEXT NOT NULL,
    result_id TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (seat_id, key)
);

-- The precise act of taking part in an item, readable by its author alone (R41).
CREATE TABLE sealed_acts (
    event_id TEXT NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    act BLOB NOT NULL,
    salt BLOB NOT NULL
);
CREATE INDEX sealed_acts_of_account ON sealed_acts (account_id, event_id);
