//! `livc keys`: makes the keys of an installation, once.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::vault::key_files;
use crate::vault::keyring::{Keyring, KeyringError};

/// What can be done with keys.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Make a new set of keys in a folder; keys that are there already stay as they are.
    Init(InitArguments),
}

/// Where the keys go, and what the log is called.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder for the keys; made, readable by you only, if it is not there.
    #[arg(long)]
    pub dir: PathBuf,
    /// The name of the access log, as in the setting `log.origin`; it cannot be changed later.
    #[arg(long, default_value = "livc.local/log")]
    pub log_name: String,
}

/// Why the command failed.
#[derive(Debug, thiserror::Error)]
pub enum KeysCommandError {
    /// The keys could not be made.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The answer could not be written.
    #[error("the answer could not be written: {0}")]
    Answer(#[from] io::Error),
}

/// Carries out the command and tells the person at `out` what was done.
///
/// # Errors
/// When keys exist already, or cannot be written.
pub fn run(command: &KeysCommand, out: &mut dyn Write) -> Result<(), KeysCommandError> {
    match command {
        KeysCommand::Init(arguments) => init(arguments, out),
    }
}

fn init(arguments: &InitArguments, out: &mut dyn Write) -> Result<(), KeysCommandError> {
    let keys = Keyring::create(&arguments.dir, &arguments.log_name)?;
    let dir = arguments.dir.display();
    writeln!(out, "Keys are made in {dir}, readable by you only.")?;
    writeln!(out)?;
    writeln!(
        out,
        "  Back up this folder apart from the database: without {} nothing that is",
        key_files::ROOT
    )?;
    writeln!(out, "  sealed opens again, and whoever has both can read everything.")?;
    writeln!(
        out,
        "  Set `keys.directory` to it and `log.origin` to {}.",
        arguments.log_name
    )?;
    writeln!(out)?;
    writeln!(
        out,
        "Whoever verifies the access log needs its public key ({}):",
        key_files::LOG_VERIFYING
    )?;
    writeln!(out, "  {}", keys.log_verifying_key())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(subcommand)]
        command: KeysCommand,
    }

    fn run_line(line: &[&str]) -> Result<String, String> {
        let line = ["livc"].iter().chain(line);
        let command = Line::try_parse_from(line).map_err(|e| e.to_string())?.command;
        let mut out = Vec::new();
        run(&command, &mut out).map_err(|e| e.to_string())?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn init_makes_keys_that_load_and_shows_only_the_public_one() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("keys");
        let shown = run_line(&["init", "--dir", dir.to_str().unwrap(), "--log-name", "a.example/log"]);
        let (shown, keys) = (shown.unwrap(), Keyring::load(&dir).unwrap());
        assert!(shown.contains(keys.log_verifying_key()), "{shown}");
        assert!(shown.contains("a.example/log"), "{shown}");
        for name in [key_files::ROOT, key_files::PSEUDONYM, key_files::LOG_SIGNING] {
            let secret = std::fs::read_to_string(dir.join(name)).unwrap();
            assert!(!shown.contains(secret.trim_end()), "{name}");
        }
        assert!(!shown.contains("PRIVATE"), "{shown}");
    }

    #[test]
    fn a_second_init_changes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let line = ["init", "--dir", home.path().to_str().unwrap()];
        std::fs::set_permissions(home.path(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        run_line(&line).unwrap();
        let before = std::fs::read(home.path().join(key_files::ROOT)).unwrap();
        assert!(run_line(&line).unwrap_err().contains("not overwritten"));
        assert_eq!(std::fs::read(home.path().join(key_files::ROOT)).unwrap(), before);
    }

    #[test]
    fn the_folder_must_be_named() {
        assert!(run_line(&["init"]).unwrap_err().contains("--dir"));
    }
}
