//! Reviews of the access log: kept as they were written, never about one's own acts.

use super::auditing::{all, busy, events, lines};
use crate::looking;
use crate::scene::{SecondLivc, UNKNOWN};
use serde_json::{Value, json};

#[test]
fn r41_permits_a_review_that_stays_and_another_after_it() {
    let (town, _) = busy();
    let (auditor, dpo) = (town.as_("auditor"), town.as_("dpo"));
    let refusals = all(&auditor, "&outcome=refused");
    let body = json!({"records": events(&refusals), "finding": "question_open", "note": "asked the person on Monday"});
    let before = looking::records(&town);
    let first = auditor.post("/access-log/reviews", body).expect(201);
    assert_eq!(looking::records(&town) - before, 1);
    assert_eq!(
        first.header("location"),
        format!("/api/v1/access-log/reviews/{}", first.id())
    );
    assert_eq!(
        (&first.json["function"], &first.json["number"]),
        (&json!("auditor"), &json!(refusals.len()))
    );
    town.wait(chrono::TimeDelta::seconds(1));
    let second = json!({"records": [refusals[0]["event_id"]], "finding": "explained"});
    dpo.post("/access-log/reviews", second).expect(201);
    let listed = lines(&auditor, "/access-log/reviews");
    assert_eq!(listed.len(), 2);
    assert_eq!(
        (&listed[0]["note"], &listed[0]["records"]),
        (&json!("asked the person on Monday"), &Value::Null)
    );
    assert_eq!(lines(&dpo, "/access-log/reviews?finding=explained").len(), 1);
    let of_record = format!(
        "/access-log/reviews?record={}",
        refusals[0]["event_id"].as_str().unwrap()
    );
    assert_eq!(lines(&dpo, &of_record).len(), 2);
    assert!(
        all(&auditor, "&reviewed=true")
            .iter()
            .all(|r| r["outcome"] == "refused" && r["reviewed"] == true)
    );
    assert!(
        all(&auditor, "&reviewed=false")
            .iter()
            .all(|r| r["outcome"] != "refused")
    );
    let own = dpo.get(&format!("/access-log/reviews/{}", first.id())).expect(200).json;
    assert_eq!(own["records"].as_array().unwrap().len(), refusals.len());
    for method in ["PUT", "PATCH", "DELETE"] {
        let path = format!("/access-log/reviews/{}", first.id());
        assert_eq!(auditor.send_json(method, &path, &json!({})).status, 405);
    }
    town.number_the_log();
    let kept = all(&dpo, "&act=log.review");
    assert_eq!(
        (kept.len(), &kept[0]["rule"], &kept[0]["object_kind"]),
        (2, &json!("R41"), &json!("log"))
    );
    // To another LIVC R it does not exist.
    let second = SecondLivc::found(&town);
    let of = |id: &str| {
        second
            .as_("auditor")
            .get(&format!("/access-log/reviews/{id}"))
            .concealed()
            .bytes()
    };
    assert_eq!(of(&first.id()), of(UNKNOWN));
    assert!(lines(&second.as_("auditor"), "/access-log/reviews").is_empty());
    // The note stands in no record.
    assert!(!looking::leaves(&town).concat().contains("Monday"));
}

#[test]
fn r41_refuses_a_review_of_what_is_not_there_is_foreign_is_one_s_own_or_is_too_much() {
    let (town, _) = busy();
    let second = SecondLivc::found(&town);
    second.as_("clb").get("/cases").refused(403, "R14");
    let auditor = town.as_("auditor");
    auditor.get("/access-log/records").expect(200);
    town.number_the_log();
    let foreign = all(&second.as_("auditor"), "&outcome=refused")[0]["event_id"].clone();
    let mine = all(&auditor, &format!("&actor={}", town.person("auditor").account));
    let others = all(&auditor, "&outcome=refused");
    let good = others[0]["event_id"].clone();
    let before = looking::stored(&town);
    let review = |records: Value| {
        auditor.post(
            "/access-log/reviews",
            json!({"records": records, "finding": "in_order"}),
        )
    };
    for (records, pointer) in [
        (json!([good, UNKNOWN]), "/records/1"),
        (json!([good, foreign]), "/records/1"),
        (json!([good, good]), "/records/1"),
        (json!([]), "/records"),
        (json!(vec![good.clone(); 501]), "/records"),
        (json!(["not an event"]), "/records/0"),
    ] {
        let answer = review(records).expect(422);
        assert_eq!(answer.json["errors"][0]["pointer"], pointer, "{}", answer.text);
        assert!(answer.json.get("rule").is_none());
    }
    assert_eq!(review(json!([foreign])).bytes(), review(json!([UNKNOWN])).bytes());
    let own = review(json!([good, mine[0]["event_id"]])).refused(422, "R41");
    assert_eq!(own.json["errors"][0]["pointer"], "/records/1");
    before.is_unchanged(&town);
    // The data protection officer reviews what the auditor did, the auditor what she does.
    let body = json!({"records": [mine[0]["event_id"]], "finding": "in_order"});
    town.as_("dpo").post("/access-log/reviews", body).expect(201);
    for name in ["mayor", "coordinator", "police-chief", "clb", "operator"] {
        let body = json!({"records": [good], "finding": "in_order"});
        town.as_(name).post("/access-log/reviews", body).refused(403, "R41");
    }
}

#[test]
fn r55_refuses_a_number_of_a_person_in_the_note_of_a_review() {
    let (town, _) = busy();
    let auditor = town.as_("auditor");
    let event = all(&auditor, "&outcome=refused")[0]["event_id"].clone();
    let body = json!({"records": [event], "finding": "breach", "note": "called her on 0470 12 34 56"});
    assert_eq!(
        auditor.post("/access-log/reviews", body).expect(422).json["errors"][0]["pointer"],
        "/note"
    );
    assert!(lines(&auditor, "/access-log/reviews").is_empty());
}
