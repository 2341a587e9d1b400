//! Audited reads per second with 64 clients: group commit against one transaction for each record, in one run.
//!
//! `cargo bench --bench audited_reads`; with `LIVC_TEST_POSTGRES=postgres://USER@HOST/DATABASE` (an empty database) it
//! measures PostgreSQL instead of SQLite.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a benchmark stops at the first surprise, prints, and reads its target from the environment"
)]

use livc::access::{Context, Gate, RequestId, Scribe, Writer};
use livc::app::{directory, items, sessions};
use livc::auth::password_policy::TypedPassword;
use livc::cli::demo::{self, key};
use livc::clock::Clock;
use livc::settings::Settings;
use livc::startup::{self, Migrations};
use livc::store::{Manager, db};
use livc::vault::keyring::Keyring;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const CLIENTS: usize = 64;
const SPAN: Duration = Duration::from_secs(5);

fn main() {
    actix_web::rt::System::new().block_on(async {
        let directory = tempfile::tempdir_in("target").or_else(|_| tempfile::tempdir()).unwrap();
        let mut settings = Settings::embedded().unwrap();
        let path = format!("sqlite://{}", directory.path().join("bench.sqlite3").display());
        settings.database.url = std::env::var("LIVC_TEST_POSTGRES").unwrap_or(path);
        settings.auth.argon2.memory_kib = 64;
        settings.auth.argon2.passes = 1;
        let state = startup::prepare(settings, Keyring::ephemeral().unwrap(), Clock::System, Migrations::Run).await;
        let state = state.unwrap();
        let seeded = demo::seed(&state).await.unwrap();
        let key = seeded.people["coordinator"].key.clone();
        let ctx = {
            let now = state.clock.now();
            let anonymous = Context::anonymous(RequestId("bench".into()), now);
            let password = TypedPassword::parse(key.password.clone()).unwrap();
            let code = key::code_of(&key, now).unwrap();
            let home = [127, 0, 0, 1].into();
            let signed = sessions::sign_in(&state.door(), &anonymous, &key.login, password, code, home)
                .await
                .unwrap();
            sessions::context_of(&state.door(), &signed.access_token, now).unwrap()
        };
        let manager = Manager::new(&state.settings.database.url).unwrap();
        let gate = |batch| {
            let writer = Writer::start(manager.clone(), batch).unwrap();
            let scribe = Scribe::new(Arc::clone(&state.keyring), state.clock.clone());
            Gate::new(db::pool(manager.clone(), 8), writer, scribe)
        };
        let item = seeded.items.first().unwrap().clone();
        for (what, signed) in [
            ("refusals without a read behind them: the recorder alone", false),
            ("reads of an agenda item", true),
        ] {
            println!("{what}, {CLIENTS} clients");
            let mut rates = Vec::new();
            for (name, batch) in [
                ("one transaction for each record", 1),
                ("group commit, at most 512", 512),
            ] {
                let gate = gate(batch);
                let (done, until) = (Arc::new(AtomicU64::new(0)), Instant::now() + SPAN);
                let clients: Vec<_> = (0..CLIENTS)
                    .map(|_| {
                        let (gate, ctx, item, done) = (gate.clone(), ctx.clone(), item.clone(), Arc::clone(&done));
                        actix_web::rt::spawn(async move {
                            let stranger = Context::anonymous(RequestId("bench".into()), ctx.at());
                            while Instant::now() < until {
                                if signed {
                                    items::read(&gate, &ctx, item.clone()).await.unwrap();
                                } else {
                                    directory::livcs(&gate, &stranger).await.unwrap_err();
                                }
                                done.fetch_add(1, Ordering::Relaxed);
                            }
                        })
                    })
                    .collect();
                for client in clients {
                    client.await.unwrap();
                }
                let rate = done.load(Ordering::Relaxed) as f64 / SPAN.as_secs_f64();
                println!("  {name:<34} {rate:>9.0} records/s");
                rates.push(rate);
            }
            if let [single, group] = rates.as_slice() {
                println!("  ratio                              {:>9.1}", group / single);
            }
        }
    });
}
