//! Seats: one natural person, for one organisation, in one function, for a period (R02, R03, R07).

use super::code::codes;
use super::organisation::OrganisationKind;
use chrono::NaiveDate;

codes! {
    /// The functions a person can act in. One session acts in exactly one (R52).
    Function {
        /// Mayor.
        Mayor = "mayor",
        /// Representative of the mayor.
        MayorRep = "mayor_rep",
        /// Chief of the local police.
        PoliceChief = "police_chief",
        /// Representative of the local police (information officer).
        PoliceRep = "police_rep",
        /// Prevention official, coordinator of the LIVC R.
        PreventionOfficial = "prevention_official",
        /// Administrative secretary.
        Secretary = "secretary",
        /// Social-preventive actor.
        SocialActor = "social_actor",
        /// Auditor of the access log.
        Auditor = "auditor",
        /// Data protection officer.
        Dpo = "dpo",
        /// Operator of the installation.
        Operator = "operator",
    }
}

impl Function {
    /// Whether the function belongs to the local police.
    #[must_use]
    pub const fn is_police(self) -> bool {
        matches!(self, Self::PoliceChief | Self::PoliceRep)
    }

    /// The core seat this function fills, if any (R02).
    #[must_use]
    pub const fn core(self) -> Option<CoreSeat> {
        match self {
            Self::Mayor | Self::MayorRep => Some(CoreSeat::Mayor),
            Self::PoliceChief | Self::PoliceRep => Some(CoreSeat::Police),
            Self::PreventionOfficial => Some(CoreSeat::Prevention),
            Self::Secretary | Self::SocialActor | Self::Auditor | Self::Dpo | Self::Operator => None,
        }
    }

    /// Whether the function can be invited to an agenda item.
    #[must_use]
    pub const fn takes_part(self) -> bool {
        match self {
            Self::Mayor
            | Self::MayorRep
            | Self::PoliceChief
            | Self::PoliceRep
            | Self::PreventionOfficial
            | Self::SocialActor => true,
            Self::Secretary | Self::Auditor | Self::Dpo | Self::Operator => false,
        }
    }

    /// Whether a person in this function may manage a case: who takes part, but not the police, and not the mayor, who
    /// directs and has no right to every text (R34, R38, R39).
    #[must_use]
    pub const fn may_manage_a_case(self) -> bool {
        matches!(self, Self::PreventionOfficial | Self::SocialActor)
    }

    /// Whether a person of an organisation of `kind` can hold this function.
    #[must_use]
    pub const fn fits(self, kind: OrganisationKind) -> bool {
        match self {
            Self::Mayor | Self::MayorRep | Self::PreventionOfficial | Self::Secretary => {
                matches!(kind, OrganisationKind::Municipality)
            }
            Self::PoliceChief | Self::PoliceRep => matches!(kind, OrganisationKind::PoliceZone),
            Self::SocialActor => !matches!(kind, OrganisationKind::PoliceZone),
            Self::Auditor | Self::Dpo => true,
            Self::Operator => false,
        }
    }

    /// Whether one person may hold both functions. The walls around police and operator stand on the person, in every
    /// LIVC R (R34, R35); core seats and those who watch are kept apart within one (R02, R40, R41).
    #[must_use]
    pub fn may_be_combined_with(self, other: Self, in_one_livc: bool) -> bool {
        let operates = |f: Self| matches!(f, Self::Operator);
        let watches = |f: Self| matches!(f, Self::Auditor | Self::Dpo);
        let distinct_core = matches!((self.core(), other.core()), (Some(a), Some(b)) if a != b);
        let walled = self.is_police() != other.is_police() || operates(self) != operates(other);
        !(walled || (in_one_livc && (distinct_core || watches(self) != watches(other))))
    }
}

/// The three seats without which there is no LIVC R (R02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CoreSeat {
    /// Mayor or representative.
    Mayor,
    /// Chief of the local police or representative.
    Police,
    /// Prevention official.
    Prevention,
}

codes! {
    /// Levels of a security clearance (law of 11 December 1998).
    ClearanceLevel {
        /// Confidential: not enough for the police seat.
        Confidential = "vertrouwelijk",
        /// Secret.
        Secret = "geheim",
        /// Top secret.
        TopSecret = "zeer_geheim",
    }
}

/// What is kept of a clearance: never the clearance file itself (R03).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// The level.
    pub level: ClearanceLevel,
    /// The last day on which it holds.
    pub expires_on: NaiveDate,
    /// Who saw the certificate.
    pub checked_by: String,
    /// When it was seen.
    pub checked_on: NaiveDate,
}

impl Clearance {
    /// Whether it suffices on that day: at least "geheim", and not expired (R03).
    #[must_use]
    pub fn suffices_on(&self, day: NaiveDate) -> bool {
        self.level >= ClearanceLevel::Secret && day <= self.expires_on
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn clearance(level: ClearanceLevel) -> Clearance {
        let day = |d| NaiveDate::from_ymd_opt(2026, 6, d).unwrap();
        Clearance {
            level,
            expires_on: day(30),
            checked_by: "The mayor".into(),
            checked_on: day(1),
        }
    }

    #[test]
    fn r03_permits_a_clearance_on_its_last_day() {
        let last = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        assert!(clearance(ClearanceLevel::Secret).suffices_on(last));
    }

    #[test]
    fn r03_refuses_an_expired_or_lower_clearance() {
        let last = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        assert!(!clearance(ClearanceLevel::Secret).suffices_on(last.succ_opt().unwrap()));
        assert!(!clearance(ClearanceLevel::Confidential).suffices_on(last));
    }

    #[test]
    fn r41_refuses_an_auditor_who_is_also_a_participant() {
        assert!(!Function::Auditor.may_be_combined_with(Function::PreventionOfficial, true));
        assert!(!Function::SocialActor.may_be_combined_with(Function::Auditor, true));
        assert!(Function::Auditor.may_be_combined_with(Function::Dpo, true));
    }

    #[test]
    fn r02_refuses_one_person_in_two_core_seats() {
        assert!(!Function::Mayor.may_be_combined_with(Function::PreventionOfficial, true));
        assert!(Function::PoliceChief.may_be_combined_with(Function::PoliceRep, true));
    }

    #[test]
    fn r34_refuses_a_police_person_a_chair_on_the_other_side_of_the_wall() {
        for in_one_livc in [true, false] {
            assert!(!Function::PoliceRep.may_be_combined_with(Function::SocialActor, in_one_livc));
            assert!(!Function::Mayor.may_be_combined_with(Function::PoliceChief, in_one_livc));
        }
    }

    #[test]
    fn r35_refuses_the_operator_any_other_seat() {
        for function in Function::ALL {
            assert_eq!(
                Function::Operator.may_be_combined_with(*function, false),
                *function == Function::Operator
            );
        }
    }
}
