//! The file as a table: text in UTF-8, separated by commas or semicolons, under a header that knows no other columns.

use super::faults::Faults;
use crate::domain::inventory::{Column, MOST_LINES};
use csv::{ReaderBuilder, StringRecord};
use std::collections::BTreeMap;

const BYTE_ORDER_MARK: &str = "\u{feff}";
/// Longest column name repeated in an answer.
const LONGEST_NAME: usize = 40;

/// One line of the file.
pub(super) struct Row {
    /// Its number; the header is line 1.
    pub line: u64,
    cells: BTreeMap<Column, String>,
}

impl Row {
    /// A cell, trimmed; none where it is empty.
    pub(super) fn cell(&self, column: Column) -> Option<&str> {
        self.cells
            .get(&column)
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
    }
}

impl Drop for Row {
    /// Names do not stay in memory longer than they are needed.
    fn drop(&mut self) {
        for cell in self.cells.values_mut() {
            zeroize::Zeroize::zeroize(cell);
        }
    }
}

/// Reads the file, as far as it can be read.
pub(super) fn read(bytes: &[u8], faults: &mut Faults) -> Vec<Row> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        faults.add("", "not a text in UTF-8: save the file as CSV UTF-8");
        return Vec::new();
    };
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let Some(Ok(header)) = records.next() else {
        faults.add("/columns", "the file is empty");
        return Vec::new();
    };
    let Some(columns) = columns(&header, faults) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    let mut lines = Lines { text, read: 0, line: 1 };
    for record in records {
        let Ok(record) = record else {
            // Quotes always close somewhere and the text is UTF-8: this does not happen.
            faults.add("/lines", "a line cannot be read");
            return rows;
        };
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == MOST_LINES {
            faults.add("/lines", format!("more than {MOST_LINES} lines"));
            return rows;
        }
        if record.len() != columns.len() {
            let (found, expected) = (record.len(), columns.len());
            faults.add(
                &format!("/lines/{line}"),
                format!("{found} cells where the header has {expected}"),
            );
            continue;
        }
        let cells = columns
            .iter()
            .zip(&record)
            .map(|(column, cell)| (*column, cell.to_owned()))
            .collect();
        rows.push(Row { line, cells });
    }
    if rows.is_empty() && faults.count() == 0 {
        faults.add("/lines", "no line under the header");
    }
    rows
}

/// Counts lines as an editor or a spreadsheet shows them, whatever ends them.
struct Lines<'a> {
    text: &'a str,
    read: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the record that begins at a byte or behind the line ends that stand there.
    fn at(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let from = usize::try_from(byte).unwrap_or(usize::MAX).max(self.read);
        let ends = bytes
            .iter()
            .skip(from)
            .take_while(|b| matches!(b, b'\r' | b'\n'))
            .count();
        let start = from.saturating_add(ends);
        let mut passed = bytes.iter().take(start).skip(self.read).peekable();
        while let Some(byte) = passed.next() {
            let ended = *byte == b'\n' || (*byte == b'\r' && passed.peek() != Some(&&b'\n'));
            self.line += u64::from(ended);
        }
        self.read = start;
        self.line
    }
}

/// What separates the cells of the header.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    if header.matches(';').count() > header.matches(',').count() {
        b';'
    } else {
        b','
    }
}

/// The columns in the order of the header; none where the header is not in order.
fn columns(header: &StringRecord, faults: &mut Faults) -> Option<Vec<Column>> {
    let names: Vec<String> = header.iter().map(|name| name.trim().to_lowercase()).collect();
    let before = faults.count();
    // The first line of a file without a header is a person: what stands in it is not repeated.
    let is_a_header = names.iter().filter(|name| Column::from_code(name).is_some()).count() >= 3;
    let mut columns = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_ -".contains(&b));
        let shown = if is_a_header && plain && (1..=LONGEST_NAME).contains(&name.len()) {
            name.clone()
        } else {
            (index + 1).to_string()
        };
        let pointer = format!("/columns/{shown}");
        match Column::from_code(name) {
            None => faults.add(&pointer, "is not a column of the opening inventory"),
            Some(column) if columns.contains(&column) => faults.add(&pointer, "is given more than once"),
            Some(column) => columns.push(column),
        }
    }
    let with_actions = columns.iter().any(|column| column.is_of_an_action());
    for column in Column::ALL {
        if !columns.contains(column) && (with_actions || !column.is_of_an_action()) {
            faults.add(&format!("/columns/{column}"), "is missing");
        }
    }
    (faults.count() == before).then_some(columns)
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;
