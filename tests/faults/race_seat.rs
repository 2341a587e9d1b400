//! Reading against the end of one's seat: once the end is acknowledged, no request of that seat is answered any more.
//!
//! Seen to fail when: callers are remembered for 20 ms instead of being read in the transaction that decides.

use crate::at_once::{Runner, at_once, dawdle};
use crate::house::House;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use livc::access::{PageRequest, Refused};
use livc::app::{contributions, items, seats};
use livc::store::schema;
use std::sync::atomic::{AtomicBool, Ordering};

const ROUNDS: usize = 1000;

#[test]
fn an_ended_seat_sees_nothing_any_more() {
    let house = House::open();
    let db = &mut house.db();
    let (mut views, mut shut) = (0, 0);
    for _ in 0..ROUNDS {
        use schema::seats as s;
        diesel::update(s::table.find(house.seat("ocmw").as_str()))
            .set(s::ended_at.eq(None::<NaiveDateTime>))
            .execute(db)
            .unwrap();
        let ended = AtomicBool::new(false);
        let mut runners: Vec<Runner<'_, (usize, usize)>> = vec![Box::new(|runtime| {
            dawdle(3_000);
            let (gate, livc) = (&house.state.gate, house.town.livc.clone());
            let ctx = house.ctx("mayor");
            runtime
                .block_on(seats::end_seat(gate, &ctx, livc, house.seat("ocmw")))
                .unwrap();
            ended.store(true, Ordering::SeqCst);
            (0, 0)
        })];
        for lists in [false, true] {
            let (house, ended) = (&house, &ended);
            runners.push(Box::new(move |runtime| {
                dawdle(1_000);
                let mut views = 0;
                loop {
                    let is_over = ended.load(Ordering::SeqCst);
                    let (gate, ctx) = (&house.state.gate, house.ctx("ocmw"));
                    let outcome = if lists {
                        let page = PageRequest { after: None, limit: 50 };
                        runtime
                            .block_on(contributions::list(gate, &ctx, house.item(), page))
                            .map(drop)
                    } else {
                        runtime.block_on(items::read(gate, &ctx, house.item())).map(drop)
                    };
                    match outcome {
                        Ok(()) => {
                            assert!(!is_over, "a view after the end of the seat was acknowledged");
                            views += 1;
                        }
                        Err(Refused::NotSignedIn) => return (views, 1),
                        Err(other) => panic!("{other:?}"),
                    }
                }
            }));
        }
        for (seen, out) in at_once(runners) {
            views += seen;
            shut += out;
        }
    }
    assert_eq!(shut, 2 * ROUNDS);
    assert!(views > ROUNDS / 2, "{views} views: no race");
}
