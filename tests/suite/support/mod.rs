//! A town for each test: its own server, its own database, its own clock.
//!
//! ```ignore
//! let town = Town::start();
//! let clb = town.as_("clb");
//! assert_eq!(clb.get("/me").status, 200);
//! ```
#![expect(dead_code, unused_imports, reason = "each test takes what it needs")]

mod client;
mod database;
mod template;
mod town;

pub use client::{Answer, Client};
pub use town::Town;
