//! A house in session, on its own copy of one seeded database: the first item is open and everybody is at the table.

use crate::at_once::runtime;
use crate::database::{self, Database, Mould};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use livc::access::Context;
use livc::app::{items, sessions};
use livc::cli::demo;
use livc::clock::Clock;
use livc::domain::ids::{ItemId, OrganisationId, SeatId};
use livc::http::AppState;
use livc::settings::Settings;
use livc::startup::{self, Migrations};
use livc::store::Db;
use livc::store::access_log_schema::{log_pending, log_records};
use livc::vault::keyring::Keyring;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};

/// Who sits at the table of the first item.
pub const TABLE: [&str; 7] = [
    "mayor",
    "police-chief",
    "coordinator",
    "youth-worker",
    "clb",
    "ocmw",
    "information-officer",
];

/// A house whose use cases are called in this process.
pub struct House {
    /// Its parts.
    pub state: AppState,
    /// Its people, and what they begin with.
    pub town: demo::Town,
    database: Database,
    ticks: AtomicI64,
}

struct Template {
    mould: Mould,
    keys: PathBuf,
    town: demo::Town,
}

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        database::sweep();
        let keys = database::folder_of_the_run().join("keys");
        let database = Database::empty();
        let town = seed(&database.url, &keys);
        Template {
            mould: database.into_mould(),
            keys,
            town,
        }
    })
}

/// A copy of the seeded database, its people, and the folder of its keys.
pub fn seeded() -> (Database, demo::Town, &'static Path) {
    let template = template();
    (Database::copy(&template.mould), template.town.clone(), &template.keys)
}

/// Makes keys, fills an empty database and opens the first item. Blocks until that is done.
pub fn seed(url: &str, keys: &Path) -> demo::Town {
    let settings = settings(url);
    let keyring = Keyring::create(keys, &settings.log.origin).unwrap();
    let make = async {
        let state = startup::prepare(settings, keyring, Clock::System, Migrations::Run)
            .await
            .unwrap();
        let town = demo::seed(&state).await.unwrap();
        sit_down(&state, &town).await;
        state.backstage.sequence().await.unwrap();
        town
    };
    // On a thread of its own: its runtime takes its connections along when it ends.
    std::thread::scope(|threads| threads.spawn(|| runtime().block_on(make)).join().unwrap())
}

async fn sit_down(state: &AppState, town: &demo::Town) {
    let (gate, item) = (&state.gate, &town.items[0]);
    let ctx = |name: &str| context(state, town, name, state.clock.now());
    for name in TABLE {
        items::acknowledge(gate, &ctx(name), item.clone(), items::SECRECY_TEXT.to_owned())
            .await
            .unwrap();
        items::check_in(gate, &ctx(name), item.clone()).await.unwrap();
    }
    items::open(gate, &ctx("mayor"), item.clone()).await.unwrap();
    let table = items::attendance(gate, &ctx("mayor"), item.clone())
        .await
        .unwrap()
        .into_view();
    for present in table {
        items::confirm(gate, &ctx("mayor"), item.clone(), present.id)
            .await
            .unwrap();
    }
}

fn context(state: &AppState, town: &demo::Town, name: &str, at: DateTime<Utc>) -> Context {
    let person = &town.people[name];
    let token = state
        .tokens
        .issue(person.account.as_str(), person.session.as_str(), at)
        .unwrap();
    sessions::context_of(&state.door(), &token.text, at).unwrap()
}

fn settings(url: &str) -> Settings {
    let mut settings = Settings::embedded().unwrap();
    url.clone_into(&mut settings.database.url);
    settings.database.pool_size = 16;
    settings.auth.argon2.memory_kib = 64;
    settings.auth.argon2.passes = 1;
    settings.auth.sign_ins_per_minute = NonZeroU32::MAX;
    settings
}

impl House {
    /// A house in session.
    pub fn open() -> Self {
        let (database, town, keys) = seeded();
        let keyring = Keyring::load(keys).unwrap();
        let prepared = startup::prepare(settings(&database.url), keyring, Clock::System, Migrations::Check);
        let state = runtime().block_on(prepared).unwrap();
        let ticks = AtomicI64::new(state.clock.now().timestamp_millis());
        Self {
            state,
            town,
            database,
            ticks,
        }
    }

    /// A request of one of the people, a millisecond after the one before.
    pub fn ctx(&self, name: &str) -> Context {
        context(&self.state, &self.town, name, self.tick())
    }

    /// The next instant: no two requests of a house come in at the same one.
    pub fn tick(&self) -> DateTime<Utc> {
        let millis = self.ticks.fetch_add(1, Ordering::SeqCst) + 1;
        DateTime::from_timestamp_millis(millis).unwrap()
    }

    /// Lets time pass.
    pub fn wait(&self, span: TimeDelta) {
        self.ticks.fetch_add(span.num_milliseconds(), Ordering::SeqCst);
    }

    /// A connection past the gate, to look and to put things back.
    pub fn db(&self) -> Db {
        self.database.open()
    }

    /// The item that is open.
    pub fn item(&self) -> ItemId {
        self.town.items[0].clone()
    }

    /// The seat of one of the people.
    pub fn seat(&self, name: &str) -> SeatId {
        self.town.people[name].seat.clone().unwrap()
    }

    /// The organisation of one of the people.
    pub fn organisation(&self, name: &str) -> OrganisationId {
        self.town.people[name].organisation.clone().unwrap()
    }
}

/// How many records there are, numbered or not.
pub fn records(db: &mut Db) -> usize {
    let waiting: i64 = log_pending::table.count().get_result(db).unwrap();
    let numbered: i64 = log_records::table.count().get_result(db).unwrap();
    usize::try_from(waiting + numbered).unwrap()
}

/// Whether the tests run on PostgreSQL.
pub fn is_postgres() -> bool {
    std::env::var_os(database::POSTGRES).is_some_and(|url| !url.is_empty())
}
