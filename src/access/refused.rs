//! Why nothing was disclosed or changed. What reaches the caller never holds more than a rule and his own input.

use crate::policy::problem_texts::ProblemKind;
use crate::policy::{Denial, Rule};
use crate::store::StoreError;

/// One thing wrong with one field of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer to the field.
    pub pointer: String,
    /// What is wrong with it.
    pub detail: String,
}

impl FieldError {
    /// An error at a pointer.
    #[must_use]
    pub fn new(pointer: &str, detail: impl Into<String>) -> Self {
        Self {
            pointer: pointer.to_owned(),
            detail: detail.into(),
        }
    }
}

/// A refusal.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No session, or one that ended.
    #[error("not signed in")]
    NotSignedIn,
    /// A rule refused, and the asker may know.
    #[error("refused by {}", rule.id())]
    ByRule {
        /// The rule.
        rule: Rule,
        /// How it is told.
        denial: Denial,
        /// The fields at fault, if the content was.
        errors: Vec<FieldError>,
    },
    /// The object does not exist for the asker.
    #[error("not found")]
    Concealed,
    /// The request is not acceptable, whatever the rules say.
    #[error("not acceptable")]
    NotAcceptable(Vec<FieldError>),
    /// The client saw another version.
    #[error("stale version")]
    StaleVersion,
    /// The answer of the preview is no longer the same.
    #[error("a new preview is needed")]
    NewPreviewNeeded,
    /// The world changed in a way that makes the act impossible.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    /// The idempotency key was used for something else.
    #[error("idempotency key reused")]
    KeyReused,
    /// Too many attempts.
    #[error("too many requests")]
    Throttled {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Database, key store or log is not available; nothing was disclosed, nothing changed.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Refused {
    /// A refusal by a rule about one field.
    #[must_use]
    pub fn field(rule: Rule, denial: Denial, pointer: &str, detail: impl Into<String>) -> Self {
        Self::ByRule {
            rule,
            denial,
            errors: vec![FieldError::new(pointer, detail)],
        }
    }

    /// A refusal by a rule.
    #[must_use]
    pub const fn by(rule: Rule, denial: Denial) -> Self {
        Self::ByRule {
            rule,
            denial,
            errors: Vec::new(),
        }
    }

    /// The session must take a seat first (R52).
    #[must_use]
    pub const fn seat_needed() -> Self {
        Self::by(Rule::R52, Denial::PreconditionMissing)
    }

    /// The kind of problem the caller is told.
    #[must_use]
    pub const fn kind(&self) -> ProblemKind {
        match self {
            Self::NotSignedIn => ProblemKind::NotSignedIn,
            Self::ByRule { denial, .. } => match denial {
                Denial::NotSignedIn => ProblemKind::SignInRefused,
                Denial::Concealed => ProblemKind::NotFound,
                Denial::Forbidden => ProblemKind::Forbidden,
                Denial::WrongState => ProblemKind::WrongState,
                Denial::NotAcceptable => ProblemKind::NotAcceptable,
                Denial::Sealed => ProblemKind::Sealed,
                Denial::PreconditionMissing => ProblemKind::PreconditionMissing,
            },
            Self::Concealed => ProblemKind::NotFound,
            Self::NotAcceptable(_) => ProblemKind::NotAcceptable,
            Self::StaleVersion => ProblemKind::StaleVersion,
            Self::NewPreviewNeeded => ProblemKind::NewPreviewNeeded,
            Self::ChangedMeanwhile => ProblemKind::ChangedMeanwhile,
            Self::KeyReused => ProblemKind::IdempotencyKeyReused,
            Self::Throttled { .. } => ProblemKind::TooManyRequests,
            Self::Unavailable(_) | Self::Store(_) => ProblemKind::Unavailable,
        }
    }

    /// The rule that refused, where one did and the asker may know.
    #[must_use]
    pub const fn rule(&self) -> Option<Rule> {
        match self {
            Self::ByRule { rule, denial, .. } => match denial {
                Denial::Concealed => None,
                Denial::NotSignedIn
                | Denial::Forbidden
                | Denial::WrongState
                | Denial::NotAcceptable
                | Denial::Sealed
                | Denial::PreconditionMissing => Some(*rule),
            },
            Self::NewPreviewNeeded => Some(Rule::R46),
            Self::NotSignedIn
            | Self::Concealed
            | Self::NotAcceptable(_)
            | Self::StaleVersion
            | Self::ChangedMeanwhile
            | Self::KeyReused
            | Self::Throttled { .. }
            | Self::Unavailable(_)
            | Self::Store(_) => None,
        }
    }

    /// Whether the request could not be dealt with at all, so that not even its record is kept.
    #[must_use]
    pub const fn is_outage(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Store(_))
    }
}
