//! Rules on meetings: who prepares one, who convenes it, who knows of it (R03, R04, R14, R19, R40).

use super::case_file::rule_of_process;
use super::decision::{Decision, Denial, Scope, conceal, permit, refuse};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, acts, yes_no};
use crate::domain::meeting::MeetingState;
use crate::domain::seat::Function;

acts! {
    /// Acts on a meeting.
    MeetingAct {
        /// Reads time, place and state.
        Read = "meeting.read",
        /// Puts an item on the agenda.
        AddItem = "meeting.add_item",
        /// Sends the convocation: one act for all invitations.
        Convene = "meeting.convene",
        /// Lists the agenda items one may know of.
        ListItems = "meeting.list_items",
    }
}

/// Whether the asker's part of the agenda can be convened: the items of her own municipality that nobody convened yet.
/// Items of others play no part in it, and so it tells nothing of them (R01, R14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agenda {
    /// Every item of it has somebody to invite.
    Ready,
    /// There is no item in it, or an item without anybody to invite.
    Incomplete,
    /// A police invitee's clearance does not hold on the day of the meeting.
    PoliceNotCleared,
}

/// Whether the invitees have the notice the protocol promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notice {
    /// Enough working days.
    Respected,
    /// Too short, with the mayor's written reason.
    Urgent,
    /// Too short, without reason.
    TooShort,
}

/// The facts about one meeting and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MeetingFacts {
    /// Who asks.
    pub standing: Standing,
    /// State of the meeting.
    pub state: MeetingState,
    /// Whether the asker was sent an invitation to one of its items.
    pub invited: bool,
    /// Whether the asker's part of the agenda can be convened.
    pub agenda: Agenda,
    /// Whether notice is respected.
    pub notice: Notice,
}

impl Subject for MeetingFacts {
    type Act = MeetingAct;
    const KIND: &'static str = "meeting";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    #[expect(clippy::match_same_arms, reason = "one line for each act, as one would say it")]
    fn role_level(standing: Standing, act: MeetingAct) -> Result<(), Rule> {
        use Function as F;
        standing.clearance()?;
        match (standing.function(), act) {
            (F::Auditor | F::Dpo, _) => Err(Rule::R41),
            (F::Operator, _) => Err(Rule::R35),
            (F::Mayor | F::MayorRep, MeetingAct::Convene) => Ok(()),
            (_, MeetingAct::Convene) => Err(Rule::R04),
            (F::Mayor | F::PreventionOfficial, MeetingAct::AddItem) => Ok(()),
            (_, MeetingAct::AddItem) => Err(Rule::R40),
            (
                F::Mayor
                | F::MayorRep
                | F::PoliceChief
                | F::PoliceRep
                | F::PreventionOfficial
                | F::Secretary
                | F::SocialActor,
                MeetingAct::Read | MeetingAct::ListItems,
            ) => Ok(()),
        }
    }

    fn object_level(&self, act: MeetingAct) -> Decision {
        let directs = match self.standing.function() {
            Function::Mayor | Function::MayorRep | Function::PreventionOfficial | Function::Secretary => true,
            Function::PoliceChief
            | Function::PoliceRep
            | Function::SocialActor
            | Function::Auditor
            | Function::Dpo
            | Function::Operator => false,
        };
        if !directs && (!self.invited || self.state == MeetingState::Draft) {
            return conceal(Rule::R20);
        }
        match act {
            MeetingAct::Read | MeetingAct::ListItems if directs => {
                permit(rule_of_process(self.standing.function()), Scope::Full)
            }
            MeetingAct::Read | MeetingAct::ListItems => permit(Rule::R14, Scope::OwnItems),
            MeetingAct::AddItem if self.state == MeetingState::Draft => permit(Rule::R14, Scope::Full),
            MeetingAct::AddItem => refuse(Rule::R14, Denial::WrongState),
            // In a common LIVC R a second mayor convenes hers after the first (R01).
            MeetingAct::Convene => match (self.state, self.agenda, self.notice) {
                (MeetingState::Draft | MeetingState::Convened, Agenda::Ready, Notice::Respected | Notice::Urgent) => {
                    permit(Rule::R04, Scope::Full)
                }
                (MeetingState::Draft | MeetingState::Convened, Agenda::Ready, Notice::TooShort) => {
                    refuse(Rule::R19, Denial::NotAcceptable)
                }
                (MeetingState::Draft, Agenda::Incomplete, _) => refuse(Rule::R14, Denial::WrongState),
                (MeetingState::Draft | MeetingState::Convened, Agenda::PoliceNotCleared, _) => {
                    refuse(Rule::R03, Denial::WrongState)
                }
                (MeetingState::Convened, Agenda::Incomplete, _)
                | (MeetingState::InSession | MeetingState::Closed, _, _) => refuse(Rule::R04, Denial::WrongState),
            },
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.standing.fields();
        fields.extend([
            ("invited", yes_no(self.invited)),
            ("meeting_state", self.state.code()),
            (
                "agenda",
                match self.agenda {
                    Agenda::Ready => "ready",
                    Agenda::Incomplete => "incomplete",
                    Agenda::PoliceNotCleared => "police_not_cleared",
                },
            ),
            (
                "notice",
                match self.notice {
                    Notice::Respected => "respected",
                    Notice::Urgent => "urgent_with_reason",
                    Notice::TooShort => "too_short",
                },
            ),
        ]);
        fields
    }

    /// Whether a clearance lapsed or notice was short is told to whoever convenes, and to nobody else (R03, R47).
    fn explained(&self, act: MeetingAct) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.fields();
        fields.retain(|(name, _)| !matches!(*name, "agenda" | "notice") || act == MeetingAct::Convene);
        fields
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for standing in Standing::all() {
            for state in MeetingState::ALL {
                for invited in BOTH {
                    for agenda in [Agenda::Ready, Agenda::Incomplete, Agenda::PoliceNotCleared] {
                        for notice in [Notice::Respected, Notice::Urgent, Notice::TooShort] {
                            all.push(Self {
                                standing,
                                state: *state,
                                invited,
                                agenda,
                                notice,
                            });
                        }
                    }
                }
            }
        }
        all
    }
}
