//! What the benchmarks over HTTP share: a house in session with thirty texts, servers in this process or in one of their
//! own, and clients that cost next to nothing.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark stops at the first surprise and reads its target from the environment"
)]

use diesel::connection::SimpleConnection;
use livc::auth::token::SessionTokens;
use livc::cli::demo;
use livc::clock::Clock;
use livc::settings::Settings;
use livc::startup::{self, Migrations, StopOn};
use livc::store::Manager;
use livc::vault::keyring::Keyring;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Who sits at the table of the first item.
const TABLE: [&str; 7] = [
    "mayor",
    "police-chief",
    "coordinator",
    "youth-worker",
    "clb",
    "ocmw",
    "information-officer",
];
/// Who reads the texts.
pub const READER: &str = "ocmw";
/// How many texts there are.
pub const TEXTS: usize = 30;

/// A house: a seeded database, its keys and its people.
pub struct House {
    /// The address of the database.
    pub url: String,
    /// Its people.
    pub town: demo::Town,
    folder: TempDir,
    tokens: SessionTokens,
}

/// The databases to measure on: SQLite always, PostgreSQL where a server is named.
pub fn databases() -> Vec<(&'static str, Option<String>)> {
    let server = ["LIVC_BENCH_POSTGRES", "LIVC_TEST_POSTGRES"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|url| !url.is_empty()));
    let mut all = vec![("SQLite", None)];
    all.extend(server.map(|server| ("PostgreSQL", Some(server))));
    all
}

impl House {
    /// Builds a house on a new database.
    pub fn build(server: Option<&str>) -> Self {
        // Beside the build, so that it lies on a disk and not in memory.
        let folder = tempfile::tempdir_in(program().parent().unwrap()).unwrap();
        let url = match server {
            None => format!("sqlite://{}", folder.path().join("livc.sqlite").display()),
            Some(server) => new_database(server),
        };
        let keys = folder.path().join("keys");
        let settings = settings(&url);
        let keyring = Keyring::create(&keys, &settings.log.origin).unwrap();
        let tokens = SessionTokens::new(keyring.token_signing_pem(), &settings.auth.issuer, 15).unwrap();
        let built = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let state = startup::prepare(settings, keyring, Clock::System, Migrations::Run)
                    .await
                    .unwrap();
                demo::seed(&state).await.unwrap()
            })
        });
        Self {
            url,
            town: built.join().unwrap(),
            folder,
            tokens,
        }
    }

    /// The first item, with everybody at the table and thirty texts for [`READER`].
    pub fn hold_a_consultation(&self, at: SocketAddr) {
        let item = self.town.items[0].to_string();
        let act = |name: &str, path: &str, body: &Value| {
            let (status, answer) = self.caller(at, name).post(&format!("/items/{item}{path}"), body);
            assert!((200..300).contains(&status), "{name} {path}: {status} {answer}");
            answer
        };
        for name in TABLE {
            act(name, "/acknowledgement", &json!({ "text_version": "2026-1" }));
            act(name, "/check-in", &json!({}));
        }
        act("mayor", "/opening", &json!({}));
        let (_, table) = self.caller(at, "mayor").get(&format!("/items/{item}/attendance"));
        for present in table.as_array().unwrap() {
            let id = present["id"].as_str().unwrap();
            act("mayor", &format!("/attendance/{id}/confirmation"), &json!({}));
        }
        let organisation = self.town.people[READER].organisation.clone().unwrap();
        for n in 0..TEXTS {
            let mut text = json!({
                "regime": "discretion", "form": "recorded",
                "audience": { "organisations": [organisation.to_string()] },
            });
            let preview = act("youth-worker", "/contributions/preview", &text)["preview"].clone();
            text["preview"] = preview;
            text["text"] = format!(
                "Observation {n}: {}",
                "she comes every week and brings friends. ".repeat(10)
            )
            .into();
            act("youth-worker", "/contributions", &text);
        }
    }

    /// The path that lists the texts.
    pub fn list(&self) -> String {
        format!("/items/{}/contributions?limit={TEXTS}", self.town.items[0])
    }

    /// One of the people, at a server.
    pub fn caller(&self, at: SocketAddr, name: &str) -> Caller {
        let person = &self.town.people[name];
        let token = self
            .tokens
            .issue(person.account.as_str(), person.session.as_str(), Clock::System.now())
            .unwrap();
        Caller {
            stream: BufReader::new(TcpStream::connect(at).unwrap()),
            token: token.text,
            body: Vec::new(),
        }
    }

    /// A server in this process.
    pub fn open_here(&self) -> Here {
        let (settings, keyring) = (settings(&self.url), Keyring::load(&self.keys()).unwrap());
        let (tell, told) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let state = startup::prepare(settings, keyring, Clock::System, Migrations::Check)
                    .await
                    .unwrap();
                let listener = TcpListener::bind("127.0.0.1:0").unwrap();
                let running = startup::serve(&state, listener, StopOn::HandleOnly).unwrap();
                tell.send((running.address, running.handle.clone())).unwrap();
                running.until_stopped().await.unwrap();
            });
        });
        let (address, handle) = told.recv().unwrap();
        Here {
            address,
            handle,
            thread: Some(thread),
        }
    }

    /// A server as it is installed: the program, with the settings an installation has.
    pub fn open(&self) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let settings = self.folder.path().join("livc.toml");
        let text = format!(
            "[server]\nport = {port}\n[database]\nurl = \"{}\"\n[keys]\ndirectory = \"{}\"\n\
             [auth]\naccess_token_minutes = 15\n[telemetry]\nlevel = \"info\"\nformat = \"json\"\n",
            self.url,
            self.keys().display()
        );
        fs::write(&settings, text).unwrap();
        let journal = fs::File::create(self.folder.path().join("journal")).unwrap();
        let process = Command::new(program())
            .arg("--config")
            .arg(settings)
            .arg("serve")
            .stdin(Stdio::null())
            .stderr(journal)
            .spawn()
            .unwrap();
        let server = Server {
            process,
            address: ([127, 0, 0, 1], port).into(),
        };
        let started = Instant::now();
        while ureq::get(format!("http://{}/readyz", server.address)).call().is_err() {
            assert!(started.elapsed() < Duration::from_secs(20), "the server does not start");
            std::thread::park_timeout(Duration::from_millis(10));
        }
        server
    }

    fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }
}

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_livc").into()
}

fn settings(url: &str) -> Settings {
    let mut settings = Settings::embedded().unwrap();
    url.clone_into(&mut settings.database.url);
    settings.auth.access_token_minutes = 15;
    settings.auth.argon2.memory_kib = 64;
    settings.auth.argon2.passes = 1;
    settings
}

/// A new database on a server; it stays there afterwards.
fn new_database(server: &str) -> String {
    let name = format!("livc_bench_{}", std::process::id());
    let mut db = Manager::new(server).unwrap().open().unwrap();
    db.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .unwrap();
    db.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let (address, _) = server.rsplit_once('/').unwrap();
    format!("{address}/{name}")
}

/// A server in this process. Dropped, it ends.
pub struct Here {
    /// Where it listens.
    pub address: SocketAddr,
    handle: actix_web::dev::ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Here {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The program, running. Dropped, it is killed.
pub struct Server {
    /// Its process.
    pub process: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How long the processors have worked for a process, by its number or `self`.
pub fn processor_time(process: &str) -> Duration {
    // The name of the program may hold spaces; it ends with the last parenthesis.
    let line = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    let (_, rest) = line.rsplit_once(')').unwrap();
    let words: Vec<&str> = rest.split_whitespace().collect();
    let ticks: u64 = words[11].parse::<u64>().unwrap() + words[12].parse::<u64>().unwrap();
    // Linux counts hundredths of a second here, whatever the machine.
    Duration::from_millis(ticks * 10)
}

/// Somebody with a connection that stays open.
pub struct Caller {
    stream: BufReader<TcpStream>,
    token: String,
    body: Vec<u8>,
}

impl Caller {
    /// Reads, and parses what comes.
    pub fn get(&mut self, path: &str) -> (u16, Value) {
        let status = self.ask("GET", path, "");
        (status, serde_json::from_slice(&self.body).unwrap_or_default())
    }

    /// Sends a body.
    pub fn post(&mut self, path: &str, body: &Value) -> (u16, Value) {
        let status = self.ask("POST", path, &body.to_string());
        (status, serde_json::from_slice(&self.body).unwrap_or_default())
    }

    /// Reads, and gives the status and the length of what came.
    pub fn fetch(&mut self, path: &str) -> (u16, usize) {
        let status = self.ask("GET", path, "");
        (status, self.body.len())
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> u16 {
        let (token, length) = (&self.token, body.len());
        let kind = if body.is_empty() {
            ""
        } else {
            "content-type: application/json\r\n"
        };
        let request = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nhost: livc\r\nauthorization: Bearer {token}\r\n{kind}content-length: {length}\r\n\r\n{body}"
        );
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut status, mut length, mut line) = (0, 0, String::new());
        loop {
            line.clear();
            assert!(self.stream.read_line(&mut line).unwrap() > 0, "the server hung up");
            let head = line.trim_end();
            if head.is_empty() {
                break;
            }
            if let Some(rest) = head.strip_prefix("HTTP/1.1 ") {
                status = rest[..3].parse().unwrap();
            }
            if let Some((name, value)) = head.split_once(": ")
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.parse().unwrap();
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body).unwrap();
        status
    }
}

/// How it went: how many a second, and how long one took.
pub struct Pace {
    /// How many were done, and how many in a second.
    pub count: u32,
    /// Done in a second.
    pub rate: f64,
    /// The median.
    pub p50: Duration,
    /// What one in a hundred exceeds.
    pub p99: Duration,
}

/// Lets `clients` do the same for a while; each makes its own `worker` first.
pub fn measure<W: FnMut()>(clients: usize, span: Duration, worker: impl Fn() -> W + Sync) -> Pace {
    let start = std::sync::Barrier::new(clients);
    let mut times: Vec<Duration> = std::thread::scope(|threads| {
        let running: Vec<_> = (0..clients)
            .map(|_| {
                threads.spawn(|| {
                    let mut work = worker();
                    work();
                    start.wait();
                    let (until, mut times) = (Instant::now() + span, Vec::new());
                    loop {
                        let began = Instant::now();
                        if began >= until {
                            return times;
                        }
                        work();
                        times.push(began.elapsed());
                    }
                })
            })
            .collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    let count = u32::try_from(times.len()).unwrap_or_else(|_| panic!("too many to count"));
    Pace {
        count,
        rate: f64::from(count) / span.as_secs_f64(),
        p50: at(50),
        p99: at(99),
    }
}
