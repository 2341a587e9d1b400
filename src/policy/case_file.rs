//! Rules on case files: who knows the case code, who lists, tables and appoints the case manager (R11, R34-R41).

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
        /// Reads the plan: the agreed actions, each as far as one may see it.
        ReadPlan = "case.read_plan",
        /// Appoints the case manager and her deputy.
        AppointManager = "case.appoint_manager",
    }
}

/// What ties somebody to a case beside her function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tie {
    /// Nothing.
    None,
    /// Holds an open action of it.
    ActionHolder,
    /// Is its case manager, or her deputy within dates (R38).
    Manager,
}

impl Tie {
    pub(super) const ALL: [Self; 3] = [Self::None, Self::ActionHolder, Self::Manager];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ActionHolder => "action_holder",
            Self::Manager => "manager",
        }
    }
}

/// The facts about one case and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CaseFacts {
    /// Who asks.
    pub standing: Standing,
    /// Whether the case belongs to the asker's own municipality (counts for the mayor's side).
    pub own_territory: bool,
    /// What ties the asker to the case.
    pub tie: Tie,
    /// State of the case.
    pub state: CaseState,
}

impl CaseFacts {
    /// Whether the asker knows of the case by her function (R39, R40).
    const fn directs(self) -> bool {
        match self.standing.function() {
            Function::Mayor => self.own_territory,
            Function::PreventionOfficial | Function::Secretary => true,
            Function::MayorRep
            | Function::PoliceChief
            | Function::PoliceRep
            | Function::SocialActor
            | Function::Auditor
            | Function::Dpo
            | Function::Operator => false,
        }
    }

    fn read(self) -> Decision {
        match (self.directs(), self.tie) {
            (true, _) => permit(rule_of_process(self.standing.function()), Scope::Full),
            (false, Tie::Manager) => permit(Rule::R38, Scope::WithoutCaseCode),
            (false, Tie::None | Tie::ActionHolder) => self.unknown(),
        }
    }

    /// The case does not exist for who neither directs nor follows it.
    const fn unknown(self) -> Decision {
        match self.standing.function() {
            Function::Mayor | Function::MayorRep => conceal(Rule::R39),
            Function::PoliceChief
            | Function::PoliceRep
            | Function::PreventionOfficial
            | Function::Secretary
            | Function::SocialActor
            | Function::Auditor
            | Function::Dpo
            | Function::Operator => conceal(Rule::R20),
        }
    }

    fn read_plan(self) -> Decision {
        match (self.tie, self.directs()) {
            (Tie::Manager, _) => permit(Rule::R38, Scope::Full),
            (Tie::ActionHolder, _) | (Tie::None, true) => permit(Rule::R37, Scope::Status),
            (Tie::None, false) => self.unknown(),
        }
    }
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
            (_, CaseAct::AppointManager) => Err(Rule::R38),
            (F::PoliceChief | F::PoliceRep, _) => Err(Rule::R34),
            (F::PreventionOfficial, _) | (F::Secretary, CaseAct::Read) => Ok(()),
            (F::Secretary, CaseAct::Table | CaseAct::ReadPlan) => Err(Rule::R40),
            // Whoever takes part can be case manager, or hold an action.
            (F::MayorRep | F::SocialActor, CaseAct::Read | CaseAct::ReadPlan) => Ok(()),
            (F::MayorRep, CaseAct::Table) => Err(Rule::R39),
            (F::SocialActor, CaseAct::Table) => Err(Rule::R14),
        }
    }

    fn object_level(&self, act: CaseAct) -> Decision {
        let mayors_side = matches!(self.standing.function(), Function::Mayor | Function::MayorRep);
        match (act, self.state) {
            (CaseAct::Read, _) => self.read(),
            (CaseAct::ReadPlan, _) => self.read_plan(),
            (CaseAct::PutOnList | CaseAct::Table | CaseAct::AppointManager, _)
                if mayors_side && !self.own_territory =>
            {
                match self.tie {
                    Tie::None => self.unknown(),
                    Tie::ActionHolder | Tie::Manager => refuse(Rule::R39, Denial::Forbidden),
                }
            }
            (CaseAct::PutOnList, CaseState::Proposed) | (CaseAct::Table, CaseState::Listed | CaseState::Checked) => {
                permit(Rule::R11, Scope::Full)
            }
            (CaseAct::PutOnList, CaseState::Listed | CaseState::Checked) | (CaseAct::Table, CaseState::Proposed) => {
                refuse(Rule::R11, Denial::WrongState)
            }
            (CaseAct::AppointManager, CaseState::Listed | CaseState::Checked) => permit(Rule::R38, Scope::Full),
            (CaseAct::AppointManager, CaseState::Proposed) => refuse(Rule::R38, Denial::WrongState),
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.standing.fields();
        fields.extend([
            ("own_territory", yes_no(self.own_territory)),
            ("tie", self.tie.code()),
            ("case_state", self.state.code()),
        ]);
        fields
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for standing in Standing::all() {
            for own_territory in BOTH {
                for tie in Tie::ALL {
                    all.extend(CaseState::ALL.iter().map(|state| Self {
                        standing,
                        own_territory,
                        tie,
                        state: *state,
                    }));
                }
            }
        }
        all
    }
}
