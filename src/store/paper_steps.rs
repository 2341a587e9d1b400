//! Acts signed on paper: entered, confirmed by a second person, ratified by the mayor, or taken back (R54).

use super::error::StoreResult;
use super::schema::paper_acts;
use crate::access::{Permit, Tx};
use crate::app::paper_acts::{ConfirmPaperAct, EnterPaperAct, RatifyPaperAct, WithdrawPaperAct};
use crate::domain::ids::{LivcId, PaperActId, SeatId};
use crate::domain::paper::{PaperDetails, PaperState};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A paper act to enter.
pub struct NewPaperAct<'a> {
    /// Its id.
    pub id: &'a PaperActId,
    /// Its LIVC R.
    pub livc: &'a LivcId,
    /// The case, meeting or item.
    pub object: &'a str,
    /// NIS code of the municipality.
    pub municipality: &'a str,
    /// Where the paper is kept.
    pub document_reference: &'a str,
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// What it says.
    pub details: &'a PaperDetails,
    /// Who enters it.
    pub by: &'a SeatId,
    /// The last day on which somebody else can confirm it.
    pub confirm_by: NaiveDate,
}

/// Enters a paper act: it has no effect yet.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, EnterPaperAct>, new: &NewPaperAct<'_>) -> StoreResult<()> {
    diesel::insert_into(paper_acts::table)
        .values((
            paper_acts::id.eq(new.id),
            paper_acts::livc_id.eq(new.livc),
            paper_acts::kind.eq(new.details.kind().code()),
            paper_acts::object_id.eq(new.object),
            paper_acts::municipality.eq(new.municipality),
            paper_acts::document_reference.eq(new.document_reference),
            paper_acts::signed_on.eq(new.signed_on),
            paper_acts::details.eq(new.details.to_bytes()),
            paper_acts::state.eq(PaperState::Entered.code()),
            paper_acts::entered_by.eq(new.by),
            paper_acts::entered_at.eq(permit.at().naive_utc()),
            paper_acts::confirm_by.eq(new.confirm_by),
            paper_acts::version.eq(1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Confirms a paper act.
///
/// # Errors
/// When the database fails.
pub fn confirm<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ConfirmPaperAct>,
    by: &SeatId,
    ratify_by: Option<NaiveDate>,
) -> StoreResult<()> {
    diesel::update(paper_acts::table.find(permit.target()))
        .set((
            paper_acts::state.eq(PaperState::Confirmed.code()),
            paper_acts::confirmed_by.eq(Some(by.as_str())),
            paper_acts::confirmed_at.eq(Some(permit.at().naive_utc())),
            paper_acts::ratify_by.eq(ratify_by),
            paper_acts::version.eq(paper_acts::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Ratifies a paper act.
///
/// # Errors
/// When the database fails.
pub fn ratify<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, RatifyPaperAct>, by: &SeatId) -> StoreResult<()> {
    diesel::update(paper_acts::table.find(permit.target()))
        .set((
            paper_acts::state.eq(PaperState::Ratified.code()),
            paper_acts::ratified_by.eq(Some(by.as_str())),
            paper_acts::ratified_at.eq(Some(permit.at().naive_utc())),
            paper_acts::version.eq(paper_acts::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Takes a paper act back.
///
/// # Errors
/// When the database fails.
pub fn withdraw<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, WithdrawPaperAct>) -> StoreResult<()> {
    diesel::update(paper_acts::table.find(permit.target()))
        .set((
            paper_acts::state.eq(PaperState::Withdrawn.code()),
            paper_acts::version.eq(paper_acts::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}
