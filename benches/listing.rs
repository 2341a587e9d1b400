//! What the gate, the record and HTTP cost: the list of an item's thirty contributions over HTTP, each answer recorded
//! durably first, against the same SQL statements on a pool of the same size without gate, record and HTTP; in one run.
//! `cpu` is what the processors worked for one: of the server, and of the bare statements' own process.
//!
//! `cargo bench --bench listing [-- SECONDS]`; `LIVC_BENCH_POSTGRES=postgres://USER@HOST/DATABASE` measures PostgreSQL as
//! well (the user must be allowed to create databases).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise, and prints"
)]

mod replay;
mod support;

use std::time::Duration;
use support::{House, Pace, READER, TEXTS, databases, measure, processor_time};

const CLIENTS: [usize; 3] = [1, 8, 64];
/// The aim: at least this part of what the bare statements reach.
const AIM: f64 = 1.0 / 3.0;

fn main() {
    let seconds = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let span = Duration::from_secs(seconds.unwrap_or(5));
    for (name, server) in databases() {
        replay::listen();
        let house = House::build(server.as_deref());
        let here = house.open_here();
        house.hold_a_consultation(here.address);
        let mut reader = house.caller(here.address, READER);
        let (status, list) = reader.get(&house.list());
        let count = list["items"].as_array().map_or(0, Vec::len);
        assert!(status == 200 && count == TEXTS, "{status} {count}");
        let statements = replay::heard(|| {
            reader.get(&house.list());
        });
        drop((reader, here));

        println!("{name}: a list of {TEXTS} texts, {} statements", statements.len());
        println!("          |          bare statements           |          over HTTP, recorded          |");
        println!("  clients |     /s       p50       p99     cpu |     /s       p50       p99        cpu | ratio");
        let server = house.open();
        let pool = replay::pool(&house.url);
        for clients in CLIENTS {
            let before = processor_time("self");
            let bare = measure(clients, span, || {
                let pool = pool.clone();
                let statements = &statements;
                move || replay::replay(&mut pool.get().unwrap(), statements)
            });
            let bare_work = processor_time("self").saturating_sub(before) / bare.count;
            let process = server.process.id().to_string();
            let before = processor_time(&process);
            let whole = measure(clients, span, || {
                let (mut caller, path) = (house.caller(server.address, READER), house.list());
                move || assert_eq!(caller.fetch(&path).0, 200)
            });
            let work = processor_time(&process).saturating_sub(before) / whole.count;
            let ratio = whole.rate / bare.rate;
            let shown = |pace: &Pace, work: Duration| {
                let (p50, p99) = (pace.p50, pace.p99);
                format!("{:>6.0} {p50:>9.1?} {p99:>9.1?} {work:>9.1?}", pace.rate)
            };
            let verdict = if ratio < AIM { "  below the aim" } else { "" };
            println!(
                "  {clients:>7} | {} | {}   | {ratio:.2}{verdict}",
                shown(&bare, bare_work),
                shown(&whole, work)
            );
        }
    }
}
