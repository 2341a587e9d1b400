//! How every case stands, in one statement whatever the number of cases and actions (R37, R39, R40).

use super::error::StoreResult;
use super::schema::{actions, case_managers, cases, items, meetings, seats};
use super::sql_text::code;
use crate::access::{PageRequest, Seat, Tx};
use crate::domain::action::{ActionState, ManagerRole};
use crate::domain::case_file::CaseState;
use crate::domain::ids::{CaseId, LivcId};
use crate::domain::meeting::ItemState;
use crate::domain::seat::Function;
use crate::policy::case_file::{CaseFacts, Tie};
use crate::views::instant;
use crate::views::overview::{ActionNumbersView, OverviewLineView};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{exists, min};
use diesel::prelude::*;

/// The municipality a mayor's overview is limited to; nothing for the others.
#[must_use]
pub fn territory(seat: &Seat) -> Option<String> {
    (seat.function == Function::Mayor).then(|| seat.municipality.map_or_else(String::new, |nis| nis.to_string()))
}

/// Whether somebody manages the case of the row today, from a seat that is held.
macro_rules! is_managed {
    ($today:expr) => {{
        let today: NaiveDate = $today;
        exists(
            case_managers::table
                .inner_join(seats::table.on(seats::id.eq(case_managers::seat_id)))
                .filter(case_managers::case_id.eq(cases::id))
                .filter(case_managers::role.eq(ManagerRole::Manager.code()))
                .filter(case_managers::ended_at.is_null())
                .filter(case_managers::valid_from.le(today))
                .filter(seats::ended_at.is_null())
                .filter(
                    seats::valid_until
                        .is_null()
                        .or(seats::valid_until.ge(today).assume_not_null()),
                )
                .select(case_managers::id),
        )
    }};
}
pub(super) use is_managed;

type Row = (
    (CaseId, String, String, String, Option<String>),
    bool,
    Option<NaiveDateTime>,
    (Option<i64>, Option<i64>, Option<i64>),
);

/// One page of the overview, with one more row than is shown, each with the facts it is decided by.
///
/// # Errors
/// When the database fails.
pub fn page(
    tx: &mut Tx<'_>,
    seat: &Seat,
    livc: &LivcId,
    page: &PageRequest,
) -> StoreResult<Vec<(OverviewLineView, CaseFacts)>> {
    let (now, today) = (tx.at().naive_utc(), tx.today());
    let of_case = || actions::table.filter(actions::case_id.eq(cases::id));
    let next_meeting = items::table
        .inner_join(meetings::table)
        .filter(items::case_id.eq(cases::id))
        .filter(items::state.ne(ItemState::Closed.code()))
        .filter(meetings::starts_at.ge(now))
        .select(min(meetings::starts_at))
        .single_value();
    let numbers = (
        of_case()
            .filter(actions::state.eq(ActionState::Proposed.code()))
            .count()
            .single_value(),
        of_case()
            .filter(actions::state.eq_any(ActionState::OPEN.map(ActionState::code)))
            .count()
            .single_value(),
        of_case()
            .filter(actions::state.eq_any(ActionState::OPEN.map(ActionState::code)))
            .filter(actions::due_on.lt(today))
            .count()
            .single_value(),
    );
    let mut query = cases::table
        .filter(cases::livc_id.eq(livc.as_str()))
        .order(cases::id)
        .limit(page.fetch())
        .select((
            (
                cases::id,
                cases::code,
                cases::municipality,
                cases::state,
                cases::category,
            ),
            is_managed!(today),
            next_meeting,
            numbers,
        ))
        .into_boxed();
    if let Some(after) = &page.after {
        query = query.filter(cases::id.gt(after));
    }
    if let Some(own) = territory(seat) {
        query = query.filter(cases::municipality.eq(own));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    rows.into_iter().map(|row| line(seat, row)).collect()
}

fn line(seat: &Seat, row: Row) -> StoreResult<(OverviewLineView, CaseFacts)> {
    let ((case_id, case_code, municipality, state, category), has_manager, next, (proposed, open, overdue)) = row;
    let state = code(CaseState::from_code(&state), "cases.state")?;
    let facts = CaseFacts {
        standing: seat.standing(),
        own_territory: seat
            .municipality
            .as_ref()
            .is_some_and(|nis| nis.to_string() == municipality),
        tie: Tie::None,
        state,
    };
    let numbers = ActionNumbersView {
        proposed: code(proposed, "actions.count")?,
        open: code(open, "actions.count")?,
        overdue: code(overdue, "actions.count")?,
    };
    let line = OverviewLineView {
        case_id,
        code: case_code,
        municipality,
        state,
        category,
        next_meeting_at: next.map(instant),
        has_manager,
        actions: Some(numbers),
    };
    Ok((line, facts))
}
