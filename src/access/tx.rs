//! The only handle SQL runs on. The gate opens it; committing it consumes the proof that a record was written.

use super::permit::Brand;
use super::record::Record;
use super::seal::Receipt;
use crate::clock::today_in_brussels;
use crate::domain::ids::EventId;
use crate::store::{Db, StoreResult, access_log, receipts, sealed_acts};
use chrono::{DateTime, NaiveDate, Utc};
use std::marker::PhantomData;

/// A running transaction.
pub struct Tx<'tx> {
    db: &'tx mut Db,
    at: DateTime<Utc>,
    brand: Brand<'tx>,
}

/// Proof that a record was written in this transaction.
#[derive(Debug)]
pub struct Recorded {
    event: EventId,
}

impl<'tx> Tx<'tx> {
    pub(super) const fn new(db: &'tx mut Db, at: DateTime<Utc>) -> Self {
        Self {
            db,
            at,
            brand: PhantomData,
        }
    }

    /// The instant of the request.
    pub(crate) const fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// The day of the request, in Belgium.
    pub(crate) fn today(&self) -> NaiveDate {
        today_in_brussels(self.at)
    }

    /// The connection, for the store alone.
    pub(crate) const fn db(&mut self) -> &mut Db {
        let _: Brand<'tx> = self.brand;
        self.db
    }

    /// Writes the record of an act in the act's own transaction.
    pub(super) fn append(&mut self, record: Record) -> StoreResult<Recorded> {
        let parts = record.into_parts();
        access_log::insert_pending(self.db, &[(parts.log.as_str(), parts.leaf.as_slice())])?;
        if let Some(act) = &parts.sealed {
            sealed_acts::insert(self.db, &[(&parts.event, act)])?;
        }
        receipts::insert(self.db, &parts.readings)?;
        Ok(Recorded { event: parts.event })
    }

    /// Commits: impossible without a record.
    pub(super) fn commit(self, recorded: Recorded) -> StoreResult<Receipt> {
        self.db.commit()?;
        Ok(Receipt::of_durable(recorded.event))
    }
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tx(..)")
    }
}
