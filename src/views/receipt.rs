//! Receipts, as the author of a contribution sees them.

use crate::domain::ids::{OrganisationId, SeatId};
use crate::domain::seat::Function;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody read a contribution on a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Receipt)]
pub struct ReceiptView {
    /// The seat of the reader.
    pub seat_id: SeatId,
    /// Her name.
    pub reader: String,
    /// Her function.
    pub function: Function,
    /// Her organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Its name.
    pub organisation: Option<String>,
    /// The day, in Belgium.
    pub day: NaiveDate,
    /// When she read it first that day.
    pub first_read_at: DateTime<Utc>,
}
