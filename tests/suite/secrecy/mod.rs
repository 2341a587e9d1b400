//! Nobody learns what is not meant for her: not from a body, not from a header, not from a count, not from the log.

mod canaries;
mod log_shape;
mod non_interference;
mod outsiders;
mod preview;
