//! What every handler works with: the gate, the keys, the clock and the counters.

use super::backstage::Backstage;
use super::legal_book::LegalBook;
use super::metrics::Metrics;
use crate::access::Gate;
use crate::app::sessions::Door;
use crate::auth::password::{HashingLimit, PasswordHashing};
use crate::auth::throttle::Throttle;
use crate::auth::token::SessionTokens;
use crate::clock::Clock;
use crate::policy::Lang;
use crate::settings::Settings;
use crate::vault::keyring::Keyring;
use chrono::TimeDelta;
use std::sync::Arc;

/// The state of a running installation. It is the same for every worker; a copy is a handle.
#[derive(Clone)]
pub struct AppState {
    /// The only way to a protected object.
    pub gate: Gate,
    /// The keys.
    pub keyring: Arc<Keyring>,
    /// The time.
    pub clock: Clock,
    /// The settings it was started with.
    pub settings: Arc<Settings>,
    /// Issues and verifies session tokens.
    pub tokens: Arc<SessionTokens>,
    /// Makes and checks password hashes.
    pub hashing: Arc<PasswordHashing>,
    /// How many hashes are computed at once.
    pub hashing_limit: HashingLimit,
    /// Patience with failed sign-ins.
    pub throttle: Arc<Throttle>,
    /// The counters.
    pub metrics: Arc<Metrics>,
    /// The work behind the scenes.
    pub backstage: Arc<dyn Backstage>,
    /// The language of who does not ask for another.
    pub language: Lang,
    /// The legal references that refusals and explanations cite.
    pub legal: Arc<LegalBook>,
}

impl AppState {
    /// What signing in needs of all this.
    #[must_use]
    pub fn door(&self) -> Door {
        Door {
            gate: self.gate.clone(),
            keyring: Arc::clone(&self.keyring),
            hashing: Arc::clone(&self.hashing),
            limit: self.hashing_limit.clone(),
            throttle: Arc::clone(&self.throttle),
            tokens: Arc::clone(&self.tokens),
            refresh_for: TimeDelta::days(self.settings.auth.refresh_days.into()),
        }
    }
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AppState(..)")
    }
}
