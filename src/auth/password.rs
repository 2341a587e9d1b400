//! Passwords are kept as argon2id hashes with a pepper; an unknown person costs an attacker as much as a known one.

use std::sync::Arc;

use argon2::password_hash::{self, PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

pub use super::password_policy::{NewPassword, TypedPassword, Unfit};
use crate::clock::{self, NoChance};
use crate::settings::Argon2Settings;
use crate::vault::keyring::{Keyring, Secret32};

/// Hashes computed at the same time.
const AT_ONCE: usize = 2;
/// Requests that may wait for their turn; the next is sent away.
const WAITING: usize = 64;
const SALT: usize = 16;

/// What one hash costs, for us and for whoever guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashingCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
}

impl From<Argon2Settings> for HashingCost {
    fn from(settings: Argon2Settings) -> Self {
        Self {
            memory_kib: settings.memory_kib,
            passes: settings.passes,
        }
    }
}

/// Makes and checks the stored form of passwords.
pub struct PasswordHashing {
    params: Params,
    pepper: Secret32,
    /// The hash of a password nobody knows: what is checked when there is no account.
    nobody: String,
}

/// Why a password could not be hashed or checked; never that it was wrong.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// No random bytes for a salt.
    #[error(transparent)]
    Chance(#[from] NoChance),
    /// The configured cost is impossible.
    #[error("argon2 refuses this cost: {0}")]
    Cost(argon2::Error),
    /// A stored hash is not one of ours, or hashing failed.
    #[error("a stored password hash is unreadable, or hashing failed: {0}")]
    Hash(password_hash::Error),
    /// Too many requests wait for a hash already.
    #[error("too many sign-ins at once")]
    Busy,
    /// The computation was cut off, as when the program stops.
    #[error("the computation did not finish")]
    CutOff,
}

impl PasswordHashing {
    /// Hashing at this cost, with the pepper of this installation.
    ///
    /// # Errors
    /// When argon2 refuses the cost, or there are no random bytes.
    pub fn new(cost: HashingCost, keyring: &Keyring) -> Result<Self, PasswordError> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None);
        let params = params.map_err(PasswordError::Cost)?;
        let pepper = keyring.derive("password-pepper", "");
        let mut hashing = Self {
            params,
            pepper,
            nobody: String::new(),
        };
        hashing.nobody = hashing.hash_bytes(&clock::random::<32>()?)?;
        Ok(hashing)
    }

    /// The text to store for a new password.
    ///
    /// # Errors
    /// When there are no random bytes, or no memory.
    pub fn hash(&self, password: &NewPassword) -> Result<String, PasswordError> {
        self.hash_bytes(password.typed().bytes())
    }

    /// Whether the password is the one behind the stored text; without a stored text the answer is
    /// "no", after the same work.
    ///
    /// # Errors
    /// When the stored text is not one of ours: such an account cannot sign in.
    pub fn verify(&self, stored: Option<&str>, password: &TypedPassword) -> Result<bool, PasswordError> {
        let (text, is_someone) = match stored {
            Some(text) => (text, true),
            None => (self.nobody.as_str(), false),
        };
        let hash = parse(text)?;
        match self.argon2()?.verify_password(password.bytes(), &hash) {
            Ok(()) => Ok(is_someone),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(other) => Err(PasswordError::Hash(other)),
        }
    }

    /// Whether the stored text was made at another cost than today's, so that it is replaced at the
    /// next sign-in.
    #[must_use]
    pub fn needs_rehash(&self, stored: &str) -> bool {
        let Ok(hash) = parse(stored) else { return true };
        Params::try_from(&hash).map_or(true, |params| {
            params.m_cost() != self.params.m_cost()
                || params.t_cost() != self.params.t_cost()
                || params.p_cost() != self.params.p_cost()
        })
    }

    fn hash_bytes(&self, password: &[u8]) -> Result<String, PasswordError> {
        let salt: [u8; SALT] = clock::random()?;
        let hash = self.argon2()?.hash_password_with_salt(password, &salt);
        Ok(hash.map_err(PasswordError::Hash)?.to_string())
    }

    fn argon2(&self) -> Result<Argon2<'_>, PasswordError> {
        let pepper = self.pepper.bytes();
        Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, self.params.clone())
            .map_err(PasswordError::Cost)
    }
}

impl std::fmt::Debug for PasswordHashing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasswordHashing")
            .field("params", &self.params)
            .finish_non_exhaustive()
    }
}

/// A stored hash, if it is argon2id with salt and output.
fn parse(text: &str) -> Result<PasswordHash, PasswordError> {
    let hash = PasswordHash::new(text).map_err(|e| PasswordError::Hash(e.into()))?;
    if hash.algorithm != ARGON2ID_IDENT || hash.salt.is_none() || hash.hash.is_none() {
        return Err(PasswordError::Hash(password_hash::Error::Algorithm));
    }
    Ok(hash)
}

/// At most two hashes at once, so that a rush of sign-ins cannot take all memory and processors.
#[derive(Clone, Debug)]
pub struct HashingLimit {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for HashingLimit {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
        }
    }
}

impl HashingLimit {
    /// Runs a hash on a thread of its own, when it is its turn.
    ///
    /// # Errors
    /// When too many wait already, or the program is stopping.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, PasswordError> {
        let place = Arc::clone(&self.places)
            .try_acquire_owned()
            .map_err(|_| PasswordError::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(|_| PasswordError::CutOff)?;
        // The permits go along: a caller who hangs up does not free the turn before the work ends.
        let done = tokio::task::spawn_blocking(move || {
            let outcome = work();
            drop((turn, place));
            outcome
        });
        done.await.map_err(|_| PasswordError::CutOff)
    }
}

#[cfg(test)]
#[path = "password_tests.rs"]
mod tests;
