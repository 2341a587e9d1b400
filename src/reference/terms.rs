//! Dated lists of choices in four languages: life domains of agreed actions, and kinds of concern of a case.
//!
//! A code is offered only on a day on which a row of it is in force; every other code is unknown on that day. A category
//! names a kind of concern, never a person.

use std::sync::OnceLock;

use chrono::NaiveDate;
use csv::StringRecord;

use super::{ReferenceError, ReferenceResult, rows};

const LIFE_DOMAINS_CSV: &str = include_str!("../../config/reference/life-domains.csv");
const CASE_CATEGORIES_CSV: &str = include_str!("../../config/reference/case-categories.csv");

/// One choice of a list, and the days on which it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The stable code.
    pub code: String,
    /// The label in Dutch.
    pub label_nl: String,
    /// The label in French.
    pub label_fr: String,
    /// The label in German.
    pub label_de: String,
    /// The label in English.
    pub label_en: String,
    /// Where the choice comes from.
    pub source: String,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The last day; `None` while no end is known.
    pub valid_to: Option<NaiveDate>,
}

impl Term {
    /// Whether the choice is offered on a day; the first and the last day count.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// The life domains offered on a day.
///
/// # Errors
/// [`ReferenceError`] when the embedded table is damaged.
pub fn life_domains(day: NaiveDate) -> ReferenceResult<Vec<&'static Term>> {
    Ok(life_domain_rows()?.iter().filter(|term| term.holds_on(day)).collect())
}

/// The life domain of a code on a day; `None` for a code that is not offered on that day.
#[must_use]
pub fn life_domain(code: &str, day: NaiveDate) -> Option<&'static Term> {
    of_code(life_domain_rows().ok()?, code, day)
}

/// The kinds of concern offered on a day.
///
/// # Errors
/// [`ReferenceError`] when the embedded table is damaged.
pub fn case_categories(day: NaiveDate) -> ReferenceResult<Vec<&'static Term>> {
    Ok(category_rows()?.iter().filter(|term| term.holds_on(day)).collect())
}

/// The kind of concern of a code on a day; `None` for a code that is not offered on that day.
#[must_use]
pub fn case_category(code: &str, day: NaiveDate) -> Option<&'static Term> {
    of_code(category_rows().ok()?, code, day)
}

pub(super) fn check() -> ReferenceResult<()> {
    life_domain_rows()?;
    category_rows().map(|_| ())
}

fn of_code(list: &'static [Term], code: &str, day: NaiveDate) -> Option<&'static Term> {
    list.iter().find(|term| term.code == code && term.holds_on(day))
}

fn life_domain_rows() -> ReferenceResult<&'static [Term]> {
    static TABLE: OnceLock<ReferenceResult<Vec<Term>>> = OnceLock::new();
    kept(TABLE.get_or_init(|| read("life domains", LIFE_DOMAINS_CSV)))
}

fn category_rows() -> ReferenceResult<&'static [Term]> {
    static TABLE: OnceLock<ReferenceResult<Vec<Term>>> = OnceLock::new();
    kept(TABLE.get_or_init(|| read("case categories", CASE_CATEGORIES_CSV)))
}

fn kept(table: &'static ReferenceResult<Vec<Term>>) -> ReferenceResult<&'static [Term]> {
    table.as_ref().map(Vec::as_slice).map_err(Clone::clone)
}

/// Reads a table; two rows of one code that hold on the same day are an error.
fn read(table: &'static str, text: &str) -> ReferenceResult<Vec<Term>> {
    let list = rows(table, text, read_term)?;
    for (index, term) in list.iter().enumerate() {
        let earlier = list.iter().take(index);
        if earlier
            .filter(|other| other.code == term.code)
            .any(|other| other.holds_on(term.valid_from) || term.holds_on(other.valid_from))
        {
            return Err(ReferenceError::Unreadable { table, row: index + 1 });
        }
    }
    Ok(list)
}

fn read_term(row: &StringRecord) -> Option<Term> {
    let field = |column: usize| row.get(column).filter(|text| !text.is_empty());
    let valid_to = match field(7) {
        Some(text) => Some(text.parse().ok()?),
        None => None,
    };
    Some(Term {
        code: field(0)?.to_owned(),
        label_nl: field(1)?.to_owned(),
        label_fr: field(2)?.to_owned(),
        label_de: field(3)?.to_owned(),
        label_en: field(4)?.to_owned(),
        source: field(5)?.to_owned(),
        valid_from: field(6)?.parse().ok()?,
        valid_to,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_five_life_domains_of_the_plan_are_offered_and_so_are_housing_and_leisure() {
        let today = day("2026-11-22");
        let offered = life_domains(today).unwrap();
        assert_eq!(offered.len(), 7);
        assert_eq!(offered.iter().filter(|term| term.source == "action 6.1").count(), 5);
        assert_eq!(life_domain("housing", today).unwrap().label_nl, "Wonen");
        assert_eq!(life_domain("Housing", today), None);
        assert_eq!(life_domain("housing", day("2018-09-23")), None);
    }

    #[test]
    fn a_category_is_a_kind_of_concern() {
        let today = day("2026-11-22");
        assert_eq!(case_categories(today).unwrap().len(), 6);
        assert!(case_category("mixed_or_unclear", today).is_some());
        for term in case_categories(today).unwrap() {
            assert!(term.label_en.starts_with("Concern "), "{}", term.code);
        }
    }

    const HEAD: &str = "code,label_nl,label_fr,label_de,label_en,source,valid_from,valid_to\n";

    #[test]
    fn a_row_holds_on_its_first_and_its_last_day_and_on_no_other() {
        let list = read(
            "terms",
            &format!("{HEAD}a,n,f,d,e,s,2026-01-01,2026-01-31\na,n,f,d,e,s,2026-02-01,\n"),
        )
        .unwrap();
        let holding = |on: &str| list.iter().filter(|term| term.holds_on(day(on))).count();
        assert_eq!(
            [holding("2025-12-31"), holding("2026-01-31"), holding("2026-02-01")],
            [0, 1, 1]
        );
    }

    #[test]
    fn overlapping_or_damaged_rows_are_refused() {
        let twice = format!("{HEAD}a,n,f,d,e,s,2026-01-01,2026-01-31\na,n,f,d,e,s,2026-01-31,\n");
        assert!(read("terms", &twice).is_err());
        assert!(read("terms", &format!("{HEAD}a,n,f,,e,s,2026-01-01,\n")).is_err());
        assert!(read("terms", &format!("{HEAD}a,n,f,d,e,s,2026-01-01,soon\n")).is_err());
    }
}
