//! Views of the access log.

use crate::domain::ids::{EventId, LivcId, ReviewId, SeatId};
use crate::domain::review::{ExportFormat, Finding};
use crate::domain::seat::Function;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// The access log of a LIVC R.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisterView {
    /// The LIVC R.
    pub livc_id: LivcId,
}

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
    /// The purpose stated, where one is asked for.
    pub purpose: Option<String>,
    /// The groups of fields touched, or what a search of the log was narrowed to.
    pub fields: Vec<String>,
    /// Whether somebody reviewed it.
    pub reviewed: bool,
}

/// Records, page by page, in the order of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogPageView {
    /// The records.
    pub items: Vec<LogRecordView>,
    /// Number after which the next page begins; null on the last one. A page may be shorter than asked for and still
    /// have a next one.
    pub next: Option<i64>,
}

/// Equal records of one day in Belgium.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogLineView {
    /// The day.
    pub day: NaiveDate,
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
    /// The first time that day; not told of what is done inside an item (R21).
    pub first_at: Option<DateTime<Utc>>,
    /// The last time that day; not told of what is done inside an item.
    pub last_at: Option<DateTime<Utc>>,
    /// How often that day; not told of what is done inside an item.
    pub number: Option<i64>,
}

/// The log day by day, equal records of a day as one line, in the order in which each began.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogLinesView {
    /// The lines.
    pub items: Vec<LogLineView>,
    /// Number after which the next page begins; null on the last one.
    pub next: Option<i64>,
}

/// Records of the log: each by itself, or merged by day as asked for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum RecordsView {
    /// Each by itself.
    Each(LogPageView),
    /// Merged by day.
    ByDay(LogLinesView),
}

/// Something worth a look, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorklistLineView {
    /// What drew attention.
    pub kind: &'static str,
    /// Why, in the language of the reader.
    pub why: &'static str,
    /// Who: an account.
    pub actor: Option<String>,
    /// In which seat.
    pub seat_id: Option<String>,
    /// In which function.
    pub function: Option<String>,
    /// Kind of object, where it is one.
    pub object_kind: Option<String>,
    /// Alias of the object, where it is one.
    pub object_alias: Option<String>,
    /// The first of these acts.
    pub first_at: DateTime<Utc>,
    /// The last.
    pub last_at: DateTime<Utc>,
    /// How many records.
    pub number: usize,
    /// The first of them, to look at and to review.
    pub records: Vec<String>,
    /// Whether all of those were reviewed.
    pub reviewed: bool,
}

/// Records nobody picked.
#[derive(Debug, Serialize, ToSchema)]
pub struct SampleView {
    /// The root hash of the newest checkpoint, from which the choice follows.
    pub seed: String,
    /// How many records that checkpoint signs.
    pub size: u64,
    /// The records.
    pub records: Vec<LogRecordView>,
}

/// What is worth a look, the weightiest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorklistView {
    /// From this instant.
    pub from: DateTime<Utc>,
    /// Before this instant.
    pub until: DateTime<Utc>,
    /// Whether all records of the period were looked at; otherwise only the newest were, and a shorter period shows the
    /// rest.
    pub complete: bool,
    /// The lines.
    pub items: Vec<WorklistLineView>,
    /// The sample, where one was asked for and a checkpoint was signed.
    pub sample: Option<SampleView>,
}

/// What came of looking at records of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewView {
    /// Its id.
    pub id: ReviewId,
    /// The seat of the reviewer.
    pub seat_id: SeatId,
    /// Her function.
    pub function: Function,
    /// What came of it.
    pub finding: Finding,
    /// What she has to say.
    pub note: Option<String>,
    /// How many records it is about.
    pub number: i64,
    /// The event ids of these records; null in a list.
    pub records: Option<Vec<EventId>>,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// A copy of records to take along.
#[derive(Debug, Serialize)]
pub struct ExportView {
    /// Its form.
    pub format: ExportFormat,
    /// Its bytes.
    pub body: String,
    /// How many records it holds.
    pub number: usize,
    /// Number after which the next copy begins; none when nothing is left.
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
    /// The rule that decided; empty where nothing was found.
    pub rule: String,
    /// What that rule says, in the language of the reader.
    pub sentence: Option<&'static str>,
    /// The request.
    pub request_id: Option<String>,
}

/// One's own acts, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnRecordsView {
    /// The acts.
    pub items: Vec<OwnRecordView>,
    /// Cursor of the next page; null on the last one. A page may be shorter than asked for and still have a next one.
    pub next: Option<String>,
}
