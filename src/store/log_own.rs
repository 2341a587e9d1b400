//! One's own acts in the access log, with what the log keeps sealed for their author: numbered or not, none is missing.

use super::access_log_schema::{log_pending, log_records};
use super::db::Db;
use super::error::{StoreError, StoreResult};
use super::sealed_acts;
use crate::access::Tx;
use crate::domain::ids::AccountId;
use crate::log::leaf::Leaf;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Which of one's own acts.
#[derive(Debug, Clone, Default)]
pub struct OwnBounds {
    /// Before this event.
    pub before: Option<String>,
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
}

/// One of one's own acts.
#[derive(Debug)]
pub struct Own {
    /// Its record.
    pub leaf: Leaf,
    /// The precise act, the rule and the ids shown, where the record keeps them sealed.
    pub precise: Option<String>,
}

/// What the caller did, newest first.
///
/// # Errors
/// When the database fails, or a record is not one.
pub fn own_acts(
    tx: &mut Tx<'_>,
    log_id: &str,
    account: &AccountId,
    bounds: &OwnBounds,
    limit: i64,
) -> StoreResult<Vec<Own>> {
    let leaves = own(tx.db(), log_id, account.as_str(), bounds, limit)?;
    let events: Vec<String> = leaves
        .iter()
        .filter(|leaf| leaf.sealed_act.is_some())
        .map(|leaf| leaf.event_id.clone())
        .collect();
    let mut sealed = BTreeMap::new();
    for (event, act) in sealed_acts::of_account(tx.db(), account, &events)? {
        let act = String::from_utf8(act).map_err(|_| StoreError::Corrupt("sealed_acts.act"))?;
        sealed.insert(event, act);
    }
    let told = |leaf: Leaf| Own {
        precise: sealed.remove(&leaf.event_id),
        leaf,
    };
    Ok(leaves.into_iter().map(told).collect())
}

/// Where the events of an instant begin: their names begin with its milliseconds.
fn events_from(at: DateTime<Utc>) -> String {
    let milliseconds = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    format!("{:08x}-{:04x}-", milliseconds >> 16, milliseconds & 0xffff)
}

fn own(db: &mut Db, log_id: &str, actor_id: &str, bounds: &OwnBounds, limit: i64) -> StoreResult<Vec<Leaf>> {
    let before = [bounds.before.clone(), bounds.until.map(events_from)]
        .into_iter()
        .flatten()
        .min();
    let from = bounds.from.map(events_from);
    // What waits is read first: a record that gets its number meanwhile is then seen twice, never missed.
    let waiting = log_pending::table
        .filter(log_pending::log_id.eq(log_id.to_owned()))
        .select(log_pending::leaf);
    let waiting: Vec<Vec<u8>> = waiting.order(log_pending::id.asc()).load(db)?;
    let mut query = log_records::table
        .filter(log_records::log_id.eq(log_id.to_owned()))
        .filter(log_records::actor_id.eq(actor_id.to_owned()))
        .select(log_records::leaf)
        .into_boxed();
    if let Some(before) = &before {
        query = query.filter(log_records::event_id.lt(before.clone()));
    }
    if let Some(from) = &from {
        query = query.filter(log_records::event_id.ge(from.clone()));
    }
    let numbered: Vec<Vec<u8>> = query.order(log_records::event_id.desc()).limit(limit).load(db)?;
    let mut seen = BTreeSet::new();
    let mut own = Vec::new();
    for bytes in waiting.iter().chain(&numbered) {
        let leaf = Leaf::parse(bytes).map_err(|_| StoreError::Corrupt("a record of the access log"))?;
        let within = before.as_ref().is_none_or(|before| leaf.event_id < *before)
            && from.as_ref().is_none_or(|from| leaf.event_id >= *from);
        if within && leaf.actor.id.as_deref() == Some(actor_id) && seen.insert(leaf.event_id.clone()) {
            own.push(leaf);
        }
    }
    own.sort_by(|a, b| b.event_id.cmp(&a.event_id));
    own.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(own)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use super::*;
    use crate::clock;
    use crate::log::leaf::tests::leaf;
    use crate::store::access_log::sequence;
    use crate::store::access_log::tests::{append, at, store};

    #[test]
    fn a_person_sees_her_own_records_whether_they_have_a_number_or_not() {
        let (_dir, mut db) = store();
        append(&mut db, "7", 0, 14);
        sequence(&mut db, 9).unwrap();
        let mine = |db: &mut Db, before: Option<&str>, limit| -> Vec<String> {
            let bounds = OwnBounds {
                before: before.map(ToOwned::to_owned),
                ..OwnBounds::default()
            };
            let own = own(db, "7", "0193-account-2", &bounds, limit).unwrap();
            own.into_iter().map(|leaf| leaf.event_id).collect()
        };
        let due: Vec<_> = [9, 2].map(|n| leaf("7", n).event_id).into();
        assert_eq!(mine(&mut db, None, 10), due);
        assert_eq!(mine(&mut db, None, 1), due[..1]);
        assert_eq!(mine(&mut db, Some(&due[0]), 10), due[1..]);
        let all = OwnBounds::default();
        assert!(own(&mut db, "8", "0193-account-2", &all, 10).unwrap().is_empty());
        assert!(own(&mut db, "7", "0193-account-9", &all, 10).unwrap().is_empty());
    }

    #[test]
    fn the_name_of_an_event_tells_its_time() {
        for second in [0, 1, 59, 86_400] {
            let (event, next) = (clock::new_id(at(second)), events_from(at(second + 1)));
            assert!(event >= events_from(at(second)) && event < next, "{event}");
        }
    }
}
