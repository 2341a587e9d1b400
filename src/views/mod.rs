//! What may leave the house, one view for each kind of object: plain, flat, and without anything that is not in its
//! description.

pub mod action;
pub mod case_file;
pub mod contribution;
pub mod convocation;
pub mod directory;
pub mod inventory;
pub mod item;
pub mod log;
pub mod meeting;
pub mod overview;
pub mod paper_act;
pub mod receipt;
pub mod reference;
pub mod replacement;
pub mod session;

use chrono::{DateTime, NaiveDateTime, Utc};

/// An instant from a row: rows hold UTC.
#[must_use]
pub const fn instant(at: NaiveDateTime) -> DateTime<Utc> {
    at.and_utc()
}
