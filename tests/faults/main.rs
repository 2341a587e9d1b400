//! Faults and races: the program is killed, its disk fails, its database goes away, and everybody comes at once.
//!
//! `LIVC_TEST_POSTGRES=postgres://USER@HOST/DATABASE cargo test --test faults` runs them on PostgreSQL (the user must be
//! allowed to create databases); otherwise they run on SQLite. What the machine cannot do is skipped, and said.
//!
//! No test here is believed because it passes: each file names the faults that were put into the program to see it fail.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod at_once;
mod books;
#[path = "../suite/support/database.rs"]
mod database;
mod house;
mod kill;
mod load;
mod log_holds;
mod outage;
mod outage_postgres;
mod outage_sqlite;
mod race_action;
mod race_arrival;
mod race_closing;
mod race_seat;
mod receipts;
mod repeated;
mod server;
mod sign_in;
