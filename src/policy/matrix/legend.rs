//! The words around the trees: how to read them, what each fact means, and what each rule says.

use crate::policy::rule::{Lang, Rule};
use std::collections::BTreeSet;
use std::fmt::{self, Write};

const WIDTH: usize = 102;

/// How to read the matrix.
pub(super) const OPENING: &str = "\
ACCESS MATRIX OF THE LIVC R BACKEND

This text says, for every act in the system, who may do it and in which situation. It is written by the
program from the very rules that decide each request, and a test reads it back and compares it with
those rules for every combination of facts. Whoever signs this text signs what the program does; a
change of the rules shows as a change of this text, and every record of the access log carries the
SHA-256 of the version under which it was decided.

How to read it. Acts are grouped by what they are done to. A section 'every ... act' comes first: where
one of its lines applies, the act is refused and nothing else counts. Otherwise go to the section
headed by the name of the act in the access log, in brackets; acts that are decided alike share one. A
line names a fact and the values to which it applies. Where the line ends with an arrow, the decision
stands behind it; where it does not, read on among the lines indented under it. A fact that makes no
difference is not mentioned. Every decision names the rule it rests on; the sentences of the rules are
at the end.

  permit R24 full                  permitted by rule R24, and the whole view is shown
  permit R14 without_case_code     permitted, without the code of the case
  permit R14 own_items             permitted, limited to the agenda items one is invited to
  permit R41 without_names         permitted, functions and identifiers only
  permit R20 done_or_not           permitted, and shows only whether the item was dealt with
  permit R16 without_reasons       permitted, without the reasons given to the mayor
  permit R37 status                permitted: life domain, organisation, deadline and state, no text
  permit R40 process_only          permitted, without figures of agreed actions
  401   nobody is signed in by this
  403   the function may never do this, or this person may not do it to an object known to them
  404   concealed: the answer is the same, byte for byte, as for an object that does not exist
  409   the object is not in a state that allows it
  422   the content is not acceptable
  423   sealed at the closing of the item
  428   something the person must do first is missing

Two decisions come before the sections. A session that has not taken a seat gets 428 R52 for every
act that needs one. An object that does not exist, or that belongs to another LIVC R, gets the 403 of
the function where the act has one for it, and 404 R20 otherwise: so the 403 of a function never tells
whether an object exists.
";

/// What each fact means.
pub(super) const FACTS: &[(&str, &str)] = &[
    ("account_active", "the account exists and is active"),
    (
        "acknowledged",
        "the person acknowledged the secrecy of the consultation for this case",
    ),
    (
        "agenda",
        "every item has somebody to invite, and police invitees are cleared on the day",
    ),
    ("answered", "what the person answered to the invitation"),
    ("asked", "the secrecy regime the author asks for"),
    (
        "attendance",
        "of the person: never checked in, checked in, confirmed by the chair (effective), left",
    ),
    ("case_state", "the state of the case"),
    ("chairs", "the person chairs this item"),
    (
        "circle",
        "around the case: outside, own municipality, holder of an open action, case manager or deputy",
    ),
    (
        "class",
        "information class: D discretion, S professional secrecy, J police or judicial",
    ),
    ("clearance", "security clearance of a police function, on this day"),
    ("code_fresh", "the one-time code is right and was not used before"),
    (
        "concern",
        "with a replacement: directs the item, prepares it, proposed it or is to be replaced, none",
    ),
    (
        "core_seats_filled",
        "the three core seats are validly held by different persons today",
    ),
    ("current", "the secrecy regime the contribution has so far"),
    (
        "declared_not_secret",
        "the author declares that her professional secrecy does not cover it",
    ),
    (
        "entered_by_asker",
        "the person entered the paper act herself, in whatever seat",
    ),
    (
        "for_police",
        "the police are to hold the action; others (own_words: of a police proposal) or police must approve",
    ),
    ("form", "spoken: a marker that something was said; recorded: its text"),
    ("function", "the function of the seat the session has taken"),
    (
        "in_time",
        "the two working days in which a paper act is confirmed are not over",
    ),
    (
        "inventory",
        "the opening inventory: none, waiting (of whom), or taken over",
    ),
    (
        "invited",
        "an invitation to one of the items of the meeting was sent to the person",
    ),
    ("invitee_came", "the invitee is in the room, or took part already"),
    (
        "involved",
        "by invitation; by directing it (mayor for the own municipality, chair, coordinator, secretary)",
    ),
    ("item_open", "the consultation on the item is going on"),
    ("item_state", "the state of the agenda item"),
    ("livc_state", "the state of the LIVC R"),
    ("meeting_state", "the state of the meeting"),
    ("notice", "whether the invitees have the notice the protocol promises"),
    (
        "opening",
        "what stands in the way of opening the item, apart from the person who asks",
    ),
    ("organisation_regime", "the secrecy regime of the author's organisation"),
    (
        "own_act",
        "the record at hand is of an act of the person's own; never for the log as a whole",
    ),
    ("own_proposal", "the person proposed the action"),
    (
        "own_territory",
        "the case belongs to the municipality of the person's own seat",
    ),
    ("paper_kind", "what was done on paper"),
    ("paper_state", "how far the paper act is"),
    (
        "part",
        "of the person: holds the action; was asked for her organisation (party); neither",
    ),
    (
        "password_right",
        "the password, or at enrolment the enrolment code, is right",
    ),
    (
        "persist_secret_content",
        "the protocol setting on text under professional secrecy",
    ),
    (
        "presides",
        "the person's municipality presides the LIVC R (counts for a mayor)",
    ),
    (
        "raises",
        "the regime asked for is higher than the one the contribution has",
    ),
    ("refresh_token", "whether the refresh token is the newest of its family"),
    ("relation", "what the person has to do with the contribution"),
    ("replacement_state", "how far the replacement is"),
    ("running", "the session is still running"),
    (
        "stage",
        "of the action: proposed; underway (accepted, running); ended (declined, done or not); cancelled",
    ),
    (
        "table",
        "the person is in the room of the open item the action was proposed in, or of another of the case",
    ),
    (
        "tie",
        "what ties the person to the case: nothing, an open action she holds, case manager (or deputy)",
    ),
];

/// The section on facts.
pub(super) fn facts(trees: &str, text: &mut String) -> fmt::Result {
    text.push_str("\nFacts that make a difference\n\n");
    for (name, meaning) in FACTS.iter().filter(|(name, _)| trees.contains(&format!("{name}: "))) {
        writeln!(text, "  {name:24}{meaning}")?;
    }
    Ok(())
}

/// The section on rules.
pub(super) fn rules(cited: &BTreeSet<Rule>, text: &mut String) -> fmt::Result {
    text.push_str("\nRules cited above\n\n");
    for rule in cited {
        writeln!(text, "{}  {}", rule.id(), wrapped(rule.sentence(Lang::En)))?;
    }
    Ok(())
}

fn wrapped(sentence: &str) -> String {
    let mut text = String::new();
    let mut column = 5;
    for word in sentence.split_whitespace() {
        if column + word.len() > WIDTH {
            text.push_str("\n    ");
            column = 4;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        column += word.len() + 1;
    }
    text
}
