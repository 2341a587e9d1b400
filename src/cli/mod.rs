//! The command line: each command in its own file; what goes wrong is told in a sentence somebody can act on.

pub mod account;
pub mod demo;
pub mod health;
pub mod keys;
pub mod log;
pub mod migrate;
pub mod serve;

use crate::clock::Clock;
use crate::settings::Settings;
use crate::startup;
use crate::store::Manager;
use crate::vault::keyring::Keyring;
use clap::{Parser, Subcommand};
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The backend of a LIVC R: who may know what, and a record of who did.
#[derive(Debug, Parser)]
#[command(name = "livc", version, arg_required_else_help = true)]
struct Line {
    /// A settings file (TOML); whatever it leaves out keeps its default
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API
    Serve(serve::ServeArguments),
    /// Ask the running server of these settings whether it can work
    Health(health::HealthArguments),
    /// Run a demonstration: a fictitious LIVC R on an embedded database, nothing to set up
    Demo(demo::DemoArguments),
    /// Open accounts; the first operator is made here
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Bring the tables of the database up to date
    Migrate,
    /// Make the keys of an installation
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Export, verify and sign the access log
    #[command(subcommand)]
    Log(log::LogCommand),
}

/// Runs the command of this process. 0: done; 1: it failed, or the log does not verify; 2: the line is not understood.
#[must_use]
pub fn run() -> ExitCode {
    match Line::try_parse() {
        Ok(line) => carry_out(line, &mut io::stdout().lock()).unwrap_or_else(|error| {
            // Nobody is left to tell when even this fails.
            let _ = writeln!(io::stderr(), "livc: {error}");
            ExitCode::FAILURE
        }),
        Err(error) => {
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

fn carry_out(line: Line, out: &mut impl Write) -> Result<ExitCode, Box<dyn Error>> {
    let file = line.config.as_deref();
    match line.command {
        Command::Serve(arguments) => serve::run(&arguments, Settings::load(file)?)?,
        Command::Health(arguments) => health::run(&arguments, &Settings::load(file)?, out)?,
        Command::Demo(arguments) => demo::run(&arguments, out)?,
        Command::Account(command) => account::run(&command, Settings::load(file)?, out)?,
        Command::Migrate => migrate::run(&Settings::load(file)?, out)?,
        Command::Keys(command) => keys::run(&command, out)?,
        Command::Log(command) => return log::run(command, || desk(file), out),
    }
    Ok(ExitCode::SUCCESS)
}

/// The own database and log key, for the commands on the log.
fn desk(file: Option<&Path>) -> Result<log::Desk, Box<dyn Error>> {
    let settings = Settings::load(file)?;
    let keyring = Keyring::load(&settings.keys.directory)?;
    let database = Manager::new(&settings.database.connection_url()?)?;
    Ok(log::Desk {
        database,
        key: startup::log_key(&settings, &keyring)?,
        now: Clock::System.now(),
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Line::command().debug_assert();
    }

    #[test]
    fn the_settings_file_may_stand_before_or_behind_the_command() {
        for line in [
            ["livc", "--config", "a.toml", "migrate"],
            ["livc", "migrate", "--config", "a.toml"],
        ] {
            assert_eq!(Line::try_parse_from(line).unwrap().config.unwrap(), Path::new("a.toml"));
        }
    }

    #[test]
    fn a_line_that_is_not_understood_ends_with_2() {
        for line in [&["livc"][..], &["livc", "serves"], &["livc", "serve", "--port", "1"]] {
            assert_eq!(Line::try_parse_from(line).unwrap_err().exit_code(), 2, "{line:?}");
        }
    }

    #[test]
    fn a_failure_is_a_sentence() {
        let line = Line::try_parse_from(["livc", "--config", "/nowhere/livc.toml", "migrate"]).unwrap();
        let error = carry_out(line, &mut Vec::new()).unwrap_err().to_string();
        assert!(error.contains("/nowhere/livc.toml"), "{error}");
    }
}
