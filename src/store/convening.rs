//! Preparing and convening a meeting: meeting, items and invitations change together (R04, R19).

use super::error::StoreResult;
use super::schema::{invitations, items, meetings};
use crate::access::{Permit, Tx};
use crate::app::meetings::{AddMeeting, Convene};
use crate::domain::ids::{LivcId, MeetingId, SeatId};
use crate::domain::meeting::{InvitationState, ItemState, MeetingState};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A meeting to prepare.
pub struct NewMeeting<'a> {
    /// Its id.
    pub id: &'a MeetingId,
    /// Its LIVC R.
    pub livc: &'a LivcId,
    /// When it begins.
    pub starts_at: NaiveDateTime,
    /// Where.
    pub place: &'a str,
    /// When it was prepared.
    pub at: NaiveDateTime,
}

/// Prepares a meeting.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx>(tx: &mut Tx<'tx>, _permit: &Permit<'tx, AddMeeting>, new: &NewMeeting<'_>) -> StoreResult<()> {
    diesel::insert_into(meetings::table)
        .values((
            meetings::id.eq(new.id),
            meetings::livc_id.eq(new.livc),
            meetings::starts_at.eq(new.starts_at),
            meetings::place.eq(new.place),
            meetings::state.eq(MeetingState::Draft.code()),
            meetings::version.eq(1),
            meetings::created_at.eq(new.at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Sends the convocation: meeting, items and prepared invitations change together (R04).
///
/// # Errors
/// When the database fails.
pub fn convene<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, Convene>,
    by: &SeatId,
    urgency_reason: Option<&str>,
) -> StoreResult<()> {
    let at = permit.at().naive_utc();
    let meeting = permit.target();
    diesel::update(meetings::table.find(meeting))
        .set((
            meetings::state.eq(MeetingState::Convened.code()),
            meetings::convened_at.eq(Some(at)),
            meetings::convened_by.eq(Some(by.as_str())),
            meetings::urgency_reason.eq(urgency_reason.map(str::as_bytes)),
            meetings::version.eq(meetings::version + 1),
        ))
        .execute(tx.db())?;
    diesel::update(items::table.filter(items::meeting_id.eq(meeting)))
        .set((
            items::state.eq(ItemState::Convened.code()),
            items::version.eq(items::version + 1),
        ))
        .execute(tx.db())?;
    let of_meeting = items::table.filter(items::meeting_id.eq(meeting)).select(items::id);
    diesel::update(
        invitations::table
            .filter(invitations::item_id.eq_any(of_meeting))
            .filter(invitations::state.eq(InvitationState::Prepared.code())),
    )
    .set((
        invitations::state.eq(InvitationState::Sent.code()),
        invitations::sent_at.eq(Some(at)),
        invitations::version.eq(invitations::version + 1),
    ))
    .execute(tx.db())?;
    Ok(())
}
