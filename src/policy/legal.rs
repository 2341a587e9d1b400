//! Legal references as dated data: a code is stable, what it stands for depends on the day. The table that ships with the
//! program is where an installation begins; from then on its own rows count.
//!
//! The table says of each row whether its provision was read or only recalled, and nothing hides that.

use std::sync::OnceLock;

use chrono::NaiveDate;
use csv::StringRecord;

use super::lang::Lang;

const EMBEDDED: &str = include_str!("../../config/reference/legal-references.csv");
const COLUMNS: [&str; 11] = [
    "code",
    "label_nl",
    "label_fr",
    "label_de",
    "label_en",
    "article",
    "act",
    "valid_from",
    "valid_to",
    "verified",
    "decline_reason",
];

/// Why a table of legal references is not used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LegalError {
    /// The header is not the agreed one.
    #[error("the columns of the legal references are not the expected ones")]
    Columns,
    /// A row cannot be read.
    #[error("row {0} of the legal references cannot be read")]
    Unreadable(usize),
    /// Two rows of one code are valid on the same day.
    #[error("two rows of the legal reference {0} overlap")]
    Overlap(String),
}

/// What a row says, as it is read from a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalRow {
    /// The stable code that rules cite.
    pub code: String,
    /// What to show to a reader, in Dutch, French, German and English.
    pub labels: [String; 4],
    /// The article, where its number is known.
    pub article: Option<String>,
    /// The act, in English.
    pub act: String,
    /// The first day on which the row counts.
    pub valid_from: NaiveDate,
    /// The last day on which the row counts; `None` while no end is known.
    pub valid_to: Option<NaiveDate>,
    /// Whether the provision was read in a public text, or confirmed by a lawyer.
    pub verified: bool,
    /// Whether this legal basis asks an invitee who declines for a reason (R16).
    pub decline_reason: bool,
}

/// One dated row: what a code stood for between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalReference(LegalRow);

impl From<LegalRow> for LegalReference {
    fn from(row: LegalRow) -> Self {
        Self(row)
    }
}

impl LegalReference {
    /// The row.
    #[must_use]
    pub const fn row(&self) -> &LegalRow {
        &self.0
    }

    /// The stable code that rules cite.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The identifier of this row: the code and its first day. Acts store this one.
    #[must_use]
    pub fn row_id(&self) -> String {
        format!("{}@{}", self.0.code, self.0.valid_from)
    }

    /// What to show to a reader.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &str {
        let [nl, fr, de, en] = &self.0.labels;
        match lang {
            Lang::Nl => nl.as_str(),
            Lang::Fr => fr.as_str(),
            Lang::De => de.as_str(),
            Lang::En => en.as_str(),
        }
    }

    /// The article, where its number is known.
    #[must_use]
    pub fn article(&self) -> Option<&str> {
        self.0.article.as_deref()
    }

    /// The act, in English.
    #[must_use]
    pub fn act(&self) -> &str {
        &self.0.act
    }

    /// Whether the provision was read in a public text. A row that was only recalled awaits a lawyer.
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        self.0.verified
    }

    /// Whether this legal basis asks an invitee who declines for a reason (R16).
    #[must_use]
    pub const fn asks_decline_reason(&self) -> bool {
        self.0.decline_reason
    }

    /// Whether the row counts on a day; both its first and its last day do.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.0.valid_from <= day && self.0.valid_to.is_none_or(|last| day <= last)
    }

    /// Whether some day is a day of both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.is_valid_on(other.0.valid_from) || other.is_valid_on(self.0.valid_from)
    }
}

/// All rows that ship with the program.
///
/// # Errors
/// [`LegalError`] when the table is damaged: a program that cannot read it should not start.
pub fn table() -> Result<&'static [LegalReference], LegalError> {
    static TABLE: OnceLock<Result<Vec<LegalReference>, LegalError>> = OnceLock::new();
    TABLE.get_or_init(|| read(EMBEDDED)).as_deref().map_err(Clone::clone)
}

/// The row of a code on a day, in a table; `None` when there is none, and then nothing may rest on it.
#[must_use]
pub fn valid_on<'t>(table: &'t [LegalReference], code: &str, day: NaiveDate) -> Option<&'t LegalReference> {
    table.iter().find(|row| row.code() == code && row.is_valid_on(day))
}

/// Reads a table of legal references, such as one that a lawyer has corrected.
///
/// # Errors
/// [`LegalError`] names the row or the code; a table is read whole or not at all.
pub fn read(text: &str) -> Result<Vec<LegalReference>, LegalError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| LegalError::Columns)?;
    if !header.iter().eq(COLUMNS) {
        return Err(LegalError::Columns);
    }
    let mut rows: Vec<LegalReference> = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let row = record.ok().as_ref().and_then(read_row);
        let row = row.ok_or(LegalError::Unreadable(index + 1))?;
        if rows
            .iter()
            .any(|other| other.code() == row.code() && other.overlaps(&row))
        {
            return Err(LegalError::Overlap(row.0.code));
        }
        rows.push(row);
    }
    Ok(rows)
}

fn read_row(record: &StringRecord) -> Option<LegalReference> {
    let optional = |column: usize| record.get(column).filter(|text| !text.is_empty());
    let text = |column: usize| optional(column).map(ToOwned::to_owned);
    let valid_from: NaiveDate = optional(7)?.parse().ok()?;
    let valid_to = match optional(8) {
        None => None,
        Some(last) => Some(last.parse().ok().filter(|last| valid_from <= *last)?),
    };
    Some(LegalReference(LegalRow {
        code: text(0)?,
        labels: [text(1)?, text(2)?, text(3)?, text(4)?],
        article: text(5),
        act: text(6)?,
        valid_from,
        valid_to,
        verified: yes_or(optional(9)?, "recalled")?,
        decline_reason: yes_or(optional(10)?, "no")?,
    }))
}

/// `yes`, or the one other word that is allowed; anything else is unreadable.
fn yes_or(word: &str, otherwise: &str) -> Option<bool> {
    if word == "yes" {
        Some(true)
    } else {
        (word == otherwise).then_some(false)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_old_number_counts_before_the_switch_and_a_row_to_be_confirmed_after_it() {
        let valid_on = |code, text| super::valid_on(table().unwrap(), code, day(text));
        let before = valid_on("sw-458ter-1", "2026-04-07").unwrap();
        assert!(before.label(Lang::Nl).contains("458ter") && before.is_verified());
        let after = valid_on("sw-458ter-1", "2026-11-21").unwrap();
        assert!(!after.is_verified());
        assert_ne!(before.row_id(), after.row_id());
        assert!(
            valid_on("sw-458", "2026-04-08")
                .unwrap()
                .label(Lang::Fr)
                .contains("352")
        );
    }

    #[test]
    fn an_unknown_code_and_a_day_before_the_first_row_give_nothing() {
        let rows = table().unwrap();
        assert_eq!(valid_on(rows, "sw-999", day("2026-11-21")), None);
        assert_eq!(valid_on(rows, "cc-2021-52", day("2021-03-31")), None);
    }

    #[test]
    fn only_the_flemish_decree_on_participation_asks_for_a_reason_to_decline() {
        let codes: Vec<&str> = table()
            .unwrap()
            .iter()
            .filter(|row| row.asks_decline_reason())
            .map(LegalReference::code)
            .collect();
        assert_eq!(codes, ["fl-2021-05-21"]);
    }

    #[test]
    fn a_damaged_table_is_not_half_read() {
        let header = COLUMNS.join(",");
        let row = |from: &str, to: &str, verified: &str| {
            format!("{header}\na,n,f,d,e,1,Act,2020-01-01,,yes,no\na,n,f,d,e,2,Act,{from},{to},{verified},no\n")
        };
        assert_eq!(read("code,label\n"), Err(LegalError::Columns));
        assert_eq!(
            read(&row("2021-01-01", "", "yes")),
            Err(LegalError::Overlap("a".to_owned()))
        );
        for (from, to, verified) in [
            ("2019-01-01", "2018-01-01", "yes"),
            ("2019-01-01", "2019-12-31", "maybe"),
            ("soon", "", "yes"),
        ] {
            assert_eq!(read(&row(from, to, verified)), Err(LegalError::Unreadable(2)));
        }
        assert_eq!(read(&row("2019-01-01", "2019-12-31", "recalled")).unwrap().len(), 2);
    }
}
