//! Reference data that ships inside the program: the municipalities, the calendar of working days, and dated lists of choices.
//!
//! What is not in the tables is an error, never a guess: a deadline in an unknown year is refused.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use csv::StringRecord;

use crate::domain::livc::municipality::{Municipality, NisCode};

mod calendar;
mod office_hours;
mod terms;

pub use calendar::{add_working_days, is_working_day, working_days_between};
pub use office_hours::{is_outside_office_hours, office_hours_of};
pub use terms::{Term, case_categories, case_category, life_domain, life_domains};

const MUNICIPALITIES_CSV: &str = include_str!("../config/reference/municipalities.csv");

/// Why reference data gives no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// A row of an embedded table cannot be read.
    #[error("row {row} of the table of {table} cannot be read")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The row, counted from 1 without the header.
        row: usize,
    },
    /// A year of the calendar has not exactly ten legal public holidays.
    #[error("the calendar has {found} public holidays in {year}")]
    IncompleteYear {
        /// The year.
        year: i32,
        /// How many there are.
        found: usize,
    },
    /// The calendar does not know the year.
    #[error("the calendar of public holidays does not cover {0}")]
    YearOutsideCalendar(i32),
    /// The last day lies before the first.
    #[error("the period ends before it begins")]
    EndsBeforeItBegins,
}

/// The outcome of a look-up in reference data.
pub type ReferenceResult<T> = Result<T, ReferenceError>;

/// Reads every embedded table: a program that cannot should not start.
///
/// # Errors
/// [`ReferenceError`] names the table and the row.
pub fn check() -> ReferenceResult<()> {
    municipalities()?;
    terms::check()?;
    calendar::check()
}

/// All municipalities, by NIS code.
///
/// # Errors
/// [`ReferenceError::Unreadable`] when the embedded table is damaged.
pub fn municipalities() -> ReferenceResult<&'static BTreeMap<NisCode, Municipality>> {
    static TABLE: OnceLock<ReferenceResult<BTreeMap<NisCode, Municipality>>> = OnceLock::new();
    TABLE
        .get_or_init(|| read_municipalities(MUNICIPALITIES_CSV))
        .as_ref()
        .map_err(Clone::clone)
}

/// The municipality of a NIS code; `None` for every code that is not in the list.
#[must_use]
pub fn municipality(nis: NisCode) -> Option<&'static Municipality> {
    municipalities().ok()?.get(&nis)
}

fn read_municipalities(text: &str) -> ReferenceResult<BTreeMap<NisCode, Municipality>> {
    let list = rows("municipalities", text, read_municipality)?;
    let mut table = BTreeMap::new();
    for (index, municipality) in list.into_iter().enumerate() {
        if table.insert(municipality.nis, municipality).is_some() {
            return Err(ReferenceError::Unreadable {
                table: "municipalities",
                row: index + 1,
            });
        }
    }
    Ok(table)
}

fn read_municipality(row: &StringRecord) -> Option<Municipality> {
    let field = |column: usize| row.get(column).filter(|text| !text.is_empty());
    Some(Municipality {
        nis: NisCode::parse(field(0)?).ok()?,
        name_nl: field(1)?.to_owned(),
        name_fr: field(2)?.to_owned(),
        name_de: field(3).map(ToOwned::to_owned),
        province: NisCode::parse(field(4)?).ok()?,
        region: NisCode::parse(field(5)?).ok()?,
        postal_codes: field(7)?.split(' ').map(ToOwned::to_owned).collect(),
    })
}

/// Reads every row of a table, or says which one it cannot read.
fn rows<T>(table: &'static str, text: &str, read: impl Fn(&StringRecord) -> Option<T>) -> ReferenceResult<Vec<T>> {
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .enumerate()
        .map(|(index, row)| {
            let unreadable = ReferenceError::Unreadable { table, row: index + 1 };
            row.ok().and_then(|row| read(&row)).ok_or(unreadable)
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_exactly_565_municipalities() {
        check().unwrap();
        assert_eq!(municipalities().unwrap().len(), 565);
        let antwerp = municipality(NisCode::parse("11002").unwrap()).unwrap();
        assert_eq!(
            (antwerp.name_nl.as_str(), antwerp.name_fr.as_str()),
            ("Antwerpen", "Anvers")
        );
        assert!(antwerp.postal_codes.contains(&"2060".to_owned()));
        assert_eq!(municipality(NisCode::parse("99999").unwrap()), None);
    }

    #[test]
    fn a_damaged_table_is_not_half_read() {
        let municipalities = read_municipalities("nis,name_nl\n11001,Aartselaar\n");
        assert_eq!(
            municipalities,
            Err(ReferenceError::Unreadable {
                table: "municipalities",
                row: 1
            })
        );
    }
}
