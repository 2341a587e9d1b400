//! Case managers and their deputies, and what ties somebody to a case (R37, R38).

use super::error::StoreResult;
use super::schema::{accounts, actions, attendances, case_managers, cases, items, seats};
use super::sql_text::code;
use super::standing::{SEAT, SeatRow};
use crate::access::{Action, Permit, Seat, Tx};
use crate::app::case_managers::AppointManager;
use crate::clock;
use crate::domain::action::{ActionState, ManagerRole};
use crate::domain::ids::{AccountId, CaseId, ItemId, LivcId, SeatId};
use crate::domain::meeting::ItemState;
use crate::policy::case_file::Tie;
use crate::views::action::ManagerView;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// What ties a seat to a case today: always two statements, so that their number tells nothing.
///
/// # Errors
/// When the database fails.
pub(super) fn tie(tx: &mut Tx<'_>, seat: &Seat, case: &str) -> StoreResult<Tie> {
    let today = tx.today();
    let managed: i64 = case_managers::table
        .filter(case_managers::case_id.eq(case))
        .filter(case_managers::seat_id.eq(&seat.id))
        .filter(case_managers::ended_at.is_null())
        .filter(case_managers::valid_from.le(today))
        .filter(
            case_managers::valid_until
                .is_null()
                .or(case_managers::valid_until.ge(today).assume_not_null()),
        )
        .count()
        .get_result(tx.db())?;
    let held: i64 = actions::table
        .filter(actions::case_id.eq(case))
        .filter(actions::holder_seat_id.eq(&seat.id))
        .filter(actions::state.eq_any(ActionState::OPEN.map(ActionState::code)))
        .count()
        .get_result(tx.db())?;
    Ok(match (managed > 0, held > 0) {
        (true, _) => Tie::Manager,
        (false, true) => Tie::ActionHolder,
        (false, false) => Tie::None,
    })
}

/// The open items of a case in whose room the seat is, confirmed by the chair. A signature on paper gives no reads.
///
/// # Errors
/// When the database fails.
pub(super) fn rooms(tx: &mut Tx<'_>, seat: &Seat, case: &str) -> StoreResult<Vec<ItemId>> {
    Ok(items::table
        .inner_join(attendances::table)
        .filter(items::case_id.eq(case))
        .filter(items::state.eq(ItemState::Open.code()))
        .filter(attendances::seat_id.eq(&seat.id))
        .filter(attendances::confirmed_at.is_not_null())
        .filter(attendances::checked_out_at.is_null())
        .filter(attendances::paper_act_id.is_null())
        .order(items::id)
        .select(items::id)
        .load(tx.db())?)
}

type Row = (
    CaseId,
    String,
    SeatId,
    String,
    Option<crate::domain::ids::OrganisationId>,
    NaiveDate,
    Option<NaiveDate>,
);

/// Who manages these cases, today or later, the case manager before her deputies.
///
/// # Errors
/// When the database fails.
pub fn of_cases(tx: &mut Tx<'_>, cases: &[CaseId]) -> StoreResult<BTreeMap<CaseId, Vec<ManagerView>>> {
    let today = tx.today();
    let wanted: Vec<String> = cases.iter().map(ToString::to_string).collect();
    let rows: Vec<Row> = case_managers::table
        .inner_join(seats::table.on(seats::id.eq(case_managers::seat_id)))
        .inner_join(accounts::table.on(accounts::id.eq(seats::account_id)))
        .filter(case_managers::case_id.eq_any(wanted))
        .filter(case_managers::ended_at.is_null())
        .filter(
            case_managers::valid_until
                .is_null()
                .or(case_managers::valid_until.ge(today).assume_not_null()),
        )
        .order((case_managers::role.desc(), case_managers::id))
        .select((
            case_managers::case_id,
            case_managers::role,
            case_managers::seat_id,
            accounts::display_name,
            seats::organisation_id,
            case_managers::valid_from,
            case_managers::valid_until,
        ))
        .load(tx.db())?;
    let mut by_case: BTreeMap<CaseId, Vec<ManagerView>> = BTreeMap::new();
    for (case, role, seat_id, name, organisation_id, valid_from, valid_until) in rows {
        by_case.entry(case).or_default().push(ManagerView {
            role: code(ManagerRole::from_code(&role), "case_managers.role")?,
            seat_id,
            name,
            organisation_id,
            valid_from,
            valid_until,
        });
    }
    Ok(by_case)
}

/// The person behind a seat, if that seat can look after a case today: somebody who takes part, not of
/// the police, and not the mayor: she directs, and has no right to every text (R39).
///
/// # Errors
/// When the database fails.
pub fn candidate(tx: &mut Tx<'_>, livc: &LivcId, seat: &SeatId) -> StoreResult<Option<AccountId>> {
    let today = tx.today();
    let found: Option<(SeatRow, AccountId)> = seats::table
        .filter(seats::id.eq(seat).and(seats::livc_id.eq(livc)))
        .select((SEAT, seats::account_id))
        .first(tx.db())
        .optional()?;
    let Some((row, account)) = found else {
        return Ok(None);
    };
    let function = row.function()?;
    let able = function.may_manage_a_case() && row.is_held_on(today);
    Ok(able.then_some(account))
}

/// Acts that say who looks after a case.
pub trait Appoints: Action {}
impl Appoints for AppointManager {}

/// A role to give.
#[derive(Debug, Clone)]
pub struct NewManager<'a> {
    /// The case.
    pub case: &'a CaseId,
    /// The seat.
    pub seat: &'a SeatId,
    /// Case manager or deputy.
    pub role: ManagerRole,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_until: Option<NaiveDate>,
    /// The seat of who appoints.
    pub by: &'a SeatId,
}

/// Ends whoever looked after a case so far, deputies included.
///
/// # Errors
/// When the database fails.
pub fn end_all<'tx, A: Appoints>(tx: &mut Tx<'tx>, permit: &Permit<'tx, A>, case: &CaseId) -> StoreResult<()> {
    let open = case_managers::table.filter(case_managers::case_id.eq(case).and(case_managers::ended_at.is_null()));
    diesel::update(open)
        .set(case_managers::ended_at.eq(Some(permit.at().naive_utc())))
        .execute(tx.db())?;
    // The case changed for whoever reads it: two who appoint at the same moment exclude each other.
    diesel::update(cases::table.find(case))
        .set(cases::version.eq(cases::version + 1))
        .execute(tx.db())?;
    Ok(())
}

/// Gives a role on a case.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx, A: Appoints>(tx: &mut Tx<'tx>, permit: &Permit<'tx, A>, new: &NewManager<'_>) -> StoreResult<()> {
    let at: NaiveDateTime = permit.at().naive_utc();
    diesel::insert_into(case_managers::table)
        .values((
            case_managers::id.eq(clock::new_id(permit.at())),
            case_managers::case_id.eq(new.case),
            case_managers::seat_id.eq(new.seat),
            case_managers::role.eq(new.role.code()),
            case_managers::valid_from.eq(new.valid_from),
            case_managers::valid_until.eq(new.valid_until),
            case_managers::appointed_by.eq(new.by),
            case_managers::created_at.eq(at),
        ))
        .execute(tx.db())?;
    Ok(())
}
