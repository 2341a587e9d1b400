//! One line being read: its cells as bounded types, each fault with its column.

use super::directory::Directory;
use super::faults::Faults;
use super::person::Person;
use super::sheet::Row;
use crate::domain::inventory::Column;
use crate::domain::screening::{self, Weight};
use crate::domain::text::{Line, Text};
use chrono::NaiveDate;

/// One line being read.
pub(super) struct Reading<'a> {
    /// The line.
    pub row: &'a Row,
    /// Where names are looked up.
    pub directory: &'a Directory,
    /// Whether what the screening doubts is needed.
    pub confirmed: bool,
    /// What is wrong.
    pub faults: &'a mut Faults,
}

impl Reading<'_> {
    pub(super) fn fault(&mut self, column: Column, detail: impl Into<String>) {
        self.faults.at(self.row.line, column, detail);
    }

    pub(super) fn needed(&mut self, column: Column) -> Option<String> {
        let cell = self.row.cell(column).map(ToOwned::to_owned);
        if cell.is_none() {
            self.fault(column, "is missing");
        }
        cell
    }

    pub(super) fn text<const MAX: usize>(&mut self, column: Column) -> Option<Text<MAX>> {
        let cell = self.needed(column)?;
        match Text::parse(&cell) {
            Ok(text) => Some(text),
            Err(error) => {
                self.fault(column, error.to_string());
                None
            }
        }
    }

    /// A text that is kept in the clear: screened, and without the name of the person of its case.
    pub(super) fn screened(&mut self, column: Column, person: Option<&Person>) -> Option<Line> {
        let text: Line = self.text(column)?;
        let before = self.faults.count();
        for finding in screening::check(text.as_str()).iter() {
            if finding.kind.weight() == Weight::Refused || !self.confirmed {
                let (from, length) = (finding.start + 1, finding.length);
                let what = finding.kind.name();
                self.fault(column, format!("position {from}, length {length}: {what}"));
            }
        }
        if person.is_some_and(|person| person.is_named_in(text.as_str())) {
            self.fault(column, "holds the name of the person: names have their own columns");
        }
        (self.faults.count() == before).then_some(text)
    }

    pub(super) fn day(&mut self, column: Column, first_year: i32, last: NaiveDate) -> Option<NaiveDate> {
        let cell = self.needed(column)?;
        let day = ["%Y-%m-%d", "%d/%m/%Y"]
            .iter()
            .find_map(|form| NaiveDate::parse_from_str(&cell, form).ok());
        let first = NaiveDate::from_ymd_opt(first_year, 1, 1)?;
        match day {
            Some(day) if (first..=last).contains(&day) => Some(day),
            Some(_) => {
                self.fault(column, format!("not between {first} and {last}"));
                None
            }
            None => {
                self.fault(column, "not a date: YYYY-MM-DD or DD/MM/YYYY");
                None
            }
        }
    }

    /// A code of a closed list.
    pub(super) fn one_of<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Option<T>, list: &str) -> Option<T> {
        let cell = self.needed(column)?;
        let found = read(&cell);
        if found.is_none() {
            self.fault(column, format!("not a code of {list}"));
        }
        found
    }
}
