//! Records are appended, numbered, filtered and proven on the database.

#![expect(clippy::unwrap_used, reason = "a test may stop where it fails")]
use std::path::Path;

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection as _;
use tempfile::TempDir;

use super::*;
use crate::{
    log::{
        checkpoint::{LogKey, LogVerifier, generate_key},
        export::{Heads, export},
        leaf::tests::leaf,
        report::Report,
        tree::{Levels, leaf_hash},
        verify::{Leaves, verify},
    },
    store::{Manager, access_log_check::compare, migrate::migrate},
};

/// A server on which each test makes its own database, if one is named; else SQLite.
#[expect(clippy::disallowed_methods, reason = "who runs the tests chooses their database")]
fn server() -> Option<String> {
    let url = std::env::var("LIVC_TEST_POSTGRES").ok()?;
    url.rsplit_once('/').map(|(server, _)| server.to_owned())
}

/// A database with all tables, beside a directory that goes when the test ends.
pub(crate) fn store() -> (TempDir, Db) {
    let dir = TempDir::with_prefix("livc_").unwrap();
    if let Some(server) = server() {
        let mut db = Manager::new(&format!("{server}/postgres")).unwrap().open().unwrap();
        sql(&mut db, &format!("CREATE DATABASE \"{}\"", name(dir.path()))).unwrap();
    }
    let mut db = Manager::new(&address(dir.path())).unwrap().open().unwrap();
    migrate(&mut db).unwrap();
    (dir, db)
}

fn name(dir: &Path) -> String {
    dir.file_name().unwrap().to_str().unwrap().to_lowercase()
}

/// The address of the database beside such a directory.
pub(crate) fn address(dir: &Path) -> String {
    match server() {
        Some(server) => format!("{server}/{}", name(dir)),
        None => format!("sqlite://{}", dir.join("livc.sqlite").display()),
    }
}

/// Runs statements as an administrator would; bytes are written as `X'…'`.
pub(crate) fn sql(db: &mut Db, text: &str) -> diesel::QueryResult<()> {
    match db {
        Db::Sqlite(c) => c.batch_execute(text),
        Db::Pg(c) => c.batch_execute(&text.replace("X'", "'\\x")),
    }
}

/// Takes away what keeps an administrator from changing numbered records.
pub(crate) fn disarm(db: &mut Db) {
    for table in ["records", "hashes", "checkpoints"] {
        let triggers = match db {
            Db::Sqlite(_) => format!("DROP TRIGGER log_{table}_no_update; DROP TRIGGER log_{table}_no_delete;"),
            Db::Pg(_) => format!("DROP TRIGGER log_{table}_no_change ON log_{table}"),
        };
        sql(db, &triggers).unwrap();
    }
}

/// A signing key that is no secret.
pub(crate) fn key() -> LogKey {
    LogKey::from_text(&generate_key("livc.example/log", &[7; 32]).unwrap().0).unwrap()
}

/// The public side of the key of a log.
pub(crate) fn verifier(log: &str) -> LogVerifier {
    key().signer(log).unwrap().verifier().unwrap()
}

/// An instant some seconds after a fixed one.
pub(crate) fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_763_800_000 + second, 0).unwrap()
}

/// Makes records `from..to` of a log wait for their number.
pub(crate) fn append(db: &mut Db, log: &str, from: u64, to: u64) {
    let bytes: Vec<_> = (from..to).map(|n| leaf(log, n).canonical().unwrap()).collect();
    let rows: Vec<_> = bytes.iter().map(|bytes| (log, bytes.as_slice())).collect();
    db.write(|db| insert_pending(db, &rows)).unwrap();
}

/// Exports a log and verifies the export together with the database.
pub(crate) fn audit(db: &mut Db, log: &str) -> Report {
    let dir = TempDir::new().unwrap();
    let older = checkpoints(db, log).unwrap();
    let mut older: Vec<_> = older
        .into_iter()
        .map(|(size, note)| (u64::try_from(size).unwrap(), note))
        .collect();
    let latest = older.pop().unwrap().1;
    let heads = Heads {
        vkey: verifier(log).vkey().to_owned(),
        latest,
        older,
    };
    export(dir.path(), &heads, leaves(db, log), |_| {}).unwrap();
    let mut verified = verify(dir.path(), &verifier(log), &[], Leaves::Livc, &|_| {});
    assert!(verified.report.holds());
    compare(db, log, &verifier(log), &mut verified, |_| {}).unwrap();
    verified.report
}

#[test]
fn records_get_dense_numbers_in_the_order_they_came_and_each_log_its_own() {
    let (_dir, mut db) = store();
    for round in 0..5 {
        append(&mut db, "7", round * 30, round * 30 + 30);
        append(&mut db, "8", round * 7, round * 7 + 7);
        assert_eq!(sequence(&mut db, 20).unwrap(), 20);
    }
    assert_eq!(pending(&mut db).unwrap(), 85);
    assert_eq!(sequence(&mut db, 1_000).unwrap(), 85);
    assert_eq!(sequence(&mut db, 1_000).unwrap(), 0);
    for (log, count) in [("7", 150), ("8", 35)] {
        let bytes: Vec<_> = leaves(&mut db, log).map(Result::unwrap).collect();
        let due: Vec<_> = (0..count).map(|n| leaf(log, n).canonical().unwrap()).collect();
        assert_eq!(bytes, due);
        assert_eq!(size(&mut db, log).unwrap(), i64::try_from(count).unwrap());
    }
}

#[test]
fn the_stored_tree_is_the_tree_of_the_records_and_its_checkpoint_is_signed_once() {
    let (_dir, mut db) = store();
    for (size, second) in [(1u64, 0), (2, 10), (300, 5), (777, 20)] {
        let before = u64::try_from(super::size(&mut db, "7").unwrap()).unwrap();
        append(&mut db, "7", before, size);
        sequence(&mut db, 10_000).unwrap();
        assert_eq!(checkpoint_if_grown(&mut db, &key(), at(second)).unwrap(), 1);
        assert_eq!(checkpoint_if_grown(&mut db, &key(), at(second)).unwrap(), 0);
        let (_, note) = latest_checkpoint(&mut db, "7").unwrap().unwrap();
        let signed = verifier("7").open(note.as_bytes()).unwrap().checkpoint;
        let hashes = (0..size)
            .map(|n| leaf_hash(&leaf("7", n).canonical().unwrap()))
            .collect();
        assert_eq!(
            (signed.size, Some(signed.root)),
            (size, Levels::new(hashes).root_at(size))
        );
        assert_eq!(
            signed.at,
            Some(at(if second == 5 { 10 } else { second })),
            "a clock set back does not show"
        );
    }
    let report = audit(&mut db, "7");
    assert!(report.holds() && report.findings.is_empty(), "{:#?}", report.findings);
    assert_eq!((report.rows, report.checkpoints), (Some(777), 4));
}

#[test]
fn only_one_process_sequences_at_a_time() {
    let (dir, mut db) = store();
    if server().is_none() {
        return; // An embedded database has one process, and one writer at a time.
    }
    append(&mut db, "7", 0, 3);
    let mut other = Manager::new(&address(dir.path())).unwrap().open().unwrap();
    sql(&mut other, "BEGIN; SELECT pg_advisory_xact_lock(7811905196768653159)").unwrap();
    assert_eq!(sequence(&mut db, 100).unwrap(), 0);
    sql(&mut other, "ROLLBACK").unwrap();
    assert_eq!(sequence(&mut db, 100).unwrap(), 3);
}

#[test]
fn what_is_not_a_record_of_its_log_gets_no_number_and_nothing_behind_it_either() {
    let (_dir, mut db) = store();
    append(&mut db, "7", 0, 3);
    let other = leaf("8", 1).canonical().unwrap();
    db.write(|db| insert_pending(db, &[("7", other.as_slice())])).unwrap();
    assert!(sequence(&mut db, 100).is_err());
    assert_eq!((pending(&mut db).unwrap(), size(&mut db, "7").unwrap()), (4, 0));
}

#[test]
fn the_same_event_is_never_numbered_twice() {
    let (_dir, mut db) = store();
    append(&mut db, "7", 0, 3);
    append(&mut db, "7", 2, 3);
    assert!(sequence(&mut db, 100).unwrap_err().is_duplicate());
    assert_eq!(size(&mut db, "7").unwrap(), 0);
}

#[test]
fn a_record_is_proven_as_soon_as_a_checkpoint_covers_it() {
    let (_dir, mut db) = store();
    append(&mut db, "7", 0, 50);
    sequence(&mut db, 1_000).unwrap();
    assert_eq!(super::proof(&mut db, "7", 3).unwrap(), None);
    checkpoint_if_grown(&mut db, &key(), at(0)).unwrap();
    append(&mut db, "7", 50, 60);
    sequence(&mut db, 1_000).unwrap();
    for seq in 0..50 {
        let text = super::proof(&mut db, "7", seq).unwrap().unwrap();
        let record = leaf("7", u64::try_from(seq).unwrap()).canonical().unwrap();
        let (index, checkpoint) = crate::log::proof::check(&text, &record, &verifier("7")).unwrap();
        assert_eq!((i64::try_from(index), checkpoint.size), (Ok(seq), 50));
    }
    for seq in [-1, 50, 59, 60] {
        assert_eq!(super::proof(&mut db, "7", seq).unwrap(), None);
    }
}

#[test]
fn the_database_itself_refuses_to_change_or_remove_a_numbered_record() {
    let (_dir, mut db) = store();
    append(&mut db, "7", 0, 5);
    sequence(&mut db, 100).unwrap();
    checkpoint_if_grown(&mut db, &key(), at(0)).unwrap();
    for statement in [
        "UPDATE log_records SET rule = 'R01'",
        "DELETE FROM log_records",
        "DELETE FROM log_checkpoints",
    ] {
        assert!(sql(&mut db, statement).is_err(), "{statement}");
    }
    assert!(audit(&mut db, "7").holds());
}
