//! What a query of the access log may say: plain words that a record can hold, numbers of the log, bounded periods.

use crate::access::PageRequest;
use crate::http::problem::{Answered, Problem};
use chrono::{DateTime, TimeDelta, Utc};

/// The longest word: with its name before it, it still fits a record.
const LONGEST: usize = 96;
/// The longest period of a worklist or a copy.
const LONGEST_PERIOD: TimeDelta = TimeDelta::days(31);

/// One plain word.
pub(super) fn plain(pointer: &str, word: String) -> Answered<String> {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b':' | b'/' | b'+' | b'=');
    if word.is_empty() || word.len() > LONGEST || !word.bytes().all(fits) {
        return Err(Problem::malformed(pointer, "a filter is one plain word"));
    }
    Ok(word)
}

/// One plain word, if there is one.
pub(super) fn word(pointer: &str, word: Option<String>) -> Answered<Option<String>> {
    word.map(|word| plain(pointer, word)).transpose()
}

/// The number behind which a page begins.
pub(super) fn number(page: &PageRequest) -> Answered<Option<i64>> {
    let wrong = |_| Problem::malformed("/query/after", "not a number of the log");
    page.after.as_ref().map(|n| n.parse().map_err(wrong)).transpose()
}

/// A period of at most a month, by default the days before now.
pub(super) fn period(
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
    by_default: TimeDelta,
    now: DateTime<Utc>,
) -> Answered<(DateTime<Utc>, DateTime<Utc>)> {
    let wrong = |detail| Problem::malformed("/query/from", detail);
    let until = until.unwrap_or(now);
    let from = from.or_else(|| until.checked_sub_signed(by_default));
    let from = from.ok_or_else(|| wrong("no such period"))?;
    if from >= until {
        return Err(wrong("the period ends before it begins"));
    }
    if until - from > LONGEST_PERIOD {
        return Err(wrong("at most 31 days at a time"));
    }
    Ok((from, until))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_filter_is_a_word_that_fits_a_record() {
        for good in ["R24", "item.", "01920000-0000-7000-8000-00000000abcd", "system.setup"] {
            assert!(plain("/query/act", good.to_owned()).is_ok(), "{good}");
        }
        for wrong in ["", "two words", "é", "a'b", "a%b", "a\nb", &"x".repeat(97)] {
            assert!(plain("/query/act", wrong.to_owned()).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_period_has_at_most_31_days() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (week, now) = (TimeDelta::days(7), at("2026-11-23T08:00:00Z"));
        assert_eq!(
            period(None, None, week, now).unwrap(),
            (at("2026-11-16T08:00:00Z"), now)
        );
        assert!(period(Some(at("2026-10-23T08:00:00Z")), None, week, now).is_ok());
        assert!(period(Some(at("2026-10-23T07:59:59Z")), None, week, now).is_err());
        assert!(period(Some(now), None, week, now).is_err());
        assert!(period(None, Some(DateTime::<Utc>::MIN_UTC), week, now).is_err());
    }
}
