//! The people of the demonstration: plainly invented, one for each function.

use super::error::{SeedError, other, text};
use crate::app::mandates::MandateDraft;
use crate::domain::legal_reference::LegalReferenceId;
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::Function;
use chrono::NaiveDate;

/// One of the people.
#[derive(Debug)]
pub struct Person {
    /// Name in the demonstration, and login.
    pub login: &'static str,
    /// Plainly invented name.
    pub name: &'static str,
    /// Function.
    pub function: Function,
    /// Kind of organisation.
    pub organisation: OrganisationKind,
}

impl Person {
    /// Whoever holds no core seat takes part on a mandate: here the decree of 2021.
    ///
    /// # Errors
    /// Never in practice.
    pub fn mandate(&self, today: NaiveDate) -> Result<Option<MandateDraft>, SeedError> {
        if self.function != Function::SocialActor {
            return Ok(None);
        }
        Ok(Some(MandateDraft {
            reference: LegalReferenceId::parse("fl-2021-05-21@2021-07-19").map_err(other)?,
            document: text("demonstration, no real mandate")?,
            valid_from: today,
            valid_until: None,
        }))
    }
}

const fn person(login: &'static str, name: &'static str, function: Function, organisation: OrganisationKind) -> Person {
    Person {
        login,
        name,
        function,
        organisation,
    }
}

/// Everybody.
pub const PEOPLE: &[Person] = &[
    person(
        "operator",
        "Otto Operator (fictitious)",
        Function::Operator,
        OrganisationKind::Municipality,
    ),
    person(
        "mayor",
        "Mia Mayor (fictitious)",
        Function::Mayor,
        OrganisationKind::Municipality,
    ),
    person(
        "police-chief",
        "Pol Politiechef (fictitious)",
        Function::PoliceChief,
        OrganisationKind::PoliceZone,
    ),
    person(
        "information-officer",
        "Ina Infofficer (fictitious)",
        Function::PoliceRep,
        OrganisationKind::PoliceZone,
    ),
    person(
        "coordinator",
        "Cor Coordinator (fictitious)",
        Function::PreventionOfficial,
        OrganisationKind::Municipality,
    ),
    person(
        "secretary",
        "Sara Secretary (fictitious)",
        Function::Secretary,
        OrganisationKind::Municipality,
    ),
    person(
        "clb",
        "Clara Clebemans (fictitious)",
        Function::SocialActor,
        OrganisationKind::Clb,
    ),
    person(
        "ocmw",
        "Oskar Ocemwee (fictitious)",
        Function::SocialActor,
        OrganisationKind::Ocmw,
    ),
    person(
        "caw",
        "Cato Caween (fictitious)",
        Function::SocialActor,
        OrganisationKind::Caw,
    ),
    person(
        "youth-worker",
        "Yara Youthworker (fictitious)",
        Function::SocialActor,
        OrganisationKind::YouthWork,
    ),
    person(
        "vdab",
        "Vic Vedeabe (fictitious)",
        Function::SocialActor,
        OrganisationKind::Vdab,
    ),
    person(
        "auditor",
        "Ada Auditor (fictitious)",
        Function::Auditor,
        OrganisationKind::Municipality,
    ),
    person(
        "dpo",
        "Dora Deepeeo (fictitious)",
        Function::Dpo,
        OrganisationKind::Municipality,
    ),
];
