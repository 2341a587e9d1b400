//! Bad input, area by area: the documented status and kind, a pointer to the place at fault, and nothing stored.
//!
//! A block of the table begins with who asks, how, where, and with which good body; each line under it names a field
//! and the value it gets instead (`-field` leaves it out, `=` changes nothing), the status and the pointer.

use crate::looking;
use crate::scene::{self, ELSEWHERE, SecondLivc, TABLE, UNKNOWN};
use crate::support::Town;
use serde_json::{Value, json};

const DIRECTORY: &str = r#"
operator POST /livcs {"name":"LIVC R","municipalities":[{"nis":"71004","decided_on":"2026-01-05","decision_reference":"a test"}],"notice_days":5}
    extra "canary" -> 422 /extra
    name 7 -> 422 /name
    name " " -> 422 /name
    name "x*121" -> 422 /name
    -notice_days -> 422 /notice_days
    notice_days 1 -> 422 /notice_days
    municipalities [{"nis":1}] -> 422 /municipalities/0/nis
mayor POST /livcs/7/activation {}
    = -> 400 /path/livc_id
mayor POST /livcs/<livc>/seats {"account_id":"<account>","organisation_id":"<organisation>","function":"social_actor","valid_from":"2026-11-23"}
    account_id "canary" -> 422 /account_id
    account_id "<unknown>" -> 422 /account_id
    organisation_id "<unknown>" -> 422 /organisation_id
    organisation_id "<foreign organisation>" -> 422 /organisation_id
    function "canary" -> 422 /function
    valid_from "tomorrow" -> 422 /valid_from
    valid_until "2026-01-01" -> 422 /valid_until
    municipality "73028" -> 422 /municipality
coordinator POST /livcs/<livc>/organisations {"name":"A school","kind":"school"}
    kind "canary" -> 422 /kind
    name "a\u0007b" -> 422 /name
coordinator POST /accounts {"login":"new-one","display_name":"New One"}
    -login -> 422 /login
    display_name "" -> 422 /display_name
    function "mayor" -> 422 /function
clb PUT /sessions/current/seat {"seat_id":"canary"}
    = -> 422 /seat_id
"#;

const PROCESS: &str = r#"
coordinator POST /cases {"purpose":"terrorism_prevention","municipality":"73028","territorial_link":"stay"}
    purpose "social_fraud" -> 422 /purpose
    -territorial_link -> 422 /territorial_link
    territorial_link "work" -> 422 /territorial_link
    municipality "71004" -> 422 /municipality
    extra "canary" -> 422 /extra
mayor POST /cases/<case>/listing {"reason":"two signals"}
    -reason -> 422 /reason
    reason "x*281" -> 422 /reason
    reason ["canary"] -> 422 /reason
    date "2020-01-01" -> 422 /date
mayor POST /cases/canary/listing {"reason":"two signals"}
    = -> 400 /path/case_id
coordinator POST /meetings {"starts_at":"2027-03-12T09:00:00Z","place":"Town hall"}
    starts_at "12 March" -> 422 /starts_at
    starts_at "2020-01-01T09:00:00Z" -> 422 /starts_at
    place "x*121" -> 422 /place
coordinator POST /meetings/<meeting>/items {"case_id":"canary"}
    = -> 422 /case_id
    case_id "<unknown>" -> 422 /case_id
    case_id "<foreign case>" -> 422 /case_id
coordinator POST /meetings/7/items {"case_id":"<unknown>"}
    = -> 400 /path/meeting_id
mayor POST /meetings/<meeting>/convocation {"urgency_reason":"x*281"}
    = -> 422 /urgency_reason
coordinator GET /cases?limit=0 {}
    = -> 400 /query/limit
coordinator GET /cases?limit=201 {}
    = -> 400 /query/limit
coordinator GET /meetings?canary=1 {}
    = -> 400 /query
auditor GET /access-log/records?after=x {}
    = -> 400 /query/after
auditor GET /access-log/records?from=today {}
    = -> 400 /query
auditor GET /access-log/proofs/x {}
    = -> 400 /path/record
auditor GET /access-log/records?actor=two%20words {}
    = -> 400 /query/actor
auditor GET /access-log/records?merge=week {}
    = -> 400 /query
auditor GET /access-log/worklist?sample=0 {}
    = -> 400 /query/sample
auditor GET /access-log/persons/canary/timeline {}
    = -> 400 /path/account_id
auditor POST /access-log/reviews {"records":["<unknown>"],"finding":"in_order"}
    = -> 422 /records/0
    finding "canary" -> 422 /finding
    note "x*1001" -> 422 /note
    records ["canary"] -> 422 /records/0
    -records -> 422 /records
"#;

const CONSULTATION: &str = r#"
coordinator POST /items/<item>/invitations {"seat_id":"<seat>","contribution_reason":"shelter"}
    seat_id "canary" -> 422 /seat_id
    seat_id "<unknown>" -> 422 /seat_id
    seat_id "<foreign seat>" -> 422 /seat_id
    -contribution_reason -> 422 /contribution_reason
    contribution_reason "" -> 422 /contribution_reason
clb POST /items/<item>/acknowledgement {}
    = -> 422 /text_version
clb PUT /items/<item>/invitations/<unknown>/answer {"answer":"perhaps"}
    = -> 422 /answer
clb PUT /items/<item>/invitations/canary/answer {"answer":"accepted"}
    = -> 400 /path/invitation_id
mayor POST /items/<item>/attendance/7/confirmation {}
    = -> 400 /path/attendance_id
mayor POST /items/<item>/closing {"extra":"canary"}
    = -> 422 /extra
youth-worker POST /items/<item>/contributions/preview <label>
    form "canary" -> 422 /form
    -form -> 422 /form
    text "canary" -> 422 /text
    audience {"all":true} -> 422 /audience/all
    audience {"persons":["canary"]} -> 422 /audience/persons/0
    audience {"persons":["<foreign seat>"]} -> 422 /audience/persons/0
    audience {"organisations":["<foreign organisation>"]} -> 422 /audience/organisations/0
    onward_use "canary" -> 422 /onward_use
youth-worker POST /items/<item>/contributions <words>
    -text -> 422 /text
    text "x*4001" -> 422 /text
    text "canary\u0000" -> 422 /text
    attachment "canary" -> 422 /attachment
youth-worker POST /items/7/contributions <words>
    = -> 400 /path/item_id
youth-worker PUT /contributions/<contribution>/regime {"regime":"canary"}
    = -> 422 /regime
    -regime -> 422 /regime
youth-worker PUT /contributions/<contribution>/audience {"audience":{}}
    = -> 422 /preview
youth-worker GET /items/<item>/why?act=canary {}
    = -> 400 /query/act
youth-worker POST /items/<item>/actions {"life_domain":"housing","kind":"guidance","text":"words","organisation_id":"<unknown>","due_on":"2026-12-24"}
    = -> 422 /organisation_id
    -life_domain -> 422 /life_domain
    life_domain "canary" -> 422 /life_domain
    kind "canary" -> 422 /kind
    text "x*281" -> 422 /text
    text " " -> 422 /text
    due_on "tomorrow" -> 422 /due_on
    due_on "2020-01-01" -> 422 /due_on
    extra "canary" -> 422 /extra
youth-worker POST /actions/<action>/progress {"state":"running"}
    state "accepted" -> 422 /state
    -state -> 422 /state
    note "x*281" -> 422 /note
    extra "canary" -> 422 /extra
youth-worker POST /actions/canary/acceptance {}
    = -> 400 /path/action_id
mayor PUT /cases/<case>/case-manager {"seat_id":"<seat>"}
    seat_id "<foreign seat>" -> 422 /seat_id
    deputy {"seat_id":"<seat>"} -> 422 /deputy/valid_from
    deputy "canary" -> 422 /deputy
mayor POST /livcs/<livc>/handovers {"from_seat_id":"<seat>","to_seat_id":"<seat>"}
    = -> 422 /to_seat_id
    from_seat_id "<foreign seat>" -> 422 /from_seat_id
    to_seat_id "<unknown>" -> 422 /to_seat_id
"#;

/// A text of many characters is written by their number.
fn long(value: Value) -> Value {
    match value.as_str().and_then(|text| text.strip_prefix("x*")?.parse().ok()) {
        Some(length) => json!("x".repeat(length)),
        None => value,
    }
}

fn changed(good: &Value, change: &str) -> Value {
    let mut body = good.clone();
    let fields = body.as_object_mut().unwrap();
    match (change.strip_prefix('-'), change.split_once(' ')) {
        (Some(field), _) => {
            fields.remove(field).unwrap();
        }
        (None, Some((field, value))) => {
            fields.insert(field.to_owned(), serde_json::from_str(value).unwrap());
        }
        (None, None) => assert_eq!(change, "="),
    }
    fields.values_mut().for_each(|value| *value = long(value.take()));
    body
}

#[track_caller]
fn refused(town: &Town, table: &str, names: &[(&str, &str)]) {
    let fill = |text: String, (name, value): &(&str, &str)| text.replace(&format!("<{name}>"), value);
    let table = names.iter().fold(table.to_owned(), fill);
    let (before, mut block, mut lines) = (looking::stored(town), ("", "", "", Value::Null), 0);
    for line in table.lines().filter(|line| !line.is_empty()) {
        let Some(change) = line.strip_prefix("    ") else {
            let mut parts = line.splitn(4, ' ');
            let mut next = || parts.next().unwrap();
            block = (next(), next(), next(), serde_json::from_str(next()).unwrap());
            continue;
        };
        let (change, expected) = change.rsplit_once(" -> ").unwrap();
        let (status, pointer) = expected.split_once(' ').unwrap();
        let (name, method, path, good) = &block;
        let answer = town.as_(name).send_json(method, path, &changed(good, change));
        let told = format!("{name} {method} {path} {change}: {}", answer.text);
        assert_eq!(answer.status.to_string(), status, "{told}");
        let kind = if status == "400" {
            "malformed-request"
        } else {
            "not-acceptable"
        };
        assert_eq!(answer.json["type"], format!("/problems/{kind}"), "{told}");
        assert_eq!(answer.json["errors"][0]["pointer"], pointer, "{told}");
        assert!(!answer.text.contains("canary"), "what was sent is not repeated: {told}");
        lines += 1;
    }
    assert!(lines > 20);
    before.is_unchanged(town);
}

#[test]
fn bad_livcs_seats_organisations_and_accounts() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let names = [
        ("livc", town.livc().as_str()),
        ("account", town.person("clb").account.as_str()),
        ("organisation", &scene::organisation(&town, "clb")),
        ("unknown", UNKNOWN),
        ("foreign organisation", &second.organisations["clb"]),
    ];
    refused(&town, DIRECTORY, &names);
}

#[test]
fn bad_cases_and_meetings() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let case = |nis| json!({"purpose": "terrorism_prevention", "municipality": nis, "territorial_link": "stay"});
    let foreign = second
        .as_("coordinator")
        .post("/cases", case(ELSEWHERE))
        .expect(201)
        .id();
    let listing = json!({"reason": "two signals"});
    second
        .as_("mayor")
        .post(&format!("/cases/{foreign}/listing"), listing)
        .expect(200);
    let coordinator = town.as_("coordinator");
    let meeting = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "Town hall"});
    let meeting = coordinator.post("/meetings", meeting).expect(201).id();
    let own = coordinator.post("/cases", case("73028")).expect(201).id();
    let names = [
        ("meeting", meeting.as_str()),
        ("case", &own),
        ("unknown", UNKNOWN),
        ("foreign case", &foreign),
    ];
    refused(&town, PROCESS, &names);
    let items = format!("/meetings/{meeting}/items");
    let answer = |id: &str| coordinator.post(&items, json!({"case_id": id})).bytes();
    assert_eq!(answer(&foreign), answer(UNKNOWN), "foreign is as absent");
}

#[test]
fn bad_items_and_contributions() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let item = scene::open(&town, 0, &TABLE);
    let youth = town.as_("youth-worker");
    let label = scene::label(&town, "discretion", &["ocmw"]);
    let said = scene::say(&youth, &item, &label, "words").expect(201).id();
    let action = scene::agree(&town, "youth-worker", &item).expect(201).id();
    let mut words = label.clone();
    words["preview"] = scene::preview(&youth, &item, &label).expect(200).json["preview"].clone();
    words["text"] = "words".into();
    let names = [
        ("item", item.as_str()),
        ("seat", town.seat("caw").as_str()),
        ("unknown", UNKNOWN),
        ("contribution", &said),
        ("action", &action),
        ("case", town.case(0).as_str()),
        ("livc", town.livc().as_str()),
        ("label", &label.to_string()),
        ("words", &words.to_string()),
        ("foreign seat", second.people["clb"].seat.as_deref().unwrap()),
        ("foreign organisation", &second.organisations["clb"]),
    ];
    refused(&town, CONSULTATION, &names);
    youth.post(&format!("/items/{item}/contributions"), words).expect(201);
}
