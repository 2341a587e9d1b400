//! The precise acts of taking part in an item, for their author alone (R41).

use super::db::Db;
use super::error::StoreResult;
use super::schema::sealed_acts;
use crate::access::record::SealedAct;
use crate::domain::ids::{AccountId, EventId};
use diesel::prelude::*;

/// Rows written in one statement, well below the parameters SQLite takes.
const AT_ONCE: usize = 2_000;

/// Keeps the precise acts of records.
pub(crate) fn insert(db: &mut Db, acts: &[(&EventId, &SealedAct)]) -> StoreResult<()> {
    for some in acts.chunks(AT_ONCE) {
        let rows: Vec<_> = some
            .iter()
            .map(|(event, sealed)| {
                (
                    sealed_acts::event_id.eq(event.as_str()),
                    sealed_acts::account_id.eq(sealed.account.as_str()),
                    sealed_acts::act.eq(sealed.act.as_bytes()),
                    sealed_acts::salt.eq(sealed.salt.as_slice()),
                )
            })
            .collect();
        match db {
            Db::Sqlite(c) => diesel::insert_into(sealed_acts::table).values(&rows).execute(c)?,
            Db::Pg(c) => diesel::insert_into(sealed_acts::table).values(&rows).execute(c)?,
        };
    }
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
