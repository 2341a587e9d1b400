//! What the auditor's desk makes of the log is as blind as the log: days, timelines, worklist and search show the same of
//! whoever spoke and of whoever only listened (R21, R41).

use crate::scene::{self, TABLE};
use crate::support::{Client, Town};
use serde_json::{Value, json};

/// An answer without what belongs to the person or to chance.
fn shape(mut value: Value) -> Value {
    fn clean(value: &mut Value) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    let personal = [
                        "actor",
                        "seat_id",
                        "organisation_id",
                        "event_id",
                        "seq",
                        "records",
                        "next",
                    ];
                    if personal.contains(&name.as_str()) {
                        *member = match member.as_array() {
                            Some(all) => json!(all.len()),
                            None => json!(member.is_null()),
                        };
                    } else {
                        clean(member);
                    }
                }
            }
            Value::Array(all) => all.iter_mut().for_each(clean),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    clean(&mut value);
    value
}

/// Everything the desk tells of one person.
fn desk(town: &Town, auditor: &Client, name: &str) -> Vec<Value> {
    let account = town.person(name).account.as_str();
    let merged = [
        format!("/access-log/persons/{account}/timeline?limit=200"),
        format!("/access-log/records?merge=day&limit=200&actor={account}"),
        format!("/access-log/records?merge=day&limit=200&actor={account}&office_hours=outside"),
        format!("/access-log/records?merge=day&limit=200&actor={account}&act=item."),
        format!("/access-log/records?merge=day&limit=200&actor={account}&refusals=true"),
        format!("/access-log/records?merge=day&limit=200&actor={account}&reviewed=false"),
    ];
    let mut told: Vec<Value> = merged
        .iter()
        .map(|path| shape(auditor.get(path).expect(200).json))
        .collect();
    let worklist = auditor
        .get("/access-log/worklist?until=2026-12-15T00:00:00Z")
        .expect(200)
        .json;
    let items = worklist["items"].as_array().unwrap().iter();
    told.extend(items.filter(|line| line["actor"] == *account).cloned().map(shape));
    told
}

/// An evening meeting, at which one speaks often and is refused, and the other comes, once, and listens.
fn evening() -> Town {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    town.go_to("2026-12-14T19:00:00Z");
    let clb = town.as_("clb");
    let label = scene::label(&town, "discretion", &["youth-worker"]);
    for _ in 0..3 {
        scene::say(&clb, &item, &label, "something").expect(201);
    }
    let ocmw = town.as_("ocmw");
    scene::preview(&ocmw, &item, &label).expect(200);
    town.number_the_log();
    town
}

#[test]
fn r21_r41_refuses_the_merged_log_any_difference_between_much_said_and_little_asked() {
    let town = evening();
    let auditor = town.as_("auditor");
    let (spoke, listened) = (desk(&town, &auditor, "clb"), desk(&town, &auditor, "ocmw"));
    assert_eq!(spoke, listened);
    assert!(spoke[0].to_string().contains("item.take_part"), "{spoke:?}");
}

#[test]
fn r21_r41_refuses_the_worklist_any_word_about_what_was_done_inside_an_item() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    town.go_to("2026-12-14T20:00:00Z");
    let (clb, auditor) = (town.as_("clb"), town.as_("auditor"));
    let quiet = |town: &Town| {
        town.number_the_log();
        let list = auditor
            .get("/access-log/worklist?until=2026-12-15T00:00:00Z")
            .expect(200)
            .json;
        let own = town.person("clb").account.as_str();
        let items = list["items"].as_array().unwrap().iter();
        items.filter(|line| line["actor"] == *own).cloned().collect::<Vec<_>>()
    };
    clb.get(&format!("/items/{item}")).expect(200);
    let before = quiet(&town);
    let secret = scene::label(&town, "professional_secrecy", &["youth-worker"]);
    for _ in 0..7 {
        scene::preview(&clb, &item, &secret).refused(422, "R25");
        clb.get(&format!("/items/{item}/contributions")).expect(200);
    }
    assert_eq!(quiet(&town), before);
    assert_eq!(before.len(), 1, "the evening itself stands there: {before:?}");
}

#[test]
fn r41_refuses_the_desk_every_name_and_code() {
    let town = evening();
    let auditor = town.as_("auditor");
    let account = town.person("clb").account.as_str();
    let mut told = String::new();
    for path in [
        "/access-log/records?limit=200".to_owned(),
        "/access-log/records?merge=day&limit=200".to_owned(),
        format!("/access-log/persons/{account}/timeline?limit=200"),
        "/access-log/worklist?sample=200&until=2026-12-15T00:00:00Z".to_owned(),
        "/access-log/reviews".to_owned(),
        "/access-log/export?format=csv&purpose=review&until=2026-12-15T00:00:00Z".to_owned(),
        "/access-log/export?format=jsonl&purpose=review&until=2026-12-15T00:00:00Z".to_owned(),
    ] {
        told.push_str(&auditor.get(&path).expect(200).text);
    }
    let code = town
        .as_("mayor")
        .get(&format!("/cases/{}", town.case(0)))
        .expect(200)
        .json["code"]
        .clone();
    for secret in [
        code.as_str().unwrap(),
        "fictitious",
        "something",
        town.case(0).as_str(),
        town.item(0).as_str(),
    ] {
        assert!(!told.contains(secret), "{secret}");
    }
}
