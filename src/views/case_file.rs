//! View of a case file.

use crate::domain::case_file::{CaseState, Purpose, TerritorialLink};
use crate::domain::ids::CaseId;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A case file, for mayor, coordinator and secretary: process only, pseudonymous.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseView {
    /// Its id.
    pub id: CaseId,
    /// Its random code.
    pub code: String,
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
}
