//! The rules: pure and total. Facts in, a decision with its rule out; no clock, no database, no text of anybody.

pub mod action;
pub mod case_file;
pub mod contribution;
pub mod convocation;
mod decision;
pub mod installation;
pub mod inventory;
pub mod item;
pub mod label;
mod lang;
pub mod legal;
pub mod livc;
pub mod log;
pub mod matrix;
pub mod meeting;
pub mod paper_act;
mod problem_details;
mod problem_help;
pub mod problem_texts;
mod problem_titles;
pub mod replacement;
pub mod rule;
mod rule_sources;
#[cfg(test)]
mod rules_tests;
pub mod session;
mod standing;
pub mod status;
mod subject;
mod texts_a;
mod texts_b;
mod texts_c;
mod texts_d;

pub use decision::{Decision, Denial, Scope, Verdict};
pub use rule::{Lang, Rule};
pub use standing::Standing;
pub use subject::{Act, Subject, Veil, absent_without_seat, decide, decide_absent, seat_needed};
pub(crate) use subject::{explanation, refused_by};
