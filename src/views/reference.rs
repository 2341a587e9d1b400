//! Views of the dated lists everybody works with: legal references, life domains, kinds of concern.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// One label in the four languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct LabelsView {
    /// Dutch.
    pub nl: String,
    /// French.
    pub fr: String,
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl LabelsView {
    /// Of labels in Dutch, French, German and English.
    #[must_use]
    pub fn of([nl, fr, de, en]: &[String; 4]) -> Self {
        Self {
            nl: nl.clone(),
            fr: fr.clone(),
            de: de.clone(),
            en: en.clone(),
        }
    }
}

/// A dated legal reference (R06).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DatedLegalReference)]
pub struct LegalReferenceView {
    /// Its id: the code and its first day.
    #[schema(example = "sw-458ter-2@2018-09-24")]
    pub id: String,
    /// The stable code.
    pub code: String,
    /// What to call it.
    pub labels: LabelsView,
    /// The article, where its number is known.
    pub article: Option<String>,
    /// The act, in English.
    pub act: String,
    /// The first day on which it counts.
    pub valid_from: NaiveDate,
    /// The last day on which it counts.
    pub valid_to: Option<NaiveDate>,
    /// Whether the provision was read in a public text, or confirmed by a lawyer.
    pub verified: bool,
    /// Whether it asks an invitee who declines for a reason (R16).
    pub decline_reason: bool,
    /// Whether something rests on it: then it stays as it is.
    pub used: bool,
}

/// A choice of a dated list.
#[derive(Debug, Serialize, ToSchema)]
pub struct TermView {
    /// The stable code.
    pub code: String,
    /// What to call it.
    pub labels: LabelsView,
    /// Where the choice comes from.
    pub source: String,
    /// The first day on which it is offered.
    pub valid_from: NaiveDate,
    /// The last day on which it is offered.
    pub valid_to: Option<NaiveDate>,
}

/// The mandate of a seat: its dated legal basis (R05).
#[derive(Debug, Serialize, ToSchema)]
pub struct MandateView {
    /// Its id.
    pub id: crate::domain::ids::MandateId,
    /// The seat.
    pub seat_id: crate::domain::ids::SeatId,
    /// The legal reference it rests on.
    pub legal_reference_id: String,
    /// Where the document is kept; not shown to auditor and data protection officer.
    pub document_reference: Option<String>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; it counts.
    pub valid_until: Option<NaiveDate>,
}
