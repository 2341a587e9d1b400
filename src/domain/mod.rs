//! Pure types and rules of the field: no input, no output, no database.

pub mod action;
pub mod case_file;
pub(crate) mod code;
pub mod contribution;
pub mod ids;
pub mod inventory;
pub mod legal_reference;
pub mod livc;
pub mod meeting;
pub mod organisation;
pub mod paper;
pub mod review;
pub mod screening;
pub mod seat;
pub mod text;
