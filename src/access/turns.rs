//! Turns at the database: as many at once as there are connections, in the order of asking, so that nobody waits with a
//! thread in hand.

use super::refused::Refused;
use crate::store::Pool;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How long somebody waits for a turn before he hears that the house is full.
const PATIENCE: Duration = Duration::from_secs(3);

/// The turns of one pool.
#[derive(Clone, Debug)]
pub(super) struct Turns(Arc<Semaphore>);

/// A turn; it is over when this is dropped.
#[derive(Debug)]
pub(super) struct Turn(#[expect(dead_code, reason = "what counts is how long it is held")] OwnedSemaphorePermit);

impl Turns {
    /// One turn for each connection.
    pub(super) fn of(pool: &Pool) -> Self {
        let connections = usize::try_from(pool.max_size()).unwrap_or(1);
        Self(Arc::new(Semaphore::new(connections)))
    }

    /// Waits for a turn.
    pub(super) async fn take(&self) -> Result<Turn, Refused> {
        let full = || Refused::Unavailable("no connection became free in time".into());
        let taken = timeout(PATIENCE, Arc::clone(&self.0).acquire_owned()).await;
        taken.map_err(|_| full())?.map(Turn).map_err(|_| full())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::store::{Manager, db};

    #[actix_web::test]
    async fn there_are_as_many_turns_as_connections_and_each_comes_back() {
        let turns = Turns::of(&db::pool(Manager::new("sqlite://unused").unwrap(), 2));
        let (one, other) = (turns.take().await.unwrap(), turns.take().await.unwrap());
        let mut third = std::pin::pin!(turns.take());

        assert!(timeout(Duration::from_millis(20), third.as_mut()).await.is_err());
        drop(one);
        let third = third.await.unwrap();
        drop((other, third));
        assert_eq!(turns.0.available_permits(), 2);
    }
}
