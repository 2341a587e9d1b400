//! The auditor's desk: filters, days, timelines and the worklist.

use crate::scene::{self, SecondLivc, TABLE, UNKNOWN};
use crate::support::{Client, Town};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// All records a filter shows, page by page.
pub fn all(client: &Client, filter: &str) -> Vec<Value> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let page = client
            .get(&format!("/access-log/records?limit=50{filter}{after}"))
            .expect(200)
            .json;
        found.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next"].as_i64() {
            None => return found,
            Some(next) => after = format!("&after={next}"),
        }
    }
}

/// The lines of a list that has one page.
pub fn lines(client: &Client, path: &str) -> Vec<Value> {
    let page = client.get(path).expect(200).json;
    assert!(page["next"].is_null(), "{page}");
    page["items"].as_array().unwrap().clone()
}

/// The events of records.
pub fn events(records: &[Value]) -> Vec<&str> {
    records
        .iter()
        .map(|record| record["event_id"].as_str().unwrap())
        .collect()
}

/// A town in which something happened, with its log numbered.
pub fn busy() -> (Town, String) {
    let town = Town::start();
    let item = scene::open(&town, 0, &TABLE);
    town.as_("clb").get("/cases").refused(403, "R14");
    town.number_the_log();
    (town, item)
}

/// What every line of an answer has to be.
type Check<'a> = Box<dyn Fn(&Value) -> bool + 'a>;

#[test]
fn r41_permits_every_filter_and_each_shows_what_it_says() {
    let (town, _item) = busy();
    let auditor = town.as_("auditor");
    let everything = all(&auditor, "");
    let clb = town.person("clb");
    let (account, organisation) = (clb.account.to_string(), scene::organisation(&town, "clb"));
    let alias = everything.iter().find(|record| record["act"] == "item.open").unwrap()["object_alias"]
        .as_str()
        .unwrap()
        .to_owned();
    let checks: Vec<(String, Check<'_>)> = vec![
        (
            format!("&actor={account}"),
            Box::new(|r| r["actor"] == *clb.account.as_str()),
        ),
        (
            format!("&seat={}", town.seat("clb")),
            Box::new(|r| r["seat_id"] == *town.seat("clb").as_str()),
        ),
        (
            "&function=police_chief".into(),
            Box::new(|r| r["function"] == "police_chief"),
        ),
        (
            format!("&organisation={organisation}"),
            Box::new(|r| r["organisation_id"] == *organisation),
        ),
        ("&act=item.open".into(), Box::new(|r| r["act"] == "item.open")),
        (
            "&act=item.".into(),
            Box::new(|r| r["act"].as_str().unwrap().starts_with("item.")),
        ),
        ("&object_kind=item".into(), Box::new(|r| r["object_kind"] == "item")),
        (
            format!("&object_alias={alias}"),
            Box::new(|r| r["object_alias"] == *alias),
        ),
        ("&rule=R14".into(), Box::new(|r| r["rule"] == "R14")),
        ("&outcome=refused".into(), Box::new(|r| r["outcome"] == "refused")),
        ("&refusals=true".into(), Box::new(|r| r["decision"] == "refuse")),
        ("&reviewed=false".into(), Box::new(|r| r["reviewed"] == false)),
        (
            format!("&actor={account}&act=livc.&refusals=true"),
            Box::new(|r| r["actor"] == *clb.account.as_str() && r["act"] == "livc.list_cases"),
        ),
    ];
    for (filter, fits) in checks {
        let found = all(&auditor, &filter);
        let due: Vec<&Value> = everything.iter().filter(|record| fits(record)).collect();
        assert!(!due.is_empty(), "{filter}");
        assert_eq!(
            found.iter().map(|r| &r["seq"]).collect::<Vec<_>>(),
            due.iter().map(|r| &r["seq"]).collect::<Vec<_>>(),
            "{filter}"
        );
    }
    assert!(all(&auditor, "&reviewed=true").is_empty());
    assert!(all(&auditor, &format!("&actor={UNKNOWN}")).is_empty());
}

#[test]
fn r41_permits_a_search_by_the_hours_of_the_office() {
    let town = Town::start();
    // Saturday, and Monday at noon.
    for instant in ["2026-11-28T12:00:00Z", "2026-11-30T11:00:00Z"] {
        town.go_to(instant);
        town.as_("clb").get("/cases").refused(403, "R14");
    }
    town.number_the_log();
    let clb = town.person("clb").account.to_string();
    let found = all(
        &town.as_("auditor"),
        &format!("&actor={clb}&act=livc.list_cases&office_hours=outside"),
    );
    assert_eq!(found.len(), 1);
    assert!(found[0]["at"].as_str().unwrap().starts_with("2026-11-28T12"));
    let merged = lines(
        &town.as_("auditor"),
        &format!("/access-log/records?merge=day&actor={clb}&act=livc.list_cases&office_hours=outside"),
    );
    assert_eq!((merged.len(), &merged[0]["day"]), (1, &json!("2026-11-28")));
}

#[test]
fn r41_permits_the_days_of_a_person_and_of_an_object_without_a_name() {
    let (town, item) = busy();
    let auditor = town.as_("auditor");
    for _ in 0..3 {
        town.as_("clb").get("/cases").refused(403, "R14");
    }
    town.number_the_log();
    let account = town.person("clb").account.to_string();
    let days = lines(&auditor, &format!("/access-log/persons/{account}/timeline?limit=200"));
    let refused: Vec<&Value> = days.iter().filter(|line| line["act"] == "livc.list_cases").collect();
    assert_eq!((refused.len(), &refused[0]["number"]), (1, &json!(4)));
    assert!(refused[0]["first_at"].as_str() <= refused[0]["last_at"].as_str());
    assert!(days.is_sorted_by_key(|line| line["day"].as_str().unwrap()));
    let part = days.iter().find(|line| line["act"] == "item.take_part").unwrap();
    assert!(part["number"].is_null() && part["first_at"].is_null() && part["last_at"].is_null());
    let alias = part["object_alias"].as_str().unwrap();
    let of_item = lines(&auditor, &format!("/access-log/objects/{alias}/timeline?limit=200"));
    assert!(of_item.iter().all(|line| line["object_alias"] == *alias) && of_item.len() > 5);
    let text = format!("{days:?}{of_item:?}");
    assert!(!text.contains(&item) && !text.contains("fictitious"), "{text}");
    // Page by page it is the same.
    let (mut paged, mut after) = (Vec::new(), String::new());
    loop {
        let page = auditor
            .get(&format!("/access-log/persons/{account}/timeline?limit=2{after}"))
            .expect(200)
            .json;
        paged.extend(page["items"].as_array().unwrap().clone());
        match page["next"].as_i64() {
            None => break,
            Some(next) => after = format!("&after={next}"),
        }
    }
    assert_eq!(paged, days);
}

#[test]
fn r41_refuses_to_tell_somebody_who_is_not_there_from_somebody_who_did_nothing() {
    let (town, _) = busy();
    let second = SecondLivc::found(&town);
    town.number_the_log();
    let auditor = town.as_("auditor");
    let foreign = &second.people["clb"].account;
    let of = |account: &str| {
        auditor
            .get(&format!("/access-log/persons/{account}/timeline"))
            .expect(200)
            .bytes()
    };
    assert_eq!(of(foreign), of(UNKNOWN));
    assert_eq!(
        auditor.get(&format!("/access-log/persons/{UNKNOWN}/timeline")).json,
        json!({"items": [], "next": null})
    );
    auditor.get("/access-log/persons/somebody/timeline").expect(400);
    assert_eq!(
        auditor.get("/access-log/objects/nothing/timeline").expect(200).json,
        json!({"items": [], "next": null})
    );
    // The log of another LIVC R is another log.
    for record in all(&auditor, "") {
        assert_ne!(record["actor"], **foreign);
    }
}

#[test]
fn r41_permits_the_data_protection_officer_to_see_what_the_auditor_looked_for() {
    let (town, _) = busy();
    let clb = town.person("clb").account.to_string();
    town.as_("auditor")
        .get(&format!("/access-log/persons/{clb}/timeline"))
        .expect(200);
    town.number_the_log();
    let looked = all(&town.as_("dpo"), &format!("&actor={}", town.person("auditor").account));
    let last = looked.last().unwrap();
    assert_eq!(
        (&last["act"], &last["fields"]),
        (&json!("log.read_timeline"), &json!([format!("actor:{clb}")]))
    );
}

#[test]
fn r41_permits_a_worklist_that_says_why() {
    let (town, _) = busy();
    for _ in 0..5 {
        town.as_("vdab").get(&format!("/items/{UNKNOWN}")).concealed();
        town.as_("vdab").get("/cases").refused(403, "R14");
    }
    for _ in 0..4 {
        town.as_("caw").get(&format!("/items/{UNKNOWN}")).concealed();
    }
    town.as_("auditor")
        .get("/access-log/export?format=csv&purpose=review")
        .expect(200);
    town.number_the_log();
    town.wait(TimeDelta::minutes(1));
    let auditor = town.as_("auditor").with("accept-language", "en");
    let list = auditor.get("/access-log/worklist?sample=20").expect(200).json;
    let of = |kind: &str| -> Vec<Value> {
        let items = list["items"].as_array().unwrap().iter();
        items.filter(|line| line["kind"] == kind).cloned().collect()
    };
    let vdab = json!(town.person("vdab").account.as_str());
    for kind in ["id_walking", "refusals"] {
        let found = of(kind);
        assert_eq!(
            (found.len(), &found[0]["actor"], &found[0]["number"]),
            (1, &vdab, &json!(5)),
            "{kind} {list}"
        );
        assert!(found[0]["why"].as_str().unwrap().ends_with('.'));
    }
    assert_eq!(of("export").len(), 1);
    assert_eq!(list["items"][0]["kind"], "id_walking", "the weightiest first");
    let sample = &list["sample"];
    assert_eq!(sample["records"].as_array().unwrap().len(), 20);
    let again = auditor.get("/access-log/worklist?sample=20").expect(200).json;
    assert_eq!(again["sample"], *sample, "nobody picks");
    let checkpoint = auditor.get("/access-log/checkpoint").expect(200).json["checkpoint"].clone();
    assert!(checkpoint.as_str().unwrap().contains(sample["seed"].as_str().unwrap()));
    // What was reviewed goes to the end.
    let walk = of("id_walking");
    let body = json!({"records": walk[0]["records"], "finding": "explained"});
    auditor.post("/access-log/reviews", body).expect(201);
    let after = auditor.get("/access-log/worklist").expect(200).json;
    assert_eq!(after["items"].as_array().unwrap().last().unwrap()["kind"], "id_walking");
    assert_eq!(after["items"].as_array().unwrap().last().unwrap()["reviewed"], true);
    for query in [
        "sample=0",
        "sample=201",
        "from=2026-01-01T00:00:00Z&until=2026-12-01T00:00:00Z",
    ] {
        auditor.get(&format!("/access-log/worklist?{query}")).expect(400);
    }
}
