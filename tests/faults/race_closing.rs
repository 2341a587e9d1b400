//! Everybody against the closing: a contribution is kept if and only if it was acknowledged, and once the closing is
//! acknowledged nothing in the item changes any more, nor is anything in it later than the closing.
//!
//! Seen to fail when: the closing does not look at what is in the item, or at the contributions only; acts are not
//! serialisable; an act whose commit failed is acknowledged; acts on SQLite decide before they hold the write lock;
//! acts on PostgreSQL are tried again without a pause.

use crate::at_once::{Runner, at_once, dawdle};
use crate::house::{House, is_postgres};
use chrono::NaiveDateTime;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use livc::access::{Outcome, Refused};
use livc::app::preview::Label;
use livc::app::{contributions, items};
use livc::domain::contribution::{Form, OnwardUse, Regime};
use livc::domain::meeting::{ItemState, MeetingState};
use livc::policy::{Denial, Rule};
use livc::store::Db;
use livc::store::schema;
use std::collections::{BTreeMap, BTreeSet};

const ROUNDS: usize = 1000;
const SPEAKERS: [&str; 3] = ["clb", "ocmw", "youth-worker"];
const WALKER: &str = "information-officer";

/// What an item holds: contributions with their instant, attendances with theirs.
#[derive(Debug, PartialEq)]
struct Holds {
    said: BTreeMap<String, NaiveDateTime>,
    there: BTreeMap<String, [Option<NaiveDateTime>; 3]>,
}

/// What one thread brought back.
enum Brought {
    /// What was in the item at the moment the closing was acknowledged.
    Closed(Holds),
    /// What the speaker was told.
    Said(Result<String, Refused>),
    /// What the walker was told.
    Walked(Result<(), Refused>),
}

#[test]
fn nothing_lands_in_an_item_after_its_closing() {
    let span = if is_postgres() { 16_000 } else { 4_000 };
    race(&House::open(), ROUNDS, span);
}

/// A commit that takes long is one that many others overlap with: they are tried again until it is over.
#[test]
fn nor_where_commits_take_long() {
    let house = House::open();
    if is_postgres() && is_slowed_down(&mut house.db()) {
        race(&house, ROUNDS / 20, 150_000);
    }
}

/// So many rounds, in which everybody comes within so many microseconds.
fn race(house: &House, rounds: usize, span: u64) {
    let db = &mut house.db();
    let (mut done, mut refused) = ([0, 0], [0, 0]);
    for round in 0..rounds {
        open_again(db, house);
        let mut runners: Vec<Runner<'_, Brought>> = SPEAKERS.iter().map(|who| speaker(house, who, span)).collect();
        runners.push(Box::new(|runtime| {
            // A request comes in at its instant, and is dealt with a little later: not always in that order.
            let (mut db, ctx) = (house.db(), house.ctx("mayor"));
            dawdle(span / 2);
            runtime
                .block_on(items::close(&house.state.gate, &ctx, house.item()))
                .unwrap();
            Brought::Closed(holds(&mut db, house))
        }));
        runners.push(Box::new(|runtime| {
            let (gate, ctx) = (&house.state.gate, house.ctx(WALKER));
            dawdle(span);
            Brought::Walked(if round % 2 == 0 {
                runtime.block_on(items::check_out(gate, &ctx, house.item())).map(drop)
            } else {
                runtime.block_on(items::check_in(gate, &ctx, house.item())).map(drop)
            })
        }));
        let (mut at_closing, mut acknowledged) = (None, BTreeSet::new());
        for brought in at_once(runners) {
            match brought {
                Brought::Closed(holds) => at_closing = Some(holds),
                Brought::Said(Ok(id)) => assert!(acknowledged.insert(id)),
                Brought::Walked(Ok(())) => done[1] += 1,
                Brought::Said(Err(Refused::ByRule {
                    rule: Rule::R23,
                    denial: Denial::WrongState,
                    ..
                })) => {
                    refused[0] += 1;
                }
                Brought::Walked(Err(Refused::ByRule {
                    rule: Rule::R18,
                    denial: Denial::WrongState,
                    ..
                })) => {
                    refused[1] += 1;
                }
                Brought::Said(Err(other)) | Brought::Walked(Err(other)) => panic!("{other:?}"),
            }
        }
        let holds = holds(db, house);
        assert_eq!(
            holds.said.keys().cloned().collect::<BTreeSet<_>>(),
            acknowledged,
            "kept, and acknowledged"
        );
        assert_eq!(
            holds,
            at_closing.unwrap(),
            "in the end, and when the closing was acknowledged"
        );
        let closed_at = closed_at(db, house);
        let mut instants = holds.said.values().chain(holds.there.values().flatten().flatten());
        assert!(instants.all(|at| *at <= closed_at), "closed {closed_at}, but {holds:?}");
        done[0] += acknowledged.len();
    }
    let is_race = done.iter().chain(&refused).all(|count| *count > rounds / 50);
    assert!(is_race, "{done:?} done, {refused:?} refused: no race");
}

fn speaker<'a>(house: &'a House, who: &'a str, span: u64) -> Runner<'a, Brought> {
    Box::new(move |runtime| {
        let ctx = house.ctx(who);
        dawdle(span);
        let said = contributions::contribute(&house.state.gate, &ctx, house.item(), marker(who), None, None);
        Brought::Said(runtime.block_on(said).map(|seen| match seen.into_view() {
            Outcome::Seen(view) => view.id.to_string(),
            Outcome::Done { id } => id,
        }))
    })
}

fn marker(who: &str) -> Label {
    Label {
        regime: Some(if who == "youth-worker" {
            Regime::Discretion
        } else {
            Regime::ProfessionalSecrecy
        }),
        form: Form::Spoken,
        declared_not_secret: false,
        audience: None,
        onward_use: OnwardUse::ConsultationOnly,
    }
}

fn holds(db: &mut Db, house: &House) -> Holds {
    use schema::{attendances as a, contributions as c};
    let said: Vec<(String, NaiveDateTime)> = c::table
        .filter(c::item_id.eq(house.item().as_str()))
        .select((c::id, c::created_at))
        .load(db)
        .unwrap();
    let there: Vec<(String, NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>)> = a::table
        .filter(a::item_id.eq(house.item().as_str()))
        .select((a::id, a::checked_in_at, a::checked_out_at, a::confirmed_at))
        .load(db)
        .unwrap();
    let there = there
        .into_iter()
        .map(|(id, came, left, confirmed)| (id, [Some(came), left, confirmed]))
        .collect();
    Holds {
        said: said.into_iter().collect(),
        there,
    }
}

fn closed_at(db: &mut Db, house: &House) -> NaiveDateTime {
    use schema::items as i;
    let at: Option<NaiveDateTime> = i::table
        .find(house.item().as_str())
        .select(i::closed_at)
        .first(db)
        .unwrap();
    at.unwrap()
}

fn open_again(db: &mut Db, house: &House) {
    use schema::{contributions as c, items as i, meetings as m};
    diesel::delete(c::table).execute(db).unwrap();
    diesel::update(i::table.find(house.item().as_str()))
        .set((
            i::state.eq(ItemState::Open.code()),
            i::closed_at.eq(None::<NaiveDateTime>),
        ))
        .execute(db)
        .unwrap();
    diesel::update(m::table.find(house.town.meeting.as_str()))
        .set(m::state.eq(MeetingState::InSession.code()))
        .execute(db)
        .unwrap();
}

/// Lets every commit of the connections to come take thirty milliseconds, if we may.
fn is_slowed_down(db: &mut Db) -> bool {
    let slow = "DO $$ BEGIN \
                EXECUTE format('ALTER DATABASE %I SET commit_delay = 30000', current_database()); \
                EXECUTE format('ALTER DATABASE %I SET commit_siblings = 0', current_database()); \
                END $$";
    let outcome = db.batch_execute(slow);
    if let Err(error) = &outcome {
        eprintln!("skipped: commits cannot be slowed down: {error}");
    }
    outcome.is_ok()
}
