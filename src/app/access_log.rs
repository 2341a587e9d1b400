//! The access log: the auditor reads records and proofs, everybody reads one's own acts (R41).

use crate::access::{Caller, Context, Disclosed, Gate, PageRequest, Question, Refused, Tx};
use crate::domain::ids::LivcId;
use crate::log::leaf::{INSTALLATION_LOG, Leaf};
use crate::policy::Scope;
use crate::policy::livc::LivcAct;
use crate::policy::session::SessionAct;
use crate::store::access_log::{self, RecordFilter, RecordRow};
use crate::store::livcs::{Livc, LivcRef};
use crate::store::sessions::{Session, SessionRef};
use crate::store::{StoreError, sealed_acts};
use crate::views::log::{CheckpointView, LogPageView, LogRecordView, OwnRecordView, OwnRecordsView, ProofView};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// What an auditor asks for.
#[derive(Debug, Clone, Default)]
pub struct RecordQuery {
    /// Acts of this account.
    pub actor: Option<String>,
    /// From this instant.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// Decided by this rule.
    pub rule: Option<String>,
    /// Ended this way.
    pub outcome: Option<String>,
    /// This act.
    pub act: Option<String>,
    /// This object, by its alias.
    pub object_alias: Option<String>,
    /// Refusals only.
    pub refusals_only: bool,
    /// Behind this record.
    pub after: Option<i64>,
    /// How many at most.
    pub limit: u16,
}

struct Records(RecordQuery);
impl Question for Records {
    type Target = Livc;
    type Answer = LogPageView;
    const ACT: LivcAct = LivcAct::ReadLog;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, livc: &Livc, _: Scope) -> Result<LogPageView, Refused> {
        let asked = &self.0;
        let filter = RecordFilter {
            log_id: livc.id.to_string(),
            actor_id: asked.actor.clone(),
            from: asked.from,
            until: asked.until,
            rule: asked.rule.clone(),
            outcome: asked.outcome.clone(),
            act: asked.act.clone(),
            object_alias: asked.object_alias.clone(),
            refusals_only: asked.refusals_only,
            after_seq: asked.after,
        };
        let limit = usize::from(asked.limit);
        let mut rows = access_log::records(tx.db(), &filter, i64::from(asked.limit) + 1)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().map(|row| row.seq).filter(|_| more);
        Ok(LogPageView {
            items: rows.iter().map(view).collect::<Result<_, _>>()?,
            next,
        })
    }
}

fn view(row: &RecordRow) -> Result<LogRecordView, Refused> {
    let leaf = Leaf::parse(&row.leaf).map_err(|_| StoreError::Corrupt("log_records.leaf"))?;
    Ok(LogRecordView {
        seq: row.seq,
        event_id: leaf.event_id,
        at: leaf.at,
        actor: leaf.actor.id,
        seat_id: leaf.actor.seat,
        function: leaf.actor.function,
        organisation_id: leaf.actor.organisation,
        act: leaf.act,
        object_kind: leaf.object.kind,
        object_alias: leaf.object.alias,
        decision: leaf.decision.word().to_owned(),
        rule: leaf.rule,
        outcome: leaf.outcome.word().to_owned(),
        disclosed: leaf.disclosed.count(),
        disclosed_aliases: leaf.disclosed.aliases().to_vec(),
    })
}

/// Reads records of the access log.
///
/// # Errors
/// [`Refused`]; 403 R41 for anybody but auditor and data protection officer.
pub async fn records(gate: &Gate, ctx: &Context, query: RecordQuery) -> Result<Disclosed<LogPageView>, Refused> {
    gate.ask(ctx, LivcRef::Own, Records(query)).await
}

struct Checkpoint;
impl Question for Checkpoint {
    type Target = Livc;
    type Answer = CheckpointView;
    const ACT: LivcAct = LivcAct::ReadLog;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, livc: &Livc, _: Scope) -> Result<CheckpointView, Refused> {
        let newest = access_log::latest_checkpoint(tx.db(), livc.id.as_str())?;
        newest
            .map(|(_, checkpoint)| CheckpointView { checkpoint })
            .ok_or(Refused::Concealed)
    }
}

/// Reads the newest signed checkpoint of the log.
///
/// # Errors
/// [`Refused`]; 404 while there is none.
pub async fn checkpoint(gate: &Gate, ctx: &Context) -> Result<Disclosed<CheckpointView>, Refused> {
    gate.ask(ctx, LivcRef::Own, Checkpoint).await
}

struct Proof(i64);
impl Question for Proof {
    type Target = Livc;
    type Answer = ProofView;
    const ACT: LivcAct = LivcAct::ReadLog;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, livc: &Livc, _: Scope) -> Result<ProofView, Refused> {
        let filter = RecordFilter {
            log_id: livc.id.to_string(),
            after_seq: Some(self.0.checked_sub(1).ok_or(Refused::Concealed)?),
            ..RecordFilter::default()
        };
        let row = access_log::records(tx.db(), &filter, 1)?
            .into_iter()
            .find(|row| row.seq == self.0);
        let proof = access_log::proof(tx.db(), livc.id.as_str(), self.0)?;
        let (row, proof) = row.zip(proof).ok_or(Refused::Concealed)?;
        let record = String::from_utf8(row.leaf).map_err(|_| StoreError::Corrupt("log_records.leaf"))?;
        Ok(ProofView { record, proof })
    }
}

/// Reads the proof that a record is in the log.
///
/// # Errors
/// [`Refused`]; 404 while no checkpoint covers the record.
pub async fn proof(gate: &Gate, ctx: &Context, seq: i64) -> Result<Disclosed<ProofView>, Refused> {
    gate.ask(ctx, LivcRef::Own, Proof(seq)).await
}

struct OwnRecords {
    page: PageRequest,
}
impl Question for OwnRecords {
    type Target = Session;
    type Answer = OwnRecordsView;
    const ACT: SessionAct = SessionAct::ReadOwnRecords;

    fn answer(&self, tx: &mut Tx<'_>, caller: &Caller, session: &Session, _: Scope) -> Result<OwnRecordsView, Refused> {
        let log = caller.livc().map_or(INSTALLATION_LOG, LivcId::as_str);
        let limit = usize::from(self.page.limit);
        let account = session.account.as_str();
        let mut leaves = access_log::own(tx.db(), log, account, self.page.after.as_deref(), self.page.fetch())?;
        let more = leaves.len() > limit;
        leaves.truncate(limit);
        let next = leaves.last().map(|leaf| leaf.event_id.clone()).filter(|_| more);
        let events: Vec<String> = leaves
            .iter()
            .filter(|l| l.sealed_act.is_some())
            .map(|l| l.event_id.clone())
            .collect();
        let sealed = sealed_acts::of_account(tx.db(), &session.account, &events)?;
        let precise: BTreeMap<String, String> = sealed
            .into_iter()
            .filter_map(|(event, act)| String::from_utf8(act).ok().map(|act| (event, act)))
            .collect();
        Ok(OwnRecordsView {
            items: leaves.into_iter().map(|leaf| own_view(leaf, &precise)).collect(),
            next,
        })
    }
}

/// One's own act, told precisely; absent and concealed objects are one.
fn own_view(leaf: Leaf, precise: &BTreeMap<String, String>) -> OwnRecordView {
    let mut told = precise
        .get(&leaf.event_id)
        .map(|act| act.split(' '))
        .into_iter()
        .flatten();
    let (act, rule) = match (told.next(), told.next()) {
        (Some(act), Some(rule)) => (act.to_owned(), rule.to_owned()),
        (Some(_) | None, None) | (None, Some(_)) => (leaf.act, leaf.rule),
    };
    let outcome = leaf.outcome.word().to_owned();
    let concealed = outcome == "concealed";
    OwnRecordView {
        at: leaf.at,
        act,
        object_kind: leaf.object.kind,
        rule: if concealed { String::new() } else { rule },
        outcome,
        request_id: leaf.request_id,
    }
}

/// Reads one's own acts, newest first, in the seat one acts in.
///
/// # Errors
/// [`Refused`].
pub async fn own(gate: &Gate, ctx: &Context, page: PageRequest) -> Result<Disclosed<OwnRecordsView>, Refused> {
    gate.ask(ctx, SessionRef::Own, OwnRecords { page }).await
}
