//! Agreed actions: who does what for a follow-up, by when, and how far it is (R37, R38).

use super::code::codes;
use super::text::Line;
use chrono::{Months, NaiveDate};

codes! {
    /// Kinds of agreed action.
    ActionKind {
        /// Guidance over some time.
        Guidance = "guidance",
        /// A conversation.
        Conversation = "conversation",
        /// A referral to somebody else.
        Referral = "referral",
        /// Training or work.
        TrainingOrWork = "training_or_work",
        /// Support of the family.
        FamilySupport = "family_support",
        /// An administrative measure.
        Measure = "measure",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// States of an agreed action.
    ActionState {
        /// Proposed; the responsible organisation has not answered.
        Proposed = "proposed",
        /// Accepted by a person of the responsible organisation, who holds it.
        Accepted = "accepted",
        /// Declined by a person of the responsible organisation.
        Declined = "declined",
        /// Being carried out.
        Running = "running",
        /// Carried out.
        Done = "done",
        /// Not carried out.
        NotDone = "not_done",
        /// Could not be carried out.
        NotPossible = "not_possible",
        /// Taken back before it was accepted.
        Cancelled = "cancelled",
    }
}

impl ActionState {
    /// The states in which somebody has a task.
    pub const OPEN: [Self; 2] = [Self::Accepted, Self::Running];

    /// Whether somebody has a task.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Accepted | Self::Running => true,
            Self::Proposed | Self::Declined | Self::Done | Self::NotDone | Self::NotPossible | Self::Cancelled => false,
        }
    }
}

codes! {
    /// What the holder of an action tells of it. A reason is never asked.
    Progress {
        /// It is being carried out.
        Running = "running",
        /// It was carried out.
        Done = "done",
        /// It was not carried out.
        NotDone = "not_done",
        /// It could not be carried out.
        NotPossible = "not_possible",
    }
}

impl Progress {
    /// The state the action has from then on.
    #[must_use]
    pub const fn state(self) -> ActionState {
        match self {
            Self::Running => ActionState::Running,
            Self::Done => ActionState::Done,
            Self::NotDone => ActionState::NotDone,
            Self::NotPossible => ActionState::NotPossible,
        }
    }
}

codes! {
    /// Who looks after a case as a whole (R38).
    ManagerRole {
        /// The case manager: one for each case.
        Manager = "manager",
        /// Her deputy, within dates.
        Deputy = "deputy",
    }
}

/// The text of an action, or a note on it: short, so that it stays an agreement.
pub type ActionText = Line;

/// How many months ahead an action can be due.
pub const MOST_MONTHS_AHEAD: u32 = 24;

/// Whether a day can be agreed upon today: not past, and within two years.
#[must_use]
pub fn can_be_due(due_on: NaiveDate, today: NaiveDate) -> bool {
    let last = today.checked_add_months(Months::new(MOST_MONTHS_AHEAD));
    due_on >= today && last.is_some_and(|last| due_on <= last)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn r37_permits_today_and_two_years_and_refuses_yesterday_and_more() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(can_be_due(today, today) && can_be_due(day("2028-11-23"), today));
        assert!(!can_be_due(day("2026-11-22"), today) && !can_be_due(day("2028-11-24"), today));
    }

    #[test]
    fn an_open_action_is_one_that_somebody_has_to_do() {
        let open: Vec<_> = ActionState::ALL.iter().filter(|state| state.is_open()).collect();
        assert_eq!(open, ActionState::OPEN.iter().collect::<Vec<_>>());
    }
}
