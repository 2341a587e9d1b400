//! Rules on a stored contribution: the author decides who reads, and police never read others' (R22-R25, R27, R34).

use super::decision::{Decision, Denial, Scope, conceal, permit, refuse};
use super::item::Attendance;
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, Veil, acts, yes_no};
use crate::domain::contribution::{ContentClass, Form};
use crate::domain::seat::Function;

acts! {
    /// Acts on a contribution.
    ContributionAct {
        /// Reads it.
        Read = "contribution.read",
        /// Chooses its audience anew.
        ChangeAudience = "contribution.change_audience",
        /// Raises its secrecy regime.
        RaiseRegime = "contribution.raise_regime",
        /// Reads who has read it, and since when.
        ReadReceipts = "contribution.read_receipts",
    }
}

/// What the asker has to do with the contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Wrote it.
    Author,
    /// Is in the audience the author chose.
    Audience,
    /// Neither.
    Neither,
}

/// The facts about one contribution and one asker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContributionFacts {
    /// Who asks.
    pub standing: Standing,
    /// What the asker has to do with it.
    pub relation: Relation,
    /// Its information class.
    pub class: ContentClass,
    /// Marker or text.
    pub form: Form,
    /// Attendance of the asker at the item.
    pub attendance: Attendance,
    /// Whether the item is open.
    pub item_open: bool,
}

impl ContributionFacts {
    fn read(self) -> Decision {
        match (self.relation, self.form) {
            (Relation::Author, _) => return permit(Rule::R24, Scope::Full),
            // Marker or text: the record of the attempt tells no auditor which (R25).
            (Relation::Neither, _) => return conceal(Rule::R24),
            (Relation::Audience, Form::Spoken) => return conceal(Rule::R25),
            (Relation::Audience, Form::Recorded) => {}
        }
        if self.standing.function().is_police() {
            return conceal(Rule::R34);
        }
        if !self.attendance.took_part() {
            return conceal(Rule::R18);
        }
        match (self.class, self.item_open) {
            (ContentClass::Judicial, false) => refuse(Rule::R27, Denial::Sealed),
            (ContentClass::Judicial, true) | (ContentClass::Discretion | ContentClass::Secret, _) => {
                permit(Rule::R24, Scope::Full)
            }
        }
    }

    fn by_author(self, rule: Rule) -> Decision {
        match self.relation {
            Relation::Author if !self.item_open => refuse(rule, Denial::WrongState),
            Relation::Author => permit(rule, Scope::Full),
            Relation::Audience | Relation::Neither => match self.read().verdict() {
                super::Verdict::Refuse(Denial::Concealed) => self.read(),
                super::Verdict::Refuse(_) | super::Verdict::Permit(_) => refuse(rule, Denial::Forbidden),
            },
        }
    }
}

impl Subject for ContributionFacts {
    type Act = ContributionAct;
    const KIND: &'static str = "contribution";

    fn standing(&self) -> Option<Standing> {
        Some(self.standing)
    }

    fn role_level(standing: Standing, _act: ContributionAct) -> Result<(), Rule> {
        standing.clearance()?;
        match standing.function() {
            Function::Auditor | Function::Dpo => Err(Rule::R41),
            Function::Operator => Err(Rule::R35),
            Function::Secretary => Err(Rule::R40),
            Function::Mayor
            | Function::MayorRep
            | Function::PoliceChief
            | Function::PoliceRep
            | Function::PreventionOfficial
            | Function::SocialActor => Ok(()),
        }
    }

    fn object_level(&self, act: ContributionAct) -> Decision {
        match act {
            ContributionAct::Read => self.read(),
            ContributionAct::ChangeAudience if self.relation == Relation::Author && self.form == Form::Spoken => {
                refuse(Rule::R25, Denial::NotAcceptable)
            }
            ContributionAct::ChangeAudience => self.by_author(Rule::R24),
            ContributionAct::RaiseRegime => self.by_author(Rule::R22),
            // Its author keeps seeing who reads her, after closing as well.
            ContributionAct::ReadReceipts => Self {
                item_open: true,
                ..*self
            }
            .by_author(Rule::R51),
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let relation = match self.relation {
            Relation::Author => "author",
            Relation::Audience => "in_audience",
            Relation::Neither => "neither",
        };
        let mut fields = vec![("relation", relation), ("form", self.form.code())];
        fields.extend(self.standing.fields());
        fields.extend([
            ("attendance", self.attendance.code()),
            ("class", self.class.code()),
            ("item_open", yes_no(self.item_open)),
        ]);
        fields
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for standing in Standing::all() {
            for relation in [Relation::Author, Relation::Audience, Relation::Neither] {
                for class in ContentClass::ALL {
                    for form in Form::ALL {
                        for attendance in Attendance::ALL {
                            for item_open in BOTH {
                                all.push(Self {
                                    standing,
                                    relation,
                                    class: *class,
                                    form: *form,
                                    attendance,
                                    item_open,
                                });
                            }
                        }
                    }
                }
            }
        }
        all
    }

    /// Whether a contribution is one's own shows in nothing but changing it.
    fn veil(&self, act: ContributionAct) -> Option<Veil> {
        match (act, self.relation) {
            (ContributionAct::ChangeAudience | ContributionAct::RaiseRegime, Relation::Author) => {
                Some(Veil::TakingPart)
            }
            (ContributionAct::Read | ContributionAct::ReadReceipts, _)
            | (
                ContributionAct::ChangeAudience | ContributionAct::RaiseRegime,
                Relation::Audience | Relation::Neither,
            ) => Some(Veil::Reading),
        }
    }
}
