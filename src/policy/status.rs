//! How far this version carries each rule: enforced, partly, or open, with what is missing said in words.

#[cfg(test)]
mod tests;

use super::rule::Rule;

/// How far a rule is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All of it that concerns this version is enforced.
    Enforced,
    /// Enforced, except for what the text says.
    Partly(&'static str),
    /// Not enforced; the text says why.
    Open(&'static str),
}

impl Status {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enforced => "enforced",
            Self::Partly(_) => "partly",
            Self::Open(_) => "open",
        }
    }

    /// What is missing; empty where nothing is.
    #[must_use]
    pub const fn missing(self) -> &'static str {
        match self {
            Self::Enforced => "",
            Self::Partly(missing) | Self::Open(missing) => missing,
        }
    }
}

const LATER: Status = Status::Open("not in this version");

/// How far a rule is carried.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one line for each rule: a table")]
pub const fn of(rule: Rule) -> Status {
    use Status::{Enforced, Partly};
    match rule {
        Rule::R01 => Partly(
            "The mayors' decisions to set up or join a common LIVC R are entered with their reference; they are not \
             signed in the system. Who presides does not change, and a municipality that left does not come back.",
        ),
        Rule::R02 => Partly(
            "A LIVC R whose core seat ends stays active; the gap stops the opening of its items unless a deputy is there.",
        ),
        Rule::R03 | Rule::R04 | Rule::R05 | Rule::R06 | Rule::R07 | Rule::R37 | Rule::R46 | Rule::R52 | Rule::R56 => {
            Enforced
        }
        Rule::R11 => Partly(
            "Only the mayor's side lists, with date and reason, in the system or on paper; triage before it (R10) is \
             open.",
        ),
        Rule::R14 => Partly("The next item does not wait until everybody has checked out of the one before."),
        Rule::R15 => Partly("A convocation is read in the system; no mail tells that there is one."),
        Rule::R16 => Partly("Recusing after learning the identity is not an act of its own."),
        Rule::R17 => Partly(
            "Acknowledgement comes before the first reading; an identity that was taken over is sealed in the vault, \
             and disclosing it is open.",
        ),
        Rule::R18 => Partly("The second factor for each meeting, and lending the confirmation to another person."),
        Rule::R19 => Partly(
            "Urgent convening asks a written reason and nothing more; a late invitee cannot waive the notice for \
             herself, and nobody is warned after twelve months without a meeting.",
        ),
        Rule::R20 => Partly(
            "What somebody who left has contributed cannot be withdrawn by her organisation (R28), and nobody is \
             reminded on departure that secrecy lasts.",
        ),
        Rule::R21 => Partly(
            "An item closes without contributions and the log does not tell speaking from attending; the choice \
             'no contribution' is not offered as an act of its own.",
        ),
        Rule::R22 => Partly(
            "The history of a label is not kept. A recorded text cannot be raised to a regime whose texts are not \
             kept (R25, R27).",
        ),
        Rule::R23 => Partly("The addendum after closing (R28)."),
        Rule::R24 => Partly(
            "The author always names the audience; the default for professional secrecy (care sector only) has no \
             use while such text is not kept (R25).",
        ),
        Rule::R25 => Partly(
            "Text under professional secrecy is refused under either setting: the opt-in waits for the sign-off \
             of the data protection officer and for encryption to the audience alone.",
        ),
        Rule::R27 => Partly(
            "Text of a running investigation is always refused, because the magistrate's agreement cannot be \
             recorded yet; a spoken marker is possible. Police information is sealed at closing.",
        ),
        Rule::R29 => Partly(
            "No act takes contributions of others out; the watermark, one's own actions to take along and the \
             request by a court (R44) are open.",
        ),
        Rule::R34 => Partly(
            "Reading and agreed actions are walled off, and what the police are to do waits for everybody's approval. \
             The feedback sheet (R30 to R33), the one way a text goes to the police, is open.",
        ),
        Rule::R35 => Partly(
            "A case has a random code and no place for a name; names of the opening inventory go sealed into the \
             identity vault. Entering and reading an identity, the duplicate check and the encryption of stored texts \
             are open.",
        ),
        Rule::R38 => Partly(
            "The mayor appoints a case manager and a dated deputy, and a case followed up without one is shown as \
             overdue. Evaluations, closure, sealing and reopening are open.",
        ),
        Rule::R39 => Partly(
            "Closing a case (R38), the release of sheets (R31) and the confirmation of the case list by a new mayor \
             are open.",
        ),
        Rule::R40 => Partly("Signals, triage and drafts of sheets are open."),
        Rule::R41 => Partly(
            "Where auditor and data protection officer are one person, her own acts have no reviewer: a view for an \
             outside data protection officer is open. A review is neither assigned nor signed by a second person.",
        ),
        Rule::R43 => Partly(
            "Of the exports only the copy of the access log exists, with purpose, number and mark; it has no expiry \
             and names no recipient beyond its purpose.",
        ),
        Rule::R53 => Partly(
            "Case-manager roles and agreed actions are handed over; drafts and meetings belong to the function and \
             need no handing over. Signals (R09) are open.",
        ),
        Rule::R54 => Partly(
            "Listing, convocation and attendance; the prior check (R12) and the closure of a case (R38) on paper come \
             with these acts themselves.",
        ),
        Rule::R26 => Partly(
            "A mark is known by its form and refused in free text, and there are no files; the incident it makes is \
             told to whoever wrote it and not followed up in the system (R57).",
        ),
        Rule::R51 => Partly("The author is not sent a notice at the first reading."),
        Rule::R55 => Partly(
            "Numbers and marks are refused and doubts asked about. Names are compared with nothing, because nobody is \
             shown the identity of a case yet.",
        ),
        Rule::R47 => Partly("An explanation gives rule, sentence and facts for the objects of this version only."),
        Rule::R08
        | Rule::R09
        | Rule::R10
        | Rule::R12
        | Rule::R13
        | Rule::R28
        | Rule::R30
        | Rule::R31
        | Rule::R32
        | Rule::R33
        | Rule::R36
        | Rule::R42
        | Rule::R44
        | Rule::R45
        | Rule::R48
        | Rule::R49
        | Rule::R50
        | Rule::R57 => LATER,
    }
}
