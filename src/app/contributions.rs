//! Contributions: previewed, then kept for exactly the readers the preview named (R22-R25, R46).

use super::preview::{self, Audience, Label, Preview};
use super::{insist, mandates};
use crate::access::{Action, Context, Disclosed, Explanation, Gate, Outcome, Page, PageRequest, Refused};
use crate::domain::contribution::{Form, Regime};
use crate::domain::ids::{ContributionId, ItemId, SeatId};
use crate::domain::livc::SecretContent;
use crate::domain::text::Narrative;
use crate::policy::contribution::ContributionAct;
use crate::policy::item::ItemAct;
use crate::policy::label::{LabelAct, LabelFacts};
use crate::policy::{self, Rule};
use crate::store::StoreError;
use crate::store::contributing::{self, NewContribution};
use crate::store::contributions::{Contribution, ContributionsOf};
use crate::store::items::Item;
use crate::views::contribution::{ContributionView, PreviewView};

/// Contributes to an open item.
pub struct Contribute;
impl Action for Contribute {
    type Target = Item;
    type Outcome = Contribution;
    const ACT: ItemAct = ItemAct::Contribute;
}

/// Chooses the audience of a contribution anew.
pub struct ChangeAudience;
impl Action for ChangeAudience {
    type Target = Contribution;
    type Outcome = Contribution;
    const ACT: ContributionAct = ContributionAct::ChangeAudience;
}

/// Raises the regime of a contribution.
pub struct RaiseRegime;
impl Action for RaiseRegime {
    type Target = Contribution;
    type Outcome = Contribution;
    const ACT: ContributionAct = ContributionAct::RaiseRegime;
}

type Seen = Disclosed<Outcome<ContributionView>>;

/// Asks who would be able to read a contribution with this label.
///
/// # Errors
/// [`Refused`].
pub async fn preview(
    gate: &Gate,
    ctx: &Context,
    item: ItemId,
    label: Label,
) -> Result<Disclosed<PreviewView>, Refused> {
    gate.ask(ctx, item, Preview(label)).await
}

/// Contributes: a text for the readers of its preview, or a marker for oneself.
///
/// # Errors
/// [`Refused`]; 409 R46 when the answer of the preview changed, 409 R23 when the item is not open.
pub async fn contribute(
    gate: &Gate,
    ctx: &Context,
    item: ItemId,
    label: Label,
    text: Option<Narrative>,
    previewed: Option<String>,
) -> Result<Seen, Refused> {
    gate.act::<Contribute>(ctx, item, move |tx, item, permit| {
        let seat = permit.seat()?.clone();
        let regime = preview::regime(&seat, &label)?;
        mandates::insist_for(tx, &seat, regime)?;
        let text = match (label.form, &text) {
            (Form::Spoken, Some(_)) => {
                return Err(super::field(
                    Rule::R25,
                    "/text",
                    "a marker keeps nothing of what was said",
                ));
            }
            (Form::Recorded, None) => {
                return Err(super::field(Rule::R22, "/text", "a recorded contribution has a text"));
            }
            (Form::Spoken, None) => None,
            (Form::Recorded, Some(text)) => Some(text.as_str()),
        };
        let view = preview::compute(tx, &seat, &item.id, regime, &label)?;
        let agreed = match (label.form, &previewed) {
            (Form::Recorded, previewed) => previewed.as_ref() == Some(&view.preview),
            (Form::Spoken, None) => true,
            (Form::Spoken, Some(previewed)) => *previewed == view.preview,
        };
        if !agreed {
            return Err(Refused::NewPreviewNeeded);
        }
        let id = permit.new_id(ContributionId::parse)?;
        let audience: Vec<SeatId> = view.readers.into_iter().map(|reader| reader.seat_id).collect();
        let new = NewContribution {
            id: &id,
            author: &seat.id,
            regime,
            form: label.form,
            onward_use: label.onward_use,
            text,
            audience: &audience,
            preview: text.map(|_| view.preview.as_str()),
        };
        contributing::insert(tx, &permit, &new)?;
        Ok(id)
    })
    .await
}

/// Chooses the audience of one's own contribution anew, after a new preview, while the item is open.
///
/// # Errors
/// [`Refused`].
pub async fn change_audience(
    gate: &Gate,
    ctx: &Context,
    id: ContributionId,
    audience: Audience,
    previewed: String,
) -> Result<Seen, Refused> {
    gate.act::<ChangeAudience>(ctx, id, move |tx, contribution, permit| {
        let seat = permit.seat()?.clone();
        let label = Label {
            regime: Some(contribution.regime),
            form: contribution.form,
            declared_not_secret: true,
            audience: Some(audience.clone()),
            onward_use: contribution.onward_use,
        };
        let view = preview::compute(tx, &seat, &contribution.item, contribution.regime, &label)?;
        if view.preview != previewed {
            return Err(Refused::NewPreviewNeeded);
        }
        let readers: Vec<SeatId> = view.readers.into_iter().map(|reader| reader.seat_id).collect();
        contributing::replace_audience(tx, &permit, &readers, &view.preview)?;
        Ok(contribution.id)
    })
    .await
}

/// Raises the regime of one's own contribution while the item is open; nobody ever lowers one.
///
/// # Errors
/// [`Refused`]; 403 R22 for a regime that is not higher.
pub async fn raise_regime(gate: &Gate, ctx: &Context, id: ContributionId, regime: Regime) -> Result<Seen, Refused> {
    gate.act::<RaiseRegime>(ctx, id, move |tx, contribution, permit| {
        let default = permit
            .seat()?
            .default_regime
            .ok_or(StoreError::Corrupt("author without organisation"))?;
        let facts = LabelFacts {
            default,
            current: Some(contribution.regime),
            asked: Some(regime),
            form: contribution.form,
            declared: true,
            secret_content: SecretContent::Forbidden,
        };
        insist(policy::decide(LabelAct::Raise, &facts), "/regime", "see the rule")?;
        mandates::insist_for(tx, permit.seat()?, regime)?;
        contributing::raise_regime(tx, &permit, regime)?;
        Ok(contribution.id)
    })
    .await
}

/// Reads a contribution.
///
/// # Errors
/// [`Refused`].
pub async fn read(gate: &Gate, ctx: &Context, id: ContributionId) -> Result<Disclosed<ContributionView>, Refused> {
    gate.read::<Contribution>(ctx, id).await
}

/// Lists the contributions of an item one may read.
///
/// # Errors
/// [`Refused`].
pub async fn list(
    gate: &Gate,
    ctx: &Context,
    item: ItemId,
    page: PageRequest,
) -> Result<Disclosed<Page<ContributionView>>, Refused> {
    gate.list(ctx, item, ContributionsOf, page).await
}

/// Explains what the rules say about an act on a contribution.
///
/// # Errors
/// [`Refused::Concealed`] where the asker may not know of it.
pub async fn why(gate: &Gate, ctx: &Context, id: ContributionId, act: ContributionAct) -> Result<Explanation, Refused> {
    gate.explain::<Contribution>(ctx, id, act).await
}
