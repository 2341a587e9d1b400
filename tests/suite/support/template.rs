//! The seeded town that every test starts from, made once for each run.

use super::database::{self, Database, Mould};
use chrono::{DateTime, TimeDelta, Utc};
use livc::cli::demo;
use livc::clock::Clock;
use livc::settings::Settings;
use livc::startup::{self, Migrations};
use livc::vault::keyring::Keyring;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::OnceLock;

/// What all towns have in common.
pub struct Template {
    /// The database to copy.
    pub mould: Mould,
    /// The folder with the keys that seeds and passwords are bound to.
    pub keys: PathBuf,
    /// The people and what they begin with.
    pub seed: demo::Town,
}

/// When the town was built: a Monday morning.
pub fn built_at() -> DateTime<Utc> {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

/// When tests begin: the one-time codes of the building are over.
pub fn opens_at() -> DateTime<Utc> {
    built_at() + TimeDelta::minutes(10)
}

/// The template of this run.
pub fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        database::sweep();
        let keys = database::folder_of_the_run().join("keys");
        let database = Database::empty();
        let settings = settings(&database.url);
        let keyring = Keyring::create(&keys, &settings.log.origin).unwrap();
        let seed = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let clock = Clock::fixed(built_at());
                let state = startup::prepare(settings, keyring, clock, Migrations::Run)
                    .await
                    .unwrap();
                let seed = demo::seed(&state).await.unwrap();
                state.backstage.sequence().await.unwrap();
                seed
            })
        })
        .join()
        .unwrap();
        Template {
            mould: database.into_mould(),
            keys,
            seed,
        }
    })
}

/// Settings that make tests fast: nothing about them weakens what is tested.
pub fn settings(url: &str) -> Settings {
    let mut settings = Settings::embedded().unwrap();
    url.clone_into(&mut settings.database.url);
    settings.database.pool_size = 4;
    settings.server.workers = 2;
    settings.server.request_timeout_s = 2;
    settings.auth.argon2.memory_kib = 64;
    settings.auth.argon2.passes = 1;
    settings.auth.sign_ins_per_minute = NonZeroU32::MAX;
    // The log is numbered when a test asks for it: `Town::number_the_log`.
    settings.log.sequence_ms = 3_600_000;
    settings.log.checkpoint_seconds = 3_600;
    settings
}
