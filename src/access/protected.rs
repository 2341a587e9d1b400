//! What the kernel asks of a protected object, an act, a question and a listing.

use super::PageRequest;
use super::caller::Caller;
use super::record::{Notes, Reading};
use super::refused::Refused;
use super::seal::Sealed;
use super::tx::Tx;
use crate::domain::ids::LivcId;
use crate::policy::{Scope, Subject};
use crate::store::StoreResult;
use serde::Serialize;

/// The name of an object for the log: kind and id. The log only ever shows an alias of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectRef {
    /// Kind of object.
    pub kind: &'static str,
    /// Its id; empty for the installation.
    pub id: String,
}

impl ObjectRef {
    /// Names an object.
    #[must_use]
    pub fn new(kind: &'static str, id: &(impl std::fmt::Display + ?Sized)) -> Self {
        Self {
            kind,
            id: id.to_string(),
        }
    }
}

/// A confidential object. Only the store implements this, so only the store says how one is loaded.
pub trait Protected: Sized + Send + 'static {
    /// How it is addressed.
    type Id: Clone + Send + Sync + 'static;
    /// What the rules need to know about it and its asker.
    type Facts: Subject;
    /// What may leave.
    type View: Serialize + Send + 'static;
    /// The act of reading it.
    const READ: <Self::Facts as Subject>::Act;
    /// Whether a session must have taken a seat to touch it (R52).
    const NEEDS_SEAT: bool = true;

    /// Loads it for this caller, with the facts. `None` when it is absent or of another LIVC R: the same answer, by the
    /// same statements.
    ///
    /// # Errors
    /// When the database fails.
    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &Self::Id) -> StoreResult<Option<Sealed<Self>>>;

    /// Reads an address back from its text.
    fn parse_id(text: &str) -> Option<Self::Id>;

    /// Its address.
    fn id(&self) -> Self::Id;

    /// Reduces it to what this scope shows.
    fn disclose(&self, scope: Scope, caller: &Caller) -> Self::View;

    /// The object's name for the log.
    fn object_ref(id: &Self::Id) -> ObjectRef;

    /// The item a contribution belongs to: the log names it instead of the contribution (R21, R41).
    fn within_item(&self) -> Option<ObjectRef> {
        None
    }

    /// What its author will be told of this reading, where she is told and was not yet told today (R51).
    fn reading(&self, _caller: &Caller) -> Option<Reading> {
        None
    }

    /// The LIVC R it belongs to, when that is not the caller's.
    fn livc(&self) -> Option<LivcId> {
        None
    }
}

/// An act that changes something: on one target, with one outcome.
pub trait Action: 'static {
    /// What is acted upon.
    type Target: Protected;
    /// What results; it is decided anew before it is shown.
    type Outcome: Protected;
    /// The act.
    const ACT: <<Self::Target as Protected>::Facts as Subject>::Act;
}

/// A read with parameters: an answer computed about one object.
pub trait Question: Send + 'static {
    /// What it is about.
    type Target: Protected;
    /// The answer.
    type Answer: Serialize + Send + 'static;
    /// The act.
    const ACT: <<Self::Target as Protected>::Facts as Subject>::Act;

    /// Computes the answer, in the same snapshot as the decision.
    ///
    /// # Errors
    /// A refusal, or a failure of the database.
    fn answer(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        target: &Self::Target,
        scope: Scope,
    ) -> Result<Self::Answer, Refused>;

    /// What the record of an answered question says beside what every record says.
    fn notes(&self, _answer: &Self::Answer) -> Notes {
        Notes::default()
    }
}

/// A list of protected objects within another one. Every row is decided again.
pub trait Listing: Send + 'static {
    /// What the list belongs to.
    type Within: Protected;
    /// What it lists.
    type Row: Protected;
    /// The act of listing.
    const LIST: <<Self::Within as Protected>::Facts as Subject>::Act;
    /// The act decided for each row.
    const ROW: <<Self::Row as Protected>::Facts as Subject>::Act;

    /// Loads at most `page.limit + 1` rows after the cursor, by id, already filtered to what the caller may see.
    ///
    /// # Errors
    /// When the database fails.
    fn rows(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        within: &Self::Within,
        page: &PageRequest,
    ) -> StoreResult<Vec<Sealed<Self::Row>>>;
}
