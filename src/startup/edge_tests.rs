//! What handlers are given: bodies within bounds, callers with a token, guards on a change.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::tests::installation;
use crate::access::Refused;
use crate::domain::ids::{CaseId, ItemId};
use crate::http::AppState;
use crate::http::caller::{Acting, Anyone, Changing, Signed};
use crate::http::hardening::harden;
use crate::http::json::Body;
use crate::http::path::{Id, Ids};
use crate::http::problem::Problem;
use actix_web::middleware::from_fn;
use actix_web::test::{self, TestRequest};
use actix_web::{App, web};
use chrono::TimeDelta;
use serde_json::{Value, json};

const SESSION: &str = "01920000-0000-7000-8000-00000000abcd";

async fn ask(state: &AppState, req: TestRequest) -> (u16, Value) {
    let app = App::new()
        .app_data(web::Data::new(state.clone()))
        .route("/body", web::post().to(async |body: Body<Value>| body.0.to_string()))
        .route("/read", web::get().to(async |Signed(ctx): Signed| format!("{ctx:?}")))
        .route(
            "/change",
            web::put().to(async |Changing { ctx, body }: Changing<Value>| format!("{ctx:?} {body}")),
        )
        .route("/act", web::post().to(async |Acting(ctx): Acting| format!("{ctx:?}")))
        .route(
            "/anyone",
            web::get().to(async |anyone: Anyone| anyone.address.to_string()),
        )
        .route("/cases/{id}", web::get().to(async |id: Id<CaseId>| id.0.to_string()))
        .route(
            "/cases/{id}/items/{item_id}",
            web::get().to(async |ids: Ids<CaseId, ItemId>| ids.1.to_string()),
        )
        .route(
            "/full",
            web::get().to(async || -> Result<String, Problem> {
                Err(Refused::Unavailable("the writer's queue is full or closed".into()).into())
            }),
        )
        .wrap(from_fn(harden));
    let answer = test::call_service(&test::init_service(app).await, req.to_request()).await;
    let status = answer.status().as_u16();
    let body = test::read_body(answer).await;
    (
        status,
        serde_json::from_slice(&body).unwrap_or_else(|_| String::from_utf8(body.to_vec()).unwrap().into()),
    )
}

fn token(state: &AppState, age: TimeDelta) -> (&'static str, String) {
    let issued = state.tokens.issue("account", SESSION, state.clock.now() - age).unwrap();
    ("authorization", format!("Bearer {}", issued.text))
}

#[actix_web::test]
async fn a_body_is_plain_json_within_the_limit() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    let post = || TestRequest::post().uri("/body");
    assert_eq!(
        ask(&state, post().set_json(json!({"a": 1}))).await,
        (200, json!({"a": 1}))
    );
    let large = json!("x".repeat(300_000));
    let gzip = post().set_json(json!({})).insert_header(("content-encoding", "gzip"));
    let untyped = post().set_payload("{}");
    let broken = post()
        .set_payload("{")
        .insert_header(("content-type", "application/json"));
    for (req, status, kind) in [
        (post().set_json(&large), 413, "body-too-large"),
        (gzip, 415, "media-type-not-supported"),
        (untyped, 415, "media-type-not-supported"),
        (broken, 400, "malformed-request"),
        (post(), 415, "media-type-not-supported"),
    ] {
        let (found, problem) = ask(&state, req).await;
        assert_eq!(
            (found, problem["type"].as_str().unwrap()),
            (status, format!("/problems/{kind}").as_str())
        );
    }
    // The declared length alone is enough to send a request away; without one the bytes are counted.
    let declared = post().set_json(json!({})).insert_header(("content-length", "9999999"));
    assert_eq!(ask(&state, declared).await.0, 413);
}

#[actix_web::test]
async fn a_caller_has_a_fresh_token_of_ours() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    let read = |header: (&'static str, String)| TestRequest::get().uri("/read").insert_header(header);
    let (status, context) = ask(&state, read(token(&state, TimeDelta::zero()))).await;
    assert!(status == 200 && context.as_str().unwrap().contains(SESSION));
    for header in [
        token(&state, TimeDelta::hours(1)),
        ("authorization", "Bearer nonsense".into()),
        ("cookie", token(&state, TimeDelta::zero()).1),
    ] {
        let (status, problem) = ask(&state, read(header)).await;
        assert_eq!(
            (status, problem["type"].as_str().unwrap()),
            (401, "/problems/not-signed-in")
        );
    }
    assert!(state.metrics.text().contains("livc_not_signed_in_total 3"));
}

#[actix_web::test]
async fn a_change_carries_its_guards_and_the_hash_of_its_body() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    let change = |body: Value| {
        TestRequest::put()
            .uri("/change")
            .insert_header(token(&state, TimeDelta::zero()))
            .insert_header(("if-match", "\"v7\""))
            .insert_header(("idempotency-key", "once"))
            .set_json(body)
    };
    let (status, told) = ask(&state, change(json!({"text": "Canary"}))).await;
    let told = told.as_str().unwrap();
    for part in [
        "if_match: Some(\"v7\")",
        "key: \"once\"",
        "route: \"PUT /change\"",
        "body_mac: \"",
        SESSION,
    ] {
        assert!(status == 200 && told.contains(part), "{part} {told}");
    }
    assert!(!told.split("{\"text\"").next().unwrap().contains("Canary"));
    let mac = |told: &Value| told.as_str().unwrap().split("body_mac: \"").nth(1).unwrap()[..64].to_owned();
    let (same, other) = (
        ask(&state, change(json!({"text": "Canary"}))).await.1,
        ask(&state, change(json!({}))).await.1,
    );
    assert_eq!(mac(&same), mac(&told.into()));
    assert_ne!(mac(&other), mac(&same));
    let unsigned = TestRequest::put().uri("/change").set_payload("not even JSON");
    assert_eq!(
        ask(&state, unsigned).await.0,
        401,
        "who is not signed in is not told about forms"
    );
}

#[actix_web::test]
async fn an_act_needs_no_body() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    let act = || {
        TestRequest::post()
            .uri("/act")
            .insert_header(token(&state, TimeDelta::zero()))
    };
    assert_eq!(ask(&state, act()).await.0, 200);
    assert_eq!(ask(&state, act().set_json(json!({}))).await.0, 200);
    let (status, problem) = ask(&state, act().set_json(json!({"force": true}))).await;
    assert_eq!((status, &problem["errors"][0]["pointer"]), (422, &json!("/force")));
    assert_eq!(ask(&state, TestRequest::post().uri("/act")).await.0, 401);
}

#[actix_web::test]
async fn an_ill_formed_id_is_named_by_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    let get = |path: String| TestRequest::get().uri(&path);
    assert_eq!(
        ask(&state, get(format!("/cases/{SESSION}"))).await,
        (200, json!(SESSION))
    );
    assert_eq!(
        ask(&state, get(format!("/cases/{SESSION}/items/{SESSION}"))).await.0,
        200
    );
    for (path, pointer) in [
        ("/cases/7".to_owned(), "/path/id"),
        (format!("/cases/{}", SESSION.to_uppercase()), "/path/id"),
        (format!("/cases/{SESSION}/items/x"), "/path/item_id"),
    ] {
        let (status, problem) = ask(&state, get(path)).await;
        assert_eq!((status, &problem["errors"][0]["pointer"]), (400, &json!(pointer)));
        assert_eq!(problem["type"], "/problems/malformed-request");
    }
}

#[actix_web::test]
async fn an_outage_is_counted_and_its_cause_is_not_told() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    let (status, problem) = ask(&state, TestRequest::get().uri("/full")).await;
    assert_eq!(
        (status, problem["type"].as_str().unwrap()),
        (503, "/problems/unavailable")
    );
    assert!(!problem.to_string().contains("queue"));
    assert!(state.metrics.text().contains("livc_queue_refusals_total 1"));
}

#[actix_web::test]
async fn anyone_comes_from_the_address_of_the_connection() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    let from = TestRequest::get()
        .uri("/anyone")
        .peer_addr("203.0.113.9:1234".parse().unwrap());
    let told = from.insert_header(("x-forwarded-for", "198.51.100.7"));
    assert_eq!(ask(&state, told).await, (200, json!("203.0.113.9")));
}
