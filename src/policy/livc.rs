//! Rules on the LIVC R itself: its seats and directory, and who starts cases and meetings (R01, R02, R04, R39-R41).

use super::case_file::rule_of_process;
use super::decision::{Decision, Denial, Scope, permit, refuse};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, acts, yes_no};
use crate::domain::livc::LivcState;
use crate::domain::seat::Function;

acts! {
    /// Acts on a LIVC R.
    LivcAct {
        /// Reads its territory, state and protocol settings.
        Read = "livc.read",
        /// Activates it, once its core seats are filled.
        Activate = "livc.activate",
        /// Fills a core seat.
        AppointCoreSeat = "livc.appoint_core_seat",
        /// Gives any other seat.
        AppointSeat = "livc.appoint_seat",
        /// Ends a seat.
        EndSeat = "livc.end_seat",
        /// Reads the directory of seats and organisations.
        ReadDirectory = "livc.read_directory",
        /// Adds an organisation.
        AddOrganisation = "livc.add_organisation",
        /// Prepares a case.
        AddCase = "livc.add_case",
        /// Lists cases.
        ListCases = "livc.list_cases",
        /// Prepares a meeting.
        AddMeeting = "livc.add_meeting",
        /// Lists the meetings one may know of.
        ListMeetings = "livc.list_meetings",
        /// Lets another municipality join the LIVC R.
        AddMunicipality = "livc.add_municipality",
        /// Ends the part of a municipality in it.
        EndMunicipality = "livc.end_municipality",
        /// Gives a seat its mandate: a dated legal basis.
        GiveMandate = "livc.give_mandate",
        /// Hands work from one person to another.
        HandOver = "livc.hand_over",
        /// Reads the hand-overs.
        ReadHandovers = "livc.read_handovers",
        /// Reads how far every case is: states, meetings, numbers of actions.
        ReadOverview = "livc.read_overview",
        /// Reads what is overdue.
        ReadOverdue = "livc.read_overdue",
        /// Enters an act that was signed on paper.
        EnterPaperAct = "livc.enter_paper_act",
        /// Lists the paper acts.
        ListPaperActs = "livc.list_paper_acts",
    }
}

/// The facts about a LIVC R and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LivcFacts {
    /// Who asks.
    pub standing: Standing,
    /// State of the LIVC R.
    pub state: LivcState,
    /// Whether its three core seats are validly held by different persons today (R02, R03).
    pub core_seats_filled: bool,
    /// Whether the asker's municipality presides it (counts for a mayor, R01).
    pub presides: bool,
}

impl LivcFacts {
    /// Acts on a common LIVC R as a whole belong to the mayor who presides it (R01).
    fn is_of_another_mayor(self, act: LivcAct) -> bool {
        let whole = match act {
            LivcAct::Activate | LivcAct::AddMunicipality | LivcAct::EndMunicipality | LivcAct::HandOver => true,
            // Whose seat it is decides which mayor fills or ends it: see the use case.
            LivcAct::AppointCoreSeat
            | LivcAct::EndSeat
            | LivcAct::Read
            | LivcAct::AppointSeat
            | LivcAct::ReadDirectory
            | LivcAct::AddOrganisation
            | LivcAct::AddCase
            | LivcAct::ListCases
            | LivcAct::AddMeeting
            | LivcAct::ListMeetings
            | LivcAct::GiveMandate
            | LivcAct::ReadHandovers
            | LivcAct::ReadOverview
            | LivcAct::ReadOverdue
            | LivcAct::EnterPaperAct
            | LivcAct::ListPaperActs => false,
        };
        whole && self.standing.function() == Function::Mayor && !self.presides
    }
}

impl Subject for LivcFacts {
    type Act = LivcAct;
    const KIND: &'static str = "livc";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    #[expect(
        clippy::match_same_arms,
        clippy::unnested_or_patterns,
        reason = "one line for each act, as one would say it"
    )]
    fn role_level(standing: Standing, act: LivcAct) -> Result<(), Rule> {
        use Function as F;
        standing.clearance()?;
        match (act, standing.function()) {
            (LivcAct::Read, _)
            | (LivcAct::Activate, F::Mayor)
            | (LivcAct::AppointCoreSeat | LivcAct::EndSeat, F::Operator | F::Mayor)
            | (LivcAct::AppointSeat | LivcAct::AddOrganisation, F::Operator | F::Mayor | F::PreventionOfficial)
            | (
                LivcAct::ReadDirectory,
                F::Operator | F::Mayor | F::MayorRep | F::PreventionOfficial | F::Secretary | F::Auditor | F::Dpo,
            )
            | (LivcAct::AddCase | LivcAct::AddMeeting, F::Mayor | F::PreventionOfficial)
            | (LivcAct::ListCases, F::Mayor | F::PreventionOfficial | F::Secretary)
            | (
                LivcAct::ListMeetings,
                F::Mayor
                | F::MayorRep
                | F::PreventionOfficial
                | F::Secretary
                | F::PoliceChief
                | F::PoliceRep
                | F::SocialActor,
            )
            | (LivcAct::AddMunicipality | LivcAct::EndMunicipality, F::Operator | F::Mayor)
            | (LivcAct::GiveMandate, F::Operator | F::Mayor | F::PreventionOfficial)
            | (LivcAct::HandOver, F::Mayor)
            | (LivcAct::ReadHandovers, F::Mayor | F::PreventionOfficial | F::Auditor | F::Dpo)
            | (LivcAct::ReadOverview, F::Mayor | F::PreventionOfficial | F::Secretary)
            | (LivcAct::ReadOverdue, F::Mayor | F::PreventionOfficial)
            | (LivcAct::EnterPaperAct | LivcAct::ListPaperActs, F::Mayor | F::PreventionOfficial | F::Secretary) => {
                Ok(())
            }
            (LivcAct::EnterPaperAct | LivcAct::ListPaperActs, F::MayorRep) => Err(Rule::R39),
            (LivcAct::AddMunicipality | LivcAct::EndMunicipality, _) => Err(Rule::R01),
            (LivcAct::GiveMandate, _) => Err(Rule::R05),
            (LivcAct::HandOver | LivcAct::ReadHandovers, _) => Err(Rule::R53),
            (LivcAct::ReadOverview | LivcAct::ReadOverdue, _) => Err(Rule::R40),
            (LivcAct::EnterPaperAct | LivcAct::ListPaperActs, _) => Err(Rule::R54),
            (LivcAct::Activate | LivcAct::AppointCoreSeat | LivcAct::EndSeat | LivcAct::AppointSeat, _) => {
                Err(Rule::R02)
            }
            (LivcAct::AddOrganisation | LivcAct::ReadDirectory, _) => Err(Rule::R40),
            (
                LivcAct::ListCases | LivcAct::AddCase | LivcAct::ListMeetings | LivcAct::AddMeeting,
                F::Auditor | F::Dpo,
            ) => Err(Rule::R41),
            (LivcAct::ListCases | LivcAct::AddCase | LivcAct::ListMeetings | LivcAct::AddMeeting, F::Operator) => {
                Err(Rule::R35)
            }
            (LivcAct::ListCases | LivcAct::AddCase, F::PoliceChief | F::PoliceRep) => Err(Rule::R34),
            (LivcAct::ListCases | LivcAct::AddCase, F::SocialActor) => Err(Rule::R14),
            (LivcAct::ListCases | LivcAct::AddCase, F::MayorRep) => Err(Rule::R39),
            (LivcAct::AddCase | LivcAct::AddMeeting, _) => Err(Rule::R40),
        }
    }

    #[expect(clippy::match_same_arms, reason = "one line for each act, as one would say it")]
    fn object_level(&self, act: LivcAct) -> Decision {
        if self.is_of_another_mayor(act) {
            return refuse(Rule::R01, Denial::Forbidden);
        }
        match act {
            LivcAct::Activate => match (self.state, self.core_seats_filled) {
                (LivcState::Draft, true) => permit(Rule::R02, Scope::Full),
                (LivcState::Draft, false) | (LivcState::Active, _) => refuse(Rule::R02, Denial::WrongState),
            },
            LivcAct::AddCase | LivcAct::AddMeeting if self.state == LivcState::Draft => {
                refuse(Rule::R02, Denial::WrongState)
            }
            LivcAct::ReadDirectory => match self.standing.function() {
                Function::Auditor | Function::Dpo => permit(Rule::R41, Scope::WithoutNames),
                Function::Mayor
                | Function::MayorRep
                | Function::PoliceChief
                | Function::PoliceRep
                | Function::PreventionOfficial
                | Function::Secretary
                | Function::SocialActor
                | Function::Operator => permit(rule_of_process(self.standing.function()), Scope::Full),
            },
            LivcAct::Read => permit(Rule::R01, Scope::Full),
            // Once a LIVC R is at work, its own people give its seats and mandates and decide on its territory (R35).
            LivcAct::AppointCoreSeat
            | LivcAct::AppointSeat
            | LivcAct::GiveMandate
            | LivcAct::AddMunicipality
            | LivcAct::EndMunicipality
                if self.state == LivcState::Active && self.standing.function() == Function::Operator =>
            {
                refuse(Rule::R35, Denial::Forbidden)
            }
            LivcAct::AppointCoreSeat | LivcAct::AppointSeat | LivcAct::EndSeat => permit(Rule::R02, Scope::Full),
            LivcAct::AddOrganisation | LivcAct::AddCase | LivcAct::AddMeeting | LivcAct::ListCases => {
                permit(rule_of_process(self.standing.function()), Scope::Full)
            }
            LivcAct::ListMeetings => permit(Rule::R14, Scope::Full),
            LivcAct::HandOver | LivcAct::EnterPaperAct if self.state == LivcState::Draft => {
                refuse(Rule::R02, Denial::WrongState)
            }
            LivcAct::AddMunicipality | LivcAct::EndMunicipality => permit(Rule::R01, Scope::Full),
            LivcAct::GiveMandate => permit(Rule::R05, Scope::Full),
            LivcAct::HandOver | LivcAct::ReadHandovers => permit(Rule::R53, Scope::Full),
            LivcAct::ReadOverview if self.standing.function() == Function::Secretary => {
                permit(Rule::R40, Scope::ProcessOnly)
            }
            LivcAct::ReadOverview | LivcAct::ReadOverdue => {
                permit(rule_of_process(self.standing.function()), Scope::Full)
            }
            LivcAct::EnterPaperAct | LivcAct::ListPaperActs => permit(Rule::R54, Scope::Full),
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.standing.fields();
        fields.extend([
            ("livc_state", self.state.code()),
            ("core_seats_filled", yes_no(self.core_seats_filled)),
            ("presides", yes_no(self.presides)),
        ]);
        fields
    }

    /// Whether a core seat is vacant, or its clearance lapsed, is told to whoever activates, and to nobody else (R47).
    fn explained(&self, act: LivcAct) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.fields();
        fields.retain(|(name, _)| *name != "core_seats_filled" || act == LivcAct::Activate);
        fields
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for standing in Standing::all() {
            for state in LivcState::ALL {
                for core_seats_filled in BOTH {
                    all.extend(BOTH.map(|presides| Self {
                        standing,
                        state: *state,
                        core_seats_filled,
                        presides,
                    }));
                }
            }
        }
        all
    }
}
