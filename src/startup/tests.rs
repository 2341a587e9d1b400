//! A whole installation on a fresh database: what every answer bears, and what the service routes say.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::*;
use crate::clock::Clock;
use actix_web::http::header::HeaderMap;
use actix_web::test::{self, TestRequest};
use serde_json::Value;

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

fn settings(dir: &tempfile::TempDir) -> Settings {
    let mut settings = Settings::embedded().unwrap();
    settings.database.url = format!("sqlite://{}", dir.path().join("livc.sqlite").display());
    settings.auth.argon2.memory_kib = 64;
    settings.auth.argon2.passes = 1;
    settings
}

pub(super) async fn installation(dir: &tempfile::TempDir) -> AppState {
    let clock = Clock::fixed("2026-11-21T10:00:00Z".parse().unwrap());
    prepare(settings(dir), Keyring::ephemeral().unwrap(), clock, Migrations::Run)
        .await
        .unwrap()
}

async fn ask(state: &AppState, req: TestRequest) -> Answer {
    let api = http::description();
    let (allowed, description) = (
        web::Data::new(Allowed::of(&api)),
        web::Data::new(Description::new(&api).unwrap()),
    );
    let app = test::init_service(http::application(web::Data::new(state.clone()), allowed, description)).await;
    let answer = test::call_service(&app, req.to_request()).await;
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    Answer {
        status,
        headers,
        body: test::read_body(answer).await.to_vec(),
    }
}

async fn get(state: &AppState, path: &str) -> Answer {
    ask(state, TestRequest::get().uri(path)).await
}

#[actix_web::test]
async fn every_answer_has_a_number_and_modest_headers() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    for path in [
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/problems",
        "/problems/sealed",
        "/docs/",
        "/nowhere",
        "/api/v1/x",
    ] {
        let (one, other) = (get(&state, path).await, get(&state, path).await);
        assert_eq!(one.header("x-request-id").len(), 36, "{path}");
        assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
        assert_eq!(one.header("x-content-type-options"), "nosniff");
        assert_eq!(one.header("referrer-policy"), "no-referrer");
        let csp = if path == "/docs/" {
            "default-src 'self'"
        } else {
            "default-src 'none'"
        };
        assert!(one.header("content-security-policy").starts_with(csp), "{path}");
        assert_eq!(
            one.header("cache-control") == "no-store",
            !["/openapi.json", "/problems", "/problems/sealed", "/docs/", "/nowhere"].contains(&path),
            "{path}"
        );
    }
}

#[actix_web::test]
async fn unknown_routes_give_the_constant_404_and_known_ones_405() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    let nowhere = get(&state, "/api/v1/nothing").await;
    assert_eq!(
        (nowhere.status, nowhere.header("content-type")),
        (404, "application/problem+json")
    );
    for other in ["/api/v1/items/x/export", "/api/v1", "/api/v1/"] {
        let other = get(&state, other).await;
        assert_eq!((other.status, &other.body), (404, &nowhere.body));
        let names = |answer: &Answer| {
            answer
                .headers
                .keys()
                .map(ToString::to_string)
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(names(&other), names(&nowhere));
    }
    for missing in ["/problems/unheard-of", "/docs/missing.js", "/favicon.ico"] {
        assert_eq!(get(&state, missing).await.body, nowhere.body, "{missing}");
    }
    let french = ask(
        &state,
        TestRequest::get().uri("/x").insert_header(("accept-language", "fr-BE")),
    )
    .await;
    assert_eq!(
        (
            french.json()["title"].as_str().unwrap(),
            french.header("content-language")
        ),
        ("Introuvable", "fr")
    );
    for (method, path) in [
        ("POST", "/healthz"),
        ("DELETE", "/problems/sealed"),
        ("HEAD", "/openapi.json"),
        ("POST", "/docs/x"),
    ] {
        let method = actix_web::http::Method::from_bytes(method.as_bytes()).unwrap();
        let answer = ask(&state, TestRequest::with_uri(path).method(method)).await;
        assert_eq!((answer.status, answer.header("allow")), (405, "GET"), "{path}");
    }
}

#[actix_web::test]
async fn the_service_routes_answer() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    assert_eq!(get(&state, "/healthz").await.text(), "up\n");
    assert_eq!(get(&state, "/readyz").await.text(), "ready\n");
    assert_eq!(
        get(&state, "/openapi.json").await.json()["openapi"]
            .as_str()
            .unwrap()
            .split('.')
            .next(),
        Some("3")
    );
    assert_eq!(get(&state, "/docs").await.header("location"), "/docs/");
    let index = get(&state, "/docs/").await;
    assert!(index.status == 200 && index.text().contains("swagger-ui-bundle.js"));
    let start = get(&state, "/docs/swagger-initializer.js").await.text();
    assert!(
        start.contains("/openapi.json") && !start.contains("https://"),
        "{start}"
    );
    let page = get(&state, "/problems/new-preview-needed").await;
    for text in ["<title>new-preview-needed</title>", "status 409", "lang=\"de\""] {
        assert!(page.text().contains(text), "{text}");
    }
    get(&state, "/problems/anything/below").await;
    let text = get(&state, "/metrics").await.text();
    assert!(
        text.contains("livc_requests_total{area=\"service\",status=\"2xx\"}"),
        "{text}"
    );
    assert!(
        text.contains("{area=\"service\",status=\"4xx\"}") && !text.contains("anything"),
        "{text}"
    );
}

#[actix_web::test]
async fn an_installation_without_its_tables_is_not_ready() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    let db = &mut Manager::new(&settings(&dir).database.url).unwrap().open().unwrap();
    diesel::connection::SimpleConnection::batch_execute(db, "DROP TABLE log_pending").unwrap();
    let answer = get(&state, "/readyz").await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "5"));
    assert!(answer.text().starts_with("not ready: "), "{}", answer.text());
    assert_eq!(get(&state, "/healthz").await.status, 200);
}

#[actix_web::test]
async fn a_rehearsal_of_the_recorder_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let state = installation(&dir).await;
    state.backstage.ready().await.unwrap();
    assert_eq!(state.backstage.sequence().await.unwrap(), 0);
    assert_eq!(state.backstage.checkpoint().await.unwrap(), 0);
}

#[actix_web::test]
async fn a_start_needs_its_tables_and_the_right_log() {
    let dir = tempfile::tempdir().unwrap();
    let start = async |settings: Settings| {
        prepare(
            settings,
            Keyring::ephemeral().unwrap(),
            Clock::System,
            Migrations::Check,
        )
        .await
        .unwrap_err()
    };
    assert!(matches!(start(settings(&dir)).await, StartError::Behind));
    let mut other = settings(&dir);
    other.log.origin = "elsewhere.example/log".to_owned();
    assert!(start(other).await.to_string().contains("elsewhere.example/log"));
    let mut nowhere = settings(&dir);
    nowhere.database.url = "sqlite:///nowhere/at/all.sqlite".to_owned();
    assert!(matches!(start(nowhere).await, StartError::Store(_)));
}

#[actix_web::test]
async fn a_server_serves_until_its_handle_stops_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut state = installation(&dir).await;
    let mut settings = Settings::clone(&state.settings);
    (settings.server.workers, settings.log.sequence_ms) = (1, 5);
    state.settings = Arc::new(settings);
    let running = serve(&state, TcpListener::bind("127.0.0.1:0").unwrap(), StopOn::HandleOnly).unwrap();
    let (address, handle) = (running.address, running.handle.clone());
    let client = std::thread::spawn(move || {
        ureq::get(format!("http://{address}/healthz"))
            .call()
            .unwrap()
            .body_mut()
            .read_to_string()
            .unwrap()
    });
    let stop = async {
        let text = web::block(move || client.join().unwrap()).await.unwrap();
        handle.stop(true).await;
        text
    };
    let (outcome, text) = tokio::join!(running.until_stopped(), stop);
    outcome.unwrap();
    assert_eq!(text, "up\n");
}
