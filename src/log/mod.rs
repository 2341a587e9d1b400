//! The access log as evidence: records, their tree, signed checkpoints, export, and verification without our help.
//!
//! Nothing here knows the database or the clock. Whoever holds a directory written by [`export`] and the public key of
//! the log can check every record with [`verify`], or with any other program that speaks the C2SP formats.

pub mod checkpoint;
pub mod export;
pub mod leaf;
mod leaf_parts;
pub mod proof;
pub mod report;
pub mod sample;
pub mod tiles;
pub mod tree;
pub mod verify;
mod verify_bundles;
mod verify_checkpoints;
