//! The LIVC R and its directory: territory, seats, organisations (R01-R04, R07, R40, R41).

use super::{field, once, unknown};
use crate::access::{Action, Caller, Context, Disclosed, Gate, Outcome, Permit, Question, Refused, Tx};
use crate::clock::today_in_brussels;
use crate::domain::contribution::Regime;
use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId};
use crate::domain::livc::municipality::NisCode;
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::{Clearance, Function};
use crate::domain::text::Name;
use crate::policy::installation::InstallationAct;
use crate::policy::livc::LivcAct;
use crate::policy::{Rule, Scope};
use crate::reference;
use crate::store::installation::Installation;
use crate::store::livcs::{self, Livc, LivcRef, NewLivc};
use crate::store::organisations::{self, Organisation};
use crate::store::seats::{self, NewSeat, SeatEntry};
use crate::views::directory::{LivcLine, LivcView, MunicipalityView, OrganisationView, SeatView};
use chrono::NaiveDate;

macro_rules! act_on_livc {
    ($(#[$meta:meta])* $name:ident, $act:ident, $outcome:ty) => {
        $(#[$meta])*
        pub struct $name;
        impl Action for $name {
            type Target = Livc;
            type Outcome = $outcome;
            const ACT: LivcAct = LivcAct::$act;
        }
    };
}
act_on_livc!(
    /// Activates a LIVC R.
    ActivateLivc, Activate, Livc
);
act_on_livc!(
    /// Fills a core seat.
    AppointCoreSeat, AppointCoreSeat, SeatEntry
);
act_on_livc!(
    /// Gives any other seat.
    AppointSeat, AppointSeat, SeatEntry
);
act_on_livc!(
    /// Adds an organisation.
    AddOrganisation, AddOrganisation, Organisation
);

/// Sets up a LIVC R.
pub struct AddLivc;
impl Action for AddLivc {
    type Target = Installation;
    type Outcome = Livc;
    const ACT: InstallationAct = InstallationAct::AddLivc;
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

/// Sets up a LIVC R, in draft, for a territory of which every mayor decided (R01).
///
/// # Errors
/// [`Refused`]; 422 R01 for an unknown NIS code.
pub async fn add_livc(
    gate: &Gate,
    ctx: &Context,
    name: Name,
    municipalities: Vec<MunicipalityView>,
    notice_days: i32,
) -> Result<Disclosed<Outcome<LivcView>>, Refused> {
    gate.act::<AddLivc>(ctx, (), move |tx, _, permit| {
        if municipalities.is_empty() {
            return Err(field(Rule::R01, "/municipalities", "a LIVC R covers at least one municipality"));
        }
        for (index, municipality) in municipalities.iter().enumerate() {
            let known = NisCode::parse(&municipality.nis).ok().and_then(reference::municipality);
            if known.is_none() {
                let pointer = format!("/municipalities/{index}/nis");
                return Err(field(Rule::R01, &pointer, "not the NIS code of a municipality"));
            }
        }
        if !(2..=30).contains(&notice_days) {
            return Err(field(Rule::R19, "/notice_days", "between 2 and 30 working days"));
        }
        let id = permit.new_id(LivcId::parse)?;
        let new = NewLivc {
            id: &id,
            name: name.as_str(),
            municipalities: &municipalities,
            notice_days,
            at: permit.at().naive_utc(),
        };
        once(livcs::insert(tx, &permit, &new))?;
        Ok(LivcRef::Id(id))
    })
    .await
}

struct AllLivcs;
impl Question for AllLivcs {
    type Target = Installation;
    type Answer = Vec<LivcLine>;
    const ACT: InstallationAct = InstallationAct::ListLivcs;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, _: &Installation, _: Scope) -> Result<Vec<LivcLine>, Refused> {
        Ok(crate::store::installation::all(tx)?)
    }
}

/// Lists the LIVC Rs of the installation.
///
/// # Errors
/// [`Refused`].
pub async fn livcs(gate: &Gate, ctx: &Context) -> Result<Disclosed<Vec<LivcLine>>, Refused> {
    gate.ask(ctx, (), AllLivcs).await
}

/// Reads a LIVC R.
///
/// # Errors
/// [`Refused`].
pub async fn livc(gate: &Gate, ctx: &Context, id: LivcId) -> Result<Disclosed<LivcView>, Refused> {
    gate.read::<Livc>(ctx, LivcRef::Id(id)).await
}

/// Activates a LIVC R, once its three core seats are filled by different persons.
///
/// # Errors
/// [`Refused`]; 409 R02 while a core seat is vacant.
pub async fn activate(gate: &Gate, ctx: &Context, id: LivcId) -> Result<Disclosed<Outcome<LivcView>>, Refused> {
    gate.act::<ActivateLivc>(ctx, LivcRef::Id(id), |tx, livc, permit| {
        livcs::activate(tx, &permit, &livc.id)?;
        Ok(LivcRef::Id(livc.id))
    })
    .await
}

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
        gate.act::<AppointCoreSeat>(ctx, target, move |tx, livc, permit| give(tx, &livc, &permit, &draft)).await
    } else {
        gate.act::<AppointSeat>(ctx, target, move |tx, livc, permit| give(tx, &livc, &permit, &draft)).await
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
        return Err(field(Rule::R04, "/function", "not a function of this kind of organisation"));
    }
    if crate::store::accounts::exists(tx, &draft.account)?.is_none() {
        return Err(unknown("/account_id"));
    }
    for held in seats::functions_of(tx, &draft.account, &livc.id)? {
        if !draft.function.may_be_combined_with(held) {
            let watches = |f: Function| matches!(f, Function::Auditor | Function::Dpo);
            let rule = if watches(held) || watches(draft.function) { Rule::R41 } else { Rule::R02 };
            return Err(field(rule, "/function", "this person holds a seat that excludes this one"));
        }
    }
    check_municipality(livc, permit, draft)?;
    match (&draft.clearance, draft.function.is_police()) {
        (None, true) => return Err(field(Rule::R03, "/clearance", "a police seat needs a checked clearance")),
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
fn check_municipality<A: Appointment>(
    livc: &Livc,
    permit: &Permit<'_, A>,
    draft: &SeatDraft,
) -> Result<(), Refused> {
    let today = today_in_brussels(permit.at());
    match (&draft.municipality, matches!(draft.function, Function::Mayor | Function::MayorRep)) {
        (Some(nis), true) if livc.covers(nis, today) => Ok(()),
        (None, false) => Ok(()),
        (Some(_) | None, true) => Err(field(Rule::R01, "/municipality", "a municipality of this LIVC R is needed")),
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

/// Adds an organisation; its people's regime is that of its kind unless the kind allows another (R22).
///
/// # Errors
/// [`Refused`].
pub async fn add_organisation(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    name: Name,
    kind: OrganisationKind,
    default_regime: Option<Regime>,
) -> Result<Disclosed<Outcome<OrganisationView>>, Refused> {
    gate.act::<AddOrganisation>(ctx, LivcRef::Id(livc), move |tx, livc, permit| {
        let regime = default_regime.unwrap_or_else(|| kind.default_regime());
        if !kind.may_default_to(regime) {
            return Err(field(Rule::R22, "/default_regime", "not a regime of this kind of organisation"));
        }
        let id = permit.new_id(OrganisationId::parse)?;
        let new = Organisation {
            id: id.clone(),
            livc: livc.id,
            name: name.as_str().to_owned(),
            kind,
            default_regime: regime,
        };
        organisations::insert(tx, &permit, &new, permit.at().naive_utc())?;
        Ok(id)
    })
    .await
}

struct Seats;
impl Question for Seats {
    type Target = Livc;
    type Answer = Vec<SeatView>;
    const ACT: LivcAct = LivcAct::ReadDirectory;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, livc: &Livc, scope: Scope) -> Result<Vec<SeatView>, Refused> {
        Ok(seats::entries(tx, None, Some(&livc.id))?.iter().map(|seat| seat.view(scope)).collect())
    }
}

/// Reads the seats of a LIVC R.
///
/// # Errors
/// [`Refused`].
pub async fn seats(gate: &Gate, ctx: &Context, livc: LivcId) -> Result<Disclosed<Vec<SeatView>>, Refused> {
    gate.ask(ctx, LivcRef::Id(livc), Seats).await
}

struct Organisations;
impl Question for Organisations {
    type Target = Livc;
    type Answer = Vec<OrganisationView>;
    const ACT: LivcAct = LivcAct::ReadDirectory;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, livc: &Livc, _: Scope) -> Result<Vec<OrganisationView>, Refused> {
        Ok(organisations::select(tx, None, Some(&livc.id))?.iter().map(Organisation::view).collect())
    }
}

/// Reads the organisations of a LIVC R.
///
/// # Errors
/// [`Refused`].
pub async fn organisations(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
) -> Result<Disclosed<Vec<OrganisationView>>, Refused> {
    gate.ask(ctx, LivcRef::Id(livc), Organisations).await
}
