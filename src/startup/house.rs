//! The work behind the scenes on the real database.

use crate::access::{Refused, Writer};
use crate::clock::Clock;
use crate::http::backstage::{Backstage, Later, NotReady};
use crate::http::legal_book::LegalBook;
use crate::http::metrics::Metrics;
use crate::log::checkpoint::LogKey;
use crate::store::{Db, Engine, Manager, Pool, StoreError, StoreResult, access_log, legal_rows, migrate};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Records numbered in one transaction, so that the queue never waits long for the sequencer.
const AT_ONCE: i64 = 2_000;
/// How long one answer about readiness is repeated: asking costs a turn in the queue.
const FRESH: Duration = Duration::from_secs(1);
/// How long the recorder may take to show that it writes.
const PATIENCE: Duration = Duration::from_secs(3);
const NO_LOG: &str = "readiness";

/// An installation's database, queue and log key.
pub(super) struct House {
    manager: Manager,
    pool: Pool,
    writer: Writer,
    key: Arc<LogKey>,
    clock: Clock,
    metrics: Arc<Metrics>,
    legal: Arc<LegalBook>,
    /// The sequencer's own connection; SQLite writes through the queue instead.
    own: Arc<Mutex<Option<Db>>>,
    last: tokio::sync::Mutex<Option<(Instant, Result<(), NotReady>)>>,
}

impl House {
    pub(super) fn new(
        manager: Manager,
        pool: Pool,
        writer: Writer,
        key: LogKey,
        clock: Clock,
        metrics: Arc<Metrics>,
        legal: Arc<LegalBook>,
    ) -> Self {
        let (key, own, last) = (Arc::new(key), Arc::default(), tokio::sync::Mutex::default());
        Self {
            manager,
            pool,
            writer,
            key,
            clock,
            metrics,
            legal,
            own,
            last,
        }
    }

    /// Runs work of the log: on SQLite in its turn, on PostgreSQL beside the requests.
    async fn on_log<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db) -> StoreResult<T> + Send + 'static,
    ) -> Result<T, Refused> {
        if self.manager.engine() == Engine::Sqlite {
            return self.writer.run(work).await;
        }
        let (own, manager) = (Arc::clone(&self.own), self.manager.clone());
        let done = tokio::task::spawn_blocking(move || {
            let mut own = own.lock().unwrap_or_else(PoisonError::into_inner);
            let mut db = match own.take() {
                Some(db) => db,
                None => manager.open()?,
            };
            let outcome = work(&mut db);
            // After a failure the next round begins with a fresh connection.
            if outcome.is_ok() {
                *own = Some(db);
            }
            outcome
        });
        done.await
            .map_err(|e| Refused::Unavailable(e.to_string()))?
            .map_err(Refused::from)
    }

    async fn probe(&self) -> Result<(), NotReady> {
        let pool = self.pool.clone();
        let read = tokio::task::spawn_blocking(move || {
            let mut db = pool.get().map_err(|e| NotReady::Database(e.to_string()))?;
            let db = &mut *db;
            match migrate::is_behind(db) {
                Ok(false) => db
                    .snapshot(access_log::pending)
                    .map(|_| ())
                    .map_err(|e| NotReady::Database(e.to_string())),
                Ok(true) => Err(NotReady::Behind),
                Err(e) => Err(NotReady::Database(e.to_string())),
            }
        });
        read.await.map_err(|e| NotReady::Database(e.to_string()))??;
        match tokio::time::timeout(PATIENCE, self.writer.run(rehearse)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(e)) => Err(NotReady::Recorder(e.to_string())),
            Err(_) => Err(NotReady::Recorder("no answer in time".into())),
        }
    }
}

/// Writes a record that is no record, and takes it back: the recorder could write.
fn rehearse(db: &mut Db) -> StoreResult<()> {
    const TAKEN_BACK: &str = "taken back";
    let outcome: StoreResult<()> = db.write(|db| {
        access_log::insert_pending(db, &[(NO_LOG, b"{}".as_slice())])?;
        Err(StoreError::Corrupt(TAKEN_BACK))
    });
    match outcome {
        Ok(()) | Err(StoreError::Corrupt(TAKEN_BACK)) => Ok(()),
        Err(error) => Err(error),
    }
}

impl Backstage for House {
    fn ready(&self) -> Later<'_, Result<(), NotReady>> {
        Box::pin(async {
            // Whoever asks meanwhile waits for the same answer.
            let mut last = self.last.lock().await;
            if let Some((asked, answer)) = &*last
                && asked.elapsed() < FRESH
            {
                return answer.clone();
            }
            let answer = self.probe().await;
            *last = Some((Instant::now(), answer.clone()));
            answer
        })
    }

    fn sequence(&self) -> Later<'_, Result<usize, Refused>> {
        Box::pin(async {
            let mut all = 0;
            loop {
                let count = self.on_log(|db| access_log::sequence(db, AT_ONCE)).await?;
                self.metrics.sequenced(count);
                all += count;
                if count == 0 {
                    return Ok(all);
                }
            }
        })
    }

    fn read_legal_references(&self) -> Later<'_, Result<usize, Refused>> {
        Box::pin(async {
            let (pool, book) = (self.pool.clone(), Arc::clone(&self.legal));
            let read = tokio::task::spawn_blocking(move || {
                let mut db = pool.get().map_err(|e| StoreError::Pool(e.to_string()))?;
                let rows = (*db).snapshot(legal_rows::all)?;
                let count = rows.len();
                book.replace(rows);
                Ok::<_, StoreError>(count)
            });
            let read = read.await.map_err(|e| Refused::Unavailable(e.to_string()))?;
            read.map_err(Refused::from)
        })
    }

    fn checkpoint(&self) -> Later<'_, Result<usize, Refused>> {
        Box::pin(async {
            let (key, now) = (Arc::clone(&self.key), self.clock.now());
            let signed = self
                .on_log(move |db| access_log::checkpoint_if_grown(db, &key, now))
                .await?;
            self.metrics.checkpoints(signed);
            Ok(signed)
        })
    }
}
