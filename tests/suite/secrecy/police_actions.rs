//! What the police are to hold reaches them when everybody else agreed, and before that nothing of it does (R34).

use crate::counting::Counted;
use crate::looking;
use crate::scene::{self, TABLE, UNKNOWN};
use crate::support::{Client, Town};
use serde_json::json;
use std::collections::BTreeMap;

const OTHERS: [&str; 5] = ["mayor", "coordinator", "youth-worker", "clb", "ocmw"];
const POLICE: [&str; 2] = ["police-chief", "information-officer"];

fn approve(town: &Town, who: &str, action: &str) {
    town.as_(who).act(&format!("/actions/{action}/approval")).expect(200);
}

fn lists(client: &Client, item: &str, action: &str) -> bool {
    let list = client.get(&format!("/items/{item}/actions")).expect(200);
    let own = client.get("/me/actions").expect(200);
    let shown = list.text.contains(action);
    assert_eq!(client.get(&format!("/actions/{action}")).status == 200, shown);
    assert_eq!(own.text.contains(action), shown, "{}", own.text);
    shown
}

#[test]
fn r34_permits_the_police_to_accept_what_every_participant_approved() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let action = scene::propose(&town, "mayor", &item, "police-chief").expect(201).id();
    let accept = format!("/actions/{action}/acceptance");
    // To propose is to approve; the mayor may say it again.
    for name in OTHERS {
        for police in POLICE {
            assert!(!lists(&town.as_(police), &item, &action), "{police} before {name}");
            town.as_(police).act(&accept).concealed();
            town.as_(police).act(&format!("/actions/{action}/approval")).concealed();
        }
        approve(&town, name, &action);
    }
    for police in POLICE {
        assert!(lists(&town.as_(police), &item, &action));
    }
    town.as_("police-chief").act(&accept).refused(409, "R34");
    approve(&town, "information-officer", &action);
    let held = town.as_("police-chief").act(&accept).expect(200).json;
    assert_eq!((&held["state"], &held["case_id"]), (&json!("accepted"), &json!(null)));
    town.as_("information-officer").act(&accept).refused(409, "R37");
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    assert_eq!(
        town.as_("police-chief")
            .get(&format!("/actions/{action}"))
            .expect(200)
            .json["state"],
        "accepted"
    );
    let done = json!({"state": "done", "note": "two visits"});
    town.as_("police-chief")
        .post(&format!("/actions/{action}/progress"), done)
        .expect(200);
    assert!(town.as_("mayor").get(&format!("/actions/{action}")).expect(200).json["text"].is_null());
}

#[test]
fn r34_refuses_what_a_late_arrival_has_not_approved() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE[..6]);
    let action = scene::propose(&town, "mayor", &item, "police-chief").expect(201).id();
    for name in ["coordinator", "youth-worker", "clb"] {
        approve(&town, name, &action);
    }
    approve(&town, "information-officer", &action);
    scene::attend(&town.as_("ocmw"), &item);
    assert!(
        !lists(&town.as_("police-chief"), &item, &action),
        "who is in the room counts, confirmed or not yet"
    );
    scene::confirm_all(&town.as_("mayor"), &item);
    assert!(!lists(&town.as_("police-chief"), &item, &action));
    town.as_("police-chief")
        .act(&format!("/actions/{action}/acceptance"))
        .concealed();
    approve(&town, "ocmw", &action);
    town.as_("police-chief")
        .act(&format!("/actions/{action}/acceptance"))
        .expect(200);
}

#[test]
fn r34_refuses_at_the_closing_what_was_not_approved_or_not_accepted() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let hidden = scene::propose(&town, "mayor", &item, "police-chief").expect(201).id();
    let waiting = scene::propose(&town, "coordinator", &item, "police-chief")
        .expect(201)
        .id();
    let of_ocmw = scene::propose(&town, "coordinator", &item, "ocmw").expect(201).id();
    for name in OTHERS {
        approve(&town, name, &waiting);
    }
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    for (action, state) in [(&hidden, "cancelled"), (&waiting, "cancelled"), (&of_ocmw, "proposed")] {
        let told = town.as_("coordinator").get(&format!("/actions/{action}")).expect(200);
        assert_eq!(told.json["state"], state);
    }
    for name in POLICE {
        town.as_(name).get(&format!("/actions/{hidden}")).concealed();
        town.as_(name)
            .act(&format!("/actions/{waiting}/acceptance"))
            .refused(409, "R37");
        assert_eq!(town.as_(name).get("/me/actions").expect(200).json["items"], json!([]));
    }
    town.as_("clb").act(&format!("/actions/{hidden}/approval")).concealed();
}

#[test]
fn r34_permits_police_to_propose_for_themselves_and_refuses_them_to_act_on_it_alone() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let own = scene::agree(&town, "police-chief", &item).expect(201);
    assert_eq!(own.json["state"], "proposed");
    let accept = format!("/actions/{}/acceptance", own.id());
    town.as_("police-chief").act(&accept).refused(409, "R34");
    town.as_("information-officer").act(&accept).refused(409, "R34");
    scene::propose(&town, "police-chief", &item, "clb").refused(422, "R37");
    for name in OTHERS {
        approve(&town, name, &own.id());
    }
    approve(&town, "information-officer", &own.id());
    town.as_("police-chief").act(&accept).expect(200);
}

#[test]
fn r34_permits_everybody_to_see_the_own_approval_and_nobody_that_of_another() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let action = scene::propose(&town, "mayor", &item, "police-chief").expect(201).id();
    let seen = |name: &str| town.as_(name).get(&format!("/actions/{action}")).expect(200).bytes();
    let before = seen("ocmw");
    approve(&town, "clb", &action);
    approve(&town, "coordinator", &action);
    assert_eq!(seen("ocmw"), before, "what others approved shows nowhere");
    let own = town.as_("clb").get(&format!("/actions/{action}")).expect(200);
    assert!(own.json["own_approval_at"].is_string());
    let stored = looking::stored(&town);
    approve(&town, "clb", &action);
    stored.is_unchanged(&town);
}

type Seen = BTreeMap<String, ((u16, BTreeMap<String, String>, String), Vec<String>)>;

/// Everything a police officer can ask about actions, with what the server asked the database for it.
fn look(client: &Client, counted: &Counted, item: &str, ids: &[String]) -> Seen {
    let town = &counted.town;
    let mut asked: Vec<(&str, String)> = ["", "?limit=1", "?limit=200", &format!("?after={UNKNOWN}")]
        .iter()
        .map(|query| ("GET", format!("/items/{item}/actions{query}")))
        .collect();
    for path in [
        "/me/actions".to_owned(),
        "/me/agenda".to_owned(),
        format!("/cases/{}/plan", town.case(0)),
        format!("/items/{item}"),
        format!("/items/{item}/why?act=item.list_actions"),
        format!("/items/{item}/why?act=item.propose_action"),
        format!("/items/{item}/contributions"),
        format!("/meetings/{}", town.meeting()),
        "/overview".to_owned(),
        "/overdue".to_owned(),
    ] {
        asked.push(("GET", path));
    }
    for (n, id) in ids.iter().enumerate() {
        asked.push(("GET", format!("/actions/{id}")));
        for act in ["read", "accept", "decline", "report", "approve", "cancel"] {
            asked.push(("GET", format!("/actions/{id}/why?act=action.{act}")));
        }
        asked.push(("GET", format!("/items/{item}/actions?after={id}&limit={}", n + 1)));
        for act in ["acceptance", "declining", "approval", "cancellation"] {
            asked.push(("POST", format!("/actions/{id}/{act}")));
        }
    }
    let mut seen = Seen::new();
    for (method, path) in asked {
        counted.heard();
        let answer = client.send(method, &format!("/api/v1{path}"), None);
        assert_ne!(answer.status, 401, "{path}");
        seen.insert(format!("{method} {path}"), (answer.bytes(), counted.heard()));
    }
    seen
}

fn renamed(seen: &Seen, ids: &[String]) -> Seen {
    let name = |path: &str| {
        let numbered = ids.iter().enumerate();
        numbered.fold(path.to_owned(), |path, (n, id)| path.replace(id, &format!("#{n}")))
    };
    seen.iter().map(|(path, value)| (name(path), value.clone())).collect()
}

#[test]
fn r34_refuses_police_any_change_of_bytes_or_statements_by_hidden_actions() {
    let counted = Counted::start();
    let town = &counted.town;
    let item = scene::open(town, 0, &TABLE);
    let unused: Vec<String> = (0..4)
        .map(|n| format!("01920000-0000-7000-8000-00000000000{n}"))
        .collect();
    let before: Vec<Seen> = POLICE
        .iter()
        .map(|name| {
            look(&town.as_(name), &counted, &item, &unused);
            look(&town.as_(name), &counted, &item, &unused)
        })
        .collect();
    let hidden: Vec<String> = [
        scene::propose(town, "mayor", &item, "police-chief"),
        scene::agree(town, "clb", &item),
        scene::propose(town, "coordinator", &item, "ocmw"),
        scene::propose(town, "coordinator", &item, "police-chief"),
    ]
    .into_iter()
    .map(|made| made.expect(201).id())
    .collect();
    for name in ["clb", "ocmw", "youth-worker"] {
        approve(town, name, &hidden[0]);
    }
    for (name, before) in POLICE.iter().zip(&before) {
        let after = look(&town.as_(name), &counted, &item, &hidden);
        let (before, after) = (renamed(before, &unused), renamed(&after, &hidden));
        for (path, (bytes, statements)) in &before {
            assert_eq!((bytes, statements), (&after[path].0, &after[path].1), "{name} {path}");
            assert!(statements.len() > 2, "{name} {path}: {statements:?}");
        }
    }
    let police = town.as_("police-chief");
    for act in ["", "/why", "/acceptance"] {
        for id in [&hidden[0], &unused[0]] {
            let method = if act == "/acceptance" { "POST" } else { "GET" };
            police
                .send(method, &format!("/api/v1/actions/{id}{act}"), None)
                .concealed();
        }
        let records = looking::newest_shapes(town, 2);
        assert_eq!(
            records[0], records[1],
            "what is concealed leaves the record of what is absent"
        );
    }
}

#[test]
fn r21_r41_refuses_the_log_who_proposed_and_who_approved() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let preview = scene::label(&town, "discretion", &["ocmw"]);
    let record = || looking::newest_shapes(&town, 1).remove(0);
    scene::preview(&town.as_("clb"), &item, &preview).expect(200);
    let asked = record();
    let action = scene::propose(&town, "mayor", &item, "police-chief").expect(201).id();
    scene::agree(&town, "clb", &item).expect(201);
    let proposed = record();
    approve(&town, "clb", &action);
    let approved = record();
    for (leaf, what) in [(&proposed, "proposed"), (&approved, "approved")] {
        assert_eq!(leaf["act"], "item.take_part");
        assert_eq!(leaf["disclosed"], asked["disclosed"], "{what}");
        assert_eq!(leaf["object"]["kind"], asked["object"]["kind"], "{what}");
    }
    assert_eq!(proposed, approved, "proposing and approving");
    // Nor does what somebody sees tell when it was proposed.
    for path in [format!("/items/{item}/actions"), format!("/actions/{action}")] {
        town.as_("clb").get(&path).expect(200);
        let seen = record();
        assert_eq!(seen["act"], "item.read_contributions", "{path}");
        assert_eq!(seen["disclosed"]["count"], 0);
    }
}
