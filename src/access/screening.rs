//! Free text on its way in. The edge screens it; what was found is weighed only once the act is permitted, so that whoever
//! may not know of an object hears the same 404 with any text (R26, R55). What stays is a keyed hash and a length.
//!
//! The comparison with the identity of the person of the case belongs in [`Desk::pass`]: it stands where the caller is
//! known and the act permitted, and may only be made for authors to whom that identity was disclosed (R55).

use super::caller::Caller;
use super::context::Context;
use super::record::Scribe;
use super::refused::{FieldError, Refused};
use crate::domain::screening::{self, Finding, Findings, Kind, Weight};
use crate::policy::{Denial, Rule};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

/// So many texts of one account may be stopped within the time below; then every text of it waits, harmless or not, so
/// that the answer tells nothing.
const PATIENCE: usize = 20;
/// The time within which stopped texts count.
const WITHIN: TimeDelta = TimeDelta::minutes(10);
/// Accounts remembered; above this those who were quiet are forgotten.
const MOST_ACCOUNTS: usize = 10_000;
/// Words one record has room for.
const MOST_WORDS: usize = 20;
/// What to do about a mark.
const INCIDENT: &str = "classified information has no place here (law of 11 December 1998); incident procedure: do not \
     send it again or pass it on, and tell the security officer of your service and the coordinator";
/// What to do about a number.
const LEAVE_OUT: &str = "leave it out";
/// What to do about a doubt.
const CONFIRM: &str = "leave it out, or confirm with screening_confirmed that it is needed";

/// One text of a request with something in it that the screening found.
#[derive(Clone)]
pub(super) struct Stopped {
    pointer: String,
    findings: Findings,
    confirmed: bool,
    text: Zeroizing<String>,
}

/// The texts of one request, screened.
#[derive(Clone, Default)]
pub(super) struct Texts {
    screened: bool,
    stopped: Vec<Stopped>,
}

impl Texts {
    /// Screens one more text. `but` names what the field is made for.
    pub(super) fn add(&mut self, pointer: &str, text: &str, confirmed: bool, but: Option<Kind>) {
        self.screened = true;
        let found = screening::check(text);
        let findings = match but {
            None => found,
            Some(kind) => found.without(kind),
        };
        if findings.worst().is_some() {
            self.stopped.push(Stopped {
                pointer: pointer.to_owned(),
                findings,
                confirmed,
                text: Zeroizing::new(text.to_owned()),
            });
        }
    }

    /// The refusal they ask for: 422 for what is never written down, 428 for what its author has to confirm.
    fn refusal(&self) -> Option<Refused> {
        let errors = |weight: Weight, advice: &str| -> Vec<(Kind, FieldError)> {
            let open = self
                .stopped
                .iter()
                .filter(|text| weight == Weight::Refused || !text.confirmed);
            open.flat_map(|text| {
                text.findings
                    .of(weight)
                    .map(|finding| (finding.kind, FieldError::new(&text.pointer, told(finding, advice))))
            })
            .collect()
        };
        let refused = errors(Weight::Refused, LEAVE_OUT);
        let marked = refused.iter().any(|(kind, _)| *kind == Kind::ClassificationMark);
        let (rule, denial, found) = if refused.is_empty() {
            (
                Rule::R55,
                Denial::PreconditionMissing,
                errors(Weight::Doubtful, CONFIRM),
            )
        } else {
            let rule = if marked { Rule::R26 } else { Rule::R55 };
            (rule, Denial::NotAcceptable, refused)
        };
        (!found.is_empty()).then(|| Refused::ByRule {
            rule,
            denial,
            errors: found.into_iter().map(|(_, error)| error).collect(),
        })
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({})", self.stopped.len())
    }
}

/// A finding in words: place, kind and what to do; never what stands there.
fn told(finding: Finding, advice: &str) -> String {
    let advice = if finding.kind == Kind::ClassificationMark {
        INCIDENT
    } else {
        advice
    };
    let (from, length) = (finding.start + 1, finding.length);
    format!("position {from}, length {length}: {}; {advice}", finding.kind.name())
}

/// Where texts are let in: it remembers whose texts were stopped lately.
#[derive(Clone, Default)]
pub(super) struct Desk(Arc<Mutex<HashMap<String, VecDeque<DateTime<Utc>>>>>);

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Desk(..)")
    }
}

impl Desk {
    /// Lets the texts of a permitted act in.
    ///
    /// # Errors
    /// 422 R26 or R55 for what is never written down; 428 R55 for a doubt nobody confirmed; 429 after too many of them.
    pub(super) fn pass(&self, ctx: &Context, caller: &Caller) -> Result<(), Refused> {
        if !ctx.texts.screened {
            return Ok(());
        }
        let account = caller.account().map(ToString::to_string).unwrap_or_default();
        let mut accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if accounts.len() > MOST_ACCOUNTS {
            accounts.retain(|_, times| times.back().is_some_and(|last| *last + WITHIN > ctx.at));
        }
        let times = accounts.entry(account).or_default();
        times.retain(|time| *time + WITHIN > ctx.at);
        if let Some(first) = times.front().filter(|_| times.len() >= PATIENCE) {
            let wait = (*first + WITHIN - ctx.at).num_seconds();
            return Err(Refused::Throttled {
                retry_after: u64::try_from(wait).unwrap_or(0).max(1),
            });
        }
        match ctx.texts.refusal() {
            None => Ok(()),
            Some(refused) => {
                times.push_back(ctx.at);
                Err(refused)
            }
        }
    }
}

/// What the record keeps of texts that were stopped or let in against a doubt: what became of them, how long each is, and
/// its keyed hash. Nothing where another reason ended the act.
pub(super) fn words(ctx: &Context, scribe: &Scribe, refused: Option<&Refused>) -> Vec<String> {
    let what = match refused {
        None => "screening_confirmed",
        Some(Refused::ByRule {
            rule: Rule::R26 | Rule::R55,
            denial,
            ..
        }) => match denial {
            Denial::PreconditionMissing => "screening_asked",
            Denial::NotSignedIn
            | Denial::Concealed
            | Denial::Forbidden
            | Denial::WrongState
            | Denial::NotAcceptable
            | Denial::Sealed => "screening_refused",
        },
        Some(_) => return Vec::new(),
    };
    let all = &ctx.texts.stopped;
    let mut words: Vec<String> = all
        .iter()
        .take(MOST_WORDS)
        .map(|stopped| scribe.text_word(what, &stopped.text))
        .collect();
    if all.len() > MOST_WORDS {
        words.push(format!("{what}:more:{}", all.len() - MOST_WORDS));
    }
    words
}
