//! `livc log`: export a log, verify an export without the server, sign a checkpoint.

use std::{
    error::Error,
    io::{IsTerminal as _, Write},
    path::PathBuf,
    process::ExitCode,
};

use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    log::{
        checkpoint::{LogKey, LogVerifier},
        export::{Heads, export},
        report::Report,
        verify::{Leaves, verify},
    },
    store::{Db, Manager, access_log, access_log_check},
};

/// How many findings a person is shown; `--json` shows all.
const SHOWN: usize = 50;
/// How many records are given their number in one transaction.
const BATCH: i64 = 10_000;

/// What can be done with the access log from the command line.
#[derive(Debug, clap::Subcommand)]
pub enum LogCommand {
    /// Write a log as a directory that anybody can verify
    Export {
        /// The directory, which must be new or empty
        dir: PathBuf,
        /// The log: the id of a LIVC R, or "installation"
        #[arg(long)]
        log: String,
    },
    /// Verify an export, offline
    Verify {
        /// The directory of the export
        dir: PathBuf,
        /// The public key of the log, from a source you trust (not from the export)
        #[arg(long)]
        key: String,
        /// A checkpoint kept elsewhere; may be given several times
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
        /// Compare the rows of this database as well
        #[arg(long, value_name = "URL")]
        database: Option<String>,
        /// The log of another program: its records are opaque
        #[arg(long, conflicts_with = "database")]
        opaque: bool,
        /// Print the whole report as JSON
        #[arg(long)]
        json: bool,
    },
    /// Sign a checkpoint if the log has grown, and print the newest one
    Checkpoint {
        /// The log: the id of a LIVC R, or "installation"
        #[arg(long)]
        log: String,
    },
}

/// What the commands on the own database need.
#[derive(Debug)]
pub struct Desk {
    /// The database.
    pub database: Manager,
    /// The signing key of the installation.
    pub key: LogKey,
    /// The present instant.
    pub now: DateTime<Utc>,
}

/// Runs a command; `desk` is only asked for where the own database is needed, so that verifying needs no settings.
///
/// # Errors
/// When the command could not be carried out. Findings are no error: they are told and end with a failing exit code.
pub fn run(
    command: LogCommand,
    desk: impl FnOnce() -> Result<Desk, Box<dyn Error>>,
    out: &mut impl Write,
) -> Result<ExitCode, Box<dyn Error>> {
    match command {
        LogCommand::Export { dir, log } => {
            let desk = desk()?;
            let mut db = desk.database.open()?;
            let heads = heads(&mut db, &desk.key, &log)?;
            let size = u64::try_from(access_log::size(&mut db, &log)?)?;
            let bar = bar("exporting", size);
            let count = export(&dir, &heads, access_log::leaves(&mut db, &log), |n| bar.set_position(n))?;
            bar.finish_and_clear();
            writeln!(out, "Exported {count} records of log {log} to {}.", dir.display())?;
            if size > count {
                writeln!(
                    out,
                    "{} newer records wait for a checkpoint: livc log checkpoint --log {log}",
                    size - count
                )?;
            }
            writeln!(
                out,
                "Public key, to be handed over by another way than the export:\n{}",
                heads.vkey
            )?;
            Ok(ExitCode::SUCCESS)
        }
        LogCommand::Verify {
            dir,
            key,
            checkpoint,
            database,
            opaque,
            json,
        } => {
            let key = LogVerifier::new(&key)?;
            let mut outside = Vec::new();
            for path in checkpoint {
                let note = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                outside.push((path.display().to_string(), note));
            }
            let leaves = if opaque { Leaves::Opaque } else { Leaves::Livc };
            let bar = bar("verifying", 0);
            let mut verified = verify(&dir, &key, &outside, leaves, &|n| bar.inc(n));
            if let Some(address) = database {
                let mut db = Manager::new(&address)?.open()?;
                let log = key.origin().rsplit('/').next().unwrap_or_default();
                bar.set_position(0);
                access_log_check::compare(&mut db, log, &key, &mut verified, |n| bar.inc(n))?;
            }
            bar.finish_and_clear();
            tell(&verified.report, json, out)?;
            Ok(if verified.report.holds() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
        }
        LogCommand::Checkpoint { log } => {
            let desk = desk()?;
            let mut db = desk.database.open()?;
            while access_log::sequence(&mut db, BATCH)? > 0 {}
            access_log::checkpoint_if_grown(&mut db, &desk.key, desk.now)?;
            write!(out, "{}", heads(&mut db, &desk.key, &log)?.latest)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn heads(db: &mut Db, key: &LogKey, log: &str) -> Result<Heads, Box<dyn Error>> {
    let mut older = Vec::new();
    for (size, note) in access_log::checkpoints(db, log)? {
        older.push((u64::try_from(size)?, note));
    }
    let (_, latest) = older.pop().ok_or_else(|| format!("log {log} has no checkpoint yet"))?;
    let vkey = key.signer(log)?.vkey().to_owned();
    Ok(Heads { vkey, latest, older })
}

fn tell(report: &Report, json: bool, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    if json {
        serde_json::to_writer_pretty(&mut *out, report)?;
        writeln!(out)?;
        return Ok(());
    }
    writeln!(out, "Log         {}", report.origin)?;
    writeln!(out, "Records     {}", report.records)?;
    writeln!(out, "Checkpoints {}", report.checkpoints)?;
    if let (Some(root), Some(at)) = (&report.root, &report.signed_at) {
        writeln!(out, "Signed      {at}\nRoot        {root}")?;
    }
    if let Some(rows) = report.rows {
        writeln!(out, "Rows        {rows}")?;
    }
    for finding in report.findings.iter().take(SHOWN) {
        writeln!(out, "{finding}")?;
    }
    if report.findings.len() > SHOWN {
        writeln!(out, "… and {} more; --json shows all", report.findings.len() - SHOWN)?;
    }
    if report.holds() {
        writeln!(
            out,
            "The log holds: every record is the one that was signed, and none is missing."
        )?;
    } else {
        writeln!(out, "THE LOG DOES NOT HOLD: {} faults.", report.faults())?;
    }
    Ok(())
}

/// A progress bar on a terminal, silence elsewhere; it is drawn beside the output, never in it.
fn bar(what: &'static str, length: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = if length > 0 {
        ProgressStyle::with_template("{msg} {bar:40} {pos}/{len} records, {per_sec}")
    } else {
        ProgressStyle::with_template("{msg} {spinner} {pos} records, {per_sec}")
    };
    let bar = if length > 0 {
        ProgressBar::new(length)
    } else {
        ProgressBar::no_length()
    };
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(what)
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
