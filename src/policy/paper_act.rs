//! Rules on acts signed on paper: two persons for every act, and the mayor for her own (R54).

use super::case_file::rule_of_process;
use super::decision::{Decision, Denial, Scope, conceal, permit, refuse};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, acts, yes_no};
use crate::domain::paper::{PaperKind, PaperState};
use crate::domain::seat::Function;

acts! {
    /// Acts on a paper act that was entered.
    PaperActAct {
        /// Reads it.
        Read = "paper_act.read",
        /// Confirms it as the second person: it takes effect.
        Confirm = "paper_act.confirm",
        /// Ratifies it as the mayor who signed.
        Ratify = "paper_act.ratify",
        /// Takes it back before it takes effect.
        Withdraw = "paper_act.withdraw",
    }
}

/// The facts about one paper act and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PaperActFacts {
    /// Who asks.
    pub standing: Standing,
    /// Whether it belongs to the asker's own municipality (counts for the mayor's side).
    pub own_territory: bool,
    /// What was done on paper.
    pub kind: PaperKind,
    /// How far it is.
    pub state: PaperState,
    /// Whether the asker is the natural person who entered it, in whatever seat.
    pub entered_by_asker: bool,
    /// Whether today is not after the last day on which it can be confirmed.
    pub in_time: bool,
}

impl Subject for PaperActFacts {
    type Act = PaperActAct;
    const KIND: &'static str = "paper_act";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    #[expect(clippy::match_same_arms, reason = "one line for each act, as one would say it")]
    fn role_level(standing: Standing, act: PaperActAct) -> Result<(), Rule> {
        use Function as F;
        standing.clearance()?;
        match (standing.function(), act) {
            (F::Auditor | F::Dpo, _) => Err(Rule::R41),
            (F::Operator, _) => Err(Rule::R35),
            (F::Mayor, _) => Ok(()),
            // A representative has the items she chaired and no more (R39).
            (F::MayorRep, _) => Err(Rule::R39),
            (F::PreventionOfficial | F::Secretary, PaperActAct::Ratify) => Err(Rule::R54),
            (
                F::PreventionOfficial | F::Secretary,
                PaperActAct::Read | PaperActAct::Confirm | PaperActAct::Withdraw,
            ) => Ok(()),
            (F::PoliceChief | F::PoliceRep | F::SocialActor, _) => Err(Rule::R54),
        }
    }

    fn object_level(&self, act: PaperActAct) -> Decision {
        let function = self.standing.function();
        if function == Function::Mayor && !self.own_territory {
            return conceal(Rule::R39);
        }
        match act {
            // The mayor's reasons are for mayor and coordinator (matrix K).
            PaperActAct::Read if function == Function::Secretary => permit(Rule::R40, Scope::WithoutReasons),
            PaperActAct::Read => permit(rule_of_process(function), Scope::Full),
            PaperActAct::Confirm => self.confirming(),
            PaperActAct::Ratify => match (self.kind.is_the_mayors(), self.state) {
                (true, PaperState::Confirmed) => permit(Rule::R54, Scope::Full),
                (true, PaperState::Entered | PaperState::Ratified | PaperState::Withdrawn) | (false, _) => {
                    refuse(Rule::R54, Denial::WrongState)
                }
            },
            PaperActAct::Withdraw => match (self.entered_by_asker, self.state) {
                (false, _) => refuse(Rule::R54, Denial::Forbidden),
                (true, PaperState::Entered) => permit(Rule::R54, Scope::Full),
                (true, PaperState::Confirmed | PaperState::Ratified | PaperState::Withdrawn) => {
                    refuse(Rule::R54, Denial::WrongState)
                }
            },
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.standing.fields();
        fields.extend([
            ("own_territory", yes_no(self.own_territory)),
            ("paper_kind", self.kind.code()),
            ("paper_state", self.state.code()),
            ("entered_by_asker", yes_no(self.entered_by_asker)),
            ("in_time", yes_no(self.in_time)),
        ]);
        fields
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for standing in Standing::all() {
            for own_territory in BOTH {
                for kind in PaperKind::ALL {
                    for state in PaperState::ALL {
                        for entered_by_asker in BOTH {
                            for in_time in BOTH {
                                all.push(Self {
                                    standing,
                                    own_territory,
                                    kind: *kind,
                                    state: *state,
                                    entered_by_asker,
                                    in_time,
                                });
                            }
                        }
                    }
                }
            }
        }
        all
    }
}

impl PaperActFacts {
    /// A second natural person, in time.
    fn confirming(self) -> Decision {
        match (self.state, self.entered_by_asker, self.in_time) {
            (PaperState::Confirmed | PaperState::Ratified | PaperState::Withdrawn, _, _) => {
                refuse(Rule::R54, Denial::WrongState)
            }
            (PaperState::Entered, true, _) => refuse(Rule::R54, Denial::PreconditionMissing),
            (PaperState::Entered, false, false) => refuse(Rule::R54, Denial::WrongState),
            (PaperState::Entered, false, true) => permit(Rule::R54, Scope::Full),
        }
    }
}
