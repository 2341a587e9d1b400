//! Views of an agenda item, its invitations and its attendance.

use crate::domain::ids::{AttendanceId, CaseId, InvitationId, ItemId, MeetingId, OrganisationId, SeatId};
use crate::domain::meeting::{DeclineReason, InvitationState, ItemState};
use crate::domain::seat::Function;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// An agenda item. To an invitee who was not there only `id` and `dealt_with` are told (R20).
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemView {
    /// Its id.
    pub id: ItemId,
    /// Whether it is closed.
    pub dealt_with: bool,
    /// The meeting.
    pub meeting_id: Option<MeetingId>,
    /// Place on the agenda; for mayor, coordinator and secretary.
    pub position: Option<i32>,
    /// Its state.
    pub state: Option<ItemState>,
    /// Id of the case; for mayor, coordinator and secretary.
    pub case_id: Option<CaseId>,
    /// Code of the case; for mayor, coordinator and secretary (R48).
    pub case_code: Option<String>,
    /// When it was opened.
    pub opened_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// One's own part in it.
    pub own: Option<OwnPart>,
}

/// One's own part in an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnPart {
    /// Id of one's invitation.
    pub invitation_id: InvitationId,
    /// One's answer so far.
    pub invitation: InvitationState,
    /// When one acknowledged the secrecy of the consultation for this case.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// When one checked in.
    pub checked_in_at: Option<DateTime<Utc>>,
    /// When one checked out.
    pub checked_out_at: Option<DateTime<Utc>>,
    /// When the chair confirmed one's attendance.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// The line of an item on the agenda: what one may know before acknowledging the secrecy of the consultation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemLineView {
    /// Its id.
    pub id: ItemId,
    /// The meeting.
    pub meeting_id: MeetingId,
    /// Place on the agenda; for those who prepare and direct the meeting.
    pub position: Option<i32>,
    /// Its state.
    pub state: ItemState,
    /// Id of one's invitation.
    pub invitation_id: Option<InvitationId>,
    /// One's answer so far.
    pub invitation: Option<InvitationState>,
}

/// An invitation, for those who prepare and direct the meeting.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationView {
    /// Its id.
    pub id: InvitationId,
    /// The seat invited.
    pub seat_id: SeatId,
    /// Name of the person.
    pub name: String,
    /// Function.
    pub function: Function,
    /// Organisation.
    pub organisation_id: Option<OrganisationId>,
    /// What this function can contribute to the follow-up (R14).
    pub contribution_reason: String,
    /// Its state.
    pub state: InvitationState,
    /// Why it was declined; for mayor and coordinator (R16).
    pub decline_reason: Option<DeclineReason>,
}

/// Somebody's attendance at an item, for those at the table.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttendanceView {
    /// Its id.
    pub id: AttendanceId,
    /// The seat.
    pub seat_id: SeatId,
    /// Name of the person.
    pub name: String,
    /// Function.
    pub function: Function,
    /// Organisation.
    pub organisation_id: Option<OrganisationId>,
    /// When checked in.
    pub checked_in_at: DateTime<Utc>,
    /// When checked out.
    pub checked_out_at: Option<DateTime<Utc>>,
    /// When the chair confirmed it: from then on participation is effective (R18).
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Whether she signed the paper list that was entered afterwards: effective as well, and nothing more to read.
    pub on_paper: bool,
}
