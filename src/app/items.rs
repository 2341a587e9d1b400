//! The consultation on one item: acknowledge, check in, open, confirm, close (R17-R19).

use crate::access::{Action, Caller, Context, Disclosed, Explanation, Gate, Outcome, Question, Refused, Tx};
use crate::domain::ids::{AttendanceId, ItemId};
use crate::policy::item::ItemAct;
use crate::policy::{Denial, Rule, Scope};
use crate::store::attendance::{self, Present};
use crate::store::consultation;
use crate::store::items::Item;
use crate::store::legal_references;
use crate::views::item::{AttendanceView, ItemView};

macro_rules! act_on_item {
    ($(#[$meta:meta])* $name:ident, $act:ident, $outcome:ty) => {
        $(#[$meta])*
        pub struct $name;
        impl Action for $name {
            type Target = Item;
            type Outcome = $outcome;
            const ACT: ItemAct = ItemAct::$act;
        }
    };
}
act_on_item!(
    /// Acknowledges the secrecy of the consultation.
    Acknowledge, Acknowledge, Item
);
act_on_item!(
    /// Checks in.
    CheckIn, CheckIn, Item
);
act_on_item!(
    /// Checks out.
    CheckOut, CheckOut, Item
);
act_on_item!(
    /// Confirms that somebody attends.
    ConfirmAttendance, ConfirmAttendance, Present
);
act_on_item!(
    /// Opens the consultation.
    OpenItem, Open, Item
);
act_on_item!(
    /// Closes the consultation.
    CloseItem, Close, Item
);

type Seen = Disclosed<Outcome<ItemView>>;

/// The provision under which the consultation is secret.
const SECRECY_PROVISION: &str = "sw-458ter-2";

/// The version of the text that is acknowledged.
pub const SECRECY_TEXT: &str = "2026-1";

/// Reads an item.
///
/// # Errors
/// [`Refused`]; 428 R17 before acknowledging.
pub async fn read(gate: &Gate, ctx: &Context, id: ItemId) -> Result<Disclosed<ItemView>, Refused> {
    gate.read::<Item>(ctx, id).await
}

/// Acknowledges the secrecy of the consultation (art. 458ter § 2), once for each case.
///
/// # Errors
/// [`Refused`]; 409 R17 for another version of the text.
pub async fn acknowledge(gate: &Gate, ctx: &Context, id: ItemId, text_version: String) -> Result<Seen, Refused> {
    gate.act::<Acknowledge>(ctx, id, move |tx, item, permit| {
        if text_version != SECRECY_TEXT {
            let detail = format!("the text in force is version {SECRECY_TEXT}");
            return Err(Refused::field(Rule::R17, Denial::WrongState, "/text_version", detail));
        }
        let seat = permit.seat()?.id.clone();
        let today = crate::clock::today_in_brussels(permit.at());
        let provision = legal_references::valid_on(tx, SECRECY_PROVISION, today)?;
        let provision = provision.ok_or_else(|| Refused::by(Rule::R06, Denial::WrongState))?.id;
        let new = consultation::Acknowledgement {
            case: &item.case,
            seat: &seat,
            text_version: &text_version,
            provision: &provision,
        };
        consultation::acknowledge(tx, &permit, &new)?;
        Ok(item.id)
    })
    .await
}

/// Checks in.
///
/// # Errors
/// [`Refused`]; 409 R18 after closing.
pub async fn check_in(gate: &Gate, ctx: &Context, id: ItemId) -> Result<Seen, Refused> {
    gate.act::<CheckIn>(ctx, id, |tx, item, permit| {
        let seat = permit.seat()?.id.clone();
        let new = permit.new_id(AttendanceId::parse)?;
        consultation::check_in(tx, &permit, item.attendance.as_ref(), &new, &seat)?;
        Ok(item.id)
    })
    .await
}

/// Checks out.
///
/// # Errors
/// [`Refused`].
pub async fn check_out(gate: &Gate, ctx: &Context, id: ItemId) -> Result<Seen, Refused> {
    gate.act::<CheckOut>(ctx, id, |tx, item, permit| {
        let attendance = item
            .attendance
            .as_ref()
            .ok_or_else(|| Refused::by(Rule::R18, Denial::WrongState))?;
        consultation::check_out(tx, &permit, attendance)?;
        Ok(item.id)
    })
    .await
}

/// Confirms that somebody in the room attends.
///
/// # Errors
/// [`Refused`]; 409 R18 when she is not in the room.
pub async fn confirm(
    gate: &Gate,
    ctx: &Context,
    id: ItemId,
    who: AttendanceId,
) -> Result<Disclosed<Outcome<AttendanceView>>, Refused> {
    gate.act::<ConfirmAttendance>(ctx, id, move |tx, _, permit| {
        let chair = permit.seat()?.id.clone();
        if !consultation::confirm(tx, &permit, &who, &chair)? {
            return Err(Refused::by(Rule::R18, Denial::WrongState));
        }
        Ok(who.clone())
    })
    .await
}

/// Opens the consultation on an item; who opens it chairs it.
///
/// # Errors
/// [`Refused`]; 409 R19 without the core seats, 409 R14 while another item is open.
pub async fn open(gate: &Gate, ctx: &Context, id: ItemId) -> Result<Seen, Refused> {
    gate.act::<OpenItem>(ctx, id, |tx, item, permit| {
        let chair = permit.seat()?.id.clone();
        consultation::open(tx, &permit, &item, &chair)?;
        Ok(item.id)
    })
    .await
}

/// Closes the consultation on an item and freezes its participation.
///
/// # Errors
/// [`Refused`].
pub async fn close(gate: &Gate, ctx: &Context, id: ItemId) -> Result<Seen, Refused> {
    gate.act::<CloseItem>(ctx, id, |tx, item, permit| {
        let chair = permit.seat()?.id.clone();
        consultation::close(tx, &permit, &item, &chair)?;
        Ok(item.id)
    })
    .await
}

struct WhoAttends;
impl Question for WhoAttends {
    type Target = Item;
    type Answer = Vec<AttendanceView>;
    const ACT: ItemAct = ItemAct::ReadAttendance;

    fn answer(
        &self,
        tx: &mut Tx<'_>,
        _caller: &Caller,
        item: &Item,
        _scope: Scope,
    ) -> Result<Vec<AttendanceView>, Refused> {
        Ok(attendance::of_item(tx, &item.id)?.iter().map(Present::view).collect())
    }
}

/// Reads who attends.
///
/// # Errors
/// [`Refused`]; 403 R20 for an invitee who was not there.
pub async fn attendance(gate: &Gate, ctx: &Context, id: ItemId) -> Result<Disclosed<Vec<AttendanceView>>, Refused> {
    gate.ask(ctx, id, WhoAttends).await
}

/// Explains what the rules say about an act on an item.
///
/// # Errors
/// [`Refused::Concealed`] where the asker may not know of it.
pub async fn why(gate: &Gate, ctx: &Context, id: ItemId, act: ItemAct) -> Result<Explanation, Refused> {
    gate.explain::<Item>(ctx, id, act).await
}
