//! The legal references that refusals and explanations cite: a copy of the rows, exchanged as a whole.

use crate::policy::legal::LegalReference;
use std::sync::{Arc, PoisonError, RwLock};

/// The rows as they were read last.
#[derive(Debug)]
pub struct LegalBook(RwLock<Arc<Vec<LegalReference>>>);

impl LegalBook {
    /// A book of these rows.
    #[must_use]
    pub fn new(rows: Vec<LegalReference>) -> Self {
        Self(RwLock::new(Arc::new(rows)))
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> Arc<Vec<LegalReference>> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Exchanges all rows at once.
    pub fn replace(&self, rows: Vec<LegalReference>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rows);
    }
}
