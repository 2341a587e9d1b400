//! Rules on replacements: proposed by the invitee or the coordinator, decided by the mayor, for one item (R07).

use super::decision::{Decision, Denial, Scope, conceal, permit, refuse};
use super::item::{Answered, Involvement, ItemFacts};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, acts, yes_no};
use crate::domain::meeting::{ItemState, ReplacementState};
use crate::domain::seat::Function;

acts! {
    /// Acts on the replacement of an invitee.
    ReplacementAct {
        /// Reads it.
        Read = "replacement.read",
        /// Approves it: somebody else is invited instead.
        Approve = "replacement.approve",
        /// Refuses it.
        Refuse = "replacement.refuse",
    }
}

/// What the asker has to do with a replacement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Concern {
    /// Directs the item, of the mayor's side.
    Directs,
    /// Prepares the item, as coordinator.
    Prepares,
    /// Proposed it, or is to be replaced.
    Own,
    /// Nothing.
    None,
}

impl Concern {
    const ALL: [Self; 4] = [Self::Directs, Self::Prepares, Self::Own, Self::None];

    const fn code(self) -> &'static str {
        match self {
            Self::Directs => "directs",
            Self::Prepares => "prepares",
            Self::Own => "own",
            Self::None => "none",
        }
    }

    /// What somebody with these facts about the item has to do with a replacement in it.
    #[must_use]
    pub fn of(item: &ItemFacts, own: bool) -> Self {
        let replaced = matches!(
            item.involvement,
            Involvement::Invited {
                answered: Answered::Replaced,
                ..
            }
        );
        match item.standing.function() {
            Function::Mayor | Function::MayorRep if item.directs() || (item.may_send() && !replaced) => Self::Directs,
            Function::PreventionOfficial => Self::Prepares,
            Function::Mayor
            | Function::MayorRep
            | Function::PoliceChief
            | Function::PoliceRep
            | Function::Secretary
            | Function::SocialActor
            | Function::Auditor
            | Function::Dpo
            | Function::Operator => {
                if own && !replaced {
                    Self::Own
                } else {
                    Self::None
                }
            }
        }
    }
}

/// The facts about one replacement and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReplacementFacts {
    /// Who asks.
    pub standing: Standing,
    /// What the asker has to do with it.
    pub concern: Concern,
    /// State of the replacement.
    pub state: ReplacementState,
    /// State of the item.
    pub item: ItemState,
    /// Whether the invitee is in the room, or took part already.
    pub came: bool,
}

impl Subject for ReplacementFacts {
    type Act = ReplacementAct;
    const KIND: &'static str = "replacement";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    fn role_level(standing: Standing, act: ReplacementAct) -> Result<(), Rule> {
        use Function as F;
        standing.clearance()?;
        match (standing.function(), act) {
            (F::Auditor | F::Dpo, _) => Err(Rule::R41),
            (F::Operator, _) => Err(Rule::R35),
            (F::Secretary, _) => Err(Rule::R40),
            (F::Mayor | F::MayorRep, _)
            | (F::PoliceChief | F::PoliceRep | F::PreventionOfficial | F::SocialActor, ReplacementAct::Read) => Ok(()),
            (
                F::PoliceChief | F::PoliceRep | F::PreventionOfficial | F::SocialActor,
                ReplacementAct::Approve | ReplacementAct::Refuse,
            ) => Err(Rule::R07),
        }
    }

    fn object_level(&self, act: ReplacementAct) -> Decision {
        if self.concern == Concern::None {
            return conceal(Rule::R20);
        }
        if act == ReplacementAct::Read {
            return permit(Rule::R07, Scope::Full);
        }
        if self.concern != Concern::Directs {
            return refuse(Rule::R39, Denial::Forbidden);
        }
        let waits = match (self.state, self.item) {
            (ReplacementState::Proposed, ItemState::Convened | ItemState::Open) => true,
            (ReplacementState::Proposed, ItemState::Draft | ItemState::Closed)
            | (ReplacementState::Approved | ReplacementState::Refused, _) => false,
        };
        // Whoever came cannot be replaced any more: her participation is a fact (R18).
        let too_late = act == ReplacementAct::Approve && self.came;
        if waits && !too_late {
            permit(Rule::R07, Scope::Full)
        } else {
            refuse(Rule::R07, Denial::WrongState)
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.standing.fields();
        fields.extend([
            ("concern", self.concern.code()),
            ("replacement_state", self.state.code()),
            ("item_state", self.item.code()),
            ("invitee_came", yes_no(self.came)),
        ]);
        fields
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for standing in Standing::all() {
            for concern in Concern::ALL {
                for state in ReplacementState::ALL {
                    for item in ItemState::ALL {
                        all.extend(BOTH.map(|came| Self {
                            standing,
                            concern,
                            state: *state,
                            item: *item,
                            came,
                        }));
                    }
                }
            }
        }
        all
    }
}
