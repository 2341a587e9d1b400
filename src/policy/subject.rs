//! What the rules decide about: kinds of facts, their acts, and the one function that decides.

use super::decision::{Decision, Denial, conceal, refuse};
use super::rule::Rule;
use super::standing::Standing;
use std::fmt::Debug;
use std::hash::Hash;

/// The acts on one kind of object.
pub trait Act: Copy + Eq + Debug + Send + Sync + 'static {
    /// Every act.
    const ALL: &'static [Self];
    /// The name of the act in the access log, such as `item.read`.
    fn code(self) -> &'static str;
}

/// What the log says instead of the precise act, which is kept for its author alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Veil {
    /// Took part in an item: came, went, asked for a preview, spoke, or changed what one had said.
    TakingPart,
    /// Read contributions of an item, one's own or others', few, many or none.
    Reading,
}

impl Veil {
    /// The act as the log names it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TakingPart => "item.take_part",
            Self::Reading => "item.read_contributions",
        }
    }

    /// The rule as the log names it.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::TakingPart => Rule::R21,
            Self::Reading => Rule::R24,
        }
    }
}

/// The facts the rules need about one kind of object: small, without ids and text, so that every decision can be
/// replayed and every combination enumerated.
pub trait Subject: Copy + Eq + Hash + Debug + Send + Sync + 'static {
    /// The acts on this kind of object.
    type Act: Act;
    /// The kind's name in the matrix.
    const KIND: &'static str;

    /// Who asks; `None` where nobody has a seat yet (sign-in, one's own session).
    fn standing(&self) -> Option<Standing>;
    /// Whether the function may ever do this, whatever the object. Decided before the object is looked at, so that a
    /// refusal tells nothing about it.
    ///
    /// # Errors
    /// The rule that keeps the function from this act.
    fn role_level(standing: Standing, act: Self::Act) -> Result<(), Rule>;
    /// The decision for this object, once the function may do the act at all.
    fn object_level(&self, act: Self::Act) -> Decision;
    /// The facts by name and value, for the matrix, the explanation and the record.
    fn fields(&self) -> Vec<(&'static str, &'static str)>;
    /// The facts an explanation of this act may show to its asker.
    fn explained(&self, _act: Self::Act) -> Vec<(&'static str, &'static str)> {
        self.fields()
    }
    /// Every combination of facts.
    fn all() -> Vec<Self>;
    /// Under which common name the log keeps this act, so that silence stays free (R21, R41).
    fn veil(&self, _act: Self::Act) -> Option<Veil> {
        None
    }
}

/// Decides. Total and pure: the same facts always give the same decision.
#[must_use]
pub fn decide<S: Subject>(act: S::Act, facts: &S) -> Decision {
    match facts.standing().map_or(Ok(()), |standing| S::role_level(standing, act)) {
        Err(rule) => refuse(rule, Denial::Forbidden),
        Ok(()) => facts.object_level(act),
    }
}

/// Decides about an object that does not exist for the asker: absent, or of another LIVC R.
#[must_use]
pub fn decide_absent<S: Subject>(act: S::Act, standing: Standing) -> Decision {
    match S::role_level(standing, act) {
        Err(rule) => refuse(rule, Denial::Forbidden),
        Ok(()) => conceal(Rule::R20),
    }
}

/// The decision for a session that has not taken a seat (R52).
#[must_use]
pub const fn seat_needed() -> Decision {
    refuse(Rule::R52, Denial::PreconditionMissing)
}

/// The decision that lets somebody know why, where she may know of the object (R47).
#[must_use]
pub const fn explanation() -> Decision {
    super::decision::permit(Rule::R47, super::Scope::Full)
}

/// The decision about something absent, for somebody without a seat.
#[must_use]
pub const fn absent_without_seat() -> Decision {
    conceal(Rule::R20)
}

/// The decision of an act that was permitted but failed on the rule of its content.
#[must_use]
pub(crate) fn refused_by(decision: Decision, rule: Rule) -> Decision {
    match decision.verdict() {
        super::Verdict::Permit(_) => refuse(rule, Denial::NotAcceptable),
        super::Verdict::Refuse(denial) => refuse(rule, denial),
    }
}

/// Yes or no, for the matrix and explanations.
#[must_use]
pub const fn yes_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// Both values of a fact that is true or false.
pub(super) const BOTH: [bool; 2] = [false, true];

/// Declares the acts of one kind with their names in the log.
macro_rules! acts {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }
        impl $crate::policy::subject::Act for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
    };
}
pub(super) use acts;
