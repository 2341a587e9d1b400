//! Brings a database to the tables this program needs.

use super::db::Db;
use super::error::{StoreError, StoreResult};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs the migrations that are missing; returns their names.
///
/// # Errors
/// [`StoreError::Migration`] with the database's own words.
pub fn migrate(db: &mut Db) -> StoreResult<Vec<String>> {
    let failed = |e: Box<dyn std::error::Error + Send + Sync>| StoreError::Migration(e.to_string());
    let names = |done: Vec<diesel::migration::MigrationVersion<'_>>| done.iter().map(ToString::to_string).collect();
    match db {
        Db::Sqlite(c) => c.run_pending_migrations(SQLITE).map(names).map_err(failed),
        Db::Pg(c) => c.run_pending_migrations(POSTGRES).map(names).map_err(failed),
    }
}

/// Whether migrations are missing.
///
/// # Errors
/// [`StoreError::Migration`] when the database cannot tell.
pub fn is_behind(db: &mut Db) -> StoreResult<bool> {
    let failed = |e: Box<dyn std::error::Error + Send + Sync>| StoreError::Migration(e.to_string());
    match db {
        Db::Sqlite(c) => c.has_pending_migration(SQLITE).map_err(failed),
        Db::Pg(c) => c.has_pending_migration(POSTGRES).map_err(failed),
    }
}
