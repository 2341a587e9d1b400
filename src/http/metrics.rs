//! Counters for whoever watches the machine: how much and how well, never who, what or which.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// The counters of one process.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(&'static str, u16), u64>>,
    not_signed_in: AtomicU64,
    unavailable: AtomicU64,
    queue_full: AtomicU64,
    sequenced: AtomicU64,
    checkpoints: AtomicU64,
    log_failures: AtomicU64,
}

impl Metrics {
    /// Counts an answered request. Which route of the case work it was is not kept: a counter of contributions would
    /// tell whoever reads it that somebody is speaking (R21).
    pub fn answered(&self, route: &str, status: u16) {
        let area = if route.starts_with("/api/") { "api" } else { "service" };
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((area, status / 100)).or_insert(0) += 1;
        if status == 401 {
            self.not_signed_in.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Counts a request that could not be recorded, and so was not answered.
    pub fn unavailable(&self, cause: &str) {
        self.unavailable.fetch_add(1, Ordering::Relaxed);
        if cause.contains("queue is full") {
            self.queue_full.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Counts records that got their number in the log.
    pub fn sequenced(&self, records: usize) {
        self.sequenced.fetch_add(records as u64, Ordering::Relaxed);
    }

    /// Counts signed checkpoints.
    pub fn checkpoints(&self, signed: usize) {
        self.checkpoints.fetch_add(signed as u64, Ordering::Relaxed);
    }

    /// Counts a round of the log keeper that failed.
    pub fn log_failure(&self) {
        self.log_failures.fetch_add(1, Ordering::Relaxed);
    }

    /// The counters in the text format of Prometheus.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        header(
            &mut text,
            "livc_requests_total",
            "Answered requests by area and class of status.",
        );
        for ((area, class), count) in &*self.requests.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = writeln!(
                text,
                "livc_requests_total{{area=\"{area}\",status=\"{class}xx\"}} {count}"
            );
        }
        for (name, help, counter) in [
            (
                "livc_not_signed_in_total",
                "Requests answered with 401.",
                &self.not_signed_in,
            ),
            (
                "livc_unavailable_total",
                "Requests refused because nothing could be recorded.",
                &self.unavailable,
            ),
            (
                "livc_queue_refusals_total",
                "Of those: refused because the writer's queue was full.",
                &self.queue_full,
            ),
            (
                "livc_log_records_total",
                "Records of the access log that got their number.",
                &self.sequenced,
            ),
            (
                "livc_log_checkpoints_total",
                "Signed checkpoints of the access log.",
                &self.checkpoints,
            ),
            (
                "livc_log_failures_total",
                "Rounds of the log keeper that failed.",
                &self.log_failures,
            ),
        ] {
            header(&mut text, name, help);
            let _ = writeln!(text, "{name} {}", counter.load(Ordering::Relaxed));
        }
        text
    }
}

fn header(text: &mut String, name: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} counter");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_counter_has_a_line() {
        let metrics = Metrics::default();
        metrics.answered("/api/v1/items/{id}", 200);
        metrics.answered("/api/v1/items/{id}/contributions", 201);
        metrics.answered("-", 401);
        metrics.unavailable("the writer's queue is full or closed");
        metrics.unavailable("disk full");
        metrics.sequenced(12);
        let text = metrics.text();
        for line in [
            "livc_requests_total{area=\"api\",status=\"2xx\"} 2",
            "livc_not_signed_in_total 1",
            "livc_unavailable_total 2",
            "livc_queue_refusals_total 1",
            "livc_log_records_total 12",
            "# TYPE livc_log_checkpoints_total counter",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n{text}");
        }
    }
}
