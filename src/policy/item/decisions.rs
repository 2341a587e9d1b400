//! What the rules decide about one agenda item, once the function may do the act at all.

use super::{Answered, Attendance, Involvement, ItemAct, ItemFacts, Opening};
use crate::domain::meeting::ItemState;
use crate::domain::seat::Function;
use crate::policy::case_file::rule_of_process;
use crate::policy::decision::{Decision, Denial, Scope, conceal, permit, refuse};
use crate::policy::rule::Rule;

impl ItemFacts {
    /// Whether the asker directs or prepares the item, and so knows of it without invitation (R39, R40).
    pub(in crate::policy) const fn directs(&self) -> bool {
        match self.standing.function() {
            Function::Mayor => self.own_territory || self.chairs,
            Function::MayorRep => self.chairs,
            Function::PreventionOfficial | Function::Secretary => true,
            Function::PoliceChief
            | Function::PoliceRep
            | Function::SocialActor
            | Function::Auditor
            | Function::Dpo
            | Function::Operator => false,
        }
    }

    /// How the asker is involved: an invitation to an item in preparation was not sent to anybody.
    pub(super) const fn invitation(&self) -> Involvement {
        match self.state {
            ItemState::Draft => Involvement::None,
            ItemState::Convened | ItemState::Open | ItemState::Closed => self.involvement,
        }
    }

    /// Whether the asker is in the room while the item is open.
    pub(super) const fn is_in_the_room(&self) -> bool {
        match self.invitation() {
            Involvement::Invited { attendance, .. } => {
                matches!(self.state, ItemState::Open) && attendance.in_the_room()
            }
            Involvement::None => false,
        }
    }

    /// The decision for this item.
    pub(super) fn decided(&self, act: ItemAct) -> Decision {
        // The representative of the mayor knows the item she is to chair by her invitation to it.
        if !self.directs() && self.invitation() == Involvement::None {
            return conceal(Rule::R20);
        }
        if let Some(decision) = self.as_replaced(act) {
            return decision;
        }
        match act {
            ItemAct::Read => self.read(),
            ItemAct::ReadLine if self.directs() => permit(self.rule_of_process(), Scope::Full),
            ItemAct::ReadLine => permit(Rule::R14, Scope::OwnItems),
            // An invitation to the item of another municipality is none to fill its table (R39).
            ItemAct::PrepareInvitation if !self.directs() => refuse(Rule::R39, Denial::Forbidden),
            ItemAct::PrepareInvitation => {
                self.when(&[ItemState::Draft, ItemState::Convened, ItemState::Open], Rule::R14)
            }
            ItemAct::SendInvitation if !self.may_send() => refuse(Rule::R39, Denial::Forbidden),
            ItemAct::SendInvitation => self.when(&[ItemState::Convened, ItemState::Open], Rule::R04),
            ItemAct::ReadInvitations => match (self.directs(), self.standing.function()) {
                (true, Function::Secretary) => permit(Rule::R16, Scope::WithoutReasons),
                (true, _) => permit(Rule::R16, Scope::Full),
                (false, _) => refuse(Rule::R16, Denial::Forbidden),
            },
            ItemAct::ReadConvocation => self.read_convocation(),
            ItemAct::ProposeReplacement => self.propose_replacement(),
            ItemAct::ListReplacements => permit(Rule::R07, Scope::Full),
            ItemAct::ReadAttendance => self.read_attendance(),
            // Whoever presides a common LIVC R: each mayor opens the items of her own municipality (R39).
            ItemAct::Open if self.standing.function() == Function::Mayor && !self.own_territory => {
                refuse(Rule::R39, Denial::Forbidden)
            }
            ItemAct::Open => self.opening(),
            ItemAct::Close | ItemAct::ConfirmAttendance if !self.chairs => refuse(Rule::R39, Denial::Forbidden),
            ItemAct::Close => self.when(&[ItemState::Open], Rule::R19),
            ItemAct::ConfirmAttendance => self.when(&[ItemState::Open], Rule::R18),
            ItemAct::ListContributions => self.list_within(Rule::R24),
            ItemAct::ListActions => self.list_within(Rule::R37),
            ItemAct::Answer
            | ItemAct::Acknowledge
            | ItemAct::CheckIn
            | ItemAct::CheckOut
            | ItemAct::Preview
            | ItemAct::Contribute
            | ItemAct::ProposeAction => match self.invitation() {
                Involvement::Invited {
                    answered,
                    acknowledged,
                    attendance,
                } => self.as_invitee(act, answered, acknowledged, attendance),
                Involvement::None => refuse(Rule::R14, Denial::Forbidden),
            },
        }
    }

    /// Whether the asker, being of the mayor's side, may send invitations to this item.
    pub(in crate::policy) fn may_send(&self) -> bool {
        self.directs() || self.may_come_to_chair()
    }

    /// Somebody else came instead: an invitee learns only whether the item was dealt with (R07, R20). Whoever directs or
    /// prepares the item goes on doing so.
    fn as_replaced(&self, act: ItemAct) -> Option<Decision> {
        let Involvement::Invited {
            answered: Answered::Replaced,
            ..
        } = self.invitation()
        else {
            return None;
        };
        match act {
            ItemAct::Answer
            | ItemAct::Acknowledge
            | ItemAct::CheckIn
            | ItemAct::CheckOut
            | ItemAct::ReadConvocation
            | ItemAct::Preview
            | ItemAct::Contribute
            | ItemAct::ProposeAction
            | ItemAct::Open => Some(refuse(Rule::R07, Denial::Forbidden)),
            ItemAct::Read if !self.directs() => Some(permit(Rule::R20, Scope::DoneOrNot)),
            ItemAct::ReadLine if !self.directs() => Some(permit(Rule::R14, Scope::OwnItems)),
            ItemAct::ReadAttendance
            | ItemAct::ListContributions
            | ItemAct::ListActions
            | ItemAct::ProposeReplacement
            | ItemAct::ListReplacements
            | ItemAct::SendInvitation
                if !self.directs() =>
            {
                Some(refuse(Rule::R07, Denial::Forbidden))
            }
            ItemAct::Read
            | ItemAct::ReadLine
            | ItemAct::ReadAttendance
            | ItemAct::ListContributions
            | ItemAct::ListActions
            | ItemAct::ProposeReplacement
            | ItemAct::ListReplacements
            | ItemAct::SendInvitation
            | ItemAct::PrepareInvitation
            | ItemAct::ReadInvitations
            | ItemAct::ConfirmAttendance
            | ItemAct::Close => None,
        }
    }

    fn read_convocation(&self) -> Decision {
        match self.invitation() {
            Involvement::None => refuse(Rule::R15, Denial::Forbidden),
            Involvement::Invited { attendance, .. } if self.state == ItemState::Closed && !attendance.took_part() => {
                refuse(Rule::R20, Denial::Forbidden)
            }
            Involvement::Invited { .. } => permit(Rule::R15, Scope::Full),
        }
    }

    /// The invitee proposes for herself, the coordinator for anybody.
    fn propose_replacement(&self) -> Decision {
        let prepares = self.standing.function() == Function::PreventionOfficial;
        if !prepares && self.invitation() == Involvement::None {
            return refuse(Rule::R07, Denial::Forbidden);
        }
        self.when(&[ItemState::Convened, ItemState::Open], Rule::R07)
    }

    /// A representative invited to an item that nobody chairs yet acts for the mayor; once another chairs it, no more.
    fn may_come_to_chair(&self) -> bool {
        self.standing.function() == Function::MayorRep && self.state == ItemState::Convened
    }

    const fn rule_of_process(&self) -> Rule {
        rule_of_process(self.standing.function())
    }

    fn when(&self, states: &[ItemState], rule: Rule) -> Decision {
        if states.contains(&self.state) {
            permit(rule, Scope::Full)
        } else {
            refuse(rule, Denial::WrongState)
        }
    }

    fn read(&self) -> Decision {
        if self.directs() {
            return permit(self.rule_of_process(), Scope::Full);
        }
        match self.invitation() {
            Involvement::None => conceal(Rule::R20),
            // Who checked in but was never confirmed was not there, once the item is closed (R18).
            Involvement::Invited { attendance, .. } if self.state == ItemState::Closed && !attendance.took_part() => {
                permit(Rule::R20, Scope::DoneOrNot)
            }
            Involvement::Invited {
                acknowledged: false, ..
            } => refuse(Rule::R17, Denial::PreconditionMissing),
            Involvement::Invited { .. } => permit(Rule::R14, Scope::WithoutCaseCode),
        }
    }

    fn as_invitee(&self, act: ItemAct, answered: Answered, acknowledged: bool, attendance: Attendance) -> Decision {
        let running = matches!(self.state, ItemState::Convened | ItemState::Open);
        match act {
            ItemAct::Answer if running => permit(Rule::R16, Scope::Full),
            ItemAct::Answer => refuse(Rule::R16, Denial::WrongState),
            ItemAct::Acknowledge if running => permit(Rule::R17, Scope::Full),
            ItemAct::Acknowledge => refuse(Rule::R17, Denial::WrongState),
            ItemAct::CheckIn | ItemAct::CheckOut if !running => refuse(Rule::R18, Denial::WrongState),
            ItemAct::CheckIn if answered == Answered::Declined => refuse(Rule::R16, Denial::WrongState),
            ItemAct::CheckOut if !attendance.in_the_room() => refuse(Rule::R18, Denial::WrongState),
            ItemAct::Preview | ItemAct::Contribute if self.state != ItemState::Open => {
                refuse(Rule::R23, Denial::WrongState)
            }
            ItemAct::ProposeAction if self.state != ItemState::Open => refuse(Rule::R37, Denial::WrongState),
            ItemAct::CheckIn | ItemAct::Preview | ItemAct::Contribute | ItemAct::ProposeAction if !acknowledged => {
                refuse(Rule::R17, Denial::PreconditionMissing)
            }
            ItemAct::Preview | ItemAct::Contribute if !attendance.in_the_room() => refuse(Rule::R18, Denial::Forbidden),
            // An agreement is made by those whose participation the chair confirmed (R37).
            ItemAct::ProposeAction if attendance != Attendance::Effective => refuse(Rule::R18, Denial::Forbidden),
            ItemAct::CheckIn | ItemAct::CheckOut => permit(Rule::R18, Scope::Full),
            ItemAct::Preview => permit(Rule::R46, Scope::Full),
            ItemAct::Contribute => permit(Rule::R23, Scope::Full),
            ItemAct::ProposeAction => permit(Rule::R37, Scope::Full),
            ItemAct::Read
            | ItemAct::ReadLine
            | ItemAct::PrepareInvitation
            | ItemAct::SendInvitation
            | ItemAct::ReadInvitations
            | ItemAct::ReadConvocation
            | ItemAct::ProposeReplacement
            | ItemAct::ListReplacements
            | ItemAct::ConfirmAttendance
            | ItemAct::ReadAttendance
            | ItemAct::Open
            | ItemAct::Close
            | ItemAct::ListContributions
            | ItemAct::ListActions => refuse(Rule::R14, Denial::Forbidden),
        }
    }

    fn opening(&self) -> Decision {
        let present = match self.invitation() {
            Involvement::Invited {
                attendance,
                acknowledged,
                ..
            } => acknowledged && attendance.in_the_room(),
            Involvement::None => false,
        };
        match (self.state, present, self.opening) {
            (ItemState::Convened, true, Opening::Ready) => permit(Rule::R19, Scope::Full),
            (ItemState::Convened, true, Opening::AnotherItemOpen) => refuse(Rule::R14, Denial::WrongState),
            (ItemState::Convened, true, Opening::CoreSeatMissing) | (ItemState::Convened, false, _) => {
                refuse(Rule::R19, Denial::WrongState)
            }
            (ItemState::Draft | ItemState::Open | ItemState::Closed, _, _) => refuse(Rule::R19, Denial::WrongState),
        }
    }

    /// Contributions or agreed actions: whose rows one may see is decided for each of them.
    fn list_within(&self, rule: Rule) -> Decision {
        match self.invitation() {
            Involvement::Invited {
                acknowledged: false,
                attendance,
                ..
            } if !self.directs() || attendance != Attendance::Never => refuse(Rule::R17, Denial::PreconditionMissing),
            Involvement::None | Involvement::Invited { .. } => permit(rule, Scope::Full),
        }
    }

    fn read_attendance(&self) -> Decision {
        if self.directs() {
            return permit(self.rule_of_process(), Scope::Full);
        }
        match self.invitation() {
            Involvement::None => refuse(Rule::R20, Denial::Forbidden),
            Involvement::Invited { attendance, .. }
                if attendance == Attendance::Never || (self.state == ItemState::Closed && !attendance.took_part()) =>
            {
                refuse(Rule::R20, Denial::Forbidden)
            }
            Involvement::Invited {
                acknowledged: false, ..
            } => refuse(Rule::R17, Denial::PreconditionMissing),
            Involvement::Invited { .. } => permit(Rule::R18, Scope::Full),
        }
    }
}
