//! Views of how work stands: the overview of cases, what is overdue, and hand-overs (R37, R38, R53).

use super::action::ActionView;
use crate::domain::case_file::CaseState;
use crate::domain::ids::{CaseId, HandoverId, LivcId, PaperActId, SeatId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// How one case stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverviewLineView {
    /// Its id.
    pub case_id: CaseId,
    /// Its code.
    pub code: String,
    /// NIS code of its municipality.
    pub municipality: String,
    /// Its state.
    pub state: CaseState,
    /// Code of the kind of concern.
    pub category: Option<String>,
    /// When it is discussed next.
    pub next_meeting_at: Option<DateTime<Utc>>,
    /// Whether somebody looks after it as case manager today.
    pub has_manager: bool,
    /// Its agreed actions in numbers; not told to the secretary.
    pub actions: Option<ActionNumbersView>,
}

/// Agreed actions of one case in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ActionNumbersView {
    /// Proposed, not answered.
    pub proposed: i64,
    /// Accepted or running.
    pub open: i64,
    /// Of the open ones, past their day.
    pub overdue: i64,
}

/// What should have been done by now, or ends soon. Each list holds at most 200 lines.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueView {
    /// Actions past their day, in the status view.
    pub actions: Vec<ActionView>,
    /// Proposals nobody answered for fourteen days, in the status view.
    pub unanswered: Vec<ActionView>,
    /// Cases in follow-up without case manager.
    pub without_manager: Vec<CaseLineView>,
    /// Mandates, clearances and deputies that end within thirty days.
    pub ending: Vec<EndingView>,
    /// Paper acts that wait for somebody past their day (R54).
    pub paper_acts: Vec<LatePaperActView>,
}

/// A case by id and code.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseLineView {
    /// Its id.
    pub case_id: CaseId,
    /// Its code.
    pub code: String,
}

/// Something of a seat that ends soon.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndingView {
    /// What ends: `mandate`, `clearance`, `deputy_seat` or `deputy_manager`.
    #[schema(value_type = String, example = "mandate")]
    pub what: &'static str,
    /// Whose.
    pub seat_id: SeatId,
    /// The last day.
    pub ends_on: NaiveDate,
}

/// A paper act that waits for somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct LatePaperActView {
    /// Its id.
    pub id: PaperActId,
    /// What it waits for: `confirmation` or `ratification`.
    #[schema(value_type = String, example = "ratification")]
    pub waits_for: &'static str,
    /// By when that was due.
    pub due_on: NaiveDate,
}

/// A hand-over: who handed what to whom, in numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandoverView {
    /// Its id.
    pub id: HandoverId,
    /// The LIVC R.
    pub livc_id: LivcId,
    /// Who had the work.
    pub from_seat_id: SeatId,
    /// Who has it now.
    pub to_seat_id: SeatId,
    /// How many cases she manages or deputises for from now on.
    pub cases_moved: i32,
    /// How many agreed actions and proposals she took over.
    pub actions_moved: i32,
    /// The mayor's seat.
    pub handed_by: SeatId,
    /// When.
    pub handed_at: DateTime<Utc>,
}
