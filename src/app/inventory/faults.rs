//! Everything wrong with an inventory, each with its line and column; never what stood there.

use crate::access::{FieldError, Refused};
use crate::domain::inventory::Column;
use crate::policy::{Denial, Rule};

/// How many faults one answer names.
const MOST: usize = 200;

/// The faults found so far.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<FieldError>);

impl Faults {
    /// One fault at any place.
    pub(super) fn add(&mut self, pointer: &str, detail: impl Into<String>) {
        self.0.push(FieldError::new(pointer, detail));
    }

    /// One fault in one cell.
    pub(super) fn at(&mut self, line: u64, column: Column, detail: impl Into<String>) {
        self.add(&pointer(line, column), detail);
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.0.len()
    }

    /// The refusal, if there is any fault: nothing is kept of an inventory with one bad line.
    pub(super) fn into_refusal(mut self) -> Result<(), Refused> {
        if self.0.is_empty() {
            return Ok(());
        }
        let more = self.0.len().saturating_sub(MOST);
        self.0.truncate(MOST);
        if more > 0 {
            self.add("/lines", format!("{more} more faults"));
        }
        Err(Refused::ByRule {
            rule: Rule::R56,
            denial: Denial::NotAcceptable,
            errors: self.0,
        })
    }
}

/// Where a cell stands.
pub(super) fn pointer(line: u64, column: Column) -> String {
    format!("/lines/{line}/{column}")
}
