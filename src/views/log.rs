//! Views of the access log.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A record, as the auditor sees it: who, when, which act, under which rule; never names, codes or content.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogRecordView {
    /// Its number in the log.
    pub seq: i64,
    /// Its event id.
    pub event_id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: an account, or a system actor.
    pub actor: Option<String>,
    /// In which seat.
    pub seat_id: Option<String>,
    /// In which function.
    pub function: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<String>,
    /// The act.
    pub act: String,
    /// Kind of object.
    pub object_kind: String,
    /// Alias of the object in this log.
    pub object_alias: Option<String>,
    /// Permit or refuse.
    pub decision: String,
    /// The rule that decided.
    pub rule: String,
    /// How it ended.
    pub outcome: String,
    /// How many objects were shown.
    pub disclosed: u64,
    /// Their aliases.
    pub disclosed_aliases: Vec<String>,
}

/// Records, page by page, in the order of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogPageView {
    /// The records.
    pub items: Vec<LogRecordView>,
    /// Number after which the next page begins; absent on the last one.
    pub next: Option<i64>,
}

/// A signed checkpoint of the log, as the text of a C2SP tlog-checkpoint.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckpointView {
    /// The signed note.
    pub checkpoint: String,
}

/// A proof that a record is in the log, as the text of a C2SP tlog-proof.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProofView {
    /// The record, byte for byte as it was hashed.
    pub record: String,
    /// The proof.
    pub proof: String,
}

/// One of one's own acts.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnRecordView {
    /// When.
    pub at: DateTime<Utc>,
    /// The act, precisely: what others see only as taking part is told to its author.
    pub act: String,
    /// Kind of object.
    pub object_kind: String,
    /// How it ended; an absent and a concealed object are the same.
    pub outcome: String,
    /// The rule that decided.
    pub rule: String,
    /// The request.
    pub request_id: Option<String>,
}

/// One's own acts, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnRecordsView {
    /// The acts.
    pub items: Vec<OwnRecordView>,
    /// Cursor of the next page; absent on the last one.
    pub next: Option<String>,
}
