//! The convocation as its invitee reads it: when, where, on which legal basis, with which rights; nothing about the person.

use crate::domain::ids::{ItemId, MeetingId};
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::Function;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// One's own convocation to an item (R15).
#[derive(Debug, Serialize, ToSchema)]
pub struct ConvocationView {
    /// The item.
    pub item_id: ItemId,
    /// The meeting.
    pub meeting_id: MeetingId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// When the invitation was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// The legal basis on which one takes part.
    pub legal_basis: Option<LegalBasisView>,
    /// The one purpose of the consultation.
    pub purpose: &'static str,
    /// The provision that purpose rests on.
    pub purpose_rests_on: Option<LegalBasisView>,
    /// How the consultation goes.
    pub modalities: Vec<&'static str>,
    /// Who is invited, by function.
    pub invited: Vec<InvitedFunction>,
    /// What one's function is asked to contribute.
    pub asked_of_you: String,
    /// One's rights.
    pub rights: Vec<&'static str>,
}

/// A legal basis in the reader's language.
#[derive(Debug, Serialize, ToSchema)]
pub struct LegalBasisView {
    /// Its id.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// The article, where its number is known.
    pub article: Option<String>,
    /// The act, in English.
    pub act: String,
    /// Whether the provision was read in a public text, or confirmed by a lawyer.
    pub verified: bool,
}

/// A function that is invited.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitedFunction {
    /// The function.
    pub function: Function,
    /// The kind of its organisation.
    pub organisation: Option<OrganisationKind>,
}
