//! The parts of a record: actor, object, what was disclosed, and the closed words for how it ended.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The most aliases a record names one by one; a longer list is replaced by its hash.
pub const MAX_ALIASES: usize = 200;

/// The person, stranger or system actor behind a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeafActor {
    /// The function of the seat.
    pub function: Option<String>,
    /// The account, or the name of the system actor.
    pub id: Option<String>,
    /// What kind of actor.
    pub kind: LeafActorKind,
    /// On whose behalf, where a chair lent her confirmation or a deputy acted.
    pub on_behalf_of: Option<String>,
    /// The organisation of the seat.
    pub organisation: Option<String>,
    /// The seat acted from (R52).
    pub seat: Option<String>,
}

/// What kind of actor a record names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeafActorKind {
    /// A personal account.
    Account,
    /// Nobody known yet, as at a failed sign-in.
    Anonymous,
    /// A named background actor with the least rights it needs.
    System,
}

/// The object of an act, under its audit alias.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeafObject {
    /// The alias that leads back to the object only while its key exists.
    pub alias: Option<String>,
    /// The groups of fields touched.
    pub fields: Vec<String>,
    /// The kind of object.
    pub kind: String,
    /// The version of the object acted upon.
    pub version: Option<u64>,
}

/// What was shown: the aliases, or a hash of them when there are many, and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeafDisclosed {
    aliases: Vec<String>,
    count: u64,
    hash: Option<String>,
}

impl LeafDisclosed {
    /// Names the objects shown; above [`MAX_ALIASES`] the sorted list gives way to the SHA-256 of its lines.
    #[must_use]
    pub fn of(mut aliases: Vec<String>) -> Self {
        aliases.sort_unstable();
        let count = aliases.len() as u64;
        if aliases.len() <= MAX_ALIASES {
            return Self {
                aliases,
                count,
                hash: None,
            };
        }
        let mut lines = Sha256::new();
        for alias in &aliases {
            lines.update(alias.as_bytes());
            lines.update(b"\n");
        }
        Self {
            aliases: Vec::new(),
            count,
            hash: Some(HEXLOWER.encode(&lines.finalize())),
        }
    }

    /// Nothing was shown.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            aliases: Vec::new(),
            count: 0,
            hash: None,
        }
    }

    /// How many objects were shown.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The hash that stands for a long list.
    #[must_use]
    pub fn hash(&self) -> Option<&str> {
        self.hash.as_deref()
    }

    /// Whether list, hash and count fit together, as [`LeafDisclosed::of`] writes them.
    pub(super) fn is_coherent(&self) -> bool {
        let listed = self.aliases.len();
        match &self.hash {
            None => listed <= MAX_ALIASES && listed as u64 == self.count && self.aliases.is_sorted(),
            Some(_) => listed == 0 && self.count > MAX_ALIASES as u64,
        }
    }

    /// The aliases named one by one, in order.
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        &self.aliases
    }
}

/// What the rule decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeafDecision {
    /// The act was allowed.
    Permit,
    /// The act was refused.
    Refuse,
}

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeafOutcome {
    /// It was carried out.
    Done,
    /// It was refused, and the actor was told.
    Refused,
    /// It was refused as if the object did not exist.
    Concealed,
    /// It was allowed, failed, and was undone.
    Undone,
    /// It had been done before and was answered again.
    Replayed,
}

impl LeafDecision {
    /// The word in the record.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Permit => "permit",
            Self::Refuse => "refuse",
        }
    }
}

impl LeafOutcome {
    /// The word in the record.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Concealed => "concealed",
            Self::Undone => "undone",
            Self::Replayed => "replayed",
        }
    }
}
