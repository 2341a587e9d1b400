//! The consultation on one item: `/items`.

use crate::looking;
use crate::scene::{self, CORE, TABLE};
use crate::support::{Answer, Client, Town};
use serde_json::{Value, json};

fn own_invitation(client: &Client, town: &Town) -> String {
    let lines = client
        .get(&format!("/meetings/{}/items", town.meeting()))
        .expect(200)
        .json;
    lines["items"][0]["invitation_id"].as_str().unwrap().to_owned()
}

fn answer(town: &Town, name: &str, body: Value) -> Answer {
    let client = town.as_(name);
    let path = format!(
        "/items/{}/invitations/{}/answer",
        town.item(0),
        own_invitation(&client, town)
    );
    client.put(&path, body)
}

#[test]
fn r16_permits_every_change_of_an_answer_and_refuses_to_decline_without_a_reason() {
    let town = Town::start();
    let before = looking::stored(&town);
    let refused = answer(&town, "clb", json!({"answer": "declined"})).refused(428, "R16");
    assert_eq!(refused.json["errors"][0]["pointer"], "/reason");
    before.is_unchanged(&town);
    let declined = json!({"answer": "declined", "reason": "professional_judgement"});
    assert_eq!(
        answer(&town, "clb", declined).expect(200).json["invitation"],
        "declined"
    );
    let path = format!("/items/{}/invitations", town.item(0));
    let reason_for = |name: &str| {
        let lines = town.as_(name).get(&path).expect(200).json;
        let line = lines
            .as_array()
            .unwrap()
            .iter()
            .find(|line| line["seat_id"] == town.seat("clb").as_str());
        line.unwrap()["decline_reason"].clone()
    };
    assert_eq!(reason_for("mayor"), "professional_judgement");
    assert_eq!(reason_for("coordinator"), "professional_judgement");
    assert!(reason_for("secretary").is_null());
    for name in ["information-officer", "police-chief", "ocmw", "clb"] {
        town.as_(name).get(&path).refused(403, "R16");
    }
    scene::acknowledge(&town.as_("clb"), town.item(0).as_str()).expect(200);
    town.as_("clb")
        .act(&format!("/items/{}/check-in", town.item(0)))
        .refused(409, "R16");
    assert_eq!(
        answer(&town, "clb", json!({"answer": "accepted"})).expect(200).json["invitation"],
        "accepted"
    );
    assert!(reason_for("mayor").is_null());
}

#[test]
fn r16_refuses_an_answer_after_the_item_has_closed() {
    let town = Town::start();
    let item = scene::open(&town, 0, &CORE);
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    let before = looking::stored(&town);
    answer(&town, "clb", json!({"answer": "accepted"})).refused(409, "R16");
    before.is_unchanged(&town);
}

#[test]
fn r17_permits_reading_after_the_acknowledgement_and_refuses_it_before() {
    let town = Town::start();
    let item = town.item(0).to_string();
    let clb = town.as_("clb");
    for part in ["", "/contributions"] {
        let refused = clb.get(&format!("/items/{item}{part}")).refused(428, "R17");
        assert_eq!(refused.json["type"], "/problems/precondition-missing");
    }
    clb.act(&format!("/items/{item}/check-in")).refused(428, "R17");
    let before = looking::stored(&town);
    let old = clb.post(
        &format!("/items/{item}/acknowledgement"),
        json!({"text_version": "2020-1"}),
    );
    assert_eq!(old.refused(409, "R17").json["errors"][0]["pointer"], "/text_version");
    before.is_unchanged(&town);
    let read = scene::acknowledge(&clb, &item).expect(200).json;
    assert!(read["own"]["acknowledged_at"].is_string(), "{read}");
    assert!(read["case_code"].is_null() && read["case_id"].is_null(), "{read}");
    scene::acknowledge(&clb, &item).expect(200);
    clb.get(&format!("/items/{item}")).expect(200);
}

#[test]
fn r18_permits_checking_in_and_the_chair_to_confirm_and_refuses_confirmation_by_others() {
    let town = Town::start();
    let item = scene::open(&town, 0, &CORE);
    scene::attend(&town.as_("clb"), &item);
    let path = format!("/items/{item}/attendance");
    let lines = town.as_("mayor").get(&path).expect(200).json;
    let clb = lines
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["seat_id"] == town.seat("clb").as_str())
        .unwrap();
    assert!(clb["confirmed_at"].is_null());
    let confirmation = format!("{path}/{}/confirmation", clb["id"].as_str().unwrap());
    for name in ["clb", "coordinator", "police-chief", "secretary"] {
        town.as_(name).act(&confirmation).refused(403, "R18");
    }
    let confirmed = town.as_("mayor").act(&confirmation).expect(200).json;
    assert!(confirmed["confirmed_at"].is_string());
}

#[test]
fn r18_refuses_every_attendance_after_closing() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE[..6]);
    let mayor = town.as_("mayor");
    let path = format!("/items/{item}/attendance");
    let lines = mayor.get(&path).expect(200).json;
    let one = lines[0]["id"].as_str().unwrap();
    scene::acknowledge(&town.as_("ocmw"), &item).expect(200);
    mayor.act(&format!("/items/{item}/closing")).expect(200);
    let before = looking::stored(&town);
    town.as_("ocmw")
        .act(&format!("/items/{item}/check-in"))
        .refused(409, "R18");
    town.as_("clb")
        .act(&format!("/items/{item}/check-out"))
        .refused(409, "R18");
    mayor.act(&format!("{path}/{one}/confirmation")).refused(409, "R18");
    before.is_unchanged(&town);
}

#[test]
fn r19_permits_opening_with_the_three_core_seats_and_refuses_it_without_each_of_them() {
    let town = Town::start();
    let item = town.item(0).to_string();
    let opening = format!("/items/{item}/opening");
    let mayor = town.as_("mayor");
    mayor.act(&opening).refused(409, "R19");
    scene::attend(&mayor, &item);
    scene::attend(&town.as_("clb"), &item);
    mayor.act(&opening).refused(409, "R19");
    scene::attend(&town.as_("police-chief"), &item);
    mayor.act(&opening).refused(409, "R19");
    let coordinator = town.as_("coordinator");
    scene::attend(&coordinator, &item);
    coordinator.act(&format!("/items/{item}/check-out")).expect(200);
    mayor.act(&opening).refused(409, "R19");
    coordinator.act(&format!("/items/{item}/check-in")).expect(200);
    for name in ["police-chief", "coordinator", "clb", "secretary"] {
        town.as_(name).act(&opening).refused(403, "R19");
    }
    let opened = mayor.act(&opening).expect(200).json;
    assert_eq!(opened["state"], "open");
    assert!(opened["own"]["confirmed_at"].is_string(), "the chair attends: {opened}");
    mayor.act(&opening).refused(409, "R19");
}

#[test]
fn r14_refuses_a_second_item_while_one_is_open() {
    let town = Town::start();
    let first = scene::open(&town, 0, &CORE);
    let second = town.item(1).to_string();
    for name in CORE {
        scene::attend(&town.as_(name), &second);
    }
    let mayor = town.as_("mayor");
    mayor.act(&format!("/items/{second}/opening")).refused(409, "R14");
    mayor.act(&format!("/items/{first}/closing")).expect(200);
    mayor.act(&format!("/items/{second}/opening")).expect(200);
    let meeting = format!("/meetings/{}", town.meeting());
    assert_eq!(mayor.get(&meeting).expect(200).json["state"], "in_session");
    mayor.act(&format!("/items/{second}/closing")).expect(200);
    assert_eq!(mayor.get(&meeting).expect(200).json["state"], "closed");
}

#[test]
fn r21_permits_closing_without_any_contribution_and_refuses_counts_by_participant() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let closed = town
        .as_("mayor")
        .act(&format!("/items/{item}/closing"))
        .expect(200)
        .json;
    assert_eq!(
        (&closed["state"], &closed["dealt_with"]),
        (&json!("closed"), &json!(true))
    );
    for path in ["/statistics", "/stats/contributions?by=participant", "/items/speakers"] {
        let status = town.as_("mayor").get(path).status;
        assert!([400, 404].contains(&status), "{path}: {status}");
    }
    town.as_("mayor")
        .act(&format!("/items/{item}/closing"))
        .refused(409, "R19");
}
