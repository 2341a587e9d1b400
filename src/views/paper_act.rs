//! View of an act signed on paper.

use crate::domain::ids::{PaperActId, SeatId};
use crate::domain::paper::{PaperKind, PaperState};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// An act signed on paper: what it is about, who entered and who confirmed it, and what is still to be done.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperActView {
    /// Its id.
    pub id: PaperActId,
    /// What was done on paper.
    pub kind: PaperKind,
    /// The case, meeting or item it is about.
    pub object_id: String,
    /// NIS code of the municipality whose mayor signed; for a list of attendance, of the case.
    pub municipality: String,
    /// Where the paper is kept: its reference, never the paper itself.
    pub document_reference: String,
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// The mayor's reason for listing; for mayor and coordinator.
    pub reason: Option<String>,
    /// The mayor's reason for short notice; for mayor and coordinator.
    pub urgency_reason: Option<String>,
    /// Who signed the list of attendance.
    pub seats: Option<Vec<SeatId>>,
    /// How far it is.
    pub state: PaperState,
    /// The seat of who entered it.
    pub entered_by: SeatId,
    /// When.
    pub entered_at: DateTime<Utc>,
    /// The last day on which somebody else can confirm it.
    pub confirm_by: NaiveDate,
    /// The seat of who confirmed it.
    pub confirmed_by: Option<SeatId>,
    /// When: from then on it has effect.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The day until which the mayor is to ratify it.
    pub ratify_by: Option<NaiveDate>,
    /// The seat of the mayor who ratified it.
    pub ratified_by: Option<SeatId>,
    /// When.
    pub ratified_at: Option<DateTime<Utc>>,
    /// Whether what is to be done next is late.
    pub overdue: bool,
}
