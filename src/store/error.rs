//! What can go wrong between the program and its database. None of it reaches a caller: they hear 503.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or failed a statement.
    #[error("database: {0}")]
    Database(#[from] DieselError),
    /// No connection.
    #[error("no connection to the database: {0}")]
    Connection(#[from] diesel::ConnectionError),
    /// The pool gave no connection in time.
    #[error("no free connection to the database: {0}")]
    Pool(String),
    /// A row holds something the program does not know; it is not guessed at.
    #[error("unreadable row: {0}")]
    Corrupt(&'static str),
    /// A SQLite setting reads back weaker than promised.
    #[error("the database does not keep its setting `{0}`")]
    WeakerThanPromised(&'static str),
    /// The address of the database has an unknown scheme.
    #[error("database.url must start with sqlite:// or postgres://")]
    Address,
    /// Migrations failed.
    #[error("migration: {0}")]
    Migration(String),
}

/// Result of a store function.
pub type StoreResult<T> = Result<T, StoreError>;

impl StoreError {
    /// Whether the same transaction may succeed when it is run again.
    #[must_use]
    pub fn is_worth_a_retry(&self) -> bool {
        match self {
            // A duplicate as well may mean that somebody was quicker at the same moment: run again, the transaction sees
            // what he did, and decides anew.
            Self::Database(DieselError::DatabaseError(
                DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation,
                _,
            )) => true,
            Self::Database(DieselError::DatabaseError(_, detail)) => detail.message().contains("deadlock detected"),
            Self::Database(_)
            | Self::Connection(_)
            | Self::Pool(_)
            | Self::Corrupt(_)
            | Self::WeakerThanPromised(_)
            | Self::Address
            | Self::Migration(_) => false,
        }
    }

    /// Whether the database is at fault, not the work: whatever comes next would wait in vain as well.
    #[must_use]
    pub const fn is_outage(&self) -> bool {
        match self {
            Self::Database(DieselError::DatabaseError(kind, _)) => {
                matches!(kind, DatabaseErrorKind::Unknown | DatabaseErrorKind::ClosedConnection)
            }
            Self::Database(_) | Self::Corrupt(_) | Self::Address | Self::Migration(_) => false,
            Self::Connection(_) | Self::Pool(_) | Self::WeakerThanPromised(_) => true,
        }
    }

    /// Whether the database says such a row exists already.
    #[must_use]
    pub const fn is_duplicate(&self) -> bool {
        matches!(
            self,
            Self::Database(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
        )
    }
}
