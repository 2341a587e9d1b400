//! Invitations: prepared by the coordinator, sent by the mayor, answered by the invitee (R04, R14, R16).

use super::error::StoreResult;
use super::legal_references;
use super::schema::{accounts, invitations, items, seats};
use super::sql_text::code;
use super::standing::{SEAT, SeatRow};
use crate::access::{Action, Caller, ObjectRef, Permit, Protected, Sealed, Tx};
use crate::app::invitations::{AnswerInvitation, SendInvitation};
use crate::app::meetings::AddItem;
use crate::domain::ids::{CaseId, InvitationId, ItemId, SeatId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::domain::meeting::{Answer, DeclineReason, InvitationState, ItemState};
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::item::{ItemAct, ItemFacts};
use crate::store::items::Item;
use crate::views::item::InvitationView;
use diesel::prelude::*;

/// An invitation as loaded, for those who prepare and direct the meeting.
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The item.
    pub item: ItemId,
    seat: SeatRow,
    function: Function,
    name: String,
    contribution_reason: String,
    state: InvitationState,
    decline_reason: Option<DeclineReason>,
}

impl Invitation {
    /// The seat invited, with its function.
    #[must_use]
    pub fn invitee(&self) -> (SeatId, Function) {
        (self.seat.id.clone(), self.function)
    }

    /// The view; reasons to decline are for mayor and coordinator.
    #[must_use]
    pub fn view(&self, scope: Scope) -> InvitationView {
        let reason = match scope {
            Scope::Full => self.decline_reason,
            Scope::WithoutReasons
            | Scope::WithoutCaseCode
            | Scope::OwnItems
            | Scope::WithoutNames
            | Scope::DoneOrNot
            | Scope::Status
            | Scope::ProcessOnly => None,
        };
        InvitationView {
            id: self.id.clone(),
            seat_id: self.seat.id.clone(),
            name: self.name.clone(),
            function: self.function,
            organisation_id: self.seat.organisation.clone(),
            contribution_reason: self.contribution_reason.clone(),
            state: self.state,
            decline_reason: reason,
        }
    }
}

type Row = (InvitationId, ItemId, String, String, Option<String>, SeatRow, String);

/// The invitations of an item, or one by id.
pub(crate) fn select(
    tx: &mut Tx<'_>,
    item: Option<&ItemId>,
    id: Option<&InvitationId>,
) -> StoreResult<Vec<Invitation>> {
    let mut query = invitations::table
        .inner_join(seats::table.inner_join(accounts::table))
        .order(invitations::id)
        .select((
            invitations::id,
            invitations::item_id,
            invitations::contribution_reason,
            invitations::state,
            invitations::decline_reason,
            SEAT,
            accounts::display_name,
        ))
        .into_boxed();
    if let Some(item) = item {
        query = query.filter(invitations::item_id.eq(item.as_str()));
    }
    if let Some(id) = id {
        query = query.filter(invitations::id.eq(id.as_str()));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    rows.into_iter()
        .map(|(id, item, contribution_reason, state, decline_reason, seat, name)| {
            Ok(Invitation {
                id,
                item,
                function: seat.function()?,
                seat,
                name,
                contribution_reason,
                state: code(InvitationState::from_code(&state), "invitations.state")?,
                decline_reason: decline_reason
                    .map(|r| code(DeclineReason::from_code(&r), "invitations.decline_reason"))
                    .transpose()?,
            })
        })
        .collect()
}

impl Protected for Invitation {
    type Id = InvitationId;
    type Facts = ItemFacts;
    type View = InvitationView;
    const READ: ItemAct = ItemAct::ReadInvitations;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &InvitationId) -> StoreResult<Option<Sealed<Self>>> {
        let Some(found) = select(tx, None, Some(id))?.into_iter().next() else {
            return Ok(None);
        };
        let facts = Item::load(tx, caller, &found.item)?.map(|sealed| sealed.facts());
        Ok(facts.map(|facts| Sealed::new(found, facts)))
    }

    fn parse_id(text: &str) -> Option<InvitationId> {
        InvitationId::parse(text).ok()
    }

    fn id(&self) -> InvitationId {
        self.id.clone()
    }

    fn disclose(&self, scope: Scope, _caller: &Caller) -> InvitationView {
        self.view(scope)
    }

    fn object_ref(id: &InvitationId) -> ObjectRef {
        ObjectRef::new("invitation", id)
    }
}

/// Acts that propose invitations.
pub trait Invites: Action {}

/// Proposes an invitation. A second one for the same seat is a duplicate.
///
/// # Errors
/// When the database fails, or the seat is invited already.
pub fn prepare<'tx, A: Invites>(
    tx: &mut Tx<'tx>,
    _permit: &Permit<'tx, A>,
    id: &InvitationId,
    item: &ItemId,
    seat: &SeatId,
    contribution_reason: &str,
) -> StoreResult<()> {
    diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(id),
            invitations::item_id.eq(item),
            invitations::seat_id.eq(seat),
            invitations::contribution_reason.eq(contribution_reason),
            invitations::state.eq(InvitationState::Prepared.code()),
            invitations::version.eq(1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Sends one invitation after the convocation, on the legal basis of its invitee; tells whether it was still prepared.
///
/// # Errors
/// When the database fails.
pub fn send<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, SendInvitation>,
    id: &InvitationId,
    basis: &LegalReferenceId,
) -> StoreResult<bool> {
    let prepared = invitations::table
        .filter(invitations::id.eq(id).and(invitations::item_id.eq(permit.target())))
        .filter(invitations::state.eq(InvitationState::Prepared.code()));
    let sent = diesel::update(prepared)
        .set((
            invitations::state.eq(InvitationState::Sent.code()),
            invitations::sent_at.eq(Some(permit.at().naive_utc())),
            invitations::legal_reference_id.eq(Some(basis.as_str())),
            invitations::version.eq(invitations::version + 1),
        ))
        .execute(tx.db())?;
    legal_references::mark_used(tx, permit, basis)?;
    Ok(sent == 1)
}

/// Keeps the answer to one's own invitation.
///
/// # Errors
/// When the database fails.
pub fn answer<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, AnswerInvitation>,
    id: &InvitationId,
    answer: Answer,
    reason: Option<DeclineReason>,
) -> StoreResult<()> {
    let state = match answer {
        Answer::Accepted => InvitationState::Accepted,
        Answer::Declined => InvitationState::Declined,
    };
    diesel::update(invitations::table.find(id))
        .set((
            invitations::state.eq(state.code()),
            invitations::answered_at.eq(Some(permit.at().naive_utc())),
            invitations::decline_reason.eq(reason.map(DeclineReason::code)),
            invitations::version.eq(invitations::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Puts a case on the agenda as the next item of the permit's meeting.
///
/// # Errors
/// When the database fails, or the case is on this agenda already.
pub fn add_item<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, AddItem>, id: &ItemId, case: &CaseId) -> StoreResult<()> {
    let last: Option<i32> = items::table
        .filter(items::meeting_id.eq(permit.target()))
        .select(diesel::dsl::max(items::position))
        .first(tx.db())?;
    diesel::insert_into(items::table)
        .values((
            items::id.eq(id),
            items::meeting_id.eq(permit.target()),
            items::case_id.eq(case),
            items::position.eq(last.unwrap_or(0) + 1),
            items::state.eq(ItemState::Draft.code()),
            items::version.eq(1),
        ))
        .execute(tx.db())?;
    Ok(())
}
