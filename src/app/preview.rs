//! Who would be able to read a contribution: computed by the same decision as the read itself (R24, R46).

use super::{field, insist, mandates};
use crate::access::{Caller, Question, Refused, Seat, Tx};
use crate::domain::contribution::{Form, OnwardUse, Regime};
use crate::domain::ids::{ItemId, OrganisationId, SeatId};
use crate::domain::livc::SecretContent;
use crate::policy::contribution::{ContributionAct, ContributionFacts, Relation};
use crate::policy::item::ItemAct;
use crate::policy::label::{LabelAct, LabelFacts};
use crate::policy::{self, Rule, Scope};
use crate::store::StoreError;
use crate::store::attendance::{self, Present};
use crate::store::items::Item;
use crate::views::contribution::{PreviewView, PreviewedReader};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The audience an author chooses, by organisation or person (R24).
#[derive(Debug, Clone, Default)]
pub struct Audience {
    /// Everybody of these organisations who is in the room.
    pub organisations: Vec<OrganisationId>,
    /// These persons.
    pub persons: Vec<SeatId>,
}

/// What an author says about a contribution, apart from its text.
#[derive(Debug, Clone)]
pub struct Label {
    /// The regime; a holder of professional secrecy must choose one (R22).
    pub regime: Option<Regime>,
    /// Marker or text.
    pub form: Form,
    /// Whether the author declares that her professional secrecy does not cover it.
    pub declared_not_secret: bool,
    /// The audience; a text needs one, a marker has none.
    pub audience: Option<Audience>,
    /// What may be done with it outside the consultation.
    pub onward_use: OnwardUse,
}

/// The question of the preview.
pub struct Preview(pub Label);

impl Question for Preview {
    type Target = Item;
    type Answer = PreviewView;
    const ACT: ItemAct = ItemAct::Preview;

    fn answer(&self, tx: &mut Tx<'_>, caller: &Caller, item: &Item, _scope: Scope) -> Result<PreviewView, Refused> {
        let seat = caller.seated()?;
        let regime = regime(seat, &self.0)?;
        mandates::insist_for(tx, seat, regime)?;
        compute(tx, seat, &item.id, regime, &self.0)
    }
}

/// The regime a contribution of this author will have under this label.
///
/// # Errors
/// 422 R22, R25 or R27, at the field.
pub fn regime(author: &Seat, label: &Label) -> Result<Regime, Refused> {
    let default = author
        .default_regime
        .ok_or(StoreError::Corrupt("author without organisation"))?;
    let facts = LabelFacts {
        default,
        current: None,
        asked: label.regime,
        form: label.form,
        declared: label.declared_not_secret,
        // Recorded professional secrecy is refused under either setting in this version.
        secret_content: SecretContent::Forbidden,
    };
    let decision = policy::decide(LabelAct::Label, &facts);
    // The declaration is at fault only where it would have been enough.
    let declared = LabelFacts {
        declared: true,
        ..facts
    };
    let would_do = policy::decide(LabelAct::Label, &declared).is_permit();
    let pointer = match (decision.rule() == Rule::R22, would_do) {
        (true, true) => "/declared_not_secret",
        (true, false) => "/regime",
        (false, _) => "/form",
    };
    insist(decision, pointer, "see the rule")?;
    Ok(facts.regime())
}

/// Everybody the author asked for, with the decision about each, and the hash of who would read it under this label.
///
/// # Errors
/// 422 R24 for an audience that is missing, empty or wider than those in the room; 422 R25 for an audience of a marker.
pub fn compute(
    tx: &mut Tx<'_>,
    author: &Seat,
    item: &ItemId,
    regime: Regime,
    label: &Label,
) -> Result<PreviewView, Refused> {
    let asked = match (&label.audience, label.form) {
        (None, Form::Spoken) => Vec::new(),
        (Some(_), Form::Spoken) => {
            return Err(field(Rule::R25, "/audience", "a marker is for its author alone"));
        }
        (None, Form::Recorded) => return Err(field(Rule::R24, "/audience", "say who may read it")),
        (Some(audience), Form::Recorded) => resolve(tx, author, item, audience)?,
    };
    let mut view = PreviewView {
        readers: Vec::new(),
        not_readers: Vec::new(),
        preview: String::new(),
    };
    for person in asked {
        let facts = ContributionFacts {
            standing: person.standing(),
            relation: Relation::Audience,
            class: regime.class(),
            form: label.form,
            attendance: person.attendance,
            item_open: true,
        };
        let decision = policy::decide(ContributionAct::Read, &facts);
        let line = PreviewedReader {
            seat_id: person.seat,
            name: person.name,
            function: person.function,
            organisation_id: person.organisation,
            organisation: person.organisation_name,
            rule: decision.rule().id(),
        };
        if decision.is_permit() {
            view.readers.push(line);
        } else {
            view.not_readers.push(line);
        }
    }
    if view.readers.is_empty() && label.form == Form::Recorded {
        return Err(field(Rule::R24, "/audience", "nobody would be able to read it"));
    }
    view.preview = hash(author, item, regime, label, &view);
    Ok(view)
}

/// The persons in the room the audience names: everybody of an organisation, or single persons, never more.
fn resolve(tx: &mut Tx<'_>, author: &Seat, item: &ItemId, audience: &Audience) -> Result<Vec<Present>, Refused> {
    let in_the_room: Vec<Present> = attendance::of_item(tx, item)?
        .into_iter()
        .filter(|p| p.in_the_room && p.held && p.seat != author.id)
        .collect();
    for (index, organisation) in audience.organisations.iter().enumerate() {
        if !in_the_room
            .iter()
            .any(|p| p.organisation.as_ref() == Some(organisation))
        {
            let pointer = format!("/audience/organisations/{index}");
            return Err(field(Rule::R24, &pointer, "nobody of this organisation is checked in"));
        }
    }
    for (index, person) in audience.persons.iter().enumerate() {
        if !in_the_room.iter().any(|p| p.seat == *person) {
            return Err(field(
                Rule::R24,
                &format!("/audience/persons/{index}"),
                "this person is not checked in",
            ));
        }
    }
    Ok(in_the_room
        .into_iter()
        .filter(|p| {
            p.organisation
                .as_ref()
                .is_some_and(|o| audience.organisations.contains(o))
                || audience.persons.contains(&p.seat)
        })
        .collect())
}

fn hash(author: &Seat, item: &ItemId, regime: Regime, label: &Label, view: &PreviewView) -> String {
    let mut text = format!(
        "{item}\n{}\n{}\n{}\n{}\n",
        author.id, regime, label.form, label.onward_use
    );
    for reader in &view.readers {
        text.push_str(reader.seat_id.as_str());
        text.push('\n');
    }
    HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}
