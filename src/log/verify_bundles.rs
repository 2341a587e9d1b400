//! The records' side of a verification: reads every bundle and its tile of leaf hashes, on all cores.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use chrono::{DateTime, Utc};

use super::{
    leaf::Leaf,
    report::{Finding, Kind as Fault, Place},
    tiles::{Kind, Tile, WIDTH, split_bundle},
    tree::{HASH_SIZE, Hash, hash_from, leaf_hash},
    verify::Leaves,
};

/// Fewer bundles than this are read faster by one thread than by several.
const WORTH_A_THREAD: u64 = 8;

/// One bundle beside the tile of its leaf hashes.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    pub(super) n: u64,
    pub(super) width: u64,
    /// The hashes of the records found.
    pub(super) records: Vec<Hash>,
    /// The hashes the tile states; nothing when they are the same.
    pub(super) stated: Option<Vec<Hash>>,
    pub(super) seen: Vec<String>,
    pub(super) findings: Vec<Finding>,
    pub(super) times: Times,
}

/// How the records' own times run.
#[derive(Debug, Default)]
pub(super) struct Times {
    first: Option<(u64, DateTime<Utc>)>,
    last: Option<DateTime<Utc>>,
    /// How many records bear an earlier time than the one before, and the first of them.
    falls: u64,
    first_fall: Option<u64>,
}

impl Times {
    fn note(&mut self, seq: u64, at: DateTime<Utc>) {
        if self.last.is_some_and(|last| at < last) {
            self.falls += 1;
            self.first_fall.get_or_insert(seq);
        }
        self.first.get_or_insert((seq, at));
        self.last = Some(at);
    }

    /// Puts the times of the next bundle behind these.
    pub(super) fn append(&mut self, next: &Self) {
        if let Some((seq, at)) = next.first {
            self.note(seq, at);
        }
        self.falls += next.falls;
        self.first_fall = self.first_fall.or(next.first_fall);
        self.last = next.last.or(self.last);
    }

    /// What to tell about records whose own time is out of order.
    pub(super) fn warning(&self) -> Option<Finding> {
        let first = self.first_fall?;
        let detail = format!(
            "bears an earlier time than the record before, as {} in all do; commits are concurrent",
            self.falls
        );
        Some(Finding::warning(Place::record(first), Fault::Time, detail))
    }
}

/// What is the same for all bundles of one verification.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) dir: &'a Path,
    pub(super) files: &'a BTreeSet<String>,
    pub(super) size: u64,
    pub(super) leaves: Leaves,
    /// The log every record must name.
    pub(super) log: &'a str,
    pub(super) progress: &'a (dyn Fn(u64) + Sync),
}

impl Job<'_> {
    /// Reads all bundles, in order.
    pub(super) fn read(self) -> Vec<Bundle> {
        // A bundle no file can belong to is not worth looking for, however many the checkpoint promises.
        let count = self.size.div_ceil(WIDTH).min(self.files.len() as u64);
        let next = AtomicU64::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= count {
                    return done;
                }
                let bundle = self.bundle(n);
                (self.progress)(bundle.width);
                done.push(bundle);
            }
        };
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let mut bundles = if count < WORTH_A_THREAD || cores == 1 {
            work()
        } else {
            thread::scope(|scope| {
                let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
                threads
                    .into_iter()
                    .flat_map(|thread| match thread.join() {
                        Ok(done) => done,
                        Err(panic) => std::panic::resume_unwind(panic),
                    })
                    .collect()
            })
        };
        bundles.sort_unstable_by_key(|bundle| bundle.n);
        bundles
    }

    fn bundle(self, n: u64) -> Bundle {
        let width = WIDTH.min(self.size - n * WIDTH);
        let mut bundle = Bundle {
            n,
            width,
            ..Bundle::default()
        };
        self.records(&mut bundle);
        let tile = Tile {
            kind: Kind::Hashes(0),
            n,
            width,
        };
        let stated = self.hashes(tile, &mut bundle.seen, &mut bundle.findings);
        if stated != bundle.records {
            bundle.stated = Some(stated);
        }
        bundle
    }

    fn records(self, bundle: &mut Bundle) {
        let (n, width) = (bundle.n, bundle.width);
        let kind = Kind::Entries;
        let tile = Tile { kind, n, width };
        let Some((path, bytes)) = self.file(tile, &mut bundle.seen, &mut bundle.findings) else {
            return;
        };
        let Some(mut entries) = split_bundle(&bytes) else {
            let detail = "the lengths in it do not add up to records";
            let finding = Finding::fault(Place::file(path), Fault::Malformed, detail);
            return bundle.findings.push(finding);
        };
        if path == tile.path() && entries.len() as u64 != width {
            let detail = format!("holds {} records where {width} are due", entries.len());
            let finding = Finding::fault(Place::file(&path), Fault::Malformed, detail);
            bundle.findings.push(finding);
        }
        entries.truncate(256);
        if path != tile.path() {
            entries.truncate(usize::try_from(width).unwrap_or(usize::MAX));
        }
        for (seq, entry) in (n * WIDTH..).zip(entries) {
            bundle.records.push(leaf_hash(entry));
            if self.leaves == Leaves::Livc {
                self.leaf(seq, entry, bundle);
            }
        }
    }

    fn leaf(self, seq: u64, entry: &[u8], bundle: &mut Bundle) {
        let place = Place::record(seq);
        match Leaf::parse(entry) {
            Ok(leaf) => {
                bundle.times.note(seq, leaf.at);
                if leaf.log != self.log {
                    let detail = format!("belongs to the log {}", leaf.log);
                    let finding = Finding::fault(place, Fault::OtherLog, detail);
                    bundle.findings.push(finding);
                }
            }
            Err(error) => {
                let finding = Finding::fault(place, Fault::Malformed, error.to_string());
                bundle.findings.push(finding);
            }
        }
    }

    /// Reads a tile of hashes; nothing when it is missing or has not the length it should have.
    pub(super) fn hashes(self, tile: Tile, seen: &mut Vec<String>, findings: &mut Vec<Finding>) -> Vec<Hash> {
        let Some((path, mut bytes)) = self.file(tile, seen, findings) else {
            return Vec::new();
        };
        let due = usize::try_from(tile.width)
            .unwrap_or(usize::MAX)
            .saturating_mul(HASH_SIZE);
        if path != tile.path() {
            bytes.truncate(due);
        }
        if bytes.len() != due {
            let detail = format!("is {} bytes long where {due} are due", bytes.len());
            findings.push(Finding::fault(Place::file(path), Fault::Malformed, detail));
            return Vec::new();
        }
        bytes.chunks_exact(HASH_SIZE).filter_map(hash_from).collect()
    }

    /// Reads a tile or bundle; a log that has grown meanwhile may hold the full one in place of a partial one.
    fn file(self, tile: Tile, seen: &mut Vec<String>, findings: &mut Vec<Finding>) -> Option<(String, Vec<u8>)> {
        let mut paths = vec![tile.path(), tile.full().path()];
        paths.retain(|path| self.files.contains(path));
        let Some(path) = paths.into_iter().next() else {
            let place = Place::file(tile.path());
            findings.push(Finding::fault(place, Fault::Missing, "is not there"));
            return None;
        };
        seen.push(path.clone());
        if path != tile.path() {
            let detail = "goes beyond the checkpoint; only its beginning was checked";
            findings.push(Finding::warning(Place::file(&path), Fault::Unexpected, detail));
        }
        match fs::read(self.dir.join(&path)) {
            Ok(bytes) => Some((path, bytes)),
            Err(error) => {
                let detail = format!("cannot be read: {error}");
                findings.push(Finding::fault(Place::file(path), Fault::Unreadable, detail));
                None
            }
        }
    }
}
