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
            "The operator enters the mayors' decisions to set up a joint LIVC R; they are not signed in the \
             system, and who presides over a joint one is not recorded.",
        ),
        Rule::R02 => Partly(
            "Dated deputies: a representative holds a seat of her own. A LIVC R whose core seat ends stays \
             active; the gap stops the opening of its items.",
        ),
        Rule::R03 | Rule::R46 | Rule::R52 => Enforced,
        Rule::R04 => Partly("The convocation signed on paper (R54)."),
        Rule::R07 => Partly(
            "Personal accounts with a second factor are enforced; the replacement for one item and the take-over \
             of a colleague's open actions are not offered.",
        ),
        Rule::R11 => Partly(
            "Only the mayor's side lists, with date and reason; triage before it (R10) and the paper route (R54) \
             are open.",
        ),
        Rule::R14 => Partly("The next item does not wait until everybody has checked out of the one before."),
        Rule::R16 => Partly(
            "Recusal after learning the identity. A reason is asked of whoever declines, whether or not her legal \
             reference asks for it.",
        ),
        Rule::R17 => Partly(
            "Acknowledgement comes before the first reading; disclosing the identity waits for the identity \
             vault, and until then no identity is stored.",
        ),
        Rule::R18 => Partly(
            "The signed paper list, the second factor for each meeting, and lending the confirmation to another \
             person.",
        ),
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
            "Reading is walled off. Actions (R37) and the feedback sheet (R30 to R33) do not exist, and so \
             neither does the approval of an action for the police.",
        ),
        Rule::R35 => Partly(
            "A case has a random code and no place for a name. The identity vault, its duplicate check and the \
             encryption of stored texts are open.",
        ),
        Rule::R39 => Partly(
            "The status view of agreed actions (R37), the release of sheets (R31) and the confirmation of the \
             case list by a new mayor are open.",
        ),
        Rule::R40 => {
            Partly("Signals, triage, actions and drafts of sheets are open, and so is handing tasks over (R53).")
        }
        Rule::R41 => Partly(
            "Reads, changes and refusals are recorded before they take effect. A view of the auditor's own reads \
             for an outside data protection officer is open.",
        ),
        Rule::R47 => Partly("An explanation gives rule, sentence and facts for the objects of this version only."),
        Rule::R05
        | Rule::R06
        | Rule::R08
        | Rule::R09
        | Rule::R10
        | Rule::R12
        | Rule::R13
        | Rule::R15
        | Rule::R26
        | Rule::R28
        | Rule::R30
        | Rule::R31
        | Rule::R32
        | Rule::R33
        | Rule::R36
        | Rule::R37
        | Rule::R38
        | Rule::R42
        | Rule::R43
        | Rule::R44
        | Rule::R45
        | Rule::R48
        | Rule::R49
        | Rule::R50
        | Rule::R51
        | Rule::R53
        | Rule::R54
        | Rule::R55
        | Rule::R56
        | Rule::R57 => LATER,
    }
}
