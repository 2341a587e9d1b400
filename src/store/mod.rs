//! SQL and nothing else: one file for each kind of object, on one connection type for two databases.

pub mod access_log;
pub mod access_log_check;
mod access_log_hashes;
pub mod access_log_schema;
mod access_log_sequence;
pub mod accounts;
pub mod agenda;
pub mod attendance;
pub mod cases;
pub mod consultation;
pub mod contributing;
pub mod contributions;
pub mod convening;
pub mod db;
pub mod error;
pub mod idempotency;
pub mod installation;
pub mod invitations;
pub mod items;
pub mod livcs;
pub mod meetings;
pub mod migrate;
pub mod organisations;
pub mod schema;
mod schema_work;
pub mod sealed_acts;
pub mod seats;
pub mod sessions;
pub mod sign_in;
mod sql_text;
pub mod standing;

pub use db::{Db, Engine, Manager, Pool};
pub use error::{StoreError, StoreResult};
