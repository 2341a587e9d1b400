//! Invitations to one item: proposed, sent by the mayor, answered by the invitee (R04, R14, R16).

use super::convocation::rest_on_the_purpose;
use super::{TargetId, field, mandates, once, unknown};
use crate::access::{Action, Context, Disclosed, Gate, Outcome, Question, Refused, Tx};
use crate::domain::ids::{InvitationId, ItemId, SeatId};
use crate::domain::meeting::{Answer, DeclineReason};
use crate::domain::text::Line;
use crate::policy::item::ItemAct;
use crate::policy::{Denial, Rule, Scope};
use crate::store::agenda::ItemLine;
use crate::store::invitations::{self, Invitation, Invites};
use crate::store::items::Item;
use crate::store::{invited, legal_references, seats};
use crate::views::item::{InvitationView, ItemLineView};

/// Proposes an invitation.
pub struct PrepareInvitation;
impl Action for PrepareInvitation {
    type Target = Item;
    type Outcome = Invitation;
    const ACT: ItemAct = ItemAct::PrepareInvitation;
}
impl Invites for PrepareInvitation {}

/// Sends one invitation after the convocation.
pub struct SendInvitation;
impl Action for SendInvitation {
    type Target = Item;
    type Outcome = Invitation;
    const ACT: ItemAct = ItemAct::SendInvitation;
}

/// Answers one's own invitation.
pub struct AnswerInvitation;
impl Action for AnswerInvitation {
    type Target = Item;
    type Outcome = ItemLine;
    const ACT: ItemAct = ItemAct::Answer;
}

/// Proposes to invite a seat, for what it can contribute to this follow-up.
///
/// # Errors
/// [`Refused`]; 422 for an unknown seat, 422 R04 for a function that does not take part, 422 R03 for police without
/// clearance on the day, 422 R05 for an invitee without mandate on it.
pub async fn prepare(
    gate: &Gate,
    ctx: &Context,
    item: ItemId,
    seat: SeatId,
    reason: Line,
) -> Result<Disclosed<Outcome<InvitationView>>, Refused> {
    gate.act::<PrepareInvitation>(ctx, item, move |tx, item, permit| {
        let livc = permit.seat()?.livc.clone().ok_or(Refused::Concealed)?;
        let day = crate::clock::today_in_brussels(item.starts_at.and_utc());
        let held = seats::entries(tx, Some(&seat), Some(&livc))?;
        let invitee = held
            .first()
            .filter(|s| s.is_held_on(day))
            .ok_or_else(|| unknown("/seat_id"))?;
        if !invitee.function().takes_part() {
            return Err(field(
                Rule::R04,
                "/seat_id",
                "this function does not take part in a consultation",
            ));
        }
        if !invitee.is_cleared_on(day)? {
            return Err(field(
                Rule::R03,
                "/seat_id",
                "the clearance of this seat does not hold on the day",
            ));
        }
        let asked = [(seat.clone(), invitee.function())];
        if mandates::bases(tx, &asked, day)?.is_empty() {
            return Err(mandates::without_basis("/seat_id"));
        }
        let id = permit.new_id(InvitationId::parse)?;
        once(invitations::prepare(tx, &permit, &id, &item.id, &seat, reason.as_str()))?;
        Ok(id)
    })
    .await
}

/// Sends one invitation after the convocation.
///
/// # Errors
/// [`Refused`]; 409 R04 when it was sent already, 422 R05 for an invitee without mandate on the day.
pub async fn send(
    gate: &Gate,
    ctx: &Context,
    item: ItemId,
    invitation: InvitationId,
) -> Result<Disclosed<Outcome<InvitationView>>, Refused> {
    gate.act::<SendInvitation>(ctx, item, move |tx, item, permit| {
        let not_prepared = || Refused::by(Rule::R04, Denial::WrongState);
        let found = invitations::select(tx, Some(&item.id), Some(&invitation))?;
        let asked = [found.first().ok_or_else(not_prepared)?.invitee()];
        let day = crate::clock::today_in_brussels(item.starts_at.and_utc());
        let ground = mandates::bases(tx, &asked, day)?.into_values().next();
        let ground = ground.ok_or_else(|| mandates::without_basis("/path/invitation_id"))?;
        if !invitations::send(tx, &permit, &invitation, &ground)? {
            return Err(not_prepared());
        }
        rest_on_the_purpose(tx, &permit, day)?;
        Ok(invitation.clone())
    })
    .await
}

/// Answers one's own invitation; the answer can change until the item closes.
///
/// # Errors
/// [`Refused`]; 428 R16 for declining without a reason from the list, where the legal basis asks for one.
pub async fn answer(
    gate: &Gate,
    ctx: &Context,
    item: ItemId,
    invitation: InvitationId,
    answer: Answer,
    reason: Option<DeclineReason>,
) -> Result<Disclosed<Outcome<ItemLineView>>, Refused> {
    let target: TargetId<AnswerInvitation> = item;
    gate.act::<AnswerInvitation>(ctx, target, move |tx, item, permit| {
        if item.invitation.as_ref() != Some(&invitation) {
            return Err(Refused::Concealed);
        }
        if answer == Answer::Declined && item.is_in_the_room() {
            return Err(Refused::field(
                Rule::R16,
                Denial::WrongState,
                "/answer",
                "check out before declining",
            ));
        }
        let reason = match (answer, reason) {
            (Answer::Declined, None) if !asks_reason(tx, &invitation)? => None,
            (Answer::Declined, None) => {
                let detail = "choose a reason; professional_judgement suffices";
                return Err(Refused::field(
                    Rule::R16,
                    Denial::PreconditionMissing,
                    "/reason",
                    detail,
                ));
            }
            (Answer::Declined, Some(reason)) => Some(reason),
            (Answer::Accepted, _) => None,
        };
        invitations::answer(tx, &permit, &invitation, answer, reason)?;
        Ok(item.id)
    })
    .await
}

/// Whether the legal basis of an invitation asks whoever declines for a reason. Where none was kept, one is asked.
fn asks_reason(tx: &mut Tx<'_>, invitation: &InvitationId) -> Result<bool, Refused> {
    let basis = invited::letter(tx, invitation)?.and_then(|letter| letter.legal_reference);
    let Some(basis) = basis else { return Ok(true) };
    let row = legal_references::by_id(tx, &basis)?;
    Ok(row.is_none_or(|row| row.reference.asks_decline_reason()))
}

struct WhoIsInvited;
impl Question for WhoIsInvited {
    type Target = Item;
    type Answer = Vec<InvitationView>;
    const ACT: ItemAct = ItemAct::ReadInvitations;

    fn answer(
        &self,
        tx: &mut Tx<'_>,
        _caller: &crate::access::Caller,
        item: &Item,
        scope: Scope,
    ) -> Result<Vec<InvitationView>, Refused> {
        Ok(invitations::select(tx, Some(&item.id), None)?
            .iter()
            .map(|invitation| invitation.view(scope))
            .collect())
    }
}

/// Reads who is invited to an item and what they answered.
///
/// # Errors
/// [`Refused`].
pub async fn list(gate: &Gate, ctx: &Context, item: ItemId) -> Result<Disclosed<Vec<InvitationView>>, Refused> {
    gate.ask(ctx, item, WhoIsInvited).await
}
