//! Bodies that are refused, and where.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::super::problem_view::Reader;
use super::*;
use crate::policy::Lang;
use actix_web::body::MessageBody;
use actix_web::test::TestRequest;
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Letter {
    #[expect(dead_code, reason = "only its shape matters")]
    reason: String,
    #[expect(dead_code, reason = "only its shape matters")]
    lines: Option<Vec<Line>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(rename = "a/b~c")]
    #[expect(dead_code, reason = "only its shape matters")]
    number: u8,
    #[expect(dead_code, reason = "only its shape matters")]
    tone: Option<Tone>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Tone {
    Kind,
    Firm,
}

fn refused(json: &str) -> Value {
    let reader = Reader {
        lang: Lang::En,
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        legal: &[],
    };
    let problem = parse::<Letter>(json.as_bytes()).unwrap_err();
    serde_json::from_slice(&problem.answer(&reader).into_body().try_into_bytes().unwrap()).unwrap()
}

#[test]
fn json_of_another_shape_is_422_and_points_at_the_field() {
    for (json, pointer, detail) in [
        ("{}", "/reason", "is missing"),
        (
            r#"{"reason":"x","secret":1}"#,
            "/secret",
            "is not a field of this request",
        ),
        (r#"{"reason":7}"#, "/reason", "expected a string"),
        (r#"{"reason":"x","reason":"y"}"#, "/reason", "is given more than once"),
        (
            r#"{"reason":"x","lines":[{"a/b~c":1},{"a/b~c":300}]}"#,
            "/lines/1/a~1b~0c",
            "expected u8",
        ),
        (r#"{"reason":"x","lines":[{}]}"#, "/lines/0/a~1b~0c", "is missing"),
        (
            r#"{"reason":"x","lines":[{"a/b~c":1,"tone":"rude"}]}"#,
            "/lines/0/tone",
            "expected `kind` or `firm`",
        ),
        (
            r#"{"reason":"x","lines":[{"a/b~c":1,"x":{}}]}"#,
            "/lines/0/x",
            "is not a field of this request",
        ),
        (r#"{"reason":"x","lines":{}}"#, "/lines", "expected a sequence"),
        (r#""reason""#, "", "expected struct Letter"),
    ] {
        let body = refused(json);
        assert_eq!(body["type"], "/problems/not-acceptable", "{json}");
        assert_eq!(body["errors"][0]["pointer"], pointer, "{json}");
        assert_eq!(body["errors"][0]["detail"], detail, "{json}");
        assert_eq!(body["errors"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn what_was_sent_is_not_repeated() {
    for json in [
        r#"{"reason":"x","lines":[{"a/b~c":"Jan Janssens, expected nobody"}]}"#,
        r#"{"reason":"x","lines":[{"a/b~c":1,"tone":"Jan Janssens"}]}"#,
        r#"{"reason":["Jan Janssens"]}"#,
        r#"{"reason":"Jan Janssens""#,
    ] {
        assert!(!refused(json).to_string().contains("Janssens"), "{json}");
    }
}

#[test]
fn what_is_not_json_is_400() {
    for json in [
        "",
        "{",
        "nonsense",
        r#"{"reason":"x"} {}"#,
        r#"{"reason":"x",}"#,
        "{\"reason\":\"\u{1}\"}",
    ] {
        assert_eq!(refused(json)["status"], 400, "{json}");
    }
    assert!(parse::<Letter>(b"{\"reason\":\"\xff\"}").is_err_and(|p| p.kind() == ProblemKind::MalformedRequest));
    let deep = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    assert!(parse::<Value>(deep.as_bytes()).is_err_and(|p| p.kind() == ProblemKind::MalformedRequest));
}

#[test]
fn a_list_is_no_body() {
    assert_eq!(refused(r#"["x"]"#)["status"], 422);
}

#[test]
fn only_plain_json_in_utf_8_is_read() {
    let typed = |text: &str| {
        TestRequest::post()
            .insert_header(("content-type", text))
            .to_http_request()
    };
    for good in [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8",
    ] {
        assert!(is_json(&typed(good)), "{good}");
    }
    for bad in [
        "text/plain",
        "application/jsonp",
        "application/problem+json",
        "application/json; charset=latin1",
        "",
        "/",
    ] {
        assert!(!is_json(&typed(bad)), "{bad}");
    }
    assert!(!is_json(&TestRequest::post().to_http_request()));
    let twice = TestRequest::post()
        .append_header(("content-type", "application/json"))
        .append_header(("content-type", "text/plain"))
        .to_http_request();
    assert!(!is_json(&twice));
}

#[test]
fn no_encoding_but_identity() {
    let encoded = |text: &str| {
        TestRequest::post()
            .insert_header(("content-encoding", text))
            .to_http_request()
    };
    assert!(!is_encoded(&TestRequest::post().to_http_request()) && !is_encoded(&encoded("Identity")));
    for bad in ["gzip", "br", "identity, gzip", "", "zstd"] {
        assert!(is_encoded(&encoded(bad)), "{bad}");
    }
}
