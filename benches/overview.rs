//! The coordinator's overview of 300 cases with 5,000 actions against one of 30 cases with 500: over HTTP, page by page to
//! its end, recorded. That both ask the same statements is a test of the suite; here is what they take.
//!
//! `cargo bench --bench overview [-- SECONDS]`; with `LIVC_BENCH_POSTGRES` on PostgreSQL as well.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise, and prints"
)]

#[expect(dead_code, reason = "the other benchmarks use more of it")]
mod support;

use diesel::connection::SimpleConnection;
use livc::store::Manager;
use std::fmt::Write;
use std::time::Duration;
use support::{Caller, House, databases, measure};

const FEW: usize = 30;
const MANY: usize = 300;
const ACTIONS: usize = 5_000;

fn main() {
    let seconds = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let span = Duration::from_secs(seconds.unwrap_or(5));
    println!("database   | cases | actions | clients |     /s       p50       p99 | to few, median");
    for (name, server) in databases() {
        let house = House::build(server.as_deref());
        let server = house.open();
        let mut first = Vec::new();
        for cases in [FEW, MANY] {
            let known = if cases == FEW { house.town.cases.len() } else { FEW };
            let actions = ACTIONS * cases / MANY;
            fill(&house, known..cases, ACTIONS / MANY);
            let mut caller = house.caller(server.address, "coordinator");
            assert_eq!(whole(&mut caller), cases);
            for (at, clients) in [1, 8].into_iter().enumerate() {
                let pace = measure(clients, span, || {
                    let mut caller = house.caller(server.address, "coordinator");
                    move || {
                        whole(&mut caller);
                    }
                });
                if cases == FEW {
                    first.push(pace.p50);
                }
                println!(
                    "{name:<10} | {cases:>5} | {actions:>7} | {clients:>7} | {:>6.0} {:>9.1?} {:>9.1?} | {:.1}",
                    pace.rate,
                    pace.p50,
                    pace.p99,
                    pace.p50.as_secs_f64() / first[at].as_secs_f64()
                );
            }
        }
    }
}

/// All pages, and how many lines they have.
fn whole(caller: &mut Caller) -> usize {
    let (mut lines, mut path) = (0, "/overview?limit=200".to_owned());
    loop {
        let (status, page) = caller.get(&path);
        assert_eq!(status, 200, "{page}");
        lines += page["items"].as_array().unwrap().len();
        match page["next"].as_str() {
            Some(next) => path = format!("/overview?limit=200&after={next}"),
            None => return lines,
        }
    }
}

/// More cases, each with so many actions, past the gate.
fn fill(house: &House, cases: std::ops::Range<usize>, actions: usize) {
    let (livc, holder) = (&house.town.livc, &house.town.people["ocmw"]);
    let (seat, organisation) = (holder.seat.as_ref().unwrap(), holder.organisation.as_ref().unwrap());
    let mut sql = String::from("BEGIN;");
    for case in cases {
        let id = format!("01930000-0000-7000-8000-{case:012}");
        writeln!(
            sql,
            "INSERT INTO cases (id, livc_id, code, purpose, municipality, territorial_link, state, version, created_at) \
             VALUES ('{id}', '{livc}', 'B-{case}', 'terrorism_prevention', '73028', 'stay', 'listed', 1, \
             '2026-11-23 08:00:00');"
        )
        .unwrap();
        for action in 0..actions {
            let number = case * actions + action;
            let state = ["proposed", "accepted", "running", "done"][action % 4];
            let due = if action % 2 == 0 { "2026-11-01" } else { "2027-11-01" };
            writeln!(
                sql,
                "INSERT INTO actions (id, livc_id, case_id, organisation_id, holder_seat_id, proposed_by, life_domain, \
                 kind, text, due_on, state, police_held, created_at, changed_at, version) VALUES \
                 ('01940000-0000-7000-8000-{number:012}', '{livc}', '{id}', '{organisation}', '{seat}', '{seat}', \
                 'housing', 'other', 'x', '{due}', '{state}', FALSE, '2026-11-23 08:00:00', '2026-11-23 08:00:00', 1);"
            )
            .unwrap();
        }
    }
    sql.push_str("COMMIT;");
    Manager::new(&house.url)
        .unwrap()
        .open()
        .unwrap()
        .batch_execute(&sql)
        .unwrap();
}
