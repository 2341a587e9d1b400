//! View of the replacement of an invitee for one item.

use crate::domain::ids::{InvitationId, ItemId, OrganisationId, ReplacementId, SeatId};
use crate::domain::meeting::ReplacementState;
use crate::domain::seat::Function;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A replacement, for whoever proposed it and whoever decides about it (R07).
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplacementView {
    /// Its id.
    pub id: ReplacementId,
    /// The item.
    pub item_id: ItemId,
    /// The invitation of the person who is to be replaced.
    pub invitation_id: InvitationId,
    /// The seat of that person.
    pub replaced_seat_id: SeatId,
    /// The seat of the person who is to come instead.
    pub seat_id: SeatId,
    /// Name of that person.
    pub name: String,
    /// Function of that person.
    pub function: Function,
    /// Organisation of that person.
    pub organisation_id: Option<OrganisationId>,
    /// Its state.
    pub state: ReplacementState,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// When the mayor decided.
    pub decided_at: Option<DateTime<Utc>>,
}
