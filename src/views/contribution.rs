//! Views of a contribution and of its preview.

use crate::domain::contribution::{Form, OnwardUse, Regime};
use crate::domain::ids::{ContributionId, ItemId, OrganisationId, SeatId};
use crate::domain::seat::Function;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A contribution, to its author or to a reader the author chose.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContributionView {
    /// Its id.
    pub id: ContributionId,
    /// The item it was made in.
    pub item_id: ItemId,
    /// The seat of its author.
    pub author_seat_id: SeatId,
    /// Name of its author.
    pub author: String,
    /// Function of its author.
    pub author_function: Function,
    /// Organisation of its author.
    pub author_organisation_id: Option<OrganisationId>,
    /// Its secrecy regime.
    pub regime: Regime,
    /// Marker or text.
    pub form: Form,
    /// The text; none for a marker.
    pub text: Option<String>,
    /// What may be done with it outside the consultation (R49).
    pub onward_use: OnwardUse,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The seats that may read it; to its author only.
    pub audience: Option<Vec<SeatId>>,
    /// Whose screen this is, and on which day, so that a copy can be traced (R29); the log has the time.
    pub watermark: String,
}

/// Who would be able to read a contribution with this label and audience (R46).
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewView {
    /// Everybody who would be able to read it, besides its author.
    pub readers: Vec<PreviewedReader>,
    /// Those asked for who would not, and by which rule.
    pub not_readers: Vec<PreviewedReader>,
    /// Hash of this answer; storing asks for it, and refuses when the answer has changed.
    pub preview: String,
}

/// One person in a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PreviewedReader {
    /// The seat.
    pub seat_id: SeatId,
    /// Name of the person.
    pub name: String,
    /// Function.
    pub function: Function,
    /// Organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Name of the organisation.
    pub organisation: Option<String>,
    /// The rule that decides.
    #[schema(value_type = String, example = "R24")]
    pub rule: &'static str,
}
