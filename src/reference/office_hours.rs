//! Office hours: from eight to six in Belgium, on working days. A day of which the calendar knows nothing has none.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Brussels;

use super::is_working_day;

const OPENS: u32 = 8;
const CLOSES: u32 = 18;

/// The office hours of a day in Belgium, the last instant not included; none on a weekend, a public holiday, or a day
/// beyond the calendar: what nobody can place is shown rather than passed over.
#[must_use]
pub fn office_hours_of(day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let at = |hour| {
        let time = NaiveTime::from_hms_opt(hour, 0, 0)?;
        let local = Brussels.from_local_datetime(&day.and_time(time)).earliest()?;
        Some(local.with_timezone(&Utc))
    };
    is_working_day(day)
        .ok()
        .filter(|working| *working)
        .and_then(|_| at(OPENS).zip(at(CLOSES)))
}

/// Whether an instant lies outside them.
#[must_use]
pub fn is_outside_office_hours(at: DateTime<Utc>) -> bool {
    let day = at.with_timezone(&Brussels).date_naive();
    office_hours_of(day).is_none_or(|(from, until)| at < from || at >= until)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn outside(at: &str) -> bool {
        is_outside_office_hours(at.parse().unwrap())
    }

    #[test]
    fn office_hours_follow_the_clock_on_the_wall_in_winter_and_in_summer() {
        for (first, last) in [("2026-11-23T07", "2026-11-23T16"), ("2026-07-06T06", "2026-07-06T15")] {
            assert!(!outside(&format!("{first}:00:00Z")) && !outside(&format!("{last}:59:59Z")));
        }
        for at in [
            "2026-11-23T06:59:59Z",
            "2026-11-23T17:00:00Z",
            "2026-07-06T05:59:59Z",
            "2026-07-06T16:00:00Z",
        ] {
            assert!(outside(at), "{at}");
        }
    }

    #[test]
    fn weekends_holidays_and_days_nobody_knows_have_none() {
        for at in ["2026-11-21T10:00:00Z", "2026-11-11T10:00:00Z", "2099-01-05T10:00:00Z"] {
            assert!(outside(at), "{at}");
        }
    }
}
