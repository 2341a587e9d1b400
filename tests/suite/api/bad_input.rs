//! Bad input, area by area: the documented status and kind, a pointer to the place at fault, and nothing stored.

use crate::looking;
use crate::scene::{self, ELSEWHERE, SecondLivc, TABLE, UNKNOWN};
use crate::support::Town;
use serde_json::{Value, json};

/// Who sends what, and what is at fault.
type Line = (&'static str, &'static str, String, Value, u16, &'static str);

#[track_caller]
fn refused(town: &Town, lines: Vec<Line>) {
    let before = looking::stored(town);
    for (name, method, path, body, status, pointer) in lines {
        let answer = town.as_(name).send_json(method, &path, &body);
        assert_eq!(answer.status, status, "{name} {method} {path} {body}: {}", answer.text);
        let kind = if status == 400 { "malformed-request" } else { "not-acceptable" };
        assert_eq!(answer.json["type"], format!("/problems/{kind}"), "{path} {body}");
        assert_eq!(answer.json["errors"][0]["pointer"], pointer, "{path} {body}: {}", answer.text);
        assert!(!answer.text.contains("canary"), "what was sent is not repeated: {}", answer.text);
    }
    before.is_unchanged(town);
}

/// A body with one field changed.
fn but(body: &Value, field: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[field] = value;
    body
}

/// A body without one field.
fn without(body: &Value, field: &str) -> Value {
    let mut body = body.clone();
    body.as_object_mut().unwrap().remove(field);
    body
}

#[test]
fn bad_livcs_seats_organisations_and_accounts() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let livc = json!({
        "name": "LIVC R",
        "municipalities": [{"nis": ELSEWHERE, "decided_on": "2026-01-05", "decision_reference": "a test"}],
        "notice_days": 5,
    });
    let seat = json!({
        "account_id": town.person("clb").account.as_str(),
        "organisation_id": scene::organisation(&town, "clb"),
        "function": "social_actor",
        "valid_from": "2026-11-23",
    });
    let (seats, organisations) = (format!("/livcs/{}/seats", town.livc()), format!("/livcs/{}/organisations", town.livc()));
    let school = json!({"name": "A school", "kind": "school"});
    let person = json!({"login": "new-one", "display_name": "New One"});
    let long = "x".repeat(121);
    let foreign = &second.organisations["clb"];
    let line = |name, method, path: &str, body, status, pointer| (name, method, path.to_owned(), body, status, pointer);
    refused(&town, vec![
        line("operator", "POST", "/livcs", but(&livc, "canary", json!(1)), 422, "/canary"),
        line("operator", "POST", "/livcs", but(&livc, "name", json!(7)), 422, "/name"),
        line("operator", "POST", "/livcs", but(&livc, "name", json!(" ")), 422, "/name"),
        line("operator", "POST", "/livcs", but(&livc, "name", json!(long)), 422, "/name"),
        line("operator", "POST", "/livcs", without(&livc, "notice_days"), 422, "/notice_days"),
        line("operator", "POST", "/livcs", but(&livc, "notice_days", json!(1)), 422, "/notice_days"),
        line("operator", "POST", "/livcs", but(&livc, "municipalities", json!([{"nis": 1}])), 422, "/municipalities/0/nis"),
        line("mayor", "POST", "/livcs/7/activation", json!({}), 400, "/path/livc_id"),
        line("mayor", "POST", &seats, but(&seat, "account_id", json!("canary")), 422, "/account_id"),
        line("mayor", "POST", &seats, but(&seat, "account_id", json!(UNKNOWN)), 422, "/account_id"),
        line("mayor", "POST", &seats, but(&seat, "organisation_id", json!(UNKNOWN)), 422, "/organisation_id"),
        line("mayor", "POST", &seats, but(&seat, "organisation_id", json!(foreign)), 422, "/organisation_id"),
        line("mayor", "POST", &seats, but(&seat, "function", json!("canary")), 422, "/function"),
        line("mayor", "POST", &seats, but(&seat, "valid_from", json!("tomorrow")), 422, "/valid_from"),
        line("mayor", "POST", &seats, but(&seat, "valid_until", json!("2026-01-01")), 422, "/valid_until"),
        line("mayor", "POST", &seats, but(&seat, "municipality", json!("73028")), 422, "/municipality"),
        line("coordinator", "POST", &organisations, but(&school, "kind", json!("canary")), 422, "/kind"),
        line("coordinator", "POST", &organisations, but(&school, "name", json!("a\u{7}b")), 422, "/name"),
        line("coordinator", "POST", "/accounts", without(&person, "login"), 422, "/login"),
        line("coordinator", "POST", "/accounts", but(&person, "display_name", json!("")), 422, "/display_name"),
        line("coordinator", "POST", "/accounts", but(&person, "function", json!("mayor")), 422, "/function"),
        line("clb", "PUT", "/sessions/current/seat", json!({"seat_id": "canary"}), 422, "/seat_id"),
    ]);
}

#[test]
fn bad_cases_and_meetings() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let case = json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay"});
    let elsewhere = but(&case, "municipality", json!(ELSEWHERE));
    let foreign = second.as_("coordinator").post("/cases", elsewhere.clone()).expect(201).id();
    second.as_("mayor").post(&format!("/cases/{foreign}/listing"), json!({"reason": "two signals"})).expect(200);
    let coordinator = town.as_("coordinator");
    let meeting = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "Town hall"});
    let prepared = coordinator.post("/meetings", meeting.clone()).expect(201).id();
    let listing = format!("/cases/{}/listing", coordinator.post("/cases", case.clone()).expect(201).id());
    let (items, convocation) = (format!("/meetings/{prepared}/items"), format!("/meetings/{prepared}/convocation"));
    let long = "x".repeat(281);
    let line = |name, method, path: &str, body, status, pointer| (name, method, path.to_owned(), body, status, pointer);
    refused(&town, vec![
        line("coordinator", "POST", "/cases", but(&case, "purpose", json!("social_fraud")), 422, "/purpose"),
        line("coordinator", "POST", "/cases", without(&case, "territorial_link"), 422, "/territorial_link"),
        line("coordinator", "POST", "/cases", but(&case, "territorial_link", json!("work")), 422, "/territorial_link"),
        line("coordinator", "POST", "/cases", elsewhere, 422, "/municipality"),
        line("coordinator", "POST", "/cases", but(&case, "canary", json!("canary")), 422, "/canary"),
        line("mayor", "POST", &listing, json!({}), 422, "/reason"),
        line("mayor", "POST", &listing, json!({"reason": long}), 422, "/reason"),
        line("mayor", "POST", &listing, json!({"reason": ["canary"]}), 422, "/reason"),
        line("mayor", "POST", &listing, json!({"reason": "two", "date": "2020-01-01"}), 422, "/date"),
        line("mayor", "POST", "/cases/canary/listing", json!({"reason": "two"}), 400, "/path/case_id"),
        line("coordinator", "POST", "/meetings", but(&meeting, "starts_at", json!("12 March")), 422, "/starts_at"),
        line("coordinator", "POST", "/meetings", but(&meeting, "starts_at", json!("2020-01-01T09:00:00Z")), 422, "/starts_at"),
        line("coordinator", "POST", "/meetings", but(&meeting, "place", json!("x".repeat(121))), 422, "/place"),
        line("coordinator", "POST", &items, json!({"case_id": "canary"}), 422, "/case_id"),
        line("coordinator", "POST", &items, json!({"case_id": UNKNOWN}), 422, "/case_id"),
        line("coordinator", "POST", &items, json!({"case_id": foreign}), 422, "/case_id"),
        line("mayor", "POST", &convocation, json!({"urgency_reason": "x".repeat(281)}), 422, "/urgency_reason"),
        line("coordinator", "POST", "/meetings/7/items", json!({"case_id": UNKNOWN}), 400, "/path/meeting_id"),
        line("coordinator", "GET", "/cases?limit=0", json!({}), 400, "/query/limit"),
        line("coordinator", "GET", "/cases?limit=201", json!({}), 400, "/query/limit"),
        line("coordinator", "GET", "/meetings?canary=1", json!({}), 400, "/query"),
        line("auditor", "GET", "/access-log/records?after=x", json!({}), 400, "/query/after"),
        line("auditor", "GET", "/access-log/records?from=today", json!({}), 400, "/query"),
        line("auditor", "GET", "/access-log/proofs/x", json!({}), 400, "/path/record"),
    ]);
    let unknown = coordinator.post(&items, json!({"case_id": UNKNOWN})).bytes();
    assert_eq!(coordinator.post(&items, json!({"case_id": foreign})).bytes(), unknown, "foreign is as absent");
}

#[test]
fn bad_items_and_contributions() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let item = scene::open(&town, 0, &TABLE);
    let youth = town.as_("youth-worker");
    let label = scene::label(&town, "discretion", &["ocmw"]);
    let said = scene::say(&youth, &item, &label, "words").expect(201).id();
    let mut words = but(&label, "preview", scene::preview(&youth, &item, &label).expect(200).json["preview"].clone());
    words["text"] = "words".into();
    let invitation = json!({"seat_id": town.seat("caw").as_str(), "contribution_reason": "shelter"});
    let (invitations, contributions) = (format!("/items/{item}/invitations"), format!("/items/{item}/contributions"));
    let (preview, regime) = (format!("{contributions}/preview"), format!("/contributions/{said}/regime"));
    let foreign_organisation = json!({"organisations": [second.organisations["clb"]]});
    let foreign_person = json!({"persons": [second.people["clb"].seat]});
    let line = |name, method, path: &str, body, status, pointer| (name, method, path.to_owned(), body, status, pointer);
    let foreign = json!(second.people["clb"].seat);
    refused(&town, vec![
        line("coordinator", "POST", &invitations, but(&invitation, "seat_id", json!("canary")), 422, "/seat_id"),
        line("coordinator", "POST", &invitations, but(&invitation, "seat_id", json!(UNKNOWN)), 422, "/seat_id"),
        line("coordinator", "POST", &invitations, but(&invitation, "seat_id", foreign), 422, "/seat_id"),
        line("coordinator", "POST", &invitations, without(&invitation, "contribution_reason"), 422, "/contribution_reason"),
        line("coordinator", "POST", &invitations, but(&invitation, "contribution_reason", json!("")), 422, "/contribution_reason"),
        line("clb", "POST", &format!("/items/{item}/acknowledgement"), json!({}), 422, "/text_version"),
        line("clb", "PUT", &format!("{invitations}/{UNKNOWN}/answer"), json!({"answer": "perhaps"}), 422, "/answer"),
        line("clb", "PUT", &format!("{invitations}/canary/answer"), json!({"answer": "accepted"}), 400, "/path/invitation_id"),
        line("mayor", "POST", &format!("/items/{item}/attendance/7/confirmation"), json!({}), 400, "/path/attendance_id"),
        line("mayor", "POST", &format!("/items/{item}/closing"), json!({"canary": 1}), 422, "/canary"),
        line("youth-worker", "POST", &preview, but(&label, "form", json!("canary")), 422, "/form"),
        line("youth-worker", "POST", &preview, without(&label, "form"), 422, "/form"),
        line("youth-worker", "POST", &preview, but(&label, "text", json!("canary")), 422, "/text"),
        line("youth-worker", "POST", &preview, but(&label, "audience", json!({"all": true})), 422, "/audience/all"),
        line("youth-worker", "POST", &preview, but(&label, "audience", json!({"persons": ["canary"]})), 422, "/audience/persons/0"),
        line("youth-worker", "POST", &preview, but(&label, "audience", foreign_organisation), 422, "/audience/organisations/0"),
        line("youth-worker", "POST", &preview, but(&label, "audience", foreign_person), 422, "/audience/persons/0"),
        line("youth-worker", "POST", &preview, but(&label, "onward_use", json!("canary")), 422, "/onward_use"),
        line("youth-worker", "POST", &contributions, without(&words, "text"), 422, "/text"),
        line("youth-worker", "POST", &contributions, but(&words, "text", json!("x".repeat(4001))), 422, "/text"),
        line("youth-worker", "POST", &contributions, but(&words, "text", json!("canary\u{0}")), 422, "/text"),
        line("youth-worker", "POST", &contributions, but(&words, "attachment", json!("canary")), 422, "/attachment"),
        line("youth-worker", "POST", "/items/7/contributions", words.clone(), 400, "/path/item_id"),
        line("youth-worker", "PUT", &regime, json!({"regime": "canary"}), 422, "/regime"),
        line("youth-worker", "PUT", &regime, json!({}), 422, "/regime"),
        line("youth-worker", "PUT", &format!("/contributions/{said}/audience"), json!({"audience": {}}), 422, "/preview"),
        line("youth-worker", "GET", &format!("/items/{item}/why?act=canary"), json!({}), 400, "/query/act"),
    ]);
    youth.post(&contributions, words).expect(201);
}
