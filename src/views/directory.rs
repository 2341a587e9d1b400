//! Views of the LIVC R and its directory: seats, organisations, accounts.

use crate::domain::contribution::Regime;
use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId};
use crate::domain::livc::{LivcState, SecretContent};
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::{ClearanceLevel, Function};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A LIVC R.
#[derive(Debug, Serialize, ToSchema)]
pub struct LivcView {
    /// Its id.
    pub id: LivcId,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: LivcState,
    /// Its territory.
    pub municipalities: Vec<MunicipalityView>,
    /// NIS code of the municipality whose mayor presides it (R01).
    pub presiding: Option<String>,
    /// Its protocol settings.
    pub protocol: ProtocolView,
}

/// A municipality of a LIVC R (R01).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MunicipalityView {
    /// NIS code.
    pub nis: String,
    /// Date of its mayor's decision.
    pub decided_on: NaiveDate,
    /// Reference of that decision.
    pub decision_reference: String,
    /// The day from which it is no longer part of it.
    pub left_on: Option<NaiveDate>,
}

/// The protocol settings of a LIVC R.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProtocolView {
    /// Whether professional-secrecy text may be kept (R25).
    pub persist_secret_content: SecretContent,
    /// Working days between convocation and meeting (R19).
    pub notice_days: i32,
}

/// A seat in the directory.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeatView {
    /// Its id.
    pub id: SeatId,
    /// The account of the person.
    pub account_id: AccountId,
    /// Name of the person; not shown to auditor and data protection officer.
    pub name: Option<String>,
    /// Function.
    pub function: Function,
    /// Organisation.
    pub organisation_id: Option<OrganisationId>,
    /// NIS code of a mayor's municipality.
    pub municipality: Option<String>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_until: Option<NaiveDate>,
    /// When it was ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Level of the clearance of a police seat (R03).
    pub clearance_level: Option<ClearanceLevel>,
    /// Last day of that clearance.
    pub clearance_expires_on: Option<NaiveDate>,
    /// The core seat it deputises for, within its dates (R02).
    pub deputises_for: Option<SeatId>,
}

/// An organisation in the directory.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationView {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// The regime of its people's contributions unless they choose otherwise (R22).
    pub default_regime: Regime,
}

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountView {
    /// Its id.
    pub id: AccountId,
    /// Its login.
    pub login: String,
    /// Name of the person.
    pub display_name: String,
}

/// A new account with the code by which its person activates it. The code is shown once.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewAccountView {
    /// The account.
    #[serde(flatten)]
    pub account: AccountView,
    /// The code to hand to the person.
    pub enrolment_code: String,
    /// Until when it can be used.
    pub enrolment_until: DateTime<Utc>,
}

/// A LIVC R in the operator's list.
#[derive(Debug, Serialize, ToSchema)]
pub struct LivcLine {
    /// Its id.
    pub id: LivcId,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: LivcState,
}
