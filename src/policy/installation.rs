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
        /// Reads the dated lists everybody works with: legal references, life domains, kinds of concern.
        ReadReference = "installation.read_reference",
        /// Adds a dated legal reference that a lawyer reviewed.
        AddLegalReference = "installation.add_legal_reference",
        /// Changes a dated legal reference that nothing rests on yet.
        ChangeLegalReference = "installation.change_legal_reference",
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
        standing.clearance()?;
        match (act, standing.function()) {
            (InstallationAct::ReadReference, _)
            | (_, F::Operator)
            | (InstallationAct::AddAccount, F::PreventionOfficial) => Ok(()),
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

    fn object_level(&self, act: InstallationAct) -> Decision {
        let rule = match act {
            InstallationAct::ReadReference
            | InstallationAct::AddLegalReference
            | InstallationAct::ChangeLegalReference => Rule::R06,
            InstallationAct::AddLivc
            | InstallationAct::ListLivcs
            | InstallationAct::AddAccount
            | InstallationAct::AppointOperator => Rule::R52,
        };
        permit(rule, Scope::Full)
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        self.standing.fields()
    }

    fn all() -> Vec<Self> {
        Standing::all().into_iter().map(|standing| Self { standing }).collect()
    }
}
