//! Hand-overs: open case-manager roles and, within one organisation, open actions move; nothing else does (R07, R53).

use super::error::StoreResult;
use super::handing_over::{move_actions, move_roles};
use super::schema::{handovers, seats};
use super::standing::{SEAT, SeatRow};
use crate::access::{Caller, ObjectRef, PageRequest, Permit, Protected, Sealed, Tx};
use crate::app::handovers::HandOver;
use crate::domain::ids::{HandoverId, LivcId, OrganisationId, SeatId};
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::livc::{LivcAct, LivcFacts};
use crate::store::livcs::{Livc, LivcRef};
use crate::views::instant;
use crate::views::overview::HandoverView;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A hand-over as loaded.
pub struct Handover(Row);

type Row = (HandoverId, LivcId, SeatId, SeatId, i32, i32, SeatId, NaiveDateTime);
type Columns = (
    handovers::id,
    handovers::livc_id,
    handovers::from_seat_id,
    handovers::to_seat_id,
    handovers::cases_moved,
    handovers::actions_moved,
    handovers::handed_by,
    handovers::handed_at,
);
const HANDOVER: Columns = (
    handovers::id,
    handovers::livc_id,
    handovers::from_seat_id,
    handovers::to_seat_id,
    handovers::cases_moved,
    handovers::actions_moved,
    handovers::handed_by,
    handovers::handed_at,
);

impl Handover {
    /// The view.
    #[must_use]
    pub fn view(&self) -> HandoverView {
        let (id, livc_id, from_seat_id, to_seat_id, cases_moved, actions_moved, handed_by, at) = self.0.clone();
        HandoverView {
            id,
            livc_id,
            from_seat_id,
            to_seat_id,
            cases_moved,
            actions_moved,
            handed_by,
            handed_at: instant(at),
        }
    }
}

impl Protected for Handover {
    type Id = HandoverId;
    type Facts = LivcFacts;
    type View = HandoverView;
    const READ: LivcAct = LivcAct::ReadHandovers;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &HandoverId) -> StoreResult<Option<Sealed<Self>>> {
        let row: Option<Row> = handovers::table.find(id).select(HANDOVER).first(tx.db()).optional()?;
        let livc = row.as_ref().map_or(LivcRef::Own, |row| LivcRef::Id(row.1.clone()));
        let container = Livc::load(tx, caller, &livc)?;
        Ok(row
            .zip(container)
            .map(|(row, livc)| Sealed::new(Self(row), livc.facts())))
    }

    fn parse_id(text: &str) -> Option<HandoverId> {
        HandoverId::parse(text).ok()
    }

    fn id(&self) -> HandoverId {
        self.0.0.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> HandoverView {
        self.view()
    }

    fn object_ref(id: &HandoverId) -> ObjectRef {
        ObjectRef::new("handover", id)
    }

    fn livc(&self) -> Option<LivcId> {
        Some(self.0.1.clone())
    }
}

/// One page of the hand-overs of a LIVC R, with one more row than is shown.
///
/// # Errors
/// When the database fails.
pub fn page(tx: &mut Tx<'_>, livc: &LivcId, page: &PageRequest) -> StoreResult<Vec<Handover>> {
    let mut query = handovers::table
        .filter(handovers::livc_id.eq(livc.as_str()))
        .order(handovers::id)
        .limit(page.fetch())
        .select(HANDOVER)
        .into_boxed();
    if let Some(after) = &page.after {
        query = query.filter(handovers::id.gt(after));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    Ok(rows.into_iter().map(Handover).collect())
}

/// A seat that gives or takes work.
#[derive(Debug, Clone)]
pub struct Hand {
    /// The seat.
    pub seat: SeatId,
    /// Its function.
    pub function: Function,
    /// Whether it is held today.
    pub held: bool,
    organisation: Option<OrganisationId>,
}

/// A seat of this LIVC R, whether it has ended or not.
///
/// # Errors
/// When the database fails.
pub fn hand(tx: &mut Tx<'_>, livc: &LivcId, seat: &SeatId) -> StoreResult<Option<Hand>> {
    let today = tx.today();
    let row: Option<SeatRow> = seats::table
        .filter(seats::id.eq(seat).and(seats::livc_id.eq(livc)))
        .select(SEAT)
        .first(tx.db())
        .optional()?;
    row.map(|row| {
        Ok(Hand {
            function: row.function()?,
            held: row.is_held_on(today),
            seat: row.id,
            organisation: row.organisation,
        })
    })
    .transpose()
}

/// Hands the open work of one seat to another, and keeps that it did.
///
/// # Errors
/// When the database fails.
pub fn hand_over<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, HandOver>,
    (id, livc, by): (&HandoverId, &LivcId, &SeatId),
    from: &Hand,
    to: &Hand,
) -> StoreResult<()> {
    let cases = if to.function.may_manage_a_case() {
        move_roles(tx, permit, from, to, by)?
    } else {
        0
    };
    let together = from.organisation.is_some() && from.organisation == to.organisation;
    let acts = if together {
        move_actions(tx, permit, from, to)?
    } else {
        0
    };
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    diesel::insert_into(handovers::table)
        .values((
            handovers::id.eq(id),
            handovers::livc_id.eq(livc),
            handovers::from_seat_id.eq(&from.seat),
            handovers::to_seat_id.eq(&to.seat),
            handovers::cases_moved.eq(number(cases)),
            handovers::actions_moved.eq(number(acts)),
            handovers::handed_by.eq(by),
            handovers::handed_at.eq(permit.at().naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(())
}
