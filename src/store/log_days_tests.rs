//! Day by day: equal records are one line, every record is in one, and what is done inside an item is not counted.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]

use super::*;
use crate::log::leaf::{Leaf, tests::leaf};
use crate::store::access_log::tests::store;
use crate::store::access_log::{insert_pending, sequence};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// Six records a day; each fifth is of what is done inside an item.
fn record(n: u64) -> Leaf {
    let mut leaf = leaf("7", n);
    leaf.at =
        "2026-11-20T22:30:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::hours(4 * i64::try_from(n).unwrap());
    if n.is_multiple_of(5) {
        leaf.act = VEILED[usize::try_from(n % 2).unwrap()].to_owned();
    }
    leaf.actor.id = Some(format!("account-{}", n % 2));
    leaf.actor.seat = Some(format!("seat-{}", n % 2));
    leaf.object.alias = Some(format!("alias-{}", n % 2));
    leaf
}

fn fill(db: &mut Db, count: u64) {
    let bytes: Vec<_> = (0..count).map(|n| record(n).canonical().unwrap()).collect();
    let rows: Vec<_> = bytes.iter().map(|bytes| ("7", bytes.as_slice())).collect();
    db.write(|db| insert_pending(db, &rows)).unwrap();
    while sequence(db, 1_000).unwrap() > 0 {}
}

fn all_of(db: &mut Db, filter: &RecordFilter, limit: usize) -> Vec<(NaiveDate, Line)> {
    let (mut lines, mut after) = (Vec::new(), None);
    loop {
        let page = days(db, "7", filter, after, limit).unwrap();
        assert!(page.lines.len() <= limit);
        lines.extend(page.lines);
        after = page.next;
        if after.is_none() {
            return lines;
        }
    }
}

#[test]
fn every_record_is_in_one_line_of_its_day_whatever_the_page() {
    let (_dir, mut db) = store();
    fill(&mut db, 200);
    let filters = [
        RecordFilter::default(),
        RecordFilter {
            actor_id: Some("account-1".to_owned()),
            ..RecordFilter::default()
        },
        RecordFilter {
            object_alias: Some("alias-1".to_owned()),
            from: Some(record(20).at),
            until: Some(record(90).at),
            ..RecordFilter::default()
        },
        RecordFilter {
            outside_office_hours: true,
            ..RecordFilter::default()
        },
    ];
    for filter in filters {
        let mut due: BTreeMap<(NaiveDate, String), i64> = BTreeMap::new();
        for leaf in (0..200).map(record) {
            let day = today_in_brussels(leaf.at);
            let fits = filter
                .actor_id
                .as_ref()
                .is_none_or(|actor| leaf.actor.id.as_ref() == Some(actor))
                && filter
                    .object_alias
                    .as_ref()
                    .is_none_or(|alias| leaf.object.alias.as_ref() == Some(alias))
                && filter.from.is_none_or(|from| leaf.at >= from)
                && filter.until.is_none_or(|until| leaf.at < until)
                && (!filter.outside_office_hours || crate::reference::is_outside_office_hours(leaf.at));
            if fits {
                *due.entry((day, leaf.act)).or_default() += 1;
            }
        }
        for limit in [1, 3, 500] {
            let mut found: BTreeMap<(NaiveDate, String), i64> = BTreeMap::new();
            let lines = all_of(&mut db, &filter, limit);
            assert!(lines.is_sorted_by_key(|(day, line)| (*day, line.begins)));
            for (day, line) in lines {
                *found.entry((day, line.act)).or_default() += line.number;
            }
            assert_eq!(found, due, "{limit} {filter:?}");
        }
    }
}

#[test]
fn r21_refuses_hour_and_number_of_what_is_done_inside_an_item() {
    let (_dir, mut db) = store();
    fill(&mut db, 60);
    let lines = all_of(&mut db, &RecordFilter::default(), 500);
    for (_, line) in &lines {
        assert_eq!(line.times().is_none(), VEILED.contains(&line.act.as_str()), "{line:?}");
    }
    assert!(lines.iter().any(|(_, line)| line.times().is_none()));
    assert!(
        lines
            .iter()
            .any(|(_, line)| line.times().is_some_and(|times| times.number > 1))
    );
}

#[test]
fn who_is_not_there_has_no_line_and_a_cursor_that_is_none_ends_at_once() {
    let (_dir, mut db) = store();
    fill(&mut db, 20);
    let nobody = RecordFilter {
        actor_id: Some("nobody".to_owned()),
        ..RecordFilter::default()
    };
    assert!(days(&mut db, "7", &nobody, None, 50).unwrap().lines.is_empty());
    let beyond = days(&mut db, "7", &RecordFilter::default(), Some(999), 50).unwrap();
    assert!(beyond.lines.is_empty() && beyond.next.is_none());
    assert!(
        days(&mut db, "8", &RecordFilter::default(), None, 50)
            .unwrap()
            .lines
            .is_empty()
    );
}
