//! Searching the access log: every filter finds its records by an index, and only the lines of one page are loaded.

use super::access_log::{RecordRow, latest_checkpoint, proof, record};
use super::access_log_schema::log_records;
use super::db::Db;
use super::error::StoreResult;
use super::log_filter::narrowed;
use crate::access::{Caller, ObjectRef, Protected, Sealed, Tx};
use crate::domain::ids::LivcId;
use crate::policy::Scope;
use crate::policy::log::{LogAct, LogFacts};
use crate::reference::is_outside_office_hours;
use crate::store::livcs::LivcRef;
use crate::views::log::RegisterView;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

pub use super::log_filter::{ActFilter, RecordFilter};

/// How many records one page looks at whose time has to be weighed by the calendar.
const WEIGHED_AT_ONCE: i64 = 2_000;
/// And how often it does so before it hands over to the next page.
const ROUNDS: usize = 10;
/// The access log of the LIVC R a session acts in. Only the gate opens it, and it is searched through it alone.
pub struct Register {
    pub(super) livc: LivcId,
}

impl Protected for Register {
    type Id = LivcRef;
    type Facts = LogFacts;
    type View = RegisterView;
    const READ: LogAct = LogAct::Read;

    fn load(_: &mut Tx<'_>, caller: &Caller, id: &LivcRef) -> StoreResult<Option<Sealed<Self>>> {
        let own = caller
            .seat()
            .and_then(|seat| Some((seat.standing(), seat.livc.clone()?)));
        Ok(own
            .filter(|(_, livc)| match id {
                LivcRef::Own => true,
                LivcRef::Id(asked) => asked == livc,
            })
            .map(|(standing, livc)| {
                let facts = LogFacts {
                    standing,
                    own_act: false,
                };
                Sealed::new(Self { livc }, facts)
            }))
    }

    fn parse_id(text: &str) -> Option<LivcRef> {
        LivcId::parse(text).ok().map(LivcRef::Id)
    }

    fn id(&self) -> LivcRef {
        LivcRef::Id(self.livc.clone())
    }

    fn disclose(&self, _: Scope, _: &Caller) -> RegisterView {
        RegisterView {
            livc_id: self.livc.clone(),
        }
    }

    fn object_ref(id: &LivcRef) -> ObjectRef {
        match id {
            LivcRef::Own => ObjectRef::new("log", ""),
            LivcRef::Id(id) => ObjectRef::new("log", id),
        }
    }
}

/// Records of one page, in the order of the log.
#[derive(Debug)]
pub struct Found {
    /// The records.
    pub rows: Vec<RecordRow>,
    /// The number behind which the next page begins; none when nothing is left. A page may hold fewer records than were
    /// asked for and still have a next one.
    pub next: Option<i64>,
}

impl Register {
    /// The LIVC R whose log it is.
    #[must_use]
    pub const fn livc(&self) -> &LivcId {
        &self.livc
    }

    /// Records behind a number that pass a filter.
    ///
    /// # Errors
    /// When the database fails.
    pub fn records(
        &self,
        tx: &mut Tx<'_>,
        filter: &RecordFilter,
        after: Option<i64>,
        limit: usize,
    ) -> StoreResult<Found> {
        search(tx.db(), self.livc.as_str(), filter, after, limit)
    }

    /// The records of these numbers, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub fn numbered(&self, tx: &mut Tx<'_>, numbers: &[i64]) -> StoreResult<Vec<RecordRow>> {
        rows(tx.db(), self.livc.as_str(), numbers)
    }

    /// The note of the newest checkpoint.
    ///
    /// # Errors
    /// When the database fails.
    pub fn checkpoint(&self, tx: &mut Tx<'_>) -> StoreResult<Option<String>> {
        Ok(latest_checkpoint(tx.db(), self.livc.as_str())?.map(|(_, note)| note))
    }

    /// The bytes of one record with the proof that it is in the log; nothing while no checkpoint covers it.
    ///
    /// # Errors
    /// When the database fails, or lost a hash.
    pub fn proof(&self, tx: &mut Tx<'_>, seq: i64) -> StoreResult<Option<(Vec<u8>, String)>> {
        let row = record(tx.db(), self.livc.as_str(), seq)?;
        let proof = proof(tx.db(), self.livc.as_str(), seq)?;
        Ok(row.map(|row| row.leaf).zip(proof))
    }
}

fn search(db: &mut Db, log: &str, filter: &RecordFilter, after: Option<i64>, limit: usize) -> StoreResult<Found> {
    let enough = limit.saturating_add(1);
    let (mut found, mut after, mut over) = (Vec::new(), after, false);
    let rounds = if filter.outside_office_hours { ROUNDS } else { 1 };
    for _ in 0..rounds {
        let at_once = if filter.outside_office_hours {
            WEIGHED_AT_ONCE
        } else {
            i64::try_from(enough).unwrap_or(i64::MAX)
        };
        let seen = numbers(db, log, filter, after, at_once)?;
        over = i64::try_from(seen.len()).is_ok_and(|seen| seen < at_once);
        after = seen.last().map(|(seq, _)| *seq).or(after);
        let weighed = seen
            .into_iter()
            .filter(|(_, at)| !filter.outside_office_hours || is_outside_office_hours(at.and_utc()));
        found.extend(weighed.map(|(seq, _)| seq));
        if over || found.len() >= enough {
            break;
        }
    }
    let more = found.len() > limit;
    found.truncate(limit);
    let next = if more {
        found.last().copied()
    } else {
        after.filter(|_| !over)
    };
    Ok(Found {
        rows: rows(db, log, &found)?,
        next,
    })
}

/// Numbers and times alone: what has to be sorted is small, and most of it stands in the index.
fn numbers(
    db: &mut Db,
    log: &str,
    filter: &RecordFilter,
    after: Option<i64>,
    limit: i64,
) -> StoreResult<Vec<(i64, NaiveDateTime)>> {
    let mut query = narrowed!(
        log_records::table.select((log_records::seq, log_records::at)),
        log,
        filter
    );
    // With its sign, the number is no column of the key: what stands scattered over the log is then found by the index of
    // its filter and sorted, instead of reading the whole log in its order.
    let signed = || diesel::dsl::sql::<BigInt>("+log_records.seq");
    match (filter.is_scattered(), after) {
        (true, Some(after)) => query = query.filter(signed().gt(after)).order(signed().asc()),
        (true, None) => query = query.order(signed().asc()),
        (false, Some(after)) => query = query.filter(log_records::seq.gt(after)).order(log_records::seq.asc()),
        (false, None) => query = query.order(log_records::seq.asc()),
    }
    Ok(query.limit(limit).load(db)?)
}

fn rows(db: &mut Db, log: &str, numbers: &[i64]) -> StoreResult<Vec<RecordRow>> {
    let mut all = Vec::with_capacity(numbers.len());
    for some in numbers.chunks(1_000) {
        let rows: Vec<RecordRow> = log_records::table
            .filter(log_records::log_id.eq(log.to_owned()))
            .filter(log_records::seq.eq_any(some.to_vec()))
            .order(log_records::seq.asc())
            .load(db)?;
        all.extend(rows);
    }
    Ok(all)
}

#[cfg(test)]
#[path = "log_search_tests.rs"]
mod tests;
