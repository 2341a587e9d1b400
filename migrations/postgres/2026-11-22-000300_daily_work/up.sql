-- The daily work of a town: deputies, mandates with dated legal references, replacements, case managers, agreed actions,
-- hand-overs, paper acts, the opening inventory, receipts of contributions, and the auditor's reviews.
-- Texts people write, and identities, stand in columns of bytes, so that sealing them changes no column.

-- The states of the whole work flow, so that a later step of it needs no new column.
ALTER TABLE cases DROP CONSTRAINT cases_state_check;
ALTER TABLE cases ADD CONSTRAINT cases_state_check CHECK (state IN ('proposed', 'listed', 'blocked', 'checked', 'scheduled', 'in_follow_up', 'suspended', 'closing', 'closed', 'erased'));
ALTER TABLE meetings DROP CONSTRAINT meetings_state_check;
ALTER TABLE meetings ADD CONSTRAINT meetings_state_check CHECK (state IN ('draft', 'convened', 'in_session', 'closed', 'cancelled'));
ALTER TABLE items DROP CONSTRAINT items_state_check;
ALTER TABLE items ADD CONSTRAINT items_state_check CHECK (state IN ('draft', 'convened', 'open', 'closed', 'postponed', 'cancelled'));
ALTER TABLE invitations DROP CONSTRAINT invitations_state_check;
ALTER TABLE invitations ADD CONSTRAINT invitations_state_check CHECK (state IN ('prepared', 'sent', 'accepted', 'declined', 'replaced', 'revoked'));

-- R22: care providers outside a centre for mental health care have a secrecy of their own as well.
ALTER TABLE organisations DROP CONSTRAINT organisations_kind_check;
ALTER TABLE organisations ADD CONSTRAINT organisations_kind_check CHECK (kind IN ('municipality', 'police_zone', 'ocmw', 'clb', 'caw', 'cgg', 'health_care', 'youth_work', 'street_work', 'justice_house', 'vdab', 'school', 'opgroeien', 'sport_culture', 'expert'));

-- R01: who presides a LIVC R of several municipalities, and who left it.
ALTER TABLE livcs ADD COLUMN presiding TEXT;
UPDATE livcs SET presiding = (SELECT MIN(nis) FROM livc_municipalities WHERE livc_id = livcs.id)
    WHERE (SELECT COUNT(*) FROM livc_municipalities WHERE livc_id = livcs.id) = 1;
ALTER TABLE livc_municipalities ADD COLUMN left_on DATE;

-- R01, R04: each mayor convenes the items of her own municipality.
ALTER TABLE items ADD COLUMN convened_at TIMESTAMP;
ALTER TABLE items ADD COLUMN convened_by TEXT REFERENCES seats (id);
ALTER TABLE items ADD COLUMN urgency_reason BYTEA;
UPDATE items SET convened_at = (SELECT convened_at FROM meetings WHERE id = items.meeting_id),
    convened_by = (SELECT convened_by FROM meetings WHERE id = items.meeting_id),
    urgency_reason = (SELECT urgency_reason FROM meetings WHERE id = items.meeting_id)
    WHERE state <> 'draft';

-- R02: a dated deputy of a core seat.
ALTER TABLE seats ADD COLUMN deputises_for TEXT REFERENCES seats (id);

-- R05, R06: legal references are rows with their days; an identifier is the code and its first day.
CREATE TABLE legal_references (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    label_nl TEXT NOT NULL,
    label_fr TEXT NOT NULL,
    label_de TEXT NOT NULL,
    label_en TEXT NOT NULL,
    article TEXT,
    act TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    verified BOOLEAN NOT NULL,
    decline_reason BOOLEAN NOT NULL,
    used_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    UNIQUE (code, valid_from)
);

CREATE TABLE mandates (
    id TEXT NOT NULL PRIMARY KEY,
    seat_id TEXT NOT NULL REFERENCES seats (id),
    legal_reference_id TEXT NOT NULL REFERENCES legal_references (id),
    document_reference TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    given_by TEXT NOT NULL REFERENCES seats (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX mandates_of_seat ON mandates (seat_id, valid_from);

ALTER TABLE invitations ADD COLUMN legal_reference_id TEXT REFERENCES legal_references (id);
ALTER TABLE acknowledgements ADD COLUMN legal_reference_id TEXT REFERENCES legal_references (id);

-- R07: somebody comes instead of an invitee, for one item, once the mayor approves.
CREATE TABLE replacements (
    id TEXT NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES items (id),
    invitation_id TEXT NOT NULL REFERENCES invitations (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    proposed_by TEXT NOT NULL REFERENCES seats (id),
    proposed_at TIMESTAMP NOT NULL,
    decided_by TEXT REFERENCES seats (id),
    decided_at TIMESTAMP,
    version BIGINT NOT NULL
);
CREATE INDEX replacements_of_item ON replacements (item_id, id);
CREATE UNIQUE INDEX one_replacement ON replacements (invitation_id) WHERE state IN ('proposed', 'approved');

-- Cases: what they are about, and what was taken over from before (R56).
ALTER TABLE cases ADD COLUMN category TEXT;
ALTER TABLE cases ADD COLUMN followed_since DATE;
ALTER TABLE cases ADD COLUMN taken_over_at TIMESTAMP;
ALTER TABLE cases ADD COLUMN check_reference BYTEA;
ALTER TABLE cases ADD COLUMN checked_on DATE;

-- R38: one case manager, who may have a dated deputy.
CREATE TABLE case_managers (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    role TEXT NOT NULL CHECK (role IN ('manager', 'deputy')),
    valid_from DATE NOT NULL,
    valid_until DATE,
    ended_at TIMESTAMP,
    appointed_by TEXT NOT NULL REFERENCES seats (id),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX case_managers_of_case ON case_managers (case_id, role);
CREATE INDEX case_managers_of_seat ON case_managers (seat_id, case_id);

-- R34, R37: agreed actions. Parties are the persons of the responsible organisation who may read and accept.
CREATE TABLE actions (
    id TEXT NOT NULL PRIMARY KEY,
    livc_id TEXT NOT NULL REFERENCES livcs (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    item_id TEXT REFERENCES items (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    holder_seat_id TEXT REFERENCES seats (id),
    proposed_by TEXT NOT NULL REFERENCES seats (id),
    life_domain TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('guidance', 'conversation', 'referral', 'training_or_work', 'family_support', 'measure', 'other')),
    text BYTEA NOT NULL,
    due_on DATE NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'declined', 'running', 'done', 'not_done', 'not_possible', 'cancelled')),
    police_held BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX actions_of_case ON actions (case_id, id);
CREATE INDEX actions_of_item ON actions (item_id, id);
CREATE INDEX actions_of_holder ON actions (holder_seat_id, state, due_on);
CREATE INDEX actions_due ON actions (livc_id, state, due_on);

CREATE TABLE action_parties (
    action_id TEXT NOT NULL REFERENCES actions (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    since TIMESTAMP NOT NULL,
    until TIMESTAMP,
    PRIMARY KEY (action_id, seat_id)
);
CREATE INDEX parties_of_seat ON action_parties (seat_id, action_id);

CREATE TABLE action_approvals (
    action_id TEXT NOT NULL REFERENCES actions (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    approved_at TIMESTAMP NOT NULL,
    PRIMARY KEY (action_id, seat_id)
);

CREATE TABLE action_progress (
    id TEXT NOT NULL PRIMARY KEY,
    action_id TEXT NOT NULL REFERENCES actions (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    state TEXT NOT NULL CHECK (state IN ('accepted', 'declined', 'running', 'done', 'not_done', 'not_possible', 'cancelled')),
    note BYTEA,
    at TIMESTAMP NOT NULL
);
CREATE INDEX progress_of_action ON action_progress (action_id, id);

-- R53: who handed work to whom, and from which day.
CREATE TABLE handovers (
    id TEXT NOT NULL PRIMARY KEY,
    livc_id TEXT NOT NULL REFERENCES livcs (id),
    from_seat_id TEXT NOT NULL REFERENCES seats (id),
    to_seat_id TEXT NOT NULL REFERENCES seats (id),
    cases_moved INTEGER NOT NULL,
    actions_moved INTEGER NOT NULL,
    handed_by TEXT NOT NULL REFERENCES seats (id),
    handed_at TIMESTAMP NOT NULL
);
CREATE INDEX handovers_of_livc ON handovers (livc_id, id);

-- R54: acts signed on paper, entered by one person and confirmed by another. The municipality is that of the mayor who
-- signed; for a list of attendance, that of the case.
CREATE TABLE paper_acts (
    id TEXT NOT NULL PRIMARY KEY,
    livc_id TEXT NOT NULL REFERENCES livcs (id),
    kind TEXT NOT NULL CHECK (kind IN ('listing', 'convocation', 'attendance', 'prior_check', 'closure')),
    object_id TEXT NOT NULL,
    municipality TEXT NOT NULL,
    document_reference TEXT NOT NULL,
    signed_on DATE NOT NULL,
    details BYTEA,
    state TEXT NOT NULL CHECK (state IN ('entered', 'confirmed', 'ratified', 'withdrawn')),
    entered_by TEXT NOT NULL REFERENCES seats (id),
    entered_at TIMESTAMP NOT NULL,
    confirm_by DATE NOT NULL,
    confirmed_by TEXT REFERENCES seats (id),
    confirmed_at TIMESTAMP,
    ratify_by DATE,
    ratified_by TEXT REFERENCES seats (id),
    ratified_at TIMESTAMP,
    version BIGINT NOT NULL
);
CREATE INDEX paper_acts_of_livc ON paper_acts (livc_id, state, id);

ALTER TABLE attendances ADD COLUMN paper_act_id TEXT REFERENCES paper_acts (id);

-- R56: once in the life of a LIVC R. What was handed in is sealed, and gone once it is taken over. What stays
-- is which line became which case.
CREATE TABLE opening_inventories (
    livc_id TEXT NOT NULL PRIMARY KEY REFERENCES livcs (id),
    state TEXT NOT NULL CHECK (state IN ('entered', 'taken_over')),
    content BYTEA,
    content_hash TEXT NOT NULL,
    cases INTEGER NOT NULL,
    actions INTEGER NOT NULL,
    lines TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES seats (id),
    entered_at TIMESTAMP NOT NULL,
    confirmed_by TEXT REFERENCES seats (id),
    confirmed_at TIMESTAMP,
    version BIGINT NOT NULL
);

-- R35: the identity vault. Nothing joins it with a name.
CREATE TABLE identities (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE REFERENCES cases (id),
    sealed BYTEA NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- R51: who read a contribution, once for each reader and day, with the time of the first reading of that day.
CREATE TABLE contribution_receipts (
    contribution_id TEXT NOT NULL REFERENCES contributions (id),
    seat_id TEXT NOT NULL REFERENCES seats (id),
    day DATE NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (contribution_id, seat_id, day)
);

-- R41: what the auditor reviewed, and what came of it.
CREATE TABLE log_reviews (
    id TEXT NOT NULL PRIMARY KEY,
    livc_id TEXT NOT NULL REFERENCES livcs (id),
    reviewer_seat_id TEXT NOT NULL REFERENCES seats (id),
    finding TEXT NOT NULL CHECK (finding IN ('in_order', 'explained', 'question_open', 'breach')),
    note BYTEA,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX log_reviews_of_livc ON log_reviews (livc_id, id);

CREATE TABLE log_review_records (
    review_id TEXT NOT NULL REFERENCES log_reviews (id),
    event_id TEXT NOT NULL,
    PRIMARY KEY (review_id, event_id)
);
CREATE INDEX reviews_of_event ON log_review_records (event_id, review_id);

-- Every filter of the auditor finds its records by an index; those of one person, one object or a period by the time as
-- well, so that a day of them is read as such.
DROP INDEX log_records_at;
DROP INDEX log_records_object;
CREATE INDEX log_records_at ON log_records (log_id, at, seq);
CREATE INDEX log_records_object ON log_records (log_id, object_alias, at, seq);
CREATE INDEX log_records_actor ON log_records (log_id, actor_id, at, seq);
CREATE INDEX log_records_act ON log_records (log_id, act, seq);
CREATE INDEX log_records_seat ON log_records (log_id, seat_id, seq);
CREATE INDEX log_records_function ON log_records (log_id, function, seq);
CREATE INDEX log_records_organisation ON log_records (log_id, organisation_id, seq);
CREATE INDEX log_records_kind ON log_records (log_id, object_kind, seq);

-- A review stands as it was written; another may follow.
CREATE TRIGGER log_reviews_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log_reviews
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
CREATE TRIGGER log_review_records_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log_review_records
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
