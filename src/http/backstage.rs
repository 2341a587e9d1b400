//! What goes on behind the scenes of an installation, as far as the edge and the tests need to ask for it.

use crate::access::Refused;
use std::future::Future;
use std::pin::Pin;

/// An answer that takes a while.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The work that no request asks for.
pub trait Backstage: Send + Sync {
    /// Whether the installation can work: database reachable, tables as this program needs them, recorder writing.
    /// The answer may be a second old.
    fn ready(&self) -> Later<'_, Result<(), NotReady>>;

    /// Gives every waiting record its number, and says how many there were.
    fn sequence(&self) -> Later<'_, Result<usize, Refused>>;

    /// Reads the legal references anew: another server of the installation may have changed one.
    fn read_legal_references(&self) -> Later<'_, Result<usize, Refused>>;

    /// Signs a checkpoint for each log that grew, and says for how many.
    fn checkpoint(&self) -> Later<'_, Result<usize, Refused>>;
}

/// What is not ready. The cause is for the journal.
#[derive(Debug, Clone, thiserror::Error)]
pub enum NotReady {
    /// No snapshot could be read.
    #[error("the database cannot be read: {0}")]
    Database(String),
    /// Migrations are missing.
    #[error("migrations are missing")]
    Behind,
    /// No record could be written.
    #[error("the recorder cannot write: {0}")]
    Recorder(String),
}

impl NotReady {
    /// What whoever asks may know.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Database(_) => "database",
            Self::Behind => "migrations",
            Self::Recorder(_) => "recorder",
        }
    }
}
