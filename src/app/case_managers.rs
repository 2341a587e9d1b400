//! Who looks after a case: one case manager, with a deputy within dates, appointed by the mayor (R38).

use super::field;
use crate::access::{Action, Context, Disclosed, Gate, Outcome, Refused};
use crate::clock::today_in_brussels;
use crate::domain::action::ManagerRole;
use crate::domain::ids::{CaseId, SeatId};
use crate::policy::Rule;
use crate::policy::case_file::CaseAct;
use crate::store::case_managers::{self, NewManager};
use crate::store::cases::CaseFile;
use crate::views::case_file::CaseView;
use chrono::NaiveDate;

/// Appoints the case manager.
pub struct AppointManager;
impl Action for AppointManager {
    type Target = CaseFile;
    type Outcome = CaseFile;
    const ACT: CaseAct = CaseAct::AppointManager;
}

/// A deputy within dates.
#[derive(Debug, Clone)]
pub struct Deputy {
    /// Her seat.
    pub seat: SeatId,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_until: NaiveDate,
}

/// What is said of a seat that cannot look after a case, whether there is such a seat or not.
const NOBODY: &str = "not somebody who takes part in this LIVC R today, beside police";

/// Appoints the case manager, and a deputy; whoever did it before no longer does.
///
/// # Errors
/// [`Refused`]; 403 R38 for anybody but the mayor, 422 R38 for a seat that cannot look after a case.
pub async fn appoint(
    gate: &Gate,
    ctx: &Context,
    case: CaseId,
    seat: SeatId,
    deputy: Option<Deputy>,
) -> Result<Disclosed<Outcome<CaseView>>, Refused> {
    gate.act::<AppointManager>(ctx, case, move |tx, case, permit| {
        let by = permit.seat()?.clone();
        let livc = by.livc.clone().ok_or(Refused::Concealed)?;
        let today = today_in_brussels(permit.at());
        let nobody = |pointer| field(Rule::R38, pointer, NOBODY);
        let person = case_managers::candidate(tx, &livc, &seat)?.ok_or_else(|| nobody("/seat_id"))?;
        case_managers::end_all(tx, &permit, &case.id)?;
        let manager = NewManager {
            case: &case.id,
            seat: &seat,
            role: ManagerRole::Manager,
            valid_from: today,
            valid_until: None,
            by: &by.id,
        };
        case_managers::insert(tx, &permit, &manager)?;
        if let Some(deputy) = &deputy {
            let stands_in =
                case_managers::candidate(tx, &livc, &deputy.seat)?.ok_or_else(|| nobody("/deputy/seat_id"))?;
            if stands_in == person {
                return Err(field(Rule::R38, "/deputy/seat_id", "a deputy is another person"));
            }
            if deputy.valid_until < today.max(deputy.valid_from) {
                return Err(field(
                    Rule::R38,
                    "/deputy/valid_until",
                    "ends before it begins, or is past",
                ));
            }
            let stands_in = NewManager {
                seat: &deputy.seat,
                role: ManagerRole::Deputy,
                valid_from: deputy.valid_from,
                valid_until: Some(deputy.valid_until),
                ..manager
            };
            case_managers::insert(tx, &permit, &stands_in)?;
        }
        Ok(case.id)
    })
    .await
}
