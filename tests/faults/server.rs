//! The built program, in a process of its own that can be killed, starved and brought back.

use crate::database::Database;
use crate::house::{records, seed, seeded};
use livc::auth::token::SessionTokens;
use livc::cli::demo;
use livc::clock::Clock;
use livc::store::{Db, Manager};
use livc::vault::keyring::Keyring;
use serde_json::Value;
use std::fs::{self, File, OpenOptions};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use ureq::http::Request;

/// How long a start may take.
const START: Duration = Duration::from_secs(20);

/// An installation: database, keys and settings. It outlives its servers.
pub struct Installation {
    /// The people.
    pub town: demo::Town,
    /// The folder of its keys.
    pub keys: PathBuf,
    url: String,
    tokens: SessionTokens,
    folder: TempDir,
    _database: Option<Database>,
}

/// How the program is started.
pub enum Start<'a> {
    /// Plainly.
    Plain,
    /// Through another program that ends as `livc`: words before the program and its arguments.
    Through(&'a [&'a str]),
}

impl Installation {
    /// An installation on a copy of the seeded database.
    pub fn new() -> Self {
        let (database, town, keys) = seeded();
        Self::assemble(database.url.clone(), town, keys.to_owned(), Some(database))
    }

    /// An installation on an empty database of somebody else's.
    pub fn on(url: &str, keys: &Path) -> Self {
        Self::assemble(url.to_owned(), seed(url, keys), keys.to_owned(), None)
    }

    fn assemble(url: String, town: demo::Town, keys: PathBuf, database: Option<Database>) -> Self {
        let keyring = Keyring::load(&keys).unwrap();
        let tokens = SessionTokens::new(keyring.token_signing_pem(), "livc.local", 15).unwrap();
        Self {
            town,
            keys,
            url,
            tokens,
            folder: tempfile::tempdir().unwrap(),
            _database: database,
        }
    }

    /// A connection past the server.
    pub fn db(&self) -> Db {
        Manager::new(&self.url).unwrap().open().unwrap()
    }

    /// How many records there are.
    pub fn records(&self) -> usize {
        records(&mut self.db())
    }

    /// What the servers reported of themselves.
    pub fn reports(&self) -> String {
        fs::read_to_string(self.folder.path().join("reports")).unwrap_or_default()
    }

    /// Starts a server and waits until it is ready.
    pub fn start(&self, how: &Start<'_>) -> Server {
        for _ in 0..3 {
            // The port is free now; should another process take it, another one is tried.
            let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
            let mut server = Server {
                process: self.spawn(how, port),
                base: format!("http://127.0.0.1:{port}"),
            };
            if server.is_ready() {
                return server;
            }
            server.kill();
        }
        panic!("the server does not start: {}", self.reports());
    }

    fn spawn(&self, how: &Start<'_>, port: u16) -> Child {
        let settings = self.folder.path().join("livc.toml");
        let (url, keys) = (&self.url, self.keys.display());
        let text = format!(
            "[server]\nport = {port}\nworkers = 2\n[database]\nurl = \"{url}\"\n[keys]\ndirectory = \"{keys}\"\n\
             [auth]\naccess_token_minutes = 15\n[auth.argon2]\nmemory_kib = 19456\npasses = 2\n\
             [log]\nsequence_ms = 20\ncheckpoint_seconds = 1\n"
        );
        fs::write(&settings, text).unwrap();
        let reports: File = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.path().join("reports"))
            .unwrap();
        let program = env!("CARGO_BIN_EXE_livc");
        let mut command = match how {
            Start::Plain => Command::new(program),
            Start::Through(words) => {
                let mut command = Command::new(words[0]);
                command.args(&words[1..]).arg(program);
                command
            }
        };
        command
            .arg("--config")
            .arg(settings)
            .arg("serve")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(reports);
        command.spawn().unwrap()
    }

    /// One of the people, at a server.
    pub fn caller(&self, server: &Server, name: &str) -> Caller {
        let person = &self.town.people[name];
        let token = self
            .tokens
            .issue(person.account.as_str(), person.session.as_str(), Clock::System.now())
            .unwrap();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(START));
        Caller {
            agent: agent.build().new_agent(),
            base: format!("{}/api/v1", server.base),
            token: token.text,
        }
    }
}

/// A running server. Dropped, it is killed.
pub struct Server {
    process: Child,
    base: String,
}

impl Server {
    /// Its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether it is still the process that was started.
    pub fn lives(&mut self) -> bool {
        self.process.try_wait().unwrap().is_none()
    }

    /// SIGKILL: nothing is tidied up.
    pub fn kill(&mut self) {
        let _ = self.process.kill();
        self.process.wait().unwrap();
    }

    fn is_ready(&mut self) -> bool {
        let started = Instant::now();
        while started.elapsed() < START && self.lives() {
            if ureq::get(format!("{}/readyz", self.base)).call().is_ok() {
                return true;
            }
            std::thread::park_timeout(Duration::from_millis(5));
        }
        false
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Somebody at a keyboard.
#[derive(Clone)]
pub struct Caller {
    agent: ureq::Agent,
    base: String,
    token: String,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The media type.
    pub media: String,
    /// The number of the request.
    pub request: String,
    /// The body, as text and as JSON.
    pub text: String,
    /// The body as JSON.
    pub json: Value,
}

impl Caller {
    /// Reads; nothing comes back from a server that was killed meanwhile.
    pub fn get(&self, path: &str) -> Option<Answer> {
        self.send("GET", path, None, None)
    }

    /// Sends a body, under a key where one is given.
    pub fn post(&self, path: &str, body: &Value, key: Option<&str>) -> Option<Answer> {
        self.send("POST", path, Some(body), key)
    }

    fn send(&self, method: &str, path: &str, body: Option<&Value>, key: Option<&str>) -> Option<Answer> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        request = request.header("authorization", format!("Bearer {}", self.token));
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let answer = match body {
            Some(body) => {
                let request = request.header("content-type", "application/json");
                self.agent.run(request.body(body.to_string().into_bytes()).unwrap())
            }
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer = answer.ok()?;
        let header = |name: &str| {
            answer
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        let (media, request) = (header("content-type"), header("x-request-id"));
        let text = answer.body_mut().read_to_string().ok()?;
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Some(Answer {
            status: answer.status().as_u16(),
            media,
            request,
            text,
            json,
        })
    }
}
