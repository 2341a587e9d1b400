//! SIGKILL in the middle of everything, fifty times: what was acknowledged is there afterwards, once, with its record.
//!
//! Seen to fail when: reads are answered before their records are committed; acts are answered before their commit;
//! the sequencer numbers records in one transaction and clears the queue in another; idempotency keys are not kept.
//! (It passes with `synchronous=OFF`: a kill loses nothing the system was given. The failing disk finds that.)

use crate::at_once::below;
use crate::books::{Books, pause};
use crate::load::busy;
use crate::log_holds::log_holds;
use crate::server::{Installation, Start};
use std::time::Duration;

const ROUNDS: usize = 50;

#[test]
fn what_was_acknowledged_survives_fifty_kills() {
    let installation = Installation::new();
    let before = installation.records();
    let mut books = Books::default();
    for round in 0..ROUNDS {
        let mut server = installation.start(&Start::Plain);
        books.settle(&installation, &server);
        busy(&installation, &mut server, &mut books, |server| {
            pause(Duration::from_millis(30 + below(170)));
            server.kill();
        });
        assert!(books.lost > round, "the kill came when nobody was asking");
        books.check(&installation, before);
    }
    let server = installation.start(&Start::Plain);
    books.settle(&installation, &server);
    drop(server);
    books.balance(&installation, before);
    assert!(books.contributions.len() > ROUNDS, "{}", books.contributions.len());
    let recorded = log_holds(&mut installation.db(), &installation.keys);
    let unrecorded: Vec<_> = books.answered.difference(&recorded).collect();
    assert!(unrecorded.is_empty(), "answered without a record: {unrecorded:?}");
    assert_eq!(books.unavailable, 0, "{}", installation.reports());
}
