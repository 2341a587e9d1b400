//! How long one decision takes: every act on every combination of facts about an agenda item.

use livc::policy::item::{ItemAct, ItemFacts};
use livc::policy::{Act, Subject, decide};
use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

const ROUNDS: u32 = 21;

/// Decides everything once; gives the time it took and how many acts were permitted.
fn round(all: &[ItemFacts]) -> (Duration, usize) {
    let start = Instant::now();
    let mut permits = 0;
    for facts in all {
        for act in ItemAct::ALL {
            permits += usize::from(decide(black_box(*act), black_box(facts)).is_permit());
        }
    }
    (start.elapsed(), permits)
}

fn main() -> io::Result<()> {
    let all = ItemFacts::all();
    let decisions = all.len() * ItemAct::ALL.len();
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| black_box(round(&all)).0).collect();
    times.sort_unstable();
    let per_decision = |time: Option<&Duration>| {
        let nanos = time.map_or(0, Duration::as_nanos);
        let tenths = nanos * 10 / decisions.max(1) as u128;
        format!("{}.{} ns", tenths / 10, tenths % 10)
    };
    let (_, permits) = round(&all);
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "decide: {decisions} decisions on agenda items, {permits} of them permits, {ROUNDS} rounds"
    )?;
    writeln!(out, "  fastest {}", per_decision(times.first()))?;
    writeln!(out, "  median  {}", per_decision(times.get(times.len() / 2)))?;
    writeln!(out, "  slowest {}", per_decision(times.last()))
}
