//! What a hand-over moves: roles on cases, and within one organisation agreed actions (R07, R53).

use super::error::StoreResult;
use super::handovers::Hand;
use super::schema::{action_parties, actions, case_managers, cases};
use super::sql_text::code;
use crate::access::{Permit, Tx};
use crate::app::handovers::HandOver;
use crate::clock;
use crate::domain::action::{ActionState, ManagerRole};
use crate::domain::ids::{ActionId, CaseId, SeatId};
use crate::domain::livc::municipality::NisCode;
use crate::store::Db;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::BTreeSet;

type Role = (CaseId, ManagerRole, NaiveDate, Option<NaiveDate>);

/// The open roles of a seat on cases of one municipality, each case once: who manages a case does not deputise for herself.
fn roles(tx: &mut Tx<'_>, seat: &SeatId, municipality: Option<&NisCode>) -> StoreResult<Vec<Role>> {
    let today = tx.today();
    let rows: Vec<(CaseId, String, NaiveDate, Option<NaiveDate>)> = case_managers::table
        .inner_join(cases::table)
        .filter(case_managers::seat_id.eq(seat).and(case_managers::ended_at.is_null()))
        .filter(cases::municipality.eq(municipality.map(ToString::to_string).unwrap_or_default()))
        .filter(
            case_managers::valid_until
                .is_null()
                .or(case_managers::valid_until.ge(today).assume_not_null()),
        )
        .order((case_managers::case_id, case_managers::role.desc(), case_managers::id))
        .select((
            case_managers::case_id,
            case_managers::role,
            case_managers::valid_from,
            case_managers::valid_until,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(case, role, from, until)| {
            let role = code(ManagerRole::from_code(&role), "case_managers.role")?;
            Ok((case, role, from, until))
        })
        .collect()
}

/// Hands over the open roles on cases; tells how many the taker has from then on.
///
/// # Errors
/// When the database fails.
pub(super) fn move_roles<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, HandOver>,
    from: &Hand,
    to: &Hand,
    by: &SeatId,
) -> StoreResult<usize> {
    let (at, today) = (permit.at(), tx.today());
    // A mayor hands over the cases of her own municipality; those of another wait for theirs (R01, R39).
    let own = permit.seat().ok().and_then(|seat| seat.municipality);
    let given = roles(tx, &from.seat, own.as_ref())?;
    let managed: BTreeSet<CaseId> = roles(tx, &to.seat, own.as_ref())?
        .into_iter()
        .filter(|role| role.1 == ManagerRole::Manager)
        .map(|role| role.0)
        .collect();
    let cases: BTreeSet<String> = given.iter().map(|role| role.0.to_string()).collect();
    // The giver's roles end; so do those of the taker as deputy for what she now manages or deputises for anyway.
    let ending = case_managers::table
        .filter(case_managers::case_id.eq_any(cases))
        .filter(case_managers::ended_at.is_null())
        .filter(
            case_managers::seat_id.eq(from.seat.as_str()).or(case_managers::seat_id
                .eq(to.seat.as_str())
                .and(case_managers::role.eq(ManagerRole::Deputy.code()))),
        );
    diesel::update(ending)
        .set(case_managers::ended_at.eq(Some(at.naive_utc())))
        .execute(tx.db())?;
    let taken: Vec<_> = given
        .into_iter()
        .filter(|role| !managed.contains(&role.0))
        .map(|(case, role, valid_from, valid_until)| {
            (
                case_managers::id.eq(clock::new_id(at)),
                case_managers::case_id.eq(case.to_string()),
                case_managers::seat_id.eq(to.seat.to_string()),
                case_managers::role.eq(role.code()),
                case_managers::valid_from.eq(valid_from.max(today)),
                case_managers::valid_until.eq(valid_until),
                case_managers::appointed_by.eq(by.to_string()),
                case_managers::created_at.eq(at.naive_utc()),
            )
        })
        .collect();
    Ok(match tx.db() {
        Db::Sqlite(c) => diesel::insert_into(case_managers::table).values(&taken).execute(c)?,
        Db::Pg(c) => diesel::insert_into(case_managers::table).values(&taken).execute(c)?,
    })
}

/// Hands over open actions and open proposals; tells how many.
///
/// # Errors
/// When the database fails.
pub(super) fn move_actions<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, HandOver>,
    from: &Hand,
    to: &Hand,
) -> StoreResult<usize> {
    let at = permit.at().naive_utc();
    let held: Vec<ActionId> = actions::table
        .filter(actions::holder_seat_id.eq(&from.seat))
        .filter(actions::state.eq_any(ActionState::OPEN.map(ActionState::code)))
        .select(actions::id)
        .load(tx.db())?;
    let asked: Vec<ActionId> = actions::table
        .inner_join(action_parties::table)
        .filter(
            action_parties::seat_id
                .eq(&from.seat)
                .and(action_parties::until.is_null()),
        )
        .filter(actions::state.eq(ActionState::Proposed.code()))
        .select(actions::id)
        .load(tx.db())?;
    let texts = |ids: &[ActionId]| ids.iter().map(ToString::to_string).collect::<BTreeSet<String>>();
    let moved: BTreeSet<String> = texts(&held).union(&texts(&asked)).cloned().collect();
    diesel::update(actions::table.filter(actions::id.eq_any(texts(&held))))
        .set(actions::holder_seat_id.eq(Some(to.seat.as_str())))
        .execute(tx.db())?;
    diesel::update(actions::table.filter(actions::id.eq_any(moved.clone())))
        .set(actions::version.eq(actions::version + 1))
        .execute(tx.db())?;
    let of = |seat: &SeatId| {
        action_parties::table
            .filter(action_parties::action_id.eq_any(moved.clone()))
            .filter(action_parties::seat_id.eq(seat.to_string()))
    };
    diesel::update(of(&from.seat).filter(action_parties::until.is_null()))
        .set(action_parties::until.eq(Some(at)))
        .execute(tx.db())?;
    let known: Vec<ActionId> = of(&to.seat).select(action_parties::action_id).load(tx.db())?;
    diesel::update(of(&to.seat).filter(action_parties::until.is_not_null()))
        .set((
            action_parties::since.eq(at),
            action_parties::until.eq(None::<NaiveDateTime>),
        ))
        .execute(tx.db())?;
    let known = texts(&known);
    let joining: Vec<_> = moved
        .iter()
        .filter(|id| !known.contains(*id))
        .map(|id| {
            (
                action_parties::action_id.eq(id.clone()),
                action_parties::seat_id.eq(to.seat.to_string()),
                action_parties::since.eq(at),
            )
        })
        .collect();
    match tx.db() {
        Db::Sqlite(c) => diesel::insert_into(action_parties::table).values(&joining).execute(c)?,
        Db::Pg(c) => diesel::insert_into(action_parties::table).values(&joining).execute(c)?,
    };
    Ok(moved.len())
}
