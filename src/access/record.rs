//! Records of the access log, written by the scribe from a weighed decision: words and aliases, never names or text.

use super::caller::{Caller, Who};
use super::context::Context;
use super::protected::ObjectRef;
use super::refused::Refused;
use super::seal::Written;
use crate::clock::{self, Clock};
use crate::domain::ids::{AccountId, ContributionId, EventId, LivcId, SeatId};
use crate::log::leaf::{
    INSTALLATION_LOG, Leaf, LeafActor, LeafActorKind, LeafDecision, LeafDisclosed, LeafObject, LeafOutcome,
};
use crate::policy::problem_texts::ProblemKind;
use crate::policy::{Decision, Veil, matrix};
use crate::vault::keyring::Keyring;
use chrono::{DateTime, NaiveDate, Utc};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The precise act behind a veil, for its author alone.
#[derive(Debug, Clone)]
pub struct SealedAct {
    /// Its author.
    pub account: AccountId,
    /// The act, the rule that decided, and the ids of what was shown.
    pub act: String,
    /// The salt of the commitment in the record.
    pub salt: [u8; 16],
}

/// A first reading of the day: its author will see it (R51).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What was read.
    pub contribution: ContributionId,
    /// By whom.
    pub seat: SeatId,
    /// The day, in Belgium.
    pub day: NaiveDate,
    /// The instant.
    pub at: DateTime<Utc>,
}

/// What a record is made of, for whoever writes it: none of it is durable without the rest.
pub(super) struct Parts {
    pub event: EventId,
    pub log: String,
    pub leaf: Vec<u8>,
    pub sealed: Option<SealedAct>,
    pub readings: Vec<Reading>,
}

/// One record, ready to be made durable. Only the scribe writes one, and only from a decision.
#[derive(Debug)]
pub struct Record {
    event: EventId,
    log: String,
    leaf: Vec<u8>,
    sealed: Option<SealedAct>,
    readings: Vec<Reading>,
}

impl Record {
    /// The parts, for the recorder.
    pub(super) fn into_parts(self) -> Parts {
        Parts {
            event: self.event,
            log: self.log,
            leaf: self.leaf,
            sealed: self.sealed,
            readings: self.readings,
        }
    }

    /// With the readings that become durable in the same commit as the record, and only then.
    pub(super) fn with_readings(mut self, readings: Vec<Reading>) -> Self {
        self.readings = readings;
        self
    }
}

/// Words that stand in a record beside what every record says: why something was asked for, and in which groups of fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// The code of the purpose stated.
    pub purpose: Option<&'static str>,
    /// The groups of fields touched, or what a search was narrowed to; each one plain word.
    pub fields: Vec<String>,
}

/// What happened, as the gate saw it.
pub(super) struct Entry<'a> {
    pub caller: &'a Caller,
    pub act: String,
    pub object: ObjectRef,
    pub livc: Option<LivcId>,
    pub decision: Decision,
    pub facts: String,
    pub disclosed: Vec<ObjectRef>,
    pub outcome: LeafOutcome,
    pub problem: Option<ProblemKind>,
    /// What the log says instead, and about which item, when the precise act is sealed.
    pub veil: Option<(Veil, ObjectRef)>,
    /// What else is worth a word; where the precise act is sealed it stands there, for its author alone.
    pub notes: Notes,
}

/// Writes records: it holds the keys for aliases and hashes.
#[derive(Clone)]
pub struct Scribe {
    keyring: Arc<Keyring>,
    clock: Clock,
    policy: String,
}

impl Scribe {
    /// A scribe with the keys of this installation.
    #[must_use]
    pub fn new(keyring: Arc<Keyring>, clock: Clock) -> Self {
        Self {
            keyring,
            clock,
            policy: matrix::committed_hash(),
        }
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The JSON of a view, and its keyed hash: the entity tag.
    pub(super) fn written<V: Serialize>(&self, caller: &Caller, view: &V) -> Result<Written, Refused> {
        let seat = caller.seat().map(|seat| seat.id.to_string()).unwrap_or_default();
        let beginning = seat.len();
        let mut bytes = seat.into_bytes();
        serde_json::to_writer(&mut bytes, view).map_err(|e| Refused::Unavailable(e.to_string()))?;
        let mac = self.keyring.mac("etag", &bytes);
        Ok(Written {
            json: bytes.split_off(beginning),
            etag: BASE64URL_NOPAD.encode(mac.get(..18).unwrap_or(&mac)),
        })
    }

    /// A word for a text that is not kept: what became of it, how long it is, and its keyed hash.
    pub(super) fn text_word(&self, what: &str, text: &str) -> String {
        let mac = HEXLOWER.encode(&self.keyring.mac("screening", text.as_bytes()));
        format!("{what}:{}:{mac}", text.chars().count())
    }

    /// The alias of an object in one log.
    #[must_use]
    pub fn alias(&self, log: &str, object: &ObjectRef) -> String {
        self.keyring.alias(log, object.kind, &object.id)
    }

    /// Writes the record of a decision.
    pub(super) fn write(&self, ctx: &Context, entry: Entry<'_>) -> Result<Record, Refused> {
        let random = |_| Refused::Unavailable("no randomness".into());
        let event = clock::new_id(ctx.at());
        let log = entry
            .livc
            .as_ref()
            .or_else(|| entry.caller.livc())
            .map_or_else(|| INSTALLATION_LOG.to_owned(), ToString::to_string);
        let salt: [u8; 16] = clock::random().map_err(random)?;
        let veiled = entry.veil.as_ref().zip(entry.caller.account());
        let sealed = match veiled {
            None => None,
            Some((_, account)) => Some(SealedAct {
                account: account.clone(),
                act: precise(&entry),
                salt: clock::random().map_err(random)?,
            }),
        };
        let veil = veiled.map(|((veil, _), _)| *veil);
        let hidden = veil.is_some();
        let aliases = entry
            .disclosed
            .iter()
            .filter(|_| !hidden)
            .map(|o| self.alias(&log, o))
            .collect();
        let object = veiled.map_or(&entry.object, |((_, item), _)| item);
        let rule = veil.map_or(entry.decision.rule(), Veil::rule);
        let done = matches!(entry.outcome, LeafOutcome::Done | LeafOutcome::Replayed);
        let permitted = if hidden { done } else { entry.decision.is_permit() };
        let leaf = Leaf {
            act: veil.map_or(entry.act, |veil| veil.code().to_owned()),
            actor: actor(entry.caller),
            at: ctx.at(),
            break_glass: false,
            decision: if permitted {
                LeafDecision::Permit
            } else {
                LeafDecision::Refuse
            },
            disclosed: LeafDisclosed::of(aliases),
            event_id: event.clone(),
            facts: Some(HEXLOWER.encode(&self.keyring.mac("facts", format!("{event} {}", entry.facts).as_bytes()))),
            legal_reference: rule.legal().first().map(ToString::to_string),
            log: log.clone(),
            object: LeafObject {
                alias: Some(self.alias(&log, object)),
                fields: if hidden { Vec::new() } else { entry.notes.fields },
                kind: object.kind.to_owned(),
                version: None,
            },
            // Only a change can be repeated under a key, or undone: either word would tell it from a question (R21).
            outcome: match (hidden, done) {
                (true, true) => LeafOutcome::Done,
                (true, false) => LeafOutcome::Refused,
                (false, _) => entry.outcome,
            },
            policy: self.policy.clone(),
            problem: entry.problem.filter(|_| !hidden).map(|kind| kind.code().to_owned()),
            purpose: entry.notes.purpose.filter(|_| !hidden).map(ToOwned::to_owned),
            request_id: Some(ctx.request_id().0.clone()),
            rule: rule.id().to_owned(),
            salt: HEXLOWER.encode(&salt),
            sealed_act: sealed.as_ref().map(commitment),
            session: entry
                .caller
                .session
                .as_ref()
                .map(|s| HEXLOWER.encode(&self.keyring.mac("log-session", s.as_str().as_bytes()))),
            strength: entry.caller.strength.clone(),
            v: 1,
        };
        let leaf = leaf.canonical().map_err(|e| Refused::Unavailable(e.to_string()))?;
        let event = EventId::parse(&event).map_err(|e| Refused::Unavailable(e.to_string()))?;
        Ok(Record {
            event,
            log,
            leaf,
            sealed,
            readings: Vec::new(),
        })
    }
}

impl std::fmt::Debug for Scribe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scribe(..)")
    }
}

fn precise(entry: &Entry<'_>) -> String {
    let mut text = format!("{} {}", entry.act, entry.decision.rule().id());
    for shown in &entry.disclosed {
        text.push(' ');
        text.push_str(&shown.id);
    }
    for word in &entry.notes.fields {
        text.push(' ');
        text.push_str(word);
    }
    text
}

/// The commitment to a sealed act: SHA-256 over its salt and name.
#[must_use]
pub fn commitment(sealed: &SealedAct) -> String {
    HEXLOWER.encode(
        &Sha256::new()
            .chain_update(sealed.salt)
            .chain_update(sealed.act.as_bytes())
            .finalize(),
    )
}

fn actor(caller: &Caller) -> LeafActor {
    let seat = caller.seat();
    let (kind, id) = match &caller.who {
        Who::Anonymous => (LeafActorKind::Anonymous, None),
        Who::Account(account) | Who::Seated(account, _) => (LeafActorKind::Account, Some(account.to_string())),
        Who::System(system) => (LeafActorKind::System, Some(system.code().to_owned())),
    };
    LeafActor {
        function: seat.map(|s| s.function.code().to_owned()),
        id,
        kind,
        on_behalf_of: None,
        organisation: seat.and_then(|s| s.organisation.as_ref()).map(ToString::to_string),
        seat: seat.map(|s| s.id.to_string()),
    }
}
