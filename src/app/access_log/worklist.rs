//! The worklist: what is worth a look and why, by what the records themselves explain; and a sample nobody picked.
//!
//! What is done inside an item never stands on it: who spoke there, and how much, is not to be seen (R21).

use super::records::{noting, views, words};
use super::worklist_words::Reason;
use crate::access::{Caller, Context, Disclosed, Gate, Notes, Question, Refused, Tx};
use crate::clock::today_in_brussels;
use crate::log::sample::{sample, seed_of};
use crate::policy::log::LogAct;
use crate::policy::{Act as _, Lang, Scope};
use crate::reference::is_outside_office_hours;
use crate::store::StoreError;
use crate::store::livcs::LivcRef;
use crate::store::log_search::{RecordFilter, Register};
use crate::store::log_watch::Glance;
use crate::views::log::{SampleView, WorklistLineView, WorklistView};
use chrono::{DateTime, TimeDelta, Utc};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many refusals within [`SPAN`] make a run.
const RUN: usize = 5;
/// The time in which they fall.
const SPAN: TimeDelta = TimeDelta::minutes(10);
/// How many lines there are at most.
const LINES: usize = 200;
/// How many records of a line are named, to look at and to review.
const NAMED: usize = 500;

/// What to look at.
#[derive(Debug, Clone)]
pub struct WorklistQuery {
    /// From this instant.
    pub from: DateTime<Utc>,
    /// Before this instant.
    pub until: DateTime<Utc>,
    /// How large a sample.
    pub sample: Option<usize>,
    /// In whose language.
    pub lang: Lang,
}

struct Worklist(WorklistQuery);
impl Question for Worklist {
    type Target = Register;
    type Answer = WorklistView;
    const ACT: LogAct = LogAct::ReadWorklist;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, log: &Register, _: Scope) -> Result<WorklistView, Refused> {
        let asked = &self.0;
        let (glances, all) = log.glances(tx, asked.from, asked.until)?;
        let mut lines = lines(&glances);
        let events: Vec<String> = lines.iter().flat_map(Line::named).map(|g| g.event_id.clone()).collect();
        let reviewed = log.reviewed(tx, &events)?;
        let is_reviewed = |line: &Line<'_>| line.named().all(|g| reviewed.contains(&g.event_id));
        lines.sort_by_cached_key(|line| (is_reviewed(line), line.reason, Reverse(line.times().1)));
        let complete = all && lines.len() <= LINES;
        lines.truncate(LINES);
        Ok(WorklistView {
            from: asked.from,
            until: asked.until,
            complete,
            items: lines
                .iter()
                .map(|line| line.view(asked.lang, is_reviewed(line)))
                .collect(),
            sample: asked.sample.map_or(Ok(None), |count| drawn(tx, log, count))?,
        })
    }

    fn notes(&self, answer: &WorklistView) -> Notes {
        let mut fields = words(&RecordFilter {
            from: Some(self.0.from),
            until: Some(self.0.until),
            ..RecordFilter::default()
        });
        fields.extend(self.0.sample.map(|count| format!("sample:{count}")));
        let seed = answer.sample.as_ref();
        fields.extend(seed.map(|sample| format!("seed:{}", sample.seed)));
        noting(fields)
    }
}

/// Reads the worklist.
///
/// # Errors
/// [`Refused`]; 403 R41 for anybody but auditor and data protection officer.
pub async fn worklist(gate: &Gate, ctx: &Context, asked: WorklistQuery) -> Result<Disclosed<WorklistView>, Refused> {
    gate.ask(ctx, LivcRef::Own, Worklist(asked)).await
}

fn drawn(tx: &mut Tx<'_>, log: &Register, count: usize) -> Result<Option<SampleView>, Refused> {
    let Some(note) = log.checkpoint(tx)? else {
        return Ok(None);
    };
    let (size, root) = seed_of(&note).ok_or(StoreError::Corrupt("log_checkpoints.note"))?;
    let numbers = sample(root, size, count).into_iter().map(i64::try_from);
    let numbers: Vec<i64> = numbers
        .collect::<Result<_, _>>()
        .map_err(|_| StoreError::Corrupt("log_checkpoints.size"))?;
    let rows = log.numbered(tx, &numbers)?;
    Ok(Some(SampleView {
        seed: root.to_owned(),
        size,
        records: views(tx, log, &rows)?,
    }))
}

/// Records that belong together, and why they are worth a look.
struct Line<'a> {
    reason: Reason,
    records: Vec<&'a Glance>,
    /// Whether they are about one object.
    of_one_object: bool,
}

impl<'a> Line<'a> {
    fn named(&self) -> impl Iterator<Item = &'a Glance> + '_ {
        self.records.iter().copied().take(NAMED)
    }

    fn times(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let at = |glance: Option<&&Glance>| glance.map_or(DateTime::UNIX_EPOCH, |glance| glance.at());
        (at(self.records.first()), at(self.records.last()))
    }

    fn view(&self, lang: Lang, reviewed: bool) -> WorklistLineView {
        let first = self.records.first();
        let (first_at, last_at) = self.times();
        let of_object = first.filter(|_| self.of_one_object);
        WorklistLineView {
            kind: self.reason.code(),
            why: self.reason.why(lang),
            actor: first.and_then(|g| g.actor_id.clone()),
            seat_id: first.and_then(|g| g.seat_id.clone()),
            function: first.and_then(|g| g.function.clone()),
            object_kind: of_object.map(|g| g.object_kind.clone()),
            object_alias: of_object.and_then(|g| g.object_alias.clone()),
            first_at,
            last_at,
            number: self.records.len(),
            records: self.named().map(|g| g.event_id.clone()).collect(),
            reviewed,
        }
    }
}

fn lines(glances: &[Glance]) -> Vec<Line<'_>> {
    let mut of_person: BTreeMap<(&str, &str), Vec<&Glance>> = BTreeMap::new();
    for glance in glances {
        // From another seat somebody acts as somebody else (R52).
        if let Some(actor) = &glance.actor_id {
            let seat = glance.seat_id.as_deref().unwrap_or_default();
            of_person.entry((actor, seat)).or_default().push(glance);
        }
    }
    let mut lines = Vec::new();
    for own in of_person.values() {
        let ended = |word: &str| own.iter().copied().filter(|g| g.outcome == word).collect::<Vec<_>>();
        lines.extend(runs(&ended("concealed"), Reason::IdWalking));
        lines.extend(runs(&ended("refused"), Reason::Refusals));
        let mut by_day = BTreeMap::new();
        for glance in own.iter().copied() {
            if glance.act == LogAct::Export.code() && glance.outcome == "done" {
                lines.push(Line::new(Reason::Export, vec![glance], false));
            }
            if !glance.act.starts_with("session.") && is_outside_office_hours(glance.at()) {
                let day: &mut Vec<&Glance> = by_day.entry(today_in_brussels(glance.at())).or_default();
                day.push(glance);
            }
        }
        let at_night = by_day.into_values();
        lines.extend(at_night.map(|of_day| Line::new(Reason::OutsideOfficeHours, of_day, false)));
    }
    lines
}

impl<'a> Line<'a> {
    const fn new(reason: Reason, records: Vec<&'a Glance>, of_one_object: bool) -> Self {
        Self {
            reason,
            records,
            of_one_object,
        }
    }
}

/// Where at least [`RUN`] of one person's records fall within [`SPAN`], these and whatever follows as closely.
fn runs<'a>(own: &[&'a Glance], reason: Reason) -> Vec<Line<'a>> {
    let (mut lines, mut rest) = (Vec::new(), own);
    while let Some((first, later)) = rest.split_first() {
        let within = rest.iter().take_while(|g| g.at() - first.at() <= SPAN).count();
        if within < RUN {
            rest = later;
            continue;
        }
        let (mut run, mut behind) = rest.split_at(within);
        while let (Some(last), Some(next)) = (run.last(), behind.first()) {
            if next.at() - last.at() > SPAN {
                break;
            }
            (run, behind) = rest.split_at(run.len() + 1);
        }
        lines.push(Line::new(reason, run.to_vec(), false));
        rest = behind;
    }
    lines
}
