//! An export verifies, and does not once anything in it changed.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]
use std::{
    convert::Infallible,
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, Utc};
use tempfile::TempDir;

use super::{
    super::{
        checkpoint::tests::signer,
        export::{ExportError, Heads, export},
        leaf::tests::leaf,
        report::Weight,
        tiles::push_entry,
    },
    *,
};

fn at(n: u64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_763_800_000 + i64::try_from(n).unwrap(), 0).unwrap()
}

fn records(size: u64) -> Vec<Vec<u8>> {
    (0..size).map(|n| leaf("7", n).canonical().unwrap()).collect()
}

fn heads(records: &[Vec<u8>], older: &[u64]) -> Heads {
    let tree = Levels::new(records.iter().map(|record| leaf_hash(record)).collect());
    let sign = |size: u64| signer("7").sign(size, tree.root_at(size).unwrap(), at(size)).unwrap();
    Heads {
        vkey: signer("7").vkey().to_owned(),
        latest: sign(tree.size()),
        older: older.iter().map(|size| (*size, sign(*size))).collect(),
    }
}

/// An export of `size` records with some older checkpoints.
fn exported(size: u64, older: &[u64]) -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), &records(size), older);
    dir
}

fn write(dir: &Path, records: &[Vec<u8>], older: &[u64]) {
    let source = records.iter().cloned().map(Ok::<_, Infallible>);
    export(dir, &heads(records, older), source, |_| {}).unwrap();
}

fn report(dir: &Path) -> Report {
    report_with(dir, &[])
}

fn report_with(dir: &Path, outside: &[(String, Vec<u8>)]) -> Report {
    verify(dir, &signer("7").verifier().unwrap(), outside, Leaves::Livc, &|_| {}).report
}

fn has(report: &Report, place: &Place, kind: Fault) -> bool {
    report
        .findings
        .iter()
        .any(|finding| finding.place == *place && finding.kind == kind)
}

#[track_caller]
fn assert_found(dir: &Path, place: &Place, kind: Fault) {
    let report = report(dir);
    assert!(!report.holds() && has(&report, place, kind), "{:#?}", report.findings);
}

fn all_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = BTreeSet::new();
    walk(dir, "", &mut files, &mut Vec::new());
    files.into_iter().map(PathBuf::from).collect()
}

/// Rewrites one bundle from its entries.
fn rebundle(dir: &Path, path: &str, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
    let bytes = fs::read(dir.join(path)).unwrap();
    let mut entries: Vec<Vec<u8>> = split_bundle(&bytes).unwrap().into_iter().map(<[u8]>::to_vec).collect();
    change(&mut entries);
    let mut bundle = Vec::new();
    for entry in entries {
        assert!(push_entry(&mut bundle, &entry));
    }
    fs::write(dir.join(path), bundle).unwrap();
}

#[path = "verify_tamper_tests.rs"]
mod tampering;

#[test]
fn an_export_of_any_size_holds_and_every_record_is_counted_once() {
    for size in [0, 1, 2, 255, 256, 257, 600, 3000] {
        let older: Vec<u64> = [1, 17, 256, 500].into_iter().filter(|older| *older < size).collect();
        let dir = exported(size, &older);
        let told = AtomicU64::new(0);
        let progress = |n| {
            told.fetch_add(n, Ordering::Relaxed);
        };
        let key = signer("7").verifier().unwrap();
        let report = verify(dir.path(), &key, &[], Leaves::Livc, &progress).report;
        assert!(
            report.holds() && report.findings.is_empty(),
            "{size}: {:#?}",
            report.findings
        );
        assert_eq!((report.records, told.into_inner()), (size, size));
        assert_eq!(report.checkpoints, older.len() + 1);
    }
}

#[test]
fn sixty_six_thousand_records_have_a_third_level_and_hold_as_an_opaque_log() {
    let records: Vec<Vec<u8>> = (0..66_000u64).map(|n| n.to_be_bytes().to_vec()).collect();
    let dir = TempDir::new().unwrap();
    write(dir.path(), &records, &[65_536]);
    assert!(dir.path().join("tile/2/000.p/1").exists());
    let key = signer("7").verifier().unwrap();
    let report = verify(dir.path(), &key, &[], Leaves::Opaque, &|_| {}).report;
    assert!(report.holds() && report.findings.is_empty(), "{:#?}", report.findings);
    let report = self::report(dir.path());
    assert!(has(&report, &Place::record(0), Fault::Malformed));
}

#[test]
fn times_of_checkpoints_never_fall_and_those_of_records_only_warn() {
    let records = records(20);
    let mut heads = heads(&records, &[5]);
    let tree = Levels::new(records.iter().map(|record| leaf_hash(record)).collect());
    heads
        .older
        .push((10, signer("7").sign(10, tree.root_at(10).unwrap(), at(4)).unwrap()));
    let dir = TempDir::new().unwrap();
    export(
        dir.path(),
        &heads,
        records.iter().cloned().map(Ok::<_, Infallible>),
        |_| {},
    )
    .unwrap();
    assert_found(dir.path(), &Place::checkpoint("checkpoints/10"), Fault::Time);

    let mut turned = records;
    turned.swap(3, 4);
    turned.swap(10, 12);
    let dir = TempDir::new().unwrap();
    write(dir.path(), &turned, &[]);
    let report = report(dir.path());
    assert!(
        report.holds() && has(&report, &Place::record(4), Fault::Time),
        "{:#?}",
        report.findings
    );
    assert_eq!(report.findings.len(), 1);
}

#[test]
fn a_record_of_another_log_or_without_the_form_of_a_record_is_found_even_when_signed() {
    let mut records = records(10);
    records[2] = leaf("8", 2).canonical().unwrap();
    records[5] = b"{}".to_vec();
    let dir = TempDir::new().unwrap();
    write(dir.path(), &records, &[]);
    assert_found(dir.path(), &Place::record(2), Fault::OtherLog);
    assert_found(dir.path(), &Place::record(5), Fault::Malformed);
}

#[test]
fn another_key_or_a_changed_key_file_is_found() {
    let dir = exported(3, &[]);
    let other = signer("8").verifier().unwrap();
    assert!(!verify(dir.path(), &other, &[], Leaves::Livc, &|_| {}).report.holds());
    fs::write(dir.path().join("key"), format!("{}\n", other.vkey())).unwrap();
    assert_found(dir.path(), &Place::file("key"), Fault::Differs);
}

#[test]
fn true_partial_tiles_of_earlier_sizes_may_stay() {
    let (dir, earlier) = (exported(300, &[]), exported(200, &[]));
    for path in ["tile/0/000.p/200", "tile/entries/000.p/200"] {
        fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
        fs::copy(earlier.path().join(path), dir.path().join(path)).unwrap();
    }
    assert!(report(dir.path()).findings.is_empty());
    let mut bytes = fs::read(dir.path().join("tile/0/000.p/200")).unwrap();
    bytes[0] ^= 1;
    fs::write(dir.path().join("tile/0/000.p/200"), bytes).unwrap();
    assert_found(dir.path(), &Place::file("tile/0/000.p/200"), Fault::Unexpected);
}

#[test]
fn records_that_are_not_what_was_signed_are_not_exported() {
    let good = records(300);
    let heads = heads(&good, &[]);
    let run = |records: Vec<Vec<u8>>| {
        let dir = TempDir::new().unwrap();
        let result = export(dir.path(), &heads, records.into_iter().map(Ok::<_, Infallible>), |_| {});
        (result, dir.path().join("checkpoint").exists())
    };
    assert!(matches!(run(good.clone()), (Ok(300), true)));
    assert!(matches!(
        run(good[..299].to_vec()),
        (
            Err(ExportError::Short {
                found: 299,
                signed: 300
            }),
            false
        )
    ));
    let mut changed = good;
    changed[0].push(b' ');
    assert!(matches!(run(changed), (Err(ExportError::Root), false)));
    let full = exported(1, &[]);
    let again = export(
        full.path(),
        &heads,
        std::iter::empty::<Result<Vec<u8>, Infallible>>(),
        |_| {},
    );
    assert!(matches!(again, Err(ExportError::NotEmpty)));
}
