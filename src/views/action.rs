//! Views of agreed actions: the text for those who carry them out, how far they are for the others (R37).

use crate::domain::action::{ActionKind, ActionState, ManagerRole};
use crate::domain::ids::{ActionId, CaseId, InvitationId, ItemId, MeetingId, OrganisationId, SeatId};
use crate::domain::meeting::{InvitationState, ItemState};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// An agreed action. To the active circle of the case only life domain, organisation, deadline and state are told.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionView {
    /// Its id.
    pub id: ActionId,
    /// The case, by its opaque id; not told to police.
    pub case_id: Option<CaseId>,
    /// Code of its life domain.
    #[schema(example = "social_context")]
    pub life_domain: String,
    /// The responsible organisation.
    pub organisation_id: OrganisationId,
    /// Name of that organisation.
    pub organisation: String,
    /// By when.
    pub due_on: NaiveDate,
    /// Its state.
    pub state: ActionState,
    /// Its kind; with the text.
    pub kind: Option<ActionKind>,
    /// What is to be done.
    pub text: Option<String>,
    /// The seat that holds it; with the text.
    pub holder_seat_id: Option<SeatId>,
    /// What became of it so far; with the text.
    pub progress: Option<Vec<ProgressView>>,
    /// When one approved it for the police oneself; nobody else is told (R34).
    pub own_approval_at: Option<DateTime<Utc>>,
    /// Whether one proposed it oneself; nobody else is told.
    pub own_proposal: bool,
}

/// A step in the course of an action.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProgressView {
    /// The state from then on.
    pub state: ActionState,
    /// The note of the holder, if she wrote one.
    pub note: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// The plan of a case: its agreed actions by life domain.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanView {
    /// The case, by its opaque id.
    pub case_id: CaseId,
    /// Who looks after the case, deputies included.
    pub managers: Vec<ManagerView>,
    /// The life domains in which something was agreed.
    pub life_domains: Vec<PlanDomainView>,
}

/// The part of a plan in one life domain.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanDomainView {
    /// Code of the life domain.
    pub life_domain: String,
    /// Its actions, each as far as one may see it.
    pub actions: Vec<ActionView>,
}

/// A case manager, or her deputy.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ManagerView {
    /// Which of the two.
    pub role: ManagerRole,
    /// The seat.
    pub seat_id: SeatId,
    /// Name of the person.
    pub name: String,
    /// Organisation.
    pub organisation_id: Option<OrganisationId>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; a case manager has none.
    pub valid_until: Option<NaiveDate>,
}

/// What one is invited to. Nothing in it tells what an item is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaView {
    /// The items, soonest first.
    pub items: Vec<AgendaLineView>,
}

/// An item one is invited to.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaLineView {
    /// The item.
    pub item_id: ItemId,
    /// The meeting.
    pub meeting_id: MeetingId,
    /// When the meeting begins.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// State of the item.
    pub state: ItemState,
    /// One's invitation.
    pub invitation_id: InvitationId,
    /// One's answer so far.
    pub invitation: InvitationState,
    /// What is asked of one now: `answer`, `acknowledge`, `check_in`; nothing when all is done.
    #[schema(value_type = Vec<String>)]
    pub asked: Vec<&'static str>,
}

/// The actions one holds, or was asked to take upon oneself.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnActionsView {
    /// Soonest first.
    pub items: Vec<ActionView>,
    /// Whether there are more than are shown.
    pub more: bool,
}
