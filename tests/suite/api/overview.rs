//! How work stands: `/overview` and `/overdue`.

use crate::counting::Counted;
use crate::scene::{self, TABLE};
use crate::support::Town;
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

fn line(town: &Town, name: &str) -> Value {
    let page = town.as_(name).get("/overview").expect(200).json;
    let lines = page["items"].as_array().unwrap().clone();
    lines
        .into_iter()
        .find(|line| line["case_id"] == town.case(0).as_str())
        .unwrap()
}

#[test]
fn r40_permits_coordinator_and_mayor_the_figures_and_the_secretary_the_process() {
    let town = Town::start();
    let before = line(&town, "coordinator");
    assert!(before["next_meeting_at"].is_string() && before["code"].is_string());
    let item = scene::open(&town, 0, &TABLE);
    scene::agree(&town, "youth-worker", &item).expect(201);
    scene::propose(&town, "mayor", &item, "ocmw").expect(201);
    scene::propose(&town, "mayor", &item, "police-chief").expect(201);
    let manager = json!({"seat_id": town.seat("caw").as_str()});
    town.as_("mayor")
        .put(&format!("/cases/{}/case-manager", town.case(0)), manager)
        .expect(200);
    for name in ["mayor", "coordinator"] {
        let line = line(&town, name);
        assert_eq!(
            line["actions"],
            json!({"proposed": 2, "open": 1, "overdue": 0}),
            "{name}"
        );
        assert_eq!((&line["state"], &line["has_manager"]), (&json!("listed"), &json!(true)));
    }
    assert!(line(&town, "secretary")["actions"].is_null());
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    town.wait(TimeDelta::days(31));
    assert_eq!(
        line(&town, "mayor")["actions"],
        json!({"proposed": 1, "open": 1, "overdue": 1})
    );
    for (name, rule) in [("clb", "R40"), ("police-chief", "R40"), ("auditor", "R40")] {
        town.as_(name).get("/overview").refused(403, rule);
        town.as_(name).get("/overdue").refused(403, rule);
    }
    town.as_("secretary").get("/overdue").refused(403, "R40");
    let page = town.as_("coordinator").get("/overview?limit=1").expect(200).json;
    let next = page["next"].as_str().unwrap();
    let rest = town
        .as_("coordinator")
        .get(&format!("/overview?limit=1&after={next}"))
        .expect(200)
        .json;
    assert!(rest["next"].is_null() && rest["items"][0]["case_id"] != page["items"][0]["case_id"]);
}

#[test]
fn r37_r38_permits_the_coordinator_to_see_what_is_overdue_without_its_text() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let late = scene::agree(&town, "youth-worker", &item).expect(201).id();
    let unanswered = scene::propose(&town, "mayor", &item, "ocmw").expect(201).id();
    // The coordinator's own organisation holds this one: here she sees its course like any other.
    let own = scene::agree(&town, "coordinator", &item).expect(201).id();
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    let overdue = |name: &str| town.as_(name).get("/overdue").expect(200);
    let now = overdue("coordinator").json;
    assert_eq!((&now["actions"], &now["unanswered"]), (&json!([]), &json!([])));
    assert_eq!(now["without_manager"][0]["case_id"], town.case(0).as_str());
    town.wait(TimeDelta::days(31));
    for name in ["mayor", "coordinator"] {
        let told = overdue(name);
        let ids = |list: &str| -> BTreeSet<String> {
            let lines = told.json[list].as_array().unwrap();
            lines
                .iter()
                .map(|line| line["id"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(ids("actions"), [late.clone(), own.clone()].into(), "{name}");
        assert_eq!(ids("unanswered"), [unanswered.clone()].into(), "{name}");
        assert!(!told.text.contains("weekly conversation"), "{name} {}", told.text);
    }
    let manager = json!({"seat_id": town.seat("caw").as_str()});
    town.as_("mayor")
        .put(&format!("/cases/{}/case-manager", town.case(0)), manager)
        .expect(200);
    assert_eq!(overdue("mayor").json["without_manager"], json!([]));
}

#[test]
fn r03_permits_the_coordinator_to_see_what_ends_soon() {
    let town = Town::start();
    let mut deputy = json!({"seat_id": town.seat("caw").as_str()});
    deputy["deputy"] =
        json!({"seat_id": town.seat("vdab").as_str(), "valid_from": "2026-11-23", "valid_until": "2026-12-10"});
    town.as_("mayor")
        .put(&format!("/cases/{}/case-manager", town.case(0)), deputy)
        .expect(200);
    let db = &mut town.database.open();
    db.batch_execute("UPDATE seats SET clearance_expires_on = '2026-12-01' WHERE function = 'police_chief'")
        .unwrap();
    let told = town.as_("coordinator").get("/overdue").expect(200).json["ending"].clone();
    let has = |what: &str, seat: &str, on: &str| {
        let line = json!({"what": what, "seat_id": seat, "ends_on": on});
        assert!(told.as_array().unwrap().contains(&line), "{line} {told}");
    };
    has("clearance", town.seat("police-chief").as_str(), "2026-12-01");
    has("deputy_manager", town.seat("vdab").as_str(), "2026-12-10");
}

/// So many more cases, each with so many actions.
fn fill(town: &Town, cases: usize, actions: usize) {
    let (livc, organisation) = (town.livc(), scene::organisation(town, "ocmw"));
    let seat = town.seat("ocmw");
    let mut sql = String::from("BEGIN;");
    for case in 0..cases {
        let id = format!("01930000-0000-7000-8000-{case:012}");
        writeln!(
            sql,
            "INSERT INTO cases (id, livc_id, code, purpose, municipality, territorial_link, state, version, created_at) \
             VALUES ('{id}', '{livc}', 'T-{case}', 'terrorism_prevention', '73028', 'stay', 'listed', 1, '2026-11-23 08:00:00');"
        )
        .unwrap();
        for action in 0..actions {
            let action = case * actions + action;
            let due = if action.is_multiple_of(2) {
                "2026-11-01"
            } else {
                "2027-11-01"
            };
            writeln!(
                sql,
                "INSERT INTO actions (id, livc_id, case_id, organisation_id, holder_seat_id, proposed_by, life_domain, \
                 kind, text, due_on, state, police_held, created_at, changed_at, version) VALUES \
                 ('01940000-0000-7000-8000-{action:012}', '{livc}', '{id}', '{organisation}', '{seat}', '{seat}', \
                 'housing', 'other', 'x', '{due}', 'running', FALSE, '2026-11-23 08:00:00', '2026-11-23 08:00:00', 1);"
            )
            .unwrap();
        }
    }
    sql.push_str("COMMIT;");
    town.database.open().batch_execute(&sql).unwrap();
}

#[test]
fn the_overview_asks_as_much_of_the_database_for_three_hundred_cases_as_for_two() {
    let counted = Counted::start();
    let town = &counted.town;
    // The log is numbered and signed beside whatever is asked.
    let statements = |path: &str| {
        let client = town.as_("coordinator");
        counted.heard();
        let answer = client.get(path).expect(200);
        let mut heard = counted.heard();
        heard
            .retain(|statement| statement.len() > 10 && statement.starts_with("SELECT") && !statement.contains("log_"));
        (heard, answer)
    };
    let paths = ["/overview?limit=200", "/overdue", "/me/actions"];
    let few = paths.map(|path| statements(path).0);
    fill(town, 300, 17);
    for (path, few) in paths.iter().zip(&few) {
        let (many, answer) = statements(path);
        assert_eq!(&many, few, "{path}");
        assert!(!path.starts_with("/overview") || many.len() <= 6, "{many:?}");
        assert!(answer.text.len() < 200_000, "{path} is bounded");
    }
    let (_, page) = statements("/overview?limit=200");
    assert_eq!(page.json["items"].as_array().unwrap().len(), 200);
    let one = page.json["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["code"] == "T-3")
        .unwrap();
    assert_eq!(one["actions"]["open"], 17);
    assert!(one["actions"]["overdue"].as_i64().unwrap() >= 8);
}
