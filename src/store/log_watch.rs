//! What the worklist looks at: the newest records of a period without their bytes.

use super::access_log_schema::log_records;
use super::error::StoreResult;
use super::log_filter::VEILED;
use super::log_search::Register;
use crate::access::Tx;
use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

/// How many records one worklist looks at.
const LOOKED_AT: usize = 50_000;

/// A record at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Glance {
    /// Its event.
    pub event_id: String,
    at: NaiveDateTime,
    /// Who acted.
    pub actor_id: Option<String>,
    /// From which seat.
    pub seat_id: Option<String>,
    /// In which function.
    pub function: Option<String>,
    /// The act.
    pub act: String,
    /// The kind of object.
    pub object_kind: String,
    /// Its alias.
    pub object_alias: Option<String>,
    /// The rule that decided.
    pub rule: String,
    /// How it ended.
    pub outcome: String,
}

impl Glance {
    /// When.
    #[must_use]
    pub const fn at(&self) -> DateTime<Utc> {
        self.at.and_utc()
    }
}

impl Register {
    /// The newest records of a period, the oldest first, without what is done inside an item: who spoke there is nobody's
    /// business (R21). Tells whether these are all of them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn glances(
        &self,
        tx: &mut Tx<'_>,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> StoreResult<(Vec<Glance>, bool)> {
        let mut found: Vec<Glance> = log_records::table
            .filter(log_records::log_id.eq(self.livc().to_string()))
            .filter(log_records::at.ge(from.naive_utc()))
            .filter(log_records::at.lt(until.naive_utc()))
            .filter(log_records::act.ne_all(VEILED))
            .select((
                log_records::event_id,
                log_records::at,
                log_records::actor_id,
                log_records::seat_id,
                log_records::function,
                log_records::act,
                log_records::object_kind,
                log_records::object_alias,
                log_records::rule,
                log_records::outcome,
            ))
            .order((log_records::at.desc(), log_records::seq.desc()))
            .limit(i64::try_from(LOOKED_AT).unwrap_or(i64::MAX).saturating_add(1))
            .load(tx.db())?;
        let all = found.len() <= LOOKED_AT;
        found.truncate(LOOKED_AT);
        found.reverse();
        Ok((found, all))
    }
}
