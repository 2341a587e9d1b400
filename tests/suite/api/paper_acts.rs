//! Acts signed on paper: `/paper-acts`.

use crate::looking;
use crate::scene::{self, ELSEWHERE, ELSEWHERE_TOO, Newcomer, SecondLivc};
use crate::support::{Answer, Client, Town};
use chrono::TimeDelta;
use serde_json::{Value, json};

fn case(client: &Client, municipality: &str) -> String {
    let body = json!({"purpose": "terrorism_prevention", "municipality": municipality, "territorial_link": "stay"});
    client.post("/cases", body).expect(201).id()
}

fn listing(case: &str, signed_on: &str) -> Value {
    json!({
        "kind": "listing",
        "object_id": case,
        "document_reference": "BB/2026/014, binder 3",
        "signed_on": signed_on,
        "reason": "two independent sources",
    })
}

fn confirm(client: &Client, act: &str) -> Answer {
    client.act(&format!("/paper-acts/{act}/confirmation"))
}

fn state_of(town: &Town, case: &str) -> Value {
    town.as_("coordinator").get(&format!("/cases/{case}")).expect(200).json["state"].clone()
}

#[test]
fn r54_permits_a_listing_on_paper_by_two_persons_and_the_mayor_ratifies_it() {
    let town = Town::start();
    let (mayor, coordinator, secretary) = (town.as_("mayor"), town.as_("coordinator"), town.as_("secretary"));
    let case = case(&coordinator, "73028");
    let entered = secretary.post("/paper-acts", listing(&case, "2026-11-19")).expect(201);
    let act = entered.id();
    assert_eq!(
        (
            &entered.json["state"],
            &entered.json["confirm_by"],
            &entered.json["reason"]
        ),
        (&json!("entered"), &json!("2026-11-25"), &Value::Null),
        "the mayor's reasons are not the secretary's to read"
    );
    let path = format!("/paper-acts/{act}");
    assert_eq!(mayor.get(&path).expect(200).json["reason"], "two independent sources");
    assert_eq!(state_of(&town, &case), "proposed", "entering alone does nothing");
    secretary.act(&format!("{path}/confirmation")).refused(428, "R54");
    mayor.act(&format!("{path}/ratification")).refused(409, "R54");

    town.wait(TimeDelta::hours(24));
    let confirmed = confirm(&town.as_("coordinator"), &act).expect(200).json;
    assert_eq!(
        (&confirmed["state"], &confirmed["ratify_by"]),
        (&json!("confirmed"), &json!("2026-12-01"))
    );
    let listed = town.as_("mayor").get(&format!("/cases/{case}")).expect(200).json;
    assert_eq!(
        (&listed["state"], &listed["list_version"]),
        (&json!("listed"), &json!(3))
    );
    assert!(
        listed["listed_at"].as_str().unwrap().starts_with("2026-11-24"),
        "nothing is dated back (R11): {listed}"
    );
    confirm(&town.as_("mayor"), &act).refused(409, "R54");

    for name in ["coordinator", "secretary"] {
        town.as_(name).act(&format!("{path}/ratification")).refused(403, "R54");
    }
    town.go_to("2026-12-02T08:00:00Z");
    assert_eq!(town.as_("mayor").get(&path).expect(200).json["overdue"], true);
    for name in ["mayor", "coordinator"] {
        let overdue = town.as_(name).get("/overdue").expect(200).text;
        assert!(overdue.contains(&act), "{overdue}");
    }
    let ratified = town.as_("mayor").act(&format!("{path}/ratification")).expect(200).json;
    assert_eq!(
        (&ratified["state"], &ratified["overdue"]),
        (&json!("ratified"), &json!(false))
    );
    town.as_("mayor")
        .act(&format!("{path}/ratification"))
        .refused(409, "R54");
    assert!(!town.as_("mayor").get("/overdue").expect(200).text.contains(&act));
    let why = town
        .as_("coordinator")
        .get(&format!("{path}/why?act=paper_act.ratify"))
        .expect(200)
        .json;
    assert_eq!((&why["permitted"], &why["rule"]), (&json!(false), &json!("R54")));
}

#[test]
fn r54_permits_two_persons_only_and_the_register_shows_both() {
    let town = Town::start();
    let case = case(&town.as_("coordinator"), "73028");
    let act = town
        .as_("secretary")
        .post("/paper-acts", listing(&case, "2026-11-23"))
        .expect(201)
        .id();
    confirm(&town.as_("mayor"), &act).expect(200);
    let leaves = looking::leaves(&town);
    let who = |name: &str| {
        let mut of = leaves
            .iter()
            .filter(|leaf| leaf.contains(&format!("\"act\":\"{name}\"")));
        let leaf: Value = serde_json::from_str(of.next().unwrap()).unwrap();
        (leaf["actor"]["id"].clone(), leaf["outcome"].clone())
    };
    let account = |name: &str| json!(town.person(name).account.as_str());
    assert_eq!(who("livc.enter_paper_act"), (account("secretary"), json!("done")));
    assert_eq!(who("paper_act.confirm"), (account("mayor"), json!("done")));
}

#[test]
fn r54_permits_one_of_two_who_confirm_at_the_same_moment_and_refuses_the_other() {
    let town = Town::start();
    let case = case(&town.as_("coordinator"), "73028");
    let act = town
        .as_("secretary")
        .post("/paper-acts", listing(&case, "2026-11-23"))
        .expect(201)
        .id();
    let clients = [town.as_("mayor"), town.as_("coordinator")];
    let mut statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = clients
            .iter()
            .map(|one| scope.spawn(|| confirm(one, &act).status))
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let listed = town.as_("mayor").get(&format!("/cases/{case}")).expect(200).json;
    assert_eq!(
        (&listed["state"], &listed["list_version"]),
        (&json!("listed"), &json!(3))
    );
}

#[test]
fn r54_refuses_the_same_person_in_another_seat() {
    let town = Town::start();
    let (livc, town_hall) = (town.livc().to_string(), scene::organisation(&town, "mayor"));
    let case = case(&town.as_("coordinator"), "73028");
    let mut two = Newcomer::seated(&town.as_("mayor"), &town, "two-seats", (&livc, &town_hall, "secretary"));
    let act = two
        .client()
        .post("/paper-acts", listing(&case, "2026-11-23"))
        .expect(201)
        .id();
    two.take_seat(
        &town.as_("mayor"),
        (&livc, &town_hall, "prevention_official"),
        &json!({}),
    )
    .expect(201);
    town.wait(TimeDelta::minutes(6));
    let client = two.client();
    client
        .put("/sessions/current/seat", json!({"seat_id": two.seat}))
        .expect(200);
    let before = looking::stored(&town);
    confirm(&client, &act).refused(428, "R54");
    before.is_unchanged(&town);
    confirm(&town.as_("coordinator"), &act).expect(200);
}

#[test]
fn r54_refuses_a_wrong_day_a_late_confirmation_and_kinds_not_offered() {
    let town = Town::start();
    let (coordinator, secretary) = (town.as_("coordinator"), town.as_("secretary"));
    let case = case(&coordinator, "73028");
    let before = looking::stored(&town);
    for (signed_on, wrong) in [("2026-11-24", "future"), ("2026-10-23", "ago")] {
        let refused = secretary
            .post("/paper-acts", listing(&case, signed_on))
            .refused(422, "R54")
            .json;
        assert_eq!(refused["errors"][0]["pointer"], "/signed_on");
        assert!(
            refused["errors"][0]["detail"].as_str().unwrap().contains(wrong),
            "{refused}"
        );
    }
    for kind in ["prior_check", "closure"] {
        let mut other = listing(&case, "2026-11-23");
        other["kind"] = kind.into();
        let refused = secretary.post("/paper-acts", other).expect(422).text;
        assert!(refused.contains("listing") && refused.contains("convocation") && refused.contains("attendance"));
    }
    let mut mixed = listing(&case, "2026-11-23");
    mixed["seats"] = json!([town.seat("clb").as_str()]);
    let refused = secretary.post("/paper-acts", mixed).expect(422).json;
    assert_eq!(refused["errors"][0]["pointer"], "/seats");
    for unknown in [
        scene::UNKNOWN.to_owned(),
        "nothing".to_owned(),
        town.meeting().to_string(),
    ] {
        let refused = secretary
            .post("/paper-acts", listing(&unknown, "2026-11-23"))
            .expect(422)
            .json;
        assert_eq!(refused["errors"][0]["pointer"], "/object_id");
    }
    for name in ["clb", "police-chief", "information-officer", "auditor", "operator"] {
        town.as_(name)
            .post("/paper-acts", listing(&case, "2026-11-23"))
            .expect(403);
    }
    // Seeded cases are on the list already.
    let listed = listing(town.case(0).as_str(), "2026-11-23");
    secretary.post("/paper-acts", listed).refused(409, "R11");
    before.is_unchanged(&town);
    let act = secretary
        .post("/paper-acts", listing(&case, "2026-10-24"))
        .expect(201)
        .id();
    // Monday entered: until Wednesday.
    town.go_to("2026-11-26T08:00:00Z");
    let path = format!("/paper-acts/{act}");
    confirm(&town.as_("coordinator"), &act).refused(409, "R54");
    assert_eq!(town.as_("coordinator").get(&path).expect(200).json["overdue"], true);
    town.as_("coordinator")
        .act(&format!("{path}/withdrawal"))
        .refused(403, "R54");
    let withdrawn = town
        .as_("secretary")
        .act(&format!("{path}/withdrawal"))
        .expect(200)
        .json;
    assert_eq!(
        (&withdrawn["state"], &withdrawn["overdue"]),
        (&json!("withdrawn"), &json!(false))
    );
    confirm(&town.as_("coordinator"), &act).refused(409, "R54");
    assert_eq!(state_of(&town, &case), "proposed");
}

#[test]
fn r54_refuses_what_the_act_itself_is_refused_for_and_keeps_nothing() {
    let town = Town::start();
    let case = case(&town.as_("coordinator"), "73028");
    let act = town
        .as_("secretary")
        .post("/paper-acts", listing(&case, "2026-11-23"))
        .expect(201)
        .id();
    let listing = json!({"reason": "listed in the system meanwhile"});
    town.as_("mayor")
        .post(&format!("/cases/{case}/listing"), listing)
        .expect(200);
    let before = looking::stored(&town);
    confirm(&town.as_("coordinator"), &act).refused(409, "R11");
    before.is_unchanged(&town);
}

#[test]
fn r01_permits_a_mayor_the_paper_of_her_own_municipality_and_refuses_that_of_another() {
    let town = Town::start();
    let second = SecondLivc::found(&town);
    let mut other = Newcomer::enrol(&town, "other-mayor");
    let town_hall = &second.organisations["mayor"];
    let of_the_other = json!({"municipality": ELSEWHERE_TOO});
    other
        .take_seat(&second.as_("mayor"), (&second.livc, town_hall, "mayor"), &of_the_other)
        .expect(201);
    let coordinator = second.as_("coordinator");
    let (hers, his) = (case(&coordinator, ELSEWHERE), case(&coordinator, ELSEWHERE_TOO));
    let (mayor, other) = (second.as_("mayor"), other.client());
    mayor.post("/paper-acts", listing(&his, "2026-11-23")).expect(422);
    for (case, own, foreign) in [(&hers, &mayor, &other), (&his, &other, &mayor)] {
        let act = second
            .as_("secretary")
            .post("/paper-acts", listing(case, "2026-11-23"))
            .expect(201)
            .id();
        let path = format!("/paper-acts/{act}");
        for act in ["", "/why"] {
            foreign.get(&format!("{path}{act}")).concealed();
        }
        for act in ["confirmation", "ratification", "withdrawal"] {
            foreign.act(&format!("{path}/{act}")).concealed();
        }
        confirm(&coordinator, &act).expect(200);
        own.act(&format!("{path}/ratification")).expect(200);
        let page = foreign.get("/paper-acts?limit=1").expect(200).json;
        assert_eq!(page["next"], Value::Null, "a hidden act makes no page longer");
        let list = own.get("/paper-acts").expect(200).text;
        assert!(list.contains(act.as_str()) && !foreign.get("/paper-acts").expect(200).text.contains(&act));
        town.as_("coordinator").get(&path).concealed();
    }
}
