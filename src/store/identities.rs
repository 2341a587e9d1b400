//! The identity vault: sealed rows that nothing joins with a name, and nothing in this version reads (R35).

use super::error::StoreResult;
use super::schema::identities;
use crate::access::{Permit, Tx};
use crate::app::inventory::TakeOverInventory;
use crate::domain::ids::CaseId;
use diesel::prelude::*;

/// An identity, sealed for its row and its case.
pub struct NewIdentity<'a> {
    /// Id of the row.
    pub id: &'a str,
    /// The case.
    pub case: &'a CaseId,
    /// What the vault sealed.
    pub sealed: &'a [u8],
}

/// Puts an identity into the vault.
///
/// # Errors
/// When the database fails, or the case has one already.
pub fn insert<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, TakeOverInventory>,
    new: &NewIdentity<'_>,
) -> StoreResult<()> {
    diesel::insert_into(identities::table)
        .values((
            identities::id.eq(new.id),
            identities::case_id.eq(new.case),
            identities::sealed.eq(new.sealed),
            identities::created_at.eq(permit.at().naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(())
}
