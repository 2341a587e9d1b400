//! The queue of everything that writes. Records of reads and refusals are committed in groups: one writer, one durable
//! commit, and every waiting request is released by it. On SQLite the acts stand in the same fair queue; on PostgreSQL
//! they run beside it.

use super::record::Record;
use super::refused::Refused;
use super::seal::Receipt;
use crate::domain::ids::EventId;
use crate::store::{Db, Engine, Manager, StoreError, StoreResult, access_log, receipts, sealed_acts};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use tokio::sync::oneshot;

/// How many jobs may wait; one more is told to come back later.
const QUEUE: usize = 4096;
/// What those hear who stand behind somebody who waited in vain.
const DOWN: &str = "the database takes no changes at present";

/// Tells whether the database is able to go on.
type Job = Box<dyn FnOnce(StoreResult<&mut Db>) -> bool + Send>;

enum Work {
    Record(Record, oneshot::Sender<StoreResult<Receipt>>),
    Job(Job),
}

/// The handle to the queue.
#[derive(Clone)]
pub struct Writer {
    queue: SyncSender<Work>,
    engine: Engine,
}

impl Writer {
    /// Starts the writer on its own connection. It ends when the last handle is gone.
    ///
    /// # Errors
    /// When the operating system gives no thread.
    pub fn start(manager: Manager, batch_max: usize) -> std::io::Result<Self> {
        let (queue, waiting) = sync_channel(QUEUE);
        let engine = manager.engine();
        std::thread::Builder::new().name("livc-writer".into()).spawn(move || {
            Desk {
                manager,
                db: None,
                batch_max,
            }
            .run(&waiting);
        })?;
        Ok(Self { queue, engine })
    }

    /// Which database it writes to.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Makes a record durable and returns its receipt.
    ///
    /// # Errors
    /// [`Refused`] as unavailable when the record is not durable: nothing may be disclosed then.
    pub async fn append(&self, record: Record) -> Result<Receipt, Refused> {
        let (done, wait) = oneshot::channel();
        self.enqueue(Work::Record(record, done))?;
        wait.await
            .map_err(|_| Refused::Unavailable("the recorder stopped".into()))?
            .map_err(Refused::from)
    }

    /// Runs a job on the writer's connection, in its turn.
    ///
    /// # Errors
    /// What the job answers, or unavailable when it could not run.
    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Db) -> StoreResult<T> + Send + 'static,
    ) -> Result<T, Refused> {
        let (done, wait) = oneshot::channel();
        self.enqueue(Work::Job(Box::new(move |db| {
            let outcome = db.and_then(job);
            let goes_on = !outcome.as_ref().is_err_and(StoreError::is_outage);
            // Nobody may be waiting any more; the work was done all the same.
            let _ = done.send(outcome);
            goes_on
        })))?;
        wait.await
            .map_err(|_| Refused::Unavailable("the writer stopped".into()))?
            .map_err(Refused::from)
    }

    fn enqueue(&self, work: Work) -> Result<(), Refused> {
        self.queue
            .try_send(work)
            .map_err(|_| Refused::Unavailable("the writer's queue is full or closed".into()))
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer(..)")
    }
}

/// The writer's side of the queue.
struct Desk {
    manager: Manager,
    db: Option<Db>,
    batch_max: usize,
}

impl Desk {
    fn run(mut self, waiting: &Receiver<Work>) {
        while let Ok(first) = waiting.recv() {
            let mut records = Vec::new();
            let mut jobs = Vec::new();
            let mut next = Some(first);
            // Everything that waits now is one round: its records in one commit, then its jobs in their order.
            while let Some(work) = next {
                match work {
                    Work::Record(record, done) => records.push((record, done)),
                    Work::Job(job) => jobs.push(job),
                }
                next = if records.len() + jobs.len() < self.batch_max {
                    waiting.try_recv().ok()
                } else {
                    None
                };
            }
            // Whatever breaks in it, the recorder stays: who waited hears that it did not become durable.
            let recorded = catch_unwind(AssertUnwindSafe(|| self.record(records)));
            let mut goes_on = recorded.unwrap_or_else(|_| {
                self.db = None;
                false
            });
            for job in jobs {
                // Where one waited in vain, those behind it do not wait as long again, each in its turn.
                goes_on = if goes_on {
                    self.job(job)
                } else {
                    job(Err(StoreError::Pool(DOWN.into())))
                };
            }
        }
    }

    /// Makes a batch durable; tells whether the database is able to go on.
    fn record(&mut self, batch: Vec<(Record, oneshot::Sender<StoreResult<Receipt>>)>) -> bool {
        if batch.is_empty() {
            return true;
        }
        let (records, waiting): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
        let written = self.connection().and_then(|db| write_batch(db, records));
        match written {
            Ok(events) => {
                for (event, done) in events.into_iter().zip(waiting) {
                    let _ = done.send(Ok(Receipt::of_durable(event)));
                }
                true
            }
            Err(error) => {
                self.db = None;
                for done in waiting {
                    let _ = done.send(Err(StoreError::Pool("the record is not durable".into())));
                }
                tracing::error!(%error, "records could not be made durable; nothing was disclosed");
                !error.is_outage()
            }
        }
    }

    /// Does a job; tells whether the database is able to go on.
    fn job(&mut self, job: Job) -> bool {
        let connection = self.connection();
        let failed = connection.is_err();
        let outcome = catch_unwind(AssertUnwindSafe(|| job(connection)));
        let broken = self.db.as_mut().is_some_and(Db::has_open_transaction);
        if outcome.is_err() || failed || broken {
            self.db = None;
        }
        outcome.unwrap_or(true)
    }

    /// The connection, opened anew after a failure: the writer recovers by itself when the cause is gone.
    fn connection(&mut self) -> StoreResult<&mut Db> {
        let db = match self.db.take() {
            Some(db) => db,
            None => self.manager.open()?,
        };
        Ok(self.db.insert(db))
    }
}

fn write_batch(db: &mut Db, records: Vec<Record>) -> StoreResult<Vec<EventId>> {
    db.write(|db| {
        let parts: Vec<_> = records.into_iter().map(Record::into_parts).collect();
        let rows: Vec<_> = parts
            .iter()
            .map(|part| (part.log.as_str(), part.leaf.as_slice()))
            .collect();
        access_log::insert_pending(db, &rows)?;
        let sealed: Vec<_> = parts
            .iter()
            .filter_map(|part| Some((&part.event, part.sealed.as_ref()?)))
            .collect();
        sealed_acts::insert(db, &sealed)?;
        let readings: Vec<_> = parts.iter().flat_map(|part| part.readings.iter().cloned()).collect();
        receipts::insert(db, &readings)?;
        Ok(parts.into_iter().map(|part| part.event).collect())
    })
}
