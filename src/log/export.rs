//! Writes a log as a directory in the C2SP `tlog-tiles` layout, so that others can verify it without us.
//!
//! Beside what the layout asks for lie `checkpoints/<size>`, every earlier checkpoint, and `key`, the public key.
//! The file `checkpoint` is written last and only when the root agrees: a directory without it is not an export.

use std::{fs, io, path::Path};

use super::{
    checkpoint::{CheckpointError, LogVerifier},
    tiles::{Kind, Tile, WIDTH, push_entry},
    tree::{Frontier, Hash, leaf_hash, root_of},
};

/// The signed heads of the log to be exported.
#[derive(Debug, Clone)]
pub struct Heads {
    /// The public key of the log.
    pub vkey: String,
    /// The newest checkpoint; the export ends where it ends.
    pub latest: String,
    /// Every earlier checkpoint with its size.
    pub older: Vec<(u64, String)>,
}

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError<E> {
    /// The directory cannot be written.
    #[error("cannot write the export: {0}")]
    Io(#[from] io::Error),
    /// The directory holds something already.
    #[error("the directory is not empty")]
    NotEmpty,
    /// The newest checkpoint does not hold.
    #[error("the newest checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The records could not be read.
    #[error("cannot read the records: {0}")]
    Source(E),
    /// There are fewer records than were signed.
    #[error("only {found} of {signed} signed records are there")]
    Short {
        /// How many there are.
        found: u64,
        /// How many were signed.
        signed: u64,
    },
    /// A record is longer than a bundle can carry.
    #[error("record {0} is too long")]
    TooLong(u64),
    /// The records are not those that were signed.
    #[error("the records do not have the root that was signed")]
    Root,
}

/// Writes the export of the records given in order; returns how many it holds.
///
/// # Errors
/// When a record is missing or was changed, or the directory cannot be written. The directory then has no `checkpoint`.
pub fn export<E>(
    dir: &Path,
    heads: &Heads,
    records: impl IntoIterator<Item = Result<Vec<u8>, E>>,
    mut progress: impl FnMut(u64),
) -> Result<u64, ExportError<E>> {
    let key = LogVerifier::new(&heads.vkey)?;
    let signed = key.open(heads.latest.as_bytes())?.checkpoint;
    fs::create_dir_all(dir)?;
    if fs::read_dir(dir)?.next().is_some() {
        return Err(ExportError::NotEmpty);
    }
    let mut tree = Tiles::new(dir);
    for record in records {
        if tree.frontier.size() == signed.size {
            break;
        }
        let record = record.map_err(ExportError::Source)?;
        if !push_entry(&mut tree.bundle, &record) {
            return Err(ExportError::TooLong(tree.frontier.size()));
        }
        tree.push(leaf_hash(&record))?;
        if tree.frontier.size().is_multiple_of(WIDTH) {
            progress(tree.frontier.size());
        }
    }
    tree.finish()?;
    let found = tree.frontier.size();
    progress(found);
    if found < signed.size {
        return Err(ExportError::Short {
            found,
            signed: signed.size,
        });
    }
    if tree.frontier.root() != signed.root {
        return Err(ExportError::Root);
    }
    for (size, note) in &heads.older {
        write(dir, &format!("checkpoints/{size}"), note.as_bytes())?;
    }
    write(dir, "key", format!("{}\n", key.vkey()).as_bytes())?;
    write(dir, "checkpoint", heads.latest.as_bytes())?;
    Ok(found)
}

/// The open tile of every level, and the open bundle.
struct Tiles<'a> {
    dir: &'a Path,
    frontier: Frontier,
    bundle: Vec<u8>,
    open: Vec<(u64, Vec<Hash>)>,
}

impl<'a> Tiles<'a> {
    fn new(dir: &'a Path) -> Self {
        let (frontier, bundle, open) = (Frontier::default(), Vec::new(), Vec::new());
        Self {
            dir,
            frontier,
            bundle,
            open,
        }
    }

    fn push(&mut self, leaf: Hash) -> io::Result<()> {
        self.frontier.push(leaf);
        if self.frontier.size().is_multiple_of(WIDTH) {
            self.write_bundle(self.frontier.size() / WIDTH - 1, WIDTH)?;
        }
        let mut carried = leaf;
        for level in 0..8u8 {
            if self.open.len() <= usize::from(level) {
                self.open.push((0, Vec::with_capacity(256)));
            }
            let Some((n, hashes)) = self.open.get_mut(usize::from(level)) else {
                break;
            };
            hashes.push(carried);
            if (hashes.len() as u64) < WIDTH {
                break;
            }
            write_hashes(self.dir, level, *n, hashes)?;
            carried = root_of(hashes);
            hashes.clear();
            *n += 1;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let size = self.frontier.size();
        if !size.is_multiple_of(WIDTH) {
            self.write_bundle(size / WIDTH, size % WIDTH)?;
        }
        for (level, (n, hashes)) in (0u8..).zip(&self.open) {
            if !hashes.is_empty() {
                write_hashes(self.dir, level, *n, hashes)?;
            }
        }
        Ok(())
    }

    fn write_bundle(&mut self, n: u64, width: u64) -> io::Result<()> {
        let kind = Kind::Entries;
        write(self.dir, &Tile { kind, n, width }.path(), &self.bundle)?;
        self.bundle.clear();
        Ok(())
    }
}

fn write_hashes(dir: &Path, level: u8, n: u64, hashes: &[Hash]) -> io::Result<()> {
    let kind = Kind::Hashes(level);
    let width = hashes.len() as u64;
    let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
    write(dir, &Tile { kind, n, width }.path(), &bytes)
}

fn write(dir: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let path = dir.join(path);
    match fs::write(&path, bytes) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(&path, bytes)
        }
        written => written,
    }
}
