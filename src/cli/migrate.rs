//! `livc migrate`: brings the tables of the database up to date.

use crate::settings::Settings;
use crate::store::{Manager, migrate};
use std::error::Error;
use std::io::Write;

/// Runs the migrations that are missing and names them.
///
/// # Errors
/// When the database cannot be reached, or a migration fails: it is undone then.
pub fn run(settings: &Settings, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let manager = Manager::new(&settings.database.connection_url()?)?;
    let done = migrate::migrate(&mut manager.open()?)?;
    if done.is_empty() {
        writeln!(out, "The tables are up to date.")?;
    }
    for name in done {
        writeln!(out, "Done: {name}")?;
    }
    Ok(())
}
