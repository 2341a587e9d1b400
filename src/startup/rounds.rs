//! The rounds of the log: numbers every half second, a signature every minute. A failure is told once and tried again.
//! Once a minute, too, the legal references are read anew.

use crate::access::Refused;
use crate::http::AppState;
use crate::http::backstage::{Backstage, Later};
use crate::http::metrics::Metrics;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

/// How often the legal references are read.
const LAW: Duration = Duration::from_mins(1);

/// The running rounds.
pub(super) struct Rounds {
    tasks: [JoinHandle<()>; 3],
    backstage: Arc<dyn Backstage>,
}

type Round = for<'a> fn(&'a dyn Backstage) -> Later<'a, Result<usize, Refused>>;

impl Rounds {
    /// Starts the rounds at the pace of the settings.
    pub(super) fn start(state: &AppState) -> Self {
        let log = &state.settings.log;
        let every = |pace: Duration, round: Round| {
            tokio::spawn(walk(
                Arc::clone(&state.backstage),
                Arc::clone(&state.metrics),
                pace,
                round,
            ))
        };
        let tasks = [
            every(Duration::from_millis(log.sequence_ms.into()), |backstage| {
                backstage.sequence()
            }),
            every(Duration::from_secs(log.checkpoint_seconds.into()), |backstage| {
                backstage.checkpoint()
            }),
            tokio::spawn(read_law(Arc::clone(&state.backstage))),
        ];
        Self {
            tasks,
            backstage: Arc::clone(&state.backstage),
        }
    }

    /// Ends the rounds, with a last one of each.
    pub(super) async fn end(self) {
        for task in &self.tasks {
            task.abort();
        }
        let last = async {
            self.backstage.sequence().await?;
            self.backstage.checkpoint().await
        };
        if let Err(error) = last.await {
            tracing::warn!(%error, "the last records wait for their number until the next start");
        }
    }
}

/// What another server of the installation changed is known here a minute later.
async fn read_law(backstage: Arc<dyn Backstage>) {
    let mut ticks = interval(LAW);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick is at once, and what stands was read at the start.
    ticks.tick().await;
    loop {
        ticks.tick().await;
        if let Err(error) = backstage.read_legal_references().await {
            tracing::warn!(%error, "the legal references could not be read; those of before are cited");
        }
    }
}

async fn walk(backstage: Arc<dyn Backstage>, metrics: Arc<Metrics>, pace: Duration, round: Round) {
    let mut ticks = interval(pace);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut failing = false;
    loop {
        ticks.tick().await;
        match round(&*backstage).await {
            Ok(_) => {
                if std::mem::take(&mut failing) {
                    tracing::info!("the log goes on");
                }
            }
            Err(error) => {
                metrics.log_failure();
                if !std::mem::replace(&mut failing, true) {
                    tracing::error!(%error, "the log stands still; its records are safe and wait for their number");
                }
            }
        }
    }
}
