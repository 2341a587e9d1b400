//! Agreed actions: who proposes one, who takes it upon herself, and what became of it (R34, R37).

use super::field;
use crate::access::{Action, Context, Disclosed, Explanation, Gate, Outcome, Page, PageRequest, Refused, Tx};
use crate::clock::today_in_brussels;
use crate::domain::action::{self, ActionKind, ActionState, ActionText, Progress};
use crate::domain::ids::{ActionId, ItemId, OrganisationId, SeatId};
use crate::domain::seat::Function;
use crate::policy::Rule;
use crate::policy::action::ActionAct;
use crate::policy::item::ItemAct;
use crate::reference;
use crate::store::StoreError;
use crate::store::acting::{self, NewAction};
use crate::store::action_lists::ActionsOf;
use crate::store::actions::AgreedAction;
use crate::store::attendance::{self, Present};
use crate::store::items::Item;
use crate::views::action::ActionView;
use chrono::NaiveDate;

/// Proposes an action in an open item.
pub struct ProposeAction;
impl Action for ProposeAction {
    type Target = Item;
    type Outcome = AgreedAction;
    const ACT: ItemAct = ItemAct::ProposeAction;
}

macro_rules! act_on_action {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        pub struct $name;
        impl Action for $name {
            type Target = AgreedAction;
            type Outcome = AgreedAction;
            const ACT: ActionAct = ActionAct::$name;
        }
    };
}
act_on_action!(
    /// Accepts an action for one's organisation.
    Accept
);
act_on_action!(
    /// Declines an action for one's organisation.
    Decline
);
act_on_action!(
    /// Tells how far an action is.
    Report
);
act_on_action!(
    /// Approves that the police are asked to hold an action.
    Approve
);
act_on_action!(
    /// Takes back a proposal.
    Cancel
);

/// What is proposed.
#[derive(Debug, Clone)]
pub struct ActionDraft {
    /// Code of the life domain.
    pub life_domain: String,
    /// The kind.
    pub kind: ActionKind,
    /// What is to be done.
    pub text: ActionText,
    /// The responsible organisation.
    pub organisation: OrganisationId,
    /// By when.
    pub due_on: NaiveDate,
}

type Seen = Disclosed<Outcome<ActionView>>;

/// What is said of an organisation one cannot propose for, whether there is such an organisation or not.
const NOT_AT_THE_TABLE: &str =
    "one's own organisation; for chair and coordinator, one with a confirmed participant at this item";

/// Proposes an action: for one's own organisation, or, as chair or coordinator, for any at the table (R37).
///
/// # Errors
/// [`Refused`]; 409 R37 while the item is not open, 422 R37 at the field.
pub async fn propose(gate: &Gate, ctx: &Context, item: ItemId, draft: ActionDraft) -> Result<Seen, Refused> {
    gate.act::<ProposeAction>(ctx, item, move |tx, item, permit| {
        let seat = permit.seat()?.clone();
        let livc = seat.livc.clone().ok_or(Refused::Concealed)?;
        let today = today_in_brussels(permit.at());
        if reference::life_domain(&draft.life_domain, today).is_none() {
            return Err(field(Rule::R37, "/life_domain", "not a life domain on this day"));
        }
        if !action::can_be_due(draft.due_on, today) {
            return Err(field(Rule::R37, "/due_on", "not in the past, and within two years"));
        }
        let own = seat.organisation.as_ref() == Some(&draft.organisation);
        let for_others = item.is_chaired_by(&seat.id) || seat.function == Function::PreventionOfficial;
        let parties = if own || for_others {
            people(tx, &item.id, &draft.organisation)?
        } else {
            Vec::new()
        };
        if parties.is_empty() {
            return Err(field(Rule::R37, "/organisation_id", NOT_AT_THE_TABLE));
        }
        let police_held = parties.iter().any(|person| person.function.is_police());
        let parties: Vec<SeatId> = parties.into_iter().map(|person| person.seat).collect();
        let id = permit.new_id(ActionId::parse)?;
        let new = NewAction {
            id: &id,
            livc: &livc,
            case: &item.case,
            item: Some(&item.id),
            organisation: &draft.organisation,
            // To propose for one's own organisation is to accept; the police wait for the others (R34).
            holder: Some(&seat.id).filter(|_| own && !police_held),
            parties: &parties,
            proposed_by: &seat.id,
            approved_by_proposer: police_held,
            life_domain: &draft.life_domain,
            kind: draft.kind,
            text: draft.text.as_str(),
            due_on: draft.due_on,
            police_held,
        };
        acting::insert(tx, &permit, &new)?;
        Ok(id)
    })
    .await
}

/// The confirmed participants of an item for one organisation.
fn people(tx: &mut Tx<'_>, item: &ItemId, organisation: &OrganisationId) -> Result<Vec<Present>, StoreError> {
    let mut all = attendance::of_item(tx, item)?;
    all.retain(|person| {
        person.held && person.attendance.took_part() && person.organisation.as_ref() == Some(organisation)
    });
    Ok(all)
}

/// Accepts an action for one's organisation: from then on one holds it.
///
/// # Errors
/// [`Refused`]; 409 R37 once it was answered, 409 R34 while an approval is missing.
pub async fn accept(gate: &Gate, ctx: &Context, id: ActionId) -> Result<Seen, Refused> {
    gate.act::<Accept>(ctx, id, |tx, action, permit| {
        let seat = permit.seat()?.id.clone();
        acting::move_on(tx, &permit, &seat, ActionState::Accepted, None)?;
        Ok(action.id)
    })
    .await
}

/// Declines an action for one's organisation; a reason is never asked.
///
/// # Errors
/// [`Refused`]; 409 R37 once it was answered.
pub async fn decline(gate: &Gate, ctx: &Context, id: ActionId, reason: Option<ActionText>) -> Result<Seen, Refused> {
    gate.act::<Decline>(ctx, id, move |tx, action, permit| {
        let seat = permit.seat()?.id.clone();
        let reason = reason.as_ref().map(ActionText::as_str);
        acting::move_on(tx, &permit, &seat, ActionState::Declined, reason)?;
        Ok(action.id)
    })
    .await
}

/// Tells how far an action is; a note is never asked.
///
/// # Errors
/// [`Refused`]; 403 R37 for anybody but its holder, 409 R37 once it has ended.
pub async fn report(
    gate: &Gate,
    ctx: &Context,
    id: ActionId,
    progress: Progress,
    note: Option<ActionText>,
) -> Result<Seen, Refused> {
    gate.act::<Report>(ctx, id, move |tx, action, permit| {
        let seat = permit.seat()?.id.clone();
        let note = note.as_ref().map(ActionText::as_str);
        acting::move_on(tx, &permit, &seat, progress.state(), note)?;
        Ok(action.id)
    })
    .await
}

/// Approves that the police are asked to hold an action.
///
/// # Errors
/// [`Refused`]; 403 R34 outside the room of the open item.
pub async fn approve(gate: &Gate, ctx: &Context, id: ActionId) -> Result<Seen, Refused> {
    gate.act::<Approve>(ctx, id, |tx, action, permit| {
        let seat = permit.seat()?.id.clone();
        acting::approve(tx, &permit, &seat)?;
        Ok(action.id)
    })
    .await
}

/// Takes back a proposal.
///
/// # Errors
/// [`Refused`]; 409 R37 once it was answered.
pub async fn cancel(gate: &Gate, ctx: &Context, id: ActionId) -> Result<Seen, Refused> {
    gate.act::<Cancel>(ctx, id, |tx, action, permit| {
        let seat = permit.seat()?.id.clone();
        acting::move_on(tx, &permit, &seat, ActionState::Cancelled, None)?;
        Ok(action.id)
    })
    .await
}

/// Reads an action, as far as one may.
///
/// # Errors
/// [`Refused`].
pub async fn read(gate: &Gate, ctx: &Context, id: ActionId) -> Result<Disclosed<ActionView>, Refused> {
    gate.read::<AgreedAction>(ctx, id).await
}

/// Lists the actions of an item's case that one may see.
///
/// # Errors
/// [`Refused`].
pub async fn list(
    gate: &Gate,
    ctx: &Context,
    item: ItemId,
    page: PageRequest,
) -> Result<Disclosed<Page<ActionView>>, Refused> {
    gate.list(ctx, item, ActionsOf, page).await
}

/// Explains what the rules say about an act on an action.
///
/// # Errors
/// [`Refused::Concealed`] where the asker may not know of it.
pub async fn why(gate: &Gate, ctx: &Context, id: ActionId, act: ActionAct) -> Result<Explanation, Refused> {
    gate.explain::<AgreedAction>(ctx, id, act).await
}
