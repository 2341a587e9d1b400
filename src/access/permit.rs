//! A permit: one act, one target, one transaction.

use super::caller::{Caller, Seat};
use super::protected::{Action, Protected};
use super::refused::Refused;
use super::tx::Tx;
use super::weighed::Weighed;
use crate::clock;
use crate::domain::ids::IllFormedId;
use crate::policy::Subject;
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use std::marker::PhantomData;

/// Ties a permit and a transaction together: the lifetime can be neither shortened nor lengthened.
pub(super) type Brand<'tx> = PhantomData<fn(&'tx ()) -> &'tx ()>;

/// The permission for one act on one target inside one transaction. Only the gate makes one, from a decision.
pub struct Permit<'tx, A: Action> {
    target: <A::Target as Protected>::Id,
    caller: Caller,
    at: DateTime<Utc>,
    brand: Brand<'tx>,
}

impl<A: Action> Permit<'_, A> {
    pub(super) const fn new(target: <A::Target as Protected>::Id, caller: Caller, at: DateTime<Utc>) -> Self {
        Self {
            target,
            caller,
            at,
            brand: PhantomData,
        }
    }

    /// What is acted upon.
    #[must_use]
    pub const fn target(&self) -> &<A::Target as Protected>::Id {
        &self.target
    }

    /// Who acts.
    #[must_use]
    pub const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The seat that acts.
    ///
    /// # Errors
    /// [`Refused::seat_needed`] without a seat.
    pub fn seat(&self) -> Result<&Seat, Refused> {
        self.caller.seated()
    }

    /// The instant of the act.
    #[must_use]
    pub const fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Opens another object the act touches, under its own decision: refused there, the act is refused.
    ///
    /// # Errors
    /// The refusal, [`Refused::Concealed`] for what does not exist for the actor.
    pub fn open_also<T: Protected>(
        &self,
        tx: &mut Tx<'_>,
        act: <T::Facts as Subject>::Act,
        id: T::Id,
    ) -> Result<T, Refused> {
        let weighed = Weighed::<T>::of(tx, &self.caller, act, id)?;
        weighed.verdict()?;
        weighed.object.ok_or(Refused::Concealed)
    }

    /// A fresh identifier.
    ///
    /// # Errors
    /// Never in practice: the clock writes identifiers the way they are read.
    pub fn new_id<I>(&self, parse: impl FnOnce(&str) -> Result<I, IllFormedId>) -> Result<I, Refused> {
        parse(&clock::new_id(self.at)).map_err(|_| StoreError::Corrupt("fresh id").into())
    }
}

impl<A: Action> std::fmt::Debug for Permit<'_, A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Permit(..)")
    }
}
