//! Delays grow, end, and hit the right one; memory stays small.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;

fn start() -> DateTime<Utc> {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn after(seconds: i64) -> DateTime<Utc> {
    start() + TimeDelta::seconds(seconds)
}

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

/// A throttle whose rate limit is out of the way.
fn patient() -> Throttle {
    Throttle::new(NonZeroU32::new(1_000_000).unwrap())
}

fn fail(throttle: &Throttle, login: &str, address: IpAddr, now: DateTime<Utc>) {
    throttle.failed(throttle.check(login, address, now).unwrap(), now);
}

fn wait(throttle: &Throttle, login: &str, address: IpAddr, now: DateTime<Utc>) -> u32 {
    throttle.check(login, address, now).map_or_else(|retry| retry.0, |_| 0)
}

#[test]
fn after_three_failures_the_wait_doubles_up_to_a_minute_and_never_becomes_a_lock() {
    let throttle = patient();
    let mut now = start();
    let mut waits = Vec::new();
    for turn in 0..14_u8 {
        // Another address each time: what grows here is the account's run.
        let address = IpAddr::from([192, 0, 2, turn]);
        if let Err(retry) = throttle.check("an", address, now) {
            waits.push(retry.0);
            let early = now + TimeDelta::seconds(i64::from(retry.0)) - TimeDelta::milliseconds(1);
            assert_eq!(wait(&throttle, "an", address, early), 1);
            now += TimeDelta::seconds(i64::from(retry.0));
            fail(&throttle, "an", address, now);
        } else {
            throttle.failed(
                Attempt {
                    account: account("an"),
                    address,
                },
                now,
            );
        }
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]);
}

fn account(login: &str) -> Account {
    Sha256::digest(login).into()
}

#[test]
fn the_wait_begins_when_the_attempt_failed() {
    let throttle = patient();
    for _ in 0..2 {
        fail(&throttle, "an", ip("192.0.2.1"), start());
    }
    let attempt = throttle.check("an", ip("192.0.2.1"), start()).unwrap();
    throttle.failed(attempt, after(10));
    assert_eq!(wait(&throttle, "an", ip("192.0.2.1"), after(10)), 1);
}

#[test]
fn a_success_ends_the_accounts_run() {
    let throttle = patient();
    for _ in 0..2 {
        fail(&throttle, "an", ip("192.0.2.1"), start());
    }
    throttle.succeeded(throttle.check("an", ip("192.0.2.1"), start()).unwrap(), start());
    for _ in 0..3 {
        fail(&throttle, "an", ip("192.0.2.1"), start());
    }
    assert_eq!(wait(&throttle, "an", ip("192.0.2.1"), start()), 1);
}

#[test]
fn one_account_does_not_slow_another_but_writing_its_name_differently_is_the_same_account() {
    let throttle = patient();
    for _ in 0..3 {
        fail(&throttle, "an", ip("192.0.2.1"), start());
    }
    assert_eq!(wait(&throttle, "jan", ip("192.0.2.1"), start()), 0);
    assert_eq!(wait(&throttle, " AN ", ip("192.0.2.2"), start()), 1);
}

#[test]
fn an_address_that_tries_many_accounts_is_slowed_and_its_one_success_does_not_clear_it() {
    let throttle = patient();
    for turn in 0..10 {
        fail(&throttle, &format!("login-{turn}"), ip("192.0.2.1"), start());
    }
    assert_eq!(wait(&throttle, "own", ip("192.0.2.1"), start()), 1);
    throttle.succeeded(throttle.check("own", ip("192.0.2.1"), after(1)).unwrap(), after(1));
    assert_eq!(wait(&throttle, "login-99", ip("192.0.2.1"), after(1)), 1);
    assert_eq!(wait(&throttle, "login-99", ip("192.0.2.2"), after(1)), 0);
}

#[test]
fn an_office_that_signs_in_well_is_never_slowed() {
    let throttle = patient();
    for turn in 0..100 {
        let attempt = throttle
            .check(&format!("login-{turn}"), ip("192.0.2.1"), start())
            .unwrap();
        throttle.succeeded(attempt, start());
    }
}

#[test]
fn a_stranger_who_keeps_failing_does_not_hold_up_someone_at_a_familiar_place() {
    let throttle = patient();
    throttle.succeeded(throttle.check("an", ip("192.0.2.1"), start()).unwrap(), start());
    for turn in 0..3_u8 {
        fail(&throttle, "an", IpAddr::from([203, 0, 113, turn]), start());
    }
    assert_eq!(wait(&throttle, "an", ip("203.0.113.9"), start()), 1);
    for _ in 0..3 {
        fail(&throttle, "an", ip("192.0.2.1"), start());
    }
    assert_eq!(
        wait(&throttle, "an", ip("192.0.2.1"), start()),
        1,
        "familiar is not unlimited"
    );
    let later = start() + TimeDelta::days(31);
    for turn in 0..3_u8 {
        fail(&throttle, "an", IpAddr::from([203, 0, 113, turn]), later);
    }
    assert_eq!(
        wait(&throttle, "an", ip("192.0.2.1"), later),
        1,
        "nor familiar for ever"
    );
}

#[test]
fn attempts_begun_at_once_count_before_they_end() {
    let throttle = patient();
    let open: Vec<_> = (0..3).map(|_| throttle.check("an", ip("192.0.2.1"), start())).collect();
    assert!(open.iter().all(Result::is_ok));
    assert_eq!(
        throttle.check("an", ip("192.0.2.1"), start()).unwrap_err(),
        RetryAfter(1)
    );
    drop(open);
    assert_eq!(wait(&throttle, "an", ip("192.0.2.1"), start()), 1, "dropped is failed");
}

#[test]
fn an_hour_of_quiet_is_forgiveness() {
    let throttle = patient();
    for seconds in [0, 0, 0, 1, 3, 7] {
        fail(&throttle, "an", ip("192.0.2.1"), after(seconds));
    }
    assert_eq!(wait(&throttle, "an", ip("192.0.2.1"), after(7)), 8);
    let quiet = after(7 + 3601);
    for _ in 0..3 {
        fail(&throttle, "an", ip("192.0.2.1"), quiet);
    }
    assert_eq!(wait(&throttle, "an", ip("192.0.2.1"), quiet), 1);
}

#[test]
fn thirty_attempts_a_minute_from_one_address_even_when_they_succeed() {
    let throttle = Throttle::new(NonZeroU32::new(30).unwrap());
    let sign_in = |address: &str, now| {
        throttle
            .check("an", ip(address), now)
            .map(|attempt| throttle.succeeded(attempt, now))
    };
    for _ in 0..30 {
        sign_in("192.0.2.1", start()).unwrap();
    }
    assert_eq!(sign_in("192.0.2.1", start()), Err(RetryAfter(2)));
    assert_eq!(sign_in("192.0.2.1", after(1)), Err(RetryAfter(1)));
    assert_eq!(sign_in("192.0.2.2", after(1)), Ok(()));
    assert_eq!(sign_in("192.0.2.1", after(2)), Ok(()));
    assert_eq!(
        sign_in("::ffff:192.0.2.1", after(2)),
        Err(RetryAfter(2)),
        "the same address"
    );
}

#[test]
fn an_ipv6_client_is_its_whole_network() {
    let throttle = Throttle::new(NonZeroU32::new(2).unwrap());
    for host in ["2001:db8:0:1::1", "2001:db8:0:1:ffff::2"] {
        assert_eq!(wait(&throttle, host, ip(host), start()), 0);
    }
    assert!(wait(&throttle, "an", ip("2001:db8:0:1::3"), start()) > 0);
    assert_eq!(wait(&throttle, "an", ip("2001:db8:0:2::3"), start()), 0);
}

#[test]
fn a_flood_of_names_neither_fills_memory_nor_hides_the_one_under_attack() {
    let throttle = Throttle::new(NonZeroU32::new(2).unwrap());
    for turn in 0..4_u8 {
        fail(
            &throttle,
            "victim",
            IpAddr::from([203, 0, 113, turn]),
            after(i64::from(turn)),
        );
    }
    for turn in 0..u32::try_from(3 * MOST_ENTRIES).unwrap() {
        let address = IpAddr::from((10 << 24 | turn).to_be_bytes());
        let attempt = throttle.check(&format!("login-{turn}"), address, after(4)).unwrap();
        if turn % 2 == 0 {
            throttle.succeeded(attempt, after(4));
        } else {
            throttle.failed(attempt, after(4));
        }
    }
    assert_eq!(wait(&throttle, "victim", ip("192.0.2.200"), after(4)), 1);
    let state = throttle.state();
    assert_eq!(state.accounts.len(), MOST_ENTRIES);
    assert_eq!(state.addresses.len(), MOST_ENTRIES);
    assert_eq!(state.familiar.len(), MOST_ENTRIES);
    assert!(state.limiter.len() <= MOST_ENTRIES + 1);
}
