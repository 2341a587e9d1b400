//! What the rules decide about one agreed action, once the function may do the act at all.

use super::{ActionAct, ActionFacts, Circle, ForPolice, Part, Stage, Table};
use crate::domain::seat::Function;
use crate::policy::decision::{Decision, Denial, Scope, permit, refuse};
use crate::policy::rule::Rule;

impl ActionFacts {
    /// How much of the action the asker may see; `None` where it does not exist for her.
    pub(super) fn sight(self) -> Option<Scope> {
        if self.standing.function().is_police() {
            return self.is_shown_to_police().then_some(Scope::Full);
        }
        if self.part != Part::None || self.circle == Circle::Manager || self.table != Table::Away {
            return Some(Scope::Full);
        }
        let own_proposal = self.own_proposal && self.stage == Stage::Proposed;
        (self.is_in_the_circle() || own_proposal).then_some(Scope::Status)
    }

    /// The active circle of the case, which sees how far its actions are (R37).
    fn is_in_the_circle(self) -> bool {
        match self.standing.function() {
            Function::PreventionOfficial => true,
            Function::Mayor => self.circle != Circle::Outside,
            Function::MayorRep
            | Function::PoliceChief
            | Function::PoliceRep
            | Function::Secretary
            | Function::SocialActor
            | Function::Auditor
            | Function::Dpo
            | Function::Operator => matches!(self.circle, Circle::ActionHolder | Circle::Manager),
        }
    }

    /// Police see what is theirs to hold or to accept: nothing before everybody else at the table approved, unless the
    /// words are their own (R34).
    fn is_shown_to_police(self) -> bool {
        let (approved, own_words) = match self.for_police {
            ForPolice::No => return false,
            ForPolice::OthersMissing => (false, false),
            ForPolice::OwnWords => (false, true),
            ForPolice::PoliceMissing | ForPolice::Approved => (true, false),
        };
        match (self.part, self.stage) {
            (Part::Party, Stage::Proposed | Stage::Cancelled) => approved || own_words,
            (Part::Holder | Part::Party, _) => true,
            // Whoever is to approve it has to see it.
            (Part::None, Stage::Proposed) => approved && self.table == Table::Own,
            (Part::None, Stage::Underway | Stage::Ended | Stage::Cancelled) => false,
        }
    }

    fn answer(self, act: ActionAct, scope: Scope) -> Decision {
        let accepts = act == ActionAct::Accept;
        if self.part == Part::None {
            refuse(Rule::R37, Denial::Forbidden)
        } else if self.stage != Stage::Proposed {
            refuse(Rule::R37, Denial::WrongState)
        } else if accepts && !matches!(self.for_police, ForPolice::No | ForPolice::Approved) {
            refuse(Rule::R34, Denial::WrongState)
        } else {
            permit(Rule::R37, scope)
        }
    }

    pub(super) fn decided(self, act: ActionAct, scope: Scope) -> Decision {
        let proposed = self.stage == Stage::Proposed;
        let may_cancel = self.own_proposal || self.standing.function() == Function::PreventionOfficial;
        match act {
            ActionAct::Read => permit(self.rule(), scope),
            ActionAct::Accept | ActionAct::Decline => self.answer(act, scope),
            ActionAct::Report if self.part != Part::Holder => refuse(Rule::R37, Denial::Forbidden),
            ActionAct::Report if self.stage != Stage::Underway => refuse(Rule::R37, Denial::WrongState),
            ActionAct::Cancel if !may_cancel => refuse(Rule::R37, Denial::Forbidden),
            ActionAct::Cancel if !proposed => refuse(Rule::R37, Denial::WrongState),
            ActionAct::Report | ActionAct::Cancel => permit(Rule::R37, scope),
            ActionAct::Approve if self.table != Table::Own => refuse(Rule::R34, Denial::Forbidden),
            ActionAct::Approve if self.for_police == ForPolice::No || !proposed => {
                refuse(Rule::R34, Denial::WrongState)
            }
            ActionAct::Approve => permit(Rule::R34, scope),
        }
    }

    pub(super) const fn rule(self) -> Rule {
        if self.standing.function().is_police() {
            Rule::R34
        } else {
            Rule::R37
        }
    }
}
