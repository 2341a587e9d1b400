//! Seats: given to a person for an organisation and a period, and ended at once (R02, R03, R07, R20, R40, R41).

mod deputises;

use super::mandates::{self, MandateDraft};
use super::{field, unknown};
use crate::access::{Action, Caller, Context, Disclosed, Gate, Outcome, Permit, Question, Refused, Seat, Tx};
use crate::clock::today_in_brussels;
use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId};
use crate::domain::seat::{Clearance, Function};
use crate::policy::livc::LivcAct;
use crate::policy::{Denial, Rule, Scope};
use crate::store::livcs::{Livc, LivcRef};
use crate::store::organisations;
use crate::store::seats::{self, NewSeat, SeatEntry};
use crate::views::directory::SeatView;
use chrono::{Datelike, NaiveDate};

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
    /// The core seat it deputises for (R02).
    pub deputises_for: Option<SeatId>,
    /// The mandate that comes with it (R05).
    pub mandate: Option<MandateDraft>,
}

/// Gives a seat: core seats by mayor or operator, others also by the coordinator.
///
/// # Errors
/// [`Refused`]; 422 R02, R03, R05, R40 or R41 for a person, function, clearance or mandate that does not fit.
pub async fn appoint(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    draft: SeatDraft,
) -> Result<Disclosed<Outcome<SeatView>>, Refused> {
    let target = LivcRef::Id(livc);
    if draft.function.core().is_some() {
        gate.act::<AppointCoreSeat>(ctx, target, move |tx, livc, permit| {
            if draft.mandate.is_some() {
                return Err(field(Rule::R05, "/mandate", "a core seat takes part by the law itself"));
            }
            if !fills_a_vacant_mayors_seat(tx, &livc, permit.seat().ok(), &draft)? {
                is_of_the_mayor(&livc, permit.seat().ok(), draft.municipality.as_deref())?;
            }
            give(tx, &livc, &permit, &draft)
        })
        .await
    } else {
        gate.act::<AppointSeat>(ctx, target, move |tx, livc, permit| {
            let seat = give(tx, &livc, &permit, &draft)?;
            if let Some(mandate) = &draft.mandate {
                mandates::keep(tx, &permit, (&seat, draft.function), mandate, "/mandate")?;
            }
            Ok(seat)
        })
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
    if permit.caller().account() == Some(&draft.account) {
        return Err(field(Rule::R07, "/account_id", "nobody gives herself a seat"));
    }
    if crate::store::accounts::exists(tx, &draft.account)?.is_none() {
        return Err(unknown("/account_id"));
    }
    for (held, in_this_livc) in seats::functions_of(tx, &draft.account, &livc.id)? {
        if !draft.function.may_be_combined_with(held, in_this_livc) {
            let detail = "this person holds a seat that excludes this one";
            return Err(field(excluded_by(draft.function, held), "/function", detail));
        }
    }
    check_days(draft)?;
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
    if let Some(deputised) = &draft.deputises_for {
        deputises::check(tx, livc, draft, deputised)?;
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
        deputises_for: draft.deputises_for.as_ref(),
        at: permit.at().naive_utc(),
    };
    seats::insert(tx, permit, &new)?;
    Ok(id)
}

/// The rule that keeps two functions apart.
fn excluded_by(one: Function, other: Function) -> Rule {
    let either = |is: fn(Function) -> bool| is(one) || is(other);
    if either(|f| f == Function::Operator) {
        Rule::R35
    } else if either(Function::is_police) && !(one.is_police() && other.is_police()) {
        Rule::R34
    } else if either(|f| matches!(f, Function::Auditor | Function::Dpo)) {
        Rule::R41
    } else {
        Rule::R02
    }
}

/// Whether the mayor who presides fills a mayor's seat of another municipality that nobody holds: else it would stay empty.
fn fills_a_vacant_mayors_seat(
    tx: &mut Tx<'_>,
    livc: &Livc,
    by: Option<&Seat>,
    draft: &SeatDraft,
) -> Result<bool, Refused> {
    let own = by.and_then(|seat| seat.municipality).map(|nis| nis.to_string());
    if draft.function != Function::Mayor || own.is_none() || own != livc.presiding {
        return Ok(false);
    }
    let held = seats::entries(tx, None, Some(&livc.id))?;
    let of_it =
        |seat: &SeatEntry| seat.function() == Function::Mayor && seat.municipality() == draft.municipality.as_deref();
    Ok(!held.iter().any(|seat| of_it(seat) && !seat.is_ended()))
}

/// A mayor fills and ends the seats of her own municipality's mayor and representatives, and nobody else's; the other
/// seats are those of the LIVC R as a whole, and of whoever presides it (R01).
fn is_of_the_mayor(livc: &Livc, by: Option<&Seat>, municipality: Option<&str>) -> Result<(), Refused> {
    let Some(own) = by.and_then(|seat| seat.municipality) else {
        return Ok(());
    };
    let concerned = municipality.or(livc.presiding.as_deref());
    if concerned.is_none_or(|concerned| concerned == own.to_string()) {
        Ok(())
    } else {
        Err(Refused::by(Rule::R01, Denial::Forbidden))
    }
}

/// Days somebody could mean.
fn check_days(draft: &SeatDraft) -> Result<(), Refused> {
    let clearance = draft.clearance.as_ref();
    let days = [
        ("/valid_from", Some(draft.valid_from)),
        ("/valid_until", draft.valid_until),
        ("/clearance/expires_on", clearance.map(|c| c.expires_on)),
        ("/clearance/checked_on", clearance.map(|c| c.checked_on)),
    ];
    for (pointer, day) in days {
        if day.is_some_and(|day| !(2000..2100).contains(&day.year())) {
            return Err(field(Rule::R02, pointer, "a day between 2000 and 2099"));
        }
    }
    Ok(())
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
pub async fn end_seat(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    seat: SeatId,
) -> Result<Disclosed<Outcome<SeatView>>, Refused> {
    gate.act::<EndSeat>(ctx, seat, move |tx, entry, permit| {
        if entry.livc_id() != &livc {
            return Err(Refused::Concealed);
        }
        let held_in = permit.open_also::<Livc>(tx, LivcAct::Read, LivcRef::Id(livc.clone()))?;
        is_of_the_mayor(&held_in, permit.seat().ok(), entry.municipality())?;
        if !seats::end(tx, &permit, permit.at().naive_utc())? {
            return Err(Refused::by(Rule::R02, Denial::WrongState));
        }
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
