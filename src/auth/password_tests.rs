//! Passwords are checked with pepper and equal cost, and never more than two at once.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const CHEAP: HashingCost = HashingCost {
    memory_kib: 64,
    passes: 1,
};

fn new(text: &str) -> NewPassword {
    NewPassword::parse(text.to_owned(), "an").unwrap()
}

fn typed(text: &str) -> TypedPassword {
    TypedPassword::parse(text.to_owned()).unwrap()
}

#[test]
fn the_right_password_is_accepted_and_no_other() {
    let hashing = PasswordHashing::new(CHEAP, &Keyring::ephemeral().unwrap()).unwrap();
    let stored = hashing.hash(&new("vierkante meren")).unwrap();
    assert!(stored.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{stored}");
    assert!(hashing.verify(Some(&stored), &typed("vierkante meren")).unwrap());
    for wrong in ["", "vierkante mere", "Vierkante meren", "vierkante meren "] {
        assert!(!hashing.verify(Some(&stored), &typed(wrong)).unwrap(), "{wrong:?}");
    }
}

#[test]
fn equal_passwords_are_stored_differently() {
    let hashing = PasswordHashing::new(CHEAP, &Keyring::ephemeral().unwrap()).unwrap();
    let password = new("vierkante meren");
    assert_ne!(hashing.hash(&password).unwrap(), hashing.hash(&password).unwrap());
}

#[test]
fn without_the_pepper_of_the_installation_nothing_matches() {
    let here = PasswordHashing::new(CHEAP, &Keyring::ephemeral().unwrap()).unwrap();
    let elsewhere = PasswordHashing::new(CHEAP, &Keyring::ephemeral().unwrap()).unwrap();
    let stored = here.hash(&new("vierkante meren")).unwrap();
    assert!(!elsewhere.verify(Some(&stored), &typed("vierkante meren")).unwrap());
    let hash = PasswordHash::new(&stored).unwrap();
    assert!(Argon2::default().verify_password(b"vierkante meren", &hash).is_err());
}

#[test]
fn nobody_is_refused_even_with_the_password_of_nobody() {
    let mut hashing = PasswordHashing::new(CHEAP, &Keyring::ephemeral().unwrap()).unwrap();
    assert!(!hashing.verify(None, &typed("vierkante meren")).unwrap());
    hashing.nobody = hashing.hash(&new("vierkante meren")).unwrap();
    assert!(!hashing.verify(None, &typed("vierkante meren")).unwrap());
}

#[test]
fn an_unknown_person_costs_as_much_work_as_a_known_one() {
    let cost = HashingCost {
        memory_kib: 4096,
        passes: 2,
    };
    let hashing = PasswordHashing::new(cost, &Keyring::ephemeral().unwrap()).unwrap();
    let stored = hashing.hash(&new("vierkante meren")).unwrap();
    assert!(
        !hashing.needs_rehash(&hashing.nobody),
        "the dummy is as dear as the real ones"
    );
    let fastest = |stored: Option<&str>| {
        let once = || {
            let start = Instant::now();
            hashing.verify(stored, &typed("een ander woord")).unwrap();
            start.elapsed()
        };
        (0..5).map(|_| once()).min().unwrap()
    };
    let (known, unknown) = (fastest(Some(&stored)), fastest(None));
    assert!(unknown * 3 > known, "known {known:?}, unknown {unknown:?}");
}

#[test]
fn a_stored_text_of_another_kind_signs_nobody_in() {
    let hashing = PasswordHashing::new(CHEAP, &Keyring::ephemeral().unwrap()).unwrap();
    let stored = hashing.hash(&new("vierkante meren")).unwrap();
    for text in [
        String::new(),
        "vierkante meren".to_owned(),
        stored.replace("argon2id", "argon2i"),
        "$argon2id$v=19$m=64,t=1,p=1".to_owned(),
    ] {
        assert!(
            hashing.verify(Some(&text), &typed("vierkante meren")).is_err(),
            "{text}"
        );
        assert!(hashing.needs_rehash(&text));
    }
}

#[test]
fn a_hash_of_another_cost_is_still_checked_and_then_replaced() {
    let keys = Keyring::ephemeral().unwrap();
    let old = PasswordHashing::new(CHEAP, &keys).unwrap();
    let stored = old.hash(&new("vierkante meren")).unwrap();
    assert!(!old.needs_rehash(&stored));
    for cost in [
        HashingCost {
            memory_kib: 128,
            passes: 1,
        },
        HashingCost {
            memory_kib: 64,
            passes: 2,
        },
    ] {
        let today = PasswordHashing::new(cost, &keys).unwrap();
        assert!(today.verify(Some(&stored), &typed("vierkante meren")).unwrap());
        assert!(today.needs_rehash(&stored));
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap()
}

#[test]
fn never_more_than_two_hashes_at_once() {
    let limit = HashingLimit::default();
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    runtime().block_on(async {
        let tasks: Vec<_> = (0..12)
            .map(|_| {
                let (limit, now, most) = (limit.clone(), now.clone(), most.clone());
                tokio::spawn(async move {
                    let work = move || {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::sleep(Duration::from_millis(5));
                        now.fetch_sub(1, Ordering::SeqCst);
                    };
                    limit.run(work).await.unwrap();
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
    assert_eq!(most.load(Ordering::SeqCst), 2);
}

#[test]
fn a_caller_who_hangs_up_keeps_the_turn_until_the_work_is_done() {
    let limit = HashingLimit::default();
    runtime().block_on(async {
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let call = limit.run(move || wait.recv());
        assert!(tokio::time::timeout(Duration::from_millis(20), call).await.is_err());
        assert_eq!(limit.turns.available_permits(), 1, "the work still runs");
        go.send(()).unwrap();
        while limit.turns.available_permits() < 2 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    });
}

#[test]
fn the_queue_has_an_end() {
    let limit = HashingLimit::default();
    let taken = limit.places.try_acquire_many(u32::try_from(AT_ONCE + WAITING).unwrap());
    runtime().block_on(async {
        assert!(matches!(limit.run(|| ()).await, Err(PasswordError::Busy)));
        drop(taken);
        limit.run(|| ()).await.unwrap();
    });
}
