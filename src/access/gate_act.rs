//! Acts through the gate: decision, change and record commit together, or not at all.

use super::caller::Caller;
use super::context::{Context, Idempotency};
use super::gate::{Gate, connection};
use super::permit::Permit;
use super::protected::{Action, Protected};
use super::record::Scribe;
use super::refused::Refused;
use super::screening::{self, Desk};
use super::seal::{Disclosed, Receipt};
use super::tx::Tx;
use super::weighed::{Ended, Pending, Weighed};
use crate::clock;
use crate::store::{Db, Engine, StoreError, StoreResult, idempotency, standing};
use serde::Serialize;
use std::time::Duration;

/// How often a serialisable transaction is tried again before the caller hears 503.
const TRIES: u32 = 24;

/// What an act answers: the outcome as far as the actor may read it, else only its id.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Outcome<V> {
    /// The actor may read the outcome.
    Seen(V),
    /// The act was done, but its outcome is not for the actor to read.
    Done {
        /// Id of the outcome.
        id: String,
    },
}

type Answer<A> = Outcome<<<A as Action>::Outcome as Protected>::View>;
/// What was done under a key before: nothing, a result, or something else.
type Earlier<A> = Option<Result<<<A as Action>::Outcome as Protected>::Id, Refused>>;
type Waiting<A> = Pending<Answer<A>>;

impl Gate {
    /// Acts on one target. `work` may run more than once: a serialisation failure undoes everything and tries again.
    ///
    /// # Errors
    /// [`Refused`]. A refusal by a rule is recorded and the change undone; an outage leaves nothing behind.
    pub async fn act<A: Action>(
        &self,
        ctx: &Context,
        target: <A::Target as Protected>::Id,
        work: impl for<'tx> Fn(&mut Tx<'tx>, A::Target, Permit<'tx, A>) -> Result<<A::Outcome as Protected>::Id, Refused>
        + Send
        + 'static,
    ) -> Result<Disclosed<Answer<A>>, Refused> {
        let (scribe, desk, ctx) = (self.scribe.clone(), self.desk.clone(), ctx.clone());
        let attempt = move |db: &mut Db| try_once::<A>(db, (&scribe, &desk), &ctx, &target, &work);
        match self.writer.engine() {
            Engine::Sqlite => self.writer.run(attempt).await?,
            Engine::Postgres => self.on_postgres(attempt).await,
        }
    }

    async fn on_postgres<R: Send + 'static>(
        &self,
        mut attempt: impl Fn(&mut Db) -> StoreResult<Result<R, Refused>> + Send + 'static,
    ) -> Result<R, Refused> {
        let mut last = StoreError::Pool("no attempt".into());
        for tried in 0..TRIES {
            let pool = self.pool.clone();
            let once = move || {
                let outcome = connection(&pool).and_then(|mut db| attempt(&mut db));
                (attempt, outcome)
            };
            let turn = self.turns.take().await?;
            let done = tokio::task::spawn_blocking(once).await;
            drop(turn);
            let (again, outcome) = done.map_err(|e| Refused::Unavailable(e.to_string()))?;
            match outcome {
                Ok(answer) => return answer,
                Err(error) if error.is_worth_a_retry() => last = error,
                Err(error) => return Err(error.into()),
            }
            attempt = again;
            tokio::time::sleep(pause(tried)).await;
        }
        Err(last.into())
    }
}

/// How long to step aside for whoever stands in the way: a few milliseconds, growing, and never in step with others.
fn pause(tried: u32) -> Duration {
    let most = 4_u64 << tried.min(5);
    let [chance] = clock::random::<1>().unwrap_or([0]);
    Duration::from_millis(1 + most * u64::from(chance) / 256)
}

/// One attempt in one transaction. `Err` is a failure of the store: nothing happened, nothing is recorded.
fn try_once<A: Action>(
    db: &mut Db,
    (scribe, desk): (&Scribe, &Desk),
    ctx: &Context,
    target: &<A::Target as Protected>::Id,
    work: &impl for<'tx> Fn(&mut Tx<'tx>, A::Target, Permit<'tx, A>) -> Result<<A::Outcome as Protected>::Id, Refused>,
) -> StoreResult<Result<Disclosed<Answer<A>>, Refused>> {
    db.begin_write()?;
    match in_transaction::<A>(db, (scribe, desk), ctx, target, work) {
        Ok((receipt, pending)) => Ok(pending.open(receipt)),
        Err(Refused::Store(error)) => db.abandon(Err(error)),
        Err(refused) => db.abandon(Ok(Err(refused))),
    }
}

fn in_transaction<A: Action>(
    db: &mut Db,
    (scribe, desk): (&Scribe, &Desk),
    ctx: &Context,
    target: &<A::Target as Protected>::Id,
    work: &impl for<'tx> Fn(&mut Tx<'tx>, A::Target, Permit<'tx, A>) -> Result<<A::Outcome as Protected>::Id, Refused>,
) -> Result<(Receipt, Waiting<A>), Refused> {
    let mut tx = Tx::new(db, ctx.at);
    let caller = standing::caller(&mut tx, ctx)?.ok_or(Refused::NotSignedIn)?;
    let mut weighed = Weighed::<A::Target>::of(&mut tx, &caller, A::ACT, target.clone())?;
    let done = match (replay::<A>(&mut tx, ctx, &caller)?, weighed.verdict()) {
        (Some(earlier), _) => earlier.map(|id| (id, true)),
        (None, Err(refused)) => Err(refused),
        (None, Ok(_)) => desk
            .pass(ctx, &caller)
            .and_then(|()| perform::<A>(&mut tx, ctx, &caller, scribe, &mut weighed, work))
            .map(|id| (id, false)),
    };
    let (record, pending) = match done {
        Err(refused) if refused.is_outage() => return Err(refused),
        Err(refused) => {
            weighed.note(screening::words(ctx, scribe, Some(&refused)));
            let record = weighed.record(scribe, ctx, &caller, &Ended::Refused(&refused))?;
            (record, Pending::new(scribe, &caller, Err(refused))?)
        }
        Ok((id, again)) => {
            let outcome = Weighed::<A::Outcome>::of(&mut tx, &caller, <A::Outcome as Protected>::READ, id)?;
            let reference = <A::Outcome as Protected>::object_ref(&outcome.id);
            let (answer, shown) = match (outcome.verdict(), outcome.object.as_ref()) {
                (Ok(scope), Some(object)) => (Outcome::Seen(object.disclose(scope, &caller)), vec![reference]),
                (Ok(_), None) | (Err(_), _) => (Outcome::Done { id: reference.id }, Vec::new()),
            };
            let ended = if again {
                Ended::Replayed(&shown, outcome.decision)
            } else {
                weighed.note(screening::words(ctx, scribe, None));
                Ended::Done(&shown)
            };
            let record = weighed.record(scribe, ctx, &caller, &ended)?;
            (record, Pending::new(scribe, &caller, Ok(answer))?)
        }
    };
    let recorded = tx.append(record)?;
    Ok((tx.commit(recorded)?, pending))
}

/// Runs the work in a savepoint, so that a failed change is undone while the record of the attempt stays.
fn perform<A: Action>(
    tx: &mut Tx<'_>,
    ctx: &Context,
    caller: &Caller,
    scribe: &Scribe,
    weighed: &mut Weighed<A::Target>,
    work: &impl for<'t> Fn(&mut Tx<'t>, A::Target, Permit<'t, A>) -> Result<<A::Outcome as Protected>::Id, Refused>,
) -> Result<<A::Outcome as Protected>::Id, Refused> {
    if let Some(seen) = &ctx.if_match {
        let current = Weighed::<A::Target>::of(tx, caller, <A::Target as Protected>::READ, weighed.id.clone())?;
        let view = match (current.verdict(), current.object.as_ref()) {
            (Ok(scope), Some(object)) => object.disclose(scope, caller),
            (Ok(_), None) | (Err(_), _) => return Err(Refused::StaleVersion),
        };
        if scribe.written(caller, &view)?.etag != *seen {
            return Err(Refused::StaleVersion);
        }
    }
    let object = weighed.object.take().ok_or(Refused::Concealed)?;
    let permit = Permit::<A>::new(weighed.id.clone(), caller.clone(), ctx.at());
    tx.db().savepoint()?;
    let done = work(tx, object, permit).and_then(|id| {
        if let (Some(key), Some(seat)) = (&ctx.idempotency, caller.seat()) {
            let result = <A::Outcome as Protected>::object_ref(&id).id;
            idempotency::remember(tx, &seat.id, key, &result, ctx.at())?;
        }
        Ok(id)
    });
    match &done {
        Ok(_) => tx.db().release_savepoint()?,
        // After a failure of the database the whole transaction is rolled back anyway.
        Err(refused) if refused.is_outage() => {}
        Err(_) => tx.db().roll_back_to_savepoint()?,
    }
    done
}

/// The outcome of an earlier request under the same key: once done, a repeated change is answered, not repeated.
fn replay<A: Action>(tx: &mut Tx<'_>, ctx: &Context, caller: &Caller) -> Result<Earlier<A>, Refused> {
    let (Some(asked), Some(seat)) = (&ctx.idempotency, caller.seat()) else {
        return Ok(None);
    };
    let Some(earlier) = idempotency::recall(tx, &seat.id, &asked.key)? else {
        return Ok(None);
    };
    let same = |earlier: &Idempotency| earlier.route == asked.route && earlier.body_mac == asked.body_mac;
    if !same(&earlier.request) {
        return Ok(Some(Err(Refused::KeyReused)));
    }
    let id = <A::Outcome as Protected>::parse_id(&earlier.result).ok_or(StoreError::Corrupt("idempotency result"))?;
    Ok(Some(Ok(id)))
}
