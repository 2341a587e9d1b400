//! How work stands: every case in one line, and what is overdue (R37, R38, R39, R40, R54).

use super::plan::decided;
use crate::access::{Caller, Context, Disclosed, Gate, Page, PageRequest, Question, Refused, Tx};
use crate::policy::case_file::CaseAct;
use crate::policy::livc::LivcAct;
use crate::policy::{self, Scope};
use crate::store::action_lists::{self, Late};
use crate::store::livcs::{Livc, LivcRef};
use crate::store::{overdue, overview};
use crate::views::overview::{OverdueView, OverviewLineView};
use chrono::TimeDelta;

/// How long a proposal may wait for an answer.
const ANSWER_WITHIN: TimeDelta = TimeDelta::days(14);
/// How far ahead an ending is told.
const TOLD_AHEAD: TimeDelta = TimeDelta::days(30);
/// The most lines of one list.
const MOST: i64 = 200;

struct Overview(PageRequest);
impl Question for Overview {
    type Target = Livc;
    type Answer = Page<OverviewLineView>;
    const ACT: LivcAct = LivcAct::ReadOverview;

    fn answer(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        livc: &Livc,
        scope: Scope,
    ) -> Result<Page<OverviewLineView>, Refused> {
        let limit = usize::from(self.0.limit);
        let mut found = overview::page(tx, caller.seated()?, &livc.id, &self.0)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().map(|(line, _)| line.case_id.to_string()).filter(|_| more);
        let items = found
            .into_iter()
            .filter(|(_, facts)| policy::decide(CaseAct::Read, facts).is_permit())
            .map(|(line, _)| OverviewLineView {
                actions: line.actions.filter(|_| scope == Scope::Full),
                ..line
            })
            .collect();
        Ok(Page { items, next })
    }
}

/// Reads how every case stands.
///
/// # Errors
/// [`Refused`].
pub async fn overview(
    gate: &Gate,
    ctx: &Context,
    page: PageRequest,
) -> Result<Disclosed<Page<OverviewLineView>>, Refused> {
    gate.ask(ctx, LivcRef::Own, Overview(page)).await
}

struct Overdue;
impl Question for Overdue {
    type Target = Livc;
    type Answer = OverdueView;
    const ACT: LivcAct = LivcAct::ReadOverdue;

    fn answer(&self, tx: &mut Tx<'_>, caller: &Caller, livc: &Livc, _: Scope) -> Result<OverdueView, Refused> {
        let seat = caller.seated()?;
        let own = overview::territory(seat);
        let own = own.as_deref();
        let (now, today) = (tx.at(), tx.today());
        let unanswered = Late::Unanswered((now - ANSWER_WITHIN).naive_utc());
        let due = action_lists::late(tx, seat, own, Late::Due(today), MOST)?;
        let unanswered = action_lists::late(tx, seat, own, unanswered, MOST)?;
        // Whoever holds one of them reads its text in her own list: this one is for the course of things.
        let status = |found| {
            let mut lines = decided(found, caller);
            for line in &mut lines {
                (line.kind, line.text, line.holder_seat_id, line.progress) = (None, None, None, None);
            }
            lines
        };
        Ok(OverdueView {
            actions: status(due),
            unanswered: status(unanswered),
            without_manager: overdue::without_manager(tx, &livc.id, own, MOST)?,
            ending: overdue::ending(tx, &livc.id, own, today + TOLD_AHEAD)?,
            paper_acts: overdue::paper_acts(tx, &livc.id, own, MOST)?,
        })
    }
}

/// Reads what should have been done by now, or ends soon.
///
/// # Errors
/// [`Refused`].
pub async fn overdue(gate: &Gate, ctx: &Context) -> Result<Disclosed<OverdueView>, Refused> {
    gate.ask(ctx, LivcRef::Own, Overdue).await
}
