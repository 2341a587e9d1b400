//! The calendar of working days: weekends and the legal public holidays of Belgium do not count.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{ReferenceError, ReferenceResult, rows};

const HOLIDAYS_CSV: &str = include_str!("../../config/reference/public-holidays-be.csv");
const HOLIDAYS_A_YEAR: usize = 10;

/// Whether a day is a working day: not a Saturday, a Sunday or a legal public holiday.
///
/// # Errors
/// [`ReferenceError::YearOutsideCalendar`] when the year is not in the table.
pub fn is_working_day(day: NaiveDate) -> ReferenceResult<bool> {
    calendar()?.is_working_day(day)
}

/// How many working days lie after `from`, up to and including `to`.
///
/// # Errors
/// [`ReferenceError`] when a year is not in the table, or the period ends before it begins.
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> ReferenceResult<u32> {
    let calendar = calendar()?;
    calendar.is_working_day(from)?;
    if to < from {
        return Err(ReferenceError::EndsBeforeItBegins);
    }
    let mut count = 0;
    for day in from.iter_days().skip(1).take_while(|day| *day <= to) {
        count += u32::from(calendar.is_working_day(day)?);
    }
    Ok(count)
}

/// The day on which `count` working days have passed since `from`, which itself does not count.
///
/// # Errors
/// [`ReferenceError::YearOutsideCalendar`] when the count runs out of the table.
pub fn add_working_days(from: NaiveDate, count: u32) -> ReferenceResult<NaiveDate> {
    let calendar = calendar()?;
    calendar.is_working_day(from)?;
    let mut left = count;
    let mut last = from;
    for day in from.iter_days().skip(1) {
        if left == 0 {
            return Ok(last);
        }
        left -= u32::from(calendar.is_working_day(day)?);
        last = day;
    }
    Err(ReferenceError::YearOutsideCalendar(last.year()))
}

pub(super) fn check() -> ReferenceResult<()> {
    calendar().map(|_| ())
}

struct Calendar {
    holidays: BTreeSet<NaiveDate>,
    years: RangeInclusive<i32>,
}

impl Calendar {
    fn is_working_day(&self, day: NaiveDate) -> ReferenceResult<bool> {
        if !self.years.contains(&day.year()) {
            return Err(ReferenceError::YearOutsideCalendar(day.year()));
        }
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(!weekend && !self.holidays.contains(&day))
    }
}

fn calendar() -> ReferenceResult<&'static Calendar> {
    static TABLE: OnceLock<ReferenceResult<Calendar>> = OnceLock::new();
    TABLE
        .get_or_init(|| read_calendar(HOLIDAYS_CSV))
        .as_ref()
        .map_err(Clone::clone)
}

fn read_calendar(text: &str) -> ReferenceResult<Calendar> {
    let holidays: BTreeSet<NaiveDate> = rows("public holidays", text, |row| row.get(0)?.parse().ok())?
        .into_iter()
        .collect();
    let unreadable = ReferenceError::Unreadable {
        table: "public holidays",
        row: 1,
    };
    let (Some(first), Some(last)) = (holidays.first(), holidays.last()) else {
        return Err(unreadable);
    };
    let years = first.year()..=last.year();
    for year in years.clone() {
        let found = holidays.iter().filter(|day| day.year() == year).count();
        if found != HOLIDAYS_A_YEAR {
            return Err(ReferenceError::IncompleteYear { year, found });
        }
    }
    Ok(Calendar { holidays, years })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn five_working_days_skip_the_weekend_and_a_holiday() {
        // Armistice Day 2026 falls on a Wednesday.
        assert!(!is_working_day(day("2026-11-11")).unwrap());
        assert!(!is_working_day(day("2026-11-14")).unwrap());
        assert_eq!(working_days_between(day("2026-11-09"), day("2026-11-16")), Ok(4));
        assert_eq!(add_working_days(day("2026-11-09"), 5), Ok(day("2026-11-17")));
        assert_eq!(add_working_days(day("2026-11-21"), 0), Ok(day("2026-11-21")));
        assert_eq!(working_days_between(day("2026-11-21"), day("2026-11-21")), Ok(0));
    }

    #[test]
    fn easter_monday_ascension_and_whit_monday_are_where_they_belong() {
        for date in ["2025-04-21", "2027-05-06", "2028-06-05", "2035-03-26", "2036-05-22"] {
            assert!(!is_working_day(day(date)).unwrap(), "{date}");
        }
    }

    #[test]
    fn adding_and_counting_agree() {
        let mut from = day("2025-12-20");
        for count in 0..60 {
            let to = add_working_days(from, count).unwrap();
            assert_eq!(working_days_between(from, to), Ok(count));
            from = from.succ_opt().unwrap();
        }
    }

    #[test]
    fn a_year_outside_the_calendar_is_refused_and_so_is_a_reversed_period() {
        let outside = ReferenceError::YearOutsideCalendar;
        assert_eq!(
            working_days_between(day("2024-12-31"), day("2025-01-06")),
            Err(outside(2024))
        );
        assert_eq!(
            working_days_between(day("2036-12-20"), day("2037-01-02")),
            Err(outside(2037))
        );
        assert_eq!(add_working_days(day("2036-12-30"), 5), Err(outside(2037)));
        assert_eq!(
            working_days_between(day("2026-02-02"), day("2026-02-01")),
            Err(ReferenceError::EndsBeforeItBegins)
        );
    }

    #[test]
    fn an_incomplete_calendar_is_refused() {
        let short = read_calendar("date,name\n2026-01-01,New Year's Day\n").map(|_| ());
        assert_eq!(short, Err(ReferenceError::IncompleteYear { year: 2026, found: 1 }));
        assert!(read_calendar("date,name\n").is_err());
    }
}
