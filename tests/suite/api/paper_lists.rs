//! Signed lists of attendance: `/paper-acts` of kind `attendance`.

use crate::looking;
use crate::scene::{self, CORE};
use crate::support::{Answer, Client, Town};
use serde_json::{Value, json};

fn confirm(client: &Client, act: &str) -> Answer {
    client.act(&format!("/paper-acts/{act}/confirmation"))
}

fn attendance(item: &str, signed_on: &str, seats: &[String]) -> Value {
    json!({
        "kind": "attendance",
        "object_id": item,
        "document_reference": "BB/2026/016",
        "signed_on": signed_on,
        "seats": seats,
    })
}

/// The second item of the seeded meeting is over; CAW accepted and acknowledged, and nobody saw her check in.
fn over(town: &Town) -> (String, String) {
    let item = town.item(1).to_string();
    scene::acknowledge(&town.as_("caw"), &item).expect(200);
    let table: Vec<&str> = CORE.iter().copied().chain(["vdab"]).collect();
    let item = scene::open(town, 1, &table);
    let label = scene::label(town, "official_secrecy", &["mayor"]);
    let said = scene::say(&town.as_("vdab"), &item, &label, "for the mayor alone")
        .expect(201)
        .id();
    town.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    (item, said)
}

#[test]
fn r18_permits_a_paper_list_to_add_who_was_there_and_refuses_her_anything_to_read() {
    let town = Town::start();
    let (item, said) = over(&town);
    let caw = town.as_("caw");
    let paths = [
        format!("/items/{item}"),
        format!("/items/{item}/attendance"),
        format!("/items/{item}/contributions"),
        format!("/items/{item}/why"),
        format!("/contributions/{said}"),
        format!("/meetings/{}/items", town.meeting()),
    ];
    let read = || paths.iter().map(|path| caw.get(path).bytes()).collect::<Vec<_>>();
    let before = read();
    let seats = [town.seat("caw").to_string()];
    let body = attendance(&item, "2026-12-14", &seats);
    let act = town.as_("secretary").post("/paper-acts", body.clone()).expect(201);
    assert_eq!(act.json["seats"], json!(seats));
    assert_eq!(read(), before);
    let confirmed = confirm(&town.as_("coordinator"), &act.id()).expect(200).json;
    assert_eq!(confirmed["ratify_by"], Value::Null);
    assert_eq!(read(), before, "a signature on paper opens nothing");
    let list = town
        .as_("mayor")
        .get(&format!("/items/{item}/attendance"))
        .expect(200)
        .json;
    let line = list
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["seat_id"] == seats[0])
        .unwrap();
    assert_eq!((&line["on_paper"], &line["confirmed_at"]), (&json!(true), &Value::Null));
    let ratified = town.as_("mayor").act(&format!("/paper-acts/{}/ratification", act.id()));
    ratified.refused(409, "R54");
    let again = town.as_("secretary").post("/paper-acts", body).refused(422, "R18").json;
    assert_eq!(again["errors"][0]["pointer"], "/seats/0");
}

#[test]
fn r18_refuses_a_list_of_those_not_invited_of_an_open_item_or_too_late() {
    let town = Town::start();
    let secretary = town.as_("secretary");
    let (open, caw) = (town.item(1).to_string(), town.seat("caw").to_string());
    secretary
        .post(
            "/paper-acts",
            attendance(&open, "2026-11-23", std::slice::from_ref(&caw)),
        )
        .refused(409, "R18");
    let (item, _) = over(&town);
    let secretary = town.as_("secretary");
    let before = looking::stored(&town);
    let at = |name: &str| town.seat(name).to_string();
    for (seats, pointer) in [
        (vec![], "/seats"),
        (vec![at("clb")], "/seats/0"),
        (vec![caw.clone(), scene::UNKNOWN.to_owned()], "/seats/1"),
        (vec![caw.clone(), at("vdab")], "/seats/1"),
        (vec![caw.clone(), caw.clone()], "/seats/1"),
        (vec![at("secretary")], "/seats/0"),
    ] {
        let refused = secretary.post("/paper-acts", attendance(&item, "2026-12-14", &seats));
        assert_eq!(
            refused.refused(422, "R18").json["errors"][0]["pointer"],
            pointer,
            "{seats:?}"
        );
    }
    let early = attendance(&item, "2026-12-13", std::slice::from_ref(&caw));
    assert_eq!(
        secretary.post("/paper-acts", early).refused(422, "R18").json["errors"][0]["pointer"],
        "/signed_on"
    );
    town.go_to("2026-12-17T08:00:00Z");
    let late = attendance(&item, "2026-12-14", &[caw]);
    town.as_("secretary").post("/paper-acts", late).refused(409, "R18");
    before.is_unchanged(&town);
}
