//! A copy of the access log to take along: bounded, for a stated purpose, and recorded before a byte of it leaves (R43).

use super::records::{leaf, words};
use crate::access::{Caller, Context, Disclosed, Gate, Notes, Question, Refused, Tx};
use crate::domain::review::{ExportFormat, ExportPurpose};
use crate::policy::Scope;
use crate::policy::log::LogAct;
use crate::store::StoreError;
use crate::store::access_log::RecordRow;
use crate::store::livcs::LivcRef;
use crate::store::log_search::{RecordFilter, Register};
use crate::views::log::ExportView;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// How many records one copy holds at most; the rest follows with the next one.
const AT_ONCE: usize = 20_000;

const COLUMNS: [&str; 17] = [
    "seq",
    "event_id",
    "at",
    "actor",
    "seat_id",
    "function",
    "organisation_id",
    "act",
    "object_kind",
    "object_alias",
    "decision",
    "rule",
    "outcome",
    "disclosed",
    "purpose",
    "request_id",
    "export",
];

/// What to take along.
#[derive(Debug, Clone)]
pub struct ExportQuery {
    /// Which records.
    pub filter: RecordFilter,
    /// Behind this one.
    pub after: Option<i64>,
    /// In which form.
    pub format: ExportFormat,
    /// What for.
    pub purpose: ExportPurpose,
}

struct Export {
    asked: ExportQuery,
    /// The number of the request: every line bears it, and so does the record of this export.
    mark: String,
}

impl Question for Export {
    type Target = Register;
    type Answer = ExportView;
    const ACT: LogAct = LogAct::Export;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, log: &Register, _: Scope) -> Result<ExportView, Refused> {
        let found = log.records(tx, &self.asked.filter, self.asked.after, AT_ONCE)?;
        let body = match self.asked.format {
            ExportFormat::Csv => table(&found.rows, &self.mark)?,
            ExportFormat::Jsonl => lines(&found.rows, &self.mark)?,
        };
        Ok(ExportView {
            format: self.asked.format,
            body,
            number: found.rows.len(),
            next: found.next,
        })
    }

    fn notes(&self, copy: &ExportView) -> Notes {
        let mut fields = words(&self.asked.filter);
        fields.extend(self.asked.after.map(|after| format!("after:{after}")));
        fields.push(format!("format:{}", self.asked.format));
        let filter = HEXLOWER.encode(&Sha256::digest(fields.join("\n")));
        fields.push(format!("filter:{filter}"));
        fields.push(format!("number:{}", copy.number));
        Notes {
            purpose: Some(self.asked.purpose.code()),
            fields,
        }
    }
}

/// Takes records along.
///
/// # Errors
/// [`Refused`]; 403 R41 for anybody but auditor and data protection officer.
pub async fn export(gate: &Gate, ctx: &Context, asked: ExportQuery) -> Result<Disclosed<ExportView>, Refused> {
    let mark = ctx.request_id().0.clone();
    gate.ask(ctx, LivcRef::Own, Export { asked, mark }).await
}

/// The records as they were hashed, each with its number: the whole line is canonical JSON again.
fn lines(rows: &[RecordRow], mark: &str) -> Result<String, Refused> {
    let mut all = String::new();
    for row in rows {
        let record = std::str::from_utf8(&row.leaf).map_err(|_| StoreError::Corrupt("log_records.leaf"))?;
        // Both are plain words: the record is JSON, the mark an identifier.
        let line = writeln!(all, "{{\"export\":\"{mark}\",\"record\":{record},\"seq\":{}}}", row.seq);
        line.map_err(|e| Refused::Unavailable(e.to_string()))?;
    }
    Ok(all)
}

fn table(rows: &[RecordRow], mark: &str) -> Result<String, Refused> {
    let failed = |e: csv::Error| Refused::Unavailable(e.to_string());
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS).map_err(failed)?;
    for row in rows {
        let leaf = leaf(row)?;
        let word = Option::<String>::unwrap_or_default;
        let cells = [
            row.seq.to_string(),
            leaf.event_id,
            leaf.at.to_rfc3339(),
            word(leaf.actor.id),
            word(leaf.actor.seat),
            word(leaf.actor.function),
            word(leaf.actor.organisation),
            leaf.act,
            leaf.object.kind,
            word(leaf.object.alias),
            leaf.decision.word().to_owned(),
            leaf.rule,
            leaf.outcome.word().to_owned(),
            leaf.disclosed.count().to_string(),
            word(leaf.purpose),
            word(leaf.request_id),
            mark.to_owned(),
        ];
        table.write_record(cells.map(harmless)).map_err(failed)?;
    }
    let bytes = table.into_inner().map_err(|e| Refused::Unavailable(e.to_string()))?;
    String::from_utf8(bytes).map_err(|e| Refused::Unavailable(e.to_string()))
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::log::leaf::tests::leaf as a_leaf;

    fn row(n: u64, change: impl FnOnce(&mut crate::log::leaf::Leaf)) -> RecordRow {
        let mut leaf = a_leaf("7", n);
        change(&mut leaf);
        let bytes = leaf.canonical().unwrap();
        RecordRow::of(i64::try_from(n).unwrap(), leaf, bytes)
    }

    #[test]
    fn no_cell_begins_a_formula() {
        let rows = [
            row(0, |leaf| leaf.object.alias = Some("=cmd".into())),
            row(1, |leaf| leaf.object.alias = Some("-1+2".into())),
            row(2, |leaf| leaf.actor.id = Some("+x".into())),
        ];
        let table = table(&rows, "=mark").unwrap();
        let mut read = csv::Reader::from_reader(table.as_bytes());
        assert_eq!(read.headers().unwrap().iter().collect::<Vec<_>>(), COLUMNS);
        let mut cells = 0;
        for line in read.records() {
            for cell in &line.unwrap() {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
                cells += usize::from(cell.starts_with('\''));
            }
        }
        assert_eq!(cells, 6);
    }

    #[test]
    fn a_line_is_canonical_json_and_holds_the_record_byte_for_byte() {
        let rows = [row(3, |_| {}), row(4, |_| {})];
        for (line, row) in lines(&rows, "0192-request").unwrap().lines().zip(&rows) {
            let read: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(serde_json_canonicalizer::to_vec(&read).unwrap(), line.as_bytes());
            let record = serde_json_canonicalizer::to_vec(read.get("record").unwrap()).unwrap();
            assert_eq!(record, row.leaf);
            assert_eq!(read.get("seq").unwrap(), row.seq);
        }
    }
}
