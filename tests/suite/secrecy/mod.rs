//! Nobody learns what is not meant for her: not from a body, not from a header, not from a count, not from the log.

mod canaries;
mod inventory_names;
mod log_desk;
mod log_shape;
mod non_interference;
mod outsiders;
mod police_actions;
mod preview;
