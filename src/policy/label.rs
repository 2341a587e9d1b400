//! Rules on the label of a contribution: its regime and form, before anything is stored (R22, R25, R27).

use super::decision::{Decision, Denial, Scope, permit, refuse};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, acts, yes_no};
use crate::domain::contribution::{Form, Regime};
use crate::domain::livc::SecretContent;

acts! {
    /// Putting a label on a contribution.
    LabelAct {
        /// Labels a new contribution.
        Label = "contribution.label",
        /// Replaces the label of a stored one.
        Raise = "contribution.relabel",
    }
}

/// The facts about a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LabelFacts {
    /// The regime of the author's organisation.
    pub default: Regime,
    /// The regime the contribution has so far, if it is stored.
    pub current: Option<Regime>,
    /// The regime the author asks for.
    pub asked: Option<Regime>,
    /// Marker or text.
    pub form: Form,
    /// Whether the author declares that her professional secrecy does not cover it.
    pub declared: bool,
    /// The protocol setting on professional-secrecy text.
    pub secret_content: SecretContent,
}

/// Where the regime asked for stands against the one the contribution has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Up,
    NotUp,
    Unlabelled,
}

impl LabelFacts {
    const fn step(self) -> Step {
        match self.current {
            Some(current) if self.regime().height() > current.height() => Step::Up,
            Some(_) => Step::NotUp,
            None => Step::Unlabelled,
        }
    }

    /// The regime the contribution will have, once the label is permitted.
    #[must_use]
    pub const fn regime(&self) -> Regime {
        match self.asked {
            Some(asked) => asked,
            None => self.default,
        }
    }

    /// What the author's organisation can hold at all (R22).
    const fn can_hold(self, regime: Regime) -> bool {
        let ordinary = matches!(regime, Regime::Discretion | Regime::OfficialSecrecy);
        match self.default {
            Regime::Discretion | Regime::OfficialSecrecy => ordinary,
            Regime::PoliceInformation | Regime::InvestigationSecrecy => {
                matches!(regime, Regime::PoliceInformation | Regime::InvestigationSecrecy)
            }
            Regime::ProfessionalSecrecy => ordinary || matches!(regime, Regime::ProfessionalSecrecy),
        }
    }

    fn form_allowed(self) -> Decision {
        match (self.form, self.regime()) {
            // Under either setting: an opt-in needs encryption for the audience alone, which this version has not.
            (Form::Recorded, Regime::ProfessionalSecrecy) => refuse(Rule::R25, Denial::NotAcceptable),
            // The magistrate's agreement cannot be recorded in this version, so there is none.
            (Form::Recorded, Regime::InvestigationSecrecy) => refuse(Rule::R27, Denial::NotAcceptable),
            (Form::Recorded, Regime::Discretion | Regime::OfficialSecrecy | Regime::PoliceInformation)
            | (Form::Spoken, _) => permit(Rule::R22, Scope::Full),
        }
    }
}

impl Subject for LabelFacts {
    type Act = LabelAct;
    const KIND: &'static str = "label";

    fn standing(&self) -> Option<Standing> {
        None
    }

    fn role_level(_standing: Standing, _act: LabelAct) -> Result<(), Rule> {
        Ok(())
    }

    fn object_level(&self, act: LabelAct) -> Decision {
        if act == LabelAct::Raise {
            match self.step() {
                Step::Up => {}
                Step::NotUp => return refuse(Rule::R22, Denial::Forbidden),
                Step::Unlabelled => return refuse(Rule::R22, Denial::WrongState),
            }
        }
        let unlabelled_secret = self.default == Regime::ProfessionalSecrecy && self.asked.is_none();
        if unlabelled_secret || !self.can_hold(self.regime()) {
            return refuse(Rule::R22, Denial::NotAcceptable);
        }
        let lower = self.regime().height() < self.default.height();
        if act == LabelAct::Label && lower && !self.declared {
            return refuse(Rule::R22, Denial::NotAcceptable);
        }
        self.form_allowed()
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let raises = match self.step() {
            Step::Up => "yes",
            Step::NotUp => "no",
            Step::Unlabelled => "nothing_stored",
        };
        vec![
            ("raises", raises),
            ("organisation_regime", self.default.code()),
            ("asked", self.asked.map_or("none", Regime::code)),
            ("current", self.current.map_or("none", Regime::code)),
            ("form", self.form.code()),
            ("declared_not_secret", yes_no(self.declared)),
            ("persist_secret_content", self.secret_content.code()),
        ]
    }

    fn all() -> Vec<Self> {
        let regimes: Vec<Option<Regime>> = std::iter::once(None)
            .chain(Regime::ALL.iter().copied().map(Some))
            .collect();
        let mut all = Vec::new();
        for default in Regime::ALL {
            for current in &regimes {
                for asked in &regimes {
                    for form in Form::ALL {
                        for declared in BOTH {
                            for secret_content in SecretContent::ALL {
                                all.push(Self {
                                    default: *default,
                                    current: *current,
                                    asked: *asked,
                                    form: *form,
                                    declared,
                                    secret_content: *secret_content,
                                });
                            }
                        }
                    }
                }
            }
        }
        all
    }
}
