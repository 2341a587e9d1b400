//! Rules on case files: who knows the case code, who lists, who puts a case on an agenda (R11, R34, R35, R39-R41).

use super::decision::{Decision, Denial, Scope, conceal, permit, refuse};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, acts, yes_no};
use crate::domain::case_file::CaseState;
use crate::domain::seat::Function;

acts! {
    /// Acts on a case file.
    CaseAct {
        /// Reads the case file.
        Read = "case.read",
        /// Puts the case on the list of cases.
        PutOnList = "case.put_on_list",
        /// Puts the case on the agenda of a meeting.
        Table = "case.table",
    }
}

/// The facts about one case and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CaseFacts {
    /// Who asks.
    pub standing: Standing,
    /// Whether the case belongs to the asker's own municipality (counts for the mayor's side).
    pub own_territory: bool,
    /// State of the case.
    pub state: CaseState,
}

/// The rule under which somebody directs or schedules: the mayor's side by R39, coordinator and secretary by R40.
pub(super) const fn rule_of_process(function: Function) -> Rule {
    match function {
        Function::Mayor | Function::MayorRep => Rule::R39,
        Function::PoliceChief
        | Function::PoliceRep
        | Function::PreventionOfficial
        | Function::Secretary
        | Function::SocialActor
        | Function::Auditor
        | Function::Dpo
        | Function::Operator => Rule::R40,
    }
}

impl Subject for CaseFacts {
    type Act = CaseAct;
    const KIND: &'static str = "case";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    #[expect(clippy::match_same_arms, reason = "one line for each act, as one would say it")]
    fn role_level(standing: Standing, act: CaseAct) -> Result<(), Rule> {
        use Function as F;
        standing.clearance()?;
        match (standing.function(), act) {
            (F::Auditor | F::Dpo, _) => Err(Rule::R41),
            (F::Operator, _) => Err(Rule::R35),
            (F::Mayor, _) | (F::MayorRep, CaseAct::PutOnList) => Ok(()),
            (_, CaseAct::PutOnList) => Err(Rule::R11),
            (F::PreventionOfficial, CaseAct::Read | CaseAct::Table) | (F::Secretary, CaseAct::Read) => Ok(()),
            (F::Secretary, CaseAct::Table) => Err(Rule::R40),
            (F::MayorRep, CaseAct::Read | CaseAct::Table) => Err(Rule::R39),
            (F::PoliceChief | F::PoliceRep, CaseAct::Read | CaseAct::Table) => Err(Rule::R34),
            (F::SocialActor, CaseAct::Read | CaseAct::Table) => Err(Rule::R14),
        }
    }

    fn object_level(&self, act: CaseAct) -> Decision {
        let mayors_side = matches!(self.standing.function(), Function::Mayor | Function::MayorRep);
        if mayors_side && !self.own_territory {
            return conceal(Rule::R39);
        }
        match (act, self.state) {
            (CaseAct::Read, _) => permit(rule_of_process(self.standing.function()), Scope::Full),
            (CaseAct::PutOnList, CaseState::Proposed) | (CaseAct::Table, CaseState::Listed) => {
                permit(Rule::R11, Scope::Full)
            }
            (CaseAct::PutOnList, CaseState::Listed) | (CaseAct::Table, CaseState::Proposed) => {
                refuse(Rule::R11, Denial::WrongState)
            }
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.standing.fields();
        fields.extend([
            ("own_territory", yes_no(self.own_territory)),
            ("case_state", self.state.code()),
        ]);
        fields
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for standing in Standing::all() {
            for own_territory in BOTH {
                for state in CaseState::ALL {
                    all.push(Self {
                        standing,
                        own_territory,
                        state: *state,
                    });
                }
            }
        }
        all
    }
}
