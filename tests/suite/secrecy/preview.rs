//! What the preview promised is exactly what happens: the same people, no more and no fewer.

use crate::scene::{self, TABLE};
use crate::support::Town;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn seats(answer: &Value, field: &str) -> BTreeSet<String> {
    let lines = answer[field].as_array().unwrap();
    lines
        .iter()
        .map(|line| line["seat_id"].as_str().unwrap().to_owned())
        .collect()
}

/// Everybody of the town who can read it, but its author: by asking for it, and by the list of the item.
fn who_reads(town: &Town, author: &str, item: &str, id: &str) -> BTreeSet<String> {
    let mut readers = BTreeSet::new();
    for name in town.seed.people.keys().filter(|name| *name != author) {
        let client = town.as_(name);
        let alone = client.get(&format!("/contributions/{id}")).status == 200;
        let list = client.get(&format!("/items/{item}/contributions")).json;
        let listed = list["items"]
            .as_array()
            .is_some_and(|items| items.iter().any(|one| one["id"] == id));
        assert_eq!(alone, listed, "{name}: the list and the object say the same");
        if alone {
            readers.insert(town.seat(name).to_string());
        }
    }
    readers
}

/// Says it, and compares.
fn promised_is_kept(town: &Town, author: &str, item: &str, label: &Value) {
    let client = town.as_(author);
    let preview = scene::preview(&client, item, label).expect(200).json;
    let said = scene::say(&client, item, label, "what was promised").expect(201);
    let promised = seats(&preview, "readers");
    assert_eq!(promised, who_reads(town, author, item, &said.id()), "{author}: {label}");
    let audience: BTreeSet<String> = serde_json::from_value(said.json["audience"].clone()).unwrap();
    assert_eq!(promised, audience);
    assert!(promised.is_disjoint(&seats(&preview, "not_readers")));
    client.get(&format!("/contributions/{}", said.id())).expect(200);
}

#[test]
fn r46_permits_exactly_the_readers_that_the_preview_named() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    for (author, regime, audience) in [
        ("youth-worker", "discretion", &["ocmw"][..]),
        ("youth-worker", "official_secrecy", &["clb", "ocmw"]),
        ("youth-worker", "discretion", &["mayor"]),
        ("youth-worker", "discretion", &["mayor", "clb", "ocmw", "police-chief"]),
        ("clb", "discretion", &["youth-worker"]),
        ("ocmw", "official_secrecy", &["clb", "mayor"]),
        ("mayor", "official_secrecy", &["mayor", "ocmw"]),
        ("coordinator", "discretion", &["youth-worker", "information-officer"]),
        (
            "information-officer",
            "police_information",
            &["clb", "mayor", "police-chief"],
        ),
        ("police-chief", "police_information", &["ocmw"]),
    ] {
        promised_is_kept(&town, author, &item, &scene::label(&town, regime, audience));
    }
    for persons in [
        &["mayor"][..],
        &["coordinator", "clb"],
        &["ocmw", "information-officer"],
    ] {
        let seats: Vec<&str> = persons.iter().map(|name| town.seat(name).as_str()).collect();
        let label = json!({
            "regime": "discretion",
            "form": "recorded",
            "audience": {"persons": seats},
        });
        promised_is_kept(&town, "youth-worker", &item, &label);
    }
}

#[test]
fn r46_permits_exactly_the_readers_that_the_preview_named_while_not_everybody_is_confirmed() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE[..6]);
    scene::attend(&town.as_("ocmw"), &item);
    town.as_("coordinator")
        .act(&format!("/items/{item}/check-out"))
        .expect(200);
    for audience in [
        &["clb", "ocmw"][..],
        &["mayor", "ocmw", "information-officer"],
        &["clb", "mayor"],
    ] {
        promised_is_kept(
            &town,
            "youth-worker",
            &item,
            &scene::label(&town, "discretion", audience),
        );
    }
}

#[test]
fn r24_r46_permits_a_new_audience_to_read_and_refuses_the_old_one() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let youth = town.as_("youth-worker");
    let said = scene::say(
        &youth,
        &item,
        &scene::label(&town, "discretion", &["ocmw"]),
        "first for one",
    )
    .expect(201);
    let path = format!("/contributions/{}/audience", said.id());
    let wider = scene::label(&town, "discretion", &["clb", "mayor"]);
    let previewed = scene::preview(&youth, &item, &wider).expect(200).json;
    let body = json!({"audience": wider["audience"], "preview": previewed["preview"]});
    youth.put(&path, body.clone()).expect(200);
    assert_eq!(
        who_reads(&town, "youth-worker", &item, &said.id()),
        seats(&previewed, "readers")
    );
    town.as_("ocmw")
        .get(&format!("/contributions/{}", said.id()))
        .concealed();
    town.as_("ocmw").put(&path, body.clone()).concealed();
    town.as_("clb").put(&path, body).refused(403, "R24");
}

#[test]
fn r46_refuses_to_save_when_the_readers_are_no_longer_those_of_the_preview() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let youth = town.as_("youth-worker");
    let mut body = scene::label(&town, "discretion", &["mayor", "ocmw"]);
    let previewed = scene::preview(&youth, &item, &body).expect(200).json["preview"].clone();
    body["preview"] = previewed;
    body["text"] = "for those who were named".into();
    let coordinator = town.as_("coordinator");
    coordinator.act(&format!("/items/{item}/check-out")).expect(200);
    let path = format!("/items/{item}/contributions");
    let changed = youth.post(&path, body.clone()).refused(409, "R46");
    assert_eq!(changed.json["type"], "/problems/new-preview-needed");
    body["preview"] = scene::preview(&youth, &item, &body_without_words(&body))
        .expect(200)
        .json["preview"]
        .clone();
    youth.post(&path, body).expect(201);
}

fn body_without_words(body: &Value) -> Value {
    let mut label = body.clone();
    let fields = label.as_object_mut().unwrap();
    fields.remove("preview");
    fields.remove("text");
    label
}
