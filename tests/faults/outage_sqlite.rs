//! SQLite cannot write: somebody else holds the lock, the disk is full, or the disk fails to keep what was written.
//!
//! Seen to fail when: records that failed are taken for durable; a failed commit is taken for one that worked; everybody
//! waits for the lock in turn, each as long as the one before; a report that cannot be written to the full disk is
//! reported in its turn, which ends the request; `synchronous` is `OFF`.

use crate::books::{Books, until};
use crate::house::is_postgres;
use crate::load::busy;
use crate::outage::{balances, break_and_mend, works};
use crate::server::{Installation, Server, Start};
use diesel::connection::SimpleConnection;
use std::process::Command;
use std::time::Duration;

/// A full disk raises a signal as well; a program that ends by it would be too easy to help.
const WITHOUT_THE_SIGNAL: [&str; 3] = ["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""];
/// Lets some of the calls fail that make written bytes stay; the process is still our own child.
const STRACE: [&str; 9] = [
    "strace",
    "-D",
    "-f",
    "-qq",
    "--seccomp-bpf",
    "-o/dev/null",
    "-etrace=fsync,fdatasync",
    "-e",
    "inject=fsync,fdatasync:error=EIO",
];
/// After fifty commits the disk fails to keep forty of them.
const FORTY_FAIL: &str = ":when=50..90";

#[test]
fn while_somebody_else_holds_the_write_lock_nothing_is_told() {
    if is_postgres() {
        return;
    }
    let installation = Installation::new();
    let mut server = installation.start(&Start::Plain);
    let lock = |_: &Server| {
        let mut db = installation.db();
        db.batch_execute("BEGIN EXCLUSIVE").unwrap();
        db
    };
    break_and_mend(&installation, &mut server, lock, |_, mut db| {
        db.batch_execute("ROLLBACK").unwrap();
    });
}

#[test]
fn on_a_full_disk_nothing_is_told_until_there_is_room_again() {
    if is_postgres() || !is_there("prlimit", &["--version"]) {
        return;
    }
    let installation = Installation::new();
    let mut server = installation.start(&Start::Through(&WITHOUT_THE_SIGNAL));
    let room = |server: &Server, bytes: &str| {
        let (process, limit) = (server.id().to_string(), format!("--fsize={bytes}:"));
        assert!(
            Command::new("prlimit")
                .args(["--pid", &process, &limit])
                .status()
                .unwrap()
                .success()
        );
    };
    let fill = |server: &Server| room(server, "0");
    break_and_mend(&installation, &mut server, fill, |server, ()| room(server, "unlimited"));
}

#[test]
fn what_the_disk_did_not_keep_is_not_acknowledged() {
    if is_postgres() || !can_fail() {
        return;
    }
    let inject = format!("{}{FORTY_FAIL}", STRACE[8]);
    let strace = [&STRACE[..8], &[&inject]].concat();
    let installation = Installation::new();
    let (before, mut books) = (installation.records(), Books::default());
    let mut server = installation.start(&Start::Through(&strace));
    busy(&installation, &mut server, &mut books, |server| {
        until("the disk fails", Duration::from_secs(20), || {
            !works(&installation, server)
        });
        until("it works again", Duration::from_secs(20), || {
            works(&installation, server)
        });
    });
    assert!(server.lives(), "{}", installation.reports());
    balances(&installation, &mut server, books, before);
}

fn is_there(program: &str, arguments: &[&str]) -> bool {
    let is_there = Command::new(program)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success());
    if !is_there {
        eprintln!("skipped: {program} is not there, or not allowed to do its work");
    }
    is_there
}

/// Whether this machine lets a call of a program fail: a file is written well without, and not with it.
fn can_fail() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let to = format!("of={}", folder.path().join("file").display());
    let write = ["dd", "if=/dev/null", &to, "conv=fsync"];
    let fails = !Command::new(STRACE[0])
        .args(&STRACE[1..])
        .args(write)
        .output()
        .is_ok_and(|output| output.status.success());
    if !is_there("dd", &write[1..]) || !is_there(STRACE[0], &["--version"]) {
        return false;
    }
    if !fails {
        eprintln!("skipped: strace may not do its work here");
    }
    fails
}
