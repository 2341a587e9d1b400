//! Meetings, their agenda and their convocation: `/meetings`.

use crate::looking;
use crate::scene::{self, Newcomer};
use crate::support::{Client, Town};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// A meeting that is prepared, with one item and one invitee; in so many days.
fn prepared(town: &Town, days: i64, invitee: &str) -> (String, String) {
    let coordinator = town.as_("coordinator");
    let case = json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay"});
    let case = coordinator.post("/cases", case).expect(201).id();
    town.as_("mayor")
        .post(&format!("/cases/{case}/listing"), json!({"reason": "two signals"}))
        .expect(200);
    let body = json!({"starts_at": (town.now() + TimeDelta::days(days)).to_rfc3339(), "place": "Town hall"});
    let meeting = coordinator.post("/meetings", body).expect(201).id();
    let item = coordinator
        .post(&format!("/meetings/{meeting}/items"), json!({"case_id": case}))
        .expect(201)
        .id();
    let body = json!({"seat_id": town.seat(invitee).as_str(), "contribution_reason": "knows the school"});
    coordinator
        .post(&format!("/items/{item}/invitations"), body)
        .expect(201);
    (meeting, item)
}

fn ids(list: &Value) -> Vec<&str> {
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect()
}

fn convene(client: &Client, meeting: &str) -> crate::support::Answer {
    client.post(&format!("/meetings/{meeting}/convocation"), json!({}))
}

#[test]
fn r04_permits_the_mayor_to_convene_by_one_act_and_refuses_everybody_else() {
    let town = Town::start();
    let (meeting, item) = prepared(&town, 30, "vdab");
    let vdab = town.as_("vdab");
    let before = looking::stored(&town);
    for name in [
        "coordinator",
        "secretary",
        "police-chief",
        "information-officer",
        "clb",
        "vdab",
    ] {
        convene(&town.as_(name), &meeting).refused(403, "R04");
    }
    before.is_unchanged(&town);
    vdab.get(&format!("/meetings/{meeting}")).concealed();
    vdab.get(&format!("/items/{item}")).concealed();
    let convened = convene(&town.as_("mayor"), &meeting).expect(200).json;
    assert_eq!(convened["state"], "convened");
    assert!(convened["convened_at"].is_string());
    vdab.get(&format!("/meetings/{meeting}")).expect(200);
    convene(&town.as_("mayor"), &meeting).refused(409, "R04");
}

#[test]
fn r04_permits_the_mayor_a_later_invitation_and_refuses_one_sent_by_the_coordinator() {
    let town = Town::start();
    let item = town.item(0).to_string();
    let body = json!({"seat_id": town.seat("caw").as_str(), "contribution_reason": "shelter"});
    let path = format!("/items/{item}/invitations");
    let id = town.as_("coordinator").post(&path, body.clone()).expect(201).id();
    town.as_("caw").get(&format!("/items/{item}")).concealed();
    town.as_("coordinator")
        .act(&format!("{path}/{id}/sending"))
        .refused(403, "R04");
    town.as_("mayor").act(&format!("{path}/{id}/sending")).expect(200);
    town.as_("caw").get(&format!("/items/{item}")).refused(428, "R17");
    town.as_("mayor")
        .act(&format!("{path}/{id}/sending"))
        .refused(409, "R04");
    for name in ["clb", "police-chief", "secretary"] {
        town.as_(name).post(&path, body.clone()).refused(403, "R04");
    }
    let again = town.as_("coordinator").post(&path, body).expect(409);
    assert_eq!(again.json["type"], "/problems/changed-meanwhile");
}

#[test]
fn r14_permits_an_invitee_her_own_item_and_refuses_the_others_of_the_meeting() {
    let town = Town::start();
    let meeting = format!("/meetings/{}", town.meeting());
    for (name, own, other) in [("clb", 0, 1), ("vdab", 1, 0)] {
        let client = town.as_(name);
        let agenda = client.get(&format!("{meeting}/items")).expect(200).json;
        assert_eq!(ids(&agenda), [town.item(own).as_str()]);
        assert!(agenda["next"].is_null());
        client.get(&format!("/items/{}", town.item(other))).concealed();
        client.get(&format!("/items/{}/why", town.item(other))).concealed();
        let shown = client.get(&meeting).expect(200).text;
        assert!(
            !shown.contains(town.item(other).as_str()) && !shown.contains("items"),
            "{shown}"
        );
    }
    let whole = town
        .as_("coordinator")
        .get(&format!("{meeting}/items"))
        .expect(200)
        .json;
    assert_eq!(ids(&whole).len(), 2);
}

#[test]
fn r14_refuses_whoever_is_invited_to_nothing_the_meeting_itself() {
    let town = Town::start();
    let (meeting, _) = prepared(&town, 30, "vdab");
    convene(&town.as_("mayor"), &meeting).expect(200);
    let path = format!("/meetings/{meeting}");
    for name in ["clb", "caw", "information-officer"] {
        for part in ["", "/items", "/why"] {
            town.as_(name).get(&format!("{path}{part}")).concealed();
        }
        let meetings = town.as_(name).get("/meetings").expect(200).text;
        assert!(!meetings.contains(&meeting), "{meetings}");
    }
}

#[test]
fn r14_refuses_a_convocation_without_items_and_items_after_it() {
    let town = Town::start();
    let body = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "Town hall"});
    let empty = town.as_("coordinator").post("/meetings", body).expect(201).id();
    convene(&town.as_("mayor"), &empty).refused(409, "R14");
    let late = json!({"case_id": town.case(0).as_str()});
    town.as_("coordinator")
        .post(&format!("/meetings/{}/items", town.meeting()), late)
        .refused(409, "R14");
}

#[test]
fn r19_permits_short_notice_with_a_reason_and_refuses_it_without() {
    let town = Town::start();
    let (meeting, _) = prepared(&town, 2, "clb");
    let mayor = town.as_("mayor");
    let before = looking::stored(&town);
    let refused = convene(&mayor, &meeting).refused(422, "R19");
    assert_eq!(refused.json["errors"][0]["pointer"], "/urgency_reason");
    before.is_unchanged(&town);
    let path = format!("/meetings/{meeting}/convocation");
    mayor.post(&path, json!({"urgency_reason": "cannot wait"})).expect(200);
}

#[test]
fn r40_permits_the_coordinator_to_prepare_and_the_secretary_to_see_the_process_only() {
    let town = Town::start();
    let (meeting, item) = prepared(&town, 30, "clb");
    let secretary = town.as_("secretary");
    secretary.get(&format!("/meetings/{meeting}")).expect(200);
    secretary.get(&format!("/items/{item}")).expect(200);
    secretary.get(&format!("/items/{item}/attendance")).expect(200);
    let body = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "Town hall"});
    secretary.post("/meetings", body.clone()).refused(403, "R40");
    secretary
        .get(&format!("/items/{item}/contributions"))
        .refused(403, "R40");
    for (name, rule) in [("auditor", "R41"), ("operator", "R35"), ("dpo", "R41")] {
        town.as_(name).post("/meetings", body.clone()).refused(403, rule);
    }
    let past = json!({"starts_at": "2026-11-01T09:00:00Z", "place": "Town hall"});
    let refused = town.as_("coordinator").post("/meetings", past).expect(422);
    assert_eq!(refused.json["errors"][0]["pointer"], "/starts_at");
}

#[test]
fn r39_permits_a_representative_the_items_she_chairs_and_refuses_her_the_others() {
    let town = Town::start();
    let (livc, town_hall) = (town.livc().to_string(), scene::organisation(&town, "mayor"));
    let alderman = Newcomer::seated(&town.as_("mayor"), &town, "alderman", (&livc, &town_hall, "mayor_rep"));
    let (chaired, other) = (town.item(0).to_string(), town.item(1).to_string());
    scene::invite(&town, &chaired, alderman.seat.as_deref().unwrap());
    town.go_to_the_meeting();
    let client = alderman.client();
    for name in ["police-chief", "coordinator", "clb"] {
        scene::attend(&town.as_(name), &chaired);
    }
    scene::attend(&client, &chaired);
    client.act(&format!("/items/{chaired}/opening")).expect(200);
    client.get(&format!("/items/{chaired}")).expect(200);
    client.get(&format!("/items/{other}")).concealed();
    client.act(&format!("/items/{other}/opening")).concealed();
    client.get(&format!("/cases/{}", town.case(0))).concealed();
    town.as_("mayor")
        .act(&format!("/items/{chaired}/closing"))
        .refused(403, "R39");
    client.act(&format!("/items/{chaired}/closing")).expect(200);
}
