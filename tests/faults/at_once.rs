//! Starts several threads at the same instant, each a little later than it likes, so that rounds interleave differently.

use livc::clock;
use std::sync::Barrier;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// Something one thread does.
pub type Runner<'a, T> = Box<dyn FnOnce(&Runtime) -> T + Send + 'a>;

/// Runs everything at once; gives what each brought back, in order.
pub fn at_once<T: Send>(runners: Vec<Runner<'_, T>>) -> Vec<T> {
    let start = Barrier::new(runners.len());
    std::thread::scope(|threads| {
        let running: Vec<_> = runners
            .into_iter()
            .map(|run| {
                threads.spawn(|| {
                    let runtime = runtime();
                    start.wait();
                    run(&runtime)
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// A runtime for one thread.
pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap()
}

/// A random number below `limit`.
pub fn below(limit: u64) -> u64 {
    u64::from_le_bytes(clock::random().unwrap()) % limit
}

/// Lets up to so many microseconds pass.
pub fn dawdle(at_most: u64) {
    let (started, span) = (Instant::now(), Duration::from_micros(below(at_most)));
    while let Some(left) = span.checked_sub(started.elapsed()) {
        // The last millisecond is waited for on the spot: the system would not wake us in time.
        match left.checked_sub(Duration::from_millis(1)) {
            Some(long) => std::thread::park_timeout(long),
            None => std::hint::spin_loop(),
        }
    }
}
