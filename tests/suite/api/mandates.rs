//! Mandates, and the convocation that shows on which legal basis somebody is invited (R05, R15, R16).

use crate::scene::{self, Newcomer};
use crate::support::Town;
use chrono::TimeDelta;
use serde_json::{Value, json};

/// Somebody of an organisation of the town, without mandate.
fn without_mandate<'t>(town: &'t Town, of: &str) -> Newcomer<'t> {
    let (livc, organisation) = (town.livc().to_string(), scene::organisation(town, of));
    let mut person = Newcomer::enrol(town, &format!("{of}-without"));
    let to = (livc.as_str(), organisation.as_str(), "social_actor");
    person
        .take_seat(&town.as_("mayor"), to, &json!({"mandate": null}))
        .expect(201);
    person
}

fn mandates(town: &Town, seat: &str) -> String {
    format!("/livcs/{}/seats/{seat}/mandates", town.livc())
}

#[test]
fn r05_permits_an_invitation_on_a_mandate_of_the_day_and_refuses_it_without() {
    let town = Town::start();
    let (coordinator, person) = (town.as_("coordinator"), without_mandate(&town, "caw"));
    let (seat, item) = (person.seat.clone().unwrap(), town.item(0).to_string());
    let invitations = format!("/items/{item}/invitations");
    let invite = || {
        coordinator.post(
            &invitations,
            json!({"seat_id": seat, "contribution_reason": "outreach"}),
        )
    };
    let give = |from: &str, until: Option<&str>| coordinator.post(&mandates(&town, &seat), scene::mandate(from, until));
    let refused = || assert_eq!(invite().refused(422, "R05").json["errors"][0]["pointer"], "/seat_id");
    refused();
    // The meeting is on 14 December.
    give("2026-11-23", Some("2026-12-13")).expect(201);
    refused();
    give("2026-12-15", None).expect(201);
    refused();
    let given = give("2026-12-01", Some("2026-12-14")).expect(201);
    assert_eq!(given.json["legal_reference_id"], "fl-2021-05-21@2021-07-19");
    let id = invite().expect(201).id();
    town.as_("mayor")
        .act(&format!("{invitations}/{id}/sending"))
        .expect(200);
    let known = town.as_("auditor").get(&mandates(&town, &seat)).expect(200);
    assert_eq!(known.json.as_array().unwrap().len(), 3);
    assert!(!known.text.contains("letter of a director"), "{}", known.text);
    assert!(
        coordinator
            .get(&mandates(&town, &seat))
            .expect(200)
            .text
            .contains("letter of a director")
    );
}

#[test]
fn r05_refuses_a_mandate_that_does_not_fit() {
    let town = Town::start();
    let (coordinator, person) = (town.as_("coordinator"), without_mandate(&town, "caw"));
    let seat = person.seat.clone().unwrap();
    let path = mandates(&town, &seat);
    let with = |field: &str, value: Value| {
        let mut body = scene::mandate("2026-11-23", None);
        body[field] = value;
        coordinator.post(&path, body).expect(422).json["errors"][0]["pointer"].clone()
    };
    assert_eq!(with("legal_reference_id", json!("nothing")), "/legal_reference_id");
    assert_eq!(
        with("legal_reference_id", json!("wal-2027@2027-01-01")),
        "/legal_reference_id"
    );
    assert_eq!(with("valid_from", json!("2021-07-18")), "/legal_reference_id");
    assert_eq!(with("valid_until", json!("2026-11-22")), "/valid_until");
    assert_eq!(with("document_reference", json!(" ")), "/document_reference");
    let body = scene::mandate("2026-11-23", None);
    for name in ["mayor", "police-chief", "information-officer", "secretary", "auditor"] {
        coordinator
            .post(&mandates(&town, town.seat(name).as_str()), body.clone())
            .refused(422, "R05");
    }
    for (name, rule) in [("caw", "R05"), ("operator", "R35"), ("secretary", "R05")] {
        town.as_(name).post(&path, body.clone()).refused(403, rule);
    }
    person.client().get(&path).refused(403, "R40");
    // A seat of this LIVC R under the address of another.
    let elsewhere = format!("/livcs/{}/seats/{seat}/mandates", scene::UNKNOWN);
    coordinator.post(&elsewhere, body).concealed();
    coordinator.get(&elsewhere).concealed();
}

#[test]
fn r05_refuses_a_convocation_to_somebody_whose_legal_basis_ends_before_the_day() {
    let town = Town::start();
    let (coordinator, mayor, operator) = (town.as_("coordinator"), town.as_("mayor"), town.as_("operator"));
    let person = without_mandate(&town, "caw");
    let seat = person.seat.clone().unwrap();
    let mut other = scene::mandate("2026-11-23", None);
    other["legal_reference_id"] = json!("fc-2023-06-08@2023-09-07");
    coordinator.post(&mandates(&town, &seat), other).expect(201);
    let body = json!({"starts_at": "2027-02-01T09:00:00Z", "place": "Town hall"});
    let meeting = coordinator.post("/meetings", body).expect(201).id();
    let items = format!("/meetings/{meeting}/items");
    let item = coordinator
        .post(&items, json!({"case_id": town.case(0).as_str()}))
        .expect(201)
        .id();
    let invitations = format!("/items/{item}/invitations");
    let body = json!({"seat_id": seat, "contribution_reason": "outreach"});
    let invitation = coordinator.post(&invitations, body).expect(201).id();
    // A row that is used can only be given a last day: 31 January, one day too early.
    let rows = operator.get("/legal-references").expect(200).json;
    let row = rows
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["code"] == "fc-2023-06-08")
        .unwrap();
    let mut closing = row.clone();
    for derived in ["id", "used"] {
        closing.as_object_mut().unwrap().remove(derived);
    }
    closing["valid_to"] = json!("2027-01-31");
    operator
        .put("/legal-references/fc-2023-06-08@2023-09-07", closing)
        .expect(200);
    let refused = mayor.post(&format!("/meetings/{meeting}/convocation"), json!({}));
    let refused = refused.refused(422, "R05");
    assert_eq!(
        refused.json["errors"][0]["pointer"],
        format!("/invitations/{invitation}")
    );
    assert_eq!(refused.json["errors"].as_array().unwrap().len(), 1);
    coordinator
        .post(&mandates(&town, &seat), scene::mandate("2027-01-01", None))
        .expect(201);
    mayor
        .post(&format!("/meetings/{meeting}/convocation"), json!({}))
        .expect(200);
    let letter = person.client().get(&format!("/items/{item}/convocation")).expect(200);
    assert_eq!(letter.json["legal_basis"]["id"], "fl-2021-05-21@2021-07-19");
}

#[test]
fn r05_permits_professional_secrecy_while_the_mandate_holds_and_refuses_it_the_day_after() {
    let town = Town::start();
    let person = without_mandate(&town, "clb");
    let seat = person.seat.clone().unwrap();
    let until_the_meeting = scene::mandate("2026-11-23", Some("2026-12-14"));
    town.as_("mayor")
        .post(&mandates(&town, &seat), until_the_meeting)
        .expect(201);
    let item = town.item(0).to_string();
    scene::invite(&town, &item, &seat);
    town.go_to_the_meeting();
    for name in scene::CORE {
        scene::attend(&town.as_(name), &item);
    }
    scene::attend(&person.client(), &item);
    town.as_("mayor").act(&format!("/items/{item}/opening")).expect(200);
    scene::confirm_all(&town.as_("mayor"), &item);
    // Its last day counts.
    scene::mark(&person.client(), &item, "professional_secrecy").expect(201);
    let label = scene::label(&town, "discretion", &["mayor"]);
    let said = scene::say(&person.client(), &item, &label, "words").expect(201).id();
    town.wait(TimeDelta::days(1));
    let late = person.client();
    let refused = scene::mark(&late, &item, "professional_secrecy").refused(422, "R05");
    assert_eq!(refused.json["errors"][0]["pointer"], "/regime");
    let spoken = json!({"regime": "professional_secrecy", "form": "spoken"});
    scene::preview(&late, &item, &spoken).refused(422, "R05");
    // Any other regime is possible still, and so is staying.
    scene::mark(&late, &item, "discretion").expect(422);
    scene::say(&late, &item, &label, "other words").expect(201);
    late.get(&format!("/contributions/{said}")).expect(200);
    scene::mark(&town.as_("mayor"), &item, "official_secrecy").expect(201);
}

#[test]
fn r15_permits_an_invitee_to_read_her_convocation_and_refuses_it_to_others() {
    let town = Town::start();
    let path = format!("/items/{}/convocation", town.item(0));
    let letter = town.as_("clb").with("accept-language", "fr").get(&path).expect(200);
    assert_eq!(letter.json["legal_basis"]["id"], "fl-2021-05-21@2021-07-19");
    assert!(
        letter.json["legal_basis"]["label"]
            .as_str()
            .unwrap()
            .starts_with("Décret flamand")
    );
    assert!(
        letter.json["purpose_rests_on"]["id"]
            .as_str()
            .unwrap()
            .starts_with("sw-458ter-1@2026")
    );
    assert_eq!(letter.json["place"], "Town hall of Voorbeeldstad, room 2");
    assert_eq!(letter.json["rights"].as_array().unwrap().len(), 5);
    let clb = json!({"function": "social_actor", "organisation": "clb"});
    let invited = letter.json["invited"].as_array().unwrap();
    assert!(invited.contains(&clb) && invited.len() == 7, "{}", letter.text);
    let dutch = town.as_("clb").with("accept-language", "nl").get(&path).expect(200);
    assert!(dutch.text.contains("U mag zwijgen"));
    // Members by law are invited by the law itself.
    let chief = town.as_("police-chief").get(&path).expect(200);
    assert_eq!(chief.json["legal_basis"]["id"], "livcr-2018-art3-1@2018-09-24");
    // Nothing of it names the case or anybody.
    let code = town
        .as_("coordinator")
        .get(&format!("/cases/{}", town.case(0)))
        .expect(200)
        .json["code"]
        .clone();
    for hidden in [code.as_str().unwrap(), town.case(0).as_str(), "fictitious", "Clebemans"] {
        assert!(!letter.text.contains(hidden), "{hidden}: {}", letter.text);
    }
    town.as_("caw").get(&path).concealed();
    town.as_("secretary").get(&path).refused(403, "R40");
}

#[test]
fn r16_permits_a_member_by_law_to_decline_without_reason_as_her_legal_basis_asks_for_none() {
    let town = Town::start();
    let path = format!("/items/{}", town.item(0));
    let decline = |name: &str| {
        let client = town.as_(name);
        let own = client
            .get(&format!("/meetings/{}/items", town.meeting()))
            .expect(200)
            .json;
        let lines = own["items"].as_array().unwrap();
        let line = lines.iter().find(|line| line["id"] == town.item(0).as_str());
        let id = line.unwrap()["invitation_id"].as_str().unwrap().to_owned();
        client.put(
            &format!("{path}/invitations/{id}/answer"),
            json!({"answer": "declined"}),
        )
    };
    decline("clb").refused(428, "R16");
    decline("police-chief").expect(200);
}
