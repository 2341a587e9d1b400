//! Signing in, renewing, taking a seat: `/sessions`, `/me`, `/accounts`.

use crate::scene::{self, Newcomer, SecondLivc, UNKNOWN};
use crate::support::{Client, Town};
use chrono::TimeDelta;
use serde_json::{Value, json};

#[test]
fn r07_permits_a_person_with_password_and_a_fresh_code() {
    let town = Town::start();
    let answer = town.nobody().post("/sessions", town.evidence("clb")).expect(201);
    assert_eq!(answer.json["me"]["seat_id"], town.seat("clb").as_str());
    assert_eq!(answer.json["expires_in"], 300);
    let client = Client::new(&town, answer.json["access_token"].as_str().map(ToOwned::to_owned));
    assert_eq!(client.get("/me").expect(200).json, answer.json["me"]);
}

#[test]
fn r07_refuses_every_wrong_proof_with_one_answer() {
    let town = Town::start();
    let right = town.evidence("clb");
    let but = |field: &str, value: &str| {
        let mut body = right.clone();
        body[field] = value.into();
        body
    };
    let other = town.evidence("ocmw");
    let attempts = [
        but("login", "nobody-here"),
        but("password", "not the password of this account"),
        but("password", other["password"].as_str().unwrap()),
        but("code", "000000"),
        but("code", ""),
        but("code", other["code"].as_str().unwrap()),
    ];
    let mut answers = Vec::new();
    for body in attempts {
        answers.push(town.nobody().post("/sessions", body).refused(401, "R07").bytes());
        // Whoever failed waits a little before the next attempt.
        town.wait(TimeDelta::minutes(5));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    let fresh = town.evidence("clb");
    town.nobody().post("/sessions", fresh.clone()).expect(201);
    assert_eq!(
        town.nobody().post("/sessions", fresh).refused(401, "R07").bytes(),
        answers[0]
    );
}

#[test]
fn r07_refuses_an_enrolment_code_used_twice_and_an_easy_password() {
    let town = Town::start();
    let opened = town
        .as_("coordinator")
        .post(
            "/accounts",
            json!({"login": "somebody-new", "display_name": "Somebody New"}),
        )
        .expect(201);
    let body = |password: &str| {
        let code = &opened.json["enrolment_code"];
        json!({"login": "somebody-new", "enrolment_code": code, "password": password})
    };
    let easy = town.nobody().post("/accounts/enrolment", body("short")).expect(422);
    assert_eq!(easy.json["errors"][0]["pointer"], "/password");
    town.nobody()
        .post("/accounts/enrolment", body("a long sentence of its own, 41"))
        .expect(201);
    town.nobody()
        .post("/accounts/enrolment", body("a long sentence of its own, 41"))
        .refused(401, "R07");
    let taken = json!({"login": "Somebody-New", "display_name": "Another"});
    let answer = town.as_("operator").post("/accounts", taken).expect(409);
    assert_eq!(answer.json["type"], "/problems/changed-meanwhile");
}

fn refresh(town: &Town, token: &Value) -> crate::support::Answer {
    town.nobody().post("/sessions/refresh", json!({"refresh_token": token}))
}

#[test]
fn r52_permits_a_session_to_renew_itself_and_refuses_a_token_used_twice() {
    let town = Town::start();
    let first = town.nobody().post("/sessions", town.evidence("clb")).expect(201).json;
    town.wait(TimeDelta::minutes(6));
    let stale = Client::new(&town, first["access_token"].as_str().map(ToOwned::to_owned));
    assert_eq!(stale.get("/me").status, 401);
    let second = refresh(&town, &first["refresh_token"]).expect(201).json;
    let renewed = Client::new(&town, second["access_token"].as_str().map(ToOwned::to_owned));
    renewed.get("/me").expect(200);
    refresh(&town, &first["refresh_token"]).expect(401);
    assert_eq!(renewed.get("/me").status, 401, "the whole family ends");
    refresh(&town, &second["refresh_token"]).expect(401);
    for wrong in ["", "x", UNKNOWN] {
        refresh(&town, &json!(wrong)).expect(401);
    }
}

#[test]
fn r52_permits_one_seat_at_a_time_and_refuses_the_ids_of_the_other() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let mut officer = Newcomer::enrol(&town, "shared-officer");
    let police = scene::organisation(&town, "information-officer");
    let livc = town.livc().to_string();
    let to = (livc.as_str(), police.as_str(), "police_rep");
    officer.take_seat(&town.as_("mayor"), to, &json!({})).expect(201);
    let here = officer.seat.clone().unwrap();
    let zone = &second.organisations["police-chief"];
    officer
        .take_seat(&second.as_("mayor"), (&second.livc, zone, "police_rep"), &json!({}))
        .expect(201);
    let there = officer.seat.clone().unwrap();
    scene::invite(&town, town.item(0).as_str(), &here);

    let client = officer.client();
    let me = client.get("/me").expect(200).json;
    assert!(
        me["seat_id"].is_null() && me["seats"].as_array().unwrap().len() == 2,
        "{me}"
    );
    let meeting = format!("/meetings/{}", town.meeting());
    for path in ["/meetings", "/cases", meeting.as_str(), "/access-log/records"] {
        client.get(path).refused(428, "R52");
    }
    let take = |seat: &str| client.put("/sessions/current/seat", json!({"seat_id": seat}));
    take(&here).expect(200);
    client.get(&meeting).expect(200);
    client.get(&format!("/livcs/{}", second.livc)).concealed();
    take(&there).expect(200);
    client.get(&meeting).concealed();
    client.get(&format!("/livcs/{livc}")).concealed();
    client.get(&format!("/livcs/{}", second.livc)).expect(200);
    assert_eq!(
        take(town.seat("mayor").as_str()).concealed().bytes(),
        take(UNKNOWN).concealed().bytes(),
        "the seat of another is as one that does not exist"
    );
}

#[test]
fn r52_refuses_an_auditor_who_takes_part_in_the_same_session() {
    let town = Town::start();
    let auditor = town.as_("auditor");
    let seat = json!({"seat_id": town.seat("coordinator").as_str()});
    auditor.put("/sessions/current/seat", seat).concealed();
    auditor.get("/cases").refused(403, "R41");
}
