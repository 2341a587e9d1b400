//! The signed list of attendance: it adds to those who took part effectively, and opens nothing to read (R18, R54).

use super::error::StoreResult;
use super::schema::{attendances, cases, items, meetings};
use crate::access::{Caller, Permit, Tx};
use crate::app::paper_acts::ConfirmPaperAct;
use crate::clock::today_in_brussels;
use crate::domain::ids::{AttendanceId, ItemId, LivcId, MeetingId, SeatId};
use crate::views::instant;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// The municipalities whose cases are on the agenda of a meeting.
///
/// # Errors
/// When the database fails.
pub fn municipalities(tx: &mut Tx<'_>, meeting: &MeetingId) -> StoreResult<Vec<String>> {
    Ok(items::table
        .inner_join(cases::table)
        .filter(items::meeting_id.eq(meeting))
        .select(cases::municipality)
        .distinct()
        .order(cases::municipality)
        .load(tx.db())?)
}

/// An item, as far as a list of attendance concerns it.
pub struct Course {
    /// NIS code of the municipality of its case.
    pub municipality: String,
    /// The day of its meeting, in Belgium.
    pub day: NaiveDate,
    /// When it was opened and closed; none while it is not over.
    pub over: Option<(NaiveDateTime, NaiveDateTime)>,
}

/// The course of an item of the caller's LIVC R.
///
/// # Errors
/// When the database fails.
pub fn item(tx: &mut Tx<'_>, caller: &Caller, id: &ItemId) -> StoreResult<Option<Course>> {
    type Row = (String, NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>);
    let livc = caller.livc().map_or("", LivcId::as_str);
    let row: Option<Row> = items::table
        .inner_join(cases::table)
        .inner_join(meetings::table)
        .filter(items::id.eq(id).and(meetings::livc_id.eq(livc)))
        .select((
            cases::municipality,
            meetings::starts_at,
            items::opened_at,
            items::closed_at,
        ))
        .first(tx.db())
        .optional()?;
    Ok(row.map(|(municipality, starts_at, opened_at, closed_at)| Course {
        municipality,
        day: today_in_brussels(instant(starts_at)),
        over: opened_at.zip(closed_at),
    }))
}

/// Somebody who signed the list.
pub struct Signed<'a> {
    /// The seat.
    pub seat: &'a SeatId,
    /// The attendance she has already: checked in, but never confirmed.
    pub known: Option<&'a AttendanceId>,
    /// Id of a new attendance.
    pub new: &'a AttendanceId,
}

/// Adds somebody to those who took part in an item that is over. The chair never confirmed her in the room, and so the
/// row gives her no more to read than the row of somebody who was not there.
///
/// # Errors
/// When the database fails.
pub fn add<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ConfirmPaperAct>,
    item: &ItemId,
    course: (NaiveDateTime, NaiveDateTime),
    signed: &Signed<'_>,
) -> StoreResult<()> {
    let act = permit.target().as_str();
    match signed.known {
        Some(id) => diesel::update(attendances::table.find(id))
            .set((
                attendances::paper_act_id.eq(Some(act)),
                attendances::version.eq(attendances::version + 1),
            ))
            .execute(tx.db())?,
        None => diesel::insert_into(attendances::table)
            .values((
                attendances::id.eq(signed.new),
                attendances::item_id.eq(item),
                attendances::seat_id.eq(signed.seat),
                attendances::checked_in_at.eq(course.0),
                attendances::checked_out_at.eq(Some(course.1)),
                attendances::paper_act_id.eq(Some(act)),
                attendances::version.eq(1),
            ))
            .execute(tx.db())?,
    };
    Ok(())
}
