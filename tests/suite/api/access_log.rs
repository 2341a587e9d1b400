//! The register and the reasons: `/access-log`, `/me/access-records`, `…/why`.

use crate::looking;
use crate::scene::{self, TABLE, UNKNOWN};
use crate::support::Town;
use serde_json::json;

#[test]
fn r41_permits_the_auditor_the_records_and_refuses_her_all_content_and_everybody_else_the_records() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    town.as_("clb").get("/cases").refused(403, "R14");
    town.number_the_log();
    for name in ["auditor", "dpo"] {
        let client = town.as_(name);
        let clb = town.person("clb").account.to_string();
        let page = client
            .get(&format!("/access-log/records?actor={clb}&refusals=true"))
            .expect(200)
            .json;
        let refusal = &page["items"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&refusal["rule"], &refusal["outcome"]),
            (&json!("R14"), &json!("refused"))
        );
        for path in [
            "/cases",
            "/meetings",
            &format!("/items/{item}"),
            &format!("/items/{item}/contributions"),
        ] {
            client.get(path).refused(403, "R41");
        }
    }
    for name in town
        .seed
        .people
        .keys()
        .filter(|name| !["auditor", "dpo"].contains(&name.as_str()))
    {
        for path in ["/access-log/records", "/access-log/checkpoint", "/access-log/proofs/0"] {
            town.as_(name).get(path).refused(403, "R41");
        }
    }
}

#[test]
fn r41_permits_a_proof_of_every_record_and_refuses_any_change_of_one() {
    let town = Town::start();
    town.as_("clb").get("/me").expect(200);
    town.number_the_log();
    let auditor = town.as_("auditor");
    let checkpoint = auditor.get("/access-log/checkpoint").expect(200).json;
    assert!(checkpoint["checkpoint"].as_str().unwrap().lines().count() >= 5);
    let proof = auditor.get("/access-log/proofs/0").expect(200).json;
    assert!(
        proof["proof"].as_str().unwrap().starts_with("c2sp.org/tlog-proof@v1"),
        "{proof}"
    );
    auditor.get("/access-log/proofs/999999").concealed();
    for method in ["PUT", "PATCH", "DELETE", "POST"] {
        let status = auditor.send_json(method, "/access-log/records", &json!({})).status;
        assert_eq!(status, 405, "{method}");
        assert_eq!(
            auditor.send_json(method, "/access-log/proofs/0", &json!({})).status,
            405
        );
    }
}

#[test]
fn r41_permits_everybody_her_own_acts_and_refuses_her_those_of_others() {
    let town = Town::start();
    town.as_("ocmw").get("/cases").refused(403, "R14");
    let clb = town.as_("clb");
    clb.get(&format!("/items/{UNKNOWN}")).concealed();
    clb.get(&format!("/items/{}", town.item(1))).concealed();
    town.number_the_log();
    let own = clb.get("/me/access-records?limit=2").expect(200).json;
    let items = own["items"].as_array().unwrap();
    for record in items {
        assert_eq!(
            (&record["act"], &record["outcome"]),
            (&json!("item.read"), &json!("concealed"))
        );
        assert_eq!(record["rule"], "", "a rule would tell the absent from the concealed");
        assert!(record.get("object_alias").is_none() && record.get("seq").is_none());
    }
    assert!(!own.to_string().contains("case"), "{own}");
}

#[test]
fn r47_permits_an_explanation_with_rule_sentence_reference_and_facts() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let why = town
        .as_("information-officer")
        .with("accept-language", "fr")
        .get(&format!("/items/{item}/why?act=item.close"))
        .expect(200)
        .json;
    assert_eq!((&why["permitted"], &why["rule"]), (&json!(false), &json!("R19")));
    assert!(why["sentence"].as_str().unwrap().contains("bourgmestre"), "{why}");
    assert_eq!(why["facts"]["function"], "police_rep");
    let permitted = town
        .as_("mayor")
        .get(&format!("/items/{item}/why?act=item.close"))
        .expect(200)
        .json;
    assert_eq!(
        (&permitted["permitted"], &permitted["facts"]["chairs"]),
        (&json!(true), &json!("yes"))
    );
    let case = format!("/cases/{}/why?act=case.put_on_list", town.case(0));
    assert_eq!(
        town.as_("mayor").get(&case).expect(200).json["facts"]["case_state"],
        "listed"
    );
    town.as_("mayor")
        .get(&format!("/items/{item}/why?act=case.read"))
        .expect(400);
}

#[test]
fn r47_refuses_any_reason_about_what_one_may_not_know_of() {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    let label = scene::label(&town, "discretion", &["ocmw"]);
    let said = scene::say(&town.as_("youth-worker"), &item, &label, "for OCMW")
        .expect(201)
        .id();
    for (name, foreign, kind) in [
        ("vdab", item.as_str(), "items"),
        ("mayor", said.as_str(), "contributions"),
        ("information-officer", said.as_str(), "contributions"),
    ] {
        let ask = |id: &str| town.as_(name).get(&format!("/{kind}/{id}/why")).concealed().bytes();
        assert_eq!(ask(foreign), ask(UNKNOWN), "{name}");
    }
    let unopened = town
        .as_("clb")
        .get(&format!("/items/{item}/why?act=item.contribute"))
        .expect(200)
        .json;
    assert!(
        unopened["facts"].get("opening").is_none(),
        "who else is in the room: {unopened}"
    );
    let before = looking::records(&town);
    town.as_("clb").get(&format!("/items/{item}/why")).expect(200);
    assert_eq!(looking::records(&town) - before, 1);
}
