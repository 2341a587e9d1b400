//! The precise acts of taking part in an item, for their author alone (R41).

use super::db::Db;
use super::error::StoreResult;
use super::schema::sealed_acts;
use crate::access::record::SealedAct;
use crate::domain::ids::{AccountId, EventId};
use diesel::prelude::*;

/// Keeps the precise act of a record.
pub(crate) fn insert(db: &mut Db, event: &EventId, sealed: &SealedAct) -> StoreResult<()> {
    diesel::insert_into(sealed_acts::table)
        .values((
            sealed_acts::event_id.eq(event),
            sealed_acts::account_id.eq(&sealed.account),
            sealed_acts::act.eq(sealed.act.as_bytes()),
            sealed_acts::salt.eq(sealed.salt.as_slice()),
        ))
        .execute(db)?;
    Ok(())
}

/// The precise acts of one account among these records.
pub(crate) fn of_account(db: &mut Db, account: &AccountId, events: &[String]) -> StoreResult<Vec<(String, Vec<u8>)>> {
    Ok(sealed_acts::table
        .filter(
            sealed_acts::account_id
                .eq(account)
                .and(sealed_acts::event_id.eq_any(events)),
        )
        .select((sealed_acts::event_id, sealed_acts::act))
        .load(db)?)
}
