//! Seats: given to a person for an organisation and a period, and ended at once (R02, R03, R07, R20, R40, R41).

use super::{field, unknown};
use crate::access::{Action, Caller, Context, Disclosed, Gate, Outcome, Permit, Question, Refused, Tx};
use crate::clock::today_in_brussels;
use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId};
use crate::domain::seat::{Clearance, Function};
use crate::policy::livc::LivcAct;
use crate::policy::{Rule, Scope};
use crate::store::livcs::{Livc, LivcRef};
use crate::store::organisations;
use crate::store::seats::{self, NewSeat, SeatEntry};
use crate::views::directory::SeatView;
use chrono::NaiveDate;

/// Fills a core seat.
pub struct AppointCoreSeat;
impl Action for AppointCoreSeat {
    type Target = Livc;
    type Outcome = SeatEntry;
    const ACT: LivcAct = LivcAct::AppointCoreSeat;
}

/// Gives any other seat.
pub struct AppointSeat;
impl Action for AppointSeat {
    type Target = Livc;
    type Outcome = SeatEntry;
    const ACT: LivcAct = LivcAct::AppointSeat;
}

/// Ends a seat.
pub struct EndSeat;
impl Action for EndSeat {
    type Target = SeatEntry;
    type Outcome = SeatEntry;
    const ACT: LivcAct = LivcAct::EndSeat;
}

/// Acts that give a seat.
pub trait Appointment: Action {}
impl Appointment for AppointCoreSeat {}
impl Appointment for AppointSeat {}
impl Appointment for super::accounts::AppointOperator {}

/// A seat to give.
#[derive(Debug, Clone)]
pub struct SeatDraft {
    /// The person.
    pub account: AccountId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The function.
    pub function: Function,
    /// NIS code of a mayor's municipality.
    pub municipality: Option<String>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_until: Option<NaiveDate>,
    /// The clearance of a police seat (R03).
    pub clearance: Option<Clearance>,
}

/// Gives a seat: core seats by mayor or operator, others also by the coordinator.
///
/// # Errors
/// [`Refused`]; 422 R02, R03, R40 or R41 for a person, function or clearance that does not fit.
pub async fn appoint(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    draft: SeatDraft,
) -> Result<Disclosed<Outcome<SeatView>>, Refused> {
    let target = LivcRef::Id(livc);
    if draft.function.core().is_some() {
        gate.act::<AppointCoreSeat>(ctx, target, move |tx, livc, permit| give(tx, &livc, &permit, &draft))
            .await
    } else {
        gate.act::<AppointSeat>(ctx, target, move |tx, livc, permit| give(tx, &livc, &permit, &draft))
            .await
    }
}

fn give<'tx, A: Appointment>(
    tx: &mut Tx<'tx>,
    livc: &Livc,
    permit: &Permit<'tx, A>,
    draft: &SeatDraft,
) -> Result<SeatId, Refused> {
    let organisation = organisations::select(tx, Some(&draft.organisation), Some(&livc.id))?;
    let organisation = organisation.first().ok_or_else(|| unknown("/organisation_id"))?;
    if !draft.function.fits(organisation.kind) {
        return Err(field(
            Rule::R04,
            "/function",
            "not a function of this kind of organisation",
        ));
    }
    if crate::store::accounts::exists(tx, &draft.account)?.is_none() {
        return Err(unknown("/account_id"));
    }
    for held in seats::functions_of(tx, &draft.account, &livc.id)? {
        if !draft.function.may_be_combined_with(held) {
            let watches = |f: Function| matches!(f, Function::Auditor | Function::Dpo);
            let rule = if watches(held) || watches(draft.function) {
                Rule::R41
            } else {
                Rule::R02
            };
            return Err(field(
                rule,
                "/function",
                "this person holds a seat that excludes this one",
            ));
        }
    }
    check_municipality(livc, permit, draft)?;
    match (&draft.clearance, draft.function.is_police()) {
        (None, true) => {
            return Err(field(
                Rule::R03,
                "/clearance",
                "a police seat needs a checked clearance",
            ));
        }
        (Some(_), false) => return Err(field(Rule::R03, "/clearance", "only police seats have a clearance")),
        (Some(clearance), true) if !clearance.suffices_on(draft.valid_from) => {
            return Err(field(Rule::R03, "/clearance", "at least level geheim, and not expired"));
        }
        (Some(_), true) | (None, false) => {}
    }
    if draft.valid_until.is_some_and(|until| until < draft.valid_from) {
        return Err(field(Rule::R02, "/valid_until", "before valid_from"));
    }
    let id = permit.new_id(SeatId::parse)?;
    let new = NewSeat {
        id: &id,
        account: &draft.account,
        livc: Some(&livc.id),
        organisation: Some(&draft.organisation),
        function: draft.function,
        municipality: draft.municipality.as_deref(),
        valid_from: draft.valid_from,
        valid_until: draft.valid_until,
        clearance: draft.clearance.as_ref(),
        at: permit.at().naive_utc(),
    };
    seats::insert(tx, permit, &new)?;
    Ok(id)
}

/// A mayor acts for one municipality of the territory, and nobody else for any (R01).
fn check_municipality<A: Appointment>(livc: &Livc, permit: &Permit<'_, A>, draft: &SeatDraft) -> Result<(), Refused> {
    let today = today_in_brussels(permit.at());
    match (
        &draft.municipality,
        matches!(draft.function, Function::Mayor | Function::MayorRep),
    ) {
        (Some(nis), true) if livc.covers(nis, today) => Ok(()),
        (None, false) => Ok(()),
        (Some(_) | None, true) => Err(field(
            Rule::R01,
            "/municipality",
            "a municipality of this LIVC R is needed",
        )),
        (Some(_), false) => Err(field(Rule::R01, "/municipality", "only a mayor's seat has one")),
    }
}

/// Ends a seat: sessions in it end with their next request (R20).
///
/// # Errors
/// [`Refused`].
pub async fn end_seat(gate: &Gate, ctx: &Context, seat: SeatId) -> Result<Disclosed<Outcome<SeatView>>, Refused> {
    gate.act::<EndSeat>(ctx, seat, |tx, entry, permit| {
        seats::end(tx, &permit, permit.at().naive_utc())?;
        Ok(entry.seat().clone())
    })
    .await
}

struct Seats;
impl Question for Seats {
    type Target = Livc;
    type Answer = Vec<SeatView>;
    const ACT: LivcAct = LivcAct::ReadDirectory;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, livc: &Livc, scope: Scope) -> Result<Vec<SeatView>, Refused> {
        Ok(seats::entries(tx, None, Some(&livc.id))?
            .iter()
            .map(|seat| seat.view(scope))
            .collect())
    }
}

/// Reads the seats of a LIVC R.
///
/// # Errors
/// [`Refused`].
pub async fn seats(gate: &Gate, ctx: &Context, livc: LivcId) -> Result<Disclosed<Vec<SeatView>>, Refused> {
    gate.ask(ctx, LivcRef::Id(livc), Seats).await
}
