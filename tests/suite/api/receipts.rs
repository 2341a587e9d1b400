//! Receipts: the author sees who has read her, day by day, and nobody else does (R51).

use crate::looking;
use crate::scene::{self, TABLE, UNKNOWN};
use crate::support::{Client, Town};
use chrono::TimeDelta;
use serde_json::{Value, json};

fn receipts(author: &Client, said: &str) -> Vec<Value> {
    let path = format!("/contributions/{said}/receipts");
    author.get(&path).expect(200).json.as_array().unwrap().clone()
}

fn rows(town: &Town) -> i64 {
    let db = &mut town.database.open();
    looking::number(db, "SELECT COUNT(*) AS value FROM contribution_receipts")
}

/// The youth worker has said something to CLB and OCMW.
fn said(town: &Town) -> (String, String) {
    let item = scene::open(town, 0, &TABLE);
    let label = scene::label(town, "discretion", &["ocmw", "clb"]);
    let said = scene::say(&town.as_("youth-worker"), &item, &label, "for two").expect(201);
    (item, said.id())
}

#[test]
fn r51_permits_the_author_to_see_who_read_her_and_when() {
    let town = Town::start();
    let (_, said) = said(&town);
    assert_eq!(receipts(&town.as_("youth-worker"), &said), Vec::<Value>::new());
    town.wait(TimeDelta::minutes(2));
    let first = town.now();
    town.as_("ocmw").get(&format!("/contributions/{said}")).expect(200);
    town.wait(TimeDelta::minutes(1));
    town.as_("ocmw").get(&format!("/contributions/{said}")).expect(200);
    let told = receipts(&town.as_("youth-worker"), &said);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0]["reader"], "Oskar Ocemwee (fictitious)");
    assert_eq!(told[0]["function"], "social_actor");
    assert_eq!(told[0]["seat_id"], town.seat("ocmw").as_str());
    assert_eq!(told[0]["organisation_id"], json!(scene::organisation(&town, "ocmw")));
    assert!(told[0]["organisation"].is_string());
    let at = told[0]["first_read_at"].as_str().unwrap();
    let at = chrono::DateTime::parse_from_rfc3339(at).unwrap();
    assert_eq!(at.timestamp(), first.timestamp());
    assert_eq!(rows(&town), 1, "a repeated reading of the day writes nothing more");
}

#[test]
fn r51_permits_a_receipt_for_every_reader_and_day_and_for_what_a_list_shows() {
    let town = Town::start();
    let (item, said) = said(&town);
    for name in ["ocmw", "clb", "ocmw"] {
        town.as_(name).get(&format!("/items/{item}/contributions")).expect(200);
    }
    let readers = |told: &[Value]| -> Vec<String> {
        let mut names: Vec<_> = told
            .iter()
            .map(|one| one["seat_id"].as_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    };
    let mut both = vec![town.seat("ocmw").to_string(), town.seat("clb").to_string()];
    both.sort();
    assert_eq!(readers(&receipts(&town.as_("youth-worker"), &said)), both);
    town.wait(TimeDelta::days(1));
    town.as_("ocmw").get(&format!("/contributions/{said}")).expect(200);
    let told = receipts(&town.as_("youth-worker"), &said);
    assert_eq!(told.len(), 3);
    assert_eq!(
        told[0]["seat_id"],
        town.seat("ocmw").as_str(),
        "the newest day comes first"
    );
    assert_ne!(told[0]["day"], told[1]["day"]);
}

#[test]
fn r51_permits_the_author_her_receipts_after_closing() {
    let town = Town::start();
    let (item, said) = said(&town);
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    town.as_("clb").get(&format!("/contributions/{said}")).expect(200);
    assert_eq!(receipts(&town.as_("youth-worker"), &said).len(), 1);
}

#[test]
fn r51_refuses_a_receipt_for_one_s_own_reading_for_a_refused_one_and_for_a_question() {
    let town = Town::start();
    let (item, said) = said(&town);
    let youth = town.as_("youth-worker");
    youth.get(&format!("/contributions/{said}")).expect(200);
    youth.get(&format!("/items/{item}/contributions")).expect(200);
    receipts(&youth, &said);
    for name in ["mayor", "coordinator", "police-chief", "information-officer", "vdab"] {
        town.as_(name).get(&format!("/contributions/{said}")).concealed();
        town.as_(name).get(&format!("/items/{item}/contributions"));
    }
    for name in ["auditor", "dpo", "secretary", "operator"] {
        town.as_(name).get(&format!("/contributions/{said}")).expect(403);
    }
    // Asking why shows nothing of the words.
    town.as_("clb").get(&format!("/contributions/{said}/why")).expect(200);
    // The row that only tells that there is another page was not shown.
    town.wait(TimeDelta::seconds(1));
    let label = scene::label(&town, "discretion", &["clb"]);
    let second = scene::say(&youth, &item, &label, "a second one").expect(201).id();
    assert_eq!(rows(&town), 0);
    town.as_("clb")
        .get(&format!("/items/{item}/contributions?limit=1"))
        .expect(200);
    assert_eq!(receipts(&youth, &said).len(), 1);
    assert_eq!(receipts(&youth, &second).len(), 0);
    assert_eq!(rows(&town), 1);
}

#[test]
fn r51_refuses_the_receipts_to_readers_and_conceals_them_from_everybody_else() {
    let town = Town::start();
    let (_, said) = said(&town);
    let path = format!("/contributions/{said}/receipts");
    town.as_("clb").get(&path).refused(403, "R51");
    for name in ["mayor", "coordinator", "police-chief", "vdab"] {
        let here = town.as_(name).get(&path).concealed();
        let nowhere = town
            .as_(name)
            .get(&format!("/contributions/{UNKNOWN}/receipts"))
            .concealed();
        assert_eq!(here.bytes(), nowhere.bytes());
    }
    for name in ["auditor", "dpo"] {
        town.as_(name).get(&path).refused(403, "R41");
    }
    // No view of anybody else names a reader.
    let seen = town.as_("clb").get(&format!("/contributions/{said}")).expect(200).text;
    assert!(!seen.contains(town.seat("ocmw").as_str()), "{seen}");
}

#[test]
fn r47_permits_the_author_to_ask_why_and_tells_a_reader_the_rule() {
    let town = Town::start();
    let (_, said) = said(&town);
    let path = format!("/contributions/{said}/why?act=contribution.read_receipts");
    let why = town.as_("youth-worker").get(&path).expect(200).json;
    assert_eq!((&why["permitted"], &why["rule"]), (&json!(true), &json!("R51")));
    let why = town.as_("clb").get(&path).expect(200).json;
    assert_eq!((&why["permitted"], &why["rule"]), (&json!(false), &json!("R51")));
    town.as_("mayor").get(&path).concealed();
}

#[test]
fn r51_permits_thirty_receipts_in_one_statement() {
    let counted = crate::counting::Counted::start();
    let town = &counted.town;
    let item = scene::open(town, 0, &TABLE);
    let label = scene::label(town, "discretion", &["ocmw"]);
    for n in 0..30 {
        scene::say(&town.as_("youth-worker"), &item, &label, &format!("word {n}")).expect(201);
    }
    let ocmw = town.as_("ocmw");
    let list = |limit: u8| {
        let path = format!("/items/{item}/contributions?limit={limit}");
        counted.heard();
        let shown = ocmw.get(&path).expect(200).json["items"].as_array().unwrap().len();
        (shown, counted.heard())
    };
    let writes = |heard: &[String]| {
        let receipts = |sql: &&String| sql.to_uppercase().contains("INSERT") && sql.contains("contribution_receipts");
        heard.iter().filter(receipts).count()
    };
    let (one, for_one) = list(1);
    let (all, for_all) = list(200);
    let (again, afterwards) = list(200);
    assert_eq!((one, all, again), (1, 30, 30));
    assert_eq!((writes(&for_one), writes(&for_all), writes(&afterwards)), (1, 1, 0));
    assert_eq!(for_one.len(), for_all.len());
    assert_eq!(rows(town), 30);
}
