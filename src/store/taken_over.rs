//! Cases as they are taken over from before: checked already, on the mayor's list, and marked as taken over (R11, R56).

use super::error::StoreResult;
use super::schema::cases;
use crate::access::{Permit, Tx};
use crate::app::inventory::TakeOverInventory;
use crate::domain::case_file::{CaseCode, CaseState, Purpose, TerritorialLink};
use crate::domain::ids::{CaseId, LivcId, SeatId};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Why they are on the list.
const REASON: &str = "taken over with the opening inventory";

/// The version of the list in which all of them appear.
///
/// # Errors
/// When the database fails.
pub fn next_list_version(tx: &mut Tx<'_>, livc: &LivcId) -> StoreResult<i64> {
    let newest: Option<i64> = cases::table
        .filter(cases::livc_id.eq(livc))
        .select(diesel::dsl::max(cases::list_version))
        .first(tx.db())?;
    Ok(newest.unwrap_or(0) + 1)
}

/// A case to take over.
pub struct TakenOver<'a> {
    /// Its id.
    pub id: &'a CaseId,
    /// Its LIVC R.
    pub livc: &'a LivcId,
    /// Its random code.
    pub code: &'a CaseCode,
    /// NIS code of its municipality.
    pub municipality: &'a str,
    /// What ties the person to it.
    pub territorial_link: TerritorialLink,
    /// Kind of concern.
    pub category: &'a str,
    /// Since when it is followed.
    pub followed_since: NaiveDate,
    /// Reference of the prosecutor's answer.
    pub check_reference: &'a str,
    /// Its date.
    pub checked_on: NaiveDate,
    /// The mayor's seat: one of the two persons.
    pub listed_by: &'a SeatId,
    /// The version of the list.
    pub list_version: i64,
}

/// Takes a case over.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, TakeOverInventory>, new: &TakenOver<'_>) -> StoreResult<()> {
    let at = permit.at().naive_utc();
    diesel::insert_into(cases::table)
        .values((
            (
                cases::id.eq(new.id),
                cases::livc_id.eq(new.livc),
                cases::code.eq(new.code.as_str()),
                cases::purpose.eq(Purpose::TerrorismPrevention.code()),
                cases::municipality.eq(new.municipality),
                cases::territorial_link.eq(new.territorial_link.code()),
                cases::state.eq(CaseState::Checked.code()),
            ),
            (
                cases::listed_at.eq(Some(at)),
                cases::listed_by.eq(Some(new.listed_by.as_str())),
                cases::list_version.eq(Some(new.list_version)),
                cases::listing_reason.eq(Some(REASON.as_bytes())),
            ),
            (
                cases::category.eq(Some(new.category)),
                cases::followed_since.eq(Some(new.followed_since)),
                cases::taken_over_at.eq(Some(at)),
                cases::check_reference.eq(Some(new.check_reference.as_bytes())),
                cases::checked_on.eq(Some(new.checked_on)),
            ),
            (cases::version.eq(1), cases::created_at.eq(at)),
        ))
        .execute(tx.db())?;
    Ok(())
}
