//! `livc account`: opens accounts from the command line; the first operator is made this way.

use crate::access::{Context, RequestId, SystemActor};
use crate::app::accounts;
use crate::clock::{self, Clock};
use crate::domain::text::Name;
use crate::settings::Settings;
use crate::startup::{self, Migrations};
use crate::vault::keyring::Keyring;
use clap::{Args, Subcommand};
use std::error::Error;
use std::io::Write;

/// Accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Open an account; its person activates it with the code this prints
    Create(CreateArguments),
}

/// The account to open.
#[derive(Debug, Args)]
pub struct CreateArguments {
    /// What the person signs in with
    #[arg(long)]
    login: String,
    /// Name of the person
    #[arg(long)]
    name: String,
    /// Make the person an operator of the installation
    #[arg(long)]
    operator: bool,
}

/// Opens an account.
///
/// # Errors
/// A sentence on what is in the way.
pub fn run(command: &AccountCommand, settings: Settings, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let AccountCommand::Create(arguments) = command;
    let login = Name::parse(&arguments.login).map_err(|e| format!("--login {e}"))?;
    let name = Name::parse(&arguments.name).map_err(|e| format!("--name {e}"))?;
    let keyring = Keyring::load(&settings.keys.directory)?;
    let url = settings.server.public_url.clone();
    actix_web::rt::System::new().block_on(async {
        let state = startup::prepare(settings, keyring, Clock::System, Migrations::Check).await?;
        let now = state.clock.now();
        let ctx = Context::of_system(SystemActor::Setup, RequestId(clock::new_id(now)), now);
        let new = accounts::open(&state.gate, &ctx, login, name).await?;
        writeln!(out, "Account {} for {} is open.", new.account.id, new.account.login)?;
        writeln!(
            out,
            "Enrolment code (shown once, until {}):\n  {}",
            new.enrolment_until, new.enrolment_code
        )?;
        writeln!(
            out,
            "Its person activates it with POST {url}/api/v1/accounts/enrolment,"
        )?;
        writeln!(
            out,
            "giving login, enrolment_code and a password of at least 15 characters."
        )?;
        // Last, so that the code is known even if this fails.
        if arguments.operator {
            accounts::appoint_operator(&state.gate, &ctx, new.account.id.clone()).await?;
        }
        Ok(())
    })
}
