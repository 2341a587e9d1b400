//! A town for each test: its own server, its own database, its own clock.
//!
//! ```ignore
//! let town = Town::start();
//! let clb = town.as_("clb");
//! assert_eq!(clb.get("/me").status, 200);
//! ```

mod client;
mod database;
mod template;
mod town;

pub use client::{Answer, Client};
pub use town::Town;
