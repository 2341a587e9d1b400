//! Preparing and convening a meeting: meeting, items and invitations change together (R04, R19).

use super::error::StoreResult;
use super::legal_references;
use super::schema::{cases, invitations, items, meetings, seats};
use super::sql_text::code;
use crate::access::{Action, Permit, Tx};
use crate::app::meetings::{AddMeeting, Convene};
use crate::domain::ids::{InvitationId, LivcId, MeetingId, SeatId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::domain::meeting::{InvitationState, ItemState, MeetingState};
use crate::domain::seat::Function;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use std::collections::BTreeMap;

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

/// Acts that send a convocation.
pub trait Convenes: Action {}
impl Convenes for Convene {}

/// An invitation that waits for the convocation.
pub struct Prepared {
    /// Its id.
    pub id: InvitationId,
    /// The seat invited.
    pub seat: SeatId,
    /// Its function.
    pub function: Function,
}

/// The invitations of a municipality's items in preparation: those its mayor's convocation sends.
///
/// # Errors
/// When the database fails.
pub fn prepared(tx: &mut Tx<'_>, meeting: &MeetingId, municipality: &str) -> StoreResult<Vec<Prepared>> {
    let rows: Vec<(InvitationId, SeatId, String)> = invitations::table
        .inner_join(items::table.inner_join(cases::table))
        .inner_join(seats::table)
        .filter(
            items::meeting_id
                .eq(meeting)
                .and(items::state.eq(ItemState::Draft.code())),
        )
        .filter(cases::municipality.eq(municipality))
        .filter(invitations::state.eq(InvitationState::Prepared.code()))
        .order(invitations::id)
        .select((invitations::id, seats::id, seats::function))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(id, seat, function)| {
            let function = code(Function::from_code(&function), "seats.function")?;
            Ok(Prepared { id, seat, function })
        })
        .collect()
}

/// A convocation to send.
pub struct Convocation<'a> {
    /// The meeting.
    pub meeting: &'a MeetingId,
    /// The municipality whose mayor convenes: the items of others stay as they are (R01).
    pub municipality: &'a str,
    /// The seat of that mayor, or of her representative.
    pub by: Option<&'a SeatId>,
    /// Why notice is short.
    pub urgency_reason: Option<&'a str>,
    /// The invitations, by the legal basis each of them rests on (R05).
    pub letters: &'a BTreeMap<LegalReferenceId, Vec<InvitationId>>,
}

/// Sends the convocation: the items of one municipality and their invitations change together, and the meeting with the
/// first of them (R04).
///
/// # Errors
/// When the database fails.
pub fn convene<'tx, A: Convenes>(tx: &mut Tx<'tx>, permit: &Permit<'tx, A>, new: &Convocation<'_>) -> StoreResult<()> {
    let at = permit.at().naive_utc();
    let by = new.by.map(SeatId::as_str);
    let reason = new.urgency_reason.map(str::as_bytes);
    diesel::update(
        meetings::table
            .find(new.meeting)
            .filter(meetings::state.eq(MeetingState::Draft.code())),
    )
    .set((
        meetings::state.eq(MeetingState::Convened.code()),
        meetings::convened_at.eq(Some(at)),
        meetings::convened_by.eq(by),
        meetings::urgency_reason.eq(reason),
    ))
    .execute(tx.db())?;
    diesel::update(meetings::table.find(new.meeting))
        .set(meetings::version.eq(meetings::version + 1))
        .execute(tx.db())?;
    let cases = cases::table
        .filter(cases::municipality.eq(new.municipality))
        .select(cases::id);
    let own = items::table
        .filter(
            items::meeting_id
                .eq(new.meeting)
                .and(items::state.eq(ItemState::Draft.code())),
        )
        .filter(items::case_id.eq_any(cases));
    diesel::update(own)
        .set((
            items::state.eq(ItemState::Convened.code()),
            items::convened_at.eq(Some(at)),
            items::convened_by.eq(by),
            items::urgency_reason.eq(reason),
            items::version.eq(items::version + 1),
        ))
        .execute(tx.db())?;
    for (reference, letters) in new.letters {
        let ids: Vec<&str> = letters.iter().map(InvitationId::as_str).collect();
        diesel::update(invitations::table.filter(invitations::id.eq_any(ids)))
            .set((
                invitations::state.eq(InvitationState::Sent.code()),
                invitations::sent_at.eq(Some(at)),
                invitations::legal_reference_id.eq(Some(reference.as_str())),
                invitations::version.eq(invitations::version + 1),
            ))
            .execute(tx.db())?;
        legal_references::mark_used(tx, permit, reference)?;
    }
    Ok(())
}
