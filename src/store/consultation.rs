//! The course of a consultation: acknowledged, checked in and out, confirmed, opened, closed (R17-R19).

use super::acting;
use super::error::StoreResult;
use super::schema::{acknowledgements, attendances, contributions, items, meetings};
use crate::access::{Permit, Tx};
use crate::app::items::{Acknowledge, CheckIn, CheckOut, CloseItem, ConfirmAttendance, OpenItem};
use crate::domain::ids::{AttendanceId, CaseId, ItemId, SeatId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::domain::meeting::{ItemState, MeetingState};
use crate::store::items::Item;
use crate::store::legal_references;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Somebody acknowledges the secrecy of the consultation.
pub struct Acknowledgement<'a> {
    /// The case.
    pub case: &'a CaseId,
    /// Her seat.
    pub seat: &'a SeatId,
    /// The version of the text.
    pub text_version: &'a str,
    /// The provision in force on that day (R06).
    pub provision: &'a LegalReferenceId,
}

/// Keeps that somebody acknowledged the secrecy of the consultation, once for each case (R17).
///
/// # Errors
/// When the database fails.
pub fn acknowledge<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, Acknowledge>,
    new: &Acknowledgement<'_>,
) -> StoreResult<()> {
    let known: i64 = acknowledgements::table
        .filter(
            acknowledgements::case_id
                .eq(new.case)
                .and(acknowledgements::seat_id.eq(new.seat)),
        )
        .count()
        .get_result(tx.db())?;
    if known == 0 {
        diesel::insert_into(acknowledgements::table)
            .values((
                acknowledgements::case_id.eq(new.case),
                acknowledgements::seat_id.eq(new.seat),
                acknowledgements::text_version.eq(new.text_version),
                acknowledgements::acknowledged_at.eq(permit.at().naive_utc()),
                acknowledgements::legal_reference_id.eq(Some(new.provision.as_str())),
            ))
            .execute(tx.db())?;
        legal_references::mark_used(tx, permit, new.provision)?;
    }
    Ok(())
}

/// Checks somebody in, or in again.
///
/// # Errors
/// When the database fails.
pub fn check_in<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, CheckIn>,
    known: Option<&AttendanceId>,
    new: &AttendanceId,
    seat: &SeatId,
) -> StoreResult<()> {
    match known {
        Some(id) => {
            diesel::update(attendances::table.find(id))
                .set((
                    attendances::checked_out_at.eq(None::<NaiveDateTime>),
                    attendances::version.eq(attendances::version + 1),
                ))
                .execute(tx.db())?;
        }
        None => {
            diesel::insert_into(attendances::table)
                .values((
                    attendances::id.eq(new),
                    attendances::item_id.eq(permit.target()),
                    attendances::seat_id.eq(seat),
                    attendances::checked_in_at.eq(permit.at().naive_utc()),
                    attendances::version.eq(1),
                ))
                .execute(tx.db())?;
        }
    }
    Ok(())
}

/// Checks somebody out.
///
/// # Errors
/// When the database fails.
pub fn check_out<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, CheckOut>, id: &AttendanceId) -> StoreResult<()> {
    diesel::update(attendances::table.find(id))
        .set((
            attendances::checked_out_at.eq(Some(permit.at().naive_utc())),
            attendances::version.eq(attendances::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Confirms that somebody in the room attends: from then on the participation is effective. Tells whether anybody was
/// to confirm.
///
/// # Errors
/// When the database fails.
pub fn confirm<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ConfirmAttendance>,
    id: &AttendanceId,
    by: &SeatId,
) -> StoreResult<bool> {
    let in_the_room = attendances::table
        .filter(attendances::id.eq(id).and(attendances::item_id.eq(permit.target())))
        .filter(attendances::checked_out_at.is_null());
    let confirmed = diesel::update(in_the_room)
        .set((
            attendances::confirmed_at.eq(Some(permit.at().naive_utc())),
            attendances::confirmed_by.eq(Some(by.as_str())),
            attendances::version.eq(attendances::version + 1),
        ))
        .execute(tx.db())?;
    Ok(confirmed == 1)
}

/// Opens an item: its chair is who opens it, and the chair attends.
///
/// # Errors
/// When the database fails.
pub fn open<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, OpenItem>, item: &Item, chair: &SeatId) -> StoreResult<()> {
    let at = permit.at().naive_utc();
    diesel::update(items::table.find(permit.target()))
        .set((
            items::state.eq(ItemState::Open.code()),
            items::chair_seat_id.eq(Some(chair.as_str())),
            items::opened_at.eq(Some(at)),
            items::version.eq(items::version + 1),
        ))
        .execute(tx.db())?;
    diesel::update(meetings::table.find(&item.meeting))
        .set((
            meetings::state.eq(MeetingState::InSession.code()),
            meetings::version.eq(meetings::version + 1),
        ))
        .execute(tx.db())?;
    diesel::update(
        attendances::table.filter(
            attendances::item_id
                .eq(permit.target())
                .and(attendances::seat_id.eq(chair)),
        ),
    )
    .set((
        attendances::confirmed_at.eq(Some(at)),
        attendances::confirmed_by.eq(Some(chair.as_str())),
    ))
    .execute(tx.db())?;
    Ok(())
}

/// Closes an item: from here on nothing lands in it and its participation does not change; what the police were to hold
/// and did not accept is taken back (R34). The meeting closes with its last item.
///
/// # Errors
/// When the database fails.
pub fn close<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, CloseItem>, item: &Item, chair: &SeatId) -> StoreResult<()> {
    let at = latest(tx, permit.target(), permit.at().naive_utc())?;
    acting::cancel_at_closing(tx, permit, chair, at)?;
    diesel::update(items::table.find(permit.target()))
        .set((
            items::state.eq(ItemState::Closed.code()),
            items::closed_at.eq(Some(at)),
            items::version.eq(items::version + 1),
        ))
        .execute(tx.db())?;
    let left: i64 = items::table
        .filter(
            items::meeting_id
                .eq(&item.meeting)
                .and(items::state.ne(ItemState::Closed.code())),
        )
        .count()
        .get_result(tx.db())?;
    if left == 0 {
        diesel::update(meetings::table.find(&item.meeting))
            .set((
                meetings::state.eq(MeetingState::Closed.code()),
                meetings::version.eq(meetings::version + 1),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// The latest instant in an item, or `at` when that is later: what came in before the closing is not later than it.
///
/// Reading all this has a second effect: PostgreSQL sees that the closing and whatever is under way in the item exclude
/// each other, and has one of them tried again.
fn latest(tx: &mut Tx<'_>, item: &ItemId, at: NaiveDateTime) -> StoreResult<NaiveDateTime> {
    let said: Vec<NaiveDateTime> = contributions::table
        .filter(contributions::item_id.eq(item))
        .select(contributions::created_at)
        .load(tx.db())?;
    let there: Vec<(NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>)> = attendances::table
        .filter(attendances::item_id.eq(item))
        .select((
            attendances::checked_in_at,
            attendances::checked_out_at,
            attendances::confirmed_at,
        ))
        .load(tx.db())?;
    let there = there
        .into_iter()
        .flat_map(|(came, left, confirmed)| [Some(came), left, confirmed])
        .flatten();
    let agreed = acting::instants(tx, item)?;
    Ok(said.into_iter().chain(there).chain(agreed).fold(at, NaiveDateTime::max))
}
