//! Views of the opening inventory: numbers and lines, never what stood on them.

use crate::domain::ids::{CaseId, LivcId, SeatId};
use crate::domain::inventory::{InventoryState, LineEntry};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// How far the opening inventory of a LIVC R is.
#[derive(Debug, Serialize, ToSchema)]
pub struct InventoryView {
    /// The LIVC R.
    pub livc_id: LivcId,
    /// Its state.
    pub state: InventoryState,
    /// Number of cases.
    pub cases: i32,
    /// Number of open actions.
    pub actions: i32,
    /// The seat of who handed it in.
    pub entered_by: Option<SeatId>,
    /// When.
    pub entered_at: Option<DateTime<Utc>>,
    /// A keyed hash of what was handed in: another file has another one.
    pub fingerprint: Option<String>,
    /// The seat of the second person.
    pub confirmed_by: Option<SeatId>,
    /// When it was taken over.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The report, line by line.
    pub lines: Vec<InventoryLineView>,
}

/// One line of the report.
#[derive(Debug, Serialize, ToSchema)]
pub struct InventoryLineView {
    /// The line of the file; the header is line 1.
    pub line: u64,
    /// What it adds.
    pub entry: LineEntry,
    /// Which case of the file, counted from 1.
    pub case_number: usize,
    /// The case it became, once taken over.
    pub case_id: Option<CaseId>,
    /// The random code of that case.
    pub case_code: Option<String>,
}

/// What a check found: all lines are in order.
#[derive(Debug, Serialize, ToSchema)]
pub struct InventoryCheckView {
    /// Number of lines without the header.
    pub lines: usize,
    /// Number of cases.
    pub cases: usize,
    /// Number of open actions.
    pub actions: usize,
}
