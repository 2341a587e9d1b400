//! The evidence of a sign-in: password, second factor, tokens and patience with those who fail.
//!
//! Nothing here decides what someone may do, and nothing here writes: the gate weighs this evidence.

pub mod password;
pub mod password_policy;
pub mod refresh;
pub mod throttle;
pub mod token;
pub mod totp;
