//! Contributions: their secrecy regime, form, audience and onward-use condition (R22-R25, R49).

use super::code::codes;

codes! {
    /// Secrecy regimes of a contribution, from the lightest to the strictest.
    Regime {
        /// Duty of discretion.
        Discretion = "discretion",
        /// Official secrecy.
        OfficialSecrecy = "official_secrecy",
        /// Police information.
        PoliceInformation = "police_information",
        /// Secrecy of a running investigation.
        InvestigationSecrecy = "investigation_secrecy",
        /// Professional secrecy.
        ProfessionalSecrecy = "professional_secrecy",
    }
}

impl Regime {
    /// The height of the regime: an author may only climb (R22).
    #[must_use]
    pub const fn height(self) -> u8 {
        match self {
            Self::Discretion | Self::OfficialSecrecy | Self::PoliceInformation => 1,
            Self::InvestigationSecrecy => 2,
            Self::ProfessionalSecrecy => 3,
        }
    }

    /// The information class of content under this regime.
    #[must_use]
    pub const fn class(self) -> ContentClass {
        match self {
            Self::Discretion | Self::OfficialSecrecy => ContentClass::Discretion,
            Self::PoliceInformation | Self::InvestigationSecrecy => ContentClass::Judicial,
            Self::ProfessionalSecrecy => ContentClass::Secret,
        }
    }
}

codes! {
    /// Information classes of contributions (the letters D, S and J of the read matrix).
    ContentClass {
        /// Discretion or official secrecy.
        Discretion = "D",
        /// Professional secrecy.
        Secret = "S",
        /// Police or judicial information.
        Judicial = "J",
    }
}

codes! {
    /// Whether words are stored, or only that something was said (R25).
    Form {
        /// A marker: something was said; nothing of it is kept.
        Spoken = "spoken",
        /// The text is kept for its audience.
        Recorded = "recorded",
    }
}

codes! {
    /// What the audience may do with a statement (R49).
    OnwardUse {
        /// Nothing outside the consultation.
        ConsultationOnly = "consultation_only",
        /// May be reflected in the plan.
        MayEnterPlan = "may_enter_plan",
        /// May be offered for the feedback sheet.
        MayBeOfferedForSheet = "may_be_offered_for_sheet",
    }
}
