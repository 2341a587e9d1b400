//! LIVC Rs, their seats and organisations: `/livcs`.

use crate::looking;
use crate::scene::{self, ELSEWHERE, Newcomer, SecondLivc};
use crate::support::{Answer, Town};
use chrono::TimeDelta;
use serde_json::json;

#[test]
fn r01_permits_a_livc_of_known_municipalities_and_refuses_any_other() {
    let town = Town::start();
    let operator = town.as_("operator");
    let add = |municipalities: &[&str]| {
        let lines: Vec<_> = municipalities
            .iter()
            .map(|nis| json!({"nis": nis, "decided_on": "2026-01-05", "decision_reference": "a test"}))
            .collect();
        let body =
            json!({"name": "LIVC R", "municipalities": lines, "presiding": municipalities.first(), "notice_days": 5});
        operator.post("/livcs", body)
    };
    let joint = add(&[ELSEWHERE, "73028"]).expect(201);
    assert_eq!(joint.json["state"], "draft");
    assert_eq!(joint.header("location"), format!("/api/v1/livcs/{}", joint.id()));
    let before = looking::stored(&town);
    let unknown = add(&[ELSEWHERE, "99999"]).refused(422, "R01");
    assert_eq!(unknown.json["errors"][0]["pointer"], "/municipalities/1/nis");
    add(&[]).refused(422, "R01");
    before.is_unchanged(&town);
}

#[test]
fn r01_permits_each_livc_its_own_and_refuses_everything_of_another() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    for name in ["mayor", "clb", "auditor"] {
        town.as_(name).get(&format!("/livcs/{}", town.livc())).expect(200);
        second.as_(name).get(&format!("/livcs/{}", second.livc)).expect(200);
        second.as_(name).get(&format!("/livcs/{}", town.livc())).concealed();
        town.as_(name).get(&format!("/livcs/{}", second.livc)).concealed();
    }
    second
        .as_("coordinator")
        .get(&format!("/cases/{}", town.case(0)))
        .concealed();
    let elsewhere = json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay"});
    second.as_("coordinator").post("/cases", elsewhere).refused(422, "R01");
    let mut list = town.as_("operator").get("/livcs").expect(200).json;
    assert_eq!(list.as_array_mut().unwrap().len(), 2);
}

#[test]
fn r02_permits_activation_with_three_core_seats_and_refuses_it_before() {
    let town = Town::start();
    let mut second = SecondLivc::draft(&town, &["mayor", "coordinator"]);
    let path = format!("/livcs/{}/activation", second.livc);
    second.as_("mayor").act(&path).refused(409, "R02");
    let case = json!({"purpose": "terrorism_prevention", "municipality": ELSEWHERE, "territorial_link": "stay"});
    second
        .as_("coordinator")
        .post("/cases", case.clone())
        .refused(409, "R02");
    second.as_("coordinator").act(&path).refused(403, "R02");
    second.appoint("police-chief");
    let active = second.as_("mayor").act(&path).expect(200);
    assert_eq!(active.json["state"], "active");
    second.as_("coordinator").post("/cases", case).expect(201);
    second.as_("mayor").act(&path).refused(409, "R02");
}

#[test]
fn r02_refuses_one_person_two_core_seats_and_r41_refuses_an_auditor_who_takes_part() {
    let town = Town::start();
    let (livc, town_hall) = (town.livc().to_string(), scene::organisation(&town, "mayor"));
    let (mayor, mut person) = (town.as_("mayor"), Newcomer::enrol(&town, "busy-person"));
    person
        .take_seat(&mayor, (&livc, &town_hall, "prevention_official"), &json!({}))
        .expect(201);
    let refused = |answer: Answer, rule: &str| {
        assert_eq!(answer.refused(422, rule).json["errors"][0]["pointer"], "/function");
    };
    let before = looking::stored(&town);
    refused(
        person.take_seat(&mayor, (&livc, &town_hall, "mayor_rep"), &json!({})),
        "R02",
    );
    refused(
        person.take_seat(&mayor, (&livc, &town_hall, "auditor"), &json!({})),
        "R41",
    );
    refused(
        person.take_seat(&mayor, (&livc, &town_hall, "police_rep"), &json!({})),
        "R04",
    );
    before.is_unchanged(&town);
}

#[test]
fn r02_refuses_seats_given_by_whoever_may_not() {
    let town = Town::start();
    let livc = town.livc().to_string();
    let person = Newcomer::enrol(&town, "somebody");
    let seat = |function: &str| {
        json!({
            "account_id": person.account,
            "organisation_id": scene::organisation(&town, "mayor"),
            "function": function,
            "valid_from": "2026-11-23",
        })
    };
    let path = format!("/livcs/{livc}/seats");
    town.as_("coordinator")
        .post(&path, seat("prevention_official"))
        .refused(403, "R02");
    town.as_("secretary").post(&path, seat("secretary")).refused(403, "R02");
    town.as_("coordinator").post(&path, seat("secretary")).expect(201);
}

#[test]
fn r03_permits_a_cleared_police_seat_and_refuses_a_lower_an_expired_or_a_missing_clearance() {
    let town = Town::start();
    let (livc, police) = (town.livc().to_string(), scene::organisation(&town, "police-chief"));
    let (mayor, mut officer) = (town.as_("mayor"), Newcomer::enrol(&town, "new-officer"));
    let clearance = |level: &str, expires: &str| json!({"clearance": {"level": level, "expires_on": expires, "checked_by": "x", "checked_on": "2026-11-01"}});
    for wrong in [
        clearance("vertrouwelijk", "2030-01-01"),
        clearance("geheim", "2026-11-22"),
        json!({"clearance": null}),
    ] {
        let refused = officer
            .take_seat(&mayor, (&livc, &police, "police_rep"), &wrong)
            .refused(422, "R03");
        assert_eq!(refused.json["errors"][0]["pointer"], "/clearance");
    }
    let town_hall = scene::organisation(&town, "mayor");
    officer
        .take_seat(
            &mayor,
            (&livc, &town_hall, "secretary"),
            &clearance("geheim", "2030-01-01"),
        )
        .refused(422, "R03");
    officer
        .take_seat(
            &mayor,
            (&livc, &police, "police_rep"),
            &clearance("zeer_geheim", "2030-01-01"),
        )
        .expect(201);
}

#[test]
fn r03_permits_police_until_the_last_day_of_the_clearance_and_refuses_check_in_and_reading_after_it() {
    let town = Town::start();
    let (livc, police) = (town.livc().to_string(), scene::organisation(&town, "police-chief"));
    let (mayor, mut officer) = (town.as_("mayor"), Newcomer::enrol(&town, "new-officer"));
    // The meeting is on 14 December; the clearance ends that day.
    let clearance = |expires: &str| json!({"clearance": {"level": "geheim", "expires_on": expires, "checked_by": "x", "checked_on": "2026-11-01"}});
    officer
        .take_seat(&mayor, (&livc, &police, "police_rep"), &clearance("2026-12-13"))
        .expect(201);
    let item = town.item(0).to_string();
    let body = json!({"seat_id": officer.seat, "contribution_reason": "local police"});
    let refused = town
        .as_("coordinator")
        .post(&format!("/items/{item}/invitations"), body)
        .refused(422, "R03");
    assert_eq!(refused.json["errors"][0]["pointer"], "/seat_id");
    let mut officer = Newcomer::enrol(&town, "newer-officer");
    officer
        .take_seat(&mayor, (&livc, &police, "police_rep"), &clearance("2026-12-14"))
        .expect(201);
    scene::invite(&town, &item, officer.seat.as_deref().unwrap());
    town.go_to_the_meeting();
    scene::acknowledge(&officer.client(), &item).expect(200);
    officer.client().get(&format!("/items/{item}")).expect(200);
    town.wait(TimeDelta::days(1));
    officer
        .client()
        .act(&format!("/items/{item}/check-in"))
        .refused(403, "R03");
    officer.client().get(&format!("/items/{item}")).refused(403, "R03");
    officer.client().get("/meetings").refused(403, "R03");
}

#[test]
fn r04_refuses_organisations_and_functions_that_are_no_members() {
    let town = Town::start();
    let coordinator = town.as_("coordinator");
    let path = format!("/livcs/{}/organisations", town.livc());
    let before = looking::stored(&town);
    for kind in ["intelligence_service", "ocad", "public_prosecutor", "local_task_force"] {
        let answer = coordinator.post(&path, json!({"name": "X", "kind": kind})).expect(422);
        assert_eq!(answer.json["errors"][0]["pointer"], "/kind");
    }
    let body = json!({"seat_id": town.seat("auditor").as_str(), "contribution_reason": "none"});
    let path = format!("/items/{}/invitations", town.item(0));
    coordinator.post(&path, body).refused(422, "R04");
    before.is_unchanged(&town);
}

#[test]
fn r22_refuses_an_organisation_a_lower_regime_than_its_kind() {
    let town = Town::start();
    let path = format!("/livcs/{}/organisations", town.livc());
    let body = json!({"name": "Another CLB", "kind": "clb", "default_regime": "discretion"});
    let refused = town.as_("coordinator").post(&path, body).refused(422, "R22");
    assert_eq!(refused.json["errors"][0]["pointer"], "/default_regime");
}

#[test]
fn r41_permits_auditor_and_officer_a_directory_without_names() {
    let town = Town::start();
    let path = format!("/livcs/{}/seats", town.livc());
    for name in ["auditor", "dpo"] {
        let seats = town.as_(name).get(&path).expect(200);
        assert!(seats.json.as_array().unwrap().iter().all(|seat| seat["name"].is_null()));
        assert!(!seats.text.contains("fictitious"));
    }
    assert!(
        town.as_("secretary")
            .get(&path)
            .expect(200)
            .text
            .contains("Clara Clebemans")
    );
}

#[test]
fn r35_permits_the_operator_to_seat_a_livc_that_is_put_together_and_refuses_it_once_it_is_at_work() {
    let town = Town::start();
    let mut second = SecondLivc::draft(&town, &["mayor"]);
    second.appoint("clb");
    let person = Newcomer::enrol(&town, "somebody");
    let seat = json!({
        "account_id": person.account,
        "organisation_id": scene::organisation(&town, "mayor"),
        "function": "secretary",
        "valid_from": "2026-11-23",
    });
    let path = format!("/livcs/{}/seats", town.livc());
    town.as_("operator").post(&path, seat.clone()).refused(403, "R35");
    town.as_("mayor").post(&path, seat).expect(201);
}
