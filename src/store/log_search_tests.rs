//! Every filter shows exactly what it describes, by an index; what one cannot find by an index is looked at in bounds.

#![expect(clippy::unwrap_used, reason = "a test may stop where it fails")]

use super::*;
use crate::log::leaf::{Leaf, LeafDecision, tests::leaf};
use crate::store::access_log::tests::{append, sql, store};
use crate::store::access_log::{insert_pending, sequence};
use diesel::connection::InstrumentationEvent;
use std::sync::{Arc, Mutex};

/// A filter by what is set in it.
fn by(change: impl FnOnce(&mut RecordFilter)) -> RecordFilter {
    let mut filter = RecordFilter::default();
    change(&mut filter);
    filter
}

fn of_actor(filter: &mut RecordFilter) {
    filter.actor_id = Some("0193-account-3".into());
}

fn from_on(filter: &mut RecordFilter) {
    filter.from = Some(leaf("7", 20).at);
}

fn period(filter: &mut RecordFilter) {
    from_on(filter);
    filter.until = Some(leaf("7", 50).at);
}

/// Every filter there is, alone and some together, with the index that finds its records.
fn filters() -> Vec<(&'static str, RecordFilter)> {
    vec![
        ("actor", by(of_actor)),
        ("seat", by(|f| f.seat_id = Some("0193-seat-3".into()))),
        ("function", by(|f| f.function = Some("mayor".into()))),
        ("organisation", by(|f| f.organisation_id = Some("0193-other".into()))),
        ("act", by(|f| f.act = Some(ActFilter::Is("case.read".into())))),
        ("act", by(|f| f.act = Some(ActFilter::Of("contribution".into())))),
        ("object", by(|f| f.object_alias = Some("alias-4".into()))),
        ("kind", by(|f| f.object_kind = Some("case".into()))),
        ("rule", by(|f| f.rule = Some("R20".into()))),
        ("outcome", by(|f| f.outcome = Some("done".into()))),
        ("outcome", by(|f| f.refusals_only = true)),
        ("at", by(period)),
        ("at", by(from_on)),
        (
            "actor",
            by(|f| {
                of_actor(f);
                period(f);
            }),
        ),
        (
            "actor",
            by(|f| {
                of_actor(f);
                f.refusals_only = true;
            }),
        ),
        (
            "object",
            by(|f| {
                f.object_alias = Some("alias-4".into());
                period(f);
            }),
        ),
    ]
}

/// What a filter means, said once more over the record itself.
fn holds(filter: &RecordFilter, leaf: &Leaf) -> bool {
    let same = |asked: &Option<String>, is: Option<&str>| asked.as_deref().is_none_or(|asked| is == Some(asked));
    same(&filter.actor_id, leaf.actor.id.as_deref())
        && same(&filter.seat_id, leaf.actor.seat.as_deref())
        && same(&filter.function, leaf.actor.function.as_deref())
        && same(&filter.organisation_id, leaf.actor.organisation.as_deref())
        && same(&filter.object_alias, leaf.object.alias.as_deref())
        && same(&filter.object_kind, Some(&leaf.object.kind))
        && same(&filter.rule, Some(&leaf.rule))
        && same(&filter.outcome, Some(leaf.outcome.word()))
        && filter.act.as_ref().is_none_or(|act| match act {
            ActFilter::Is(act) => leaf.act == *act,
            ActFilter::Of(kind) => leaf.act.starts_with(&format!("{kind}.")),
        })
        && (!filter.refusals_only || leaf.decision == LeafDecision::Refuse)
        && filter.from.is_none_or(|from| leaf.at >= from)
        && filter.until.is_none_or(|until| leaf.at < until)
}

/// Records of which some are of a mayor, of another organisation, or about a case.
fn record(n: u64) -> Leaf {
    let mut leaf = leaf("7", n);
    if n.is_multiple_of(3) {
        leaf.actor.function = Some("mayor".to_owned());
        leaf.actor.organisation = Some("0193-other".to_owned());
    }
    if n.is_multiple_of(4) {
        leaf.act = "case.read".to_owned();
        leaf.object.kind = "case".to_owned();
    }
    if n.is_multiple_of(9) {
        leaf.act = "contributions.none".to_owned();
    }
    leaf
}

fn fill(db: &mut Db, count: u64) {
    let bytes: Vec<_> = (0..count).map(|n| record(n).canonical().unwrap()).collect();
    let rows: Vec<_> = bytes.iter().map(|bytes| ("7", bytes.as_slice())).collect();
    db.write(|db| insert_pending(db, &rows)).unwrap();
    append(db, "8", 0, 10);
    while sequence(db, 1_000).unwrap() > 0 {}
}

#[test]
fn every_filter_shows_exactly_the_records_it_describes_page_by_page() {
    let (_dir, mut db) = store();
    fill(&mut db, 100);
    let mut all = filters();
    all.push(("all", RecordFilter::default()));
    for (name, filter) in all {
        let due: Vec<i64> = (0..100_u64)
            .filter(|n| holds(&filter, &record(*n)))
            .map(|n| i64::try_from(n).unwrap())
            .collect();
        assert!(!due.is_empty(), "{name}");
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = search(&mut db, "7", &filter, after, 7).unwrap();
            assert!(page.rows.len() <= 7);
            seen.extend(page.rows.iter().map(|row| row.seq));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, due, "{filter:?}");
    }
}

#[test]
fn a_time_outside_office_hours_is_looked_for_in_bounds_and_none_is_missed() {
    let (_dir, mut db) = store();
    // The records of a test begin at 05:40 in Brussels, four a second: a Friday that opens at eight.
    let count = 40_000_u64;
    let bytes: Vec<_> = (0..count)
        .map(|n| {
            let mut leaf = leaf("7", n);
            if n > 100 && n < count - 10 {
                leaf.at = "2026-11-23T10:00:00Z".parse().unwrap();
            }
            leaf.canonical().unwrap()
        })
        .collect();
    let rows: Vec<_> = bytes.iter().map(|bytes| ("7", bytes.as_slice())).collect();
    db.write(|db| insert_pending(db, &rows)).unwrap();
    while sequence(&mut db, 10_000).unwrap() > 0 {}
    let filter = RecordFilter {
        outside_office_hours: true,
        ..RecordFilter::default()
    };
    let first = search(&mut db, "7", &filter, None, 200).unwrap();
    let pages = i64::try_from(ROUNDS).unwrap() * WEIGHED_AT_ONCE;
    assert_eq!((first.rows.len(), first.next), (101, Some(pages - 1)));
    let second = search(&mut db, "7", &filter, first.next, 200).unwrap();
    let outside = (count - 10..count)
        .filter(|n| is_outside_office_hours(leaf("7", *n).at))
        .count();
    let third = search(&mut db, "7", &filter, second.next, 200).unwrap();
    assert_eq!(second.rows.len() + third.rows.len(), outside);
    assert_eq!(third.next, None);
}

#[test]
fn what_was_reviewed_is_told_from_what_was_not() {
    let (_dir, mut db) = store();
    fill(&mut db, 20);
    sql(
        &mut db,
        "INSERT INTO livcs (id, name, state, persist_secret_content, notice_days, version, created_at) \
         VALUES ('l', 'L', 'draft', 'forbidden', 5, 1, '2026-01-01 00:00:00'); \
         INSERT INTO accounts (id, login, display_name, totp_last_step, version, created_at) \
         VALUES ('a', 'a', 'A', 0, 1, '2026-01-01 00:00:00'); \
         INSERT INTO seats (id, livc_id, account_id, function, valid_from, version, created_at) \
         VALUES ('s', 'l', 'a', 'auditor', '2026-01-01', 1, '2026-01-01 00:00:00'); \
         INSERT INTO log_reviews (id, livc_id, reviewer_seat_id, finding, created_at) \
         VALUES ('r', 'l', 's', 'in_order', '2026-01-01 00:00:00'); \
         INSERT INTO log_review_records (review_id, event_id) VALUES ('r', '0193-event-7-000000000004')",
    )
    .unwrap();
    for reviewed in [true, false] {
        let filter = RecordFilter {
            reviewed: Some(reviewed),
            ..RecordFilter::default()
        };
        let found = search(&mut db, "7", &filter, None, 100).unwrap();
        assert_eq!(found.rows.len(), if reviewed { 1 } else { 19 });
        assert_eq!(found.rows.iter().any(|row| row.seq == 4), reviewed);
    }
    for change in [
        "UPDATE log_reviews SET finding = 'breach'",
        "DELETE FROM log_reviews",
        "DELETE FROM log_review_records",
        "UPDATE log_review_records SET event_id = 'x'",
    ] {
        assert!(sql(&mut db, change).is_err(), "{change}");
    }
}

#[derive(diesel::QueryableByName)]
struct Step {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

/// How SQLite would go about the statements of a search.
fn plan(db: &mut Db, work: impl FnOnce(&mut Db)) -> Vec<String> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&heard);
    db.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let statement = text.split(" -- binds:").next().unwrap_or_default();
            ear.lock().unwrap().push(statement.to_owned());
        }
    });
    work(db);
    let statements = std::mem::take(&mut *heard.lock().unwrap());
    db.set_instrumentation(None::<Box<dyn diesel::connection::Instrumentation>>);
    let Db::Sqlite(c) = db else {
        return Vec::new();
    };
    let mut steps = Vec::new();
    for statement in statements.iter().filter(|s| s.starts_with("SELECT")) {
        let found: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}"))
            .load(c)
            .unwrap();
        steps.extend(found.into_iter().map(|step| step.detail));
    }
    steps
}

#[test]
fn every_filter_finds_its_records_by_its_index() {
    let (_dir, mut db) = store();
    if matches!(db, Db::Pg(_)) {
        return; // PostgreSQL plans by what it counted, and would read so small a table whole.
    }
    fill(&mut db, 100);
    let mut all = filters();
    let reviewed = RecordFilter {
        reviewed: Some(true),
        ..RecordFilter::default()
    };
    all.push(("event", reviewed));
    for ((name, filter), after) in all.into_iter().flat_map(|one| [(one.clone(), None), (one, Some(3))]) {
        let steps = plan(&mut db, |db| {
            search(db, "7", &filter, after, 50).unwrap();
        });
        let index = format!("INDEX log_records_{name} ");
        assert!(steps.iter().any(|step| step.contains(&index)), "{filter:?}: {steps:#?}");
        assert!(
            !steps.iter().any(|step| step.starts_with("SCAN log_records")),
            "{steps:#?}"
        );
    }
}
