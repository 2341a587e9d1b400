//! One town: a running server on its own copy of the seeded database, with a clock that only the test moves.

use super::client::Client;
use super::database::Database;
use super::template::{self, template};
use actix_web::dev::ServerHandle;
use chrono::{DateTime, TimeDelta, Utc};
use livc::cli::demo;
use livc::clock::{Clock, FixedClock};
use livc::domain::ids::{CaseId, ItemId, LivcId, MeetingId, SeatId};
use livc::http::AppState;
use livc::settings::Settings;
use livc::startup::{self, Migrations, StopOn};
use livc::vault::keyring::Keyring;
use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Mutex, mpsc};
use std::thread::JoinHandle;

/// A town.
pub struct Town {
    /// Where its server listens.
    pub address: SocketAddr,
    /// The people and what they begin with.
    pub seed: demo::Town,
    /// The server's own state, for tests that look behind the counter.
    pub state: AppState,
    /// Its database.
    pub database: Database,
    clock: FixedClock,
    tokens: Mutex<HashMap<String, (String, DateTime<Utc>)>>,
    handle: ServerHandle,
    server: Option<JoinHandle<()>>,
}

impl Town {
    /// A town as it was seeded.
    pub fn start() -> Self {
        Self::start_with(|_| {})
    }

    /// A town with other settings.
    pub fn start_with(adjust: impl FnOnce(&mut Settings)) -> Self {
        let template = template();
        let database = Database::copy(&template.mould);
        let mut settings = template::settings(&database.url);
        adjust(&mut settings);
        let keyring = Keyring::load(&template.keys).unwrap();
        let clock = Clock::fixed(template::opens_at());
        let Clock::Fixed(hands) = clock.clone() else {
            unreachable!()
        };
        let (tell, told) = mpsc::channel();
        let server = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let state = startup::prepare(settings, keyring, clock, Migrations::Check)
                    .await
                    .unwrap();
                let listener = TcpListener::bind("127.0.0.1:0").unwrap();
                let running = startup::serve(&state, listener, StopOn::HandleOnly).unwrap();
                tell.send((running.address, running.handle.clone(), state)).unwrap();
                running.until_stopped().await.unwrap();
            });
        });
        let (address, handle, state) = told.recv().expect("the server starts");
        Self {
            address,
            seed: template.seed.clone(),
            state,
            database,
            clock: hands,
            tokens: Mutex::default(),
            handle,
            server: Some(server),
        }
    }

    /// One of the people, signed in and in a seat (`mayor`, `coordinator`, `clb`, …).
    pub fn as_(&self, name: &str) -> Client<'_> {
        let mut tokens = self.tokens.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let known = tokens
            .get(name)
            .filter(|(_, until)| self.now() < *until)
            .map(|(token, _)| token.clone());
        let token = known.unwrap_or_else(|| {
            let token = self.sign_in(name);
            tokens.insert(name.to_owned(), (token.clone(), self.now() + TimeDelta::minutes(4)));
            token
        });
        Client::new(self, Some(token))
    }

    /// Somebody who is not signed in.
    pub fn nobody(&self) -> Client<'_> {
        Client::new(self, None)
    }

    /// Signs in over HTTP and returns the token. A code is good once: within half a minute nobody signs in twice.
    pub fn sign_in(&self, name: &str) -> String {
        let answer = self.nobody().post("/sessions", self.evidence(name));
        assert_eq!(answer.status, 201, "{name}: {}", answer.text);
        answer.json["access_token"].as_str().unwrap().to_owned()
    }

    /// The body of a sign-in at this moment.
    pub fn evidence(&self, name: &str) -> serde_json::Value {
        let key = &self.person(name).key;
        let code = demo::key::code_of(key, self.now()).unwrap();
        serde_json::json!({ "login": key.login, "password": key.password, "code": code })
    }

    /// One of the people.
    pub fn person(&self, name: &str) -> &demo::town::Seated {
        self.seed
            .people
            .get(name)
            .unwrap_or_else(|| panic!("nobody is called {name}"))
    }

    /// The seat of one of the people.
    pub fn seat(&self, name: &str) -> &SeatId {
        self.person(name)
            .seat
            .as_ref()
            .unwrap_or_else(|| panic!("{name} has no seat"))
    }

    /// The LIVC R.
    pub fn livc(&self) -> &LivcId {
        &self.seed.livc
    }

    /// A case, counted from 0.
    pub fn case(&self, n: usize) -> &CaseId {
        &self.seed.cases[n]
    }

    /// The meeting.
    pub fn meeting(&self) -> &MeetingId {
        &self.seed.meeting
    }

    /// An item of the meeting, counted from 0.
    pub fn item(&self, n: usize) -> &ItemId {
        &self.seed.items[n]
    }

    /// The present instant in this town.
    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// Moves the clock.
    pub fn wait(&self, span: TimeDelta) {
        self.clock.advance(span);
    }

    /// Moves the clock to the hour of the seeded meeting.
    pub fn go_to_the_meeting(&self) {
        self.clock.set(template::built_at() + TimeDelta::days(21));
    }

    /// Moves the clock to an instant (RFC 3339).
    pub fn go_to(&self, instant: &str) {
        self.clock.set(instant.parse().unwrap());
    }

    /// Gives every waiting record of the access log its number, and signs a checkpoint. Returns how many there were.
    pub fn number_the_log(&self) -> usize {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let count = self.state.backstage.sequence().await.unwrap();
            self.state.backstage.checkpoint().await.unwrap();
            count
        })
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        if let Some(server) = self.server.take() {
            // A server that panicked has told so on its own thread.
            let _ = server.join();
        }
    }
}
