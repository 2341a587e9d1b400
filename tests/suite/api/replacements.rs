//! Replacements for one item: `/items/{item}/replacements` (R07, R20).

use crate::looking;
use crate::scene::{self, Newcomer};
use crate::support::{Answer, Town};
use serde_json::{Value, json};

/// A colleague of one of the people.
fn colleague<'t>(town: &'t Town, of: &str, login: &str) -> Newcomer<'t> {
    let (livc, organisation) = (town.livc().to_string(), scene::organisation(town, of));
    let to = (livc.as_str(), organisation.as_str(), "social_actor");
    Newcomer::seated(&town.as_("mayor"), town, login, to)
}

fn path(town: &Town) -> String {
    format!("/items/{}/replacements", town.item(0))
}

fn propose(town: &Town, by: &str, instead: &Newcomer) -> Answer {
    town.as_(by).post(&path(town), json!({"seat_id": instead.seat}))
}

/// The invitation of one of the people to the first item.
fn invitation(town: &Town, name: &str) -> Value {
    let lines = town
        .as_("coordinator")
        .get(&format!("/items/{}/invitations", town.item(0)))
        .expect(200)
        .json;
    let found = lines
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["seat_id"] == town.seat(name).as_str());
    found.unwrap().clone()
}

#[test]
fn r07_permits_a_colleague_to_come_instead_and_refuses_her_what_the_other_could_read() {
    let town = Town::start();
    let (item, other) = (town.item(0).to_string(), colleague(&town, "clb", "colleague"));
    scene::acknowledge(&town.as_("clb"), &item).expect(200);
    let proposed = propose(&town, "clb", &other).expect(201);
    assert_eq!(proposed.json["state"], "proposed");
    let id = proposed.id();
    // Until the mayor approves, nothing changes for anybody.
    other.client().get(&format!("/items/{item}")).concealed();
    town.as_("clb").get(&format!("/items/{item}")).expect(200);
    for (name, count) in [
        ("mayor", 1),
        ("coordinator", 1),
        ("clb", 1),
        ("ocmw", 0),
        ("police-chief", 0),
    ] {
        let listed = town.as_(name).get(&path(&town)).expect(200).json;
        assert_eq!(listed["items"].as_array().unwrap().len(), count, "{name}");
    }
    let approval = format!("{}/{id}/approval", path(&town));
    town.as_("clb").act(&approval).refused(403, "R07");
    town.as_("coordinator").act(&approval).refused(403, "R07");
    assert_eq!(town.as_("mayor").act(&approval).expect(200).json["state"], "approved");
    town.as_("mayor").act(&approval).refused(409, "R07");

    let replaced = town.as_("clb");
    let told = replaced.get(&format!("/items/{item}")).expect(200).json;
    assert_eq!((&told["dealt_with"], &told["state"]), (&json!(false), &json!(null)));
    for part in ["contributions", "attendance", "convocation", "replacements"] {
        replaced.get(&format!("/items/{item}/{part}")).refused(403, "R07");
    }
    replaced.act(&format!("/items/{item}/check-in")).refused(403, "R07");
    assert_eq!(invitation(&town, "clb")["state"], "replaced");
    // She begins with an invitation and an acknowledgement of her own.
    let new = other.client();
    new.get(&format!("/items/{item}")).refused(428, "R17");
    new.get(&format!("/items/{item}/convocation")).expect(200);
    town.go_to_the_meeting();
    scene::attend(&other.client(), &item);
    for name in scene::CORE {
        scene::attend(&town.as_(name), &item);
    }
    town.as_("mayor").act(&format!("/items/{item}/opening")).expect(200);
    scene::confirm_all(&town.as_("mayor"), &item);
    scene::mark(&other.client(), &item, "professional_secrecy").expect(201);
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    assert_eq!(
        town.as_("clb").get(&format!("/items/{item}")).expect(200).json["dealt_with"],
        true
    );
    // Of the other item of the meeting neither knows anything.
    other.client().get(&format!("/items/{}", town.item(1))).concealed();
}

#[test]
fn r07_permits_the_coordinator_to_propose_for_an_invitee_and_refuses_others_to() {
    let town = Town::start();
    let other = colleague(&town, "clb", "colleague");
    let of_clb = invitation(&town, "clb")["id"].clone();
    let body = json!({"seat_id": other.seat, "invitation_id": of_clb});
    let before = looking::stored(&town);
    for name in ["ocmw", "police-chief", "mayor"] {
        let refused = town.as_(name).post(&path(&town), body.clone()).expect(422);
        assert_eq!(refused.json["errors"][0]["pointer"], "/invitation_id");
    }
    town.as_("caw").post(&path(&town), body.clone()).concealed();
    town.as_("secretary")
        .post(&path(&town), body.clone())
        .refused(403, "R40");
    before.is_unchanged(&town);
    let id = town.as_("coordinator").post(&path(&town), body).expect(201).id();
    // Whoever is to be replaced is told as well, and nobody else.
    let listed = town.as_("clb").get(&path(&town)).expect(200).json;
    assert_eq!(listed["items"][0]["id"], id.as_str());
    let refusal = format!("{}/{id}/refusal", path(&town));
    assert_eq!(town.as_("mayor").act(&refusal).expect(200).json["state"], "refused");
    town.as_("mayor")
        .act(&format!("{}/{id}/approval", path(&town)))
        .refused(409, "R07");
    town.as_("clb")
        .get(&format!("/items/{}/convocation", town.item(0)))
        .expect(200);
    // After a refusal another one can be proposed.
    propose(&town, "clb", &other).expect(201);
}

#[test]
fn r07_refuses_two_replacements_at_once_and_one_for_whoever_came() {
    let town = Town::start();
    let (first, second) = (colleague(&town, "clb", "first"), colleague(&town, "clb", "second"));
    let id = propose(&town, "clb", &first).expect(201).id();
    propose(&town, "clb", &second).refused(409, "R07");
    town.go_to_the_meeting();
    scene::attend(&town.as_("clb"), town.item(0).as_str());
    // She came after all: it is too late to approve.
    town.as_("mayor")
        .act(&format!("{}/{id}/approval", path(&town)))
        .refused(409, "R07");
    scene::attend(&town.as_("ocmw"), town.item(0).as_str());
    let other = colleague(&town, "ocmw", "third");
    propose(&town, "ocmw", &other).refused(409, "R07");
}

#[test]
fn r07_refuses_whoever_does_not_fit() {
    let town = Town::start();
    let (livc, clb) = (town.livc().to_string(), scene::organisation(&town, "clb"));
    let mayor = town.as_("mayor");
    let mut unmandated = Newcomer::enrol(&town, "unmandated");
    let to = (livc.as_str(), clb.as_str(), "social_actor");
    unmandated.take_seat(&mayor, to, &json!({"mandate": null})).expect(201);
    let before = looking::stored(&town);
    let refused = |by: &str, seat: &Value, rule: Option<&str>| {
        let answer = town.as_(by).post(&path(&town), json!({"seat_id": seat})).expect(422);
        assert_eq!(answer.json["errors"][0]["pointer"], "/seat_id", "{}", answer.text);
        assert_eq!(answer.json["rule"].as_str(), rule, "{}", answer.text);
    };
    refused("clb", &json!(unmandated.seat), Some("R05"));
    refused("clb", &json!(town.seat("caw").as_str()), Some("R07"));
    refused("clb", &json!(town.seat("clb").as_str()), Some("R07"));
    refused("clb", &json!(town.seat("information-officer").as_str()), Some("R07"));
    refused("clb", &json!(scene::UNKNOWN), None);
    // Police come instead of police, and are invited once.
    refused(
        "police-chief",
        &json!(town.seat("information-officer").as_str()),
        Some("R07"),
    );
    refused("mayor", &json!(town.seat("coordinator").as_str()), Some("R07"));
    before.is_unchanged(&town);
}

#[test]
fn r07_permits_police_instead_of_police_and_refuses_an_expired_clearance() {
    let town = Town::start();
    let (livc, zone) = (town.livc().to_string(), scene::organisation(&town, "police-chief"));
    let to = (livc.as_str(), zone.as_str(), "police_rep");
    let clearance = |until: &str| json!({"clearance": {"level": "geheim", "expires_on": until, "checked_by": "x", "checked_on": "2026-11-01"}});
    let mut officer = Newcomer::enrol(&town, "officer");
    officer
        .take_seat(&town.as_("mayor"), to, &clearance("2026-12-13"))
        .expect(201);
    propose(&town, "police-chief", &officer).refused(422, "R03");
    let mut officer = Newcomer::enrol(&town, "another-officer");
    officer
        .take_seat(&town.as_("mayor"), to, &clearance("2026-12-14"))
        .expect(201);
    let id = propose(&town, "police-chief", &officer).expect(201).id();
    // Under the address of another item a replacement is as absent as what was never proposed.
    let elsewhere = format!("/items/{}/replacements/{id}/approval", town.item(1));
    town.as_("mayor").act(&elsewhere).concealed();
    town.as_("mayor")
        .act(&format!("{}/{id}/approval", path(&town)))
        .expect(200);
    officer
        .client()
        .get(&format!("/items/{}", town.item(0)))
        .refused(428, "R17");
}
