//! The commands on the log, run as an operator would.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]
use std::path::Path;

use clap::Parser as _;

use super::*;
use crate::store::access_log::tests::{address, append, disarm, key, sql, store};

#[derive(clap::Parser)]
struct Line {
    #[command(subcommand)]
    command: LogCommand,
}

fn livc_log(home: &Path, arguments: &[&str]) -> Result<(bool, String), String> {
    let line = Line::try_parse_from([&["log"], arguments].concat()).map_err(|error| error.to_string())?;
    let desk = || {
        let now = DateTime::from_timestamp(1_763_800_000, 0).unwrap();
        Ok(Desk {
            database: Manager::new(&address(home))?,
            key: key(),
            now,
        })
    };
    let mut out = Vec::new();
    let code = run(line.command, desk, &mut out).map_err(|error| error.to_string())?;
    Ok((code == ExitCode::SUCCESS, String::from_utf8(out).unwrap()))
}

#[test]
fn a_log_is_signed_exported_and_verified_from_the_command_line_and_tampering_ends_in_failure() {
    let (home, mut db) = store();
    let home = home.path();
    append(&mut db, "7", 0, 300);
    assert!(livc_log(home, &["checkpoint", "--log", "8"]).is_err());
    let (_, note) = livc_log(home, &["checkpoint", "--log", "7"]).unwrap();
    assert!(note.starts_with("livc.example/log/7\n300\n"), "{note}");
    let kept = home.join("kept");
    std::fs::write(&kept, &note).unwrap();

    let dir = home.join("export");
    let (dir_text, kept, url) = (dir.to_str().unwrap(), kept.to_str().unwrap(), address(home));
    let (_, told) = livc_log(home, &["export", dir_text, "--log", "7"]).unwrap();
    let vkey = told.lines().last().unwrap();
    assert!(
        told.contains("Exported 300 records") && vkey.starts_with("livc.example/log/7+"),
        "{told}"
    );
    assert!(
        livc_log(home, &["export", dir_text, "--log", "7"])
            .unwrap_err()
            .contains("not empty")
    );

    let verify = [
        "verify",
        dir_text,
        "--key",
        vkey,
        "--checkpoint",
        kept,
        "--database",
        &url,
    ];
    let (holds, told) = livc_log(home, &verify).unwrap();
    assert!(
        holds && told.contains("The log holds") && told.contains("Rows        300"),
        "{told}"
    );

    disarm(&mut db);
    sql(&mut db, "UPDATE log_records SET rule = 'R99' WHERE seq = 17").unwrap();
    let (holds, told) = livc_log(home, &verify).unwrap();
    assert!(!holds && told.contains("column rule of row 17"), "{told}");

    let bundle = dir.join("tile/entries/001.p/44");
    let mut bytes = std::fs::read(&bundle).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(bundle, bytes).unwrap();
    let (holds, told) = livc_log(home, &["verify", dir_text, "--key", vkey, "--json"]).unwrap();
    let report: serde_json::Value = serde_json::from_str(&told).unwrap();
    let found = |finding: &serde_json::Value| finding["place"] == "record" && finding["first"] == 299;
    assert!(
        !holds && report["findings"].as_array().unwrap().iter().any(found),
        "{told}"
    );
}
