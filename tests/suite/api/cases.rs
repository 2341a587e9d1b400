//! Cases: `/cases`.

use crate::looking;
use crate::scene::{ELSEWHERE, ELSEWHERE_TOO, Newcomer, SecondLivc};
use crate::support::{Client, Town};
use serde_json::{Value, json};

fn body(municipality: &str) -> Value {
    json!({"purpose": "terrorism_prevention", "municipality": municipality, "territorial_link": "school"})
}

fn prepared(client: &Client, municipality: &str) -> String {
    client.post("/cases", body(municipality)).expect(201).id()
}

#[test]
fn r01_refuses_a_case_outside_the_territory() {
    let town = Town::start();
    let before = looking::stored(&town);
    let refused = town
        .as_("coordinator")
        .post("/cases", body(ELSEWHERE))
        .refused(422, "R01");
    assert_eq!(refused.json["errors"][0]["pointer"], "/municipality");
    town.as_("coordinator")
        .post("/cases", body("00000"))
        .refused(422, "R01");
    before.is_unchanged(&town);
}

#[test]
fn r11_permits_the_mayor_to_list_and_refuses_everybody_else() {
    let town = Town::start();
    let path = format!("/cases/{}/listing", prepared(&town.as_("coordinator"), "73028"));
    let reason = json!({"reason": "two independent signals"});
    let before = looking::stored(&town);
    for name in ["police-chief", "information-officer", "coordinator", "secretary", "clb"] {
        let refused = town.as_(name).post(&path, reason.clone()).refused(403, "R11");
        assert_eq!(refused.json["type"], "/problems/forbidden", "{name}");
    }
    before.is_unchanged(&town);
    let listed = town.as_("mayor").post(&path, reason.clone()).expect(200);
    assert_eq!(
        (&listed.json["state"], &listed.json["list_version"]),
        (&json!("listed"), &json!(3))
    );
    assert!(listed.json["listed_at"].is_string());
    town.as_("mayor").post(&path, reason).refused(409, "R11");
}

#[test]
fn r11_refuses_a_case_on_an_agenda_before_it_is_listed() {
    let town = Town::start();
    let coordinator = town.as_("coordinator");
    let case = prepared(&coordinator, "73028");
    let body = json!({"starts_at": "2027-03-12T09:00:00Z", "place": "Town hall"});
    let meeting = coordinator.post("/meetings", body).expect(201).id();
    let before = looking::stored(&town);
    coordinator
        .post(&format!("/meetings/{meeting}/items"), json!({"case_id": case}))
        .refused(409, "R11");
    before.is_unchanged(&town);
}

#[test]
fn r35_permits_a_random_code_and_refuses_a_place_for_a_name() {
    let town = Town::start();
    let coordinator = town.as_("coordinator");
    let mut codes = std::collections::BTreeSet::new();
    for _ in 0..5 {
        let case = coordinator.post("/cases", body("73028")).expect(201).json;
        let code = case["code"].as_str().unwrap().to_owned();
        assert!(!code.contains("73028") && !code.contains("2026"), "{code}");
        assert!(codes.insert(code));
    }
    for field in ["name", "birth_date", "national_number", "address", "photo", "code"] {
        let mut named = body("73028");
        named[field] = "x".into();
        let refused = coordinator.post("/cases", named).expect(422);
        assert_eq!(refused.json["errors"][0]["pointer"], format!("/{field}"));
    }
    for path in ["/vault", "/vault?name=x", "/cases?name=x", "/persons"] {
        let status = coordinator.get(path).status;
        assert!([400, 404].contains(&status), "{path}: {status}");
    }
}

#[test]
fn r35_permits_the_code_to_those_who_direct_and_refuses_it_to_participants_and_operator() {
    let town = Town::start();
    let path = format!("/cases/{}", town.case(0));
    for name in ["mayor", "coordinator", "secretary"] {
        town.as_(name).get(&path).expect(200);
    }
    for (name, rule) in [("police-chief", "R34"), ("auditor", "R41"), ("operator", "R35")] {
        town.as_(name).get(&path).refused(403, rule);
    }
    // Whoever takes part could be case manager: who is not, learns nothing.
    town.as_("clb").get(&path).concealed();
}

#[test]
fn r39_permits_a_mayor_her_own_cases_and_refuses_those_of_the_other_mayor_of_a_joint_livc() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let mut other = Newcomer::enrol(&town, "other-mayor");
    let town_hall = &second.organisations["mayor"];
    let of_the_other = json!({"municipality": ELSEWHERE_TOO});
    other
        .take_seat(&second.as_("mayor"), (&second.livc, town_hall, "mayor"), &of_the_other)
        .expect(201);
    let coordinator = second.as_("coordinator");
    let (hers, his) = (prepared(&coordinator, ELSEWHERE), prepared(&coordinator, ELSEWHERE_TOO));
    let reason = json!({"reason": "two independent signals"});
    for (mayor, own, foreign) in [(second.as_("mayor"), &hers, &his), (other.client(), &his, &hers)] {
        mayor.get(&format!("/cases/{own}")).expect(200);
        mayor.get(&format!("/cases/{foreign}")).concealed();
        mayor.get(&format!("/cases/{foreign}/why")).concealed();
        mayor
            .post(&format!("/cases/{foreign}/listing"), reason.clone())
            .concealed();
        mayor.post(&format!("/cases/{own}/listing"), reason.clone()).expect(200);
        let list = mayor.get("/cases").expect(200);
        assert!(list.text.contains(own) && !list.text.contains(foreign), "{}", list.text);
    }
    second
        .as_("mayor")
        .post("/cases", body(ELSEWHERE_TOO))
        .refused(422, "R01");
    assert_eq!(
        coordinator.get("/cases").expect(200).json["items"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_list_is_read_page_by_page_and_never_twice() {
    let town = Town::start();
    let coordinator = town.as_("coordinator");
    for _ in 0..3 {
        prepared(&coordinator, "73028");
    }
    let whole = coordinator.get("/cases").expect(200).json["items"].clone();
    let (mut pages, mut after) = (Vec::new(), String::new());
    loop {
        let page = coordinator.get(&format!("/cases?limit=2{after}")).expect(200).json;
        pages.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(json!(pages), whole);
    assert_eq!(pages.len(), 5);
}
