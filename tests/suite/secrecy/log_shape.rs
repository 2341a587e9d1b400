//! The log tells the auditor who took part in an item, and nothing that tells speaking from silence (R21, R41).

use crate::scene::{self, TABLE, UNKNOWN};
use crate::support::{Client, Town};
use serde_json::{Value, json};

/// Every record of an actor that the auditor can see with a filter, without what is different for every record.
fn records(auditor: &Client, actor: &str, filter: &str) -> Vec<Value> {
    let path = format!("/access-log/records?limit=200&actor={actor}{filter}");
    let page = auditor.get(&path).expect(200).json;
    assert!(page["next"].is_null());
    let shape = |record: &Value| {
        json!([
            record["act"],
            record["object_kind"],
            record["object_alias"],
            record["decision"],
            record["rule"],
            record["outcome"],
            record["disclosed"],
            record["disclosed_aliases"],
        ])
    };
    page["items"].as_array().unwrap().iter().map(shape).collect()
}

fn filters() -> Vec<String> {
    let mut filters = vec![String::new(), "&refusals=true".into(), "&refusals=false".into()];
    filters.extend((1..=57).map(|n| format!("&rule=R{n:02}")));
    for outcome in ["done", "refused", "concealed", "undone", "replayed"] {
        filters.push(format!("&outcome={outcome}"));
    }
    for act in [
        "item.take_part",
        "item.contribute",
        "item.preview",
        "item.check_in",
        "item.list_contributions",
        "item.read_contributions",
        "contribution.read",
        "contribution.why",
        "contribution.change_audience",
        "contribution.raise_regime",
    ] {
        filters.push(format!("&act={act}"));
    }
    filters
}

/// The auditor sees the same of both, whichever way she looks, and down to the bytes of the records.
#[track_caller]
fn alike(town: &Town, one: &str, other: &str) {
    town.number_the_log();
    let auditor = town.as_("auditor");
    let (one, other) = (town.person(one).account.as_str(), town.person(other).account.as_str());
    for filter in filters() {
        assert_eq!(
            records(&auditor, one, &filter),
            records(&auditor, other, &filter),
            "{filter}"
        );
    }
    assert_eq!(leaves(&auditor, one), leaves(&auditor, other));
}

/// The records themselves, as their proofs show them, without what is random or the actor's own; and their lengths.
fn leaves(auditor: &Client, actor: &str) -> Vec<Value> {
    let page = auditor
        .get(&format!("/access-log/records?limit=200&actor={actor}"))
        .expect(200)
        .json;
    let mut leaves = Vec::new();
    for record in page["items"].as_array().unwrap() {
        let proof = auditor
            .get(&format!("/access-log/proofs/{}", record["seq"]))
            .expect(200)
            .json;
        let text = proof["record"].as_str().unwrap();
        let mut leaf: Value = serde_json::from_str(text).unwrap();
        for random in [
            "event_id",
            "facts",
            "salt",
            "session",
            "request_id",
            "actor",
            "sealed_act",
        ] {
            let value = leaf[random].clone();
            leaf[random] = json!(value.as_str().map(str::len));
        }
        leaf["length"] = json!(text.len());
        leaves.push(leaf);
    }
    assert!(!leaves.is_empty());
    leaves
}

/// An open item, with two people who did the same so far.
fn begin() -> (Town, String) {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    (town, item)
}

#[test]
fn r21_r41_refuses_the_auditor_any_difference_between_who_spoke_and_who_only_asked_who_would_read() {
    let (town, item) = begin();
    let (clb, ocmw) = (town.as_("clb"), town.as_("ocmw"));
    let label = scene::label(&town, "discretion", &["youth-worker"]);
    scene::say(&clb, &item, &label, "something").expect(201);
    scene::preview(&ocmw, &item, &label).expect(200);
    scene::preview(&ocmw, &item, &label).expect(200);
    alike(&town, "clb", "ocmw");
}

#[test]
fn r21_r41_refuses_the_auditor_any_difference_between_a_marker_and_a_question() {
    let (town, item) = begin();
    scene::mark(&town.as_("clb"), &item, "professional_secrecy").expect(201);
    scene::preview(
        &town.as_("ocmw"),
        &item,
        &scene::label(&town, "discretion", &["youth-worker"]),
    )
    .expect(200);
    alike(&town, "clb", "ocmw");
}

#[test]
fn r21_r41_refuses_the_auditor_any_difference_between_refused_words_and_a_refused_question() {
    let (town, item) = begin();
    let label = scene::label(&town, "professional_secrecy", &["youth-worker"]);
    let mut words = label.clone();
    words["text"] = "words under professional secrecy".into();
    let clb = town.as_("clb");
    clb.post(&format!("/items/{item}/contributions"), words)
        .refused(422, "R25");
    scene::preview(&town.as_("ocmw"), &item, &label).refused(422, "R25");
    alike(&town, "clb", "ocmw");
}

#[test]
fn r21_r41_refuses_the_auditor_to_see_that_words_were_stopped_confirmed_or_read_by_others() {
    let (town, item) = begin();
    let (clb, ocmw) = (town.as_("clb"), town.as_("ocmw"));
    let label = scene::label(&town, "discretion", &["youth-worker"]);
    let path = format!("/items/{item}/contributions");
    let mut words = label.clone();
    words["preview"] = scene::preview(&clb, &item, &label).expect(200).json["preview"].clone();
    scene::preview(&ocmw, &item, &label).expect(200);
    // Words that are stopped look like a question that is refused, and confirmed words like one that is answered.
    let secret = scene::label(&town, "professional_secrecy", &["youth-worker"]);
    for (text, rule) in [
        ("85.07.30-999.32", "R55"),
        ("GEHEIM", "R26"),
        ("iemand@voorbeeld.be", "R55"),
    ] {
        words["text"] = text.into();
        let stopped = clb.post(&path, words.clone());
        assert_eq!(stopped.json["rule"], rule, "{}", stopped.text);
        scene::preview(&ocmw, &item, &secret).refused(422, "R25");
    }
    words["screening_confirmed"] = true.into();
    let said = clb.post(&path, words).expect(201).id();
    scene::preview(&ocmw, &item, &label).expect(200);
    clb.get(&format!("/contributions/{said}/receipts")).expect(200);
    ocmw.get(&path).expect(200);
    alike(&town, "clb", "ocmw");
}

#[test]
fn r21_r41_refuses_the_auditor_the_lists_and_the_later_choices_of_an_author() {
    let (town, item) = begin();
    let (clb, ocmw) = (town.as_("clb"), town.as_("ocmw"));
    let label = scene::label(&town, "discretion", &["youth-worker"]);
    let said = scene::say(&clb, &item, &label, "something").expect(201).id();
    let wider = scene::label(&town, "discretion", &["youth-worker", "ocmw"]);
    let previewed = scene::preview(&clb, &item, &wider).expect(200).json["preview"].clone();
    let audience = json!({"audience": wider["audience"], "preview": previewed});
    clb.put(&format!("/contributions/{said}/audience"), audience)
        .expect(200);
    for _ in 0..4 {
        scene::preview(&ocmw, &item, &label).expect(200);
    }
    // One reads her own words and the list, the other the words of the first, and an empty page.
    clb.get(&format!("/contributions/{said}")).expect(200);
    ocmw.get(&format!("/contributions/{said}")).expect(200);
    clb.get(&format!("/items/{item}/contributions?limit=1")).expect(200);
    ocmw.get(&format!("/items/{item}/contributions?after={said}"))
        .expect(200);
    alike(&town, "clb", "ocmw");
}

#[test]
fn r21_r41_refuses_the_auditor_to_see_that_an_author_asked_why() {
    let (town, item) = begin();
    let (clb, ocmw) = (town.as_("clb"), town.as_("ocmw"));
    let label = scene::label(&town, "discretion", &["youth-worker"]);
    let said = scene::mark(&clb, &item, "professional_secrecy").expect(201).id();
    scene::preview(&ocmw, &item, &label).expect(200);
    for act in [
        "",
        "?act=contribution.raise_regime",
        "?act=contribution.change_audience",
    ] {
        let why = clb.get(&format!("/contributions/{said}/why{act}")).expect(200);
        assert_eq!(why.json["facts"]["relation"], "author");
        ocmw.get(&format!("/items/{item}/contributions")).expect(200);
    }
    alike(&town, "clb", "ocmw");
}

#[test]
fn r20_r41_refuses_the_auditor_to_see_whether_a_contribution_that_was_asked_for_exists() {
    let (town, item) = begin();
    let label = scene::label(&town, "discretion", &["youth-worker"]);
    let hidden = scene::say(&town.as_("clb"), &item, &label, "something")
        .expect(201)
        .id();
    let body = json!({"audience": label["audience"], "preview": "00"});
    for (name, id) in [("ocmw", hidden.as_str()), ("coordinator", UNKNOWN)] {
        let client = town.as_(name);
        let path = format!("/contributions/{id}");
        for part in ["", "/why", "/why?act=contribution.raise_regime"] {
            client.get(&format!("{path}{part}")).concealed();
        }
        client.put(&format!("{path}/audience"), body.clone()).concealed();
        client
            .put(&format!("{path}/regime"), json!({"regime": "professional_secrecy"}))
            .concealed();
    }
    town.number_the_log();
    let auditor = town.as_("auditor");
    let concealed = |name: &str| {
        let mut last = records(&auditor, town.person(name).account.as_str(), "");
        last.drain(..last.len() - 5);
        // Whoever looks for another id finds another alias, whether or not anything is there.
        for record in &mut last {
            assert!(record[2].is_string());
            record[2] = Value::Null;
        }
        last
    };
    assert_eq!(concealed("ocmw"), concealed("coordinator"));
}

#[test]
fn r21_r41_refuses_the_auditor_to_see_that_words_were_sent_twice() {
    let (town, item) = begin();
    let (clb, ocmw) = (
        town.as_("clb").with("idempotency-key", "k"),
        town.as_("ocmw").with("idempotency-key", "k"),
    );
    let first = scene::mark(&clb, &item, "professional_secrecy").expect(201).id();
    assert_eq!(scene::mark(&clb, &item, "professional_secrecy").expect(201).id(), first);
    let label = scene::label(&town, "discretion", &["youth-worker"]);
    for _ in 0..2 {
        scene::preview(&ocmw, &item, &label).expect(200);
    }
    alike(&town, "clb", "ocmw");
}

#[test]
fn r41_permits_its_author_alone_to_read_what_she_did_precisely() {
    let (town, item) = begin();
    scene::mark(&town.as_("clb"), &item, "professional_secrecy").expect(201);
    town.number_the_log();
    let acts = |name: &str| {
        let own = town.as_(name).get("/me/access-records?limit=20").expect(200).json;
        let acts = own["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|record| record["act"].as_str().unwrap().to_owned());
        acts.collect::<Vec<_>>()
    };
    assert!(acts("clb").contains(&"item.contribute".to_owned()), "{:?}", acts("clb"));
    for name in ["ocmw", "mayor", "auditor"] {
        assert!(!acts(name).contains(&"item.contribute".to_owned()), "{name}");
    }
}
