//! Dated deputies of core seats (R02).

use crate::scene::{self, Newcomer, SecondLivc};
use crate::support::Town;
use serde_json::json;

#[test]
fn r02_permits_a_dated_deputy_of_a_core_seat_and_refuses_one_that_does_not_fit() {
    let town = Town::start();
    let (livc, hall) = (town.livc().to_string(), scene::organisation(&town, "mayor"));
    let (mayor, coordinator) = (town.as_("mayor"), town.seat("coordinator").to_string());
    let mut deputy = Newcomer::enrol(&town, "deputy");
    let more = |seat: &str, until: Option<&str>| json!({"deputises_for": seat, "valid_until": until});
    let last = Some("2026-12-31");
    let to = |function| (livc.as_str(), hall.as_str(), function);
    for (function, given, pointer) in [
        ("prevention_official", more(&coordinator, None), "/valid_until"),
        ("mayor_rep", more(&coordinator, last), "/deputises_for"),
        ("secretary", more(&coordinator, last), "/deputises_for"),
        (
            "prevention_official",
            more(town.seat("clb").as_str(), last),
            "/deputises_for",
        ),
        (
            "secretary",
            more(town.seat("secretary").as_str(), last),
            "/deputises_for",
        ),
        ("prevention_official", more(scene::UNKNOWN, last), "/deputises_for"),
    ] {
        let refused = deputy.take_seat(&mayor, to(function), &given).expect(422);
        assert_eq!(refused.json["errors"][0]["pointer"], pointer, "{}", refused.text);
    }
    let given = deputy.take_seat(&mayor, to("prevention_official"), &more(&coordinator, last));
    assert_eq!(given.expect(201).json["deputises_for"], coordinator);
    let own = deputy.seat.clone().unwrap();
    // A deputy has no deputy, and nobody deputises for herself.
    let mut next = Newcomer::enrol(&town, "deputy-of-the-deputy");
    next.take_seat(&mayor, to("prevention_official"), &more(&own, last))
        .refused(422, "R02");
    let herself = json!({
        "account_id": town.person("coordinator").account.to_string(),
        "organisation_id": hall,
        "function": "prevention_official",
        "valid_from": "2026-11-23",
        "valid_until": "2026-12-31",
        "deputises_for": coordinator,
    });
    mayor.post(&format!("/livcs/{livc}/seats"), herself).refused(422, "R02");
    town.as_("coordinator")
        .post(
            &format!("/livcs/{livc}/seats"),
            json!({
                "account_id": next.account,
                "organisation_id": hall,
                "function": "prevention_official",
                "valid_from": "2026-11-23",
                "valid_until": "2026-12-31",
                "deputises_for": coordinator,
            }),
        )
        .refused(403, "R02");
}

#[test]
fn r02_permits_a_deputy_to_stand_in_at_the_opening_and_refuses_it_without() {
    let town = Town::start();
    let (livc, hall) = (town.livc().to_string(), scene::organisation(&town, "mayor"));
    let (mayor, item) = (town.as_("mayor"), town.item(0).to_string());
    let mut deputy = Newcomer::enrol(&town, "deputy");
    let given = json!({"deputises_for": town.seat("coordinator").as_str(), "valid_until": "2026-12-14"});
    let to = (livc.as_str(), hall.as_str(), "prevention_official");
    deputy.take_seat(&mayor, to, &given).expect(201);
    scene::invite(&town, &item, deputy.seat.as_deref().unwrap());
    town.go_to_the_meeting();
    for name in ["mayor", "police-chief"] {
        scene::attend(&town.as_(name), &item);
    }
    let opening = format!("/items/{item}/opening");
    town.as_("mayor").act(&opening).refused(409, "R19");
    scene::attend(&deputy.client(), &item);
    town.as_("mayor").act(&opening).expect(200);
    // The day after her last one she has no seat any more.
    let client = deputy.client();
    town.wait(chrono::TimeDelta::days(1));
    assert_eq!(client.get("/me").status, 401);
}

#[test]
fn r02_permits_deputies_an_invitation_to_what_is_convened_in_their_days_and_refuses_it_after_them() {
    let town = Town::start();
    let (livc, hall) = (town.livc().to_string(), scene::organisation(&town, "mayor"));
    let coordinator = town.as_("coordinator");
    let mut in_time = Newcomer::enrol(&town, "deputy-in-time");
    let mut too_early = Newcomer::enrol(&town, "deputy-too-early");
    let to = (livc.as_str(), hall.as_str(), "prevention_official");
    for (person, until) in [(&mut in_time, "2027-01-11"), (&mut too_early, "2027-01-10")] {
        let given = json!({"deputises_for": town.seat("coordinator").as_str(), "valid_until": until});
        person.take_seat(&town.as_("mayor"), to, &given).expect(201);
    }
    let body = json!({"starts_at": "2027-01-11T09:00:00Z", "place": "Town hall"});
    let meeting = coordinator.post("/meetings", body).expect(201).id();
    let path = format!("/meetings/{meeting}/items");
    let item = coordinator
        .post(&path, json!({"case_id": town.case(0).as_str()}))
        .expect(201)
        .id();
    let invited = coordinator.get(&format!("/items/{item}/invitations")).expect(200).text;
    assert!(invited.contains(in_time.seat.as_deref().unwrap()));
    assert!(!invited.contains(too_early.seat.as_deref().unwrap()));
}

#[test]
fn r02_refuses_activation_on_a_deputy() {
    let town = Town::start();
    let second = SecondLivc::draft(&town, &["mayor", "police-chief", "coordinator"]);
    let operator = town.as_("operator");
    let mut deputy = Newcomer::enrol(&town, "deputy");
    let hall = second.organisations["mayor"].clone();
    let coordinator = second.people["coordinator"].seat.clone().unwrap();
    let given = json!({"deputises_for": coordinator, "valid_until": "2026-12-31"});
    let to = (second.livc.as_str(), hall.as_str(), "prevention_official");
    deputy.take_seat(&operator, to, &given).expect(201);
    let seats = format!("/livcs/{}/seats", second.livc);
    operator.act(&format!("{seats}/{coordinator}/ending")).expect(200);
    let activation = format!("/livcs/{}/activation", second.livc);
    second.as_("mayor").act(&activation).refused(409, "R02");
    let mut next = Newcomer::enrol(&town, "next-coordinator");
    next.take_seat(&operator, to, &json!({})).expect(201);
    second.as_("mayor").act(&activation).expect(200);
}
