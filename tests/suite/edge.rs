//! The edge of the running server: who is not signed in, who sends rubbish, who is slow.

use crate::support::Town;
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const UNKNOWN: &str = "01920000-0000-7000-8000-00000000abcd";

/// Every operation of the description: method, path with unknown ids, whether it asks for a session.
fn operations(town: &Town) -> Vec<(String, String, bool)> {
    let api = town.nobody().page("/openapi.json").expect(200).json;
    let mut operations = Vec::new();
    for (route, item) in api["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let path: Vec<&str> = route
                .split('/')
                .map(|part| if part.starts_with('{') { UNKNOWN } else { part })
                .collect();
            let signed = operation["security"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one != &json!({})));
            operations.push((method.to_uppercase(), path.join("/"), signed));
        }
    }
    operations
}

#[test]
fn everybody_of_the_town_can_sign_in_and_has_a_seat() {
    let town = Town::start();
    for name in town.seed.people.keys() {
        let me = town.as_(name).get("/me").expect(200);
        assert_eq!(me.json["seat_id"], town.seat(name).as_str(), "{name}");
        assert_eq!(me.header("cache-control"), "no-store");
        assert!(
            me.header("etag").starts_with('"') && me.header("etag").ends_with('"'),
            "{}",
            me.header("etag")
        );
    }
}

#[test]
fn without_a_session_every_signed_operation_is_401_and_nothing_is_recorded() {
    let town = Town::start();
    town.number_the_log();
    let mut asked = 0;
    for (method, path, signed) in operations(&town) {
        if !signed {
            continue;
        }
        asked += 1;
        let answer = town
            .nobody()
            .with("content-type", "application/json")
            .send(&method, &path, Some(b"{}"));
        assert_eq!(answer.status, 401, "{method} {path}: {}", answer.text);
        assert_eq!(answer.json["type"], "/problems/not-signed-in");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        assert!(answer.json.get("rule").is_none());
    }
    assert!(asked > 20, "{asked}");
    assert_eq!(town.number_the_log(), 0);
    let counted = town.nobody().page("/metrics").text;
    assert!(
        counted.contains(&format!("livc_not_signed_in_total {asked}\n")),
        "{counted}"
    );
}

#[test]
fn absent_foreign_and_unrouted_give_the_same_bytes() {
    let town = Town::start();
    let clb = town.as_("clb");
    let nothing = clb.get(&format!("/nothing/{UNKNOWN}")).concealed().bytes();
    for path in [
        format!("/items/{UNKNOWN}"),
        format!("/items/{}", town.item(1)),
        format!("/contributions/{UNKNOWN}"),
        format!("/contributions/{UNKNOWN}/export"),
        "/statistics".to_owned(),
    ] {
        assert_eq!(clb.get(&path).concealed().bytes(), nothing, "{path}");
    }
}

#[test]
fn a_wrong_method_is_told_which_ones_there_are() {
    let town = Town::start();
    let answer = town.nobody().send("DELETE", "/api/v1/me", None);
    assert_eq!((answer.status, answer.header("allow")), (405, "GET"), "{}", answer.text);
    let strange = town.nobody().send("BREW", "/api/v1/me", None);
    assert_eq!(strange.status, 405);
    let counted = town.nobody().page("/metrics").text;
    assert!(
        counted.contains("{area=\"api\",status=\"4xx\"} 2\n") && !counted.contains("BREW"),
        "{counted}"
    );
}

#[test]
fn a_token_ends_by_itself_and_a_forged_address_changes_nothing() {
    let town = Town::start_with(|settings| settings.auth.sign_ins_per_minute = std::num::NonZeroU32::new(3).unwrap());
    let clb = town.as_("clb");
    clb.get("/me").expect(200);
    town.wait(TimeDelta::minutes(6));
    assert_eq!(clb.get("/me").status, 401);
    let wrong = json!({"login": "nobody-at-all", "password": "a wrong password", "code": "000000"});
    let statuses: Vec<u16> = (0..6)
        .map(|n| {
            town.nobody()
                .with("x-forwarded-for", &format!("198.51.100.{n}"))
                .post("/sessions", wrong.clone())
                .status
        })
        .collect();
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[test]
fn a_body_that_does_not_arrive_is_cut_off() {
    let town = Town::start();
    let mut line = TcpStream::connect(town.address).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = "POST /api/v1/sessions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    line.write_all(head.as_bytes()).unwrap();
    let started = Instant::now();
    let mut answer = [0; 4096];
    let length = line.read(&mut answer).unwrap();
    let text = String::from_utf8_lossy(&answer[..length]).into_owned();
    assert!(
        text.starts_with("HTTP/1.1 400") && text.contains("did not arrive in time"),
        "{text}"
    );
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[test]
fn malformed_requests_are_refused_and_never_break_anything() {
    let town = Town::start();
    let (clb, operations) = (town.as_("clb"), operations(&town));
    let bodies: [&[u8]; 9] = [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe",
        br#"{"unknown":1}"#,
        br#"{"reason":{"deep":[[[]]]}}"#,
        b"{\"text\":\"\\u0000\"}",
    ];
    for (method, path, _) in &operations {
        for body in bodies {
            for media in ["application/json", "text/plain", "application/json; charset=utf-16"] {
                let answer = clb.clone().with("content-type", media).send(method, path, Some(body));
                assert!(answer.status < 500, "{method} {path} {media} {body:?}: {}", answer.text);
                if answer.status >= 400 {
                    assert_eq!(
                        answer.header("content-type"),
                        "application/problem+json",
                        "{method} {path}"
                    );
                }
                assert_eq!(answer.header("x-request-id").len(), 36);
            }
        }
        for id in [
            "7",
            "..%2f..",
            "%00",
            "01920000-0000-7000-8000-00000000ABCD",
            "'; DROP TABLE items; --",
        ] {
            if path.contains(UNKNOWN) {
                let path = path.replace(UNKNOWN, &id.replace(' ', "%20"));
                let answer = clb.send_json(method, path.trim_start_matches("/api/v1"), &json!({}));
                assert!((400..500).contains(&answer.status), "{method} {path}: {}", answer.text);
            }
        }
    }
    assert_eq!(town.nobody().page("/readyz").text, "ready\n");
}

#[test]
fn encoded_and_oversized_bodies_are_not_read() {
    let town = Town::start();
    let door = || town.nobody().with("content-type", "application/json");
    let gzip = door()
        .with("content-encoding", "gzip")
        .send("POST", "/api/v1/sessions", Some(&[0x1f, 0x8b, 8, 0]));
    assert_eq!(gzip.status, 415);
    let large = format!("{{\"login\":\"{}\"}}", "x".repeat(300_000));
    assert_eq!(
        door().send("POST", "/api/v1/sessions", Some(large.as_bytes())).status,
        413
    );
}

#[test]
fn the_four_languages_are_spoken() {
    let town = Town::start();
    let title = |lang: &str| -> Value { town.nobody().with("accept-language", lang).get("/me").json["title"].clone() };
    assert_eq!(title("nl-BE"), "Niet aangemeld");
    assert_eq!(title("fr"), "Non connecté");
    assert_eq!(title("de, fr;q=0.5"), "Nicht angemeldet");
    assert_eq!(title("en-GB"), "Not signed in");
    assert_eq!(title("pt"), "Niet aangemeld");
}
