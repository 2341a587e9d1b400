//! Rules on agenda items: who sees one, who convenes, attends, opens, speaks and closes (R04, R14-R20, R23, R39-R40).

mod decisions;
mod part;

pub use part::{Answered, Attendance, Involvement, Opening};

use super::decision::Decision;
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, Veil, acts, yes_no};
use crate::domain::meeting::ItemState;
use crate::domain::seat::Function;

acts! {
    /// Acts on an agenda item.
    ItemAct {
        /// Reads the item.
        Read = "item.read",
        /// Sees the item's line on the agenda of the meeting.
        ReadLine = "item.read_line",
        /// Proposes an invitation.
        PrepareInvitation = "item.prepare_invitation",
        /// Sends one invitation after the convocation.
        SendInvitation = "item.send_invitation",
        /// Reads who is invited and what they answered.
        ReadInvitations = "item.read_invitations",
        /// Reads one's own convocation.
        ReadConvocation = "item.read_convocation",
        /// Proposes somebody to come instead of an invitee.
        ProposeReplacement = "item.propose_replacement",
        /// Lists the replacements one may know of.
        ListReplacements = "item.list_replacements",
        /// Answers one's own invitation.
        Answer = "item.answer",
        /// Acknowledges the secrecy of the consultation.
        Acknowledge = "item.acknowledge",
        /// Checks in.
        CheckIn = "item.check_in",
        /// Checks out.
        CheckOut = "item.check_out",
        /// Confirms that somebody attends.
        ConfirmAttendance = "item.confirm_attendance",
        /// Reads who attends.
        ReadAttendance = "item.read_attendance",
        /// Opens the consultation on this case.
        Open = "item.open",
        /// Closes it and freezes its participation.
        Close = "item.close",
        /// Lists the contributions one may read.
        ListContributions = "item.list_contributions",
        /// Asks who would be able to read a contribution.
        Preview = "item.preview",
        /// Contributes.
        Contribute = "item.contribute",
        /// Proposes an agreed action.
        ProposeAction = "item.propose_action",
        /// Lists the agreed actions of the case that one may see.
        ListActions = "item.list_actions",
    }
}

/// The facts about one item and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ItemFacts {
    /// Who asks.
    pub standing: Standing,
    /// Whether the case belongs to the asker's own municipality (counts for the mayor).
    pub own_territory: bool,
    /// State of the item.
    pub state: ItemState,
    /// How the asker is involved.
    pub involvement: Involvement,
    /// Whether the asker chairs this item.
    pub chairs: bool,
    /// Whether it could be opened.
    pub opening: Opening,
}

impl Subject for ItemFacts {
    type Act = ItemAct;
    const KIND: &'static str = "item";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    #[expect(clippy::match_same_arms, reason = "one line for each act, as one would say it")]
    fn role_level(standing: Standing, act: ItemAct) -> Result<(), Rule> {
        use Function as F;
        standing.clearance()?;
        match (standing.function(), act) {
            (F::Auditor | F::Dpo, _) => Err(Rule::R41),
            (F::Operator, _) => Err(Rule::R35),
            (
                F::Mayor | F::MayorRep,
                ItemAct::SendInvitation | ItemAct::ConfirmAttendance | ItemAct::Open | ItemAct::Close,
            ) => Ok(()),
            (_, ItemAct::SendInvitation) => Err(Rule::R04),
            (_, ItemAct::ConfirmAttendance) => Err(Rule::R18),
            (_, ItemAct::Open | ItemAct::Close) => Err(Rule::R19),
            (F::Mayor | F::PreventionOfficial, ItemAct::PrepareInvitation) => Ok(()),
            (_, ItemAct::PrepareInvitation) => Err(Rule::R04),
            (F::Mayor | F::MayorRep | F::PreventionOfficial | F::Secretary, ItemAct::ReadInvitations) => Ok(()),
            (_, ItemAct::ReadInvitations) => Err(Rule::R16),
            (F::Secretary, ItemAct::Read | ItemAct::ReadLine | ItemAct::ReadAttendance) => Ok(()),
            (F::Secretary, _) => Err(Rule::R40),
            (
                F::Mayor | F::MayorRep | F::PoliceChief | F::PoliceRep | F::PreventionOfficial | F::SocialActor,
                ItemAct::Read
                | ItemAct::ReadLine
                | ItemAct::ReadConvocation
                | ItemAct::ProposeReplacement
                | ItemAct::ListReplacements
                | ItemAct::Answer
                | ItemAct::Acknowledge
                | ItemAct::CheckIn
                | ItemAct::CheckOut
                | ItemAct::ReadAttendance
                | ItemAct::ListContributions
                | ItemAct::Preview
                | ItemAct::Contribute
                | ItemAct::ProposeAction
                | ItemAct::ListActions,
            ) => Ok(()),
        }
    }

    fn object_level(&self, act: ItemAct) -> Decision {
        self.decided(act)
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let (answered, acknowledged, attendance) = match self.invitation() {
            Involvement::None => (Answered::NotYet, false, Attendance::Never),
            Involvement::Invited {
                answered,
                acknowledged,
                attendance,
            } => (answered, acknowledged, attendance),
        };
        let involved = match (self.directs(), self.invitation()) {
            (false, Involvement::None) => "no",
            (true, Involvement::None) => "directs",
            (false, Involvement::Invited { .. }) => "invited",
            (true, Involvement::Invited { .. }) => "directs_and_invited",
        };
        let mut fields = self.standing.fields();
        fields.extend([
            ("involved", involved),
            ("answered", answered.code()),
            ("chairs", yes_no(self.chairs)),
            ("item_state", self.state.code()),
            ("attendance", attendance.code()),
            ("acknowledged", yes_no(acknowledged)),
            (
                "opening",
                match self.opening {
                    Opening::Ready => "ready",
                    Opening::CoreSeatMissing => "core_seat_missing",
                    Opening::AnotherItemOpen => "another_item_open",
                },
            ),
            ("own_territory", yes_no(self.own_territory)),
        ]);
        fields
    }

    /// Who else is in the room is nobody's business but the chair's, until one is in it.
    fn explained(&self, act: ItemAct) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.fields();
        fields.retain(|(name, _)| *name != "opening" || act == ItemAct::Open);
        fields
    }

    fn all() -> Vec<Self> {
        let mut involvements = vec![Involvement::None];
        for answered in Answered::ALL {
            for acknowledged in BOTH {
                for attendance in Attendance::ALL {
                    involvements.push(Involvement::Invited {
                        answered,
                        acknowledged,
                        attendance,
                    });
                }
            }
        }
        let mut all = Vec::new();
        for standing in Standing::all() {
            for own_territory in BOTH {
                for state in ItemState::ALL {
                    for involvement in &involvements {
                        for chairs in BOTH {
                            for opening in [Opening::Ready, Opening::CoreSeatMissing, Opening::AnotherItemOpen] {
                                all.push(Self {
                                    standing,
                                    own_territory,
                                    state: *state,
                                    involvement: *involvement,
                                    chairs,
                                    opening,
                                });
                            }
                        }
                    }
                }
            }
        }
        all
    }

    fn veil(&self, act: ItemAct) -> Option<Veil> {
        match act {
            ItemAct::CheckIn | ItemAct::CheckOut | ItemAct::Preview | ItemAct::Contribute | ItemAct::ProposeAction => {
                Some(Veil::TakingPart)
            }
            ItemAct::ListContributions => Some(Veil::Reading),
            ItemAct::Read
            | ItemAct::ReadLine
            | ItemAct::PrepareInvitation
            | ItemAct::SendInvitation
            | ItemAct::ReadInvitations
            | ItemAct::ReadConvocation
            | ItemAct::ProposeReplacement
            | ItemAct::ListReplacements
            | ItemAct::Answer
            | ItemAct::Acknowledge
            | ItemAct::ConfirmAttendance
            | ItemAct::ReadAttendance
            | ItemAct::Open
            | ItemAct::Close => None,
            // In the room, which actions somebody sees when would tell who proposed one.
            ItemAct::ListActions => self.is_in_the_room().then_some(Veil::Reading),
        }
    }
}
