//! Handing work over: the mayor moves what one person has under way to another; secrets do not move (R07, R53).

use super::{field, unknown};
use crate::access::{Action, Caller, Context, Disclosed, Gate, Outcome, Page, PageRequest, Question, Refused, Tx};
use crate::domain::ids::{HandoverId, LivcId, SeatId};
use crate::policy::livc::LivcAct;
use crate::policy::{Rule, Scope};
use crate::store::handovers::{self, Handover};
use crate::store::livcs::{Livc, LivcRef};
use crate::views::overview::HandoverView;

/// Hands work from one seat to another.
pub struct HandOver;
impl Action for HandOver {
    type Target = Livc;
    type Outcome = Handover;
    const ACT: LivcAct = LivcAct::HandOver;
}

/// Hands the open case-manager roles of one seat to another and, within one organisation, its open actions. It works
/// while the former seat is held, and after it has ended.
///
/// # Errors
/// [`Refused`]; 422 R53 for a seat that cannot take work, 422 R34 from others to the police.
pub async fn hand_over(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    from: SeatId,
    to: SeatId,
) -> Result<Disclosed<Outcome<HandoverView>>, Refused> {
    gate.act::<HandOver>(ctx, LivcRef::Id(livc), move |tx, livc, permit| {
        let by = permit.seat()?.id.clone();
        let giver = handovers::hand(tx, &livc.id, &from)?.ok_or_else(|| unknown("/from_seat_id"))?;
        let taker = handovers::hand(tx, &livc.id, &to)?.ok_or_else(|| unknown("/to_seat_id"))?;
        if giver.seat == taker.seat {
            return Err(field(Rule::R53, "/to_seat_id", "the same seat"));
        }
        if !taker.held || !taker.function.takes_part() {
            let detail = "must be held today by somebody who takes part";
            return Err(field(Rule::R53, "/to_seat_id", detail));
        }
        if taker.function.is_police() && !giver.function.is_police() {
            let detail = "police take over work from police only";
            return Err(field(Rule::R34, "/to_seat_id", detail));
        }
        let id = permit.new_id(HandoverId::parse)?;
        handovers::hand_over(tx, &permit, (&id, &livc.id, &by), &giver, &taker)?;
        Ok(id)
    })
    .await
}

struct Handovers(PageRequest);
impl Question for Handovers {
    type Target = Livc;
    type Answer = Page<HandoverView>;
    const ACT: LivcAct = LivcAct::ReadHandovers;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, livc: &Livc, _: Scope) -> Result<Page<HandoverView>, Refused> {
        let mut items: Vec<HandoverView> = handovers::page(tx, &livc.id, &self.0)?
            .iter()
            .map(Handover::view)
            .collect();
        let more = items.len() > usize::from(self.0.limit);
        items.truncate(usize::from(self.0.limit));
        let next = items.last().map(|line| line.id.to_string()).filter(|_| more);
        Ok(Page { items, next })
    }
}

/// Lists the hand-overs of a LIVC R.
///
/// # Errors
/// [`Refused`].
pub async fn list(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    page: PageRequest,
) -> Result<Disclosed<Page<HandoverView>>, Refused> {
    gate.ask(ctx, LivcRef::Id(livc), Handovers(page)).await
}
