//! The rules as one text to read and sign: every act, every function, every situation, and what `decide` says of it.
//!
//! The text is committed; a test expands it and compares it with the rules, one combination of facts at a time.

mod grow;
mod legend;
mod read;
#[cfg(test)]
mod tests;
mod tree;

use super::action::ActionFacts;
use super::case_file::CaseFacts;
use super::contribution::ContributionFacts;
use super::decision::{Decision, Denial, Scope, Verdict};
use super::installation::InstallationFacts;
use super::inventory::InventoryFacts;
use super::item::ItemFacts;
use super::label::LabelFacts;
use super::livc::LivcFacts;
use super::log::LogFacts;
use super::meeting::MeetingFacts;
use super::paper_act::PaperActFacts;
use super::replacement::ReplacementFacts;
use super::rule::Rule;
use super::session::{SessionFacts, SignInFacts};
use super::subject::{Act, Subject, decide};
use data_encoding::HEXLOWER;
use grow::Row;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::{self, Write};
use tree::Tree;

pub use read::{IllFormedMatrix, Matrix, parse};

const COMMITTED: &str = include_str!("../../docs/access-matrix.txt");

/// The committed text of the matrix.
#[must_use]
pub const fn committed() -> &'static str {
    COMMITTED
}

/// SHA-256 of the committed text: every log record names with it the rules under which it was decided.
#[must_use]
pub fn committed_hash() -> String {
    HEXLOWER.encode(&Sha256::digest(COMMITTED))
}

/// Writes the matrix of the rules as they are compiled in.
#[must_use]
pub fn render() -> String {
    // Writing to a string does not fail; if it did, the empty text would differ from the committed one.
    written().unwrap_or_default()
}

fn written() -> Result<String, fmt::Error> {
    let mut sheet = Sheet::default();
    sheet.kind::<ItemFacts>()?;
    sheet.kind::<ContributionFacts>()?;
    sheet.kind::<LabelFacts>()?;
    sheet.kind::<CaseFacts>()?;
    sheet.kind::<ActionFacts>()?;
    sheet.kind::<MeetingFacts>()?;
    sheet.kind::<ReplacementFacts>()?;
    sheet.kind::<PaperActFacts>()?;
    sheet.kind::<LivcFacts>()?;
    sheet.kind::<LogFacts>()?;
    sheet.kind::<InventoryFacts>()?;
    sheet.kind::<InstallationFacts>()?;
    sheet.kind::<SignInFacts>()?;
    sheet.kind::<SessionFacts>()?;
    let Sheet { trees, rules } = sheet;
    let mut text = String::from(legend::OPENING);
    legend::facts(&trees, &mut text)?;
    text.push_str(&trees);
    legend::rules(&rules, &mut text)?;
    Ok(text)
}

/// A decision as the matrix writes it, such as `permit R24 full` or `404 R20`.
#[must_use]
pub fn leaf(decision: Decision) -> String {
    let rule = decision.rule().id();
    match decision.verdict() {
        Verdict::Permit(scope) => format!("permit {rule} {}", shown(scope)),
        Verdict::Refuse(denial) => format!("{} {rule}", status(denial)),
    }
}

const fn shown(scope: Scope) -> &'static str {
    match scope {
        Scope::Full => "full",
        Scope::WithoutCaseCode => "without_case_code",
        Scope::OwnItems => "own_items",
        Scope::WithoutNames => "without_names",
        Scope::DoneOrNot => "done_or_not",
        Scope::WithoutReasons => "without_reasons",
        Scope::Status => "status",
        Scope::ProcessOnly => "process_only",
    }
}

const fn status(denial: Denial) -> u16 {
    match denial {
        Denial::NotSignedIn => 401,
        Denial::Concealed => 404,
        Denial::Forbidden => 403,
        Denial::WrongState => 409,
        Denial::NotAcceptable => 422,
        Denial::Sealed => 423,
        Denial::PreconditionMissing => 428,
    }
}

/// The trees of all kinds so far, and the rules they cite.
#[derive(Default)]
struct Sheet {
    trees: String,
    rules: BTreeSet<Rule>,
}

impl Sheet {
    fn kind<S: Subject>(&mut self) -> fmt::Result {
        let all = S::all();
        let mut acts: Vec<(&str, Vec<Row>)> = S::Act::ALL
            .iter()
            .map(|act| (act.code(), all.iter().map(|facts| self.row(*act, facts)).collect()))
            .collect();
        write!(self.trees, "\n{}\n{}\n", S::KIND, "=".repeat(S::KIND.len()))?;
        let grounds = grow::grounds(&mut acts);
        if !grounds.is_empty() {
            write!(self.trees, "\n[every {} act]\n", S::KIND)?;
        }
        for ground in &grounds {
            write!(self.trees, "{ground}")?;
        }
        let mut sections: Vec<(Vec<&str>, Tree)> = Vec::new();
        for (act, rows) in &acts {
            let tree = grow::tree(rows);
            match sections.iter_mut().find(|(_, known)| *known == tree) {
                Some((together, _)) => together.push(act),
                None => sections.push((vec![act], tree)),
            }
        }
        for (together, tree) in sections {
            write!(self.trees, "\n[{}]\n{tree}", together.join(", "))?;
        }
        Ok(())
    }

    fn row<S: Subject>(&mut self, act: S::Act, facts: &S) -> Row {
        let decision = decide(act, facts);
        self.rules.insert(decision.rule());
        Row {
            fields: facts.fields(),
            leaf: leaf(decision),
        }
    }
}
