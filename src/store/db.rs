//! One connection type for two databases: SQLite (embedded) and PostgreSQL, by the scheme of the address.

use super::error::{StoreError, StoreResult};
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::{self, R2D2Connection};
use std::time::Duration;

/// Apart, because the derive macro writes items without documentation.
mod connection {
    use diesel::prelude::*;

    /// A connection to one of the two databases.
    #[derive(diesel::MultiConnection)]
    pub enum Db {
        /// PostgreSQL.
        Pg(PgConnection),
        /// SQLite.
        Sqlite(SqliteConnection),
    }
}
pub use connection::Db;

/// Which database an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded database.
    Sqlite,
    /// The server.
    Postgres,
}

/// Opens connections that keep what they promise: a SQLite connection whose PRAGMA reads back weaker is refused.
#[derive(Clone)]
pub struct Manager {
    address: String,
    engine: Engine,
}

impl std::fmt::Debug for Manager {
    /// Shows the engine only: an address may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Manager({:?})", self.engine)
    }
}

impl Manager {
    /// Reads an address: `sqlite://PATH`, `postgres://…` or `postgresql://…`.
    ///
    /// # Errors
    /// [`StoreError::Address`] for any other scheme.
    pub fn new(address: &str) -> StoreResult<Self> {
        if let Some(path) = address.strip_prefix("sqlite://") {
            return Ok(Self {
                address: path.to_owned(),
                engine: Engine::Sqlite,
            });
        }
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Ok(Self {
                address: address.to_owned(),
                engine: Engine::Postgres,
            });
        }
        Err(StoreError::Address)
    }

    /// Which database it connects to.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens one connection.
    ///
    /// # Errors
    /// [`StoreError`] when the database cannot be reached, or does not keep its durability settings.
    pub fn open(&self) -> StoreResult<Db> {
        match self.engine {
            Engine::Postgres => {
                let mut connection = PgConnection::establish(&self.address)?;
                connection.batch_execute(
                    "SET TIME ZONE 'UTC'; SET synchronous_commit = on; SET lock_timeout = '10s'; \
                     SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s';",
                )?;
                Ok(Db::Pg(connection))
            }
            Engine::Sqlite => open_sqlite(&self.address).map(Db::Sqlite),
        }
    }
}

fn open_sqlite(path: &str) -> StoreResult<SqliteConnection> {
    let mut connection = SqliteConnection::establish(path)?;
    connection.batch_execute(
        "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; \
         PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;",
    )?;
    for (pragma, wanted) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
        let row: Pragma = diesel::sql_query(format!("SELECT CAST({pragma} AS TEXT) AS value FROM pragma_{pragma}"))
            .get_result(&mut connection)?;
        if row.value != wanted {
            return Err(StoreError::WeakerThanPromised(pragma));
        }
    }
    Ok(connection)
}

#[derive(QueryableByName)]
struct Pragma {
    #[diesel(sql_type = diesel::sql_types::Text)]
    value: String,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Db;
    type Error = StoreError;

    fn connect(&self) -> Result<Db, StoreError> {
        self.open()
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), StoreError> {
        db.ping().map_err(StoreError::from)
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        db.is_broken()
    }
}

/// Connections for reading (and on PostgreSQL for acts).
pub type Pool = diesel::r2d2::Pool<Manager>;

/// Makes a pool. No connection is opened before it is needed, so that a database that is down delays nobody's start.
#[must_use]
pub fn pool(manager: Manager, size: u32) -> Pool {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .connection_timeout(Duration::from_secs(3))
        // A server that was restarted left its connections dead; an embedded database does not go away.
        .test_on_check_out(manager.engine() == Engine::Postgres)
        .build_unchecked(manager)
}

impl Db {
    /// Runs `work` in one transaction that sees one snapshot and changes nothing.
    ///
    /// # Errors
    /// What `work` or the database answers.
    pub fn snapshot<T>(&mut self, work: impl FnOnce(&mut Self) -> StoreResult<T>) -> StoreResult<T> {
        let begin = match self {
            Self::Sqlite(_) => "BEGIN DEFERRED",
            Self::Pg(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.begin(begin)?;
        let outcome = work(self);
        // A snapshot leaves nothing behind: it is rolled back either way.
        self.roll_back(outcome)
    }

    /// Begins a transaction that will change rows: SQLite takes its write lock at once, PostgreSQL is serialisable.
    pub(crate) fn begin_write(&mut self) -> StoreResult<()> {
        let begin = match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Pg(_) => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        };
        self.begin(begin)
    }

    /// Runs `work` in one ordinary write transaction (recorder, sequencer, migrations of data).
    ///
    /// # Errors
    /// What `work` or the database answers; nothing is kept then.
    pub fn write<T>(&mut self, work: impl FnOnce(&mut Self) -> StoreResult<T>) -> StoreResult<T> {
        let begin = match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Pg(_) => "BEGIN",
        };
        self.begin(begin)?;
        match work(self) {
            Ok(value) => self.commit().map(|()| value),
            Err(error) => self.roll_back(Err(error)),
        }
    }

    /// Begins a part of the transaction that can be undone on its own.
    pub(crate) fn savepoint(&mut self) -> StoreResult<()> {
        <Self as Connection>::TransactionManager::begin_transaction(self).map_err(StoreError::from)
    }

    pub(crate) fn release_savepoint(&mut self) -> StoreResult<()> {
        <Self as Connection>::TransactionManager::commit_transaction(self).map_err(StoreError::from)
    }

    pub(crate) fn roll_back_to_savepoint(&mut self) -> StoreResult<()> {
        <Self as Connection>::TransactionManager::rollback_transaction(self).map_err(StoreError::from)
    }

    /// Rolls back whatever is open, savepoints included, and hands `outcome` on.
    pub(crate) fn abandon<T>(&mut self, mut outcome: StoreResult<T>) -> StoreResult<T> {
        while self.has_open_transaction() {
            outcome = self.roll_back(outcome);
            if self.is_broken_beyond_roll_back() {
                break;
            }
        }
        outcome
    }

    fn is_broken_beyond_roll_back(&mut self) -> bool {
        let status = <Self as Connection>::TransactionManager::transaction_manager_status_mut(self);
        status.transaction_depth().is_err()
    }

    /// Whether a transaction was left open: such a connection is not used again.
    pub(crate) fn has_open_transaction(&mut self) -> bool {
        let status = <Self as Connection>::TransactionManager::transaction_manager_status_mut(self);
        !matches!(status.transaction_depth(), Ok(None))
    }

    pub(crate) fn commit(&mut self) -> StoreResult<()> {
        <Self as Connection>::TransactionManager::commit_transaction(self).map_err(StoreError::from)
    }

    /// Rolls back and hands `outcome` on; an error of `work` outweighs one of the roll-back.
    pub(crate) fn roll_back<T>(&mut self, outcome: StoreResult<T>) -> StoreResult<T> {
        let undone = <Self as Connection>::TransactionManager::rollback_transaction(self);
        match (outcome, undone) {
            (Ok(value), Ok(())) => Ok(value),
            (Ok(_), Err(error)) => Err(error.into()),
            (Err(error), _) => Err(error),
        }
    }

    fn begin(&mut self, sql: &str) -> StoreResult<()> {
        match self {
            Self::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, sql)?,
            Self::Pg(c) => AnsiTransactionManager::begin_transaction_sql(c, sql)?,
        }
        Ok(())
    }
}
