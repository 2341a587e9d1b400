//! The plan of a case and who looks after it: `/cases/{id}/plan`, `/cases/{id}/case-manager`, `/me`.

use crate::looking;
use crate::scene::{self, SecondLivc, TABLE, UNKNOWN};
use crate::support::{Answer, Town};
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use livc::clock::today_in_brussels;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A closed item of the first case with an action of the youth worker and one of OCMW.
fn agreed(town: &Town) -> (String, String) {
    let item = scene::open(town, 0, &TABLE);
    let action = scene::agree(town, "youth-worker", &item).expect(201).id();
    scene::agree(town, "ocmw", &item).expect(201);
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    (item, action)
}

fn appoint(town: &Town, who: &str, body: Value) -> Answer {
    town.as_(who)
        .put(&format!("/cases/{}/case-manager", town.case(0)), body)
}

fn manager(town: &Town, name: &str) -> Value {
    json!({"seat_id": town.seat(name).as_str()})
}

#[test]
fn r38_permits_the_mayor_to_appoint_a_case_manager_who_reads_the_plan() {
    let town = Town::start();
    let (item, action) = agreed(&town);
    let (case, plan) = (
        format!("/cases/{}", town.case(0)),
        format!("/cases/{}/plan", town.case(0)),
    );
    let (caw, path) = (town.as_("caw"), format!("/actions/{action}"));
    for hidden in [&case, &plan, &path] {
        caw.get(hidden).concealed();
    }
    let told = appoint(&town, "mayor", manager(&town, "caw")).expect(200);
    assert_eq!(told.json["managers"][0]["seat_id"], town.seat("caw").as_str());
    let read = caw.get(&case).expect(200).json;
    assert!(read["code"].is_null() && read["state"] == "listed", "{read}");
    let read = caw.get(&plan).expect(200).json;
    assert_eq!(read["life_domains"][0]["life_domain"], "social_context");
    let texts = read["life_domains"][0]["actions"].as_array().unwrap();
    assert!(
        texts.len() == 2 && texts.iter().all(|action| action["text"].is_string()),
        "{read}"
    );
    let progress = json!({"state": "running", "note": "came twice"});
    town.wait(TimeDelta::seconds(1));
    town.as_("youth-worker")
        .post(&format!("{path}/progress"), progress)
        .expect(200);
    assert_eq!(caw.get(&path).expect(200).json["progress"][1]["note"], "came twice");
    // What was said in the item is no part of it.
    caw.get(&format!("/items/{item}")).concealed();
    caw.get("/cases").refused(403, "R14");
    // Another one manages it now.
    let told = appoint(&town, "mayor", manager(&town, "clb")).expect(200);
    assert_eq!(told.json["managers"].as_array().unwrap().len(), 1);
    for hidden in [&case, &plan, &path] {
        caw.get(hidden).concealed();
        town.as_("clb").get(hidden).expect(200);
    }
}

#[test]
fn r38_permits_a_deputy_within_her_dates() {
    let town = Town::start();
    let (_, action) = agreed(&town);
    let today = today_in_brussels(town.now());
    let day = |n: i64| (today + TimeDelta::days(n)).to_string();
    let mut body = manager(&town, "caw");
    body["deputy"] = json!({"seat_id": town.seat("vdab").as_str(), "valid_from": day(2), "valid_until": day(4)});
    let told = appoint(&town, "mayor", body).expect(200);
    assert_eq!(told.json["managers"][1]["role"], "deputy");
    let path = format!("/actions/{action}");
    for (wait, status) in [(0, 404), (2, 200), (2, 200), (1, 404)] {
        town.wait(TimeDelta::days(wait));
        assert_eq!(town.as_("vdab").get(&path).status, status);
        assert_eq!(town.as_("caw").get(&path).status, 200);
    }
}

#[test]
fn r38_refuses_police_secretary_and_strangers_as_case_manager_and_everybody_else_to_appoint() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let before = looking::stored(&town);
    let mut answers = Vec::new();
    let foreign = json!({"seat_id": second.people["clb"].seat.clone().unwrap()});
    for body in [
        manager(&town, "police-chief"),
        manager(&town, "information-officer"),
        manager(&town, "secretary"),
        manager(&town, "auditor"),
        foreign,
        json!({"seat_id": UNKNOWN}),
    ] {
        let refused = appoint(&town, "mayor", body).refused(422, "R38");
        assert_eq!(refused.json["errors"][0]["pointer"], "/seat_id");
        answers.push(refused.text);
    }
    assert!(answers.iter().all(|text| *text == answers[0]), "{answers:?}");
    for (deputy, until, pointer) in [
        ("caw", "2026-12-31", "/deputy/seat_id"),
        ("secretary", "2026-12-31", "/deputy/seat_id"),
        ("clb", "2026-11-22", "/deputy/valid_until"),
    ] {
        let mut body = manager(&town, "caw");
        body["deputy"] =
            json!({"seat_id": town.seat(deputy).as_str(), "valid_from": "2026-11-20", "valid_until": until});
        let refused = appoint(&town, "mayor", body).refused(422, "R38");
        assert_eq!(refused.json["errors"][0]["pointer"], pointer, "{}", refused.text);
    }
    for name in ["coordinator", "secretary", "clb", "police-chief"] {
        appoint(&town, name, manager(&town, "caw")).refused(403, "R38");
    }
    let path = format!("/cases/{}/case-manager", town.case(0));
    second.as_("mayor").put(&path, manager(&town, "caw")).concealed();
    before.is_unchanged(&town);
}

#[test]
fn r37_permits_the_circle_the_course_of_the_plan_and_refuses_police_and_secretary() {
    let town = Town::start();
    agreed(&town);
    let path = format!("/cases/{}/plan", town.case(0));
    for name in ["mayor", "coordinator"] {
        let plan = town.as_(name).get(&path).expect(200);
        assert!(!plan.text.contains("weekly conversation"), "{name} {}", plan.text);
        assert_eq!(plan.json["life_domains"][0]["actions"].as_array().unwrap().len(), 2);
    }
    // Who holds an action reads its text, and the course of the others.
    let plan = town.as_("ocmw").get(&path).expect(200).json;
    let lines = plan["life_domains"][0]["actions"].as_array().unwrap();
    let texts: Vec<bool> = lines.iter().map(|line| line["text"].is_string()).collect();
    assert_eq!(texts.iter().filter(|shown| **shown).count(), 1, "{plan}");
    for name in ["clb", "vdab"] {
        town.as_(name).get(&path).concealed();
    }
    for (name, rule) in [("police-chief", "R34"), ("secretary", "R40"), ("auditor", "R41")] {
        town.as_(name).get(&path).refused(403, rule);
    }
}

#[test]
fn for_whoever_has_three_minutes() {
    let town = Town::start();
    let asked = |name: &str| town.as_(name).get("/me/agenda").expect(200).json["items"].clone();
    let line = asked("clb")[0].clone();
    assert_eq!(line["item_id"], town.item(0).as_str());
    assert_eq!(line["asked"], json!(["answer", "acknowledge"]));
    assert!(line["starts_at"].is_string() && line["place"].is_string());
    let text = line.to_string();
    assert!(!text.contains(town.case(0).as_str()), "{text}");
    assert_eq!(asked("vdab").as_array().unwrap().len(), 1);
    assert_eq!(asked("secretary"), json!([]));
    let item = scene::open(&town, 0, &TABLE[..5]);
    let accept = json!({"answer": "accepted"});
    let path = format!(
        "/items/{item}/invitations/{}/answer",
        line["invitation_id"].as_str().unwrap()
    );
    town.as_("clb").put(&path, accept).expect(200);
    scene::acknowledge(&town.as_("clb"), &item).expect(200);
    assert_eq!(asked("clb")[0]["asked"], json!(["check_in"]));
    town.as_("clb").act(&format!("/items/{item}/check-in")).expect(200);
    assert_eq!(asked("clb")[0]["asked"], json!([]));
    scene::confirm_all(&town.as_("mayor"), &item);
    let proposed = scene::propose(&town, "mayor", &item, "clb").expect(201).id();
    let own = scene::agree(&town, "clb", &item).expect(201).id();
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    assert_eq!(asked("clb"), json!([]));
    let actions = town.as_("clb").get("/me/actions").expect(200).json;
    let ids: BTreeSet<&str> = actions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|a| a["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [proposed.as_str(), own.as_str()].into());
    assert!(actions["items"][0]["text"].is_string());
    let done = json!({"state": "done"});
    town.as_("clb")
        .post(&format!("/actions/{own}/progress"), done)
        .expect(200);
    assert_eq!(
        town.as_("clb").get("/me/actions").expect(200).json["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        town.as_("mayor").get("/me/actions").expect(200).json["items"],
        json!([])
    );
}

#[test]
fn r03_refuses_police_without_clearance_their_actions_and_their_agenda() {
    let town = Town::start();
    assert_eq!(
        town.as_("police-chief").get("/me/agenda").expect(200).json["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let db = &mut town.database.open();
    db.batch_execute("UPDATE seats SET clearance_expires_on = '2026-11-01' WHERE function = 'police_chief'")
        .unwrap();
    for path in ["/me/agenda", "/me/actions"] {
        assert_eq!(town.as_("police-chief").get(path).expect(200).json["items"], json!([]));
    }
}
