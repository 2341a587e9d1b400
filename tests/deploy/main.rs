//! What is deployed keeps what it promises: the files of the deployment are read as the engines read them, and what they
//! describe is started the same way, without a root user, on a file system that nothing can be written to.
//!
//! `LIVC_TEST_POSTGRES=postgres://USER@HOST/DATABASE` starts it on PostgreSQL; `LIVC_TEST_BUILD=1` runs the build of the
//! Dockerfile on exactly the files it copies; `LIVC_TEST_IMAGE=1` builds the image, where an engine and its base images are
//! at hand. What is skipped says so.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    clippy::single_match_else,
    clippy::too_many_lines,
    reason = "a test may stop at the first surprise"
)]

mod build;
mod compose;
mod compose_tests;
#[path = "../suite/support/database.rs"]
#[expect(dead_code, reason = "the suite uses more of it")]
mod database;
mod dockerfile;
mod dockerfile_tests;
mod image;
mod journal;
mod root;
mod start;

use std::path::{Path, PathBuf};

/// A file or folder of the repository.
fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text_of(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap()
}

/// Whether a switch of these tests is on.
#[expect(
    clippy::disallowed_methods,
    reason = "what the tests may take is no setting of the product"
)]
fn is_asked_for(variable: &str) -> bool {
    std::env::var(variable).is_ok_and(|value| !value.is_empty() && value != "0")
}
