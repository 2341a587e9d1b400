//! Dated legal references, and the dated lists everybody works with: `/legal-references`, `/reference/…` (R06).

use crate::looking;
use crate::scene;
use crate::support::{Client, Town};
use serde_json::{Value, json};

fn row(code: &str, from: &str, to: impl Into<Value>) -> Value {
    json!({
        "code": code,
        "labels": {"nl": "Een decreet", "fr": "Un décret", "de": "Ein Dekret", "en": "A decree"},
        "article": "1",
        "act": "Decree, fictitious",
        "valid_from": from,
        "valid_to": to.into(),
        "verified": true,
        "decline_reason": false,
    })
}

fn of_code(client: &Client, on: &str, code: &str) -> Value {
    let rows = client.get(&format!("/legal-references{on}")).expect(200).json;
    let found = rows.as_array().unwrap().iter().find(|row| row["code"] == code);
    found.cloned().unwrap_or(Value::Null)
}

#[test]
fn r06_permits_everybody_to_read_what_counts_on_a_day() {
    let town = Town::start();
    for name in town.seed.people.keys() {
        let client = town.as_(name);
        let before = of_code(&client, "?on=2026-04-07", "sw-458ter-2");
        assert!(before["labels"]["nl"].as_str().unwrap().contains("458ter"));
        let after = of_code(&client, "", "sw-458ter-2");
        assert_eq!(after["id"], "sw-458ter-2@2026-04-08");
        assert!(!after["verified"].as_bool().unwrap());
    }
    town.as_("clb").get("/legal-references?on=tomorrow").expect(400);
    assert_eq!(town.nobody().get("/legal-references").status, 401);
}

#[test]
fn r06_permits_a_row_that_a_lawyer_reviewed_and_refuses_two_that_overlap() {
    let town = Town::start();
    let operator = town.as_("operator");
    let made = operator.post(
        "/legal-references",
        row("wal-decree", "2026-01-01", json!("2026-12-31")),
    );
    assert_eq!(made.expect(201).json["id"], "wal-decree@2026-01-01");
    for (from, to) in [
        ("2026-12-31", json!(null)),
        ("2025-01-01", json!("2026-01-01")),
        ("2026-01-01", json!("2026-06-30")),
        ("2025-01-01", json!(null)),
    ] {
        let refused = operator
            .post("/legal-references", row("wal-decree", from, to))
            .refused(422, "R06");
        assert_eq!(refused.json["errors"][0]["pointer"], "/valid_from");
    }
    operator
        .post("/legal-references", row("wal-decree", "2027-01-01", json!(null)))
        .expect(201);
    let path = "/legal-references/wal-decree@2026-01-01";
    let refused = operator
        .put(path, row("wal-decree", "2026-01-01", json!("2027-01-01")))
        .refused(422, "R06");
    assert_eq!(refused.json["errors"][0]["pointer"], "/valid_to");
    for (wrong, pointer) in [
        (row("wal-decrees", "2026-01-01", json!(null)), "/code"),
        (row("wal-decree", "2026-01-02", json!(null)), "/valid_from"),
    ] {
        assert_eq!(
            operator.put(path, wrong).refused(422, "R06").json["errors"][0]["pointer"],
            pointer
        );
    }
    let mut backwards = row("other-decree", "2026-01-02", json!("2026-01-01"));
    let refused = operator
        .post("/legal-references", backwards.clone())
        .refused(422, "R06");
    assert_eq!(refused.json["errors"][0]["pointer"], "/valid_to");
    backwards["code"] = json!("Other Decree");
    let refused = operator.post("/legal-references", backwards).refused(422, "R06");
    assert_eq!(refused.json["errors"][0]["pointer"], "/code");
    operator
        .put(
            "/legal-references/no-such-row@2026-01-01",
            row("no-such-row", "2026-01-01", json!(null)),
        )
        .concealed();
}

#[test]
fn r06_refuses_to_change_a_row_that_is_used_and_permits_only_to_close_it() {
    let town = Town::start();
    let operator = town.as_("operator");
    let mut used = of_code(&operator, "", "fl-2021-05-21");
    assert_eq!(used["used"], true, "mandates and invitations of the town rest on it");
    for derived in ["id", "used"] {
        used.as_object_mut().unwrap().remove(derived);
    }
    let path = "/legal-references/fl-2021-05-21@2021-07-19";
    let before = looking::stored(&town);
    let with = |field: &str, value: Value| {
        let mut body = used.clone();
        body[field] = value;
        body
    };
    operator.put(path, used.clone()).refused(409, "R06");
    for body in [
        with("verified", json!(true)),
        with("article", json!("7")),
        with("valid_to", json!("2026-11-23")),
        with("valid_to", json!("2020-01-01")),
        {
            let mut body = with("valid_to", json!("2027-12-31"));
            body["verified"] = json!(true);
            body
        },
    ] {
        operator.put(path, body).refused(409, "R06");
    }
    before.is_unchanged(&town);
    operator.put(path, with("valid_to", json!("2027-12-31"))).expect(200);
    operator
        .put(path, with("valid_to", json!("2028-12-31")))
        .refused(409, "R06");
    // What comes after has a row of its own.
    operator
        .post("/legal-references", row("fl-2021-05-21", "2028-01-01", json!(null)))
        .expect(201);
}

#[test]
fn r06_permits_a_correction_to_be_cited_at_once_and_refuses_one_by_anybody_but_the_operator() {
    let town = Town::start();
    let operator = town.as_("operator");
    let refusal = || {
        town.as_("secretary")
            .with("accept-language", "en")
            .get("/legal-references/none")
    };
    refusal();
    let cited = |name: &str| {
        let path = format!("/items/{}/invitations", town.item(0));
        let refused = town
            .as_(name)
            .with("accept-language", "en")
            .get(&path)
            .refused(403, "R16");
        refused.json["legal_reference"]["label"].clone()
    };
    let earlier = cited("ocmw");
    assert!(earlier.as_str().unwrap().starts_with("Flemish decree"), "{earlier}");
    // The provision that lets the prosecutor be asked was only recalled, and nothing rests on it yet.
    let path = "/legal-references/livcr-2018-prior-check@2018-09-24";
    let mut body = row("livcr-2018-prior-check", "2018-09-24", json!(null));
    body["labels"]["en"] = json!("Article 4 of the law, as confirmed");
    for name in ["mayor", "coordinator", "auditor", "clb"] {
        town.as_(name).put(path, body.clone()).refused(403, "R52");
        town.as_(name)
            .post("/legal-references", body.clone())
            .refused(403, "R52");
    }
    let changed = operator.put(path, body).expect(200);
    assert_eq!(changed.json["verified"], true);
    let rows = town.state.legal.rows();
    let row = rows.iter().find(|row| row.code() == "livcr-2018-prior-check").unwrap();
    assert_eq!(row.label(livc::policy::Lang::En), "Article 4 of the law, as confirmed");
}

#[test]
fn r06_permits_the_provision_of_the_day_to_be_kept_with_an_acknowledgement() {
    let town = Town::start();
    scene::acknowledge(&town.as_("clb"), town.item(0).as_str()).expect(200);
    let db = &mut town.database.open();
    let kept = looking::texts(
        db,
        "SELECT legal_reference_id AS value FROM acknowledgements WHERE legal_reference_id IS NOT NULL",
    );
    assert_eq!(kept, ["sw-458ter-2@2026-04-08"]);
    let sent = looking::texts(
        db,
        "SELECT DISTINCT legal_reference_id AS value FROM invitations WHERE state = 'sent' ORDER BY 1",
    );
    assert_eq!(sent, ["fl-2021-05-21@2021-07-19", "livcr-2018-art3-1@2018-09-24"]);
}

#[test]
fn the_dated_lists_offer_the_life_domains_and_kinds_of_concern_of_a_day() {
    let town = Town::start();
    let client = town.as_("vdab");
    let domains = client.get("/reference/life-domains").expect(200).json;
    assert_eq!(domains.as_array().unwrap().len(), 7);
    assert_eq!(domains[0]["labels"]["nl"], "Psychosociale begeleiding");
    let concerns = client.get("/reference/case-categories?on=2026-11-23").expect(200).json;
    assert_eq!(concerns.as_array().unwrap().len(), 6);
    let none = client.get("/reference/case-categories?on=2018-09-23").expect(200).json;
    assert_eq!(none, json!([]));
    let case = |category: &str| json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay", "category": category});
    let coordinator = town.as_("coordinator");
    let made = coordinator.post("/cases", case("single_issue")).expect(201);
    assert_eq!(made.json["category"], "single_issue");
    let refused = coordinator.post("/cases", case("suspect")).expect(422);
    assert_eq!(refused.json["errors"][0]["pointer"], "/category");
}
