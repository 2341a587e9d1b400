//! Compares the rows of the access log with the verified records: whoever edits only what is searched is found out.

use chrono::SubsecRound as _;
use diesel::prelude::*;

use super::{
    access_log::RecordRow,
    access_log_schema::{log_checkpoints, log_hashes, log_records, log_trees},
    db::Db,
    error::StoreResult,
};
use crate::log::{
    checkpoint::LogVerifier,
    leaf::Leaf,
    report::{Finding, Kind, Place},
    tree::{Hash, HashReader as _, Levels, leaf_hash, stored_hash_count},
    verify::Verification,
};

const PAGE: i64 = 2_000;

/// Compares all rows of a log, its stored hashes and its checkpoints with the verified tree; findings join the report.
///
/// Records newer than the export are checked as well, against the size the database itself states.
///
/// # Errors
/// When the database cannot be read.
pub fn compare(
    db: &mut Db,
    log_id: &str,
    key: &LogVerifier,
    verified: &mut Verification,
    progress: impl FnMut(u64),
) -> StoreResult<()> {
    db.snapshot(|db| compare_rows(db, log_id, key, verified, progress))
}

/// As [`compare`], inside a transaction of the caller.
fn compare_rows(
    db: &mut Db,
    log_id: &str,
    key: &LogVerifier,
    verified: &mut Verification,
    mut progress: impl FnMut(u64),
) -> StoreResult<()> {
    let Verification { report, tree } = verified;
    let mut check = Check {
        log_id,
        signed: tree,
        leaves: Vec::new(),
        rows: 0,
        findings: Vec::new(),
    };
    check.records(db, &mut progress)?;
    report.rows = Some(check.rows);
    check.fill(tree.size());
    let mut findings = check.findings;
    let rows = Levels::new(check.leaves);
    compare_size(db, log_id, check.rows, &mut findings)?;
    compare_hashes(db, log_id, &rows, &mut findings)?;
    compare_checkpoints(db, log_id, key, &rows, &mut findings)?;
    report.findings.append(&mut findings);
    report.settle();
    Ok(())
}

struct Check<'a> {
    log_id: &'a str,
    signed: &'a Levels,
    /// The hashes of the records: as signed, and of the rows where nothing is signed yet.
    leaves: Vec<Hash>,
    rows: u64,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn records(&mut self, db: &mut Db, progress: &mut impl FnMut(u64)) -> StoreResult<()> {
        let (mut last, mut next) = (i64::MIN, 0_i64);
        loop {
            let page: Vec<RecordRow> = log_records::table
                .filter(log_records::log_id.eq(self.log_id).and(log_records::seq.gt(last)))
                .order(log_records::seq.asc())
                .limit(PAGE)
                .load(db)?;
            let Some(end) = page.last() else { break };
            last = end.seq;
            progress(page.len() as u64);
            for row in page {
                if row.seq > next {
                    self.missing(next, row.seq - 1);
                }
                if row.seq < next {
                    self.row(row.seq, Kind::Unexpected, "has a number no record has");
                } else {
                    next = row.seq + 1;
                    self.record(&row);
                }
            }
        }
        let signed = i64::try_from(self.signed.size()).unwrap_or(i64::MAX);
        if next < signed {
            self.missing(next, signed - 1);
        }
        Ok(())
    }

    /// Goes on with the signed hashes, so that what lies behind a missing row is not blamed.
    fn fill(&mut self, until: u64) {
        let (from, until) = (self.leaves.len(), usize::try_from(until).unwrap_or(usize::MAX));
        self.leaves.extend(self.signed.level(0).iter().take(until).skip(from));
    }

    fn missing(&mut self, first: i64, last: i64) {
        let (first, last) = (u64::try_from(first).unwrap_or(0), u64::try_from(last).unwrap_or(0));
        let place = Place::Record { first, last };
        self.findings
            .push(Finding::fault(place, Kind::Missing, "not in the database"));
    }

    fn row(&mut self, key: i64, kind: Kind, detail: &str) {
        let place = Place::Row {
            table: "log_records",
            key,
        };
        self.findings.push(Finding::fault(place, kind, detail));
    }

    fn record(&mut self, row: &RecordRow) {
        let hash = leaf_hash(&row.leaf);
        self.rows += 1;
        self.fill(u64::try_from(row.seq).unwrap_or(0));
        let place = usize::try_from(row.seq).unwrap_or(usize::MAX);
        let signed = self.signed.level(0).get(place).copied();
        if self.leaves.len() == place {
            self.leaves.push(signed.unwrap_or(hash));
        }
        if signed.is_some_and(|signed| signed != hash) {
            self.row(row.seq, Kind::Differs, "its record is not the one that was signed");
        }
        match Leaf::parse(&row.leaf) {
            Err(error) => self.row(row.seq, Kind::Malformed, &format!("its record: {error}")),
            Ok(leaf) => {
                let due = RecordRow::of(row.seq, leaf, row.leaf.clone());
                for column in differing_columns(row, &due) {
                    let detail = "does not say what the record says";
                    let place = Place::Column { seq: row.seq, column };
                    self.findings.push(Finding::fault(place, Kind::Differs, detail));
                }
            }
        }
    }
}

/// The columns in which a row is not what its record asks for.
fn differing_columns(row: &RecordRow, due: &RecordRow) -> impl Iterator<Item = &'static str> + use<> {
    [
        ("log_id", row.log_id == due.log_id),
        ("event_id", row.event_id == due.event_id),
        ("at", row.at == due.at),
        ("actor_id", row.actor_id == due.actor_id),
        ("seat_id", row.seat_id == due.seat_id),
        ("function", row.function == due.function),
        ("organisation_id", row.organisation_id == due.organisation_id),
        ("act", row.act == due.act),
        ("object_kind", row.object_kind == due.object_kind),
        ("object_alias", row.object_alias == due.object_alias),
        ("rule", row.rule == due.rule),
        ("decision", row.decision == due.decision),
        ("outcome", row.outcome == due.outcome),
    ]
    .into_iter()
    .filter_map(|(column, same)| (!same).then_some(column))
}

fn compare_size(db: &mut Db, log_id: &str, rows: u64, findings: &mut Vec<Finding>) -> StoreResult<()> {
    let size: Option<i64> = log_trees::table
        .find(log_id)
        .select(log_trees::size)
        .first(db)
        .optional()?;
    let size = size.unwrap_or(0);
    if u64::try_from(size) != Ok(rows) {
        let detail = format!("states {size} records where {rows} rows are");
        let place = Place::Row {
            table: "log_trees",
            key: size,
        };
        findings.push(Finding::fault(place, Kind::Differs, detail));
    }
    Ok(())
}

fn compare_hashes(db: &mut Db, log_id: &str, rows: &Levels, findings: &mut Vec<Finding>) -> StoreResult<()> {
    let (mut last, mut next) = (i64::MIN, 0_i64);
    let due = i64::try_from(stored_hash_count(rows.size())).unwrap_or(i64::MAX);
    let fault = |key, kind, detail: &str| {
        Finding::fault(
            Place::Row {
                table: "log_hashes",
                key,
            },
            kind,
            detail,
        )
    };
    loop {
        let page: Vec<(i64, Vec<u8>)> = log_hashes::table
            .filter(log_hashes::log_id.eq(log_id).and(log_hashes::idx.gt(last)))
            .select((log_hashes::idx, log_hashes::hash))
            .order(log_hashes::idx.asc())
            .limit(PAGE)
            .load(db)?;
        let Some((end, _)) = page.last() else { break };
        last = *end;
        for (idx, hash) in page {
            if idx > next && idx < due {
                findings.push(fault(
                    next,
                    Kind::Missing,
                    "this hash, or more from it on, is not in the database",
                ));
            }
            next = idx + 1;
            let held = u64::try_from(idx)
                .ok()
                .filter(|_| idx < due)
                .and_then(|idx| rows.read_hashes(&[idx]).ok());
            match held.as_deref() {
                Some([held]) if held.0 == *hash => {}
                Some(_) => findings.push(fault(idx, Kind::Differs, "is not the hash of the records below")),
                None => findings.push(fault(idx, Kind::Unexpected, "belongs to no record")),
            }
        }
    }
    if next < due {
        findings.push(fault(
            next,
            Kind::Missing,
            "this hash and those behind it are not in the database",
        ));
    }
    Ok(())
}

fn compare_checkpoints(
    db: &mut Db,
    log_id: &str,
    key: &LogVerifier,
    rows: &Levels,
    findings: &mut Vec<Finding>,
) -> StoreResult<()> {
    let notes: Vec<(i64, chrono::NaiveDateTime, String)> = log_checkpoints::table
        .filter(log_checkpoints::log_id.eq(log_id))
        .select((log_checkpoints::size, log_checkpoints::at, log_checkpoints::note))
        .order(log_checkpoints::size.asc())
        .load(db)?;
    for (size, at, note) in notes {
        let place = Place::Row {
            table: "log_checkpoints",
            key: size,
        };
        let mut fault = |kind, detail: String| findings.push(Finding::fault(place.clone(), kind, detail));
        let signed = match key.open(note.as_bytes()) {
            Ok(opened) => opened.checkpoint,
            Err(error) => {
                fault(Kind::Signature, error.to_string());
                continue;
            }
        };
        if i64::try_from(signed.size) != Ok(size) || signed.at.map(|at| at.naive_utc()) != Some(at.trunc_subsecs(3)) {
            fault(
                Kind::Differs,
                "its columns do not say what the checkpoint says".to_owned(),
            );
        }
        match rows.root_at(signed.size) {
            Some(root) if root == signed.root => {}
            Some(_) => fault(Kind::Root, "signs another root than that of the rows".to_owned()),
            None => fault(
                Kind::Shorter,
                format!("signs {} records, only {} rows are there", signed.size, rows.size()),
            ),
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "access_log_check_tests.rs"]
mod tests;
