//! An object with its decision: the only thing records, permits and disclosures are made from.

use super::caller::Caller;
use super::context::Context;
use super::protected::{ObjectRef, Protected};
use super::record::{Entry, Notes, Record, Scribe};
use super::refused::Refused;
use super::seal::{Disclosed, Receipt, Sealed, Written};
use super::tx::Tx;
use crate::domain::ids::LivcId;
use crate::log::leaf::LeafOutcome;
use crate::policy::{self, Act, Decision, Denial, Rule, Scope, Subject, Veil, Verdict};
use serde::Serialize;

/// The act on one kind of object.
pub(super) type ActOn<T> = <<T as Protected>::Facts as Subject>::Act;

/// One object (or its absence), weighed against the rules for one act of one caller.
pub(super) struct Weighed<T: Protected> {
    pub(super) id: T::Id,
    pub(super) decision: Decision,
    pub(super) object: Option<T>,
    facts: Option<T::Facts>,
    act: String,
    livc: Option<LivcId>,
    veil: Option<(Veil, ObjectRef)>,
    notes: Notes,
}

impl<T: Protected> Weighed<T> {
    /// Loads the object and decides.
    pub(super) fn of(tx: &mut Tx<'_>, caller: &Caller, act: ActOn<T>, id: T::Id) -> Result<Self, Refused> {
        if T::NEEDS_SEAT && caller.seat().is_none() {
            return Ok(Self::unseated(act, id));
        }
        if let Some(sealed) = T::load(tx, caller, &id)? {
            Ok(Self::of_sealed(act, sealed))
        } else {
            let decision = match caller.seat() {
                Some(seat) => policy::decide_absent::<T::Facts>(act, seat.standing()),
                None => policy::absent_without_seat(),
            };
            Ok(Self {
                id,
                decision,
                object: None,
                facts: None,
                act: act.code().to_owned(),
                livc: None,
                veil: None,
                notes: Notes::default(),
            })
        }
    }

    /// Decides about an object that is loaded already.
    pub(super) fn of_sealed(act: ActOn<T>, sealed: Sealed<T>) -> Self {
        let Sealed { object, facts } = sealed;
        let decision = policy::decide(act, &facts);
        // Who is refused without a look at the object is named as what he tried, like any who walks along ids.
        let concealed = decision.verdict() == Verdict::Refuse(Denial::Concealed);
        let by_function = facts.standing().is_some_and(|s| T::Facts::role_level(s, act).is_err());
        let veil = facts.veil(act).filter(|_| !concealed && !by_function).map(|veil| {
            (
                veil,
                object.within_item().unwrap_or_else(|| T::object_ref(&object.id())),
            )
        });
        Self {
            id: object.id(),
            decision,
            livc: object.livc(),
            facts: Some(facts),
            object: Some(object),
            act: act.code().to_owned(),
            veil,
            notes: Notes::default(),
        }
    }

    fn unseated(act: ActOn<T>, id: T::Id) -> Self {
        Self {
            id,
            decision: policy::seat_needed(),
            object: None,
            facts: None,
            act: act.code().to_owned(),
            livc: None,
            veil: None,
            notes: Notes::default(),
        }
    }

    /// The facts by name and value, as far as the asker may read them.
    pub(super) fn explained(&self, caller: &Caller, act: ActOn<T>) -> Vec<(&'static str, &'static str)> {
        let standing = caller.seat().map(super::Seat::standing);
        // A refusal for the function alone is explained by the function alone: the object plays no part in it.
        let by_function = standing.is_some_and(|s| T::Facts::role_level(s, act).is_err());
        match (by_function, &self.facts, standing) {
            (false, Some(facts), _) => facts.explained(act),
            (true, _, Some(standing)) | (false, None, Some(standing)) => standing.fields(),
            (true, _, None) | (false, None, None) => Vec::new(),
        }
    }

    /// Names another act for the log (`….why`).
    pub(super) fn recorded_as(mut self, act: String) -> Self {
        self.act = act;
        // Asking about an item takes no part in it; asking about a contribution one may know of reads it.
        let item = self.object.as_ref().and_then(Protected::within_item);
        self.veil = self.veil.and(item).map(|item| (Veil::Reading, item));
        self
    }

    /// Adds words to the record.
    pub(super) fn noting(mut self, notes: Notes) -> Self {
        self.notes = notes;
        self
    }

    /// Adds words to those the record has.
    pub(super) fn note(&mut self, words: Vec<String>) {
        self.notes.fields.extend(words);
    }

    /// The scope, or the refusal as the caller hears it.
    pub(super) fn verdict(&self) -> Result<Scope, Refused> {
        match self.decision.verdict() {
            Verdict::Permit(scope) if self.object.is_some() => Ok(scope),
            // A permit for something that is not there cannot be used.
            Verdict::Permit(_) | Verdict::Refuse(Denial::Concealed) => Err(Refused::Concealed),
            Verdict::Refuse(denial) => Err(Refused::by(self.decision.rule(), denial)),
        }
    }

    /// Writes the record of how it ended. A permitted act that failed on its content names the rule it failed on.
    pub(super) fn record(
        &self,
        scribe: &Scribe,
        ctx: &Context,
        caller: &Caller,
        ended: &Ended<'_>,
    ) -> Result<Record, Refused> {
        let (outcome, problem, disclosed) = match ended {
            Ended::Done(disclosed) => (LeafOutcome::Done, None, disclosed.to_vec()),
            Ended::Replayed(disclosed, _) => (LeafOutcome::Replayed, None, disclosed.to_vec()),
            Ended::Explained => (LeafOutcome::Done, None, Vec::new()),
            Ended::Refused(Refused::Concealed) => (LeafOutcome::Concealed, None, Vec::new()),
            Ended::Refused(refused) if self.decision.is_permit() => {
                (LeafOutcome::Undone, Some(refused.kind()), Vec::new())
            }
            Ended::Refused(refused) => (LeafOutcome::Refused, Some(refused.kind()), Vec::new()),
        };
        let decision = match ended {
            // Which rule conceals an object would tell that it exists.
            Ended::Refused(Refused::Concealed) => policy::refused_by(self.decision, Rule::R20),
            // The act was allowed but its content was not: the record names the rule that refused it.
            Ended::Refused(refused) => refused
                .rule()
                .map_or(self.decision, |rule| policy::refused_by(self.decision, rule)),
            Ended::Done(_) => self.decision,
            Ended::Replayed(_, reading) => *reading,
            Ended::Explained => policy::explanation(),
        };
        scribe.write(
            ctx,
            Entry {
                caller,
                act: self.act.clone(),
                object: T::object_ref(&self.id),
                livc: self.livc.clone(),
                decision,
                facts: format!("{:?}", self.facts),
                disclosed,
                outcome,
                problem,
                veil: self.veil.clone(),
                notes: self.notes.clone(),
            },
        )
    }
}

/// How an attempt ended.
pub(super) enum Ended<'a> {
    /// Carried out; these objects were shown.
    Done(&'a [ObjectRef]),
    /// Answered again under the same idempotency key, as the outcome's own reading decided.
    Replayed(&'a [ObjectRef], Decision),
    /// Explained: the asker may know what the rules say (R47).
    Explained,
    /// Not carried out.
    Refused(&'a Refused),
}

/// An answer that waits for its record to become durable.
pub(super) struct Pending<V> {
    answer: Result<(V, Written), Refused>,
}

impl<V: Serialize> Pending<V> {
    /// An answer, not yet disclosed.
    pub(super) fn new(scribe: &Scribe, caller: &Caller, answer: Result<V, Refused>) -> Result<Self, Refused> {
        let answer = match answer {
            Ok(view) => scribe.written(caller, &view).map(|written| (view, written)),
            Err(refused) => Err(refused),
        };
        match answer {
            Err(refused) if refused.is_outage() => Err(refused),
            Ok(_) | Err(_) => Ok(Self { answer }),
        }
    }

    /// Opens it: only with the receipt of its record.
    pub(super) fn open(self, receipt: Receipt) -> Result<Disclosed<V>, Refused> {
        self.answer
            .map(|(view, written)| Disclosed::new(receipt, view, written))
    }
}
