//! Changes that are guarded: by the version they rest on, and by a key under which they happen once.

use crate::looking;
use crate::scene::{self, TABLE};
use crate::support::Town;
use serde_json::json;

const STALE: &str = "\"AAAAAAAAAAAAAAAAAAAAAAAA\"";

#[test]
fn a_change_that_rests_on_an_older_version_is_412_and_changes_nothing() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let (mayor, youth) = (town.as_("mayor"), town.as_("youth-worker"));
    let label = scene::label(&town, "discretion", &["ocmw"]);
    let said = scene::say(&youth, &item, &label, "words").expect(201).id();
    let reason = json!({"reason": "two signals"});
    let case = json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay"});
    let case = town.as_("coordinator").post("/cases", case).expect(201).id();
    let audience = json!({"audience": label["audience"], "preview": "00"});
    let before = looking::stored(&town);
    for answer in [
        mayor
            .clone()
            .with("if-match", STALE)
            .act(&format!("/items/{item}/closing")),
        mayor
            .clone()
            .with("if-match", STALE)
            .post(&format!("/cases/{case}/listing"), reason.clone()),
        youth
            .clone()
            .with("if-match", STALE)
            .put(&format!("/contributions/{said}/audience"), audience),
        youth
            .clone()
            .with("if-match", STALE)
            .act(&format!("/items/{item}/check-out")),
        scene::mark(&youth.clone().with("if-match", STALE), &item, "discretion"),
    ] {
        assert_eq!(answer.expect(412).json["type"], "/problems/stale-version");
    }
    before.is_unchanged(&town);
    let seen = mayor
        .get(&format!("/cases/{case}"))
        .expect(200)
        .header("etag")
        .to_owned();
    let listing = mayor.clone().with("if-match", &seen);
    let listed = listing
        .post(&format!("/cases/{case}/listing"), reason.clone())
        .expect(200);
    assert_ne!(listed.header("etag"), seen);
    listing
        .post(&format!("/cases/{case}/listing"), reason)
        .refused(409, "R11");
    for wrong in ["AAAA", "W/\"AAAA\"", "\"\""] {
        let answer = mayor
            .clone()
            .with("if-match", wrong)
            .act(&format!("/items/{item}/closing"))
            .expect(400);
        assert_eq!(answer.json["errors"][0]["pointer"], "/header/If-Match");
    }
}

#[test]
fn the_entity_tag_of_another_is_not_one_s_own() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let of_coordinator = town
        .as_("coordinator")
        .get(&format!("/items/{item}"))
        .expect(200)
        .header("etag")
        .to_owned();
    let mayor = town.as_("mayor").with("if-match", &of_coordinator);
    mayor.act(&format!("/items/{item}/closing")).expect(412);
}

#[test]
fn one_key_has_one_effect() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let body = json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay"});
    let coordinator = town.as_("coordinator").with("idempotency-key", "prepare a case");
    let first = coordinator.post("/cases", body.clone()).expect(201);
    let before = looking::stored(&town);
    let again = coordinator.post("/cases", body.clone()).expect(201);
    assert_eq!(
        (first.id(), first.text, first.headers.get("etag")),
        (again.id(), again.text, again.headers.get("etag"))
    );
    let mut other = body.clone();
    other["territorial_link"] = "school".into();
    let reused = coordinator.post("/cases", other).expect(422);
    assert_eq!(reused.json["type"], "/problems/idempotency-key-reused");
    let meeting = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "Town hall"});
    assert_eq!(
        coordinator.post("/meetings", meeting).expect(422).json["type"],
        "/problems/idempotency-key-reused"
    );
    before.is_unchanged(&town);
    // The key is one's own.
    let mayor = town.as_("mayor").with("idempotency-key", "prepare a case");
    assert_ne!(
        mayor.post("/cases", body).expect(201).id(),
        first.json["id"].as_str().unwrap()
    );

    let youth = town.as_("youth-worker");
    let mut words = scene::label(&town, "discretion", &["ocmw"]);
    words["preview"] = scene::preview(&youth, &item, &words).expect(200).json["preview"].clone();
    words["text"] = "said once".into();
    let (youth, path) = (
        youth.with("idempotency-key", "say it"),
        format!("/items/{item}/contributions"),
    );
    let once = youth.post(&path, words.clone()).expect(201).id();
    let before = looking::stored(&town);
    assert_eq!(youth.post(&path, words.clone()).expect(201).id(), once);
    words["text"] = "said otherwise".into();
    youth.post(&path, words).expect(422);
    before.is_unchanged(&town);
    let list = town.as_("ocmw").get(&path).expect(200).json;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_refusal_under_a_key_does_not_use_the_key_up() {
    let town = Town::start();
    let item = town.item(0).to_string();
    let mayor = town.as_("mayor").with("idempotency-key", "open");
    mayor.act(&format!("/items/{item}/opening")).refused(409, "R19");
    for name in scene::CORE {
        scene::attend(&town.as_(name), &item);
    }
    mayor.act(&format!("/items/{item}/opening")).expect(200);
    assert_eq!(
        mayor.act(&format!("/items/{item}/opening")).expect(200).json["state"],
        "open"
    );
    for wrong in ["", &"k".repeat(65)] {
        let answer = town
            .as_("mayor")
            .with("idempotency-key", wrong)
            .act(&format!("/items/{item}/closing"));
        assert_eq!(
            answer.expect(400).json["errors"][0]["pointer"],
            "/header/Idempotency-Key"
        );
    }
}
