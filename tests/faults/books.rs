//! What clients were told: kept beside the server, and held against its database when it is back.

use crate::server::{Installation, Server};
use diesel::prelude::*;
use livc::store::schema::{attendances, contribution_audience, contributions, sealed_acts};
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Who walks in and out while the others speak.
pub const WALKER: &str = "information-officer";

/// What one client, or all of them, remember.
#[derive(Debug, Default)]
pub struct Books {
    /// Numbers of the requests that were answered as requests of a signed-in person.
    pub answered: BTreeSet<String>,
    /// Ids of the contributions that were acknowledged.
    pub contributions: BTreeSet<String>,
    /// Changes that were asked for and not acknowledged: done, or not done.
    pub unsure: Vec<Unsure>,
    /// Whether the walker is in the room; nothing when her last step was not acknowledged.
    pub walker: Option<bool>,
    /// How often nothing came back.
    pub lost: usize,
    /// How often the answer was 503.
    pub unavailable: usize,
}

/// A contribution that may have been kept.
#[derive(Debug)]
pub struct Unsure {
    /// Its author.
    pub who: &'static str,
    /// The address it was sent to.
    pub path: String,
    /// The body.
    pub body: Value,
    /// The key it was sent under.
    pub key: String,
}

impl Books {
    /// Adds what another client remembers; only the walker's own books know where she is.
    pub fn add(&mut self, other: Self) {
        self.answered.extend(other.answered);
        self.contributions.extend(other.contributions);
        self.unsure.extend(other.unsure);
        self.lost += other.lost;
        self.unavailable += other.unavailable;
    }

    /// Asks again, under the same keys, for every change that was not acknowledged.
    pub fn settle(&mut self, installation: &Installation, server: &Server) {
        for unsure in std::mem::take(&mut self.unsure) {
            let caller = installation.caller(server, unsure.who);
            let answer = caller.post(&unsure.path, &unsure.body, Some(&unsure.key)).unwrap();
            assert_eq!(answer.status, 201, "{}", answer.text);
            self.answered.insert(answer.request);
            self.contributions
                .insert(answer.json["id"].as_str().unwrap().to_owned());
        }
    }

    /// Holds the books against the database: nothing acknowledged is missing, and as many records are there as answers.
    pub fn check(&self, installation: &Installation, records_before: usize) {
        let db = &mut installation.db();
        let kept: BTreeSet<String> = contributions::table
            .select(contributions::id)
            .load(db)
            .unwrap()
            .into_iter()
            .collect();
        let missing: Vec<_> = self.contributions.difference(&kept).collect();
        assert!(missing.is_empty(), "acknowledged, but not kept: {missing:?}");
        if let Some(inside) = self.walker {
            assert_eq!(
                is_inside(installation),
                inside,
                "the last acknowledged step of {WALKER} is not the one kept"
            );
        }
        let records = installation.records() - records_before;
        assert!(
            records >= self.answered.len(),
            "{} answers, {records} records",
            self.answered.len()
        );
    }

    /// As [`Self::check`], once everything is settled: each change was made once, whole, and with its record.
    pub fn balance(&self, installation: &Installation, records_before: usize) {
        assert!(self.unsure.is_empty());
        self.check(installation, records_before);
        let db = &mut installation.db();
        let kept: BTreeSet<String> = contributions::table
            .select(contributions::id)
            .load(db)
            .unwrap()
            .into_iter()
            .collect();
        let doubled: Vec<_> = kept.difference(&self.contributions).collect();
        assert!(
            doubled.is_empty(),
            "kept twice, or without having been asked for: {doubled:?}"
        );
        let texts: Vec<String> = contributions::table
            .filter(contributions::form.eq("recorded"))
            .select(contributions::id)
            .load(db)
            .unwrap();
        let with_readers: BTreeSet<String> = contribution_audience::table
            .select(contribution_audience::contribution_id)
            .load(db)
            .unwrap()
            .into_iter()
            .collect();
        assert!(
            texts.iter().all(|id| with_readers.contains(id)),
            "a text was kept without its readers"
        );
        let acts: Vec<Vec<u8>> = sealed_acts::table.select(sealed_acts::act).load(db).unwrap();
        let recorded = acts.iter().filter(|act| act.starts_with(b"item.contribute ")).count();
        assert!(
            recorded >= kept.len(),
            "{} contributions, {recorded} records of contributing",
            kept.len()
        );
    }
}

fn is_inside(installation: &Installation) -> bool {
    let seat = installation.town.people[WALKER].seat.clone().unwrap();
    let item = &installation.town.items[0];
    let out: Option<chrono::NaiveDateTime> = attendances::table
        .filter(
            attendances::item_id
                .eq(item.as_str())
                .and(attendances::seat_id.eq(seat.as_str())),
        )
        .select(attendances::checked_out_at)
        .first(&mut installation.db())
        .unwrap();
    out.is_none()
}

/// Waits until something holds, asking again and again.
pub fn until(what: &str, within: Duration, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < within, "not within {within:?}: {what}");
        pause(Duration::from_millis(10));
    }
}

/// Lets a little time pass.
pub fn pause(span: Duration) {
    let started = Instant::now();
    while let Some(left) = span.checked_sub(started.elapsed()) {
        std::thread::park_timeout(left);
    }
}
