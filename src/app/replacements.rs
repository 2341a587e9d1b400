//! Replacements: a person of the same organisation comes to one item instead of an invitee, once the mayor approves (R07).

use super::{field, mandates, once, unknown};
use crate::access::{Action, Context, Disclosed, Gate, Outcome, Page, PageRequest, Refused, Tx};
use crate::clock::today_in_brussels;
use crate::domain::ids::{InvitationId, ItemId, LivcId, ReplacementId, SeatId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::domain::meeting::InvitationState;
use crate::domain::seat::Function;
use crate::policy::item::ItemAct;
use crate::policy::replacement::ReplacementAct;
use crate::policy::{Denial, Rule};
use crate::store::items::Item;
use crate::store::replacements::{Replacement, ReplacementsOf};
use crate::store::{invited, replacing, seats};
use crate::views::replacement::ReplacementView;
use chrono::NaiveDate;

/// Proposes a replacement.
pub struct ProposeReplacement;
impl Action for ProposeReplacement {
    type Target = Item;
    type Outcome = Replacement;
    const ACT: ItemAct = ItemAct::ProposeReplacement;
}

/// Approves a replacement.
pub struct ApproveReplacement;
impl Action for ApproveReplacement {
    type Target = Replacement;
    type Outcome = Replacement;
    const ACT: ReplacementAct = ReplacementAct::Approve;
}

/// Refuses a replacement.
pub struct RefuseReplacement;
impl Action for RefuseReplacement {
    type Target = Replacement;
    type Outcome = Replacement;
    const ACT: ReplacementAct = ReplacementAct::Refuse;
}

type Seen = Disclosed<Outcome<ReplacementView>>;

/// Proposes somebody to come instead: the invitee for herself, the coordinator for anybody she names by the invitation.
///
/// # Errors
/// [`Refused`]; 422 R03, R05 or R07 for a person who does not fit, 409 R07 for an invitee who came, or who has a
/// replacement already.
pub async fn propose(
    gate: &Gate,
    ctx: &Context,
    item: ItemId,
    seat: SeatId,
    invitation: Option<InvitationId>,
) -> Result<Seen, Refused> {
    gate.act::<ProposeReplacement>(ctx, item, move |tx, item, permit| {
        let asker = permit.seat()?.clone();
        let livc = asker.livc.ok_or(Refused::Concealed)?;
        let nobody = || unknown("/invitation_id");
        let own = item.invitation.clone();
        let wanted = invitation.clone().or_else(|| own.clone()).ok_or_else(nobody)?;
        if asker.function != Function::PreventionOfficial && own.as_ref() != Some(&wanted) {
            return Err(nobody());
        }
        let invitee = replacing::invitee(tx, &item.id, &wanted)?.ok_or_else(nobody)?;
        let was_invited = match invitee.state {
            InvitationState::Sent | InvitationState::Accepted | InvitationState::Declined => true,
            InvitationState::Prepared | InvitationState::Replaced => false,
        };
        if !was_invited || invitee.came || invitee.replacing {
            return Err(Refused::by(Rule::R07, Denial::WrongState));
        }
        let day = today_in_brussels(item.starts_at.and_utc());
        fit(tx, &livc, &item.id, (&invitee.seat, &seat), day, "/seat_id")?;
        let id = permit.new_id(ReplacementId::parse)?;
        once(replacing::propose(tx, &permit, &id, (&wanted, &seat), &asker.id))?;
        Ok(id)
    })
    .await
}

/// Whether somebody can come instead of an invitee: another person of the same organisation and of the same side of the
/// table, who could be invited herself. Returns her own legal basis.
fn fit(
    tx: &mut Tx<'_>,
    livc: &LivcId,
    item: &ItemId,
    (replaced, seat): (&SeatId, &SeatId),
    day: NaiveDate,
    at: &str,
) -> Result<LegalReferenceId, Refused> {
    let held = seats::entries(tx, Some(seat), Some(livc))?;
    let other = held
        .first()
        .filter(|held| held.is_held_on(day))
        .ok_or_else(|| unknown(at))?;
    let replaced = seats::entries(tx, Some(replaced), Some(livc))?;
    let replaced = replaced.first().ok_or(Refused::Concealed)?;
    let same_table = other.function().takes_part()
        && other.function().core() == replaced.function().core()
        && other.municipality() == replaced.municipality();
    if !same_table || other.organisation() != replaced.organisation() || other.account() == replaced.account() {
        let detail = "not another person of the same organisation who takes part in the same way";
        return Err(field(Rule::R07, at, detail));
    }
    if replacing::is_invited(tx, item, seat)? {
        return Err(field(Rule::R07, at, "is invited to this item already"));
    }
    if !other.is_cleared_on(day)? {
        let detail = "the clearance of this seat does not hold on the day";
        return Err(field(Rule::R03, at, detail));
    }
    let asked = [(seat.clone(), other.function())];
    let basis = mandates::bases(tx, &asked, day)?.remove(seat);
    basis.ok_or_else(|| mandates::without_basis(at))
}

/// Approves a replacement, as the mayor who directs the item: the invitee learns nothing more, and whoever comes instead
/// begins with an invitation of her own.
///
/// # Errors
/// [`Refused`]; 409 R07 when it was decided, or the invitee came.
pub async fn approve(gate: &Gate, ctx: &Context, item: ItemId, id: ReplacementId) -> Result<Seen, Refused> {
    gate.act::<ApproveReplacement>(ctx, id, move |tx, replacement, permit| {
        if replacement.item != item {
            return Err(Refused::Concealed);
        }
        let by = permit.seat()?.clone();
        let livc = by.livc.ok_or(Refused::Concealed)?;
        let letter = invited::letter(tx, &replacement.invitation)?.ok_or(Refused::Concealed)?;
        let day = today_in_brussels(letter.starts_at);
        let persons = (&replacement.replaced, &replacement.seat);
        let basis = fit(tx, &livc, &item, persons, day, "/path/replacement_id")?;
        let new = permit.new_id(InvitationId::parse)?;
        once(replacing::approve(tx, &permit, &replacement, (&new, &basis), &by.id))?;
        Ok(replacement.id)
    })
    .await
}

/// Refuses a replacement, as the mayor who directs the item.
///
/// # Errors
/// [`Refused`]; 409 R07 when it was decided.
pub async fn refuse(gate: &Gate, ctx: &Context, item: ItemId, id: ReplacementId) -> Result<Seen, Refused> {
    gate.act::<RefuseReplacement>(ctx, id, move |tx, replacement, permit| {
        if replacement.item != item {
            return Err(Refused::Concealed);
        }
        replacing::refuse(tx, &permit, &permit.seat()?.id)?;
        Ok(replacement.id)
    })
    .await
}

/// Lists the replacements of an item one may know of.
///
/// # Errors
/// [`Refused`].
pub async fn list(
    gate: &Gate,
    ctx: &Context,
    item: ItemId,
    page: PageRequest,
) -> Result<Disclosed<Page<ReplacementView>>, Refused> {
    gate.list(ctx, item, ReplacementsOf, page).await
}
