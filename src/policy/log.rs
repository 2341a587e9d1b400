//! Rules on the access log: who searches it, proves it, reviews it and takes a copy of it along (R41, R43).

use super::decision::{Decision, Denial, Scope, permit, refuse};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, acts, yes_no};
use crate::domain::seat::Function;

acts! {
    /// Acts on the access log of a LIVC R.
    LogAct {
        /// Searches its records.
        Read = "log.read",
        /// Follows one person or one object through it, day by day.
        ReadTimeline = "log.read_timeline",
        /// Reads what is worth a look, and the sample nobody picked.
        ReadWorklist = "log.read_worklist",
        /// Reads the newest checkpoint, or the proof of a record.
        Prove = "log.prove",
        /// Takes a copy of records along.
        Export = "log.export",
        /// Notes down what came of looking at records.
        Review = "log.review",
        /// Reads those notes.
        ReadReviews = "log.read_reviews",
    }
}

/// The facts about the access log and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LogFacts {
    /// Who asks.
    pub standing: Standing,
    /// Whether the record at hand is of an act of the asker's own; never for the log as a whole.
    pub own_act: bool,
}

impl Subject for LogFacts {
    type Act = LogAct;
    const KIND: &'static str = "log";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    fn role_level(standing: Standing, _act: LogAct) -> Result<(), Rule> {
        standing.clearance()?;
        match standing.function() {
            Function::Auditor | Function::Dpo => Ok(()),
            Function::Mayor
            | Function::MayorRep
            | Function::PoliceChief
            | Function::PoliceRep
            | Function::PreventionOfficial
            | Function::Secretary
            | Function::SocialActor
            | Function::Operator => Err(Rule::R41),
        }
    }

    fn object_level(&self, act: LogAct) -> Decision {
        match act {
            // Nobody answers for herself: the data protection officer reviews the auditor, and the auditor her.
            LogAct::Review if self.own_act => refuse(Rule::R41, Denial::NotAcceptable),
            LogAct::Export => permit(Rule::R43, Scope::Full),
            LogAct::Read
            | LogAct::ReadTimeline
            | LogAct::ReadWorklist
            | LogAct::Prove
            | LogAct::Review
            | LogAct::ReadReviews => permit(Rule::R41, Scope::Full),
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let mut fields = self.standing.fields();
        fields.push(("own_act", yes_no(self.own_act)));
        fields
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for standing in Standing::all() {
            for own_act in BOTH {
                all.push(Self { standing, own_act });
            }
        }
        all
    }
}
