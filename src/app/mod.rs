//! Use cases: one function for each sentence of the manual. Each goes through the gate.

pub mod access_log;
pub mod accounts;
pub mod actions;
pub mod case_managers;
pub mod cases;
pub mod contributions;
pub mod convocation;
pub mod directory;
pub mod handovers;
pub mod inventory;
pub mod invitations;
pub mod items;
pub mod legal_references;
pub mod mandates;
pub mod me;
pub mod meetings;
pub mod overview;
pub mod paper_acts;
pub mod plan;
pub mod preview;
pub mod receipts;
pub mod replacements;
pub mod seats;
pub mod sessions;
pub mod territory;

use crate::access::{Action, Protected, Refused};
use crate::policy::{Decision, Denial, Rule, Verdict};
use crate::store::StoreError;

/// The target of an act.
pub(crate) type TargetId<A> = <<A as Action>::Target as Protected>::Id;

/// Turns a decision about content into a refusal at the field it concerns.
pub(crate) fn insist(decision: Decision, pointer: &str, detail: &str) -> Result<(), Refused> {
    match decision.verdict() {
        Verdict::Permit(_) => Ok(()),
        Verdict::Refuse(denial) => Err(Refused::field(decision.rule(), denial, pointer, detail)),
    }
}

/// Something named in a body that does not exist for the caller: the same answer whether absent or foreign.
pub(crate) fn unknown(pointer: &str) -> Refused {
    Refused::NotAcceptable(vec![crate::access::FieldError::new(pointer, "unknown")])
}

/// What a body names does not exist for the caller; any other refusal stays what it is.
pub(crate) fn unknown_if_concealed(refused: Refused, pointer: &str) -> Refused {
    if matches!(refused, Refused::Concealed) {
        unknown(pointer)
    } else {
        refused
    }
}

/// A refusal that names the field at fault.
pub(crate) fn field(rule: Rule, pointer: &str, detail: &str) -> Refused {
    Refused::field(rule, Denial::NotAcceptable, pointer, detail)
}

/// A duplicate is a conflict of the caller's; any other failure is the store's.
pub(crate) fn once(written: Result<(), StoreError>) -> Result<(), Refused> {
    match written {
        Err(error) if error.is_duplicate() => Err(Refused::ChangedMeanwhile),
        other => other.map_err(Refused::from),
    }
}
