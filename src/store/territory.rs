//! The territory of a LIVC R changes by the decisions of mayors, each with its day (R01).

use super::error::StoreResult;
use super::schema::{livc_municipalities, livcs};
use crate::access::{Permit, Tx};
use crate::app::territory::{EndMunicipality, JoinMunicipality};
use crate::domain::ids::LivcId;
use crate::views::directory::MunicipalityView;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Adds a municipality with its mayor's decision.
pub(super) fn insert(tx: &mut Tx<'_>, livc: &LivcId, municipality: &MunicipalityView) -> StoreResult<()> {
    diesel::insert_into(livc_municipalities::table)
        .values((
            livc_municipalities::livc_id.eq(livc),
            livc_municipalities::nis.eq(&municipality.nis),
            livc_municipalities::decided_on.eq(municipality.decided_on),
            livc_municipalities::decision_reference.eq(&municipality.decision_reference),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Lets another municipality join.
///
/// # Errors
/// When the database fails, or it is or was part already.
pub fn join<'tx>(
    tx: &mut Tx<'tx>,
    _permit: &Permit<'tx, JoinMunicipality>,
    livc: &LivcId,
    municipality: &MunicipalityView,
) -> StoreResult<()> {
    insert(tx, livc, municipality)?;
    touch(tx, livc)
}

/// Ends the part of a municipality.
///
/// # Errors
/// When the database fails.
pub fn leave<'tx>(
    tx: &mut Tx<'tx>,
    _permit: &Permit<'tx, EndMunicipality>,
    livc: &LivcId,
    nis: &str,
    left_on: NaiveDate,
) -> StoreResult<()> {
    diesel::update(livc_municipalities::table.find((livc.as_str(), nis)))
        .set(livc_municipalities::left_on.eq(Some(left_on)))
        .execute(tx.db())?;
    touch(tx, livc)
}

fn touch(tx: &mut Tx<'_>, livc: &LivcId) -> StoreResult<()> {
    diesel::update(livcs::table.find(livc))
        .set(livcs::version.eq(livcs::version + 1))
        .execute(tx.db())?;
    Ok(())
}
