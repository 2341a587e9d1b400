//! Keys under which a change is done once. Kept are key, seat, route, a keyed hash of the body and the result's id.

use super::error::StoreResult;
use super::schema::idempotency_keys as keys;
use crate::access::{Idempotency, Tx};
use crate::domain::ids::SeatId;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// An earlier request under a key.
pub struct Earlier {
    /// The request.
    pub request: Idempotency,
    /// Id of what it made or changed.
    pub result: String,
}

/// Remembers a change under its key, in the change's own transaction.
///
/// # Errors
/// When the database fails.
pub(crate) fn remember(
    tx: &mut Tx<'_>,
    seat: &SeatId,
    request: &Idempotency,
    result: &str,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::insert_into(keys::table)
        .values((
            keys::seat_id.eq(seat),
            keys::key.eq(&request.key),
            keys::route.eq(&request.route),
            keys::body_mac.eq(&request.body_mac),
            keys::result_id.eq(result),
            keys::created_at.eq(at.naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// What was done under a key before.
///
/// # Errors
/// When the database fails.
pub(crate) fn recall(tx: &mut Tx<'_>, seat: &SeatId, key: &str) -> StoreResult<Option<Earlier>> {
    let row: Option<(String, String, String)> = keys::table
        .find((seat.as_str(), key))
        .select((keys::route, keys::body_mac, keys::result_id))
        .first(tx.db())
        .optional()?;
    Ok(row.map(|(route, body_mac, result)| Earlier {
        request: Idempotency {
            key: key.to_owned(),
            route,
            body_mac,
        },
        result,
    }))
}
