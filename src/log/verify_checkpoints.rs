//! The signed side of a verification: which checkpoints hold, and whether these records are what each of them signed.

use std::{collections::BTreeSet, fs, path::Path};

use super::{
    checkpoint::{Checkpoint, LogVerifier},
    report::{Finding, Kind, Place},
    tree::Levels,
    verify::Leaves,
};

/// A checkpoint whose signature holds.
#[derive(Debug, Clone)]
pub(super) struct Signed {
    pub(super) name: String,
    pub(super) checkpoint: Checkpoint,
}

/// All checkpoints that could be opened.
#[derive(Debug, Default)]
pub(super) struct Checkpoints {
    /// The one the directory is measured by.
    pub(super) anchor: Option<Signed>,
    /// The others, of the directory and handed in.
    pub(super) others: Vec<Signed>,
}

/// Opens every checkpoint of the directory and those handed in; takes what it has seen out of `files`.
pub(super) fn open(
    dir: &Path,
    key: &LogVerifier,
    outside: &[(String, Vec<u8>)],
    files: &mut BTreeSet<String>,
    findings: &mut Vec<Finding>,
) -> Checkpoints {
    let mut read = |name: &str, findings: &mut Vec<Finding>| {
        files.remove(name);
        match fs::read(dir.join(name)) {
            Ok(note) => open_one(name, &note, key, findings),
            Err(error) => {
                let (place, kind) = (Place::checkpoint(name), Kind::Missing);
                findings.push(Finding::fault(place, kind, format!("cannot be read: {error}")));
                None
            }
        }
    };
    let latest = read("checkpoint", findings);
    let older: Vec<String> = older_names(dir);
    let mut others = Vec::new();
    for name in older {
        let Some(signed) = read(&name, findings) else {
            continue;
        };
        if name == format!("checkpoints/{}", signed.checkpoint.size) {
            others.push(signed);
        } else {
            let detail = format!("holds a checkpoint of {} records", signed.checkpoint.size);
            findings.push(Finding::fault(Place::checkpoint(name), Kind::Malformed, detail));
        }
    }
    others.sort_by_key(|signed| signed.checkpoint.size);
    let anchor = latest.or_else(|| others.last().cloned());
    for (name, note) in outside {
        others.extend(open_one(name, note, key, findings));
    }
    others.sort_by_key(|signed| signed.checkpoint.size);
    Checkpoints { anchor, others }
}

fn older_names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir.join("checkpoints"));
    let entries = entries.into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.map(|name| format!("checkpoints/{name}")).collect()
}

fn open_one(name: &str, note: &[u8], key: &LogVerifier, findings: &mut Vec<Finding>) -> Option<Signed> {
    match key.open(note) {
        Ok(opened) => {
            for unknown in opened.unknown_keys {
                let detail = format!("also signed by {unknown}, which was not checked");
                findings.push(Finding::warning(Place::checkpoint(name), Kind::UnknownKey, detail));
            }
            Some(Signed {
                name: name.to_owned(),
                checkpoint: opened.checkpoint,
            })
        }
        Err(error) => {
            let place = Place::checkpoint(name);
            findings.push(Finding::fault(place, Kind::Signature, error.to_string()));
            None
        }
    }
}

/// Compares every checkpoint with the tree over the records found, and their times with each other.
pub(super) fn compare(checkpoints: &Checkpoints, tree: &Levels, leaves: Leaves, findings: &mut Vec<Finding>) {
    let signed: Vec<&Signed> = checkpoints.others.iter().chain(&checkpoints.anchor).collect();
    let holds = |signed: &&&Signed| tree.root_at(signed.checkpoint.size) == Some(signed.checkpoint.root);
    let good = signed.iter().filter(holds).map(|signed| signed.checkpoint.size).max();
    for Signed { name, checkpoint } in &signed {
        match tree.root_at(checkpoint.size) {
            Some(root) if root == checkpoint.root => {}
            Some(_) => {
                let from = good.filter(|good| *good < checkpoint.size).unwrap_or(0);
                let detail = format!(
                    "signs another root: among the records {from} to {} at least one was changed, added or removed",
                    checkpoint.size.saturating_sub(1)
                );
                findings.push(Finding::fault(Place::checkpoint(name), Kind::Root, detail));
            }
            None => {
                let detail = format!("signs {} records, but only {} are there", checkpoint.size, tree.size());
                findings.push(Finding::fault(Place::checkpoint(name), Kind::Shorter, detail));
            }
        }
    }
    if leaves == Leaves::Livc {
        times(signed, findings);
    }
}

/// Every later checkpoint bears a later time, or the same.
fn times(mut signed: Vec<&Signed>, findings: &mut Vec<Finding>) {
    signed.sort_by_key(|signed| (signed.checkpoint.size, signed.checkpoint.at));
    let mut before: Option<&Signed> = None;
    for now in signed {
        let place = Place::checkpoint(&now.name);
        let Some(at) = now.checkpoint.at else {
            findings.push(Finding::fault(place, Kind::Time, "bears no time"));
            continue;
        };
        if let Some(before) = before.filter(|before| before.checkpoint.at > Some(at)) {
            let detail = format!("bears an earlier time than {}, which holds fewer records", before.name);
            findings.push(Finding::fault(place, Kind::Time, detail));
        } else {
            before = Some(now);
        }
    }
}
