//! The gate: the only way to a protected object. It decides, records, and discloses once the record is durable.

use super::caller::Caller;
use super::context::Context;
use super::protected::{Listing, ObjectRef, Protected, Question};
use super::record::{Notes, Reading, Record, Scribe};
use super::refused::Refused;
use super::screening::Desk;
use super::seal::Disclosed;
use super::turns::Turns;
use super::tx::Tx;
use super::weighed::{ActOn, Ended, Pending, Weighed};
use super::writer::Writer;
use crate::policy::{Decision, Subject};
use crate::store::accounts::{self, Credentials};
use crate::store::{Db, Pool, StoreError, StoreResult, standing};
use serde::Serialize;

/// One page of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Page<V> {
    /// The rows.
    pub items: Vec<V>,
    /// Cursor of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which page is asked for.
#[derive(Debug, Clone)]
pub struct PageRequest {
    /// The last id of the page before.
    pub after: Option<String>,
    /// How many rows at most, 1 to 200.
    pub limit: u16,
}

impl PageRequest {
    /// Rows to load: one more than shown, to know whether there is a next page.
    #[must_use]
    pub fn fetch(&self) -> i64 {
        i64::from(self.limit) + 1
    }
}

/// Why an act is or would be permitted or refused, with the facts the asker may read (R47).
#[derive(Debug)]
pub struct Explanation {
    /// The decision.
    pub decision: Decision,
    /// The facts used, by name and value.
    pub facts: Vec<(&'static str, &'static str)>,
}

/// The gate.
#[derive(Clone, Debug)]
pub struct Gate {
    pub(super) pool: Pool,
    pub(super) writer: Writer,
    pub(super) scribe: Scribe,
    pub(super) turns: Turns,
    pub(super) desk: Desk,
}

impl Gate {
    /// A gate over a database.
    #[must_use]
    pub fn new(pool: Pool, writer: Writer, scribe: Scribe) -> Self {
        Self {
            turns: Turns::of(&pool),
            pool,
            writer,
            scribe,
            desk: Desk::default(),
        }
    }

    /// Reads one object.
    ///
    /// # Errors
    /// [`Refused`], recorded unless it is an outage or nobody is signed in.
    pub async fn read<T: Protected>(&self, ctx: &Context, id: T::Id) -> Result<Disclosed<T::View>, Refused> {
        let prepared = self
            .prepare(ctx, move |tx, scribe, ctx, caller| {
                let weighed = Weighed::<T>::of(tx, caller, T::READ, id)?;
                let view = weighed.verdict().and_then(|scope| {
                    weighed
                        .object
                        .as_ref()
                        .map(|o| o.disclose(scope, caller))
                        .ok_or(Refused::Concealed)
                });
                let shown = [T::object_ref(&weighed.id)];
                let record = conclude(&weighed, scribe, ctx, caller, &view, &shown)?;
                let read = weighed.object.as_ref().filter(|_| view.is_ok());
                let record = record.with_readings(read.and_then(|o| o.reading(caller)).into_iter().collect());
                Ok((record, Pending::new(scribe, caller, view)?))
            })
            .await?;
        self.disclose(prepared).await
    }

    /// Answers a question about one object.
    ///
    /// # Errors
    /// [`Refused`], recorded unless it is an outage or nobody is signed in.
    pub async fn ask<Q: Question>(
        &self,
        ctx: &Context,
        id: <Q::Target as Protected>::Id,
        question: Q,
    ) -> Result<Disclosed<Q::Answer>, Refused> {
        let prepared = self
            .prepare(ctx, move |tx, scribe, ctx, caller| {
                let weighed = Weighed::<Q::Target>::of(tx, caller, Q::ACT, id)?;
                let answer = match (weighed.verdict(), weighed.object.as_ref()) {
                    (Ok(scope), Some(object)) => question.answer(tx, caller, object, scope),
                    (Ok(_), None) => Err(Refused::Concealed),
                    (Err(refused), _) => Err(refused),
                };
                let shown = [<Q::Target as Protected>::object_ref(&weighed.id)];
                let notes = answer
                    .as_ref()
                    .map_or_else(|_| Notes::default(), |answer| question.notes(answer));
                let weighed = weighed.noting(notes);
                let record = conclude(&weighed, scribe, ctx, caller, &answer, &shown)?;
                Ok((record, Pending::new(scribe, caller, answer)?))
            })
            .await?;
        self.disclose(prepared).await
    }

    /// Lists the objects within another one that the caller may see. Every row is decided again, whatever the query
    /// found.
    ///
    /// # Errors
    /// [`Refused`], recorded unless it is an outage or nobody is signed in.
    pub async fn list<L: Listing>(
        &self,
        ctx: &Context,
        within: <L::Within as Protected>::Id,
        listing: L,
        page: PageRequest,
    ) -> Result<Disclosed<Page<<L::Row as Protected>::View>>, Refused> {
        let prepared = self
            .prepare(ctx, move |tx, scribe, ctx, caller| {
                let weighed = Weighed::<L::Within>::of(tx, caller, L::LIST, within)?;
                let mut shown = Vec::new();
                let rows = match (weighed.verdict(), weighed.object.as_ref()) {
                    (Ok(_), Some(object)) => Ok(listing.rows(tx, caller, object, &page)?),
                    (Ok(_), None) => Err(Refused::Concealed),
                    (Err(refused), _) => Err(refused),
                };
                let mut read = Vec::new();
                let answer = rows.map(|rows| decide_rows::<L>(caller, rows, &page, (&mut shown, &mut read)));
                let record = conclude(&weighed, scribe, ctx, caller, &answer, &shown)?.with_readings(read);
                Ok((record, Pending::new(scribe, caller, answer)?))
            })
            .await?;
        self.disclose(prepared).await
    }

    /// Explains what the rules say about an act, where the asker may know of the object (R47).
    ///
    /// # Errors
    /// [`Refused::Concealed`] where not; recorded like any read.
    pub async fn explain<T: Protected>(&self, ctx: &Context, id: T::Id, act: ActOn<T>) -> Result<Explanation, Refused> {
        let prepared = self
            .prepare(ctx, move |tx, scribe, ctx, caller| {
                let weighed = Weighed::<T>::of(tx, caller, act, id)?.recorded_as(format!("{}.why", T::Facts::KIND));
                let answer = match weighed.verdict() {
                    Err(Refused::Concealed) => Err(Refused::Concealed),
                    Ok(_) | Err(_) => Ok(Explained {
                        facts: weighed.explained(caller, act),
                    }),
                };
                let decision = weighed.decision;
                let ended = answer.as_ref().map_or_else(Ended::Refused, |_| Ended::Explained);
                let record = weighed.record(scribe, ctx, caller, &ended)?;
                Ok((record, (decision, Pending::new(scribe, caller, answer)?)))
            })
            .await?;
        let (record, (decision, pending)) = prepared;
        let receipt = self.writer.append(record).await?;
        let facts = pending.open(receipt)?.into_view().facts;
        Ok(Explanation { decision, facts })
    }

    /// What sign-in compares a proof with. The comparison is an act of the gate, recorded whatever its outcome; nothing
    /// of this leaves the program.
    ///
    /// # Errors
    /// [`Refused`] when the database fails.
    pub(crate) async fn credentials(&self, login: String) -> Result<Option<Credentials>, Refused> {
        self.blocking(move |db| Ok(accounts::credentials(db, &login)?)).await
    }

    /// Waits for the record of an answer, then opens it.
    async fn disclose<V: Serialize>(&self, prepared: (Record, Pending<V>)) -> Result<Disclosed<V>, Refused> {
        let (record, pending) = prepared;
        let receipt = self.writer.append(record).await?;
        pending.open(receipt)
    }

    /// Loads and decides in one snapshot. The caller's session and seat are read in that same snapshot.
    async fn prepare<R: Send + 'static>(
        &self,
        ctx: &Context,
        work: impl FnOnce(&mut Tx<'_>, &Scribe, &Context, &Caller) -> Result<R, Refused> + Send + 'static,
    ) -> Result<R, Refused> {
        let (scribe, ctx) = (self.scribe.clone(), ctx.clone());
        self.blocking(move |db| {
            let mut outcome = Err(Refused::NotSignedIn);
            db.snapshot(|db| {
                let tx = &mut Tx::new(db, ctx.at);
                if let Some(caller) = standing::caller(tx, &ctx)? {
                    outcome = work(tx, &scribe, &ctx, &caller);
                }
                Ok(())
            })?;
            outcome
        })
        .await
    }

    /// Runs blocking work on a connection of the pool.
    pub(super) async fn blocking<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<R, Refused> + Send + 'static,
    ) -> Result<R, Refused> {
        let turn = self.turns.take().await?;
        let pool = self.pool.clone();
        let done = tokio::task::spawn_blocking(move || {
            let outcome = connection(&pool)
                .map_err(Refused::from)
                .and_then(|mut db| work(&mut db));
            // Over with the work, even when nobody waits for its answer any more.
            drop(turn);
            outcome
        });
        done.await.map_err(|e| Refused::Unavailable(e.to_string()))?
    }
}

pub(super) fn connection(pool: &Pool) -> StoreResult<diesel::r2d2::PooledConnection<crate::store::Manager>> {
    pool.get().map_err(|e| StoreError::Pool(e.to_string()))
}

#[derive(Serialize)]
struct Explained {
    facts: Vec<(&'static str, &'static str)>,
}

fn conclude<T: Protected, V>(
    weighed: &Weighed<T>,
    scribe: &Scribe,
    ctx: &Context,
    caller: &Caller,
    answer: &Result<V, Refused>,
    shown: &[ObjectRef],
) -> Result<Record, Refused> {
    let ended = match answer {
        Ok(_) => Ended::Done(shown),
        Err(refused) => Ended::Refused(refused),
    };
    weighed.record(scribe, ctx, caller, &ended)
}

fn decide_rows<L: Listing>(
    caller: &Caller,
    rows: Vec<super::Sealed<L::Row>>,
    page: &PageRequest,
    (shown, read): (&mut Vec<ObjectRef>, &mut Vec<Reading>),
) -> Page<<L::Row as Protected>::View> {
    let limit = usize::from(page.limit);
    let more = rows.len() > limit;
    let mut items = Vec::with_capacity(rows.len().min(limit));
    let mut last = None;
    for sealed in rows.into_iter().take(limit) {
        let weighed = Weighed::<L::Row>::of_sealed(L::ROW, sealed);
        let reference = <L::Row as Protected>::object_ref(&weighed.id);
        last = Some(reference.id.clone());
        match (weighed.verdict(), weighed.object.as_ref()) {
            (Ok(scope), Some(object)) => {
                items.push(object.disclose(scope, caller));
                read.extend(object.reading(caller));
                shown.push(reference);
            }
            (Ok(_), None) | (Err(_), _) => {
                tracing::error!(
                    kind = reference.kind,
                    "a listing found a row the rules refuse; it was left out"
                );
            }
        }
    }
    Page {
        items,
        next: last.filter(|_| more),
    }
}
