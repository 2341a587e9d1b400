//! Verifies any directory in the C2SP `tlog-tiles` layout, offline, and names what is at fault.
//!
//! The root is recomputed from all records; every tile, every checkpoint and every earlier checkpoint must agree with
//! it. Where records and tiles contradict each other, the signed root says which of them was tampered with.

use std::{collections::BTreeSet, fs, path::Path};

use chrono::SecondsFormat;

use super::{
    checkpoint::LogVerifier,
    report::{Finding, Kind as Fault, Place, Report},
    tiles::{Kind, Tile, WIDTH, split_bundle, tile_levels, tiles},
    tree::{Hash, Levels, hash_from, leaf_hash, root_of},
    verify_bundles::{Bundle, Job, Times},
    verify_checkpoints::{self, Signed},
};

/// What the records of a directory are expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Leaves {
    /// Records of this product, in canonical form.
    #[default]
    Livc,
    /// Any bytes: the log of another program.
    Opaque,
}

/// What a verification leaves behind.
#[derive(Debug, Default)]
pub struct Verification {
    /// The findings.
    pub report: Report,
    /// The tree over the records found, for comparing a database with it.
    pub tree: Levels,
}

/// Verifies a directory with the public key of its log, against checkpoints held outside as well.
///
/// `outside` holds checkpoints with a name each; `progress` is told how many records were read since it was last told.
#[must_use]
pub fn verify(
    dir: &Path,
    key: &LogVerifier,
    outside: &[(String, Vec<u8>)],
    leaves: Leaves,
    progress: &(dyn Fn(u64) + Sync),
) -> Verification {
    let mut report = Report {
        origin: key.origin().to_owned(),
        ..Report::default()
    };
    let findings = &mut report.findings;
    let mut files = BTreeSet::new();
    walk(dir, "", &mut files, findings);
    let mut unseen = files.clone();
    check_key(dir, key, &mut unseen, findings);
    let checkpoints = verify_checkpoints::open(dir, key, outside, &mut unseen, findings);
    let Some(Signed { checkpoint, .. }) = &checkpoints.anchor else {
        report.settle();
        let tree = Levels::default();
        return Verification { report, tree };
    };
    let job = Job {
        dir,
        files: &files,
        size: checkpoint.size,
        leaves,
        log: key.origin().rsplit('/').next().unwrap_or_default(),
        progress,
    };
    let mut bundles = job.read();
    let upper = upper_tiles(job, &mut unseen, findings);
    let mut times = Times::default();
    for bundle in &mut bundles {
        findings.append(&mut bundle.findings);
        times.append(&bundle.times);
        for path in &bundle.seen {
            unseen.remove(path);
        }
    }
    findings.extend(times.warning());
    let tree = settle_leaves(&bundles, &upper, checkpoint.size, checkpoint.root);
    for bundle in &bundles {
        compare_bundle(bundle, &tree, findings);
    }
    for (tile, stated) in &upper {
        compare_tile(*tile, stated, &tree, findings);
    }
    for path in unseen {
        findings.extend(judge_leftover(dir, &path, &tree));
    }
    verify_checkpoints::compare(&checkpoints, &tree, leaves, findings);
    report.records = checkpoint.size;
    report.root = Some(checkpoint.root.to_string());
    let at = checkpoint.at;
    report.signed_at = at.map(|at| at.to_rfc3339_opts(SecondsFormat::Millis, true));
    report.checkpoints = checkpoints.others.len() + 1;
    report.settle();
    Verification { report, tree }
}

fn walk(dir: &Path, below: &str, files: &mut BTreeSet<String>, findings: &mut Vec<Finding>) {
    let entries = match fs::read_dir(dir.join(below)) {
        Ok(entries) => entries,
        Err(error) => {
            let detail = format!("cannot be read: {error}");
            return findings.push(Finding::fault(Place::file(below), Fault::Unreadable, detail));
        }
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() {
            name
        } else {
            format!("{below}/{name}")
        };
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(dir, &path, files, findings);
        } else {
            files.insert(path);
        }
    }
}

/// The file `key` is a convenience; the key that counts is the one handed in.
fn check_key(dir: &Path, key: &LogVerifier, unseen: &mut BTreeSet<String>, findings: &mut Vec<Finding>) {
    if unseen.remove("key") && fs::read(dir.join("key")).ok() != Some(format!("{}\n", key.vkey()).into_bytes()) {
        let detail = "is not the key this log was verified with";
        findings.push(Finding::fault(Place::file("key"), Fault::Differs, detail));
    }
}

fn upper_tiles(job: Job<'_>, unseen: &mut BTreeSet<String>, findings: &mut Vec<Finding>) -> Vec<(Tile, Vec<Hash>)> {
    let mut seen = Vec::new();
    let due = tile_levels(job.size)
        .skip(1)
        .flat_map(|level| tiles(Kind::Hashes(level), job.size));
    let upper = due
        .take(job.files.len())
        .map(|tile| (tile, job.hashes(tile, &mut seen, findings)))
        .collect();
    for path in seen {
        unseen.remove(&path);
    }
    upper
}

/// Decides, where a bundle and its tile contradict each other, which of them belongs to the signed root.
fn settle_leaves(bundles: &[Bundle], upper: &[(Tile, Vec<Hash>)], size: u64, root: Hash) -> Levels {
    let parents = upper.iter().filter(|(tile, _)| tile.kind == Kind::Hashes(1));
    let parents: Vec<(u64, Hash)> = parents
        .flat_map(|(tile, hashes)| (tile.n * WIDTH..).zip(hashes.iter().copied()))
        .collect();
    let parent = |n: u64| {
        let at = parents.binary_search_by_key(&n, |(n, _)| *n).ok()?;
        parents.get(at).map(|(_, hash)| *hash)
    };
    let pick = |prefer_records: bool, ask_parent: bool| {
        let mut leaves = Vec::new();
        for bundle in bundles {
            let whole = |side: &[Hash]| side.len() as u64 == bundle.width;
            let records = Some(bundle.records.as_slice()).filter(|side| whole(side));
            let stated = bundle.stated.as_deref().filter(|side| whole(side));
            let vouched = parent(bundle.n).filter(|_| ask_parent && bundle.stated.is_some());
            let vouched = vouched.and_then(|parent| {
                [records, stated]
                    .into_iter()
                    .flatten()
                    .find(|side| root_of(side) == parent)
            });
            let chosen = vouched.or(if prefer_records {
                records.or(stated)
            } else {
                stated.or(records)
            });
            let Some(chosen) = chosen else { break };
            leaves.extend_from_slice(chosen);
        }
        Levels::new(leaves)
    };
    let first = pick(true, true);
    if first.root_at(size) == Some(root) || bundles.iter().all(|bundle| bundle.stated.is_none()) {
        return first;
    }
    let others = [(false, true), (true, false), (false, false)];
    let others = others.into_iter().map(|(records, parent)| pick(records, parent));
    others
        .into_iter()
        .find(|tree| tree.root_at(size) == Some(root))
        .unwrap_or(first)
}

/// Names the records and the tile that are not what the tree holds.
fn compare_bundle(bundle: &Bundle, tree: &Levels, findings: &mut Vec<Finding>) {
    let Some(stated) = &bundle.stated else { return };
    let start = bundle.n * WIDTH;
    let held = tree
        .level(0)
        .get(usize::try_from(start).unwrap_or(usize::MAX)..)
        .unwrap_or_default();
    let width = usize::try_from(bundle.width).unwrap_or(usize::MAX);
    let mut run: Option<(u64, u64)> = None;
    for (seq, at) in (start..).zip(0..width.min(held.len())) {
        if bundle.records.get(at) == held.get(at) {
            findings.extend(run.take().map(differing_records));
        } else {
            run = Some((run.map_or(seq, |(first, _)| first), seq));
        }
    }
    findings.extend(run.map(differing_records));
    let kind = Kind::Hashes(0);
    let (n, width) = (bundle.n, bundle.width);
    compare_tile(Tile { kind, n, width }, stated, tree, findings);
}

fn differing_records((first, last): (u64, u64)) -> Finding {
    let detail = "not what was signed: changed, moved, missing, or shifted by one added or removed";
    Finding::fault(Place::Record { first, last }, Fault::Differs, detail)
}

fn compare_tile(tile: Tile, stated: &[Hash], tree: &Levels, findings: &mut Vec<Finding>) {
    let Kind::Hashes(level) = tile.kind else { return };
    let held = tree.level(level.saturating_mul(8));
    let start = usize::try_from(tile.n * WIDTH).unwrap_or(usize::MAX);
    let held = held.get(start..).unwrap_or_default();
    let wrong = stated.iter().zip(held).position(|(stated, held)| stated != held);
    if let Some(wrong) = wrong {
        let detail = format!("hash {wrong} in it is not the hash of the records below");
        findings.push(Finding::fault(Place::file(tile.path()), Fault::Differs, detail));
    }
}

/// A file nobody asked for: partial tiles of earlier sizes may stay if they are true, others are a fault below `tile/`.
fn judge_leftover(dir: &Path, path: &str, tree: &Levels) -> Option<Finding> {
    let place = Place::file(path);
    if !path.starts_with("tile/") {
        let detail = "is no part of a log";
        return Some(Finding::warning(place, Fault::Unexpected, detail));
    }
    let earlier = Tile::from_path(path)
        .filter(|tile| tile.width < WIDTH)
        .and_then(|tile| {
            let bytes = fs::read(dir.join(path)).ok()?;
            let (level, hashes): (u8, Vec<Hash>) = match tile.kind {
                Kind::Entries => (0, split_bundle(&bytes)?.into_iter().map(leaf_hash).collect()),
                Kind::Hashes(level) => (level, bytes.chunks(32).map(hash_from).collect::<Option<_>>()?),
            };
            let start = usize::try_from(tile.n.checked_mul(WIDTH)?).ok()?;
            let held = tree.level(level.saturating_mul(8)).get(start..)?;
            (hashes.len() as u64 == tile.width && held.starts_with(&hashes)).then_some(())
        });
    match earlier {
        Some(()) => None,
        None => Some(Finding::fault(
            place,
            Fault::Unexpected,
            "belongs to no tree that was signed",
        )),
    }
}

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
