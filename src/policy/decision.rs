//! A decision: what the rules say about one act on one object, and by which rule.

use super::rule::Rule;

/// What a permitted reader sees of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everything the view has.
    Full,
    /// Without the case code: it is known to mayor, coordinator and secretary only (R48).
    WithoutCaseCode,
    /// Only the agenda items one is invited to (R14).
    OwnItems,
    /// Functions and identifiers, but no names (R41).
    WithoutNames,
    /// Only that the item was dealt with or not (R20).
    DoneOrNot,
    /// Without reasons given to the mayor (R16).
    WithoutReasons,
    /// How far an agreed action is: life domain, organisation, deadline and state; no text (R37).
    Status,
    /// The course of cases and meetings, without figures of agreed actions (R40).
    ProcessOnly,
}

/// How a refusal is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Denial {
    /// Nobody is signed in by this: 401.
    NotSignedIn,
    /// The object does not exist for the asker: 404, one constant body, no rule.
    Concealed,
    /// The function may never do this, or not to this object: 403.
    Forbidden,
    /// The object is not in a state that allows it: 409.
    WrongState,
    /// The content is not acceptable: 422.
    NotAcceptable,
    /// Sealed or closed: 423.
    Sealed,
    /// Something the asker must do first is missing: 428.
    PreconditionMissing,
}

/// Permit or refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The act may be done, and this much is shown.
    Permit(Scope),
    /// The act may not be done.
    Refuse(Denial),
}

/// The outcome of the rules for one act. Only the policy layer makes one.
///
/// ```compile_fail,E0451
/// // Nobody outside the policy layer makes up a decision.
/// use livc::policy::{Decision, Rule, Scope, Verdict};
/// let decision = Decision { rule: Rule::R24, verdict: Verdict::Permit(Scope::Full) };
/// ```
/// ```
/// // The twin that compiles: asking the rules.
/// use livc::policy::{decide, item::{ItemAct, ItemFacts}, Subject};
/// let facts = ItemFacts::all();
/// let decision = decide(ItemAct::Read, facts.first().expect("facts"));
/// println!("{}", decision.rule().id());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Decision {
    rule: Rule,
    verdict: Verdict,
}

impl Decision {
    /// The rule that decided.
    #[must_use]
    pub const fn rule(self) -> Rule {
        self.rule
    }

    /// What it decided.
    #[must_use]
    pub const fn verdict(self) -> Verdict {
        self.verdict
    }

    /// Whether the act is permitted.
    #[must_use]
    pub const fn is_permit(self) -> bool {
        matches!(self.verdict, Verdict::Permit(_))
    }
}

pub(super) const fn permit(rule: Rule, scope: Scope) -> Decision {
    Decision {
        rule,
        verdict: Verdict::Permit(scope),
    }
}

pub(super) const fn refuse(rule: Rule, denial: Denial) -> Decision {
    Decision {
        rule,
        verdict: Verdict::Refuse(denial),
    }
}

pub(super) const fn conceal(rule: Rule) -> Decision {
    refuse(rule, Denial::Concealed)
}
