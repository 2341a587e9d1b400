//! Every operation there is, walked through: who is refused, how, and that each call leaves exactly one record.

use crate::ids::Ids;
use crate::looking;
use crate::operations::{Class, OPERATIONS, Operation};
use crate::scene::{self, SecondLivc};
use crate::support::Town;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn described(town: &Town) -> Value {
    town.nobody().page("/openapi.json").expect(200).json
}

#[test]
fn every_operation_has_a_class() {
    let town = Town::start();
    let api = described(&town);
    let mut there = BTreeSet::new();
    for (route, item) in api["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let signed = operation["security"] != json!([{}]);
            there.insert((method.to_uppercase(), route.clone(), signed));
        }
    }
    let known: BTreeSet<_> = OPERATIONS
        .iter()
        .map(|op| (op.method.to_owned(), op.route.to_owned(), op.class != Class::Public))
        .collect();
    assert_eq!(there, known, "operations.rs says of every operation how it is guarded");
}

#[test]
fn the_description_names_the_fields_of_every_body() {
    let town = Town::start();
    let (api, ids) = (described(&town), Ids::of_an_open_item(&town));
    for op in OPERATIONS {
        let method = op.method.to_lowercase();
        let content = &api["paths"][op.route][&method]["requestBody"]["content"]["application/json"]["schema"];
        let Some(body) = op.body(&ids) else {
            assert!(content.is_null(), "{} {} takes a body", op.method, op.route);
            continue;
        };
        let schema = content["$ref"].as_str().unwrap().trim_start_matches('#');
        let schema = api.pointer(schema).unwrap();
        let given: BTreeSet<&str> = body.as_object().unwrap().keys().map(String::as_str).collect();
        let known: BTreeSet<&str> = schema["properties"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        // Where not every field is in the table's body, those that are missing must be optional.
        assert!(
            given.is_subset(&known),
            "{} {}: {given:?} {known:?}",
            op.method,
            op.route
        );
        for needed in schema["required"].as_array().into_iter().flatten() {
            assert!(
                given.contains(needed.as_str().unwrap()),
                "{} {}: {needed}",
                op.method,
                op.route
            );
        }
    }
}

/// Asks, and insists on one more record.
fn recorded(town: &Town, op: &Operation, ask: impl FnOnce() -> crate::support::Answer) -> crate::support::Answer {
    let before = looking::records(town);
    let answer = ask();
    let told = looking::records(town) - before;
    assert_eq!(told, 1, "{} {}: {} {}", op.method, op.route, answer.status, answer.text);
    answer
}

/// The last two calls left records that differ in nothing but what is random.
#[track_caller]
fn same_record(town: &Town, op: &Operation) {
    let shapes = looking::newest_shapes(town, 2);
    assert_eq!(shapes[0], shapes[1], "{} {}", op.method, op.route);
}

fn guarded(op: &Operation) -> Option<&'static [&'static str]> {
    match op.class {
        Class::Public | Class::Own => None,
        Class::Role(allowed) | Class::List(allowed) | Class::Object(allowed) => Some(allowed),
    }
}

#[test]
fn every_function_that_may_not_gets_one_403_whether_the_object_exists_or_not() {
    let town = Town::start();
    let here = Ids::of_an_open_item(&town);
    let nowhere = here.nowhere();
    let before = looking::stored(&town);
    let mut refused = 0;
    for op in OPERATIONS {
        let Some(allowed) = guarded(op) else { continue };
        for name in town.seed.people.keys().filter(|name| !allowed.contains(&name.as_str())) {
            let client = town.as_(name);
            let existing = recorded(&town, op, || op.ask(&client, &here, &here));
            // Who asks why is told why not: by the function alone, the object plays no part in it (R47).
            if op.route.ends_with("/why") {
                assert_eq!(
                    (existing.status, &existing.json["permitted"]),
                    (200, &json!(false)),
                    "{name} {}",
                    op.route
                );
            } else {
                assert_eq!(
                    existing.status, 403,
                    "{name} {} {}: {}",
                    op.method, op.route, existing.text
                );
                assert_eq!(existing.json["type"], "/problems/forbidden");
            }
            assert!(
                existing.json["rule"].as_str().unwrap().starts_with('R'),
                "{}",
                existing.text
            );
            refused += 1;
            if op.names_an_object() {
                let absent = recorded(&town, op, || op.ask(&client, &nowhere, &here));
                assert_eq!(existing.bytes(), absent.bytes(), "{name} {} {}", op.method, op.route);
                // What the operator does to a LIVC R stands in the log of that one; whether there is one, he may know.
                if name != "operator" {
                    same_record(&town, op);
                }
            }
        }
    }
    assert!(refused > 250, "{refused}");
    before.is_unchanged(&town);
}

#[test]
fn every_function_that_may_is_told_nothing_of_an_object_of_another_livc() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let here = Ids::of_an_open_item(&town);
    let nowhere = here.nowhere();
    let before = looking::stored(&town);
    let mut hidden = 0;
    for op in OPERATIONS {
        let Class::Object(allowed) = op.class else { continue };
        for name in second.people.keys().filter(|name| allowed.contains(*name)) {
            let client = second.as_(name);
            let foreign = recorded(&town, op, || op.ask(&client, &here, &here)).concealed();
            let absent = recorded(&town, op, || op.ask(&client, &nowhere, &here)).concealed();
            assert_eq!(foreign.bytes(), absent.bytes(), "{name} {} {}", op.method, op.route);
            same_record(&town, op);
            hidden += 1;
        }
    }
    assert!(hidden > 100, "{hidden}");
    before.is_unchanged(&town);
}

#[test]
fn every_function_that_may_gets_a_404_for_an_object_that_is_not_there() {
    let town = Town::start();
    let here = Ids::of_an_open_item(&town);
    let nowhere = here.nowhere();
    let before = looking::stored(&town);
    for op in OPERATIONS {
        let Class::Object(allowed) = op.class else { continue };
        for name in allowed {
            let client = town.as_(name);
            recorded(&town, op, || op.ask(&client, &nowhere, &here)).concealed();
        }
    }
    before.is_unchanged(&town);
}

#[test]
fn every_list_of_an_outsider_is_an_empty_page() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let here = Ids::of_an_open_item(&town);
    town.number_the_log();
    for op in OPERATIONS {
        let Class::List(allowed) = op.class else { continue };
        for name in second.people.keys().filter(|name| allowed.contains(*name)) {
            let client = second.as_(name);
            let page = recorded(&town, op, || op.ask(&client, &here, &here)).expect(200);
            if op.route.contains("access-log") {
                let everything = page.text;
                for own in ["mayor", "clb", "auditor"] {
                    assert!(!everything.contains(town.person(own).account.as_str()), "{everything}");
                }
            } else {
                assert_eq!(page.json, json!({"items": [], "next": null}), "{name} {}", op.route);
            }
        }
        for name in allowed {
            let page = op.ask(&town.as_(name), &here, &here).expect(200);
            assert!(
                !page.json["items"].as_array().unwrap().is_empty(),
                "{name} {}",
                op.route
            );
        }
    }
}

#[test]
fn what_concerns_oneself_is_open_to_every_function_and_recorded_once() {
    let town = Town::start();
    let here = Ids::of_an_open_item(&town);
    for op in OPERATIONS
        .iter()
        .filter(|op| op.class == Class::Own && op.method == "GET")
    {
        for name in town.seed.people.keys() {
            let client = town.as_(name);
            recorded(&town, op, || op.ask(&client, &here, &here)).expect(200);
        }
    }
    let seat = json!({"seat_id": town.seat("vdab").as_str()});
    let before = looking::records(&town);
    let vdab = town.as_("vdab");
    vdab.put("/sessions/current/seat", seat.clone()).expect(200);
    town.as_("caw").put("/sessions/current/seat", seat).concealed();
    vdab.delete("/sessions/current").expect(204);
    assert_eq!(looking::records(&town) - before, 3);
    assert_eq!(vdab.get("/me").status, 401);
    assert_eq!(
        looking::records(&town) - before,
        3,
        "without a session there is nobody to record"
    );
}

#[test]
fn every_change_leaves_exactly_one_record() {
    let town = Town::start();
    let item = scene::open(&town, 0, &scene::TABLE);
    let (mayor, coordinator, youth) = (town.as_("mayor"), town.as_("coordinator"), town.as_("youth-worker"));
    let label = scene::label(&town, "discretion", &["ocmw"]);
    let case = json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay"});
    let meeting = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "Town hall"});
    let before = looking::records(&town);
    let mut calls = 0;
    let mut count = |answer: crate::support::Answer| {
        calls += 1;
        assert_eq!(looking::records(&town) - before, calls, "{}", answer.text);
        assert!((200..300).contains(&answer.status), "{}", answer.text);
        answer
    };
    let case = count(coordinator.post("/cases", case)).id();
    count(mayor.post(&format!("/cases/{case}/listing"), json!({"reason": "two signals"})));
    let meeting = count(coordinator.post("/meetings", meeting)).id();
    count(coordinator.post(&format!("/meetings/{meeting}/items"), json!({"case_id": case})));
    count(mayor.post(&format!("/meetings/{meeting}/convocation"), json!({})));
    let previewed = count(scene::preview(&youth, &item, &label)).json["preview"].clone();
    let mut body = label.clone();
    body["preview"] = previewed;
    body["text"] = "words".into();
    let said = count(youth.post(&format!("/items/{item}/contributions"), body)).id();
    count(youth.get(&format!("/contributions/{said}")));
    count(town.as_("ocmw").get(&format!("/items/{item}/contributions")));
    count(scene::mark(&town.as_("clb"), &item, "professional_secrecy"));
    count(youth.act(&format!("/items/{item}/check-out")));
    count(youth.act(&format!("/items/{item}/check-in")));
    count(mayor.act(&format!("/items/{item}/closing")));
}
