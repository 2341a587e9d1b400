//! Does what an auditor does: exports the log, verifies the export, and compares the database with it.

use diesel::prelude::*;
use livc::clock::Clock;
use livc::log::checkpoint::LogKey;
use livc::log::export::{Heads, export};
use livc::log::leaf::Leaf;
use livc::log::verify::{Leaves, verify};
use livc::store::access_log_schema::log_records;
use livc::store::{Db, access_log, access_log_check};
use livc::vault::keyring::Keyring;
use std::collections::BTreeSet;
use std::path::Path;

/// Numbers what waits, and insists that every log verifies, rows included. Gives the numbers of all recorded requests.
pub fn log_holds(db: &mut Db, keys: &Path) -> BTreeSet<String> {
    let key = LogKey::from_text(Keyring::load(keys).unwrap().log_signing_key()).unwrap();
    while access_log::sequence(db, 10_000).unwrap() > 0 {}
    access_log::checkpoint_if_grown(db, &key, Clock::System.now()).unwrap();
    let logs: Vec<String> = log_records::table
        .select(log_records::log_id)
        .distinct()
        .load(db)
        .unwrap();
    let mut requests = BTreeSet::new();
    for log in logs {
        let mut older: Vec<(u64, String)> = access_log::checkpoints(db, &log)
            .unwrap()
            .into_iter()
            .map(|(older, note)| (older.try_into().unwrap(), note))
            .collect();
        let (size, latest) = older.pop().unwrap();
        let signer = key.signer(&log).unwrap();
        let heads = Heads {
            vkey: signer.vkey().to_owned(),
            latest,
            older,
        };
        let folder = tempfile::tempdir().unwrap();
        let exported = export(folder.path(), &heads, access_log::leaves(db, &log), |_| {}).unwrap();
        let key = signer.verifier().unwrap();
        let mut outcome = verify(folder.path(), &key, &[], Leaves::Livc, &|_| {});
        access_log_check::compare(db, &log, &key, &mut outcome, |_| {}).unwrap();
        let report = outcome.report;
        assert!(report.holds(), "{:?}", report.findings);
        assert_eq!((exported, report.rows), (size, Some(size)), "log {log}");
        let leaves = access_log::leaves(db, &log).map(|leaf| Leaf::parse(&leaf.unwrap()).unwrap());
        requests.extend(leaves.filter_map(|leaf| leaf.request_id));
    }
    requests
}
