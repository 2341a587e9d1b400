//! The hashes of the Merkle trees in the database, for the functions of the tree.

use std::{cell::RefCell, collections::HashMap};

use diesel::prelude::*;

use super::{
    access_log_schema::log_hashes,
    db::Db,
    error::{StoreError, StoreResult},
};
use crate::log::tree::{Hash, HashReader, TreeError, hash_from};

/// The stored hashes of one log.
pub(super) struct StoredHashes<'a> {
    db: RefCell<&'a mut Db>,
    log_id: &'a str,
    /// Hashes not in the database yet, and those read already.
    known: RefCell<HashMap<u64, Hash>>,
    failure: RefCell<Option<StoreError>>,
}

impl<'a> StoredHashes<'a> {
    pub(super) fn new(db: &'a mut Db, log_id: &'a str) -> Self {
        let (db, known, failure) = (RefCell::new(db), RefCell::default(), RefCell::default());
        Self {
            db,
            log_id,
            known,
            failure,
        }
    }

    /// Adds hashes that will be stored from this index on.
    pub(super) fn add(&mut self, first: u64, hashes: &[Hash]) {
        self.known.borrow_mut().extend((first..).zip(hashes.iter().copied()));
    }

    /// Asks the tree something, with these hashes at hand.
    pub(super) fn ask<T>(&self, question: impl FnOnce(&Self) -> Result<T, TreeError>) -> StoreResult<T> {
        question(self).map_err(|_| self.failure.take().unwrap_or(StoreError::Corrupt("log_hashes")))
    }

    fn read(&self, indexes: &[i64]) -> StoreResult<()> {
        let rows: Vec<(i64, Vec<u8>)> = log_hashes::table
            .filter(log_hashes::log_id.eq(self.log_id).and(log_hashes::idx.eq_any(indexes)))
            .select((log_hashes::idx, log_hashes::hash))
            .load(&mut **self.db.borrow_mut())?;
        for (index, hash) in rows {
            let index = u64::try_from(index).map_err(|_| StoreError::Corrupt("log_hashes.idx"))?;
            let hash = hash_from(&hash).ok_or(StoreError::Corrupt("log_hashes.hash"))?;
            self.known.borrow_mut().insert(index, hash);
        }
        Ok(())
    }
}

impl HashReader for StoredHashes<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, TreeError> {
        let lacking = indexes.iter().filter(|index| !self.known.borrow().contains_key(index));
        let lacking: Result<Vec<i64>, _> = lacking.map(|index| i64::try_from(*index)).collect();
        let lacking = lacking.map_err(|_| TreeError::IndexesNotInTree)?;
        if !lacking.is_empty()
            && let Err(error) = self.read(&lacking)
        {
            self.failure.replace(Some(error));
            return Err(TreeError::IndexesNotInTree);
        }
        let known = self.known.borrow();
        indexes
            .iter()
            .map(|index| known.get(index).copied().ok_or(TreeError::IndexesNotInTree))
            .collect()
    }
}
