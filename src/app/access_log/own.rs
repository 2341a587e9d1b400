//! One's own acts: told precisely to their author, and to nobody else (R41).

use crate::access::{Caller, Context, Disclosed, Gate, PageRequest, Question, Refused, Tx};
use crate::domain::ids::LivcId;
use crate::log::leaf::{INSTALLATION_LOG, LeafDecision};
use crate::policy::session::SessionAct;
use crate::policy::{Lang, Rule, Scope};
use crate::store::log_own::{Own, OwnBounds, own_acts};
use crate::store::sessions::{Session, SessionRef};
use crate::views::log::{OwnRecordView, OwnRecordsView};
use chrono::{DateTime, Utc};

/// How many of one's own records one page looks at when it has to look into them.
const LOOKED_AT: i64 = 1_000;

/// Which of one's own acts.
#[derive(Debug, Clone, Default)]
pub struct OwnQuery {
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// This act, by its precise name.
    pub act: Option<String>,
    /// Refusals only.
    pub refusals_only: bool,
}

struct OwnRecords {
    query: OwnQuery,
    page: PageRequest,
    lang: Lang,
}

impl Question for OwnRecords {
    type Target = Session;
    type Answer = OwnRecordsView;
    const ACT: SessionAct = SessionAct::ReadOwnRecords;

    fn answer(&self, tx: &mut Tx<'_>, caller: &Caller, session: &Session, _: Scope) -> Result<OwnRecordsView, Refused> {
        let log = caller.livc().map_or(INSTALLATION_LOG, LivcId::as_str);
        let limit = usize::from(self.page.limit);
        let looks_inside = self.query.act.is_some() || self.query.refusals_only;
        let fetch = if looks_inside { LOOKED_AT } else { self.page.fetch() };
        let bounds = OwnBounds {
            before: self.page.after.clone(),
            from: self.query.from,
            until: self.query.until,
        };
        let acts = own_acts(tx, log, &session.account, &bounds, fetch)?;
        let last = acts.last().map(|act| act.leaf.event_id.clone());
        let over = i64::try_from(acts.len()).is_ok_and(|found| found < fetch);
        let mut told: Vec<(String, OwnRecordView)> = acts
            .into_iter()
            .filter(|act| !self.query.refusals_only || act.leaf.decision == LeafDecision::Refuse)
            .map(|act| (act.leaf.event_id.clone(), view(act, self.lang)))
            .filter(|(_, view)| self.query.act.as_ref().is_none_or(|act| view.act == *act))
            .collect();
        let more = told.len() > limit;
        told.truncate(limit);
        let next = if more {
            told.last().map(|(event, _)| event.clone())
        } else {
            last.filter(|_| looks_inside && !over)
        };
        Ok(OwnRecordsView {
            items: told.into_iter().map(|(_, view)| view).collect(),
            next,
        })
    }
}

/// One's own act, told precisely; absent and concealed objects are one.
fn view(act: Own, lang: Lang) -> OwnRecordView {
    let Own { leaf, precise } = act;
    let mut told = precise.iter().flat_map(|act| act.split(' '));
    let (act, rule) = match (told.next(), told.next()) {
        (Some(act), Some(rule)) => (act.to_owned(), rule.to_owned()),
        (Some(_) | None, None) | (None, Some(_)) => (leaf.act, leaf.rule),
    };
    let outcome = leaf.outcome.word().to_owned();
    let concealed = outcome == "concealed";
    let rule = if concealed { String::new() } else { rule };
    OwnRecordView {
        at: leaf.at,
        act,
        object_kind: leaf.object.kind,
        sentence: Rule::from_code(&rule).map(|rule| rule.sentence(lang)),
        rule,
        outcome,
        request_id: leaf.request_id,
    }
}

/// Reads one's own acts, newest first, in the seat one acts in.
///
/// # Errors
/// [`Refused`].
pub async fn own(
    gate: &Gate,
    ctx: &Context,
    query: OwnQuery,
    page: PageRequest,
    lang: Lang,
) -> Result<Disclosed<OwnRecordsView>, Refused> {
    gate.ask(ctx, SessionRef::Own, OwnRecords { query, page, lang }).await
}
