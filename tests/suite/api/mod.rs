//! The API, area by area, as the addresses are: what each rule permits and refuses, and what bad input answers.

mod access_log;
mod bad_input;
mod cases;
mod contributions;
mod items;
mod labels;
mod livcs;
mod meetings;
mod repeated;
mod sessions;
