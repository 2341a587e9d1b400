//! Rules on the installation: LIVC Rs and accounts are set up by the operator, who reads no content (R35, R52).

use super::decision::{Decision, Scope, permit};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{Subject, acts};
use crate::domain::seat::Function;

acts! {
    /// Acts on the installation.
    InstallationAct {
        /// Sets up a LIVC R.
        AddLivc = "installation.add_livc",
        /// Lists the LIVC Rs.
        ListLivcs = "installation.list_livcs",
        /// Opens an account for a person.
        AddAccount = "installation.add_account",
        /// Makes an account an operator's, from the command line.
        AppointOperator = "installation.appoint_operator",
    }
}

/// The facts about the installation and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InstallationFacts {
    /// Who asks.
    pub standing: Standing,
}

impl Subject for InstallationFacts {
    type Act = InstallationAct;
    const KIND: &'static str = "installation";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    fn role_level(standing: Standing, act: InstallationAct) -> Result<(), Rule> {
        use Function as F;
        match (act, standing.function()) {
            (_, F::Operator) | (InstallationAct::AddAccount, F::PreventionOfficial) => Ok(()),
            (
                _,
                F::Mayor
                | F::MayorRep
                | F::PoliceChief
                | F::PoliceRep
                | F::PreventionOfficial
                | F::Secretary
                | F::SocialActor
                | F::Auditor
                | F::Dpo,
            ) => Err(Rule::R52),
        }
    }

    fn object_level(&self, _act: InstallationAct) -> Decision {
        permit(Rule::R52, Scope::Full)
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        self.standing.fields()
    }

    fn all() -> Vec<Self> {
        Standing::all().into_iter().map(|standing| Self { standing }).collect()
    }
}
