//! Time, identifiers and chance enter the program here and nowhere else.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, SubsecRound, TimeZone as _, Utc};
use chrono_tz::Europe::Brussels;

/// Where the present instant comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The clock of the machine.
    #[default]
    System,
    /// A clock that stands still until someone moves it; every copy shows the same time.
    Fixed(FixedClock),
}

/// The shared hands of a [`Clock::Fixed`].
#[derive(Clone, Debug)]
pub struct FixedClock(Arc<AtomicI64>);

/// The operating system gave no random bytes; whatever needed them does not happen.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes: {0}")]
pub struct NoChance(getrandom::Error);

impl Clock {
    /// A clock that stands still at `at`.
    #[must_use]
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self::Fixed(FixedClock(Arc::new(AtomicI64::new(at.timestamp_millis()))))
    }

    /// The present instant, cut to whole milliseconds.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place where the present enters"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => DateTime::<Utc>::from(SystemTime::now()).trunc_subsecs(3),
            Self::Fixed(hands) => hands.now(),
        }
    }
}

impl FixedClock {
    /// Puts the clock, and all its copies, at another instant.
    pub fn set(&self, at: DateTime<Utc>) {
        self.0.store(at.timestamp_millis(), Ordering::SeqCst);
    }

    /// Moves the clock, and all its copies, by a span of time.
    pub fn advance(&self, by: chrono::TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    fn now(&self) -> DateTime<Utc> {
        // Only instants that chrono can write were stored; a sum past its range stays at the end.
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

/// The calendar day in Belgium at that instant.
#[must_use]
pub fn today_in_brussels(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&Brussels).date_naive()
}

/// The instant at which a calendar day begins in Belgium.
#[must_use]
pub fn beginning_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    // Belgian clocks change at night, but never at midnight.
    let local = Brussels.from_local_datetime(&midnight).earliest();
    local.map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
}

/// A fresh identifier that sorts by the given instant: a UUID of version 7, in lower case with hyphens.
///
/// Identifiers are names, not secrets: what must not be guessed comes from [`random`].
///
/// # Panics
/// When the operating system has no random bytes: nothing can be created without a name.
#[must_use]
pub fn new_id(now: DateTime<Utc>) -> String {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let stamp = uuid::Timestamp::from_unix(uuid::NoContext, seconds, now.timestamp_subsec_nanos());
    uuid::Uuid::new_v7(stamp).hyphenated().to_string()
}

/// `N` bytes nobody can guess.
///
/// # Errors
/// When the operating system has none to give.
pub fn random<const N: usize>() -> Result<[u8; N], NoChance> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(NoChance)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use chrono::TimeDelta;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_system_clock_knows_whole_milliseconds_only() {
        for _ in 0..100 {
            assert_eq!(Clock::System.now().timestamp_subsec_nanos() % 1_000_000, 0);
        }
    }

    #[test]
    fn a_fixed_clock_stands_still_and_its_copies_move_with_it() {
        let clock = Clock::fixed(at("2026-11-21T10:00:00.123456Z"));
        let copy = clock.clone();
        assert_eq!(clock.now(), at("2026-11-21T10:00:00.123Z"));
        let Clock::Fixed(hands) = clock else { unreachable!() };
        hands.advance(TimeDelta::minutes(5));
        assert_eq!(copy.now(), at("2026-11-21T10:05:00.123Z"));
        hands.set(at("2030-01-01T00:00:00Z"));
        assert_eq!(copy.now(), at("2030-01-01T00:00:00Z"));
    }

    #[test]
    fn the_day_changes_at_midnight_in_brussels_in_winter_and_in_summer() {
        let day = |text: &str| today_in_brussels(at(text)).to_string();
        assert_eq!(day("2026-01-31T22:59:59Z"), "2026-01-31");
        assert_eq!(day("2026-01-31T23:00:00Z"), "2026-02-01");
        assert_eq!(day("2026-07-31T21:59:59Z"), "2026-07-31");
        assert_eq!(day("2026-07-31T22:00:00Z"), "2026-08-01");
    }

    #[test]
    fn identifiers_differ_and_sort_by_the_given_instant() {
        let early = new_id(at("2026-11-21T10:00:00.000Z"));
        let late = new_id(at("2026-11-21T10:00:00.001Z"));
        assert!(early < late);
        assert_ne!(new_id(at("2026-11-21T10:00:00Z")), new_id(at("2026-11-21T10:00:00Z")));
        assert_eq!(early.len(), 36);
        assert_eq!(early.as_bytes().get(14), Some(&b'7'));
        assert_eq!(early, early.to_lowercase());
        // 2026-11-21T10:00:00Z is 1795255200000 ms = 0x01a1fdb6c100.
        let millis = u64::from_str_radix(&early.replace('-', "").chars().take(12).collect::<String>(), 16);
        assert_eq!(millis.unwrap(), 1_795_255_200_000);
    }

    #[test]
    fn chance_does_not_repeat_itself() {
        assert_ne!(random::<32>().unwrap(), random::<32>().unwrap());
    }
}
