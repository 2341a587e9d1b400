//! Everybody's own acts: `/me/access-records`.

use crate::scene::{self, TABLE, UNKNOWN};
use crate::support::{Client, Town};
use chrono::TimeDelta;
use serde_json::{Value, json};

fn own(client: &Client, filter: &str) -> Vec<Value> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = client
            .get(&format!("/me/access-records?limit=3{filter}{after}"))
            .expect(200)
            .json;
        found.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next"].as_str() {
            None => return found,
            Some(next) => after = format!("&after={next}"),
        }
    }
}

#[test]
fn r41_permits_to_look_for_one_s_own_acts_by_their_precise_name() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    scene::mark(&town.as_("clb"), &item, "professional_secrecy").expect(201);
    for numbered in [false, true] {
        if numbered {
            town.number_the_log();
        }
        let clb = town.as_("clb");
        let spoken = own(&clb, "&act=item.contribute");
        assert_eq!((spoken.len(), &spoken[0]["rule"]), (1, &json!("R23")), "{spoken:?}");
        assert!(
            own(&clb, "&act=item.take_part").is_empty(),
            "the common name is for others"
        );
        assert!(own(&town.as_("ocmw"), "&act=item.contribute").is_empty());
    }
}

#[test]
fn r41_permits_to_look_for_one_s_own_refusals_and_a_period_in_one_s_language() {
    let town = Town::start();
    town.as_("clb").get("/cases").refused(403, "R14");
    let noon = town.now() + TimeDelta::hours(1);
    town.wait(TimeDelta::hours(2));
    let clb = town.as_("clb").with("accept-language", "de");
    clb.get(&format!("/items/{UNKNOWN}")).concealed();
    clb.get(&format!("/items/{}", town.item(1))).concealed();
    town.number_the_log();
    let refused = own(&clb, "&refusals=true");
    let outcomes: Vec<&str> = refused
        .iter()
        .map(|record| record["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["concealed", "concealed", "refused"]);
    let bare = |record: &Value| {
        let mut record = record.clone();
        record["at"] = Value::Null;
        record["request_id"] = Value::Null;
        record
    };
    assert_eq!(bare(&refused[0]), bare(&refused[1]), "absent and concealed are one");
    assert_eq!(
        (&refused[0]["rule"], &refused[0]["sentence"]),
        (&json!(""), &Value::Null)
    );
    assert!(refused[2]["sentence"].as_str().unwrap().len() > 20);
    assert_ne!(
        refused[2]["sentence"],
        own(&town.as_("clb").with("accept-language", "fr"), "&refusals=true")[2]["sentence"]
    );
    let instant = noon.format("%Y-%m-%dT%H:%M:%SZ");
    assert_eq!(own(&clb, &format!("&refusals=true&from={instant}")).len(), 2);
    assert_eq!(own(&clb, &format!("&refusals=true&until={instant}")).len(), 1);
    let instant = noon.to_rfc3339();
    let (earlier, later) = (
        format!("&until={}", instant.replace('+', "%2B")),
        format!("&from={}", instant.replace('+', "%2B")),
    );
    for (filter, is_later) in [(earlier, false), (later, true)] {
        let found = own(&clb, &filter);
        assert!(!found.is_empty());
        for record in found {
            let at: chrono::DateTime<chrono::Utc> = record["at"].as_str().unwrap().parse().unwrap();
            assert_eq!(at >= noon, is_later, "{record}");
        }
    }
}

#[test]
fn r41_refuses_alias_number_and_proof_of_one_s_own_acts() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    town.number_the_log();
    for record in own(&town.as_("clb"), "") {
        let mut names: Vec<&String> = record.as_object().unwrap().keys().collect();
        names.sort();
        assert_eq!(
            names,
            ["act", "at", "object_kind", "outcome", "request_id", "rule", "sentence"]
        );
        assert!(!record.to_string().contains(&item));
    }
    town.as_("clb").get("/me/access-records?act=two%20words").expect(400);
}
