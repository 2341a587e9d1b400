//! Keys and what they close: nothing secret leaves this folder in the clear without being asked for by name.

pub mod key_files;
pub mod keyring;
pub mod sealing;
