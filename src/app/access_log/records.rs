//! Searching the access log, by itself and day by day; the newest checkpoint, and proofs.

use crate::access::{Caller, Context, Disclosed, Gate, Notes, Question, Refused, Tx};
use crate::domain::ids::AccountId;
use crate::log::leaf::Leaf;
use crate::policy::Scope;
use crate::policy::log::LogAct;
use crate::store::StoreError;
use crate::store::access_log::RecordRow;
use crate::store::livcs::LivcRef;
use crate::store::log_search::{ActFilter, RecordFilter, Register};
use crate::views::log::{CheckpointView, LogLineView, LogLinesView, LogPageView, LogRecordView, ProofView};
use chrono::{DateTime, SecondsFormat, Utc};
use std::collections::BTreeSet;

/// Which page of which records.
#[derive(Debug, Clone, Default)]
pub struct RecordQuery {
    /// Which records.
    pub filter: RecordFilter,
    /// Behind this one.
    pub after: Option<i64>,
    /// How many at most.
    pub limit: u16,
}

/// What a search was narrowed to, in words for its own record: whoever looks after the auditor sees what she looked for.
pub(super) fn words(filter: &RecordFilter) -> Vec<String> {
    let instant = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Millis, true);
    let act = filter.act.as_ref().map(|act| match act {
        ActFilter::Is(act) => act.clone(),
        ActFilter::Of(kind) => format!("{kind}."),
    });
    let named = [
        ("actor", filter.actor_id.clone()),
        ("seat", filter.seat_id.clone()),
        ("function", filter.function.clone()),
        ("organisation", filter.organisation_id.clone()),
        ("act", act),
        ("object", filter.object_alias.clone()),
        ("kind", filter.object_kind.clone()),
        ("rule", filter.rule.clone()),
        ("outcome", filter.outcome.clone()),
        ("refusals", filter.refusals_only.then(|| "yes".to_owned())),
        ("from", filter.from.map(instant)),
        ("until", filter.until.map(instant)),
        (
            "reviewed",
            filter
                .reviewed
                .map(|reviewed| if reviewed { "yes" } else { "no" }.to_owned()),
        ),
        (
            "office_hours",
            filter.outside_office_hours.then(|| "outside".to_owned()),
        ),
    ];
    named
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}:{}", value?)))
        .collect()
}

struct Records(RecordQuery);
impl Question for Records {
    type Target = Register;
    type Answer = LogPageView;
    const ACT: LogAct = LogAct::Read;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, log: &Register, _: Scope) -> Result<LogPageView, Refused> {
        let found = log.records(tx, &self.0.filter, self.0.after, usize::from(self.0.limit))?;
        Ok(LogPageView {
            items: views(tx, log, &found.rows)?,
            next: found.next,
        })
    }

    fn notes(&self, _: &LogPageView) -> Notes {
        noting(words(&self.0.filter))
    }
}

pub(super) fn noting(fields: Vec<String>) -> Notes {
    Notes { purpose: None, fields }
}

/// The views of records, told apart by whether somebody reviewed them.
pub(super) fn views(tx: &mut Tx<'_>, log: &Register, rows: &[RecordRow]) -> Result<Vec<LogRecordView>, Refused> {
    let events: Vec<String> = rows.iter().map(|row| row.event_id.clone()).collect();
    let reviewed = log.reviewed(tx, &events)?;
    rows.iter().map(|row| view(row, &reviewed)).collect()
}

/// The record as it was written.
pub(super) fn leaf(row: &RecordRow) -> Result<Leaf, Refused> {
    Leaf::parse(&row.leaf).map_err(|_| StoreError::Corrupt("log_records.leaf").into())
}

fn view(row: &RecordRow, reviewed: &BTreeSet<String>) -> Result<LogRecordView, Refused> {
    let leaf = leaf(row)?;
    Ok(LogRecordView {
        seq: row.seq,
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
        purpose: leaf.purpose,
        fields: leaf.object.fields,
        reviewed: reviewed.contains(&leaf.event_id),
        event_id: leaf.event_id,
    })
}

/// Reads records of the access log.
///
/// # Errors
/// [`Refused`]; 403 R41 for anybody but auditor and data protection officer.
pub async fn records(gate: &Gate, ctx: &Context, query: RecordQuery) -> Result<Disclosed<LogPageView>, Refused> {
    gate.ask(ctx, LivcRef::Own, Records(query)).await
}

fn by_day(tx: &mut Tx<'_>, log: &Register, query: &RecordQuery) -> Result<LogLinesView, Refused> {
    let found = log.days(tx, &query.filter, query.after, usize::from(query.limit))?;
    let view = |(day, line): (_, crate::store::log_days::Line)| {
        let times = line.times();
        LogLineView {
            day,
            first_at: times.map(|times| times.first),
            last_at: times.map(|times| times.last),
            number: times.map(|times| times.number),
            actor: line.actor_id,
            seat_id: line.seat_id,
            function: line.function,
            organisation_id: line.organisation_id,
            act: line.act,
            object_kind: line.object_kind,
            object_alias: line.object_alias,
            decision: line.decision,
            rule: line.rule,
            outcome: line.outcome,
        }
    };
    Ok(LogLinesView {
        items: found.lines.into_iter().map(view).collect(),
        next: found.next,
    })
}

struct RecordsByDay(RecordQuery);
impl Question for RecordsByDay {
    type Target = Register;
    type Answer = LogLinesView;
    const ACT: LogAct = LogAct::Read;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, log: &Register, _: Scope) -> Result<LogLinesView, Refused> {
        by_day(tx, log, &self.0)
    }

    fn notes(&self, _: &LogLinesView) -> Notes {
        noting(words(&self.0.filter))
    }
}

/// Reads the records day by day, equal ones as one line.
///
/// # Errors
/// As [`records`].
pub async fn records_by_day(
    gate: &Gate,
    ctx: &Context,
    query: RecordQuery,
) -> Result<Disclosed<LogLinesView>, Refused> {
    gate.ask(ctx, LivcRef::Own, RecordsByDay(query)).await
}

struct Timeline(RecordQuery);
impl Question for Timeline {
    type Target = Register;
    type Answer = LogLinesView;
    const ACT: LogAct = LogAct::ReadTimeline;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, log: &Register, _: Scope) -> Result<LogLinesView, Refused> {
        by_day(tx, log, &self.0)
    }

    fn notes(&self, _: &LogLinesView) -> Notes {
        noting(words(&self.0.filter))
    }
}

/// Follows one person through the log. Somebody who is not there has an empty timeline, like somebody who did nothing.
///
/// # Errors
/// As [`records`].
pub async fn timeline_of_person(
    gate: &Gate,
    ctx: &Context,
    account: &AccountId,
    mut query: RecordQuery,
) -> Result<Disclosed<LogLinesView>, Refused> {
    query.filter.actor_id = Some(account.to_string());
    gate.ask(ctx, LivcRef::Own, Timeline(query)).await
}

/// Follows one object through the log, by its alias.
///
/// # Errors
/// As [`records`].
pub async fn timeline_of_object(
    gate: &Gate,
    ctx: &Context,
    alias: String,
    mut query: RecordQuery,
) -> Result<Disclosed<LogLinesView>, Refused> {
    query.filter.object_alias = Some(alias);
    gate.ask(ctx, LivcRef::Own, Timeline(query)).await
}

struct Checkpoint;
impl Question for Checkpoint {
    type Target = Register;
    type Answer = CheckpointView;
    const ACT: LogAct = LogAct::Prove;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, log: &Register, _: Scope) -> Result<CheckpointView, Refused> {
        let newest = log.checkpoint(tx)?;
        newest
            .map(|checkpoint| CheckpointView { checkpoint })
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
    type Target = Register;
    type Answer = ProofView;
    const ACT: LogAct = LogAct::Prove;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, log: &Register, _: Scope) -> Result<ProofView, Refused> {
        let (record, proof) = log.proof(tx, self.0)?.ok_or(Refused::Concealed)?;
        let record = String::from_utf8(record).map_err(|_| StoreError::Corrupt("log_records.leaf"))?;
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
