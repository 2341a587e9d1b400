//! Rows that differ from their record are found.

#![expect(clippy::unwrap_used, reason = "a test may stop where it fails")]
use tempfile::TempDir;

use super::{
    super::access_log::{
        checkpoint_if_grown, latest_checkpoint, leaves, sequence,
        tests::{append, at, audit, disarm, key, sql, store, verifier},
    },
    *,
};
use crate::log::{
    export::{Heads, export},
    verify::{Leaves, verify},
};

#[test]
#[expect(clippy::too_many_lines, reason = "one table of what an administrator may try")]
fn an_administrator_who_edits_rows_is_found_and_the_row_and_column_are_named() {
    let row = |table, key| Place::Row { table, key };
    let column = |column| Place::Column { seq: 3, column };
    let mut edits: Vec<(String, Place, Kind)> = Vec::new();
    for name in [
        "event_id",
        "actor_id",
        "seat_id",
        "function",
        "organisation_id",
        "act",
        "object_kind",
        "object_alias",
        "rule",
    ] {
        edits.push((
            format!("UPDATE log_records SET {name} = 'x' WHERE seq = 3"),
            column(name),
            Kind::Differs,
        ));
    }
    for (text, place, kind) in [
        (
            "UPDATE log_records SET decision = 'refuse' WHERE seq = 3",
            column("decision"),
            Kind::Differs,
        ),
        (
            "UPDATE log_records SET outcome = 'undone' WHERE seq = 3",
            column("outcome"),
            Kind::Differs,
        ),
        (
            "UPDATE log_records SET actor_id = NULL WHERE seq = 3",
            column("actor_id"),
            Kind::Differs,
        ),
        (
            "UPDATE log_records SET at = '2020-01-01 00:00:00' WHERE seq = 3",
            column("at"),
            Kind::Differs,
        ),
        (
            "UPDATE log_records SET leaf = X'7b7d' WHERE seq = 3",
            row("log_records", 3),
            Kind::Differs,
        ),
        (
            "UPDATE log_records SET log_id = '9' WHERE seq = 3",
            Place::record(3),
            Kind::Missing,
        ),
        ("DELETE FROM log_records WHERE seq = 3", Place::record(3), Kind::Missing),
        (
            "DELETE FROM log_records WHERE seq >= 30",
            Place::Record { first: 30, last: 39 },
            Kind::Missing,
        ),
        (
            "UPDATE log_hashes SET hash = X'00' WHERE idx = 5",
            row("log_hashes", 5),
            Kind::Differs,
        ),
        (
            "DELETE FROM log_hashes WHERE idx = 5",
            row("log_hashes", 5),
            Kind::Missing,
        ),
        (
            "INSERT INTO log_hashes VALUES ('7', 4000, X'00')",
            row("log_hashes", 4000),
            Kind::Unexpected,
        ),
        ("UPDATE log_trees SET size = 41", row("log_trees", 41), Kind::Differs),
        (
            "UPDATE log_checkpoints SET size = 39",
            row("log_checkpoints", 39),
            Kind::Differs,
        ),
        (
            "UPDATE log_checkpoints SET at = '2020-01-01 00:00:00'",
            row("log_checkpoints", 40),
            Kind::Differs,
        ),
        (
            "UPDATE log_checkpoints SET note = replace(note, '40', '41')",
            row("log_checkpoints", 40),
            Kind::Signature,
        ),
        (
            "INSERT INTO log_records SELECT log_id, 40, 'x', at, actor_id, seat_id, function, organisation_id, act, \
             object_kind, object_alias, rule, decision, outcome, leaf FROM log_records WHERE seq = 3",
            row("log_trees", 40),
            Kind::Differs,
        ),
    ] {
        edits.push((text.to_owned(), place, kind));
    }
    let (_dir, mut db) = store();
    append(&mut db, "7", 0, 40);
    sequence(&mut db, 100).unwrap();
    checkpoint_if_grown(&mut db, &key(), at(0)).unwrap();
    let dir = TempDir::new().unwrap();
    let latest = latest_checkpoint(&mut db, "7").unwrap().unwrap().1;
    let heads = Heads {
        vkey: verifier("7").vkey().to_owned(),
        latest,
        older: vec![],
    };
    export(dir.path(), &heads, leaves(&mut db, "7"), |_| {}).unwrap();
    disarm(&mut db);
    for (text, place, kind) in edits {
        sql(&mut db, &format!("BEGIN; {text}; ")).unwrap();
        let mut verified = verify(dir.path(), &verifier("7"), &[], Leaves::Livc, &|_| {});
        compare_rows(&mut db, "7", &verifier("7"), &mut verified, |_| {}).unwrap();
        sql(&mut db, "ROLLBACK").unwrap();
        let found = |finding: &Finding| finding.place == place && finding.kind == kind;
        assert!(
            verified.report.findings.iter().any(found),
            "{text}: {:#?}",
            verified.report.findings
        );
        assert!(!verified.report.holds());
    }
    assert!(audit(&mut db, "7").findings.is_empty());
}
