//! How to sign in as one of the people of the demonstration.

use super::error::SeedError;
use crate::auth::totp::{self, TotpSecret};
use chrono::{DateTime, Utc};
use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};

/// How to sign in as one of the people.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Key {
    /// Login.
    pub login: String,
    /// Password, made anew for every demonstration.
    pub password: String,
    /// Secret of the one-time codes, in base 32.
    pub totp_secret: String,
}

/// The one-time code of a key at an instant.
///
/// # Errors
/// When the secret is not one.
pub fn code_of(key: &Key, at: DateTime<Utc>) -> Result<String, SeedError> {
    let seed = BASE32_NOPAD
        .decode(key.totp_secret.as_bytes())
        .map_err(|e| SeedError::Other(e.to_string()))?;
    let secret = TotpSecret::from_bytes(&seed).map_err(|_| SeedError::Other("not a seed".into()))?;
    totp::code_at(&secret, at).ok_or_else(|| SeedError::Other("no code".into()))
}
