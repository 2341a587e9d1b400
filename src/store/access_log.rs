//! The access log in the database: appending is fast and numberless, reading shows the records as they were written.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{
    access_log_hashes::StoredHashes,
    access_log_schema::{log_checkpoints, log_pending, log_records, log_trees},
    db::Db,
    error::{StoreError, StoreResult},
};
use crate::log::{leaf::Leaf, proof, tree::prove_record};

pub use super::access_log_sequence::{checkpoint_if_grown, sequence};

/// How many records wait in one statement: two values each, far below what either database takes.
const PENDING_AT_ONCE: usize = 4_096;
const PAGE: i64 = 1_000;

/// A numbered record with the columns it can be found by.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = log_records, treat_none_as_default_value = false)]
pub struct RecordRow {
    /// The log.
    pub log_id: String,
    /// The number in that log, from zero without gaps.
    pub seq: i64,
    /// The id of the event.
    pub event_id: String,
    /// When the decision fell, in UTC.
    pub at: NaiveDateTime,
    /// Who acted.
    pub actor_id: Option<String>,
    /// The seat acted from.
    pub seat_id: Option<String>,
    /// The function of that seat.
    pub function: Option<String>,
    /// The organisation of that seat.
    pub organisation_id: Option<String>,
    /// The act.
    pub act: String,
    /// The kind of object.
    pub object_kind: String,
    /// Its audit alias.
    pub object_alias: Option<String>,
    /// The rule that decided.
    pub rule: String,
    /// What it decided.
    pub decision: String,
    /// How it ended.
    pub outcome: String,
    /// The record itself.
    pub leaf: Vec<u8>,
}

impl RecordRow {
    /// The row that a record asks for: every column follows from its bytes.
    #[must_use]
    pub fn of(seq: i64, leaf: Leaf, bytes: Vec<u8>) -> Self {
        Self {
            log_id: leaf.log,
            seq,
            event_id: leaf.event_id,
            at: leaf.at.naive_utc(),
            actor_id: leaf.actor.id,
            seat_id: leaf.actor.seat,
            function: leaf.actor.function,
            organisation_id: leaf.actor.organisation,
            act: leaf.act,
            object_kind: leaf.object.kind,
            object_alias: leaf.object.alias,
            rule: leaf.rule,
            decision: leaf.decision.word().to_owned(),
            outcome: leaf.outcome.word().to_owned(),
            leaf: bytes,
        }
    }
}

/// Appends records, each with the log it belongs to, inside the transaction of the caller; they get their number later.
///
/// # Errors
/// When the database does not take them.
pub fn insert_pending(db: &mut Db, records: &[(&str, &[u8])]) -> StoreResult<()> {
    for some in records.chunks(PENDING_AT_ONCE) {
        let rows: Vec<_> = some
            .iter()
            .map(|(log_id, leaf)| (log_pending::log_id.eq(*log_id), log_pending::leaf.eq(*leaf)))
            .collect();
        match db {
            Db::Sqlite(c) => diesel::insert_into(log_pending::table).values(&rows).execute(c)?,
            Db::Pg(c) => diesel::insert_into(log_pending::table).values(&rows).execute(c)?,
        };
    }
    Ok(())
}

/// How many records wait for their number.
///
/// # Errors
/// When the database cannot tell.
pub fn pending(db: &mut Db) -> StoreResult<i64> {
    Ok(log_pending::table.count().get_result(db)?)
}

/// One numbered record of a log.
///
/// # Errors
/// When the database cannot tell.
pub fn record(db: &mut Db, log_id: &str, seq: i64) -> StoreResult<Option<RecordRow>> {
    Ok(log_records::table.find((log_id, seq)).first(db).optional()?)
}

/// The newest signed checkpoint of a log and the number of records it signs.
///
/// # Errors
/// When the database cannot tell.
pub fn latest_checkpoint(db: &mut Db, log_id: &str) -> StoreResult<Option<(i64, String)>> {
    Ok(log_checkpoints::table
        .filter(log_checkpoints::log_id.eq(log_id.to_owned()))
        .select((log_checkpoints::size, log_checkpoints::note))
        .order(log_checkpoints::size.desc())
        .first(db)
        .optional()?)
}

/// Every signed checkpoint of a log, the oldest first.
///
/// # Errors
/// When the database cannot tell.
pub fn checkpoints(db: &mut Db, log_id: &str) -> StoreResult<Vec<(i64, String)>> {
    Ok(log_checkpoints::table
        .filter(log_checkpoints::log_id.eq(log_id.to_owned()))
        .select((log_checkpoints::size, log_checkpoints::note))
        .order(log_checkpoints::size.asc())
        .load(db)?)
}

/// How many numbered records a log holds.
///
/// # Errors
/// When the database cannot tell.
pub fn size(db: &mut Db, log_id: &str) -> StoreResult<i64> {
    let size = log_trees::table
        .find(log_id.to_owned())
        .select(log_trees::size)
        .first(db)
        .optional()?;
    Ok(size.unwrap_or(0))
}

/// The `tlog-proof` of one record under the newest checkpoint; nothing while no checkpoint covers it.
///
/// # Errors
/// When the database cannot tell, or lost a hash.
pub fn proof(db: &mut Db, log_id: &str, seq: i64) -> StoreResult<Option<String>> {
    let Some((size, note)) = latest_checkpoint(db, log_id)? else {
        return Ok(None);
    };
    let (Ok(size), Ok(index)) = (u64::try_from(size), u64::try_from(seq)) else {
        return Ok(None);
    };
    if index >= size {
        return Ok(None);
    }
    let path = StoredHashes::new(db, log_id).ask(|hashes| prove_record(size, index, hashes))?;
    Ok(Some(proof::write(index, &path, &note)))
}

/// The bytes of all numbered records of a log in order, page by page; a gap ends them with an error.
pub fn leaves<'a>(db: &'a mut Db, log_id: &'a str) -> impl Iterator<Item = StoreResult<Vec<u8>>> + 'a {
    let mut page = Vec::new().into_iter();
    let (mut next, mut over) = (0_i64, false);
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        if page.len() == 0 {
            let rows = log_records::table
                .filter(log_records::log_id.eq(log_id).and(log_records::seq.ge(next)))
                .select((log_records::seq, log_records::leaf))
                .order(log_records::seq.asc())
                .limit(PAGE)
                .load::<(i64, Vec<u8>)>(db);
            match rows {
                Ok(rows) => page = rows.into_iter(),
                Err(error) => {
                    over = true;
                    return Some(Err(error.into()));
                }
            }
        }
        let (seq, leaf) = page.next()?;
        if seq != next {
            over = true;
            return Some(Err(StoreError::Corrupt("log_records.seq")));
        }
        next += 1;
        Some(Ok(leaf))
    })
}

#[cfg(test)]
#[path = "access_log_tests.rs"]
pub(crate) mod tests;
