//! Lists of agreed actions: each filtered to what the caller may see, and every row decided again (R34, R37).

use super::action_parts::{Place, is_of_police, others_are_missing, somebody_is_missing_beside};
use super::actions::{AgreedAction, Loaded, actions_for, assemble, with_progress};
use super::error::StoreResult;
use super::schema::{action_approvals, action_parties, actions, cases, organisations};
use crate::access::{Caller, Listing, PageRequest, Sealed, Seat, Tx};
use crate::domain::action::ActionState;
use crate::domain::ids::{ActionId, CaseId, LivcId};
use crate::domain::seat::Function;
use crate::policy::action::{ActionAct, ActionFacts};
use crate::policy::case_file::Tie;
use crate::policy::item::ItemAct;
use crate::store::items::Item;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::not;
use diesel::prelude::*;

/// An action with the facts about one caller, to be decided before it is shown.
pub type Weighable = (AgreedAction, ActionFacts);

/// The most actions one plan shows.
const MOST_IN_A_PLAN: i64 = 500;

/// Narrows a query to what police may see: what is theirs to hold or to accept, once all others approved it, and in the
/// room what they are to approve themselves (R34).
macro_rules! for_police {
    ($query:expr, $seat:expr, $rooms:expr) => {{
        let rooms: Vec<String> = $rooms.iter().map(ToString::to_string).collect();
        let undecided = [ActionState::Proposed, ActionState::Cancelled].map(ActionState::code);
        let others_approved = || not(others_are_missing());
        let held = actions::holder_seat_id.eq($seat.id.to_string()).assume_not_null();
        let party = action_parties::seat_id.is_not_null();
        let told = actions::state
            .ne_all(undecided)
            .or(others_approved())
            .or(is_of_police());
        let to_approve = actions::state
            .eq(ActionState::Proposed.code())
            .and(actions::item_id.eq_any(rooms).assume_not_null())
            .and(others_approved());
        $query
            .filter(actions::police_held.eq(true))
            .filter(held.or(party.and(told)).or(to_approve))
    }};
}

fn weighable(seat: &Seat, rows: Vec<Loaded>, place: &Place) -> StoreResult<Vec<Weighable>> {
    rows.into_iter().map(|row| assemble(seat, row, place)).collect()
}

fn with_their_progress(tx: &mut Tx<'_>, found: Vec<Weighable>) -> StoreResult<Vec<Weighable>> {
    let asked: Vec<ActionId> = found.iter().map(|(action, _)| action.id.clone()).collect();
    with_progress(tx, found, &asked)
}

/// The agreed actions of an item's case that one may see.
pub struct ActionsOf;

impl Listing for ActionsOf {
    type Within = Item;
    type Row = AgreedAction;
    const LIST: ItemAct = ItemAct::ListActions;
    const ROW: ActionAct = ActionAct::Read;

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        within: &Item,
        page: &PageRequest,
    ) -> StoreResult<Vec<Sealed<AgreedAction>>> {
        let Some(seat) = caller.seat() else {
            return Ok(Vec::new());
        };
        let place = Place::of(tx, seat, within.case.as_str())?;
        let mut query = actions_for!(seat)
            .filter(actions::case_id.eq(within.case.to_string()))
            .order(actions::id)
            .limit(page.fetch())
            .into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(actions::id.gt(after.clone()));
        }
        let follows = place.tie != Tie::None || !place.rooms.is_empty();
        query = if seat.function.is_police() {
            for_police!(query, seat, place.rooms)
        } else if follows || seat.function == Function::PreventionOfficial {
            query
        } else {
            let own = seat.municipality.filter(|_| seat.function == Function::Mayor);
            let own = own.map_or_else(String::new, |nis| nis.to_string());
            query.filter(
                cases::municipality
                    .eq(own)
                    .or(actions::holder_seat_id.eq(seat.id.to_string()).assume_not_null())
                    .or(action_parties::seat_id.is_not_null())
                    .or(actions::proposed_by
                        .eq(seat.id.to_string())
                        .and(actions::state.eq(ActionState::Proposed.code()))),
            )
        };
        let rows: Vec<Loaded> = query.load(tx.db())?;
        let found = weighable(seat, rows, &place)?;
        let found = with_their_progress(tx, found)?;
        Ok(found
            .into_iter()
            .map(|(action, facts)| Sealed::new(action, facts))
            .collect())
    }
}

/// The actions of a case, for whoever may read its plan, by life domain and day.
///
/// # Errors
/// When the database fails.
pub fn of_case(tx: &mut Tx<'_>, seat: &Seat, case: &CaseId) -> StoreResult<Vec<Weighable>> {
    let place = Place::of(tx, seat, case.as_str())?;
    let rows: Vec<Loaded> = actions_for!(seat)
        .filter(actions::case_id.eq(case.to_string()))
        .order((actions::life_domain, actions::due_on, actions::id))
        .limit(MOST_IN_A_PLAN)
        .load(tx.db())?;
    let found = weighable(seat, rows, &place)?;
    with_their_progress(tx, found)
}

/// What a seat holds or was asked to take upon itself, soonest first.
///
/// # Errors
/// When the database fails.
pub fn of_seat(tx: &mut Tx<'_>, seat: &Seat, limit: i64) -> StoreResult<Vec<Weighable>> {
    let held = actions::holder_seat_id.eq(seat.id.to_string()).assume_not_null();
    let waiting = [ActionState::Proposed, ActionState::Accepted, ActionState::Running];
    let mut query = actions_for!(seat)
        .filter(
            held.or(action_parties::seat_id
                .is_not_null()
                .and(actions::state.eq(ActionState::Proposed.code()))),
        )
        .filter(actions::state.eq_any(waiting.map(ActionState::code)))
        .order((actions::due_on, actions::id))
        .limit(limit)
        .into_boxed();
    if seat.function.is_police() {
        query = for_police!(query, seat, Place::NOWHERE.rooms);
    }
    let rows: Vec<Loaded> = query.load(tx.db())?;
    let found = weighable(seat, rows, &Place::NOWHERE)?;
    with_their_progress(tx, found)
}

/// Which actions are late.
#[derive(Debug, Clone, Copy)]
pub enum Late {
    /// Accepted or running, and due before this day.
    Due(NaiveDate),
    /// Proposed before this instant, and not answered.
    Unanswered(NaiveDateTime),
}

/// The actions that are late, of the municipality named or of all, the longest first.
///
/// # Errors
/// When the database fails.
pub fn late(
    tx: &mut Tx<'_>,
    seat: &Seat,
    municipality: Option<&str>,
    late: Late,
    limit: i64,
) -> StoreResult<Vec<Weighable>> {
    let mut query = actions_for!(seat).limit(limit).into_boxed();
    query = match late {
        Late::Due(day) => query
            .filter(actions::state.eq_any(ActionState::OPEN.map(ActionState::code)))
            .filter(actions::due_on.lt(day))
            .order((actions::due_on, actions::id)),
        Late::Unanswered(before) => query
            .filter(actions::state.eq(ActionState::Proposed.code()))
            .filter(actions::created_at.lt(before))
            .order((actions::created_at, actions::id)),
    };
    if let Some(municipality) = municipality {
        query = query.filter(cases::municipality.eq(municipality.to_owned()));
    }
    let rows: Vec<Loaded> = query.load(tx.db())?;
    weighable(seat, rows, &Place::NOWHERE)
}
