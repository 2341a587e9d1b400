//! Organisations around the table and the secrecy each kind of organisation brings with it.

use super::code::codes;
use super::contribution::Regime;

codes! {
    /// Kinds of organisation that may be invited. Intelligence services, the prosecutor and the local task force are absent on purpose (R04).
    OrganisationKind {
        /// The municipality itself.
        Municipality = "municipality",
        /// The local police zone.
        PoliceZone = "police_zone",
        /// Public centre for social welfare.
        Ocmw = "ocmw",
        /// Centre for pupil guidance.
        Clb = "clb",
        /// Centre for general welfare work.
        Caw = "caw",
        /// Centre for mental health care.
        Cgg = "cgg",
        /// Another care provider: a psychologist, a doctor, a hospital.
        HealthCare = "health_care",
        /// Youth work.
        YouthWork = "youth_work",
        /// Street work.
        StreetWork = "street_work",
        /// Justice house.
        JusticeHouse = "justice_house",
        /// Employment service.
        Vdab = "vdab",
        /// A school.
        School = "school",
        /// Agency for youth care.
        Opgroeien = "opgroeien",
        /// Sport or socio-cultural organisation.
        SportCulture = "sport_culture",
        /// An expert invited for one item.
        Expert = "expert",
    }
}

impl OrganisationKind {
    /// The regime a contribution of this kind of organisation carries unless its organisation says otherwise (R22).
    #[must_use]
    pub const fn default_regime(self) -> Regime {
        match self {
            Self::Municipality | Self::Vdab | Self::School => Regime::OfficialSecrecy,
            Self::PoliceZone => Regime::PoliceInformation,
            Self::Ocmw
            | Self::Clb
            | Self::Caw
            | Self::Cgg
            | Self::HealthCare
            | Self::JusticeHouse
            | Self::Opgroeien => Regime::ProfessionalSecrecy,
            Self::YouthWork | Self::StreetWork | Self::SportCulture | Self::Expert => Regime::Discretion,
        }
    }

    /// Whether an organisation of this kind may work under `regime` by default: never below its kind's own, and
    /// professional secrecy only where the kind can hold it (R22).
    #[must_use]
    pub fn may_default_to(self, regime: Regime) -> bool {
        let street_work_of_a_welfare_service = self == Self::StreetWork && regime == Regime::ProfessionalSecrecy;
        regime == self.default_regime() || street_work_of_a_welfare_service
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r22_permits_every_kind_of_organisation_its_own_regime() {
        use Regime::{Discretion, OfficialSecrecy, PoliceInformation, ProfessionalSecrecy};
        let regimes = |regime: Regime| {
            let kinds = OrganisationKind::ALL.iter();
            kinds.filter(move |kind| kind.default_regime() == regime).count()
        };
        assert_eq!(
            [OfficialSecrecy, PoliceInformation, ProfessionalSecrecy, Discretion].map(regimes),
            [3, 1, 7, 4]
        );
        assert!(
            OrganisationKind::ALL
                .iter()
                .all(|kind| kind.may_default_to(kind.default_regime()))
        );
    }

    #[test]
    fn r22_refuses_a_default_regime_the_kind_cannot_hold() {
        assert!(!OrganisationKind::Clb.may_default_to(Regime::Discretion));
        assert!(!OrganisationKind::YouthWork.may_default_to(Regime::ProfessionalSecrecy));
        assert!(OrganisationKind::StreetWork.may_default_to(Regime::ProfessionalSecrecy));
    }
}
