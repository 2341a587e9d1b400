//! `livc demo`: a fictitious LIVC R on an embedded database, and tokens to try it with.

pub mod error;
pub mod handle;
pub mod key;
pub mod people;
pub mod token;
pub mod town;

use crate::clock::Clock;
use crate::settings::Settings;
use crate::startup::{self, Migrations, StopOn};
use crate::vault::keyring::Keyring;
use clap::{Args, Subcommand};
use people::PEOPLE;
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
pub use town::{Town, seed};

/// The demonstration.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DemoArguments {
    #[command(subcommand)]
    command: Option<DemoCommand>,
    /// Port to listen on; 0 takes any that is free
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Keep database and keys in this directory instead of removing them at the end
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum DemoCommand {
    /// Sign in to the running demonstration and print a bearer token
    Token(token::TokenArguments),
}

/// Runs the demonstration, or signs in to a running one.
///
/// # Errors
/// A sentence on what is in the way.
pub fn run(arguments: &DemoArguments, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    match (&arguments.command, &arguments.keep) {
        (Some(DemoCommand::Token(token)), _) => token::run(token, out),
        (None, Some(directory)) => serve(arguments.port, directory, out),
        (None, None) => {
            let directory = tempfile::Builder::new().prefix("livc-demo-").tempdir()?;
            serve(arguments.port, directory.path(), out)
        }
    }
}

fn serve(port: u16, directory: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let database = directory.join("demo.sqlite3");
    if database.exists() {
        return Err(format!("{} exists already; choose an empty directory", database.display()).into());
    }
    let mut settings = Settings::embedded()?;
    settings.server.port = port;
    settings.database.url = format!("sqlite://{}", database.display());
    settings.server.workers = 2;
    // The passwords of the demonstration are random and end with it: their hashing may be light.
    settings.auth.argon2.memory_kib = 19 * 1024;
    settings.auth.argon2.passes = 2;
    let keyring = Keyring::create(&directory.join("keys"), &settings.log.origin)?;
    actix_web::rt::System::new().block_on(async {
        let listener = startup::listen(&settings)?;
        let address = listener.local_addr()?;
        writeln!(out, "Putting a fictitious LIVC R together …")?;
        let state = startup::prepare(settings, keyring, Clock::System, Migrations::Run).await?;
        let town = seed(&state).await?;
        let handle = handle::Handle::publish(address, &town)?;
        let running = startup::serve(&state, listener, StopOn::Signals)?;
        welcome(out, &address.to_string(), &town)?;
        let outcome = running.until_stopped().await;
        drop(handle);
        outcome?;
        writeln!(out, "The demonstration has ended.")?;
        Ok(())
    })
}

fn welcome(out: &mut impl Write, address: &str, town: &Town) -> std::io::Result<()> {
    writeln!(out, "\nlivc demo listens on http://{address}")?;
    writeln!(out, "  API           http://{address}/api/v1")?;
    writeln!(out, "  try it out    http://{address}/docs/")?;
    writeln!(out, "  meeting       {}", town.meeting)?;
    for (number, item) in town.items.iter().enumerate() {
        writeln!(out, "  item {}        {item}", number + 1)?;
    }
    writeln!(
        out,
        "\nAll people are invented. Sign in as one of them with `livc demo token NAME`:"
    )?;
    for person in PEOPLE {
        writeln!(out, "  {:<20} {} ({})", person.login, person.name, person.function)?;
    }
    writeln!(
        out,
        "\nCtrl-C ends the demonstration; it leaves nothing behind unless --keep was given."
    )?;
    out.flush()
}
