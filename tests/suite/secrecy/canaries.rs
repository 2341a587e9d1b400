//! Names, codes and words stay where they belong: none of them is found in the log, the counters or the reports.

use crate::looking;
use crate::scene::{self, Newcomer, TABLE};
use crate::support::Town;
use livc::cli::demo::people::PEOPLE;
use serde_json::json;
use std::io::Write;
use std::sync::{Mutex, OnceLock, PoisonError};
use tracing_subscriber::EnvFilter;

/// What the whole process reported, at the finest level of its own.
static REPORTED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Ear;

impl Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        REPORTED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Listens to every report of this process from now on, with the value of every field.
fn listen() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new("warn,livc=trace"))
            .with_writer(|| Ear)
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
}

const LOGIN: &str = "zonnebloem";
const WORDS: [&str; 8] = [
    "kwinkslag",
    "zebrapad",
    "vlinderdas",
    "regenboog",
    "hagelslag",
    "klavertje",
    "pannenkoek",
    "sneeuwklok",
];

/// Does everything that can be done, with a rare word in every text.
fn everything(town: &Town) -> Vec<String> {
    let (mayor, coordinator) = (town.as_("mayor"), town.as_("coordinator"));
    let body = json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay"});
    let case = coordinator.post("/cases", body).expect(201);
    mayor
        .post(&format!("/cases/{}/listing", case.id()), json!({"reason": WORDS[0]}))
        .expect(200);
    let body = json!({"starts_at": "2027-03-12T09:00:00Z", "place": WORDS[1]});
    let meeting = coordinator.post("/meetings", body).expect(201).id();
    let added = coordinator
        .post(&format!("/meetings/{meeting}/items"), json!({"case_id": case.id()}))
        .expect(201);
    let (livc, school) = (town.livc().to_string(), json!({"name": WORDS[2], "kind": "school"}));
    let organisation = coordinator
        .post(&format!("/livcs/{livc}/organisations"), school)
        .expect(201)
        .id();
    let newcomer = Newcomer::seated(&mayor, town, LOGIN, (&livc, &organisation, "social_actor"));
    let body = json!({"seat_id": newcomer.seat, "contribution_reason": WORDS[3]});
    coordinator
        .post(&format!("/items/{}/invitations", added.id()), body)
        .expect(201);
    mayor
        .post(
            &format!("/meetings/{meeting}/convocation"),
            json!({"urgency_reason": WORDS[4]}),
        )
        .expect(200);
    newcomer.client().get(&format!("/meetings/{meeting}/items")).expect(200);
    let item = scene::open(town, 0, &TABLE);
    let label = scene::label(town, "discretion", &["ocmw", "clb"]);
    let said = scene::say(&town.as_("youth-worker"), &item, &label, WORDS[5])
        .expect(201)
        .id();
    let mut secret = scene::label(town, "professional_secrecy", &["ocmw"]);
    secret["text"] = WORDS[6].into();
    town.as_("clb")
        .post(&format!("/items/{item}/contributions"), secret)
        .refused(422, "R25");
    scene::mark(&town.as_("clb"), &item, "professional_secrecy").expect(201);
    town.as_("clb")
        .post(&format!("/items/{item}/contributions"), json!({WORDS[7]: WORDS[7]}))
        .expect(422);
    town.as_("clb").get(&format!("/cases/{}", WORDS[7])).expect(400);
    town.as_("clb")
        .get(&format!("/items/{item}/why?act={}", WORDS[7]))
        .expect(400);
    let wrong = json!({"login": WORDS[7], "password": WORDS[7], "code": "123456"});
    town.nobody().post("/sessions", wrong).expect(401);
    for name in town.seed.people.keys() {
        let client = town.as_(name);
        client.get(&format!("/contributions/{said}"));
        client.get(&format!("/items/{item}/contributions"));
        client.get("/cases");
        client.get(&format!("/livcs/{livc}/seats"));
    }
    mayor.act(&format!("/items/{item}/closing"));
    let mut canaries: Vec<String> = WORDS.iter().map(ToString::to_string).collect();
    canaries.extend([
        LOGIN.to_owned(),
        newcomer.key.password.clone(),
        newcomer.key.totp_secret.clone(),
    ]);
    for person in PEOPLE {
        let name = person.name.trim_end_matches(" (fictitious)");
        canaries.push(name.to_owned());
        canaries.extend(
            name.rsplit(' ')
                .next()
                .filter(|last| !person.login.eq_ignore_ascii_case(last))
                .map(ToOwned::to_owned),
        );
    }
    for case in mayor_cases(town) {
        canaries.extend([case.0, case.1]);
    }
    canaries.extend([item, said]);
    canaries
}

fn mayor_cases(town: &Town) -> Vec<(String, String)> {
    let page = town.as_("mayor").get("/cases").expect(200).json;
    let of = |case: &serde_json::Value, field: &str| case[field].as_str().unwrap().to_owned();
    page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| (of(case, "code"), of(case, "id")))
        .collect()
}

/// Last names that are also functions, such as Mayor, would be found in every record.
fn is_function(word: &str) -> bool {
    ["mayor", "operator", "coordinator", "secretary", "auditor"].contains(&word.to_lowercase().as_str())
}

#[track_caller]
fn none_in(text: &str, canaries: &[String], place: &str) {
    let text = text.to_lowercase();
    for canary in canaries.iter().filter(|word| !is_function(word)) {
        let found = text.find(&canary.to_lowercase());
        let around = found.map(|at| text.get(at.saturating_sub(120)..(at + 60).min(text.len())));
        assert!(found.is_none(), "{canary} in {place}: {around:?}");
    }
}

#[test]
fn no_name_no_code_and_no_word_leaves_its_place() {
    listen();
    let town = Town::start();
    let canaries = everything(&town);
    assert!(canaries.len() > 30, "{canaries:?}");
    none_in(&looking::leaves(&town).join("\n"), &canaries, "a waiting record");
    town.number_the_log();
    let leaves = looking::leaves(&town);
    assert!(leaves.len() > 100);
    none_in(&leaves.join("\n"), &canaries, "a record");
    let counted = town.nobody().page("/metrics").expect(200).text;
    none_in(&counted, &canaries, "the counters");
    let log = town
        .as_("auditor")
        .get("/access-log/records?limit=200")
        .expect(200)
        .text;
    none_in(&log, &canaries, "what the auditor reads");
    let reported = String::from_utf8_lossy(&REPORTED.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
    assert!(reported.contains("answered"), "{reported}");
    // Ids of objects are told to nobody either; the number of a request is.
    none_in(&reported, &canaries, "the reports");
}

#[test]
fn the_canaries_would_be_found() {
    let found = std::panic::catch_unwind(|| none_in("a Clebemans b", &["clebemans".to_owned()], "here"));
    assert!(found.is_err());
}
