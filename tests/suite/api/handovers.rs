//! Handing work over: `/livcs/{id}/handovers`.

use crate::looking;
use crate::scene::{self, Newcomer, TABLE, UNKNOWN};
use crate::support::{Answer, Town};
use serde_json::{Value, json};

fn hand_over(town: &Town, who: &str, from: &str, to: &str) -> Answer {
    let body = json!({"from_seat_id": from, "to_seat_id": to});
    town.as_(who).post(&format!("/livcs/{}/handovers", town.livc()), body)
}

/// A colleague of one of the people.
fn colleague<'t>(town: &'t Town, of: &str, function: &str) -> Newcomer<'t> {
    let (livc, organisation) = (town.livc().to_string(), scene::organisation(town, of));
    let login = format!("{of}-colleague");
    Newcomer::seated(&town.as_("mayor"), town, &login, (&livc, &organisation, function))
}

#[test]
fn r07_r53_permits_a_colleague_the_open_actions_and_refuses_her_everything_that_was_said() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let said = scene::say(
        &town.as_("youth-worker"),
        &item,
        &scene::label(&town, "discretion", &["ocmw"]),
        "for OCMW alone",
    );
    let said = said.expect(201).id();
    let open = scene::agree(&town, "ocmw", &item).expect(201).id();
    let over = scene::agree(&town, "ocmw", &item).expect(201).id();
    let proposed = scene::propose(&town, "coordinator", &item, "ocmw").expect(201).id();
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    let progress = json!({"state": "done"});
    town.as_("ocmw")
        .post(&format!("/actions/{over}/progress"), progress)
        .expect(200);
    let next = colleague(&town, "ocmw", "social_actor");
    let (gone, taker) = (town.seat("ocmw").to_string(), next.seat.clone().unwrap());
    next.client().get(&format!("/actions/{open}")).concealed();
    let made = hand_over(&town, "mayor", &gone, &taker).expect(201).json;
    assert_eq!((&made["cases_moved"], &made["actions_moved"]), (&json!(0), &json!(2)));
    for action in [&open, &proposed] {
        assert!(next.client().get(&format!("/actions/{action}")).expect(200).json["text"].is_string());
        let status = town.as_("ocmw").get(&format!("/actions/{action}"));
        status.concealed();
    }
    next.client()
        .act(&format!("/actions/{proposed}/acceptance"))
        .expect(200);
    let done = json!({"state": "running", "note": "taken over"});
    next.client()
        .post(&format!("/actions/{open}/progress"), done)
        .expect(200);
    // What has ended stays where it was.
    next.client().get(&format!("/actions/{over}")).expect(200).json["text"]
        .is_null()
        .then_some(())
        .unwrap();
    town.as_("ocmw").get(&format!("/actions/{over}")).expect(200);
    next.client().get(&format!("/contributions/{said}")).concealed();
    next.client().get(&format!("/items/{item}")).concealed();
    next.client().get(&format!("/items/{item}/contributions")).concealed();
    town.as_("ocmw").get(&format!("/contributions/{said}")).expect(200);
}

#[test]
fn r53_permits_a_handover_after_the_seat_has_ended_and_of_cases_to_anybody_who_takes_part() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let action = scene::agree(&town, "youth-worker", &item).expect(201).id();
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    let path = format!("/cases/{}/case-manager", town.case(0));
    let mut body = json!({"seat_id": town.seat("youth-worker").as_str()});
    body["deputy"] =
        json!({"seat_id": town.seat("caw").as_str(), "valid_from": "2026-12-01", "valid_until": "2027-03-01"});
    town.as_("mayor").put(&path, body).expect(200);
    let gone = town.seat("youth-worker").to_string();
    let ending = format!("/livcs/{}/seats/{gone}/ending", town.livc());
    town.as_("mayor").act(&ending).expect(200);
    // Her deputy of another organisation takes the case over; the actions stay with the organisation.
    let made = hand_over(&town, "mayor", &gone, town.seat("caw").as_str())
        .expect(201)
        .json;
    assert_eq!((&made["cases_moved"], &made["actions_moved"]), (&json!(1), &json!(0)));
    let case = town
        .as_("mayor")
        .get(&format!("/cases/{}", town.case(0)))
        .expect(200)
        .json;
    let managers: Vec<(&Value, &Value)> = case["managers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| (&m["role"], &m["seat_id"]))
        .collect();
    assert_eq!(managers, [(&json!("manager"), &json!(town.seat("caw").as_str()))]);
    assert!(town.as_("caw").get(&format!("/actions/{action}")).expect(200).json["text"].is_string());
    let next = colleague(&town, "youth-worker", "social_actor");
    let made = hand_over(&town, "mayor", &gone, next.seat.as_deref().unwrap())
        .expect(201)
        .json;
    assert_eq!((&made["cases_moved"], &made["actions_moved"]), (&json!(0), &json!(1)));
    assert_eq!(
        next.client().get(&format!("/actions/{action}")).expect(200).json["state"],
        "accepted"
    );
    let again = hand_over(&town, "mayor", &gone, next.seat.as_deref().unwrap())
        .expect(201)
        .json;
    assert_eq!((&again["cases_moved"], &again["actions_moved"]), (&json!(0), &json!(0)));
    let listed = format!("/livcs/{}/handovers", town.livc());
    for name in ["mayor", "coordinator", "auditor", "dpo"] {
        let page = town.as_(name).get(&format!("{listed}?limit=2")).expect(200).json;
        assert_eq!(page["items"].as_array().unwrap().len(), 2, "{name}");
        assert!(page["next"].is_string());
    }
}

#[test]
fn r34_r53_refuses_work_of_others_to_the_police_and_permits_it_among_them() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let action = scene::propose(&town, "mayor", &item, "police-chief").expect(201).id();
    for name in ["coordinator", "youth-worker", "clb", "ocmw", "information-officer"] {
        town.as_(name).act(&format!("/actions/{action}/approval")).expect(200);
    }
    town.as_("police-chief")
        .act(&format!("/actions/{action}/acceptance"))
        .expect(200);
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    let (chief, officer) = (
        town.seat("police-chief").to_string(),
        town.seat("information-officer").to_string(),
    );
    let refused = hand_over(&town, "mayor", town.seat("ocmw").as_str(), &officer).refused(422, "R34");
    assert_eq!(refused.json["errors"][0]["pointer"], "/to_seat_id");
    let made = hand_over(&town, "mayor", &chief, &officer).expect(201).json;
    assert_eq!(made["actions_moved"], 1);
    let done = json!({"state": "done"});
    town.as_("police-chief")
        .post(&format!("/actions/{action}/progress"), done.clone())
        .concealed();
    town.as_("information-officer")
        .post(&format!("/actions/{action}/progress"), done)
        .expect(200);
}

#[test]
fn r53_refuses_seats_that_cannot_take_work_and_everybody_but_the_mayor() {
    let town = Town::start();
    let before = looking::stored(&town);
    let (ocmw, clb) = (town.seat("ocmw").to_string(), town.seat("clb").to_string());
    hand_over(&town, "mayor", &ocmw, &ocmw).refused(422, "R53");
    hand_over(&town, "mayor", &ocmw, town.seat("secretary").as_str()).refused(422, "R53");
    for (from, to, pointer) in [
        (UNKNOWN, clb.as_str(), "/from_seat_id"),
        (clb.as_str(), UNKNOWN, "/to_seat_id"),
    ] {
        let refused = hand_over(&town, "mayor", from, to).expect(422);
        assert_eq!(refused.json["errors"][0]["pointer"], pointer, "{}", refused.text);
    }
    for name in ["coordinator", "clb", "police-chief", "secretary", "auditor", "operator"] {
        hand_over(&town, name, &ocmw, &clb).refused(403, "R53");
    }
    for name in ["clb", "police-chief", "secretary"] {
        town.as_(name)
            .get(&format!("/livcs/{}/handovers", town.livc()))
            .refused(403, "R53");
    }
    before.is_unchanged(&town);
}
