//! Agreed actions: `/items/{id}/actions` and `/actions`.

use crate::looking;
use crate::scene::{self, TABLE, UNKNOWN};
use crate::support::{Answer, Client, Town};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn close(town: &Town, item: &str) {
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
}

fn ids(answer: &Answer) -> BTreeSet<&str> {
    let items = answer.json["items"].as_array().unwrap();
    items.iter().map(|line| line["id"].as_str().unwrap()).collect()
}

fn report(client: &Client, action: &str, body: Value) -> Answer {
    client.post(&format!("/actions/{action}/progress"), body)
}

#[test]
fn r37_permits_agreeing_to_what_ones_own_organisation_does() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let agreed = scene::agree(&town, "youth-worker", &item).expect(201);
    assert_eq!(agreed.json["state"], "accepted");
    assert_eq!(agreed.json["holder_seat_id"], town.seat("youth-worker").as_str());
    assert_eq!(agreed.json["own_proposal"], true);
    assert_eq!(agreed.json["case_id"], town.case(0).as_str());
    assert!(agreed.header("location").ends_with(&agreed.id()));
    // Whoever sits at the table reads it; police are not told.
    for name in ["clb", "ocmw", "mayor", "coordinator"] {
        let read = town.as_(name).get(&format!("/actions/{}", agreed.id())).expect(200);
        assert_eq!(read.json["text"], "a weekly conversation at the youth centre", "{name}");
        assert_eq!(read.json["own_proposal"], false);
        let list = town.as_(name).get(&format!("/items/{item}/actions")).expect(200);
        assert_eq!(ids(&list), [agreed.id().as_str()].into());
    }
    for name in ["police-chief", "information-officer", "vdab", "caw"] {
        town.as_(name).get(&format!("/actions/{}", agreed.id())).concealed();
    }
}

#[test]
fn r37_permits_the_text_to_its_holder_and_the_status_to_the_circle_once_the_item_is_closed() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let action = scene::agree(&town, "youth-worker", &item).expect(201).id();
    let of_ocmw = scene::agree(&town, "ocmw", &item).expect(201).id();
    close(&town, &item);
    let path = format!("/actions/{action}");
    let holder = town.as_("youth-worker").get(&path).expect(200);
    assert_eq!(holder.json["text"], "a weekly conversation at the youth centre");
    assert_eq!(holder.json["progress"][0]["state"], "accepted");
    // OCMW holds another open action of the case, and so is in its active circle.
    for name in ["mayor", "coordinator", "ocmw"] {
        let status = town.as_(name).get(&path).expect(200).json;
        assert_eq!(
            (&status["state"], &status["life_domain"]),
            (&json!("accepted"), &json!("social_context"))
        );
        assert!(
            status["due_on"].is_string() && status["organisation"].is_string(),
            "{name}"
        );
        for kept in ["text", "kind", "holder_seat_id", "progress"] {
            assert!(status[kept].is_null(), "{name} {kept}: {status}");
        }
        let list = town.as_(name).get(&format!("/items/{item}/actions")).expect(200);
        assert_eq!(ids(&list), [action.as_str(), of_ocmw.as_str()].into());
    }
    for name in ["clb", "vdab", "police-chief", "information-officer"] {
        town.as_(name).get(&path).concealed();
        town.as_(name).get(&format!("{path}/why")).concealed();
        report(&town.as_(name), &action, json!({"state": "done"})).concealed();
    }
    let list = town.as_("clb").get(&format!("/items/{item}/actions")).expect(200);
    assert_eq!(list.json, json!({"items": [], "next": null}));
    for (name, rule) in [
        ("secretary", "R40"),
        ("auditor", "R41"),
        ("dpo", "R41"),
        ("operator", "R35"),
    ] {
        town.as_(name).get(&path).refused(403, rule);
    }
}

#[test]
fn r37_refuses_actions_of_others_and_what_is_no_agreement() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let path = format!("/items/{item}/actions");
    let before = looking::stored(&town);
    let refused = |who: &str, field: &str, value: Value, rule: &str| {
        let mut body = scene::action(&town, who);
        body[field] = value;
        let answer = town.as_(who).post(&path, body).refused(422, rule);
        assert_eq!(
            answer.json["errors"][0]["pointer"],
            format!("/{field}"),
            "{}",
            answer.text
        );
        answer.text
    };
    let others = refused(
        "clb",
        "organisation_id",
        scene::organisation(&town, "ocmw").into(),
        "R37",
    );
    let absent = refused("clb", "organisation_id", UNKNOWN.into(), "R37");
    assert_eq!(others, absent);
    refused(
        "mayor",
        "organisation_id",
        scene::organisation(&town, "vdab").into(),
        "R37",
    );
    refused("clb", "due_on", "2026-12-13".into(), "R37");
    refused("clb", "due_on", "2028-12-15".into(), "R37");
    refused("clb", "life_domain", "astrology".into(), "R37");
    refused("clb", "text", "bel mij op 0470 12 34 56".into(), "R55");
    let mut long = scene::action(&town, "clb");
    long["text"] = "x".repeat(281).into();
    town.as_("clb").post(&path, long).expect(422);
    town.as_("vdab").post(&path, scene::action(&town, "vdab")).concealed();
    town.as_("secretary")
        .post(&path, scene::action(&town, "clb"))
        .refused(403, "R40");
    before.is_unchanged(&town);
    close(&town, &item);
    scene::agree(&town, "clb", &item).refused(409, "R37");
}

#[test]
fn r18_r37_refuses_to_agree_before_the_chair_confirmed_and_after_one_left() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE[..6]);
    scene::attend(&town.as_("ocmw"), &item);
    scene::agree(&town, "ocmw", &item).refused(403, "R18");
    // A late arrival reads nothing before she is confirmed.
    let action = scene::agree(&town, "clb", &item).expect(201).id();
    town.as_("ocmw").get(&format!("/actions/{action}")).concealed();
    scene::confirm_all(&town.as_("mayor"), &item);
    town.as_("ocmw").get(&format!("/actions/{action}")).expect(200);
    town.as_("ocmw").act(&format!("/items/{item}/check-out")).expect(200);
    town.as_("ocmw").get(&format!("/actions/{action}")).concealed();
    scene::agree(&town, "ocmw", &item).refused(403, "R18");
}

#[test]
fn r37_permits_the_asked_to_accept_once_and_refuses_everybody_else() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let asked = scene::propose(&town, "coordinator", &item, "ocmw").expect(201);
    assert_eq!(
        (&asked.json["state"], &asked.json["holder_seat_id"]),
        (&json!("proposed"), &Value::Null)
    );
    let path = format!("/actions/{}", asked.id());
    for name in ["mayor", "coordinator", "clb"] {
        town.as_(name).act(&format!("{path}/acceptance")).refused(403, "R37");
        town.as_(name)
            .post(&format!("{path}/declining"), json!({}))
            .refused(403, "R37");
    }
    for name in ["police-chief", "vdab"] {
        town.as_(name).act(&format!("{path}/acceptance")).concealed();
    }
    let accepted = town.as_("ocmw").act(&format!("{path}/acceptance")).expect(200);
    assert_eq!(accepted.json["holder_seat_id"], town.seat("ocmw").as_str());
    town.as_("ocmw").act(&format!("{path}/acceptance")).refused(409, "R37");
    town.as_("ocmw").act(&format!("{path}/declining")).refused(409, "R37");
    town.as_("coordinator")
        .act(&format!("{path}/cancellation"))
        .refused(409, "R37");
}

#[test]
fn r37_permits_declining_without_a_reason_and_taking_back_a_proposal() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let declined = scene::propose(&town, "mayor", &item, "ocmw").expect(201).id();
    let with_reason = scene::propose(&town, "mayor", &item, "clb").expect(201).id();
    let taken_back = scene::propose(&town, "mayor", &item, "ocmw").expect(201).id();
    town.as_("ocmw")
        .act(&format!("/actions/{declined}/declining"))
        .expect(200);
    let reason = json!({"reason": "no place before the summer"});
    let told = town
        .as_("clb")
        .post(&format!("/actions/{with_reason}/declining"), reason);
    assert_eq!(
        told.expect(200).json["progress"][0]["note"],
        "no place before the summer"
    );
    close(&town, &item);
    let cancel = format!("/actions/{taken_back}/cancellation");
    town.as_("ocmw").act(&cancel).refused(403, "R37");
    assert_eq!(
        town.as_("coordinator").act(&cancel).expect(200).json["state"],
        "cancelled"
    );
    for (action, who) in [(&declined, "ocmw"), (&taken_back, "ocmw"), (&with_reason, "clb")] {
        town.as_(who)
            .act(&format!("/actions/{action}/acceptance"))
            .refused(409, "R37");
    }
}

#[test]
fn r37_permits_the_holder_to_say_how_far_it_is_and_refuses_a_word_after_the_end() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let action = scene::agree(&town, "youth-worker", &item).expect(201).id();
    let other = scene::agree(&town, "ocmw", &item).expect(201).id();
    close(&town, &item);
    let (youth, ocmw) = (town.as_("youth-worker"), town.as_("ocmw"));
    report(&ocmw, &action, json!({"state": "done"})).refused(403, "R37");
    town.wait(TimeDelta::seconds(1));
    let before = looking::stored(&town);
    report(&youth, &action, json!({"state": "accepted"})).expect(422);
    report(&youth, &action, json!({"state": "done", "note": "x".repeat(281)})).expect(422);
    before.is_unchanged(&town);
    report(&youth, &action, json!({"state": "running"})).expect(200);
    town.wait(TimeDelta::seconds(1));
    report(&youth, &action, json!({"state": "running", "note": "came twice"})).expect(200);
    town.wait(TimeDelta::seconds(1));
    let ended = report(&youth, &action, json!({"state": "not_possible"}))
        .expect(200)
        .json;
    assert_eq!(ended["state"], "not_possible");
    let steps: Vec<_> = ended["progress"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["state"].clone())
        .collect();
    assert_eq!(steps, ["accepted", "running", "running", "not_possible"]);
    report(&youth, &action, json!({"state": "done"})).refused(409, "R37");
    report(&ocmw, &other, json!({"state": "not_done"})).expect(200);
    // OCMW has nothing to do in this case any more, and learns nothing more of it.
    ocmw.get(&format!("/actions/{action}")).concealed();
    ocmw.get(&format!("/actions/{other}")).expect(200);
}

#[test]
fn r37_permits_the_text_at_a_later_table_while_it_is_open() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let action = scene::agree(&town, "youth-worker", &item).expect(201).id();
    close(&town, &item);
    let path = format!("/actions/{action}");
    let later = scene::another_item(&town, town.case(0).as_str(), &["caw", "clb"]);
    town.as_("caw").get(&path).concealed();
    scene::sit_down(&town, &later, &["mayor", "police-chief", "coordinator", "caw"]);
    let read = town.as_("caw").get(&path).expect(200).json;
    assert_eq!(read["text"], "a weekly conversation at the youth centre");
    assert_eq!(town.as_("mayor").get(&path).expect(200).json["text"], read["text"]);
    let list = town.as_("caw").get(&format!("/items/{later}/actions")).expect(200);
    assert_eq!(ids(&list), [action.as_str()].into());
    town.as_("police-chief").get(&path).concealed();
    town.as_("clb").get(&path).concealed();
    close(&town, &later);
    town.as_("caw").get(&path).concealed();
    assert!(town.as_("mayor").get(&path).expect(200).json["text"].is_null());
}

#[test]
fn r47_permits_the_asked_to_know_why_and_refuses_any_word_on_who_approved() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let action = scene::propose(&town, "mayor", &item, "police-chief").expect(201).id();
    let why = |name: &str, act: &str| town.as_(name).get(&format!("/actions/{action}/why?act={act}"));
    for name in ["mayor", "clb", "coordinator"] {
        for act in ["action.read", "action.accept", "action.approve", "action.cancel"] {
            let told = why(name, act).expect(200);
            assert!(
                told.json["facts"]["for_police"].is_null(),
                "{name} {act}: {}",
                told.text
            );
        }
    }
    assert_eq!(
        why("clb", "action.read").expect(200).json["facts"]["own_proposal"],
        "no"
    );
    why("police-chief", "action.accept").concealed();
}
