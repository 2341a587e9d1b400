//! Why a line stands on the worklist, weightiest first, in the four languages.

use crate::policy::Lang;

/// What makes records worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// One after the other, objects that do not exist for the person.
    IdWalking,
    /// One refusal after the other.
    Refusals,
    /// A copy of the log was taken along.
    Export,
    /// At night, on a weekend, on a holiday.
    OutsideOfficeHours,
}

impl Reason {
    /// The stable word.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::IdWalking => "id_walking",
            Self::Refusals => "refusals",
            Self::Export => "export",
            Self::OutsideOfficeHours => "outside_office_hours",
        }
    }

    /// Why, in a sentence.
    pub(super) const fn why(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::IdWalking, Lang::Nl) => {
                "Minstens vijf keer in tien minuten vroeg deze persoon iets op dat voor haar niet bestaat."
            }
            (Self::IdWalking, Lang::Fr) => {
                "Au moins cinq fois en dix minutes, cette personne a demandé quelque chose qui n'existe pas pour elle."
            }
            (Self::IdWalking, Lang::De) => {
                "Mindestens fünfmal in zehn Minuten fragte diese Person nach etwas, das es für sie nicht gibt."
            }
            (Self::IdWalking, Lang::En) => {
                "At least five times within ten minutes this person asked for something that does not exist for her."
            }
            (Self::Refusals, Lang::Nl) => "Minstens vijf weigeringen in tien minuten.",
            (Self::Refusals, Lang::Fr) => "Au moins cinq refus en dix minutes.",
            (Self::Refusals, Lang::De) => "Mindestens fünf Ablehnungen in zehn Minuten.",
            (Self::Refusals, Lang::En) => "At least five refusals within ten minutes.",
            (Self::Export, Lang::Nl) => "Er werd een kopie van het toegangslogboek meegenomen.",
            (Self::Export, Lang::Fr) => "Une copie du journal des accès a été emportée.",
            (Self::Export, Lang::De) => "Eine Kopie des Zugriffsprotokolls wurde mitgenommen.",
            (Self::Export, Lang::En) => "A copy of the access log was taken along.",
            (Self::OutsideOfficeHours, Lang::Nl) => {
                "Buiten de kantooruren: voor acht of na zes, in een weekend of op een feestdag."
            }
            (Self::OutsideOfficeHours, Lang::Fr) => {
                "En dehors des heures de bureau : avant huit heures, après dix-huit heures, le week-end ou un jour férié."
            }
            (Self::OutsideOfficeHours, Lang::De) => {
                "Außerhalb der Bürozeiten: vor acht, nach achtzehn Uhr, am Wochenende oder an einem Feiertag."
            }
            (Self::OutsideOfficeHours, Lang::En) => {
                "Outside office hours: before eight, after six, on a weekend or on a public holiday."
            }
        }
    }
}
