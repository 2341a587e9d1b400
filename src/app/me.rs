//! For whoever has three minutes: what one is invited to, and what one has to do (R14, R37).

use super::plan::decided;
use crate::access::{Caller, Context, Disclosed, Gate, Question, Refused, Tx};
use crate::policy::Scope;
use crate::policy::session::SessionAct;
use crate::store::action_lists;
use crate::store::agenda;
use crate::store::sessions::{Session, SessionRef};
use crate::views::action::{AgendaView, OwnActionsView};

/// The most lines one screen shows.
const MOST: u16 = 100;

struct OwnAgenda;
impl Question for OwnAgenda {
    type Target = Session;
    type Answer = AgendaView;
    const ACT: SessionAct = SessionAct::ReadAgenda;

    fn answer(&self, tx: &mut Tx<'_>, caller: &Caller, _: &Session, _: Scope) -> Result<AgendaView, Refused> {
        let items = agenda::of_seat(tx, caller.seated()?, i64::from(MOST))?;
        Ok(AgendaView { items })
    }
}

/// Reads what one is invited to and what is asked of one, soonest first.
///
/// # Errors
/// [`Refused`]; 428 R52 without a seat.
pub async fn agenda(gate: &Gate, ctx: &Context) -> Result<Disclosed<AgendaView>, Refused> {
    gate.ask(ctx, SessionRef::Own, OwnAgenda).await
}

struct OwnActions;
impl Question for OwnActions {
    type Target = Session;
    type Answer = OwnActionsView;
    const ACT: SessionAct = SessionAct::ReadOwnActions;

    fn answer(&self, tx: &mut Tx<'_>, caller: &Caller, _: &Session, _: Scope) -> Result<OwnActionsView, Refused> {
        let mut found = action_lists::of_seat(tx, caller.seated()?, i64::from(MOST) + 1)?;
        let more = found.len() > usize::from(MOST);
        found.truncate(usize::from(MOST));
        let items = decided(found, caller);
        Ok(OwnActionsView { items, more })
    }
}

/// Reads the actions one holds or was asked to take upon oneself, soonest first.
///
/// # Errors
/// [`Refused`]; 428 R52 without a seat.
pub async fn actions(gate: &Gate, ctx: &Context) -> Result<Disclosed<OwnActionsView>, Refused> {
    gate.ask(ctx, SessionRef::Own, OwnActions).await
}
