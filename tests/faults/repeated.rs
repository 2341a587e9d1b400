//! One change, sent sixteen times at once under one `Idempotency-Key`: it is made once, and everybody hears the same.
//!
//! Seen to fail when: keys are not kept; an earlier request is not looked for; acts on SQLite decide before they hold
//! the write lock.

use crate::at_once::{Runner, at_once};
use crate::house::House;
use crate::load::new_key;
use diesel::prelude::*;
use livc::access::{Idempotency, Outcome, Refused};
use livc::app::contributions;
use livc::app::preview::Label;
use livc::domain::contribution::{Form, OnwardUse, Regime};
use livc::store::schema::contributions as c;

const ROUNDS: usize = 100;
const AT_ONCE: usize = 16;

#[test]
fn a_change_sent_sixteen_times_is_made_once() {
    let house = House::open();
    let db = &mut house.db();
    for round in 1..=ROUNDS {
        let heard = at_once(senders(&house, &new_key(), &["a body"; AT_ONCE]));
        let first = heard[0].as_ref().unwrap();
        for other in &heard {
            assert_eq!(other.as_ref().unwrap(), first);
        }
        assert_eq!(count(db), round);
    }
}

#[test]
fn a_key_is_good_for_one_change() {
    let house = House::open();
    for round in 1..=ROUNDS / 4 {
        let bodies: Vec<&str> = (0..AT_ONCE).map(|n| ["a body", "another"][n % 2]).collect();
        let heard = at_once(senders(&house, &new_key(), &bodies));
        let (ids, refused): (Vec<_>, Vec<_>) = heard.into_iter().partition(Result::is_ok);
        let ids: Vec<String> = ids.into_iter().map(Result::unwrap).collect();
        assert_eq!((ids.len(), refused.len()), (AT_ONCE / 2, AT_ONCE / 2));
        assert!(ids.iter().all(|id| *id == ids[0]));
        assert!(
            refused.iter().all(|refused| matches!(refused, Err(Refused::KeyReused))),
            "{refused:?}"
        );
        assert_eq!(count(&mut house.db()), round);
    }
}

fn senders<'a>(house: &'a House, key: &'a str, bodies: &[&'a str]) -> Vec<Runner<'a, Result<String, Refused>>> {
    let sender = |body: &&'a str| -> Runner<'a, Result<String, Refused>> {
        let request = Idempotency {
            key: key.to_owned(),
            route: "POST /api/v1/items/1/contributions".to_owned(),
            body_mac: (*body).to_owned(),
        };
        Box::new(move |runtime| {
            let ctx = house.ctx("clb").with_idempotency(Some(request));
            let label = Label {
                regime: Some(Regime::ProfessionalSecrecy),
                form: Form::Spoken,
                declared_not_secret: false,
                audience: None,
                onward_use: OnwardUse::ConsultationOnly,
            };
            let said = contributions::contribute(&house.state.gate, &ctx, house.item(), label, None, None);
            runtime.block_on(said).map(|seen| match seen.into_view() {
                Outcome::Seen(view) => view.id.to_string(),
                Outcome::Done { id } => id,
            })
        })
    };
    bodies.iter().map(sender).collect()
}

fn count(db: &mut livc::store::Db) -> usize {
    let count: i64 = c::table.count().get_result(db).unwrap();
    count.try_into().unwrap()
}
