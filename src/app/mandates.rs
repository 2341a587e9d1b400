//! Mandates: on which legal basis somebody takes part on a day (R05).

use super::{field, unknown};
use crate::access::{Action, Caller, Context, Disclosed, Gate, Outcome, Permit, Question, Refused, Seat, Tx};
use crate::domain::contribution::Regime;
use crate::domain::ids::{LivcId, MandateId, SeatId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::domain::seat::Function;
use crate::domain::text::Name;
use crate::policy::livc::LivcAct;
use crate::policy::{Rule, Scope};
use crate::store::legal_references;
use crate::store::mandates::{self, Mandate, Mandates, NewMandate};
use crate::store::seats::SeatEntry;
use crate::views::reference::MandateView;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// The provision on which the members by law take part.
const OF_THE_CORE: &str = "livcr-2018-art3-1";

/// Gives a mandate.
pub struct GiveMandate;
impl Action for GiveMandate {
    type Target = SeatEntry;
    type Outcome = Mandate;
    const ACT: LivcAct = LivcAct::GiveMandate;
}

/// A mandate to give.
#[derive(Debug, Clone)]
pub struct MandateDraft {
    /// The legal reference it rests on.
    pub reference: LegalReferenceId,
    /// Where the document is kept.
    pub document: Name,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_until: Option<NaiveDate>,
}

/// Gives a seat its mandate. Members by law have none: they take part by the law itself.
///
/// # Errors
/// [`Refused`]; 422 R05 for a function that needs none, 422 R06 for a legal reference that does not count on its first
/// day.
pub async fn give(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    seat: SeatId,
    draft: MandateDraft,
) -> Result<Disclosed<Outcome<MandateView>>, Refused> {
    gate.act::<GiveMandate>(ctx, seat, move |tx, entry, permit| {
        if entry.livc_id() != &livc {
            return Err(Refused::Concealed);
        }
        keep(tx, &permit, (entry.seat(), entry.function()), &draft, "")
    })
    .await
}

/// Keeps a mandate; `at` is where it stands in the body.
///
/// # Errors
/// As [`give`].
pub(crate) fn keep<'tx, A: Mandates>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, A>,
    (seat, function): (&SeatId, Function),
    draft: &MandateDraft,
    at: &str,
) -> Result<MandateId, Refused> {
    if !needs_mandate(function) {
        let detail = "this function takes part by the law itself, or not at all";
        return Err(field(Rule::R05, at, detail));
    }
    let pointer = |name: &str| format!("{at}/{name}");
    let sound = |day: NaiveDate| (2000..2100).contains(&day.year());
    if !sound(draft.valid_from) {
        return Err(field(Rule::R05, &pointer("valid_from"), "a day between 2000 and 2099"));
    }
    if draft
        .valid_until
        .is_some_and(|last| !sound(last) || last < draft.valid_from)
    {
        let detail = "not before valid_from, and before 2100";
        return Err(field(Rule::R05, &pointer("valid_until"), detail));
    }
    let reference = legal_references::by_id(tx, &draft.reference)?;
    let reference = reference.ok_or_else(|| unknown(&pointer("legal_reference_id")))?;
    if !reference.reference.is_valid_on(draft.valid_from) {
        let detail = "does not count on the first day of the mandate";
        return Err(field(Rule::R06, &pointer("legal_reference_id"), detail));
    }
    let id = permit.new_id(MandateId::parse)?;
    let new = NewMandate {
        id: &id,
        seat,
        reference: &draft.reference,
        document: draft.document.as_str(),
        valid_from: draft.valid_from,
        valid_until: draft.valid_until,
        by: &permit.seat()?.id,
    };
    mandates::insert(tx, permit, &new)?;
    legal_references::mark_used(tx, permit, &draft.reference)?;
    Ok(id)
}

/// Whether somebody in this function takes part on a mandate: the three core seats do so by the law itself.
const fn needs_mandate(function: Function) -> bool {
    function.takes_part() && function.core().is_none()
}

/// The legal basis on which each of these seats takes part on a day. Who is missing has none.
///
/// # Errors
/// When the database fails.
pub(crate) fn bases(
    tx: &mut Tx<'_>,
    seats: &[(SeatId, Function)],
    day: NaiveDate,
) -> Result<BTreeMap<SeatId, LegalReferenceId>, Refused> {
    let of_law = legal_references::valid_on(tx, OF_THE_CORE, day)?.map(|row| row.id);
    let (mandated, core): (Vec<_>, Vec<_>) = seats.iter().partition(|(_, function)| needs_mandate(*function));
    let mandated: Vec<SeatId> = mandated.into_iter().map(|(seat, _)| seat.clone()).collect();
    let mut bases = mandates::on_day(tx, &mandated, day)?;
    for (seat, function) in core {
        if let (true, Some(of_law)) = (function.core().is_some(), &of_law) {
            bases.insert(seat.clone(), of_law.clone());
        }
    }
    Ok(bases)
}

/// What somebody without a legal basis on the day of the meeting is refused with.
pub(crate) fn without_basis(pointer: &str) -> Refused {
    field(Rule::R05, pointer, "no mandate holds on the day of the meeting")
}

/// Professional secrecy is lifted for whoever takes part on a legal basis, and for nobody else: without one on this day
/// she contributes under another regime, or not at all.
///
/// # Errors
/// 422 R05.
pub(crate) fn insist_for(tx: &mut Tx<'_>, author: &Seat, regime: Regime) -> Result<(), Refused> {
    if regime != Regime::ProfessionalSecrecy || !needs_mandate(author.function) {
        return Ok(());
    }
    let today = tx.today();
    let held = mandates::on_day(tx, std::slice::from_ref(&author.id), today)?;
    if held.is_empty() {
        return Err(field(
            Rule::R05,
            "/regime",
            "no mandate holds today; another regime is possible",
        ));
    }
    Ok(())
}

struct MandatesOf(LivcId);
impl Question for MandatesOf {
    type Target = SeatEntry;
    type Answer = Vec<MandateView>;
    const ACT: LivcAct = LivcAct::ReadDirectory;

    fn answer(
        &self,
        tx: &mut Tx<'_>,
        _: &Caller,
        entry: &SeatEntry,
        scope: Scope,
    ) -> Result<Vec<MandateView>, Refused> {
        if entry.livc_id() != &self.0 {
            return Err(Refused::Concealed);
        }
        let mandates = mandates::of_seat(tx, entry.seat())?;
        Ok(mandates.iter().map(|mandate| mandate.view(scope)).collect())
    }
}

/// Reads the mandates of a seat.
///
/// # Errors
/// [`Refused`].
pub async fn of_seat(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    seat: SeatId,
) -> Result<Disclosed<Vec<MandateView>>, Refused> {
    gate.ask(ctx, seat, MandatesOf(livc)).await
}
