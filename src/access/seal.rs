//! Sealed objects, disclosed views, and the receipt that stands between them.

use super::protected::Protected;
use crate::domain::ids::EventId;

/// An object as the store loaded it, with the facts about the asker. It has no getter: only the gate opens it.
pub struct Sealed<T: Protected> {
    pub(super) object: T,
    pub(super) facts: T::Facts,
}

impl<T: Protected> Sealed<T> {
    /// Seals an object with the facts the rules need.
    pub(crate) const fn new(object: T, facts: T::Facts) -> Self {
        Self { object, facts }
    }
}

impl<T: Protected> Sealed<T> {
    /// Seals the same object in another form, under the same facts.
    pub(crate) fn map<U: Protected<Facts = T::Facts>>(self, form: impl FnOnce(T) -> U) -> Sealed<U> {
        Sealed {
            object: form(self.object),
            facts: self.facts,
        }
    }

    /// The facts alone.
    pub(crate) const fn facts(&self) -> T::Facts {
        self.facts
    }
}

impl<T: Protected> std::fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealed(..)")
    }
}

/// Proof that a record is durable. Only the recorder and the commit of a transaction make one.
#[derive(Debug)]
pub struct Receipt {
    event: EventId,
}

impl Receipt {
    pub(super) const fn of_durable(event: EventId) -> Self {
        Self { event }
    }

    /// The record it stands for.
    #[must_use]
    pub const fn event(&self) -> &EventId {
        &self.event
    }
}

/// A view that was disclosed: its decision was taken and its record is durable.
#[derive(Debug)]
pub struct Disclosed<V> {
    view: V,
    written: Written,
}

/// A view as it leaves: its JSON, written once, and the keyed hash of it.
#[derive(Debug)]
pub(super) struct Written {
    pub json: Vec<u8>,
    pub etag: String,
}

impl<V> Disclosed<V> {
    /// Consumes the receipt of this very disclosure.
    pub(super) fn new(_receipt: Receipt, view: V, written: Written) -> Self {
        Self { view, written }
    }

    /// The view.
    #[must_use]
    pub const fn view(&self) -> &V {
        &self.view
    }

    /// Takes the view out.
    #[must_use]
    pub fn into_view(self) -> V {
        self.view
    }

    /// Takes the JSON of the view out: the very bytes its entity tag was made from.
    #[must_use]
    pub fn into_json(self) -> Vec<u8> {
        self.written.json
    }

    /// Entity tag: a keyed hash of the view, so that it never moves with hidden content.
    #[must_use]
    pub fn etag(&self) -> &str {
        &self.written.etag
    }
}
