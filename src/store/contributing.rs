//! Keeping contributions: text with exactly the readers its preview named, or a marker (R24, R25, R46).

use super::error::StoreResult;
use super::schema::{contribution_audience, contributions};
use crate::access::{Action, Permit, Tx};
use crate::app::contributions::{ChangeAudience, Contribute, RaiseRegime};
use crate::domain::contribution::{Form, OnwardUse, Regime};
use crate::domain::ids::{ContributionId, SeatId};
use diesel::prelude::*;

/// A contribution to keep.
pub struct NewContribution<'a> {
    /// Its id.
    pub id: &'a ContributionId,
    /// The seat of its author.
    pub author: &'a SeatId,
    /// Its regime.
    pub regime: Regime,
    /// Marker or text.
    pub form: Form,
    /// Its onward-use condition.
    pub onward_use: OnwardUse,
    /// The text; none for a marker.
    pub text: Option<&'a str>,
    /// The seats that may read it, as the preview named them.
    pub audience: &'a [SeatId],
    /// Hash of the preview.
    pub preview: Option<&'a str>,
}

/// Keeps a contribution with its audience.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, Contribute>, new: &NewContribution<'_>) -> StoreResult<()> {
    diesel::insert_into(contributions::table)
        .values((
            contributions::id.eq(new.id),
            contributions::item_id.eq(permit.target()),
            contributions::author_seat_id.eq(new.author),
            contributions::regime.eq(new.regime.code()),
            contributions::form.eq(new.form.code()),
            contributions::onward_use.eq(new.onward_use.code()),
            contributions::body.eq(new.text.map(str::as_bytes)),
            contributions::preview_hash.eq(new.preview),
            contributions::version.eq(1),
            contributions::created_at.eq(permit.at().naive_utc()),
        ))
        .execute(tx.db())?;
    insert_audience::<Contribute>(tx, permit, new.id, new.audience)
}

fn insert_audience<'tx, A: Action>(
    tx: &mut Tx<'tx>,
    _permit: &Permit<'tx, A>,
    id: &ContributionId,
    audience: &[SeatId],
) -> StoreResult<()> {
    for seat in audience {
        diesel::insert_into(contribution_audience::table)
            .values((
                contribution_audience::contribution_id.eq(id),
                contribution_audience::seat_id.eq(seat),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Replaces the audience of a contribution by the one its author previewed.
///
/// # Errors
/// When the database fails.
pub fn replace_audience<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ChangeAudience>,
    audience: &[SeatId],
    preview: &str,
) -> StoreResult<()> {
    let id = permit.target();
    diesel::delete(contribution_audience::table.filter(contribution_audience::contribution_id.eq(id)))
        .execute(tx.db())?;
    diesel::update(contributions::table.find(id))
        .set((
            contributions::preview_hash.eq(Some(preview)),
            contributions::version.eq(contributions::version + 1),
        ))
        .execute(tx.db())?;
    insert_audience::<ChangeAudience>(tx, permit, id, audience)
}

/// Raises the regime of a contribution.
///
/// # Errors
/// When the database fails.
pub fn raise_regime<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, RaiseRegime>, regime: Regime) -> StoreResult<()> {
    diesel::update(contributions::table.find(permit.target()))
        .set((
            contributions::regime.eq(regime.code()),
            contributions::version.eq(contributions::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}
