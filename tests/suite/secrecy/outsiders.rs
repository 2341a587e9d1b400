//! Inside one LIVC R as well, what one may not know of answers exactly as what does not exist.

use crate::ids::Ids;
use crate::looking;
use crate::operations::{Class, OPERATIONS, Operation};
use crate::scene::{self, TABLE, UNKNOWN};
use crate::support::Town;
use serde_json::json;

fn naming(part: &str) -> impl Iterator<Item = (&'static Operation, &'static [&'static str])> {
    OPERATIONS.iter().filter_map(move |op| match op.class {
        Class::Object(allowed) if op.route.contains(part) => Some((op, allowed)),
        Class::Public | Class::Own | Class::Role(_) | Class::List(_) | Class::Object(_) => None,
    })
}

#[test]
fn r14_r20_refuses_an_invitee_of_another_item_as_it_refuses_what_does_not_exist() {
    let town = Town::start();
    let here = Ids::of_an_open_item(&town);
    let nowhere = here.nowhere();
    let before = looking::stored(&town);
    for (op, allowed) in naming("{item_id}").chain(naming("{contribution_id}")) {
        for name in ["vdab", "caw"] {
            if !allowed.contains(&name) {
                continue;
            }
            let client = town.as_(name);
            let hidden = op.ask(&client, &here, &here).concealed();
            let absent = op.ask(&client, &nowhere, &here).concealed();
            assert_eq!(hidden.bytes(), absent.bytes(), "{name} {} {}", op.method, op.route);
        }
    }
    before.is_unchanged(&town);
}

#[test]
fn r24_refuses_who_sits_at_the_table_what_was_said_for_another_as_if_it_did_not_exist() {
    let town = Town::start();
    let here = Ids::of_an_open_item(&town);
    let nowhere = here.nowhere();
    let before = looking::stored(&town);
    for (op, _) in naming("{contribution_id}") {
        for name in TABLE
            .into_iter()
            .filter(|name| !["youth-worker", "ocmw"].contains(name))
        {
            let client = town.as_(name);
            let hidden = op.ask(&client, &here, &here).concealed();
            let absent = op.ask(&client, &nowhere, &here).concealed();
            assert_eq!(hidden.bytes(), absent.bytes(), "{name} {} {}", op.method, op.route);
        }
    }
    before.is_unchanged(&town);
}

#[test]
fn r16_refuses_the_answer_to_the_invitation_of_another() {
    let town = Town::start();
    let lines = town
        .as_("ocmw")
        .get(&format!("/meetings/{}/items", town.meeting()))
        .expect(200)
        .json;
    let of_ocmw = lines["items"][0]["invitation_id"].as_str().unwrap().to_owned();
    let clb = town.as_("clb");
    let answer = |invitation: &str| {
        let path = format!("/items/{}/invitations/{invitation}/answer", town.item(0));
        clb.put(&path, json!({"answer": "accepted"})).concealed().bytes()
    };
    let before = looking::stored(&town);
    assert_eq!(answer(&of_ocmw), answer(UNKNOWN));
    before.is_unchanged(&town);
}

#[test]
fn r20_permits_an_absent_invitee_only_to_know_that_it_was_dealt_with() {
    let town = Town::start();
    let present: Vec<&str> = TABLE.into_iter().filter(|name| *name != "clb").collect();
    let item = scene::open(&town, 0, &present);
    let clb = town.as_("clb");
    clb.get(&format!("/items/{item}")).refused(428, "R17");
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    let told = clb.get(&format!("/items/{item}")).expect(200).json;
    for (field, value) in told.as_object().unwrap() {
        match field.as_str() {
            "id" => assert_eq!(value, &json!(item)),
            "dealt_with" => assert_eq!(value, &json!(true)),
            _ => assert!(value.is_null(), "{field}: {value}"),
        }
    }
    clb.get(&format!("/items/{item}/attendance")).refused(403, "R20");
    clb.get(&format!("/items/{item}/contributions")).refused(428, "R17");
}

#[test]
fn r20_refuses_a_session_whose_seat_has_ended() {
    let town = Town::start();
    let clb = town.as_("clb");
    clb.get("/me").expect(200);
    let path = format!("/livcs/{}/seats/{}/ending", town.livc(), town.seat("clb"));
    let ended = town.as_("mayor").act(&path).expect(200);
    assert!(ended.json["ended_at"].is_string(), "{}", ended.text);
    for path in [
        "/me".to_owned(),
        "/meetings".to_owned(),
        format!("/items/{}", town.item(0)),
    ] {
        assert_eq!(clb.get(&path).status, 401, "{path}");
    }
}
