//! Contributing and reading: `/items/…/contributions`, `/contributions`.

use crate::looking;
use crate::scene::{self, CORE, TABLE};
use crate::support::Town;
use serde_json::json;

#[test]
fn r23_permits_words_in_the_room_of_an_open_item_and_refuses_them_before_and_after() {
    let town = Town::start();
    let item = town.item(0).to_string();
    let youth = town.as_("youth-worker");
    let marker = json!({"regime": "discretion", "form": "spoken"});
    let path = format!("/items/{item}/contributions");
    scene::acknowledge(&youth, &item).expect(200);
    youth.post(&path, marker.clone()).refused(409, "R23");
    scene::open(&town, 0, &TABLE);
    let youth = town.as_("youth-worker");
    youth.post(&path, marker.clone()).expect(201);
    youth.act(&format!("/items/{item}/check-out")).expect(200);
    youth.post(&path, marker.clone()).refused(403, "R18");
    youth.act(&format!("/items/{item}/check-in")).expect(200);
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    let before = looking::stored(&town);
    youth.post(&path, marker).refused(409, "R23");
    scene::preview(&youth, &item, &scene::label(&town, "discretion", &["ocmw"])).refused(409, "R23");
    before.is_unchanged(&town);
}

#[test]
fn r18_refuses_words_of_an_invitee_who_is_not_in_the_room() {
    let town = Town::start();
    let item = scene::open(&town, 0, &CORE);
    let clb = town.as_("clb");
    scene::mark(&clb, &item, "professional_secrecy").refused(428, "R17");
    scene::acknowledge(&clb, &item).expect(200);
    scene::mark(&clb, &item, "professional_secrecy").refused(403, "R18");
}

#[test]
fn r24_permits_author_and_audience_and_refuses_everybody_else() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let youth = town.as_("youth-worker");
    let said = scene::say(
        &youth,
        &item,
        &scene::label(&town, "discretion", &["ocmw", "clb"]),
        "for two",
    )
    .expect(201);
    assert_eq!(said.header("location"), format!("/api/v1/contributions/{}", said.id()));
    assert_eq!(said.json["onward_use"], "consultation_only");
    let path = format!("/contributions/{}", said.id());
    for name in ["ocmw", "clb"] {
        let read = town.as_(name).get(&path).expect(200).json;
        assert_eq!(read["text"], "for two");
        assert!(read["audience"].is_null(), "the audience is told to the author alone");
    }
    assert_eq!(
        youth.get(&path).expect(200).json["audience"].as_array().unwrap().len(),
        2
    );
    for name in [
        "mayor",
        "coordinator",
        "police-chief",
        "information-officer",
        "vdab",
        "caw",
    ] {
        town.as_(name).get(&path).concealed();
    }
}

#[test]
fn r24_refuses_an_audience_wider_than_the_room_an_empty_one_and_none() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let youth = town.as_("youth-worker");
    let before = looking::stored(&town);
    let pointer = |audience: serde_json::Value| {
        let label = json!({"regime": "discretion", "form": "recorded", "audience": audience});
        let refused = scene::preview(&youth, &item, &label).refused(422, "R24");
        refused.json["errors"][0]["pointer"].as_str().unwrap().to_owned()
    };
    let (ocmw, vdab) = (scene::organisation(&town, "ocmw"), scene::organisation(&town, "vdab"));
    assert_eq!(
        pointer(json!({"organisations": [ocmw, vdab]})),
        "/audience/organisations/1"
    );
    let (clb, caw) = (town.seat("clb").as_str(), town.seat("caw").as_str());
    assert_eq!(pointer(json!({"persons": [clb, caw]})), "/audience/persons/1");
    assert_eq!(
        pointer(json!({"persons": [town.seat("youth-worker").as_str()]})),
        "/audience/persons/0"
    );
    assert_eq!(
        pointer(json!({"organisations": [scene::UNKNOWN]})),
        "/audience/organisations/0"
    );
    assert_eq!(pointer(json!({})), "/audience");
    assert_eq!(pointer(json!(null)), "/audience");
    let police_alone = json!({"organisations": [scene::organisation(&town, "police-chief")]});
    assert_eq!(
        pointer(police_alone),
        "/audience",
        "police would not be able to read it, and so nobody would"
    );
    before.is_unchanged(&town);
}

#[test]
fn r24_refuses_a_later_arrival_and_every_change_of_audience_after_closing() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE[..6]);
    let youth = town.as_("youth-worker");
    let said = scene::say(&youth, &item, &scene::label(&town, "discretion", &["clb"]), "early")
        .expect(201)
        .id();
    scene::attend(&town.as_("ocmw"), &item);
    scene::confirm_all(&town.as_("mayor"), &item);
    town.as_("ocmw").get(&format!("/contributions/{said}")).concealed();
    let label = scene::label(&town, "discretion", &["clb", "ocmw"]);
    let previewed = scene::preview(&youth, &item, &label).expect(200).json["preview"].clone();
    let body = json!({"audience": label["audience"], "preview": previewed});
    let path = format!("/contributions/{said}/audience");
    let stale = json!({"audience": label["audience"], "preview": "0000"});
    youth.put(&path, stale).refused(409, "R46");
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    youth.put(&path, body).refused(409, "R24");
    town.as_("ocmw").get(&format!("/contributions/{said}")).concealed();
}

#[test]
fn r18_refuses_reading_to_a_reader_whom_the_chair_has_not_confirmed() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE[..6]);
    scene::attend(&town.as_("ocmw"), &item);
    let label = scene::label(&town, "discretion", &["clb", "ocmw"]);
    let youth = town.as_("youth-worker");
    let previewed = scene::preview(&youth, &item, &label).expect(200).json;
    assert_eq!(previewed["not_readers"][0]["rule"], "R18");
    let said = scene::say(&youth, &item, &label, "for who takes part").expect(201).id();
    town.as_("ocmw").get(&format!("/contributions/{said}")).concealed();
    town.as_("clb").get(&format!("/contributions/{said}")).expect(200);
}

#[test]
fn r29_permits_reading_under_one_s_own_name_and_refuses_every_copy() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let label = scene::label(&town, "discretion", &["ocmw"]);
    let said = scene::say(&town.as_("youth-worker"), &item, &label, "for reading")
        .expect(201)
        .id();
    let ocmw = town.as_("ocmw");
    let read = ocmw.get(&format!("/contributions/{said}")).expect(200);
    assert!(read.json["watermark"].as_str().unwrap().starts_with("Oskar Ocemwee"));
    assert_eq!(read.header("cache-control"), "no-store");
    for path in [
        format!("/items/{item}/contributions.csv"),
        format!("/items/{item}/contributions.pdf"),
        format!("/items/{item}/contributions/export"),
        format!("/contributions/{said}/export"),
        format!("/contributions/{said}/forwarding"),
        "/contributions".to_owned(),
    ] {
        ocmw.get(&path).concealed();
    }
}

#[test]
fn r34_permits_police_their_own_words_and_refuses_them_those_of_others() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let youth = town.as_("youth-worker");
    let label = scene::label(&town, "discretion", &["ocmw", "information-officer"]);
    let previewed = scene::preview(&youth, &item, &label).expect(200).json;
    let rules: Vec<_> = previewed["not_readers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["rule"])
        .collect();
    assert_eq!(rules, ["R34", "R34"]);
    let said = scene::say(&youth, &item, &label, "not for police").expect(201).id();
    let own = scene::label(&town, "police_information", &["ocmw"]);
    let own = scene::say(&town.as_("information-officer"), &item, &own, "by police")
        .expect(201)
        .id();
    for name in ["information-officer", "police-chief"] {
        town.as_(name).get(&format!("/contributions/{said}")).concealed();
    }
    let list = |name: &str| {
        town.as_(name)
            .get(&format!("/items/{item}/contributions"))
            .expect(200)
            .json
    };
    assert_eq!(list("information-officer")["items"][0]["id"], json!(own));
    assert_eq!(list("information-officer")["items"].as_array().unwrap().len(), 1);
    assert_eq!(list("police-chief")["items"], json!([]));
    town.as_("police-chief").get("/cases").refused(403, "R34");
}

#[test]
fn r39_permits_the_mayor_what_is_addressed_to_her_and_refuses_the_rest() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let youth = town.as_("youth-worker");
    let to_her =
        json!({"regime": "discretion", "form": "recorded", "audience": {"persons": [town.seat("mayor").as_str()]}});
    let hers = scene::say(&youth, &item, &to_her, "for the mayor").expect(201).id();
    let other = scene::say(&youth, &item, &scene::label(&town, "discretion", &["clb"]), "for CLB")
        .expect(201)
        .id();
    town.as_("mayor").get(&format!("/contributions/{hers}")).expect(200);
    town.as_("mayor").get(&format!("/contributions/{other}")).concealed();
    town.as_("coordinator")
        .get(&format!("/contributions/{hers}"))
        .concealed();
}

#[test]
fn r46_refuses_words_without_a_preview_and_with_the_preview_of_another() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let (youth, path) = (town.as_("youth-worker"), format!("/items/{item}/contributions"));
    let mut body = scene::label(&town, "discretion", &["ocmw"]);
    body["text"] = "words".into();
    let before = looking::stored(&town);
    youth.post(&path, body.clone()).refused(409, "R46");
    let wider = scene::label(&town, "discretion", &["ocmw", "clb"]);
    body["preview"] = scene::preview(&youth, &item, &wider).expect(200).json["preview"].clone();
    youth.post(&path, body.clone()).refused(409, "R46");
    let of_another = scene::label(&town, "discretion", &["ocmw"]);
    body["preview"] = scene::preview(&town.as_("clb"), &item, &of_another).expect(200).json["preview"].clone();
    youth.post(&path, body).refused(409, "R46");
    before.is_unchanged(&town);
}
