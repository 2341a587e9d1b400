//! The label of a contribution: regime, form and declaration.

use crate::looking;
use crate::scene::{self, TABLE};
use crate::support::Town;
use serde_json::{Value, json};

/// The label without its declaration, and with the changes given.
fn label(town: &Town, changes: &Value) -> Value {
    let mut label = scene::label(town, "discretion", &["ocmw", "clb"]);
    label["declared_not_secret"] = false.into();
    for (name, value) in changes.as_object().unwrap() {
        label[name.as_str()] = value.clone();
    }
    label
}

#[test]
fn r22_permits_the_default_of_who_has_no_secrecy_and_refuses_unlabelled_words_of_who_has() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let unlabelled = label(&town, &json!({"regime": null}));
    let said = scene::say(&town.as_("youth-worker"), &item, &unlabelled, "by default").expect(201);
    assert_eq!(said.json["regime"], "discretion");
    let said = scene::say(&town.as_("coordinator"), &item, &unlabelled, "by default").expect(201);
    assert_eq!(said.json["regime"], "official_secrecy");
    let before = looking::stored(&town);
    let refused = scene::preview(&town.as_("clb"), &item, &unlabelled).refused(422, "R22");
    assert_eq!(refused.json["errors"][0]["pointer"], "/regime");
    let marker = json!({"form": "spoken"});
    town.as_("clb")
        .post(&format!("/items/{item}/contributions"), marker)
        .refused(422, "R22");
    before.is_unchanged(&town);
}

#[test]
fn r22_permits_a_lower_regime_with_a_declaration_and_refuses_it_without() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let clb = town.as_("clb");
    let undeclared = json!({
        "regime": "discretion",
        "form": "recorded",
        "audience": {"persons": [town.seat("ocmw").as_str()]},
    });
    let mut words = undeclared.clone();
    words["text"] = "words".into();
    let before = looking::stored(&town);
    let refused = scene::preview(&clb, &item, &undeclared).refused(422, "R22");
    assert_eq!(refused.json["errors"][0]["pointer"], "/declared_not_secret");
    clb.post(&format!("/items/{item}/contributions"), words)
        .refused(422, "R22");
    before.is_unchanged(&town);
    let declared = scene::label(&town, "discretion", &["ocmw"]);
    scene::say(&clb, &item, &declared, "not covered by my secrecy").expect(201);
}

#[test]
fn r22_permits_raising_a_regime_and_refuses_to_lower_it_or_to_touch_that_of_another() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let clb = town.as_("clb");
    let path = format!(
        "/contributions/{}/regime",
        scene::mark(&clb, &item, "professional_secrecy").expect(201).id()
    );
    let lower = json!({"regime": "discretion"});
    clb.put(&path, lower.clone()).refused(403, "R22");
    clb.put(&path, json!({"regime": "professional_secrecy"}))
        .refused(403, "R22");
    town.as_("ocmw").put(&path, lower.clone()).concealed();
    let declared = json!({"regime": "discretion", "form": "spoken", "declared_not_secret": true});
    let marker = clb
        .post(&format!("/items/{item}/contributions"), declared)
        .expect(201)
        .id();
    let raised = clb.put(
        &format!("/contributions/{marker}/regime"),
        json!({"regime": "professional_secrecy"}),
    );
    assert_eq!(raised.expect(200).json["regime"], "professional_secrecy");
    let said = scene::say(&clb, &item, &scene::label(&town, "discretion", &["ocmw"]), "words")
        .expect(201)
        .id();
    let path = format!("/contributions/{said}/regime");
    town.as_("ocmw")
        .put(&path, json!({"regime": "professional_secrecy"}))
        .refused(403, "R22");
    clb.put(&path, json!({"regime": "professional_secrecy"}))
        .refused(422, "R25");
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    clb.put(&path, json!({"regime": "official_secrecy"}))
        .refused(409, "R22");
}

#[test]
fn r22_refuses_a_regime_that_the_function_cannot_hold() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    for (name, regime) in [
        ("youth-worker", "professional_secrecy"),
        ("youth-worker", "police_information"),
        ("mayor", "investigation_secrecy"),
        ("information-officer", "discretion"),
        ("clb", "police_information"),
    ] {
        let marker = scene::mark(&town.as_(name), &item, regime);
        assert_eq!(
            marker.refused(422, "R22").json["errors"][0]["pointer"],
            "/regime",
            "{name} {regime}"
        );
    }
}

#[test]
fn r25_permits_a_marker_to_its_author_and_refuses_words_under_professional_secrecy() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let clb = town.as_("clb");
    let path = format!("/items/{item}/contributions");
    let before = looking::stored(&town);
    let mut words = scene::label(&town, "professional_secrecy", &["ocmw"]);
    assert_eq!(
        scene::preview(&clb, &item, &words).refused(422, "R25").json["errors"][0]["pointer"],
        "/form"
    );
    words["text"] = "what was said".into();
    assert_eq!(
        clb.post(&path, words.clone()).refused(422, "R25").json["errors"][0]["pointer"],
        "/form"
    );
    words["form"] = "spoken".into();
    assert_eq!(
        clb.post(&path, words.clone()).refused(422, "R25").json["errors"][0]["pointer"],
        "/text"
    );
    words.as_object_mut().unwrap().remove("text");
    assert_eq!(
        clb.post(&path, words).refused(422, "R25").json["errors"][0]["pointer"],
        "/audience"
    );
    before.is_unchanged(&town);
    let marker = scene::mark(&clb, &item, "professional_secrecy").expect(201);
    assert!(marker.json["text"].is_null());
    clb.get(&format!("/contributions/{}", marker.id())).expect(200);
    let audience = json!({"audience": {"organisations": []}, "preview": "00"});
    clb.put(&format!("/contributions/{}/audience", marker.id()), audience)
        .refused(422, "R25");
    for name in town
        .seed
        .people
        .keys()
        .filter(|name| TABLE.contains(&name.as_str()) && *name != "clb")
    {
        town.as_(name)
            .get(&format!("/contributions/{}", marker.id()))
            .concealed();
    }
}

#[test]
fn r27_permits_police_information_while_the_item_is_open_and_refuses_it_afterwards() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let police = town.as_("information-officer");
    let label = scene::label(&town, "police_information", &["ocmw", "mayor"]);
    let said = scene::say(&police, &item, &label, "seen near the station")
        .expect(201)
        .id();
    let path = format!("/contributions/{said}");
    for name in ["ocmw", "mayor"] {
        town.as_(name).get(&path).expect(200);
    }
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    for name in ["ocmw", "mayor"] {
        let sealed = town.as_(name).get(&path).refused(423, "R27");
        assert_eq!(sealed.json["type"], "/problems/sealed");
        let list = town.as_(name).get(&format!("/items/{item}/contributions")).expect(200);
        assert_eq!(list.json["items"], json!([]));
    }
    police.get(&path).expect(200);
}

#[test]
fn r27_permits_a_marker_of_an_investigation_and_refuses_its_text() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let police = town.as_("information-officer");
    let label = scene::label(&town, "investigation_secrecy", &["ocmw"]);
    assert_eq!(
        scene::preview(&police, &item, &label).refused(422, "R27").json["errors"][0]["pointer"],
        "/form"
    );
    scene::mark(&police, &item, "investigation_secrecy").expect(201);
}
