//! What the program reports of itself, at its most talkative, holds nobody's name and nothing of a case: a day's work goes
//! through a running server, with mistakes, strangers and a broken database, and then its journal and counters are searched.
//!
//! Seen to fail when: the path is reported instead of the route; requests are counted by their path.

use crate::database::Database;
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;
use livc::cli::demo::{self, key};
use livc::clock::Clock;
use livc::settings::Settings;
use livc::startup::{self, Migrations};
use livc::vault::keyring::Keyring;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use ureq::http::Request;

const CANARY: &str = "KANARIE";

struct Desk {
    database: Database,
    town: demo::Town,
    folder: TempDir,
    server: Child,
    base: String,
    /// Whatever may stand in no journal.
    secrets: BTreeSet<String>,
}

impl Desk {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::empty();
        let keys = folder.path().join("keys");
        let town = seed(&database.url, &keys);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = folder.path().join("livc.toml");
        let text = format!(
            "[server]\nport = {port}\nworkers = 2\n[database]\nurl = \"{}\"\n[keys]\ndirectory = \"{}\"\n\
             [auth]\nsign_ins_per_minute = 1000\n[auth.argon2]\nmemory_kib = 19456\npasses = 2\n\
             [telemetry]\nformat = \"json\"\nlevel = \"trace\"\n[log]\nsequence_ms = 50\ncheckpoint_seconds = 1\n",
            database.url,
            keys.display()
        );
        fs::write(&settings, text).unwrap();
        let server = Command::new(env!("CARGO_BIN_EXE_livc"))
            .arg("--config")
            .arg(settings)
            .arg("serve")
            .stdin(Stdio::null())
            .stderr(File::create(folder.path().join("journal")).unwrap())
            .spawn()
            .unwrap();
        let mut secrets: BTreeSet<String> = [CANARY.to_owned()].into();
        for (name, person) in &town.people {
            let known = demo::people::PEOPLE.iter().find(|p| p.login == name).unwrap();
            secrets.extend([known.name.to_owned(), person.key.login.clone()]);
            secrets.extend([person.key.password.clone(), person.key.totp_secret.clone()]);
            secrets.extend([person.account.to_string(), person.session.to_string()]);
            secrets.extend(person.seat.iter().map(ToString::to_string));
            secrets.extend(person.organisation.iter().map(ToString::to_string));
        }
        secrets.extend([town.livc.to_string(), town.meeting.to_string()]);
        secrets.extend(town.cases.iter().map(ToString::to_string));
        secrets.extend(town.items.iter().map(ToString::to_string));
        let desk = Self {
            database,
            town,
            folder,
            server,
            base: format!("http://127.0.0.1:{port}"),
            secrets,
        };
        let started = Instant::now();
        while desk.try_get("/readyz").is_none() {
            assert!(started.elapsed() < Duration::from_secs(20), "{}", desk.journal());
            std::thread::park_timeout(Duration::from_millis(20));
        }
        desk
    }

    fn journal(&self) -> String {
        fs::read_to_string(self.folder.path().join("journal")).unwrap()
    }

    fn try_get(&self, path: &str) -> Option<String> {
        let mut answer = ureq::get(format!("{}{path}", self.base)).call().ok()?;
        answer.body_mut().read_to_string().ok()
    }

    /// Sends a request; whatever comes back is one of its answers.
    fn ask(&self, method: &str, path: &str, token: &str, body: &str) -> (u16, Value) {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .header("user-agent", CANARY)
            .header("x-forwarded-for", "203.0.113.77");
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .build()
            .new_agent();
        let mut answer = if method == "GET" {
            agent.run(request.body(()).unwrap()).unwrap()
        } else {
            agent.run(request.body(body.to_owned()).unwrap()).unwrap()
        };
        let text = answer.body_mut().read_to_string().unwrap();
        (
            answer.status().as_u16(),
            serde_json::from_str(&text).unwrap_or(Value::Null),
        )
    }

    fn sign_in(&mut self, name: &str) -> String {
        let key = &self.town.people[name].key;
        let code = key::code_of(key, Clock::System.now()).unwrap();
        let evidence = json!({ "login": key.login, "password": key.password, "code": code });
        let (status, tokens) = self.ask("POST", "/api/v1/sessions", "", &evidence.to_string());
        assert_eq!(status, 201, "{name}: {tokens}");
        let text = |field: &str| tokens[field].as_str().unwrap().to_owned();
        let (access, refresh) = (text("access_token"), text("refresh_token"));
        self.secrets.extend([access.clone(), refresh]);
        access
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The town is some minutes old: the codes of its building are over, and everybody can sign in again.
fn seed(url: &str, keys: &Path) -> demo::Town {
    let mut settings = Settings::embedded().unwrap();
    url.clone_into(&mut settings.database.url);
    settings.auth.argon2.memory_kib = 64;
    settings.auth.argon2.passes = 1;
    let keyring = Keyring::create(keys, &settings.log.origin).unwrap();
    let clock = Clock::fixed(Clock::System.now() - TimeDelta::minutes(10));
    let town = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let state = startup::prepare(settings, keyring, clock, Migrations::Run)
                .await
                .unwrap();
            demo::seed(&state).await.unwrap()
        })
    });
    town.join().unwrap()
}

#[test]
fn the_journal_and_the_counters_know_nobody() {
    let mut desk = Desk::open();
    let [mayor, coordinator, clb, police, auditor, operator] =
        ["mayor", "coordinator", "clb", "police-chief", "auditor", "operator"].map(|name| desk.sign_in(name));
    let (item, case) = (desk.town.items[0].to_string(), desk.town.cases[0].to_string());

    // Work, and what it shows.
    let (status, cases) = desk.ask("GET", "/api/v1/cases?limit=2", &coordinator, "");
    assert_eq!(status, 200, "{cases}");
    let codes = cases["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|case| case["code"].as_str());
    let codes: Vec<_> = codes.map(ToOwned::to_owned).collect();
    assert!(!codes.is_empty(), "{cases}");
    desk.secrets.extend(codes);
    for (method, path, token, body) in [
        ("GET", "/api/v1/me".to_owned(), &clb, json!({})),
        ("GET", format!("/api/v1/cases/{case}"), &mayor, json!({})),
        ("GET", format!("/api/v1/cases/{case}"), &police, json!({})),
        ("GET", format!("/api/v1/items/{item}"), &clb, json!({})),
        (
            "GET",
            format!("/api/v1/items/{item}/contributions?limit=7&after={CANARY}"),
            &clb,
            json!({}),
        ),
        (
            "POST",
            format!("/api/v1/items/{item}/contributions"),
            &clb,
            json!({ "text": CANARY }),
        ),
        (
            "POST",
            format!("/api/v1/items/{item}/contributions"),
            &clb,
            json!({ CANARY: 1 }),
        ),
        (
            "POST",
            "/api/v1/cases".to_owned(),
            &coordinator,
            json!({ "purpose": CANARY }),
        ),
        (
            "POST",
            "/api/v1/accounts".to_owned(),
            &operator,
            json!({ "login": "kanarie", "name": CANARY }),
        ),
        (
            "POST",
            "/api/v1/accounts".to_owned(),
            &operator,
            json!({ "login": "kanarie", "name": CANARY }),
        ),
        (
            "GET",
            "/api/v1/access-log/records?limit=5".to_owned(),
            &auditor,
            json!({}),
        ),
        ("GET", format!("/api/v1/cases/{CANARY}"), &mayor, json!({})),
        ("GET", format!("/{CANARY}?name={CANARY}"), &mayor, json!({})),
        (CANARY, "/api/v1/me".to_owned(), &mayor, json!({})),
        ("DELETE", "/api/v1/cases".to_owned(), &mayor, json!({})),
        ("GET", "/api/v1/me".to_owned(), &CANARY.to_owned(), json!({})),
    ] {
        let (status, answer) = desk.ask(method, &path, token, &body.to_string());
        assert!(status != 503 && status != 500, "{method} {path}: {answer}");
    }
    // Strangers at the door, and bodies that are none.
    for evidence in [
        json!({ "login": CANARY, "password": CANARY.repeat(4), "code": "000000" }).to_string(),
        json!({ "login": "clb", "password": CANARY.repeat(4), "code": "000000" }).to_string(),
        format!("{{\"login\": \"{CANARY}"),
        CANARY.repeat(50_000),
    ] {
        let (status, _) = desk.ask("POST", "/api/v1/sessions", "", &evidence);
        assert!((400..500).contains(&status), "{status}");
    }
    // A database that breaks under them.
    let db = &mut desk.database.open();
    db.batch_execute("ALTER TABLE cases RENAME TO cases_gone").unwrap();
    let (status, _) = desk.ask("GET", &format!("/api/v1/cases/{case}"), &mayor, "");
    assert_eq!(status, 503);
    db.batch_execute("ALTER TABLE accounts RENAME TO accounts_gone")
        .unwrap();
    let evidence = json!({ "login": "clb", "password": CANARY.repeat(4), "code": "000000" });
    assert_eq!(desk.ask("POST", "/api/v1/sessions", "", &evidence.to_string()).0, 503);

    let (journal, metrics) = (desk.journal(), desk.try_get("/metrics").unwrap());
    assert!(journal.lines().count() > 25, "{journal}");
    assert!(
        journal.contains("/api/v1/cases/{") && journal.contains("unavailable"),
        "{journal}"
    );
    let readiness = desk.ask("GET", "/readyz", "", "").1;
    for (place, text) in [
        ("journal", &journal),
        ("metrics", &metrics),
        ("readiness", &readiness.to_string()),
    ] {
        for secret in &desk.secrets {
            assert!(!stands_in(secret, text), "{secret} stands in the {place}");
        }
        for query in ["limit=", "after=", "name=", "203.0.113.77"] {
            assert!(!text.contains(query), "{query} stands in the {place}");
        }
    }
    let labels: BTreeSet<&str> = metrics
        .lines()
        .filter(|line| line.contains('{'))
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    for label in labels {
        let known = ["api", "service"]
            .iter()
            .any(|area| label.starts_with(&format!("livc_requests_total{{area=\"{area}\",status=\"")));
        assert!(known, "{label}");
    }
}

/// Whether a word stands in a text, in whatever case, and not only as a part of a longer word.
fn stands_in(word: &str, text: &str) -> bool {
    let (word, text) = (word.to_lowercase(), text.to_lowercase());
    let is_inside = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices(&word)
        .any(|(at, found)| !text[..at].ends_with(is_inside) && !text[at + found.len()..].starts_with(is_inside))
}
