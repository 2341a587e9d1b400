//! Pure types and rules of the field: no input, no output, no database.

pub mod case_file;
pub(crate) mod code;
pub mod contribution;
pub mod ids;
pub mod livc;
pub mod meeting;
pub mod organisation;
pub mod seat;
pub mod text;
