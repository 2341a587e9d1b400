//! The access log day by day: equal lines of a day are one line. What is done inside an item is never counted (R21).

use super::access_log::record;
use super::access_log_schema::log_records;
use super::db::Db;
use super::error::StoreResult;
use super::log_filter::{RecordFilter, VEILED, narrowed};
use super::log_search::Register;
use crate::access::Tx;
use crate::clock::{beginning_of, today_in_brussels};
use crate::reference::office_hours_of;
use chrono::{DateTime, Days as Span, NaiveDate, NaiveDateTime, Utc};
use diesel::dsl::{count_star, max, min};
use diesel::prelude::*;

/// How many days one page walks through.
const DAYS_AT_ONCE: usize = 400;

/// Equal records of one day in Belgium.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Line {
    /// Who acted.
    pub actor_id: Option<String>,
    /// From which seat.
    pub seat_id: Option<String>,
    /// In which function.
    pub function: Option<String>,
    /// For which organisation.
    pub organisation_id: Option<String>,
    /// The act.
    pub act: String,
    /// The kind of object.
    pub object_kind: String,
    /// Its alias.
    pub object_alias: Option<String>,
    /// What was decided.
    pub decision: String,
    /// By which rule.
    pub rule: String,
    /// How it ended.
    pub outcome: String,
    first: Option<NaiveDateTime>,
    last: Option<NaiveDateTime>,
    number: i64,
    begins: Option<i64>,
}

/// When, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// The first time that day.
    pub first: DateTime<Utc>,
    /// The last time that day.
    pub last: DateTime<Utc>,
    /// How often.
    pub number: i64,
}

impl Line {
    /// When and how often it happened; not told of what is done inside an item, where it would tell who spoke.
    #[must_use]
    pub fn times(&self) -> Option<Times> {
        let (first, last) = self.first.zip(self.last)?;
        (!VEILED.contains(&self.act.as_str())).then(|| Times {
            first: first.and_utc(),
            last: last.and_utc(),
            number: self.number,
        })
    }
}

/// Lines of one page, day by day, in the order in which each began.
#[derive(Debug)]
pub struct Lines {
    /// The lines, each with its day.
    pub lines: Vec<(NaiveDate, Line)>,
    /// The number behind which the next page begins; none when nothing is left.
    pub next: Option<i64>,
}

impl Register {
    /// Lines of the records that pass a filter, behind the number at which an earlier page ended.
    ///
    /// # Errors
    /// When the database fails.
    pub fn days(&self, tx: &mut Tx<'_>, filter: &RecordFilter, after: Option<i64>, limit: usize) -> StoreResult<Lines> {
        days(tx.db(), self.livc().as_str(), filter, after, limit)
    }
}

fn days(db: &mut Db, log: &str, filter: &RecordFilter, after: Option<i64>, limit: usize) -> StoreResult<Lines> {
    let (mut lines, mut floor, mut from) = (Vec::new(), after, DateTime::UNIX_EPOCH);
    if let Some(seq) = after {
        let Some(last) = record(db, log, seq)? else {
            return Ok(Lines { lines, next: None });
        };
        from = beginning_of(today_in_brussels(last.at.and_utc()));
    }
    for walked in 0.. {
        let Some(day) = next_day(db, log, filter, from)? else {
            return Ok(Lines { lines, next: None });
        };
        let end = beginning_of(day.checked_add_days(Span::new(1)).unwrap_or(NaiveDate::MAX));
        // Lines that began before the cursor were on the page before; on a later day nothing was.
        let floor = floor.take().filter(|_| beginning_of(day) == from);
        let wanted = limit.saturating_add(1).saturating_sub(lines.len());
        let of_day = lines_of(db, log, filter, day, floor, wanted)?;
        lines.extend(of_day.into_iter().map(|line| (day, line)));
        if lines.len() > limit {
            lines.truncate(limit);
            let next = lines.last().and_then(|(_, line)| line.begins);
            return Ok(Lines { lines, next });
        }
        if walked >= DAYS_AT_ONCE {
            let next = last_number(db, log, day)?;
            return Ok(Lines { lines, next });
        }
        from = end;
    }
    Ok(Lines { lines, next: None })
}

/// The first day from an instant on that has a record.
fn next_day(db: &mut Db, log: &str, filter: &RecordFilter, from: DateTime<Utc>) -> StoreResult<Option<NaiveDate>> {
    let at: Option<NaiveDateTime> = narrowed!(log_records::table.select(log_records::at), log, filter)
        .filter(log_records::at.ge(from.naive_utc()))
        .order(log_records::at.asc())
        .first(db)
        .optional()?;
    Ok(at.map(|at| today_in_brussels(at.and_utc())))
}

fn last_number(db: &mut Db, log: &str, day: NaiveDate) -> StoreResult<Option<i64>> {
    let end = beginning_of(day.checked_add_days(Span::new(1)).unwrap_or(NaiveDate::MAX));
    Ok(log_records::table
        .filter(log_records::log_id.eq(log.to_owned()))
        .filter(log_records::at.ge(beginning_of(day).naive_utc()))
        .filter(log_records::at.lt(end.naive_utc()))
        .select(max(log_records::seq))
        .first(db)?)
}

fn lines_of(
    db: &mut Db,
    log: &str,
    filter: &RecordFilter,
    day: NaiveDate,
    floor: Option<i64>,
    limit: usize,
) -> StoreResult<Vec<Line>> {
    let equal = (
        log_records::actor_id,
        log_records::seat_id,
        log_records::function,
        log_records::organisation_id,
        log_records::act,
        log_records::object_kind,
        log_records::object_alias,
        log_records::decision,
        log_records::rule,
        log_records::outcome,
    );
    let shown = (
        log_records::actor_id,
        log_records::seat_id,
        log_records::function,
        log_records::organisation_id,
        log_records::act,
        log_records::object_kind,
        log_records::object_alias,
        log_records::decision,
        log_records::rule,
        log_records::outcome,
        min(log_records::at),
        max(log_records::at),
        count_star(),
        min(log_records::seq),
    );
    let end = beginning_of(day.checked_add_days(Span::new(1)).unwrap_or(NaiveDate::MAX));
    let mut query = narrowed!(log_records::table.group_by(equal).select(shown), log, filter)
        .filter(log_records::at.ge(beginning_of(day).naive_utc()))
        .filter(log_records::at.lt(end.naive_utc()));
    if let Some((opens, closes)) = office_hours_of(day).filter(|_| filter.outside_office_hours) {
        let before = log_records::at.lt(opens.naive_utc());
        query = query.filter(before.or(log_records::at.ge(closes.naive_utc())));
    }
    if let Some(floor) = floor {
        query = query.having(min(log_records::seq).gt(floor));
    }
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(query.order(min(log_records::seq)).limit(limit).load(db)?)
}

#[cfg(test)]
#[path = "log_days_tests.rs"]
mod tests;
