//! One record of the access log, in the only byte form it ever has: RFC 8785 JSON of words and numbers, never of sentences.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use super::leaf_parts::{
    LeafActor, LeafActorKind, LeafDecision, LeafDisclosed, LeafObject, LeafOutcome, MAX_ALIASES,
};
use super::tree::{Hash, leaf_hash};

/// The longest record an entry bundle can carry.
pub const MAX_LEAF_BYTES: usize = 65_535;
/// The longest single word in a record: longer than any id, shorter than any story.
const MAX_WORD_BYTES: usize = 128;
/// Beyond this, JSON numbers are not the same number everywhere.
const MAX_NUMBER: u64 = (1 << 53) - 1;
/// The log of what happens outside every LIVC R.
pub const INSTALLATION_LOG: &str = "installation";

/// What happened, to which object, by whom, under which rule. Fields stand in the order of the canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// The act as a dotted word, for example `contribution.read`.
    pub act: String,
    /// Who acted.
    pub actor: LeafActor,
    /// When the decision fell, to the millisecond.
    #[serde(with = "instant")]
    pub at: DateTime<Utc>,
    /// Whether this was emergency use.
    pub break_glass: bool,
    /// What the rule decided.
    pub decision: LeafDecision,
    /// What left the house.
    pub disclosed: LeafDisclosed,
    /// The id of this event, unique over all logs of an installation.
    pub event_id: String,
    /// A keyed hash of the facts decided on, in hexadecimal.
    pub facts: Option<String>,
    /// The code of the legal reference in force.
    pub legal_reference: Option<String>,
    /// The log this record belongs to: a LIVC R, or [`INSTALLATION_LOG`].
    pub log: String,
    /// What was acted upon.
    pub object: LeafObject,
    /// How it ended.
    pub outcome: LeafOutcome,
    /// The hash of the policy that decided.
    pub policy: String,
    /// The kind of problem answered, if one was.
    pub problem: Option<String>,
    /// The code of the purpose stated.
    pub purpose: Option<String>,
    /// The request this belongs to.
    pub request_id: Option<String>,
    /// The rule that decided, for example `R24`.
    pub rule: String,
    /// Sixteen random bytes in hexadecimal, so that no record can be guessed from its hash.
    pub salt: String,
    /// A commitment to the precise act, where only its author may know it (R41).
    pub sealed_act: Option<String>,
    /// A hash of the session.
    pub session: Option<String>,
    /// How strongly the actor had signed in.
    pub strength: Option<String>,
    /// The version of this form: 1.
    pub v: u8,
}

/// Why something cannot be a record.
#[derive(Debug, thiserror::Error)]
pub enum LeafError {
    /// The record would not fit an entry bundle.
    #[error("a record of {0} bytes is longer than {MAX_LEAF_BYTES}")]
    TooLong(usize),
    /// The bytes are not the JSON of a record.
    #[error("not the JSON of a record: {0}")]
    Json(#[from] serde_json::Error),
    /// The bytes say the same in another form.
    #[error("not in canonical form")]
    NotCanonical,
    /// A field holds something else than one plain word.
    #[error("the field {0} is not one plain word")]
    NotAWord(&'static str),
    /// A number is larger than JSON carries safely.
    #[error("the field {0} is too large a number")]
    TooLarge(&'static str),
    /// The list of aliases, its hash and its count contradict each other.
    #[error("what was disclosed does not add up")]
    Disclosed,
    /// The record follows another version of this form.
    #[error("version {0} of the record form is not known")]
    Version(u8),
}

impl Leaf {
    /// The canonical bytes, which are stored, hashed and exported as they are.
    ///
    /// # Errors
    /// When the record is too long, or a field holds more than a word.
    pub fn canonical(&self) -> Result<Vec<u8>, LeafError> {
        self.check()?;
        let bytes = serde_json_canonicalizer::to_vec(self)?;
        if bytes.len() > MAX_LEAF_BYTES {
            return Err(LeafError::TooLong(bytes.len()));
        }
        Ok(bytes)
    }

    /// Reads a record, and accepts it in canonical form only.
    ///
    /// # Errors
    /// When the bytes are anything but what [`Leaf::canonical`] writes.
    pub fn parse(bytes: &[u8]) -> Result<Self, LeafError> {
        if bytes.len() > MAX_LEAF_BYTES {
            return Err(LeafError::TooLong(bytes.len()));
        }
        let leaf: Self = serde_json::from_slice(bytes)?;
        leaf.check()?;
        // Sorted fields, plain words and small numbers: for these, plain JSON is RFC 8785 (held by a test), and faster.
        let mut again = Vec::with_capacity(bytes.len());
        serde_json::to_writer(&mut again, &leaf)?;
        if again == bytes {
            Ok(leaf)
        } else {
            Err(LeafError::NotCanonical)
        }
    }

    /// The hash of this record in the tree.
    ///
    /// # Errors
    /// As [`Leaf::canonical`].
    pub fn hash(&self) -> Result<Hash, LeafError> {
        Ok(leaf_hash(&self.canonical()?))
    }

    fn check(&self) -> Result<(), LeafError> {
        if self.v != 1 {
            return Err(LeafError::Version(self.v));
        }
        if self.salt.len() != 32 {
            return Err(LeafError::NotAWord("salt"));
        }
        let always = [
            ("act", &self.act),
            ("event_id", &self.event_id),
            ("log", &self.log),
            ("object.kind", &self.object.kind),
            ("policy", &self.policy),
            ("rule", &self.rule),
            ("salt", &self.salt),
        ];
        let perhaps = [
            ("actor.function", &self.actor.function),
            ("actor.id", &self.actor.id),
            ("actor.on_behalf_of", &self.actor.on_behalf_of),
            ("actor.organisation", &self.actor.organisation),
            ("actor.seat", &self.actor.seat),
            ("facts", &self.facts),
            ("legal_reference", &self.legal_reference),
            ("object.alias", &self.object.alias),
            ("problem", &self.problem),
            ("purpose", &self.purpose),
            ("request_id", &self.request_id),
            ("sealed_act", &self.sealed_act),
            ("session", &self.session),
            ("strength", &self.strength),
        ];
        let hash = self.disclosed.hash().filter(|hash| !is_word(hash));
        if hash.is_some() {
            return Err(LeafError::NotAWord("disclosed.hash"));
        }
        let words = always.into_iter().chain(
            perhaps
                .into_iter()
                .filter_map(|(name, word)| word.as_ref().map(|word| (name, word))),
        );
        let lists = self
            .disclosed
            .aliases()
            .iter()
            .map(|word| ("disclosed.aliases", word))
            .chain(self.object.fields.iter().map(|word| ("object.fields", word)));
        for (name, word) in words.chain(lists) {
            if !is_word(word) {
                return Err(LeafError::NotAWord(name));
            }
        }
        if !self.disclosed.is_coherent() {
            return Err(LeafError::Disclosed);
        }
        if self.disclosed.count() > MAX_NUMBER {
            return Err(LeafError::TooLarge("disclosed.count"));
        }
        if self.object.version.is_some_and(|version| version > MAX_NUMBER) {
            return Err(LeafError::TooLarge("object.version"));
        }
        Ok(())
    }
}

/// A word has no spaces and no letters beyond ASCII, so that no name and no free text fits a record.
fn is_word(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= MAX_WORD_BYTES
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b':' | b'/' | b'+' | b'='))
}

/// Instants as RFC 3339 in UTC with exactly three decimals.
mod instant {
    use super::{DateTime, Deserialize as _, Deserializer, SecondsFormat, Serializer, Utc};

    pub(super) fn serialize<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::Millis, true))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
        let text = String::deserialize(deserializer)?;
        DateTime::parse_from_rfc3339(&text)
            .map(|at| at.with_timezone(&Utc))
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
#[path = "leaf_tests.rs"]
pub(crate) mod tests;
