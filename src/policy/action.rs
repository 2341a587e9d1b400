//! Rules on agreed actions: who reads one, who takes it upon herself, and what police may hold (R34, R37, R38, R39).

mod decisions;

use super::case_file::Tie;
use super::decision::{Decision, conceal};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, Veil, acts, yes_no};
use crate::domain::action::ActionState;
use crate::domain::seat::Function;

acts! {
    /// Acts on an agreed action.
    ActionAct {
        /// Reads it.
        Read = "action.read",
        /// Accepts it for one's organisation, and holds it from then on.
        Accept = "action.accept",
        /// Declines it for one's organisation.
        Decline = "action.decline",
        /// Tells how far it is.
        Report = "action.report",
        /// Approves that the police are asked to hold it.
        Approve = "action.approve",
        /// Takes back a proposal.
        Cancel = "action.cancel",
    }
}

/// What the asker has to do with the action itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Accepted it, or took it over from who did.
    Holder,
    /// Was at the table for the responsible organisation when it was proposed, and may accept it.
    Party,
    /// Neither.
    None,
}

/// Where the asker stands around the case, apart from this action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Circle {
    /// Nowhere.
    Outside,
    /// The case belongs to the municipality of her seat (counts for the mayor).
    Territory,
    /// Holds an open action of the case.
    ActionHolder,
    /// Is case manager, or deputy within dates.
    Manager,
}

impl Circle {
    const ALL: [Self; 4] = [Self::Outside, Self::Territory, Self::ActionHolder, Self::Manager];

    /// The closest of what ties somebody to the case.
    #[must_use]
    pub const fn of(tie: Tie, own_territory: bool) -> Self {
        match (tie, own_territory) {
            (Tie::Manager, _) => Self::Manager,
            (Tie::ActionHolder, _) => Self::ActionHolder,
            (Tie::None, true) => Self::Territory,
            (Tie::None, false) => Self::Outside,
        }
    }
}

/// How far an action is, as far as the rules care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Proposed.
    Proposed,
    /// Accepted or running.
    Underway,
    /// Declined, done, not done, or not possible.
    Ended,
    /// Taken back.
    Cancelled,
}

impl Stage {
    const ALL: [Self; 4] = [Self::Proposed, Self::Underway, Self::Ended, Self::Cancelled];

    /// The stage of a state.
    #[must_use]
    pub const fn of(state: ActionState) -> Self {
        match state {
            ActionState::Proposed => Self::Proposed,
            ActionState::Accepted | ActionState::Running => Self::Underway,
            ActionState::Declined | ActionState::Done | ActionState::NotDone | ActionState::NotPossible => Self::Ended,
            ActionState::Cancelled => Self::Cancelled,
        }
    }
}

/// Where the asker takes part in the consultation right now, confirmed and in the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// In no open item of this case.
    Away,
    /// In another item of the case that is open.
    Later,
    /// In the very item the action was proposed in, while it is open.
    Own,
}

/// Whether the police are to hold the action, and whether every effective participant approved: first all beside the
/// police, only then the police themselves (R34).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ForPolice {
    /// Another organisation is to hold it.
    No,
    /// The police are, in the words of another, and somebody who is not of the police has not approved.
    OthersMissing,
    /// The same, in words of the police themselves.
    OwnWords,
    /// All beside the police approved; of the police, somebody other than the asker has not.
    PoliceMissing,
    /// Everybody approved, but for the asker perhaps.
    Approved,
}

impl ForPolice {
    const ALL: [Self; 5] = [
        Self::No,
        Self::OthersMissing,
        Self::OwnWords,
        Self::PoliceMissing,
        Self::Approved,
    ];
}

/// The facts about one agreed action and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ActionFacts {
    /// Who asks.
    pub standing: Standing,
    /// Where the asker stands around the case.
    pub circle: Circle,
    /// What the asker has to do with the action.
    pub part: Part,
    /// Whether the asker proposed it.
    pub own_proposal: bool,
    /// Where the asker takes part right now.
    pub table: Table,
    /// Whether the police are to hold it.
    pub for_police: ForPolice,
    /// How far it is.
    pub stage: Stage,
}

impl Subject for ActionFacts {
    type Act = ActionAct;
    const KIND: &'static str = "action";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    fn role_level(standing: Standing, _act: ActionAct) -> Result<(), Rule> {
        standing.clearance()?;
        match standing.function() {
            Function::Auditor | Function::Dpo => Err(Rule::R41),
            Function::Operator => Err(Rule::R35),
            Function::Secretary => Err(Rule::R40),
            Function::Mayor
            | Function::MayorRep
            | Function::PoliceChief
            | Function::PoliceRep
            | Function::PreventionOfficial
            | Function::SocialActor => Ok(()),
        }
    }

    fn object_level(&self, act: ActionAct) -> Decision {
        match self.sight() {
            Some(scope) => self.decided(act, scope),
            None => conceal(self.rule()),
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let part = match self.part {
            Part::Holder => "holder",
            Part::Party => "party",
            Part::None => "none",
        };
        let circle = match self.circle {
            Circle::Outside => "outside",
            Circle::Territory => "territory",
            Circle::ActionHolder => "action_holder",
            Circle::Manager => "manager",
        };
        let stage = match self.stage {
            Stage::Proposed => "proposed",
            Stage::Underway => "underway",
            Stage::Ended => "ended",
            Stage::Cancelled => "cancelled",
        };
        let table = match self.table {
            Table::Away => "away",
            Table::Later => "later_item",
            Table::Own => "own_item",
        };
        let for_police = match self.for_police {
            ForPolice::No => "no",
            ForPolice::OthersMissing => "others_missing",
            ForPolice::OwnWords => "own_words",
            ForPolice::PoliceMissing => "police_missing",
            ForPolice::Approved => "approved",
        };
        let mut fields = self.standing.fields();
        fields.extend([
            ("part", part),
            ("circle", circle),
            ("table", table),
            ("for_police", for_police),
            ("stage", stage),
            ("own_proposal", yes_no(self.own_proposal)),
        ]);
        fields
    }

    /// Whether others approved is told to who wants to accept, and to nobody else (R34).
    fn explained(&self, act: ActionAct) -> Vec<(&'static str, &'static str)> {
        let accepting = act == ActionAct::Accept && self.part == Part::Party;
        let mut fields = self.fields();
        fields.retain(|(name, _)| *name != "for_police" || accepting);
        fields
    }

    fn all() -> Vec<Self> {
        let one = Self {
            standing: Standing::new(Function::Mayor, true),
            circle: Circle::Outside,
            part: Part::None,
            own_proposal: false,
            table: Table::Away,
            for_police: ForPolice::No,
            stage: Stage::Proposed,
        };
        let (parts, tables) = (
            [Part::Holder, Part::Party, Part::None],
            [Table::Away, Table::Later, Table::Own],
        );
        let all = every(vec![one], &Standing::all(), |f, standing| Self { standing, ..f });
        let all = every(all, &Circle::ALL, |f, circle| Self { circle, ..f });
        let all = every(all, &parts, |f, part| Self { part, ..f });
        let all = every(all, &BOTH, |f, own_proposal| Self { own_proposal, ..f });
        let all = every(all, &tables, |f, table| Self { table, ..f });
        let all = every(all, &ForPolice::ALL, |f, for_police| Self { for_police, ..f });
        every(all, &Stage::ALL, |f, stage| Self { stage, ..f })
    }

    /// Whatever is done in the room of an open item is taking part in it (R21, R41).
    fn veil(&self, act: ActionAct) -> Option<Veil> {
        match act {
            ActionAct::Read => (self.table != Table::Away).then_some(Veil::Reading),
            ActionAct::Approve => Some(Veil::TakingPart),
            ActionAct::Accept | ActionAct::Decline | ActionAct::Report | ActionAct::Cancel => {
                (self.table != Table::Away).then_some(Veil::TakingPart)
            }
        }
    }
}

/// Each of these facts with each of these values.
fn every<V: Copy>(
    facts: Vec<ActionFacts>,
    values: &[V],
    with: impl Fn(ActionFacts, V) -> ActionFacts,
) -> Vec<ActionFacts> {
    let one = |facts: ActionFacts| values.iter().map(move |value| (facts, *value));
    facts
        .into_iter()
        .flat_map(one)
        .map(|(facts, value)| with(facts, value))
        .collect()
}
