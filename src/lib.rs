//! `livc`: the backend that carries a LIVC R consultation from convocation to closing, and records who saw what.
//!
//! Three promises, in this order: no record, no disclosure and no record, no change; the author decides who reads, and
//! sees who will before saving; whoever asks gets a reason.

pub mod access;
pub mod app;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod domain;
pub mod http;
pub mod log;
pub mod policy;
pub mod reference;
pub mod settings;
pub mod startup;
pub mod store;
pub mod telemetry;
pub mod vault;
pub mod views;
