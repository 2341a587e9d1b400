//! View of a case file.

use crate::domain::case_file::{CaseState, Purpose, TerritorialLink};
use crate::domain::ids::CaseId;
use crate::views::action::ManagerView;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A case file: process only, pseudonymous; to its case manager without the code.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseView {
    /// Its id.
    pub id: CaseId,
    /// Its random code; for mayor, coordinator and secretary (R48).
    pub code: Option<String>,
    /// Its purpose.
    pub purpose: Purpose,
    /// NIS code of the municipality it belongs to.
    pub municipality: String,
    /// What ties the person to that municipality.
    pub territorial_link: TerritorialLink,
    /// Its state.
    pub state: CaseState,
    /// When the mayor put it on the list.
    pub listed_at: Option<DateTime<Utc>>,
    /// The version of the list it appeared in.
    pub list_version: Option<i64>,
    /// Code of the kind of concern.
    pub category: Option<String>,
    /// Since when it was followed before it was taken over (R56).
    pub followed_since: Option<NaiveDate>,
    /// When it was taken over.
    pub taken_over_at: Option<DateTime<Utc>>,
    /// The case manager, and deputies of today or later.
    pub managers: Vec<ManagerView>,
}
