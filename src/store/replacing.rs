//! Replacing an invitee: proposed, then approved or refused by the mayor; an approval invites anew and passes nothing on
//! (R07).

use super::error::StoreResult;
use super::items::fact;
use super::legal_references;
use super::replacements::{Came, Replacement};
use super::schema::{attendances, invitations, replacements};
use super::sql_text::code;
use crate::access::{Permit, Tx};
use crate::app::replacements::{ApproveReplacement, ProposeReplacement, RefuseReplacement};
use crate::domain::ids::{InvitationId, ItemId, ReplacementId, SeatId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::domain::meeting::{InvitationState, ReplacementState};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Who is to be replaced.
pub struct Invitee {
    /// Her seat.
    pub seat: SeatId,
    /// Her invitation so far.
    pub state: InvitationState,
    /// Whether she is in the room, or took part already.
    pub came: bool,
    /// Whether a replacement waits or was approved.
    pub replacing: bool,
}

/// Who is invited by an invitation to an item.
///
/// # Errors
/// When the database fails.
pub fn invitee(tx: &mut Tx<'_>, item: &ItemId, invitation: &InvitationId) -> StoreResult<Option<Invitee>> {
    let row: Option<(SeatId, String)> = invitations::table
        .filter(invitations::id.eq(invitation).and(invitations::item_id.eq(item)))
        .select((invitations::seat_id, invitations::state))
        .first(tx.db())
        .optional()?;
    let Some((seat, state)) = row else {
        return Ok(None);
    };
    let times: Option<Came> = attendances::table
        .filter(attendances::item_id.eq(item).and(attendances::seat_id.eq(&seat)))
        .select((attendances::id, attendances::checked_out_at, attendances::confirmed_at))
        .first(tx.db())
        .optional()?;
    let replacing: i64 = replacements::table
        .filter(replacements::invitation_id.eq(invitation))
        .filter(replacements::state.ne(ReplacementState::Refused.code()))
        .count()
        .get_result(tx.db())?;
    let came = times.map(|(_, out, confirmed)| fact(out, confirmed));
    Ok(Some(Invitee {
        seat,
        state: code(InvitationState::from_code(&state), "invitations.state")?,
        came: came.is_some_and(|came| came.in_the_room() || came.took_part()),
        replacing: replacing > 0,
    }))
}

/// Whether a seat has an invitation to an item, sent or not.
///
/// # Errors
/// When the database fails.
pub fn is_invited(tx: &mut Tx<'_>, item: &ItemId, seat: &SeatId) -> StoreResult<bool> {
    let found: i64 = invitations::table
        .filter(invitations::item_id.eq(item).and(invitations::seat_id.eq(seat)))
        .count()
        .get_result(tx.db())?;
    Ok(found > 0)
}

/// Keeps a proposal. A second one that waits for the same invitation is a duplicate.
///
/// # Errors
/// When the database fails, or a replacement waits or was approved already.
pub fn propose<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ProposeReplacement>,
    id: &ReplacementId,
    (invitation, seat): (&InvitationId, &SeatId),
    by: &SeatId,
) -> StoreResult<()> {
    diesel::insert_into(replacements::table)
        .values((
            replacements::id.eq(id),
            replacements::item_id.eq(permit.target()),
            replacements::invitation_id.eq(invitation),
            replacements::seat_id.eq(seat),
            replacements::state.eq(ReplacementState::Proposed.code()),
            replacements::proposed_by.eq(by),
            replacements::proposed_at.eq(permit.at().naive_utc()),
            replacements::version.eq(1),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn decide(
    tx: &mut Tx<'_>,
    id: &ReplacementId,
    state: ReplacementState,
    (by, at): (&SeatId, NaiveDateTime),
) -> StoreResult<()> {
    diesel::update(replacements::table.find(id))
        .set((
            replacements::state.eq(state.code()),
            replacements::decided_by.eq(Some(by.as_str())),
            replacements::decided_at.eq(Some(at)),
            replacements::version.eq(replacements::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Refuses a replacement: the invitation stays as it is.
///
/// # Errors
/// When the database fails.
pub fn refuse<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, RefuseReplacement>, by: &SeatId) -> StoreResult<()> {
    let course = (by, permit.at().naive_utc());
    decide(tx, permit.target(), ReplacementState::Refused, course)
}

/// Approves a replacement: the old invitation is replaced, and a new one is sent, with nothing of the old one but what it
/// asks for.
///
/// # Errors
/// When the database fails.
pub fn approve<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ApproveReplacement>,
    replacement: &Replacement,
    (new, basis): (&InvitationId, &LegalReferenceId),
    by: &SeatId,
) -> StoreResult<()> {
    let at = permit.at().naive_utc();
    decide(tx, permit.target(), ReplacementState::Approved, (by, at))?;
    let asked: String = invitations::table
        .find(&replacement.invitation)
        .select(invitations::contribution_reason)
        .first(tx.db())?;
    diesel::update(invitations::table.find(&replacement.invitation))
        .set((
            invitations::state.eq(InvitationState::Replaced.code()),
            invitations::version.eq(invitations::version + 1),
        ))
        .execute(tx.db())?;
    diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(new),
            invitations::item_id.eq(&replacement.item),
            invitations::seat_id.eq(&replacement.seat),
            invitations::contribution_reason.eq(asked),
            invitations::state.eq(InvitationState::Sent.code()),
            invitations::sent_at.eq(Some(at)),
            invitations::legal_reference_id.eq(Some(basis.as_str())),
            invitations::version.eq(1),
        ))
        .execute(tx.db())?;
    legal_references::mark_used(tx, permit, basis)
}
