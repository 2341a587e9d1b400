//! What should have been done by now, or ends soon, beside agreed actions (R03, R05, R38, R54).

use super::error::StoreResult;
use super::overview::is_managed;
use super::schema::{actions, case_managers, cases, mandates, paper_acts, seats};
use crate::access::Tx;
use crate::domain::action::{ActionState, ManagerRole};
use crate::domain::case_file::CaseState;
use crate::domain::ids::{CaseId, LivcId, PaperActId, SeatId};
use crate::views::overview::{CaseLineView, EndingView, LatePaperActView};
use chrono::NaiveDate;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Cases in follow-up, taken over or with somebody at work, that nobody manages.
///
/// # Errors
/// When the database fails.
pub fn without_manager(
    tx: &mut Tx<'_>,
    livc: &LivcId,
    municipality: Option<&str>,
    limit: i64,
) -> StoreResult<Vec<CaseLineView>> {
    let today = tx.today();
    let at_work = exists(
        actions::table
            .filter(actions::case_id.eq(cases::id))
            .filter(actions::state.eq_any(ActionState::OPEN.map(ActionState::code)))
            .select(actions::id),
    );
    let mut query = cases::table
        .filter(cases::livc_id.eq(livc.as_str()))
        .filter(cases::state.eq(CaseState::Checked.code()).or(at_work))
        .filter(not(is_managed!(today)))
        .order(cases::id)
        .limit(limit)
        .select((cases::id, cases::code))
        .into_boxed();
    if let Some(municipality) = municipality {
        query = query.filter(cases::municipality.eq(municipality));
    }
    let rows: Vec<(CaseId, String)> = query.load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(case_id, code)| CaseLineView { case_id, code })
        .collect())
}

/// Mandates, clearances and deputies whose last day lies between today and `last`, soonest first.
///
/// # Errors
/// When the database fails.
pub fn ending(
    tx: &mut Tx<'_>,
    livc: &LivcId,
    municipality: Option<&str>,
    last: NaiveDate,
) -> StoreResult<Vec<EndingView>> {
    let today = tx.today();
    let held = || {
        seats::table.filter(
            seats::livc_id.eq(livc.as_str()).and(seats::ended_at.is_null()).and(
                seats::valid_until
                    .is_null()
                    .or(seats::valid_until.ge(today).assume_not_null()),
            ),
        )
    };
    let mandated: Vec<(SeatId, Option<NaiveDate>)> = held()
        .inner_join(mandates::table.on(mandates::seat_id.eq(seats::id)))
        .select((seats::id, mandates::valid_until))
        .load(tx.db())?;
    // Who has another mandate that goes on is in no hurry.
    let mut until: BTreeMap<SeatId, Option<NaiveDate>> = BTreeMap::new();
    for (seat, end) in mandated {
        let longest = until.entry(seat).or_insert(end);
        *longest = longest.zip(end).map(|(one, other)| one.max(other));
    }
    let cleared: Vec<(SeatId, Option<NaiveDate>)> = held()
        .filter(seats::clearance_expires_on.is_not_null())
        .select((seats::id, seats::clearance_expires_on))
        .load(tx.db())?;
    let deputies: Vec<(SeatId, Option<NaiveDate>)> = held()
        .filter(seats::deputises_for.is_not_null())
        .select((seats::id, seats::valid_until))
        .load(tx.db())?;
    let mut managing = case_managers::table
        .inner_join(cases::table)
        .filter(cases::livc_id.eq(livc.as_str()))
        .filter(case_managers::role.eq(ManagerRole::Deputy.code()))
        .filter(case_managers::ended_at.is_null())
        .select((case_managers::seat_id, case_managers::valid_until))
        .into_boxed();
    if let Some(municipality) = municipality {
        managing = managing.filter(cases::municipality.eq(municipality));
    }
    let managing: Vec<(SeatId, Option<NaiveDate>)> = managing.load(tx.db())?;
    let mut lines: Vec<EndingView> = Vec::new();
    for (what, ends) in [
        ("mandate", until.into_iter().collect()),
        ("clearance", cleared),
        ("deputy_seat", deputies),
        ("deputy_manager", managing),
    ] {
        lines.extend(ends.into_iter().filter_map(|(seat_id, end)| {
            let ends_on = end.filter(|end| (today..=last).contains(end))?;
            Some(EndingView { what, seat_id, ends_on })
        }));
    }
    lines.sort_by(|a, b| (a.ends_on, a.what, &a.seat_id).cmp(&(b.ends_on, b.what, &b.seat_id)));
    lines.dedup_by(|a, b| a.what == b.what && a.seat_id == b.seat_id && a.ends_on == b.ends_on);
    Ok(lines)
}

/// Paper acts not confirmed, or not ratified by the mayor, past their day (R54).
///
/// # Errors
/// When the database fails.
pub fn paper_acts(
    tx: &mut Tx<'_>,
    livc: &LivcId,
    municipality: Option<&str>,
    limit: i64,
) -> StoreResult<Vec<LatePaperActView>> {
    let today = tx.today();
    let unconfirmed = paper_acts::state.eq("entered").and(paper_acts::confirm_by.lt(today));
    let unratified = paper_acts::state
        .eq("confirmed")
        .and(paper_acts::ratified_at.is_null())
        .and(paper_acts::ratify_by.lt(today).assume_not_null());
    let mut query = paper_acts::table
        .filter(paper_acts::livc_id.eq(livc.as_str()))
        .filter(unconfirmed.or(unratified))
        .order(paper_acts::id)
        .limit(limit)
        .select((
            paper_acts::id,
            paper_acts::state,
            paper_acts::confirm_by,
            paper_acts::ratify_by,
        ))
        .into_boxed();
    if let Some(municipality) = municipality {
        query = query.filter(paper_acts::municipality.eq(municipality));
    }
    let rows: Vec<(PaperActId, String, NaiveDate, Option<NaiveDate>)> = query.load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, state, confirm_by, ratify_by)| match ratify_by {
            Some(due_on) if state == "confirmed" => LatePaperActView {
                id,
                waits_for: "ratification",
                due_on,
            },
            Some(_) | None => LatePaperActView {
                id,
                waits_for: "confirmation",
                due_on: confirm_by,
            },
        })
        .collect())
}
