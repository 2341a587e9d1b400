//! What an invitee reads of her own invitation, and which functions are invited beside her (R15).

use super::error::StoreResult;
use super::meetings::SENT;
use super::schema::{invitations, items, meetings, organisations, seats};
use super::sql_text::code;
use crate::access::Tx;
use crate::domain::ids::{InvitationId, ItemId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::Function;
use crate::views::convocation::InvitedFunction;
use crate::views::instant;
use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

/// An invitation with its meeting.
pub struct Letter {
    /// When the meeting begins.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// When the invitation was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// What the function is asked to contribute.
    pub contribution_reason: String,
    /// The legal basis it rests on.
    pub legal_reference: Option<LegalReferenceId>,
}

type LetterRow = (
    NaiveDateTime,
    String,
    Option<NaiveDateTime>,
    String,
    Option<LegalReferenceId>,
);

/// One invitation with its meeting.
///
/// # Errors
/// When the database fails.
pub fn letter(tx: &mut Tx<'_>, invitation: &InvitationId) -> StoreResult<Option<Letter>> {
    let row: Option<LetterRow> = invitations::table
        .inner_join(items::table.inner_join(meetings::table))
        .filter(invitations::id.eq(invitation))
        .select((
            meetings::starts_at,
            meetings::place,
            invitations::sent_at,
            invitations::contribution_reason,
            invitations::legal_reference_id,
        ))
        .first(tx.db())
        .optional()?;
    Ok(row.map(
        |(starts_at, place, sent_at, contribution_reason, legal_reference)| Letter {
            starts_at: instant(starts_at),
            place,
            sent_at: sent_at.map(instant),
            contribution_reason,
            legal_reference,
        },
    ))
}

/// The functions invited to an item, each once, whatever anybody answered.
///
/// # Errors
/// When the database fails.
pub fn functions(tx: &mut Tx<'_>, item: &ItemId) -> StoreResult<Vec<InvitedFunction>> {
    let rows: Vec<(String, Option<String>)> = invitations::table
        .inner_join(seats::table.left_join(organisations::table))
        .filter(invitations::item_id.eq(item).and(invitations::state.eq_any(SENT)))
        .select((seats::function, organisations::kind.nullable()))
        .distinct()
        .order((seats::function, organisations::kind.nullable()))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(function, kind)| {
            Ok(InvitedFunction {
                function: code(Function::from_code(&function), "seats.function")?,
                organisation: kind
                    .map(|kind| code(OrganisationKind::from_code(&kind), "organisations.kind"))
                    .transpose()?,
            })
        })
        .collect()
}
