//! Convocations signed on paper: `/paper-acts` of kind `convocation`.

use crate::looking;
use crate::scene::{ELSEWHERE, ELSEWHERE_TOO, Newcomer, SecondLivc};
use crate::support::{Answer, Client, Town};
use serde_json::{Value, json};

fn confirm(client: &Client, act: &str) -> Answer {
    client.act(&format!("/paper-acts/{act}/confirmation"))
}

/// A meeting on the Friday of this week, with a case on its agenda.
fn friday(town: &Town) -> String {
    let coordinator = town.as_("coordinator");
    let body = json!({"starts_at": "2026-11-27T09:00:00Z", "place": "Town hall"});
    let meeting = coordinator.post("/meetings", body).expect(201).id();
    let item = json!({"case_id": town.case(0).as_str()});
    coordinator
        .post(&format!("/meetings/{meeting}/items"), item)
        .expect(201);
    meeting
}

fn convocation(meeting: &str, signed_on: &str) -> Value {
    json!({
        "kind": "convocation",
        "object_id": meeting,
        "document_reference": "BB/2026/015",
        "signed_on": signed_on,
    })
}

#[test]
fn r19_permits_notice_from_the_day_of_the_signature_and_refuses_it_when_that_is_short() {
    let town = Town::start();
    let (coordinator, secretary) = (town.as_("coordinator"), town.as_("secretary"));
    let meeting = friday(&town);
    let before = looking::stored(&town);
    let short = secretary.post("/paper-acts", convocation(&meeting, "2026-11-23"));
    short.refused(422, "R19");
    before.is_unchanged(&town);
    let mut urgent = convocation(&meeting, "2026-11-23");
    urgent["urgency_reason"] = "the term of the measure ends".into();
    let urgent = secretary.post("/paper-acts", urgent).expect(201).id();
    secretary.act(&format!("/paper-acts/{urgent}/withdrawal")).expect(200);

    let act = secretary
        .post("/paper-acts", convocation(&meeting, "2026-11-20"))
        .expect(201)
        .id();
    let path = format!("/meetings/{meeting}");
    assert_eq!(coordinator.get(&path).expect(200).json["state"], "draft");
    town.as_("police-chief").get(&path).concealed();
    confirm(&coordinator, &act).expect(200);
    assert_eq!(coordinator.get(&path).expect(200).json["state"], "convened");
    town.as_("police-chief").get(&path).expect(200);
    let items = town.as_("police-chief").get(&format!("{path}/items")).expect(200).json;
    assert_eq!(items["items"].as_array().unwrap().len(), 1);
    town.as_("mayor")
        .act(&format!("/paper-acts/{act}/ratification"))
        .expect(200);
    let again = convocation(&meeting, "2026-11-20");
    assert_eq!(secretary.post("/paper-acts", again).status, 409);
}

#[test]
fn r19_refuses_a_convocation_confirmed_after_the_meeting() {
    let town = Town::start();
    let meeting = friday(&town);
    town.go_to("2026-11-27T08:00:00Z");
    let old = convocation(&meeting, "2026-11-20");
    let refused = town.as_("secretary").post("/paper-acts", old).refused(422, "R54");
    assert_eq!(refused.json["errors"][0]["pointer"], "/signed_on");
    let mut urgent = convocation(&meeting, "2026-11-26");
    urgent["urgency_reason"] = "the person leaves on Saturday".into();
    let act = town.as_("secretary").post("/paper-acts", urgent).expect(201).id();
    town.go_to("2026-11-30T08:00:00Z");
    let before = looking::stored(&town);
    confirm(&town.as_("coordinator"), &act).refused(409, "R19");
    before.is_unchanged(&town);
}

#[test]
fn r01_permits_a_mayor_to_convene_her_own_items_on_paper_and_refuses_to_guess_whose_they_are() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let mut other = Newcomer::enrol(&town, "other-mayor");
    let to = (second.livc.as_str(), second.organisations["mayor"].as_str(), "mayor");
    other
        .take_seat(&second.as_("mayor"), to, &json!({"municipality": ELSEWHERE_TOO}))
        .expect(201);
    let coordinator = second.as_("coordinator");
    let meeting = json!({"starts_at": "2026-12-11T09:00:00Z", "place": "Town hall"});
    let meeting = coordinator.post("/meetings", meeting).expect(201).id();
    let mut items = Vec::new();
    for (mayor, nis) in [(second.as_("mayor"), ELSEWHERE), (other.client(), ELSEWHERE_TOO)] {
        let case = json!({"purpose": "terrorism_prevention", "municipality": nis, "territorial_link": "stay"});
        let case = coordinator.post("/cases", case).expect(201).id();
        let reason = json!({"reason": "two independent signals"});
        mayor.post(&format!("/cases/{case}/listing"), reason).expect(200);
        let item = coordinator.post(&format!("/meetings/{meeting}/items"), json!({"case_id": case}));
        items.push(item.expect(201).id());
    }
    let secretary = second.as_("secretary");
    let mut body = convocation(&meeting, "2026-11-23");
    for wrong in [Value::Null, json!("73028")] {
        body["municipality"] = wrong;
        let refused = secretary.post("/paper-acts", body.clone()).refused(422, "R01").json;
        assert_eq!(refused["errors"][0]["pointer"], "/municipality");
    }
    body["municipality"] = ELSEWHERE_TOO.into();
    second
        .as_("mayor")
        .post("/paper-acts", body.clone())
        .refused(422, "R01");
    let act = secretary.post("/paper-acts", body).expect(201).id();
    confirm(&coordinator, &act).expect(200);
    let state = |item: &String| coordinator.get(&format!("/items/{item}")).expect(200).json["state"].clone();
    let states: Vec<Value> = items.iter().map(state).collect();
    assert_eq!(states, ["draft", "convened"]);
    second
        .as_("mayor")
        .act(&format!("/paper-acts/{act}/ratification"))
        .concealed();
    other
        .client()
        .act(&format!("/paper-acts/{act}/ratification"))
        .expect(200);
}
