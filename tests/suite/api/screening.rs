//! Free text is screened wherever it is written, and the answer tells nothing to whoever may not write there (R26, R55).

use crate::looking;
use crate::scene::{self, TABLE, UNKNOWN};
use crate::support::{Answer, Client, Town};
use chrono::TimeDelta;
use serde_json::{Value, json};

const NUMBER: &str = "zijn nummer is 85.07.30-999.32";
const MARK: &str = "GEHEIM – Wet 11.12.1998";
const DOUBT: &str = "mail naar iemand@voorbeeld.be";

fn detail(answer: &Answer) -> (String, String) {
    let error = &answer.json["errors"][0];
    let of = |name: &str| error[name].as_str().unwrap().to_owned();
    (of("pointer"), of("detail"))
}

fn case(town: &Town) -> String {
    let body = json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay"});
    town.as_("coordinator").post("/cases", body).expect(201).id()
}

/// Words of the newest record, and the record itself.
fn newest(town: &Town) -> (Vec<String>, Value) {
    let shape = looking::newest_shapes(town, 1).remove(0);
    let words = shape["object"]["fields"].as_array().unwrap();
    (
        words.iter().map(|word| word.as_str().unwrap().to_owned()).collect(),
        shape,
    )
}

/// A contribution with these words, whose preview was seen.
fn speaking(town: &Town, item: &str, name: &str, text: &str) -> Value {
    let mut body = scene::label(town, "discretion", &["ocmw"]);
    body["preview"] = scene::preview(&town.as_(name), item, &body).expect(200).json["preview"].clone();
    body["text"] = text.into();
    body
}

#[test]
fn r55_refuses_a_national_number_with_its_place_and_keeps_nothing_of_it() {
    let town = Town::start();
    let case = case(&town);
    let path = format!("/cases/{case}/listing");
    let before = looking::stored(&town);
    let refused = town
        .as_("mayor")
        .post(&path, json!({"reason": NUMBER}))
        .refused(422, "R55");
    let (pointer, detail) = detail(&refused);
    assert_eq!(pointer, "/reason");
    assert!(
        detail.starts_with("position 16, length 15: a national register number"),
        "{detail}"
    );
    assert!(!refused.text.contains("85.07"), "{}", refused.text);
    before.is_unchanged(&town);
    let (words, record) = newest(&town);
    assert_eq!(record["rule"], "R55");
    assert_eq!(words.len(), 1);
    let parts: Vec<&str> = words[0].split(':').collect();
    assert_eq!((parts[0], parts[1], parts[2].len()), ("screening_refused", "30", 64));
    // No confirmation helps.
    let body = json!({"reason": NUMBER, "screening_confirmed": true});
    town.as_("mayor").post(&path, body).refused(422, "R55");
}

#[test]
fn r26_refuses_a_classification_mark_and_names_the_incident_procedure() {
    let town = Town::start();
    let case = case(&town);
    let path = format!("/cases/{case}/listing");
    let refused = town
        .as_("mayor")
        .post(&path, json!({"reason": MARK}))
        .refused(422, "R26");
    let (_, detail) = detail(&refused);
    assert!(
        detail.starts_with("position 1, length 6") && detail.contains("incident procedure"),
        "{detail}"
    );
    assert_eq!(newest(&town).1["rule"], "R26");
}

#[test]
fn r26_permits_words_that_only_sound_like_a_mark() {
    let town = Town::start();
    for harmless in ["beroepsgeheim", "een vertrouwelijk gesprek", "le secret professionnel"] {
        let case = self::case(&town);
        let path = format!("/cases/{case}/listing");
        town.as_("mayor").post(&path, json!({"reason": harmless})).expect(200);
        assert_eq!(newest(&town).0, Vec::<String>::new());
    }
}

#[test]
fn r55_permits_a_doubt_once_it_is_confirmed_and_records_that() {
    let town = Town::start();
    let case = case(&town);
    let path = format!("/cases/{case}/listing");
    let mayor = town.as_("mayor");
    let asked = mayor.post(&path, json!({"reason": DOUBT})).refused(428, "R55");
    let (pointer, detail) = detail(&asked);
    assert_eq!(pointer, "/reason");
    assert!(detail.contains("position 11, length 19: an e-mail address"), "{detail}");
    assert!(newest(&town).0[0].starts_with("screening_asked:29:"));
    let body = json!({"reason": DOUBT, "screening_confirmed": true});
    mayor.post(&path, body).expect(200);
    assert!(newest(&town).0[0].starts_with("screening_confirmed:29:"));
}

#[test]
fn r55_refuses_every_field_that_people_write_in() {
    let town = Town::start();
    let (mayor, coordinator) = (town.as_("mayor"), town.as_("coordinator"));
    let place = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "Kerkstraat 1, bel 0477 12 34 56"});
    let refused = coordinator.post("/meetings", place).refused(422, "R55");
    assert_eq!(detail(&refused).0, "/place");
    // A place may have an address.
    let place = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "Stadhuis, Kerkstraat 1"});
    let meeting = coordinator.post("/meetings", place).expect(201).id();
    let body = json!({"urgency_reason": MARK});
    mayor
        .post(&format!("/meetings/{meeting}/convocation"), body)
        .expect(409);
    let item = town.item(0);
    let body = json!({"seat_id": town.seat("caw").as_str(), "contribution_reason": NUMBER});
    let refused = coordinator
        .post(&format!("/items/{item}/invitations"), body)
        .refused(422, "R55");
    assert_eq!(detail(&refused).0, "/contribution_reason");
    let item = scene::open(&town, 0, &TABLE);
    let path = format!("/items/{item}/contributions");
    let body = speaking(&town, &item, "youth-worker", NUMBER);
    let refused = town.as_("youth-worker").post(&path, body).refused(422, "R55");
    assert_eq!(detail(&refused).0, "/text");
    let body = speaking(&town, &item, "youth-worker", MARK);
    town.as_("youth-worker").post(&path, body).refused(422, "R26");
    let mut body = speaking(&town, &item, "youth-worker", DOUBT);
    town.as_("youth-worker").post(&path, body.clone()).refused(428, "R55");
    body["screening_confirmed"] = true.into();
    town.as_("youth-worker").post(&path, body).expect(201);
}

#[test]
fn r20_refuses_a_stranger_the_same_with_any_text() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE).clone();
    let path = format!("/items/{item}/contributions");
    let label = scene::label(&town, "discretion", &["ocmw"]);
    let told = |client: &Client, path: &str, text: &str| {
        let mut body = label.clone();
        body["text"] = text.into();
        let before = looking::records(&town);
        let bytes = client.post(path, body).concealed().bytes();
        assert_eq!(looking::records(&town) - before, 1);
        (bytes, newest(&town).1)
    };
    let nowhere = format!("/items/{UNKNOWN}/contributions");
    let vdab = town.as_("vdab");
    let harmless = told(&vdab, &path, "harmless");
    assert_eq!(harmless.1["outcome"], "concealed");
    for text in [NUMBER, MARK, DOUBT] {
        assert_eq!(told(&vdab, &path, text), harmless, "{text}");
        assert_eq!(told(&vdab, &nowhere, text), harmless, "{text}");
    }
    // Nor does a function that may never write there hear of what it wrote.
    let case = case(&town);
    let body = json!({"reason": NUMBER});
    town.as_("coordinator")
        .post(&format!("/cases/{case}/listing"), body)
        .refused(403, "R11");
}

#[test]
fn r41_refuses_the_log_any_word_of_a_text_and_any_trace_of_it_in_a_consultation() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let path = format!("/items/{item}/contributions");
    for text in [NUMBER, MARK, DOUBT] {
        let body = speaking(&town, &item, "youth-worker", text);
        let refused = town.as_("youth-worker").post(&path, body).json["rule"].clone();
        assert!(refused.is_string());
        let (words, record) = newest(&town);
        assert_eq!(words, Vec::<String>::new());
        assert_eq!(
            (&record["act"], &record["rule"]),
            (&json!("item.take_part"), &json!("R21"))
        );
    }
    // All of it fell within one instant, whose order is not told.
    let own = town
        .as_("youth-worker")
        .get("/me/access-records?limit=50")
        .expect(200)
        .json;
    for rule in ["R26", "R55"] {
        let told = |one: &Value| one["act"] == "item.contribute" && one["rule"] == rule;
        assert!(own["items"].as_array().unwrap().iter().any(told), "{own}");
    }
    // Hash and length are kept for the author, behind the commitment of the record.
    let db = &mut town.database.open();
    let sql = match db {
        livc::store::Db::Pg(_) => "SELECT convert_from(act, 'UTF8') AS value FROM sealed_acts",
        livc::store::Db::Sqlite(_) => "SELECT CAST(act AS TEXT) AS value FROM sealed_acts",
    };
    let acts = looking::texts(db, sql);
    assert!(
        acts.iter()
            .any(|act| act.starts_with("item.contribute R26 screening_refused:23:")),
        "{acts:?}"
    );
    assert!(
        acts.iter()
            .any(|act| act.starts_with("item.contribute R55 screening_asked:29:")),
        "{acts:?}"
    );
    let everything = looking::leaves(&town).join("\n") + &acts.join("\n");
    for word in ["85.07.30", "GEHEIM", "voorbeeld", "85073099932"] {
        assert!(!everything.contains(word), "{word}");
    }
}

#[test]
fn r55_refuses_every_text_of_an_account_after_too_many_that_were_stopped() {
    let town = Town::start();
    let cases: Vec<String> = (0..2).map(|_| case(&town)).collect();
    let path = format!("/cases/{}/listing", cases[0]);
    for _ in 0..20 {
        town.as_("mayor")
            .post(&path, json!({"reason": NUMBER}))
            .refused(422, "R55");
    }
    for reason in [NUMBER, "a harmless reason", DOUBT] {
        let answer = town.as_("mayor").post(&path, json!({"reason": reason})).expect(429);
        assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
        assert_eq!(newest(&town).0, Vec::<String>::new());
    }
    // Others go on writing, and so does she after a while.
    let place = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "hall"});
    town.as_("coordinator").post("/meetings", place).expect(201);
    town.wait(TimeDelta::minutes(11));
    town.as_("mayor")
        .post(&path, json!({"reason": "a harmless reason"}))
        .expect(200);
}

#[test]
fn r55_permits_a_repeated_request_its_first_answer() {
    let town = Town::start();
    let case = case(&town);
    let path = format!("/cases/{case}/listing");
    let mayor = town.as_("mayor").with("idempotency-key", "one-and-the-same");
    mayor.post(&path, json!({"reason": DOUBT})).refused(428, "R55");
    let body = json!({"reason": DOUBT, "screening_confirmed": true});
    let first = mayor.post(&path, body.clone()).expect(200);
    assert_eq!(mayor.post(&path, body).expect(200).json, first.json);
    assert_eq!(
        newest(&town).0,
        Vec::<String>::new(),
        "nothing was written a second time"
    );
}
