//! Legal references as dated data: a code is stable, what it stands for depends on the day.
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

/// One dated row: what a code stood for between two days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalReference {
    code: String,
    labels: [String; 4],
    article: Option<String>,
    act: String,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    verified: bool,
    decline_reason: bool,
}

impl LegalReference {
    /// The stable code that rules cite.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The identifier of this row: the code and its first day. Acts store this one.
    #[must_use]
    pub fn row_id(&self) -> String {
        format!("{}@{}", self.code, self.valid_from)
    }

    /// What to show to a reader.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &str {
        let [nl, fr, de, en] = &self.labels;
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
        self.article.as_deref()
    }

    /// The act, in English.
    #[must_use]
    pub fn act(&self) -> &str {
        &self.act
    }

    /// The first day on which the row counts.
    #[must_use]
    pub const fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }

    /// The last day on which the row counts; `None` while no end is known.
    #[must_use]
    pub const fn valid_to(&self) -> Option<NaiveDate> {
        self.valid_to
    }

    /// Whether the provision was read in a public text. A row that was only recalled awaits a lawyer.
    #[must_use]
    pub const fn is_verified(&self) -> bool {
        self.verified
    }

    /// Whether this legal basis asks an invitee who declines for a reason (R16).
    #[must_use]
    pub const fn asks_decline_reason(&self) -> bool {
        self.decline_reason
    }

    /// Whether the row counts on a day; both its first and its last day do.
    #[must_use]
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
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

/// The row of a code on a day; `None` when there is none, and then nothing may rest on it.
#[must_use]
pub fn valid_on(code: &str, day: NaiveDate) -> Option<&'static LegalReference> {
    table()
        .ok()?
        .iter()
        .find(|row| row.code == code && row.is_valid_on(day))
}

/// The row of an identifier made by [`LegalReference::row_id`].
#[must_use]
pub fn by_row_id(row_id: &str) -> Option<&'static LegalReference> {
    table().ok()?.iter().find(|row| row.row_id() == row_id)
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
        if rows.iter().any(|other| overlap(other, &row)) {
            return Err(LegalError::Overlap(row.code));
        }
        rows.push(row);
    }
    Ok(rows)
}

fn overlap(one: &LegalReference, other: &LegalReference) -> bool {
    one.code == other.code && (one.is_valid_on(other.valid_from) || other.is_valid_on(one.valid_from))
}

fn read_row(record: &StringRecord) -> Option<LegalReference> {
    let optional = |column: usize| record.get(column).filter(|text| !text.is_empty());
    let text = |column: usize| optional(column).map(ToOwned::to_owned);
    let valid_from: NaiveDate = optional(7)?.parse().ok()?;
    let valid_to = match optional(8) {
        None => None,
        Some(last) => Some(last.parse().ok().filter(|last| valid_from <= *last)?),
    };
    Some(LegalReference {
        code: text(0)?,
        labels: [text(1)?, text(2)?, text(3)?, text(4)?],
        article: text(5),
        act: text(6)?,
        valid_from,
        valid_to,
        verified: yes_or(optional(9)?, "recalled")?,
        decline_reason: yes_or(optional(10)?, "no")?,
    })
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
        let before = valid_on("sw-458ter-1", day("2026-04-07")).unwrap();
        assert!(before.label(Lang::Nl).contains("458ter") && before.is_verified());
        let after = valid_on("sw-458ter-1", day("2026-11-21")).unwrap();
        assert!(!after.is_verified());
        assert_ne!(before.row_id(), after.row_id());
        assert_eq!(by_row_id(&before.row_id()), Some(before));
        assert!(
            valid_on("sw-458", day("2026-04-08"))
                .unwrap()
                .label(Lang::Fr)
                .contains("352")
        );
    }

    #[test]
    fn an_unknown_code_and_a_day_before_the_first_row_give_nothing() {
        assert_eq!(valid_on("sw-999", day("2026-11-21")), None);
        assert_eq!(valid_on("cc-2021-52", day("2021-03-31")), None);
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
