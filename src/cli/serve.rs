//! `livc serve`: the server, until a signal ends it.

use crate::clock::Clock;
use crate::settings::Settings;
use crate::startup::{self, Migrations, StopOn};
use crate::telemetry;
use crate::vault::keyring::Keyring;
use clap::Args;
use std::error::Error;

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// Bring the tables of the database up to date first.
    #[arg(long)]
    pub migrate: bool,
}

/// Serves until SIGTERM or SIGINT.
///
/// # Errors
/// Whatever keeps the installation from starting, in a sentence for its operator.
pub fn run(arguments: &ServeArguments, settings: Settings) -> Result<(), Box<dyn Error>> {
    let clock = Clock::System;
    telemetry::start(settings.telemetry, clock.clone())?;
    let keyring = Keyring::load(&settings.keys.directory)?;
    let migrations = if arguments.migrate {
        Migrations::Run
    } else {
        Migrations::Check
    };
    actix_web::rt::System::new().block_on(async move {
        let state = startup::prepare(settings, keyring, clock, migrations).await?;
        let running = startup::serve(&state, startup::listen(&state.settings)?, StopOn::Signals)?;
        tracing::info!(address = %running.address, version = env!("CARGO_PKG_VERSION"), "serving");
        running.until_stopped().await?;
        tracing::info!("stopped");
        Ok(())
    })
}
