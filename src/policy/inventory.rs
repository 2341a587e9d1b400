//! Rules on the opening inventory: the mayor and a second person, once (R01, R02, R56).

use super::decision::{Decision, Denial, Scope, permit, refuse};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, acts, yes_no};
use crate::domain::livc::LivcState;
use crate::domain::seat::Function;

acts! {
    /// Acts on the opening inventory of a LIVC R.
    InventoryAct {
        /// Reads how far it is, and what became of each line.
        Read = "inventory.read",
        /// Has it checked; nothing is kept.
        Check = "inventory.check",
        /// Hands it in, or another one instead of what waits.
        Enter = "inventory.enter",
        /// Takes it over, as the second person.
        TakeOver = "inventory.take_over",
    }
}

/// How far it is, and who brought it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HandedIn {
    /// Nothing was handed in.
    Nothing,
    /// It waits; the asker handed it in, in whatever seat.
    ByAsker,
    /// It waits; a mayor handed it in.
    ByMayor,
    /// It waits; a coordinator handed it in.
    ByCoordinator,
    /// It was taken over.
    TakenOver,
}

impl HandedIn {
    const ALL: [Self; 5] = [
        Self::Nothing,
        Self::ByAsker,
        Self::ByMayor,
        Self::ByCoordinator,
        Self::TakenOver,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::ByAsker => "waits_of_asker",
            Self::ByMayor => "waits_of_mayor",
            Self::ByCoordinator => "waits_of_coordinator",
            Self::TakenOver => "taken_over",
        }
    }
}

/// The facts about the opening inventory and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InventoryFacts {
    /// Who asks.
    pub standing: Standing,
    /// State of the LIVC R.
    pub livc: LivcState,
    /// Whether the asker's municipality presides the LIVC R (counts for a mayor).
    pub presides: bool,
    /// How far the inventory is.
    pub handed_in: HandedIn,
}

impl Subject for InventoryFacts {
    type Act = InventoryAct;
    const KIND: &'static str = "inventory";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    fn role_level(standing: Standing, _act: InventoryAct) -> Result<(), Rule> {
        standing.clearance()?;
        match standing.function() {
            Function::Mayor | Function::PreventionOfficial => Ok(()),
            Function::Auditor | Function::Dpo => Err(Rule::R41),
            Function::Operator => Err(Rule::R35),
            Function::MayorRep
            | Function::PoliceChief
            | Function::PoliceRep
            | Function::Secretary
            | Function::SocialActor => Err(Rule::R56),
        }
    }

    fn object_level(&self, act: InventoryAct) -> Decision {
        let mayor = self.standing.function() == Function::Mayor;
        // It holds the cases of every municipality: a mayor who does not preside has no part in it.
        if mayor && !self.presides {
            return refuse(Rule::R01, Denial::Forbidden);
        }
        match (act, self.livc, self.handed_in) {
            (InventoryAct::Read, _, _) => permit(Rule::R56, Scope::Full),
            (InventoryAct::Check | InventoryAct::Enter | InventoryAct::TakeOver, LivcState::Draft, _) => {
                refuse(Rule::R02, Denial::WrongState)
            }
            (_, LivcState::Active, HandedIn::TakenOver)
            | (InventoryAct::TakeOver, LivcState::Active, HandedIn::Nothing) => refuse(Rule::R56, Denial::WrongState),
            (InventoryAct::Check | InventoryAct::Enter, LivcState::Active, _) => permit(Rule::R56, Scope::Full),
            // Two persons, and one of them the mayor.
            (InventoryAct::TakeOver, LivcState::Active, HandedIn::ByAsker) => {
                refuse(Rule::R56, Denial::PreconditionMissing)
            }
            (InventoryAct::TakeOver, LivcState::Active, HandedIn::ByCoordinator) if !mayor => {
                refuse(Rule::R56, Denial::PreconditionMissing)
            }
            (InventoryAct::TakeOver, LivcState::Active, HandedIn::ByMayor | HandedIn::ByCoordinator) => {
                permit(Rule::R56, Scope::Full)
            }
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.standing.fields();
        fields.extend([
            ("livc_state", self.livc.code()),
            ("presides", yes_no(self.presides)),
            ("inventory", self.handed_in.code()),
        ]);
        fields
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for standing in Standing::all() {
            for livc in LivcState::ALL {
                for presides in BOTH {
                    for handed_in in HandedIn::ALL {
                        all.push(Self {
                            standing,
                            livc: *livc,
                            presides,
                            handed_in,
                        });
                    }
                }
            }
        }
        all
    }
}
