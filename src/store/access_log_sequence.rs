//! Gives waiting records their numbers, grows the tree over them, and signs what it holds. One sequencer at a time.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{
    access_log::{RecordRow, latest_checkpoint},
    access_log_hashes::StoredHashes,
    access_log_schema::{log_checkpoints, log_hashes, log_pending, log_records, log_trees},
    db::Db,
    error::{StoreError, StoreResult},
};
use crate::log::{
    checkpoint::LogKey,
    leaf::Leaf,
    tree::{Hash, check_tree, leaf_hash, prove_tree, stored_hash_count, stored_hashes_for_record_hash, tree_hash},
};

/// Rows of one statement: at most fifteen values each, below the 32,766 that SQLite takes.
const ROWS_AT_ONCE: usize = 1_000;
/// The PostgreSQL advisory lock of the sequencer: "livc log" in ASCII.
const SEQUENCER: i64 = 0x6c69_7663_206c_6f67;

/// Moves up to `limit` waiting records to their places, all or none, and returns how many.
///
/// On PostgreSQL nothing happens while another process sequences.
///
/// # Errors
/// When the database fails, or what waits is not a record: then nothing gets a number until an operator has looked.
pub fn sequence(db: &mut Db, limit: i64) -> StoreResult<usize> {
    db.write(|db| {
        if !leads(db)? {
            return Ok(0);
        }
        let waiting: Vec<(i64, String, Vec<u8>)> =
            log_pending::table.order(log_pending::id.asc()).limit(limit).load(db)?;
        let count = waiting.len();
        let mut ids = Vec::with_capacity(count);
        let mut logs: BTreeMap<String, Vec<(Leaf, Vec<u8>)>> = BTreeMap::new();
        for (id, log_id, bytes) in waiting {
            let leaf = Leaf::parse(&bytes).ok().filter(|leaf| leaf.log == log_id);
            let Some(leaf) = leaf else {
                tracing::error!(id, "what waits in log_pending under this id is not a record of its log");
                return Err(StoreError::Corrupt("log_pending.leaf"));
            };
            ids.push(id);
            logs.entry(log_id).or_default().push((leaf, bytes));
        }
        for (log_id, records) in logs {
            append(db, &log_id, records)?;
        }
        for some in ids.chunks(ROWS_AT_ONCE) {
            diesel::delete(log_pending::table.filter(log_pending::id.eq_any(some))).execute(db)?;
        }
        Ok(count)
    })
}

/// Signs a checkpoint for every log that has grown since its last one, and returns how many.
///
/// A checkpoint never bears an earlier time than the one before, whatever the clock says, and is signed only when the
/// stored tree still holds the root signed last.
///
/// # Errors
/// When the database fails, or the stored tree is not the one that was signed.
pub fn checkpoint_if_grown(db: &mut Db, key: &LogKey, now: DateTime<Utc>) -> StoreResult<usize> {
    db.write(|db| {
        if !leads(db)? {
            return Ok(0);
        }
        let grown: Vec<(String, i64)> = log_trees::table
            .filter(log_trees::size.gt(log_trees::checkpoint_size))
            .select((log_trees::log_id, log_trees::size))
            .order(log_trees::log_id.asc())
            .load(db)?;
        for (log_id, size) in &grown {
            sign(db, key, log_id, *size, now)?;
        }
        Ok(grown.len())
    })
}

fn leads(db: &mut Db) -> StoreResult<bool> {
    match db {
        Db::Sqlite(_) => Ok(true),
        Db::Pg(c) => {
            let leads = diesel::dsl::sql::<diesel::sql_types::Bool>("SELECT pg_try_advisory_xact_lock(")
                .bind::<diesel::sql_types::BigInt, _>(SEQUENCER)
                .sql(")");
            Ok(leads.get_result(c)?)
        }
    }
}

fn append(db: &mut Db, log_id: &str, records: Vec<(Leaf, Vec<u8>)>) -> StoreResult<()> {
    let known: Option<i64> = log_trees::table
        .find(log_id)
        .select(log_trees::size)
        .first(db)
        .optional()?;
    let start = unsigned(known.unwrap_or(0))?;
    let mut rows = Vec::with_capacity(records.len());
    let mut hashes = Vec::with_capacity(2 * records.len());
    let first_index = stored_hash_count(start);
    let mut stored = StoredHashes::new(db, log_id);
    let mut size = start;
    for (leaf, bytes) in records {
        let hash = leaf_hash(&bytes);
        let new = stored.ask(|stored| stored_hashes_for_record_hash(size, hash, stored))?;
        stored.add(stored_hash_count(size), &new);
        hashes.extend(new);
        rows.push(RecordRow::of(signed(size)?, leaf, bytes));
        size += 1;
    }
    insert_records(db, &rows)?;
    insert_hashes(db, log_id, first_index, &hashes)?;
    let size = signed(size)?;
    if known.is_some() {
        diesel::update(log_trees::table.find(log_id))
            .set(log_trees::size.eq(size))
            .execute(db)?;
    } else {
        let row = (
            log_trees::log_id.eq(log_id),
            log_trees::size.eq(size),
            log_trees::checkpoint_size.eq(0),
        );
        diesel::insert_into(log_trees::table).values(row).execute(db)?;
    }
    Ok(())
}

fn insert_records(db: &mut Db, rows: &[RecordRow]) -> StoreResult<()> {
    for some in rows.chunks(ROWS_AT_ONCE) {
        match db {
            Db::Sqlite(c) => diesel::insert_into(log_records::table).values(some).execute(c)?,
            Db::Pg(c) => diesel::insert_into(log_records::table).values(some).execute(c)?,
        };
    }
    Ok(())
}

fn insert_hashes(db: &mut Db, log_id: &str, first: u64, hashes: &[Hash]) -> StoreResult<()> {
    let first = signed(first)?;
    let rows: Vec<_> = (first..)
        .zip(hashes)
        .map(|(idx, hash)| {
            (
                log_hashes::log_id.eq(log_id),
                log_hashes::idx.eq(idx),
                log_hashes::hash.eq(hash.0.as_slice()),
            )
        })
        .collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        match db {
            Db::Sqlite(c) => diesel::insert_into(log_hashes::table).values(some).execute(c)?,
            Db::Pg(c) => diesel::insert_into(log_hashes::table).values(some).execute(c)?,
        };
    }
    Ok(())
}

fn sign(db: &mut Db, key: &LogKey, log_id: &str, size: i64, now: DateTime<Utc>) -> StoreResult<()> {
    let count = unsigned(size)?;
    let unusable = |_| StoreError::Corrupt("log_trees.log_id");
    let signer = key.signer(log_id).map_err(unusable)?;
    let last = latest_checkpoint(db, log_id)?;
    let stored = StoredHashes::new(db, log_id);
    let root = stored.ask(|stored| tree_hash(count, stored))?;
    let mut at = now;
    if let Some((_, note)) = last {
        let not_ours = |_| StoreError::Corrupt("log_checkpoints.note");
        let last = signer
            .verifier()
            .and_then(|key| key.open(note.as_bytes()))
            .map_err(not_ours)?
            .checkpoint;
        let path = stored.ask(|stored| prove_tree(count, last.size, stored))?;
        check_tree(&path, count, root, last.size, last.root).map_err(|_| StoreError::Corrupt("log_hashes"))?;
        at = at.max(last.at.unwrap_or(at));
    }
    let note = signer.sign(count, root, at).map_err(unusable)?;
    let row = (
        log_checkpoints::log_id.eq(log_id),
        log_checkpoints::size.eq(size),
        log_checkpoints::at.eq(at.naive_utc()),
        log_checkpoints::note.eq(note),
    );
    diesel::insert_into(log_checkpoints::table).values(row).execute(db)?;
    diesel::update(log_trees::table.find(log_id))
        .set(log_trees::checkpoint_size.eq(size))
        .execute(db)?;
    Ok(())
}

fn unsigned(number: i64) -> StoreResult<u64> {
    u64::try_from(number).map_err(|_| StoreError::Corrupt("log_trees.size"))
}

fn signed(number: u64) -> StoreResult<i64> {
    i64::try_from(number).map_err(|_| StoreError::Corrupt("log_trees.size"))
}
