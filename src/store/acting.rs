//! Agreeing on actions: proposed, approved for the police, accepted, reported on, taken back (R34, R37).

use super::action_parts::anybody_is_missing;
use super::error::StoreResult;
use super::schema::{action_approvals, action_parties, action_progress, actions};
use crate::access::{Action, Permit, Protected, Tx};
use crate::app::actions::{Accept, Approve, Cancel, Decline, ProposeAction, Report};
use crate::app::items::CloseItem;
use crate::clock;
use crate::domain::action::{ActionKind, ActionState};
use crate::domain::ids::{ActionId, CaseId, ItemId, LivcId, OrganisationId, SeatId};
use crate::store::Db;
use crate::store::actions::AgreedAction;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// Acts that make an agreed action.
pub trait Agrees: Action {}
impl Agrees for ProposeAction {}

/// An action to keep: accepted by its holder, or proposed to its parties.
#[derive(Debug, Clone)]
pub struct NewAction<'a> {
    /// Its id.
    pub id: &'a ActionId,
    /// The LIVC R.
    pub livc: &'a LivcId,
    /// The case.
    pub case: &'a CaseId,
    /// The item it was proposed in; none when it is taken over.
    pub item: Option<&'a ItemId>,
    /// The responsible organisation.
    pub organisation: &'a OrganisationId,
    /// Who holds it; nobody while it is a proposal.
    pub holder: Option<&'a SeatId>,
    /// Who may accept it, and reads it.
    pub parties: &'a [SeatId],
    /// Who proposes it.
    pub proposed_by: &'a SeatId,
    /// Whether proposing it is approving it for the police as well.
    pub approved_by_proposer: bool,
    /// Code of its life domain.
    pub life_domain: &'a str,
    /// Its kind.
    pub kind: ActionKind,
    /// What is to be done.
    pub text: &'a str,
    /// By when.
    pub due_on: NaiveDate,
    /// Whether the responsible organisation is of the police.
    pub police_held: bool,
}

/// Keeps an action with its parties.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx, A: Agrees>(tx: &mut Tx<'tx>, permit: &Permit<'tx, A>, new: &NewAction<'_>) -> StoreResult<()> {
    let at = permit.at().naive_utc();
    let state = new.holder.map_or(ActionState::Proposed, |_| ActionState::Accepted);
    diesel::insert_into(actions::table)
        .values((
            actions::id.eq(new.id),
            actions::livc_id.eq(new.livc),
            actions::case_id.eq(new.case),
            actions::item_id.eq(new.item.map(ItemId::as_str)),
            actions::organisation_id.eq(new.organisation),
            actions::holder_seat_id.eq(new.holder.map(SeatId::as_str)),
            actions::proposed_by.eq(new.proposed_by),
            actions::life_domain.eq(new.life_domain),
            actions::kind.eq(new.kind.code()),
            actions::text.eq(new.text.as_bytes()),
            actions::due_on.eq(new.due_on),
            actions::state.eq(state.code()),
            actions::police_held.eq(new.police_held),
            actions::created_at.eq(at),
            actions::changed_at.eq(at),
            actions::version.eq(1),
        ))
        .execute(tx.db())?;
    for party in new.parties {
        diesel::insert_into(action_parties::table)
            .values((
                action_parties::action_id.eq(new.id),
                action_parties::seat_id.eq(party),
                action_parties::since.eq(at),
            ))
            .execute(tx.db())?;
    }
    if new.approved_by_proposer {
        approve_as(tx, permit, new.id, new.proposed_by)?;
    }
    match new.holder {
        Some(holder) => step(tx, permit, new.id, holder, ActionState::Accepted, None),
        None => Ok(()),
    }
}

/// Keeps that an effective participant approved an action for the police; once is enough.
///
/// # Errors
/// When the database fails.
pub fn approve<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, Approve>, seat: &SeatId) -> StoreResult<()> {
    let known: i64 = action_approvals::table
        .filter(action_approvals::action_id.eq(permit.target()))
        .filter(action_approvals::seat_id.eq(seat))
        .count()
        .get_result(tx.db())?;
    if known > 0 {
        return Ok(());
    }
    approve_as(tx, permit, permit.target(), seat)
}

fn approve_as<'tx, A: Action>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: &ActionId,
    seat: &SeatId,
) -> StoreResult<()> {
    diesel::insert_into(action_approvals::table)
        .values((
            action_approvals::action_id.eq(id),
            action_approvals::seat_id.eq(seat),
            action_approvals::approved_at.eq(permit.at().naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Acts that move an action on.
pub trait Moves: Action<Target = AgreedAction> {
    /// Whether who does it holds the action from then on.
    const HOLDS: bool = false;
}
impl Moves for Accept {
    const HOLDS: bool = true;
}
impl Moves for Decline {}
impl Moves for Report {}
impl Moves for Cancel {}

/// Moves an action into another state, with a note where there is one.
///
/// # Errors
/// When the database fails.
pub fn move_on<'tx, A: Moves>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, A>,
    seat: &SeatId,
    state: ActionState,
    note: Option<&str>,
) -> StoreResult<()> {
    let id: &<AgreedAction as Protected>::Id = permit.target();
    diesel::update(actions::table.find(id))
        .set((
            actions::state.eq(state.code()),
            actions::changed_at.eq(permit.at().naive_utc()),
            actions::version.eq(actions::version + 1),
        ))
        .execute(tx.db())?;
    if A::HOLDS {
        diesel::update(actions::table.find(id))
            .set(actions::holder_seat_id.eq(Some(seat.as_str())))
            .execute(tx.db())?;
    }
    step(tx, permit, id, seat, state, note)
}

fn step<'tx, A: Action>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: &ActionId,
    seat: &SeatId,
    state: ActionState,
    note: Option<&str>,
) -> StoreResult<()> {
    diesel::insert_into(action_progress::table)
        .values((
            action_progress::id.eq(clock::new_id(permit.at())),
            action_progress::action_id.eq(id),
            action_progress::seat_id.eq(seat),
            action_progress::state.eq(state.code()),
            action_progress::note.eq(note.map(str::as_bytes)),
            action_progress::at.eq(permit.at().naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Takes back, at the closing of an item, what the police were to hold and did not accept, and what somebody who came after
/// their acceptance has not approved: consensus is that of everybody who took part (R34).
///
/// # Errors
/// When the database fails.
pub fn cancel_at_closing<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, CloseItem>,
    chair: &SeatId,
    at: NaiveDateTime,
) -> StoreResult<()> {
    let waiting: Vec<ActionId> = actions::table
        .filter(actions::item_id.eq(permit.target()))
        .filter(actions::police_held.eq(true))
        .filter(
            actions::state.eq(ActionState::Proposed.code()).or(actions::state
                .eq_any(ActionState::OPEN.map(ActionState::code))
                .and(anybody_is_missing())),
        )
        .order(actions::id)
        .select(actions::id)
        .load(tx.db())?;
    let ids: Vec<String> = waiting.iter().map(ToString::to_string).collect();
    diesel::update(actions::table.filter(actions::id.eq_any(ids.clone())))
        .set((
            actions::state.eq(ActionState::Cancelled.code()),
            actions::changed_at.eq(at),
            actions::version.eq(actions::version + 1),
        ))
        .execute(tx.db())?;
    let steps: Vec<_> = ids
        .into_iter()
        .map(|id| {
            (
                action_progress::id.eq(clock::new_id(permit.at())),
                action_progress::action_id.eq(id),
                action_progress::seat_id.eq(chair.as_str()),
                action_progress::state.eq(ActionState::Cancelled.code()),
                action_progress::at.eq(at),
            )
        })
        .collect();
    match tx.db() {
        Db::Sqlite(c) => diesel::insert_into(action_progress::table).values(&steps).execute(c)?,
        Db::Pg(c) => diesel::insert_into(action_progress::table).values(&steps).execute(c)?,
    };
    Ok(())
}

/// The latest instant at which something was agreed upon in an item, for its closing.
///
/// # Errors
/// When the database fails.
pub(super) fn instants(tx: &mut Tx<'_>, item: &ItemId) -> StoreResult<Vec<NaiveDateTime>> {
    let mut all: Vec<NaiveDateTime> = actions::table
        .filter(actions::item_id.eq(item))
        .select(actions::changed_at)
        .load(tx.db())?;
    let approved: Vec<NaiveDateTime> = action_approvals::table
        .inner_join(actions::table.on(actions::id.eq(action_approvals::action_id)))
        .filter(actions::item_id.eq(item))
        .select(action_approvals::approved_at)
        .load(tx.db())?;
    all.extend(approved);
    Ok(all)
}
