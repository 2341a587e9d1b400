//! Copies of the access log to take along: for a purpose, within bounds, and recorded first.

use super::auditing::{all, busy};
use crate::looking;
use serde_json::{Value, json};

#[test]
fn r43_permits_a_copy_for_a_purpose_that_stands_in_the_log_before_it() {
    let (town, _) = busy();
    let auditor = town.as_("auditor");
    for (format, media) in [("csv", "text/csv; charset=utf-8"), ("jsonl", "application/jsonl")] {
        let before = looking::records(&town);
        let copy = auditor
            .get(&format!(
                "/access-log/export?format={format}&purpose=supervisory_authority"
            ))
            .expect(200);
        assert_eq!(looking::records(&town) - before, 1);
        assert_eq!(copy.header("content-type"), media);
        assert_eq!(
            copy.header("content-disposition"),
            format!("attachment; filename=\"access-log.{format}\"")
        );
        assert_eq!((copy.header("cache-control"), copy.header("link")), ("no-store", ""));
        let mark = copy.header("x-request-id").to_owned();
        let record: Value = serde_json::from_str(looking::leaves(&town).last().unwrap()).unwrap();
        assert_eq!((&record["act"], &record["rule"]), (&json!("log.export"), &json!("R43")));
        assert_eq!(
            (&record["purpose"], &record["request_id"]),
            (&json!("supervisory_authority"), &json!(mark))
        );
        let held = copy.text.lines().count() - usize::from(format == "csv");
        let words = record["object"]["fields"].to_string();
        assert!(
            words.contains(&format!("number:{held}")) && words.contains("filter:"),
            "{words}"
        );
        assert_eq!(
            copy.text.matches(&mark).count(),
            held,
            "every line bears the number of the request"
        );
        town.number_the_log();
    }
}

#[test]
fn r43_permits_a_copy_of_the_records_as_they_were_hashed() {
    let (town, _) = busy();
    town.wait(chrono::TimeDelta::minutes(1));
    let auditor = town.as_("auditor");
    let records = all(&auditor, "");
    let copy = auditor
        .get("/access-log/export?format=jsonl&purpose=review")
        .expect(200);
    let lines: Vec<&str> = copy.text.lines().collect();
    assert_eq!(lines.len(), records.len());
    for (line, record) in lines.iter().zip(&records) {
        let read: Value = serde_json::from_str(line).unwrap();
        assert_eq!(read["seq"], record["seq"]);
        let proof = auditor
            .get(&format!("/access-log/proofs/{}", record["seq"]))
            .expect(200)
            .json;
        assert!(line.contains(proof["record"].as_str().unwrap()));
    }
    let clb = town.person("clb").account.to_string();
    let of_one = auditor
        .get(&format!("/access-log/export?format=jsonl&purpose=court&actor={clb}"))
        .expect(200);
    assert_eq!(
        of_one.text.lines().count(),
        all(&auditor, &format!("&actor={clb}")).len()
    );
}

#[test]
fn r43_refuses_a_copy_without_purpose_without_end_and_to_anybody_else() {
    let (town, _) = busy();
    let auditor = town.as_("auditor");
    for query in [
        "format=csv",
        "purpose=review",
        "format=csv&purpose=curiosity",
        "format=xls&purpose=review",
        "format=csv&purpose=review&from=2026-01-01T00:00:00Z&until=2026-03-01T00:00:00Z",
        "format=csv&purpose=review&from=2026-03-01T00:00:00Z&until=2026-01-01T00:00:00Z",
        "format=csv&purpose=review&actor=two%20words",
    ] {
        auditor.get(&format!("/access-log/export?{query}")).expect(400);
    }
    for name in town
        .seed
        .people
        .keys()
        .filter(|name| !["auditor", "dpo"].contains(&name.as_str()))
    {
        town.as_(name)
            .get("/access-log/export?format=csv&purpose=review")
            .refused(403, "R41");
    }
}
