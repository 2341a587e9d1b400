//! Patience with failed sign-ins grows slower and slower, but nobody is ever locked out.
//!
//! Each attempt counts as failed from its beginning, so that a hundred at once are not one. Three
//! failures in a row are free for an account, ten for an address (an office shares one); then the
//! wait is 1 s, 2 s, 4 s … up to a minute. Where someone signed in before, only the failures of
//! that place count against them: a stranger who keeps failing elsewhere does not hold them up.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use sha2::{Digest, Sha256};

const FREE_PER_ACCOUNT: u32 = 3;
const FREE_PER_ADDRESS: u32 = 10;
const LONGEST_WAIT_SECONDS: i64 = 60;
/// A run of failures is forgotten after an hour of quiet.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(1);
/// A place stays familiar this long after the last sign-in from there.
const FAMILIAR_FOR: TimeDelta = TimeDelta::days(30);
/// Entries per table; the least telling go first.
const MOST_ENTRIES: usize = if cfg!(test) { 500 } else { 10_000 };

/// The attempts of all accounts and addresses, in memory.
pub struct Throttle {
    hands: Hands,
    quota: Quota,
    state: Mutex<State>,
}

/// An attempt that may go on. Dropped without a word, it stays a failure.
#[must_use = "tell the throttle how the attempt went"]
#[derive(Debug)]
pub struct Attempt {
    account: Account,
    address: IpAddr,
}

/// Too early: the next attempt is welcome after so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts; again after {0} s")]
pub struct RetryAfter(pub u32);

type Account = [u8; 32];
type Limiter = RateLimiter<IpAddr, HashMapStateStore<IpAddr>, Hands, NoOpMiddleware<Nanos>>;

struct State {
    limiter: Limiter,
    accounts: HashMap<Account, Run>,
    addresses: HashMap<IpAddr, Run>,
    familiar: HashMap<(Account, IpAddr), Run>,
}

/// A run of failures, and when it last grew.
#[derive(Clone, Copy)]
struct Run {
    failures: u32,
    last: DateTime<Utc>,
}

impl Throttle {
    /// A throttle that lets one address begin so many attempts a minute at most.
    #[must_use]
    pub fn new(per_minute: NonZeroU32) -> Self {
        let (hands, quota) = (Hands::default(), Quota::per_minute(per_minute));
        let limiter = RateLimiter::hashmap_with_clock(quota, hands.clone());
        let state = State {
            limiter,
            accounts: HashMap::new(),
            addresses: HashMap::new(),
            familiar: HashMap::new(),
        };
        Self {
            hands,
            quota,
            state: Mutex::new(state),
        }
    }

    /// Begins an attempt for this login from this address, if it is not too early.
    ///
    /// # Errors
    /// When the account, the address or the rate of the address asks for patience.
    pub fn check(&self, login: &str, address: IpAddr, now: DateTime<Utc>) -> Result<Attempt, RetryAfter> {
        let account = Sha256::digest(login.trim().to_lowercase()).into();
        let address = network(address);
        self.hands.show(now);
        let mut state = self.state();
        if state.limiter.len() > MOST_ENTRIES {
            state.limiter.retain_recent();
            if state.limiter.len() > MOST_ENTRIES {
                state.limiter = RateLimiter::hashmap_with_clock(self.quota, self.hands.clone());
            }
        }
        if let Err(until) = state.limiter.check_key(&address) {
            let wait = until.wait_time_from(self.hands.now());
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            return Err(RetryAfter(u32::try_from(seconds.max(1)).unwrap_or(u32::MAX)));
        }
        let of_person = match state.familiar.get(&(account, address)) {
            Some(run) if now - run.last <= FAMILIAR_FOR => Some(run),
            Some(_) | None => state.accounts.get(&account),
        };
        let of_address = state.addresses.get(&address);
        let wait = of_person
            .map_or(0, |run| run.wait(FREE_PER_ACCOUNT, now))
            .max(of_address.map_or(0, |run| run.wait(FREE_PER_ADDRESS, now)));
        if wait > 0 {
            return Err(RetryAfter(u32::try_from(wait).unwrap_or(u32::MAX)));
        }
        state.count(account, address, now);
        Ok(Attempt { account, address })
    }

    /// The attempt failed: the wait begins now.
    #[expect(clippy::needless_pass_by_value, reason = "an attempt ends once")]
    pub fn failed(&self, attempt: Attempt, now: DateTime<Utc>) {
        let mut state = self.state();
        let State {
            accounts,
            addresses,
            familiar,
            ..
        } = &mut *state;
        let person = familiar.get_mut(&(attempt.account, attempt.address));
        let person = person.or_else(|| accounts.get_mut(&attempt.account));
        for run in [person, addresses.get_mut(&attempt.address)].into_iter().flatten() {
            run.last = run.last.max(now);
        }
    }

    /// The attempt succeeded: the account's run of failures ends, and this place is familiar.
    #[expect(clippy::needless_pass_by_value, reason = "an attempt ends once")]
    pub fn succeeded(&self, attempt: Attempt, now: DateTime<Utc>) {
        let mut state = self.state();
        state.accounts.remove(&attempt.account);
        if let Some(run) = state.addresses.get_mut(&attempt.address) {
            run.failures = run.failures.saturating_sub(1);
        }
        let place = (attempt.account, attempt.address);
        make_room(&mut state.familiar, &place, now, FAMILIAR_FOR);
        state.familiar.insert(place, Run { failures: 0, last: now });
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Counters are whole after each step, so a panic elsewhere does not spoil them.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn count(&mut self, account: Account, address: IpAddr, now: DateTime<Utc>) {
        grow(&mut self.addresses, address, now);
        match self.familiar.get_mut(&(account, address)) {
            Some(run) if now - run.last <= FAMILIAR_FOR => run.grow(now),
            Some(_) | None => grow(&mut self.accounts, account, now),
        }
    }
}

impl Run {
    /// Seconds until the next attempt.
    fn wait(self, free: u32, now: DateTime<Utc>) -> i64 {
        if self.failures < free || now - self.last > FORGOTTEN_AFTER {
            return 0;
        }
        let doublings = (self.failures - free).min(6);
        let wait = TimeDelta::seconds((1_i64 << doublings).min(LONGEST_WAIT_SECONDS));
        let left = self.last + wait - now;
        let seconds = left.num_seconds() + i64::from(left.subsec_nanos() > 0);
        seconds.clamp(0, LONGEST_WAIT_SECONDS)
    }

    fn grow(&mut self, now: DateTime<Utc>) {
        let before = if now - self.last > FORGOTTEN_AFTER {
            0
        } else {
            self.failures
        };
        *self = Self {
            failures: before.saturating_add(1),
            last: now,
        };
    }
}

fn grow<K: Hash + Eq + Copy>(table: &mut HashMap<K, Run>, key: K, now: DateTime<Utc>) {
    make_room(table, &key, now, FORGOTTEN_AFTER);
    table.entry(key).or_insert(Run { failures: 0, last: now }).grow(now);
}

/// Lets go of what is stale; if that is not enough, of the shortest and oldest run, so that a flood
/// of new names does not wash away the run of one under attack.
fn make_room<K: Hash + Eq + Copy>(table: &mut HashMap<K, Run>, key: &K, now: DateTime<Utc>, stale_after: TimeDelta) {
    if table.len() < MOST_ENTRIES || table.contains_key(key) {
        return;
    }
    table.retain(|_, run| now - run.last <= stale_after);
    if table.len() >= MOST_ENTRIES {
        let least = table.iter().min_by_key(|(_, run)| (run.failures, run.last));
        if let Some(least) = least.map(|(key, _)| *key) {
            table.remove(&least);
        }
    }
}

/// The address as one client: an IPv6 client owns its whole /64.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
    }
}

/// The time the rate limiter sees: the instant last given to the throttle.
#[derive(Clone, Debug, Default)]
struct Hands(Arc<AtomicU64>);

impl Hands {
    fn show(&self, now: DateTime<Utc>) {
        let nanos = now.timestamp_nanos_opt().and_then(|nanos| u64::try_from(nanos).ok());
        self.0.fetch_max(nanos.unwrap_or(0), Ordering::SeqCst);
    }
}

impl Clock for Hands {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        self.0.load(Ordering::SeqCst).into()
    }
}

impl std::fmt::Debug for Throttle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Throttle(..)")
    }
}

#[cfg(test)]
#[path = "throttle_tests.rs"]
mod tests;
