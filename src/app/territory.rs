//! The territory of a common LIVC R: a municipality joins by its mayor's decision, and leaves (R01).

use super::directory::is_municipality;
use super::{field, once};
use crate::access::{Action, Context, Disclosed, Gate, Outcome, Refused};
use crate::clock::today_in_brussels;
use crate::domain::ids::LivcId;
use crate::domain::livc::municipality::NisCode;
use crate::policy::livc::LivcAct;
use crate::policy::{Denial, Rule};
use crate::store::livcs::{Livc, LivcRef};
use crate::store::territory;
use crate::views::directory::{LivcView, MunicipalityView};
use chrono::{Datelike, NaiveDate};

/// Lets another municipality join.
pub struct JoinMunicipality;
impl Action for JoinMunicipality {
    type Target = Livc;
    type Outcome = Livc;
    const ACT: LivcAct = LivcAct::AddMunicipality;
}

/// Ends the part of a municipality.
pub struct EndMunicipality;
impl Action for EndMunicipality {
    type Target = Livc;
    type Outcome = Livc;
    const ACT: LivcAct = LivcAct::EndMunicipality;
}

type Seen = Disclosed<Outcome<LivcView>>;

/// Lets another municipality join, by the decision of its mayor.
///
/// # Errors
/// [`Refused`]; 422 R01 for an unknown NIS code, one that is or was part already, or a decision still to come.
pub async fn join(gate: &Gate, ctx: &Context, livc: LivcId, municipality: MunicipalityView) -> Result<Seen, Refused> {
    gate.act::<JoinMunicipality>(ctx, LivcRef::Id(livc), move |tx, livc, permit| {
        if !is_municipality(&municipality.nis) {
            return Err(field(Rule::R01, "/nis", "not the NIS code of a municipality"));
        }
        if livc.municipalities.iter().any(|known| known.nis == municipality.nis) {
            return Err(field(Rule::R01, "/nis", "is or was part of this LIVC R already"));
        }
        let sound = municipality.decided_on.year() >= 2000;
        if !sound || municipality.decided_on > today_in_brussels(permit.at()) {
            return Err(field(Rule::R01, "/decided_on", "a day since 2000 that is not to come"));
        }
        once(territory::join(tx, &permit, &livc.id, &municipality))?;
        Ok(LivcRef::Id(livc.id))
    })
    .await
}

/// Ends the part of a municipality: from that day on it brings no new case. Its cases go on with its own mayor.
///
/// # Errors
/// [`Refused`]; 409 R01 for the municipality that presides or one that left, 422 R01 for a day that has passed.
pub async fn leave(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    nis: NisCode,
    left_on: NaiveDate,
) -> Result<Seen, Refused> {
    gate.act::<EndMunicipality>(ctx, LivcRef::Id(livc), move |tx, livc, permit| {
        let nis = nis.to_string();
        let known = livc.municipalities.iter().find(|known| known.nis == nis);
        let known = known.ok_or(Refused::Concealed)?;
        if known.left_on.is_some() || livc.presiding.as_deref().is_none_or(|presiding| presiding == nis) {
            return Err(Refused::by(Rule::R01, Denial::WrongState));
        }
        if left_on < today_in_brussels(permit.at()) || left_on.year() >= 2100 {
            return Err(field(Rule::R01, "/left_on", "today, or a later day before 2100"));
        }
        territory::leave(tx, &permit, &livc.id, &nis, left_on)?;
        Ok(LivcRef::Id(livc.id))
    })
    .await
}
