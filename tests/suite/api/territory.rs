//! A common LIVC R of several municipalities: who presides, who joins and leaves, and each mayor's own agenda (R01).

use crate::scene::{ELSEWHERE, ELSEWHERE_TOO, Newcomer, SecondLivc};
use crate::support::{Answer, Client, Town};
use serde_json::{Value, json};

/// The mayor of the second municipality, seated by the one who presides.
fn other_mayor<'t>(town: &'t Town, second: &SecondLivc<'t>) -> Newcomer<'t> {
    let mut other = Newcomer::enrol(town, "mayor-of-the-other");
    let to = (second.livc.as_str(), second.organisations["mayor"].as_str(), "mayor");
    let more = json!({"municipality": ELSEWHERE_TOO});
    other.take_seat(&second.as_("mayor"), to, &more).expect(201);
    other
}

fn case(by: &Client, mayor: &Client, municipality: &str) -> String {
    let body = json!({"purpose": "terrorism_prevention", "municipality": municipality, "territorial_link": "stay"});
    let case = by.post("/cases", body).expect(201).id();
    mayor
        .post(&format!("/cases/{case}/listing"), json!({"reason": "two signals"}))
        .expect(200);
    case
}

/// The state of every item on the agenda, in their order.
fn states(coordinator: &Client, meeting: &str) -> Vec<Value> {
    let agenda = coordinator.get(&format!("/meetings/{meeting}/items")).expect(200).json;
    let mut lines = agenda["items"].as_array().unwrap().clone();
    lines.sort_by_key(|line| line["position"].as_i64());
    lines.iter().map(|line| line["state"].clone()).collect()
}

#[test]
fn r01_permits_a_common_livc_where_it_is_said_who_presides_and_refuses_it_where_not() {
    let town = Town::start();
    let operator = town.as_("operator");
    let line = |nis: &str| json!({"nis": nis, "decided_on": "2026-01-05", "decision_reference": "a test"});
    let add = |presiding: Value| -> Answer {
        let all = [line(ELSEWHERE), line(ELSEWHERE_TOO)];
        let body = json!({"name": "Joint", "municipalities": all, "presiding": presiding, "notice_days": 5});
        operator.post("/livcs", body)
    };
    for wrong in [json!(null), json!("11002")] {
        let refused = add(wrong).refused(422, "R01");
        assert_eq!(refused.json["errors"][0]["pointer"], "/presiding");
    }
    assert_eq!(add(json!(ELSEWHERE_TOO)).expect(201).json["presiding"], ELSEWHERE_TOO);
    let alone = json!({"name": "Alone", "municipalities": [line(ELSEWHERE)], "notice_days": 5});
    let alone = operator.post("/livcs", alone).expect(201);
    assert_eq!(alone.json["presiding"], ELSEWHERE);
}

#[test]
fn r01_permits_the_presiding_mayor_to_let_a_municipality_join_and_leave_and_refuses_other_mayors() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let other = other_mayor(&town, &second);
    let path = format!("/livcs/{}/municipalities", second.livc);
    let joining =
        |nis: &str, decided_on: &str| json!({"nis": nis, "decided_on": decided_on, "decision_reference": "college"});
    let new = joining("71002", "2026-11-20");
    other.client().post(&path, new.clone()).refused(403, "R01");
    town.as_("operator").post(&path, new.clone()).refused(403, "R35");
    second.as_("coordinator").post(&path, new.clone()).refused(403, "R01");
    town.as_("mayor").post(&path, new.clone()).concealed();
    let presiding = second.as_("mayor");
    for (wrong, pointer) in [
        (joining("99999", "2026-11-20"), "/nis"),
        (joining("71002", "2026-11-24"), "/decided_on"),
        (joining(ELSEWHERE_TOO, "2026-11-20"), "/nis"),
    ] {
        let refused = presiding.post(&path, wrong).refused(422, "R01");
        assert_eq!(refused.json["errors"][0]["pointer"], pointer);
    }
    presiding.post(&path, new).expect(200);
    let body = json!({"purpose": "terrorism_prevention", "municipality": "71002", "territorial_link": "stay"});
    let case = second.as_("coordinator").post("/cases", body.clone()).expect(201).id();

    let leaving = |nis: &str| format!("{path}/{nis}/leaving");
    let (today, before) = (json!({"left_on": "2026-11-23"}), json!({"left_on": "2026-11-22"}));
    other
        .client()
        .post(&leaving("71002"), today.clone())
        .refused(403, "R01");
    presiding.post(&leaving(ELSEWHERE), today.clone()).refused(409, "R01");
    presiding.post(&leaving("11002"), today.clone()).concealed();
    let refused = presiding.post(&leaving("71002"), before).refused(422, "R01");
    assert_eq!(refused.json["errors"][0]["pointer"], "/left_on");
    presiding.post(&leaving("71002"), today.clone()).expect(200);
    presiding.post(&leaving("71002"), today).refused(409, "R01");
    // No new case, and what there is goes on.
    second.as_("coordinator").post("/cases", body).refused(422, "R01");
    second.as_("coordinator").get(&format!("/cases/{case}")).expect(200);
    presiding
        .post(&path, joining("71002", "2026-11-20"))
        .refused(422, "R01");
}

#[test]
fn r01_refuses_a_mayor_who_does_not_preside_the_acts_on_the_whole() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let other = other_mayor(&town, &second);
    let mut person = Newcomer::enrol(&town, "somebody");
    let hall = second.organisations["mayor"].clone();
    let core = (second.livc.as_str(), hall.as_str(), "prevention_official");
    person.take_seat(&other.client(), core, &json!({})).refused(403, "R01");
    let seats = format!("/livcs/{}/seats", second.livc);
    let clb = second.people["clb"].seat.clone().unwrap();
    other.client().act(&format!("{seats}/{clb}/ending")).refused(403, "R01");
    // What she needs for her own cases, she can do.
    let secretary = (second.livc.as_str(), hall.as_str(), "secretary");
    person.take_seat(&other.client(), secretary, &json!({})).expect(201);
    let body = json!({"purpose": "terrorism_prevention", "municipality": ELSEWHERE_TOO, "territorial_link": "stay"});
    other.client().post("/cases", body).expect(201);
}

#[test]
fn r01_permits_each_mayor_to_convene_her_own_items_and_refuses_her_those_of_others() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let (other, coordinator) = (other_mayor(&town, &second), second.as_("coordinator"));
    let (first_mayor, other_mayor) = (second.as_("mayor"), other.client());
    let cases = [
        case(&coordinator, &first_mayor, ELSEWHERE),
        case(&coordinator, &other_mayor, ELSEWHERE_TOO),
    ];
    let body = json!({"starts_at": "2026-12-14T09:00:00Z", "place": "Town hall"});
    let meeting = coordinator.post("/meetings", body).expect(201).id();
    let convocation = format!("/meetings/{meeting}/convocation");
    let table = |case: &String| {
        let path = format!("/meetings/{meeting}/items");
        coordinator.post(&path, json!({"case_id": case})).expect(201).id()
    };
    let first = table(&cases[0]);
    // An agenda with nothing of hers tells her no more than an empty one.
    other_mayor.post(&convocation, json!({})).refused(409, "R14");
    let second_item = table(&cases[1]);
    assert_eq!(states(&coordinator, &meeting), ["draft", "draft"]);
    let convened = first_mayor.post(&convocation, json!({})).expect(200);
    assert_eq!(convened.json["state"], "convened");
    assert_eq!(states(&coordinator, &meeting), ["convened", "draft"]);
    first_mayor.post(&convocation, json!({})).refused(409, "R04");
    // The chief of police is a member for both, and knows of one so far; the meeting tells her nothing of another.
    let seen = |item: &str| second.as_("police-chief").get(&format!("/items/{item}")).status;
    assert_eq!((seen(&first), seen(&second_item)), (428, 404));
    let line = second
        .as_("police-chief")
        .get(&format!("/meetings/{meeting}"))
        .expect(200);
    assert!(line.json["convened_at"].is_null() && line.json["state"].is_null());
    other_mayor.get(&format!("/items/{first}")).concealed();

    other_mayor.post(&convocation, json!({})).expect(200);
    assert_eq!(states(&coordinator, &meeting), ["convened", "convened"]);
    assert_eq!((seen(&first), seen(&second_item)), (428, 428));
    first_mayor.get(&format!("/items/{second_item}")).concealed();
    other_mayor.post(&convocation, json!({})).refused(409, "R04");
}
