//! The memory of a running server: idle, with 64 clients that read and write, while people sign in, and afterwards.
//!
//! `benches/load [--json] [SECONDS]`; with `LIVC_BENCH_POSTGRES` on PostgreSQL as well.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first surprise, and prints"
)]

#[expect(dead_code, reason = "the other benchmark uses more of it")]
mod support;

use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use support::{House, READER, Server, databases, measure};

const CLIENTS: usize = 64;

/// One line of the table.
struct Line {
    database: &'static str,
    phase: &'static str,
    /// Memory in MiB at the end of the phase, and the most there was in it.
    resident: f64,
    peak: f64,
    /// Requests a second, where there were any.
    rate: Option<f64>,
    p99: Option<Duration>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seconds = arguments.iter().find_map(|argument| argument.parse().ok());
    let span = Duration::from_secs(seconds.unwrap_or(10));
    let lines: Vec<Line> = databases()
        .into_iter()
        .flat_map(|(name, server)| phases(name, server.as_deref(), span))
        .collect();
    if arguments.iter().any(|argument| argument == "--json") {
        let all: Vec<Value> = lines.iter().map(json).collect();
        println!("{}", Value::from(all));
        return;
    }
    println!("database   | phase                  | MiB   peak | requests/s      p99");
    for line in lines {
        let rate = line.rate.map_or(String::new(), |rate| format!("{rate:.0}"));
        let p99 = line.p99.map_or(String::new(), |p99| format!("{p99:.1?}"));
        println!(
            "{:<10} | {:<22} | {:>4.0} {:>6.0} | {rate:>10} {p99:>8}",
            line.database, line.phase, line.resident, line.peak
        );
    }
}

fn json(line: &Line) -> Value {
    json!({
        "database": line.database,
        "phase": line.phase,
        "resident_mib": (line.resident * 10.0).round() / 10.0,
        "peak_mib": (line.peak * 10.0).round() / 10.0,
        "requests_per_second": line.rate.map(f64::round),
        "p99_ms": line.p99.map(|p99| p99.as_secs_f64() * 1000.0),
    })
}

fn phases(database: &'static str, server: Option<&str>, span: Duration) -> Vec<Line> {
    let house = House::build(server);
    house.hold_a_consultation(house.open_here().address);
    let server = house.open();
    let mut lines = Vec::new();
    let mut phase = |phase, work: &mut dyn FnMut() -> Option<(f64, Duration)>| {
        let (outcome, peak) = watched(&server, work);
        lines.push(Line {
            database,
            phase,
            resident: resident(&server),
            peak,
            rate: outcome.map(|(rate, _)| rate),
            p99: outcome.map(|(_, p99)| p99),
        });
    };
    phase("idle", &mut || {
        std::thread::park_timeout(Duration::from_secs(2));
        None
    });
    phase("64 clients read", &mut || {
        let pace = measure(CLIENTS, span, || {
            let (mut caller, path) = (house.caller(server.address, READER), house.list());
            move || assert_eq!(caller.fetch(&path).0, 200)
        });
        Some((pace.rate, pace.p99))
    });
    phase("64 clients read, write", &mut || {
        let item = house.town.items.first().unwrap().to_string();
        let pace = measure(CLIENTS, span, || {
            let (mut caller, list, item) = (house.caller(server.address, READER), house.list(), item.clone());
            let mut turn = 0;
            move || {
                turn += 1;
                let status = if turn % 4 == 0 {
                    // A marker: something was said, and nothing of it is kept.
                    let marker = json!({ "regime": "professional_secrecy", "form": "spoken" });
                    caller.post(&format!("/items/{item}/contributions"), &marker).0
                } else {
                    caller.fetch(&list).0
                };
                assert!(status < 300, "{status}");
            }
        });
        Some((pace.rate, pace.p99))
    });
    phase("8 sign-ins at once", &mut || {
        let evidence = json!({ "login": "nobody", "password": "none of these is right", "code": "000000" });
        std::thread::scope(|threads| {
            for _ in 0..8 {
                threads.spawn(|| house.caller(server.address, READER).post("/sessions", &evidence));
            }
        });
        None
    });
    phase("idle afterwards", &mut || {
        std::thread::park_timeout(Duration::from_secs(5));
        None
    });
    lines
}

/// Does the work, and looks ten times a second how much memory the server has.
fn watched<T>(server: &Server, work: &mut dyn FnMut() -> T) -> (T, f64) {
    let over = AtomicBool::new(false);
    std::thread::scope(|threads| {
        let watcher = threads.spawn(|| {
            let mut peak = resident(server);
            while !over.load(Ordering::SeqCst) {
                std::thread::park_timeout(Duration::from_millis(100));
                peak = peak.max(resident(server));
            }
            peak
        });
        let outcome = work();
        over.store(true, Ordering::SeqCst);
        (outcome, watcher.join().unwrap())
    })
}

/// The resident memory of the server, in MiB.
fn resident(server: &Server) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    kib / 1024.0
}
