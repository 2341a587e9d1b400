//! Contributing against a late arrival: what is kept is read by those the preview named, and by nobody who came later.
//!
//! Seen to fail when: an outdated preview is accepted; acts on SQLite decide before they hold the write lock.

use crate::at_once::{Runner, at_once, dawdle};
use crate::house::House;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use livc::access::{Disclosed, Outcome, Refused};
use livc::app::preview::{Audience, Label};
use livc::app::{contributions, items};
use livc::domain::contribution::{Form, OnwardUse, Regime};
use livc::domain::ids::AttendanceId;
use livc::domain::text::Narrative;
use livc::store::Db;
use livc::store::schema;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

const ROUNDS: usize = 1000;
/// Mayor and coordinator are of one organisation: the mayor is in the room, the coordinator arrives.
const LATE: &str = "coordinator";
const AUTHORS: [&str; 2] = ["youth-worker", "police-chief"];

/// What an author was shown, and what was kept of it.
struct Said {
    /// The arrival was acknowledged before the author asked for a preview, and before she contributed.
    after_arrival: (bool, bool),
    /// The readers of the preview.
    readers: BTreeSet<String>,
    /// The audience as kept; nothing when a new preview was asked for.
    audience: Option<BTreeSet<String>>,
}

#[test]
fn nobody_reads_but_those_the_preview_named() {
    let house = House::open();
    let db = &mut house.db();
    let (mut without, mut with, mut again) = (0, 0, 0);
    for round in 0..ROUNDS {
        let comes_back = round % 2 == 0;
        let late = out_of_the_room(db, &house, comes_back);
        let arrived = AtomicBool::new(false);
        let mut runners: Vec<Runner<'_, Option<Said>>> = vec![Box::new(|runtime| {
            let gate = &house.state.gate;
            dawdle(4_000);
            // Either she comes back and is a participant at once, or the chair confirms her now.
            if let Some(late) = late {
                runtime
                    .block_on(items::confirm(gate, &house.ctx("mayor"), house.item(), late))
                    .unwrap();
            } else {
                runtime
                    .block_on(items::check_in(gate, &house.ctx(LATE), house.item()))
                    .unwrap();
            }
            arrived.store(true, Ordering::SeqCst);
            None
        })];
        for who in AUTHORS {
            let (house, arrived) = (&house, &arrived);
            runners.push(Box::new(move |runtime| {
                dawdle(3_000);
                Some(runtime.block_on(say(house, who, arrived)))
            }));
        }
        let latecomer = house.seat(LATE).to_string();
        for said in at_once(runners).into_iter().flatten() {
            let named = said.readers.contains(&latecomer);
            assert!(
                named || !said.after_arrival.0,
                "a preview after the arrival does not name who arrived"
            );
            match said.audience {
                Some(audience) => {
                    assert_eq!(audience, said.readers, "kept, and previewed");
                    assert!(named || !said.after_arrival.1, "an outdated preview was accepted");
                    if named { with += 1 } else { without += 1 }
                }
                None => again += 1,
            }
        }
    }
    let enough = ROUNDS / 50;
    let counts = format!("{without} before, {with} after, {again} asked to preview again");
    assert!(without > enough && with > enough && again > enough, "{counts}: no race");
}

async fn say(house: &House, who: &str, arrived: &AtomicBool) -> Said {
    let gate = &house.state.gate;
    let label = Label {
        regime: Some(if who == "police-chief" {
            Regime::PoliceInformation
        } else {
            Regime::Discretion
        }),
        form: Form::Recorded,
        declared_not_secret: true,
        audience: Some(Audience {
            organisations: vec![house.organisation(LATE)],
            persons: Vec::new(),
        }),
        onward_use: OnwardUse::ConsultationOnly,
    };
    let first = arrived.load(Ordering::SeqCst);
    let preview = contributions::preview(gate, &house.ctx(who), house.item(), label.clone())
        .await
        .unwrap()
        .into_view();
    let readers = preview
        .readers
        .iter()
        .map(|reader| reader.seat_id.to_string())
        .collect();
    dawdle(2_000);
    let second = arrived.load(Ordering::SeqCst);
    let text = Some(Narrative::parse("for the municipality").unwrap());
    let said = contributions::contribute(gate, &house.ctx(who), house.item(), label, text, Some(preview.preview)).await;
    let audience = match said.map(Disclosed::into_view) {
        Ok(Outcome::Seen(view)) => Some(audience(&mut house.db(), view.id.as_str())),
        Ok(Outcome::Done { id }) => panic!("the author of {id} does not see it"),
        Err(Refused::NewPreviewNeeded) => None,
        Err(other) => panic!("{other:?}"),
    };
    Said {
        after_arrival: (first, second),
        readers,
        audience,
    }
}

fn audience(db: &mut Db, id: &str) -> BTreeSet<String> {
    use schema::contribution_audience as a;
    a::table
        .filter(a::contribution_id.eq(id))
        .select(a::seat_id)
        .load(db)
        .unwrap()
        .into_iter()
        .collect()
}

/// Sends the latecomer out, to come back; or lets her stand there unconfirmed, and tells her attendance.
fn out_of_the_room(db: &mut Db, house: &House, comes_back: bool) -> Option<AttendanceId> {
    use schema::{attendances as a, contribution_audience as r, contributions as c};
    diesel::delete(r::table).execute(db).unwrap();
    diesel::delete(c::table).execute(db).unwrap();
    let (item, seat) = (house.item(), house.seat(LATE));
    let own = a::table.filter(a::item_id.eq(item.as_str()).and(a::seat_id.eq(seat.as_str())));
    let id: String = own.select(a::id).first(db).unwrap();
    let now = house.tick().naive_utc();
    let times = if comes_back {
        (Some(now), Some(now))
    } else {
        (None, None::<NaiveDateTime>)
    };
    diesel::update(a::table.find(&id))
        .set((a::checked_out_at.eq(times.0), a::confirmed_at.eq(times.1)))
        .execute(db)
        .unwrap();
    (!comes_back).then(|| AttendanceId::parse(&id).unwrap())
}
