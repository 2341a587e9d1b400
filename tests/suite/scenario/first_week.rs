//! A village's first week: what it brings along, two meetings with different circles, what is agreed and what becomes of
//! it, a coordinator who falls ill, and the auditor's first hour.

use super::village::Village;
use crate::support::{Client, Town};
use serde_json::{Value, json};

/// The export of the village's spreadsheet, as the programme of an office writes it: a byte order mark, semicolons, days
/// before months. One line names a day that no calendar has.
const WITH_A_SLIP: &str = "\u{feff}case;category;followed_since;municipality;territorial_link;check_reference;checked_on;case_manager;family_name;given_names;born_on;action_life_domain;action_kind;action_text;action_organisation;action_due_on\r
1;religiously_inspired;02/03/2026;71004;residence;parket 2026/114;05/10/2026;village-clb;Voorbeeld;Anoniem;14/02/2004;;;;;\r
2;right_wing;17/04/2026;71004;residence;parket 2026/115;05/10/2026;village-youth-worker;Fictief;Bram;30/02/2001;social_context;guidance;wekelijks gesprek in het jeugdhuis;Vijfhuizen youth_work;18/12/2026\r
3;single_issue;11/05/2026;71004;school;parket 2026/116;05/10/2026;village-caw;Verzonnen;Carla;21/08/2007;;;;;\r
4;left_wing;29/06/2026;71004;stay;parket 2026/117;05/10/2026;village-ocmw;Denkbeeldig;Dirk;09/12/1999;;;;;\r
5;mixed_or_unclear;14/09/2026;71004;residence;parket 2026/118;05/10/2026;village-ocmw;Imaginair;Els;01/06/1988;;;;;\r
6;religiously_inspired;05/10/2026;71004;residence;parket 2026/119;12/10/2026;village-clb;Testpersoon;Faya;17/03/2009;;;;;\r
";

/// Names of that export: nothing but the vault may ever hold one.
const NAMES: [&str; 6] = [
    "Voorbeeld",
    "Fictief",
    "Verzonnen",
    "Denkbeeldig",
    "Imaginair",
    "Testpersoon",
];

#[test]
fn a_fictitious_town_lives_through_its_first_week() {
    let town = Town::start();
    let mut village = Village::found(&town);

    let cases = monday_the_spreadsheet_is_taken_over(&village);
    let (item, actions) = thursday_the_first_meeting(&village, &cases);
    let (first_of_friday, declined) = friday_another_circle(&mut village, &cases, &item);
    the_week_after_what_became_of_it(&village, &cases, &actions, &declined);
    the_auditors_first_hour(&village, &[&item, &first_of_friday]);
}

fn csv(client: &Client, path: &str, text: &str) -> crate::support::Answer {
    let path = format!("/api/v1{path}");
    client
        .clone()
        .with("content-type", "text/csv")
        .send("POST", &path, Some(text.as_bytes()))
}

fn monday_the_spreadsheet_is_taken_over(village: &Village) -> Vec<String> {
    let path = format!("/livcs/{}/opening-inventory", village.livc);
    let coordinator = village.as_("coordinator");
    let refused = csv(&coordinator, &path, WITH_A_SLIP).refused(422, "R56");
    assert_eq!(
        refused.json["errors"][0]["pointer"], "/lines/3/born_on",
        "{}",
        refused.text
    );
    assert!(
        NAMES.iter().all(|name| !refused.text.contains(name)),
        "{}",
        refused.text
    );
    assert_eq!(coordinator.get("/cases").expect(200).json["items"], json!([]));

    csv(&village.as_("clb"), &path, WITH_A_SLIP).refused(403, "R56");
    csv(&coordinator, &path, &WITH_A_SLIP.replace("30/02/2001", "28/02/2001")).expect(201);
    // One person does not take over alone.
    coordinator.act(&format!("{path}/confirmation")).refused(428, "R56");
    village.as_("mayor").act(&format!("{path}/confirmation")).expect(200);
    village
        .as_("mayor")
        .act(&format!("{path}/confirmation"))
        .refused(409, "R56");

    let listed = coordinator.get("/cases").expect(200);
    assert!(NAMES.iter().all(|name| !listed.text.contains(name)));
    let listed = listed.json["items"].as_array().unwrap().clone();
    assert_eq!(listed.len(), 6);
    assert!(listed.iter().all(|case| case["state"] == "checked"));
    let by_category = |category: &str| {
        let case = listed.iter().find(|case| case["category"] == category).unwrap();
        case["id"].as_str().unwrap().to_owned()
    };
    // The youth worker finds what he had promised already.
    let mine = village.as_("youth-worker").get("/me/actions").expect(200);
    assert_eq!(mine.json["items"].as_array().unwrap().len(), 1, "{}", mine.text);
    vec![
        by_category("single_issue"),
        by_category("left_wing"),
        by_category("right_wing"),
    ]
}

/// The actions agreed on Thursday, by who is responsible.
struct Agreed {
    clb: String,
    ocmw: String,
    police: String,
}

fn thursday_the_first_meeting(village: &Village, cases: &[String]) -> (String, Agreed) {
    let (_, items) = village.convene(
        "coordinator",
        "2026-11-26T13:00:00Z",
        &[(&cases[0], &["information-officer", "clb", "ocmw"])],
    );
    let item = items[0].clone();
    assert_eq!(
        village.as_("clb").get("/me/agenda").expect(200).json["items"][0]["item_id"],
        item.as_str()
    );
    assert_eq!(
        village.as_("caw").get("/me/agenda").expect(200).json["items"],
        json!([])
    );
    village.as_("caw").get(&format!("/items/{item}")).concealed();

    village.town.go_to("2026-11-26T13:00:00Z");
    let table = [
        "mayor",
        "police-chief",
        "coordinator",
        "information-officer",
        "clb",
        "ocmw",
    ];
    village.sit_down(&item, &table);

    // The school guidance worker speaks to the social welfare worker, and to nobody else.
    let label = json!({
        "regime": "discretion", "form": "recorded", "declared_not_secret": true,
        "audience": {"organisations": [village.organisation("ocmw")]},
    });
    let said = crate::scene::say(
        &village.as_("clb"),
        &item,
        &label,
        "komt sinds oktober weer naar school",
    )
    .expect(201)
    .id();
    village.as_("ocmw").get(&format!("/contributions/{said}")).expect(200);
    village
        .as_("police-chief")
        .get(&format!("/contributions/{said}"))
        .concealed();
    village.as_("mayor").get(&format!("/contributions/{said}")).concealed();
    let receipts = village
        .as_("clb")
        .get(&format!("/contributions/{said}/receipts"))
        .expect(200);
    assert_eq!(receipts.json.as_array().unwrap().len(), 1, "{}", receipts.text);
    assert_eq!(receipts.json[0]["function"], "social_actor");
    village
        .as_("ocmw")
        .get(&format!("/contributions/{said}/receipts"))
        .refused(403, "R51");

    let agreed = they_agree(village, &item);
    village.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    village
        .as_("police-chief")
        .get(&format!("/actions/{}", agreed.clb))
        .concealed();
    (item, agreed)
}

fn they_agree(village: &Village, item: &str) -> Agreed {
    // One agrees to what is one's own to do; who was not at the table is given nothing to do.
    let clb = village.propose("clb", item, "clb", &json!({})).expect(201);
    assert_eq!(clb.json["state"], "accepted");
    village.propose("clb", item, "ocmw", &json!({})).refused(422, "R37");
    village.propose("mayor", item, "vdab", &json!({})).refused(422, "R37");
    village
        .propose("clb", item, "clb", &json!({"text": "bel 0470 12 34 56"}))
        .refused(422, "R55");
    village
        .propose("clb", item, "clb", &json!({"life_domain": "astrology"}))
        .expect(422);
    let ocmw = village
        .propose(
            "coordinator",
            item,
            "ocmw",
            &json!({"life_domain": "training_employment"}),
        )
        .expect(201);
    assert_eq!(ocmw.json["state"], "proposed");
    village
        .as_("clb")
        .act(&format!("/actions/{}/acceptance", ocmw.id()))
        .refused(403, "R37");
    village
        .as_("ocmw")
        .act(&format!("/actions/{}/acceptance", ocmw.id()))
        .expect(200);

    // What police are to do leaves the room only when everybody in it agreed.
    let police = village.propose(
        "mayor",
        item,
        "police_zone",
        &json!({"kind": "measure", "text": "kennismaking met de wijkagent"}),
    );
    let police = police.expect(201).id();
    for name in ["mayor", "coordinator", "clb"] {
        village
            .as_("police-chief")
            .get(&format!("/actions/{police}"))
            .concealed();
        village
            .as_(name)
            .act(&format!("/actions/{police}/approval"))
            .expect(200);
    }
    village
        .as_("police-chief")
        .act(&format!("/actions/{police}/acceptance"))
        .concealed();
    let hidden = village
        .as_("police-chief")
        .get(&format!("/items/{item}/actions"))
        .expect(200);
    assert_eq!(hidden.json["items"], json!([]));
    village
        .as_("ocmw")
        .act(&format!("/actions/{police}/approval"))
        .expect(200);
    village
        .as_("police-chief")
        .act(&format!("/actions/{police}/approval"))
        .expect(200);
    // One approval is missing still: the information officer was there too.
    village
        .as_("police-chief")
        .act(&format!("/actions/{police}/acceptance"))
        .refused(409, "R34");
    village
        .as_("information-officer")
        .act(&format!("/actions/{police}/approval"))
        .expect(200);
    village
        .as_("police-chief")
        .act(&format!("/actions/{police}/acceptance"))
        .expect(200);
    Agreed {
        clb: clb.id(),
        ocmw: ocmw.id(),
        police,
    }
}

fn friday_another_circle(village: &mut Village, cases: &[String], thursday: &str) -> (String, String) {
    // The coordinator is ill; somebody of the same service takes her work over, and her work only.
    let mayor = village.as_("mayor");
    let seats = format!("/livcs/{}/seats", village.livc);
    let gone = village.seat("coordinator").to_owned();
    village.welcome(&mayor, "second-coordinator", "prevention_official", "municipality");
    let body = json!({"from_seat_id": gone, "to_seat_id": village.seat("second-coordinator")});
    village
        .as_("coordinator")
        .post(&format!("/livcs/{}/handovers", village.livc), body.clone())
        .refused(403, "R53");
    mayor
        .post(&format!("/livcs/{}/handovers", village.livc), body)
        .expect(201);
    mayor.act(&format!("{seats}/{gone}/ending")).expect(200);
    village.as_("second-coordinator").get("/overview").expect(200);
    village.as_("second-coordinator").get("/overdue").expect(200);
    // Of Thursday she knows the process and what was agreed, and no word.
    let words = village
        .as_("second-coordinator")
        .get(&format!("/items/{thursday}/contributions"));
    assert_eq!(words.expect(200).json["items"], json!([]));

    let urgent = village.as_("second-coordinator");
    let body = json!({"starts_at": "2026-11-27T09:00:00Z", "place": "Town hall, room 1"});
    let meeting = urgent.post("/meetings", body).expect(201).id();
    let item = urgent
        .post(&format!("/meetings/{meeting}/items"), json!({"case_id": cases[1]}))
        .expect(201)
        .id();
    for name in ["caw", "youth-worker"] {
        let body = json!({"seat_id": village.seat(name), "contribution_reason": "runs an outreach offer"});
        urgent.post(&format!("/items/{item}/invitations"), body).expect(201);
    }
    let convocation = format!("/meetings/{meeting}/convocation");
    mayor.post(&convocation, json!({})).refused(422, "R19");
    let reason = json!({"urgency_reason": "the person leaves the reception centre on Saturday"});
    mayor.post(&convocation, reason).expect(200);

    village.town.go_to("2026-11-27T09:00:00Z");
    village.sit_down(
        &item,
        &["mayor", "police-chief", "second-coordinator", "caw", "youth-worker"],
    );
    village.as_("clb").get(&format!("/items/{item}")).concealed();
    let declined = village
        .propose("second-coordinator", &item, "caw", &json!({}))
        .expect(201)
        .id();
    village
        .as_("caw")
        .act(&format!("/actions/{declined}/declining"))
        .expect(200);
    village
        .as_("caw")
        .act(&format!("/actions/{declined}/acceptance"))
        .refused(409, "R37");
    village
        .propose("youth-worker", &item, "youth_work", &json!({}))
        .expect(201);
    village.as_("mayor").act(&format!("/items/{item}/closing")).expect(200);
    (item, declined)
}

fn the_week_after_what_became_of_it(village: &Village, cases: &[String], agreed: &Agreed, declined: &str) {
    village.town.go_to("2026-11-30T08:00:00Z");
    let report =
        |name: &str, action: &str, body: Value| village.as_(name).post(&format!("/actions/{action}/progress"), body);
    report("clb", &agreed.clb, json!({"state": "running"})).expect(200);
    report(
        "clb",
        &agreed.clb,
        json!({"state": "done", "note": "two conversations, a third is planned"}),
    )
    .expect(200);
    report("ocmw", &agreed.ocmw, json!({"state": "not_possible"})).expect(200);
    report("clb", &agreed.ocmw, json!({"state": "done"})).expect(404);
    report("information-officer", &agreed.police, json!({"state": "done"})).expect(403);
    report("police-chief", &agreed.police, json!({"state": "done"})).expect(200);

    // The new coordinator sees how far everything is, and no text of anybody.
    let plan = village
        .as_("second-coordinator")
        .get(&format!("/cases/{}/plan", cases[0]))
        .expect(200);
    assert!(
        plan.text.contains("not_possible") && !plan.text.contains("weekly conversation"),
        "{}",
        plan.text
    );
    // The case manager named on Monday reads what was agreed.
    let plan = village.as_("caw").get(&format!("/cases/{}/plan", cases[0])).expect(200);
    assert!(plan.text.contains("weekly conversation"), "{}", plan.text);
    village
        .as_("police-chief")
        .get(&format!("/cases/{}/plan", cases[0]))
        .refused(403, "R34");
    village
        .as_("vdab")
        .get(&format!("/cases/{}/plan", cases[0]))
        .concealed();

    let overview = village.as_("second-coordinator").get("/overview").expect(200);
    assert_eq!(overview.json["items"].as_array().unwrap().len(), 6);
    assert!(NAMES.iter().all(|name| !overview.text.contains(name)));
    let stays = village
        .as_("second-coordinator")
        .get(&format!("/actions/{declined}"))
        .expect(200);
    assert_eq!(stays.json["state"], "declined");

    village.town.go_to("2026-12-21T08:00:00Z");
    let overdue = village.as_("second-coordinator").get("/overdue").expect(200);
    assert!(overdue.text.contains("2026-12-18"), "{}", overdue.text);
}

fn the_auditors_first_hour(village: &Village, items: &[&str]) {
    village.town.number_the_log();
    let auditor = village.as_("auditor");
    let refusals = auditor.get("/access-log/records?refusals=true&limit=200").expect(200);
    assert!(!refusals.json["items"].as_array().unwrap().is_empty());
    let ill = village.account("coordinator");
    let timeline = auditor.get(&format!("/access-log/persons/{ill}/timeline")).expect(200);
    assert!(!timeline.json["items"].as_array().unwrap().is_empty());
    let csv = auditor.get("/access-log/export?format=csv&purpose=review").expect(200);
    let seen = format!("{}{}{}", refusals.text, timeline.text, csv.text);
    let codes = village.as_("second-coordinator").get("/cases").expect(200).json["items"].clone();
    for case in codes.as_array().unwrap() {
        assert!(!seen.contains(case["code"].as_str().unwrap()));
    }
    for secret in NAMES
        .iter()
        .chain(items)
        .chain(&["weer naar school", "weekly conversation", "Clebemans"])
    {
        assert!(!seen.contains(secret), "{secret}");
    }
    let event = refusals.json["items"][0]["event_id"].clone();
    let review = json!({"records": [event], "finding": "explained", "note": "tried before being at the table"});
    auditor.post("/access-log/reviews", review).expect(201);
    let found = auditor.get("/access-log/reviews").expect(200);
    assert_eq!(found.json["items"].as_array().unwrap().len(), 1);
    auditor.get("/cases").refused(403, "R41");
    // Everybody finds one's own acts, precisely.
    let own = village.as_("clb").get("/me/access-records?limit=200").expect(200);
    assert!(own.text.contains("item.contribute"), "{}", own.text);
}
