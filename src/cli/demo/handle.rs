//! The note a running demonstration leaves for `livc demo token`: readable by its user alone, gone when it ends.

use super::key::Key;
use super::town::Town;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{Read, Seek, Write};
use std::net::SocketAddr;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::PathBuf;

/// What is in the note.
#[derive(Debug, Serialize, Deserialize)]
pub struct Note {
    /// Where it listens.
    pub address: SocketAddr,
    /// How to sign in, by name.
    pub people: BTreeMap<String, Key>,
    /// The refresh token of who signed in before, by name.
    pub refresh: BTreeMap<String, String>,
}

/// The note of this process; dropping it removes it.
#[derive(Debug)]
pub struct Handle(PathBuf);

/// The folder of notes: one for each user, closed to all others.
fn folder() -> Result<PathBuf, Box<dyn Error>> {
    let home = std::env::home_dir().ok_or("no home directory to keep the note of the demonstration in")?;
    let owner = fs::metadata(&home)?.uid();
    let folder = std::env::temp_dir().join(format!("livc-demo-of-{owner}"));
    match fs::create_dir(&folder) {
        Ok(()) => fs::set_permissions(&folder, Permissions::from_mode(0o700))?,
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(e) => return Err(e.into()),
    }
    let known = fs::symlink_metadata(&folder)?;
    if !known.is_dir() || known.uid() != owner || known.mode() & 0o077 != 0 {
        return Err(format!("{} is not a folder of yours alone", folder.display()).into());
    }
    Ok(folder)
}

impl Handle {
    /// Leaves the note of a demonstration.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn publish(address: SocketAddr, town: &Town) -> Result<Self, Box<dyn Error>> {
        let path = folder()?.join(format!("{}.json", address.port()));
        let people = town
            .people
            .iter()
            .map(|(name, person)| (name.clone(), person.key.clone()))
            .collect();
        let note = Note {
            address,
            people,
            refresh: BTreeMap::new(),
        };
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&path)?;
        file.write_all(&serde_json::to_vec(&note)?)?;
        Ok(Self(path))
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.0) {
            tracing::warn!(%error, "the note of the demonstration could not be removed");
        }
        // The folder goes with its last note; while another demonstration runs, it stays.
        if let Some(folder) = self.0.parent() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// An open note, locked: two tokens are not asked for at once.
#[derive(Debug)]
pub struct OpenNote {
    file: File,
    /// What is in it.
    pub note: Note,
}

/// Opens the note of the demonstration on that port, or of the only one that runs.
///
/// # Errors
/// When none, or more than one, is running.
pub fn open(port: Option<u16>) -> Result<OpenNote, Box<dyn Error>> {
    let mut notes: Vec<PathBuf> = fs::read_dir(folder()?)?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .collect();
    if let Some(port) = port {
        notes.retain(|path| {
            path.file_name()
                .is_some_and(|name| name == format!("{port}.json").as_str())
        });
    }
    let path = match notes.as_slice() {
        [one] => one,
        [] => return Err("no demonstration is running; start one with `livc demo`".into()),
        [_, _, ..] => return Err("more than one demonstration is running; say which with --port".into()),
    };
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    file.lock()?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    Ok(OpenNote {
        note: serde_json::from_str(&text)?,
        file,
    })
}

impl OpenNote {
    /// Keeps what changed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(mut self) -> Result<(), Box<dyn Error>> {
        let text = serde_json::to_vec(&self.note)?;
        self.file.rewind()?;
        self.file.set_len(0)?;
        self.file.write_all(&text)?;
        Ok(())
    }
}
