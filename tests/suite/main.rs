//! The suite: the real server on a fresh database, asked over HTTP as any client would.
//!
//! `LIVC_TEST_POSTGRES=postgres://USER@HOST/DATABASE cargo test --test suite` runs it on PostgreSQL (the user must be
//! allowed to create databases); otherwise it runs on SQLite.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod api;
mod counting;
mod coverage;
mod edge;
mod ids;
mod looking;
mod operations;
mod scenario;
mod scene;
mod secrecy;
mod support;
