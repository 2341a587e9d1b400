//! Puts an installation together, or says what is missing; nothing is served half.

mod house;
mod rounds;

use crate::access::{Gate, Scribe, Writer};
use crate::auth::password::{HashingCost, HashingLimit, PasswordError, PasswordHashing};
use crate::auth::throttle::Throttle;
use crate::auth::token::{SessionTokens, TokenError};
use crate::clock::Clock;
use crate::http::openapi::{Allowed, Description};
use crate::http::{self, AppState, legal_book::LegalBook, metrics::Metrics};
use crate::log::checkpoint::{CheckpointError, LogKey};
use crate::policy::Lang;
use crate::policy::legal::{self, LegalError, LegalReference};
use crate::reference::{self, ReferenceError};
use crate::settings::{Settings, SettingsError};
use crate::store::{Manager, StoreError, db, legal_rows, migrate};
use crate::vault::keyring::Keyring;
use actix_web::dev::{Server, ServerHandle};
use actix_web::{HttpServer, web};
use house::House;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

/// How long an idle connection is kept.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// How long requests may take to end when the program stops.
const LAST_SECONDS: u64 = 10;

/// What to do about tables that are behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Migrations {
    /// Refuse to start.
    Check,
    /// Run them first.
    Run,
}

/// What ends a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopOn {
    /// SIGTERM (after the running requests), SIGINT, or the handle.
    Signals,
    /// The handle alone: for several servers in one process.
    HandleOnly,
}

/// Why an installation cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The settings cannot be used.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The database does not answer, or not as promised.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Migrations are missing.
    #[error("the tables of the database are behind this program; `livc migrate` brings them up to date")]
    Behind,
    /// The keys name another log than the settings.
    #[error("the setting log.origin is {settings:?}, but the keys were made for {keys:?}; the origin cannot change")]
    OtherLog {
        /// In the settings.
        settings: String,
        /// In the keys.
        keys: String,
    },
    /// The signing key of the log is unusable.
    #[error("the signing key of the log: {0}")]
    LogKey(#[from] CheckpointError),
    /// Session tokens cannot be made.
    #[error(transparent)]
    Tokens(#[from] TokenError),
    /// Passwords cannot be hashed.
    #[error(transparent)]
    Passwords(#[from] PasswordError),
    /// Embedded reference data are damaged.
    #[error("reference data: {0}")]
    Reference(#[from] ReferenceError),
    /// The legal references are damaged.
    #[error("legal references: {0}")]
    Legal(#[from] LegalError),
    /// The description of the API cannot be written.
    #[error("the description of the API: {0}")]
    Description(#[from] serde_json::Error),
    /// The operating system refuses a thread or the socket.
    #[error("{what}: {source}")]
    System {
        /// What was asked for.
        what: String,
        /// What it said.
        source: std::io::Error,
    },
}

/// A running server.
#[must_use = "it serves only while somebody waits for it"]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Stops it from elsewhere.
    pub handle: ServerHandle,
    server: Server,
    rounds: rounds::Rounds,
}

/// Opens the database, checks everything that must hold, and starts the writer.
///
/// # Errors
/// [`StartError`] says what is missing and, where a command helps, which.
pub async fn prepare(
    settings: Settings,
    keyring: Keyring,
    clock: Clock,
    migrations: Migrations,
) -> Result<AppState, StartError> {
    let state = web::block(move || assemble(settings, keyring, clock, migrations)).await;
    state.map_err(|_| system("starting")(std::io::Error::other("the program is stopping")))?
}

fn assemble(
    settings: Settings,
    keyring: Keyring,
    clock: Clock,
    migrations: Migrations,
) -> Result<AppState, StartError> {
    reference::check()?;
    legal::table()?;
    let (settings, keyring) = (Arc::new(settings), Arc::new(keyring));
    let log_key = log_key(&settings, &keyring)?;
    let tokens = SessionTokens::new(
        keyring.token_signing_pem(),
        &settings.auth.issuer,
        settings.auth.access_token_minutes,
    )?;
    tokens.self_test(clock.now())?;
    let cost = HashingCost {
        memory_kib: settings.auth.argon2.memory_kib,
        passes: settings.auth.argon2.passes,
    };
    let hashing = PasswordHashing::new(cost, &keyring)?;
    let manager = Manager::new(&settings.database.connection_url()?)?;
    bring_up_to_date(&manager, migrations)?;
    let legal = Arc::new(LegalBook::new(legal_references(&manager, &clock)?));
    let writer =
        Writer::start(manager.clone(), settings.log.batch_max.into()).map_err(system("the writer's thread"))?;
    let pool = db::pool(manager.clone(), settings.database.pool_size);
    let metrics = Arc::new(Metrics::default());
    let backstage = House::new(
        manager,
        pool.clone(),
        writer.clone(),
        log_key,
        clock.clone(),
        Arc::clone(&metrics),
        Arc::clone(&legal),
    );
    Ok(AppState {
        gate: Gate::new(pool, writer, Scribe::new(Arc::clone(&keyring), clock.clone())),
        tokens: Arc::new(tokens),
        hashing: Arc::new(hashing),
        hashing_limit: HashingLimit::default(),
        throttle: Arc::new(Throttle::new(settings.auth.sign_ins_per_minute)),
        metrics,
        backstage: Arc::new(backstage),
        language: Lang::from_code(settings.languages.default.code()).unwrap_or(Lang::Nl),
        legal,
        keyring,
        clock,
        settings,
    })
}

/// Reads the signing key of the log and checks that it is the log of the settings.
///
/// # Errors
/// When the key is unusable or names another log.
pub fn log_key(settings: &Settings, keyring: &Keyring) -> Result<LogKey, StartError> {
    let name = keyring.log_verifying_key().split('+').next().unwrap_or_default();
    if name != settings.log.origin {
        return Err(StartError::OtherLog {
            settings: settings.log.origin.clone(),
            keys: name.to_owned(),
        });
    }
    Ok(LogKey::from_text(keyring.log_signing_key())?)
}

fn bring_up_to_date(manager: &Manager, migrations: Migrations) -> Result<(), StartError> {
    let db = &mut manager.open()?;
    match migrations {
        Migrations::Run => {
            let done = migrate::migrate(db)?;
            if !done.is_empty() {
                tracing::info!(count = done.len(), "migrations done");
            }
        }
        Migrations::Check => {
            if migrate::is_behind(db)? {
                return Err(StartError::Behind);
            }
        }
    }
    Ok(())
}

/// Adds the legal references that ship with the program and are missing, and reads all that stand.
fn legal_references(manager: &Manager, clock: &Clock) -> Result<Vec<LegalReference>, StartError> {
    let shipped = legal::table()?;
    let (db, at) = (&mut manager.open()?, clock.now().naive_utc());
    for row in legal_rows::seed(db, shipped, at)? {
        tracing::warn!(
            row,
            "a legal reference of this version overlaps one that stands; it was left out"
        );
    }
    Ok(legal_rows::all(db)?)
}

/// Listens at the address of the settings.
///
/// # Errors
/// When the address is taken or not allowed.
pub fn listen(settings: &Settings) -> Result<TcpListener, StartError> {
    let address = SocketAddr::new(settings.server.bind, settings.server.port);
    TcpListener::bind(address).map_err(system(&format!("listening on {address}")))
}

/// Serves an installation, and starts the rounds of its log. To be called inside an actix system.
///
/// # Errors
/// When the socket or the description of the API cannot be used.
pub fn serve(state: &AppState, listener: TcpListener, stop_on: StopOn) -> Result<Running, StartError> {
    let address = listener.local_addr().map_err(system("the socket"))?;
    let api = http::description();
    let allowed = web::Data::new(Allowed::of(&api));
    let description = web::Data::new(Description::new(&api)?);
    let shared = web::Data::new(state.clone());
    let patience = Duration::from_secs(state.settings.server.request_timeout_s.into());
    let mut server = HttpServer::new(move || http::application(shared.clone(), allowed.clone(), description.clone()))
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(patience)
        .client_disconnect_timeout(patience)
        .shutdown_timeout(LAST_SECONDS);
    if state.settings.server.workers > 0 {
        server = server.workers(state.settings.server.workers.into());
    }
    if stop_on == StopOn::HandleOnly {
        server = server.disable_signals();
    }
    let server = server.listen(listener).map_err(system("the socket"))?.run();
    Ok(Running {
        address,
        handle: server.handle(),
        server,
        rounds: rounds::Rounds::start(state),
    })
}

impl Running {
    /// Serves until it is stopped, then numbers and signs what the last requests left.
    ///
    /// # Errors
    /// When the server failed.
    pub async fn until_stopped(self) -> Result<(), StartError> {
        let outcome = self.server.await.map_err(system("serving"));
        self.rounds.end().await;
        outcome
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Running({})", self.address)
    }
}

fn system(what: &str) -> impl FnOnce(std::io::Error) -> StartError {
    let what = what.to_owned();
    move |source| StartError::System { what, source }
}

#[cfg(test)]
mod edge_tests;
#[cfg(test)]
mod tests;
