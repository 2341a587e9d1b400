//! The keys of one installation: they work from memory, are wiped when dropped, and are never printed.

use std::fmt;
use std::path::Path;

use data_encoding::{BASE32_NOPAD, BASE64};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::clock::{self, NoChance};
use crate::vault::key_files;

/// How many characters an alias has: 100 bits of a keyed hash.
const ALIAS_LENGTH: usize = 20;
/// The type byte of an Ed25519 key in the text of a signed note's key.
const NOTE_ED25519: u8 = 1;
/// The name under which throw-away keys sign their log.
const EPHEMERAL_LOG_NAME: &str = "livc.local/log";

/// All keys of one installation.
pub struct Keyring {
    pub(super) root: Secret32,
    pub(super) pseudonym: Secret32,
    pub(super) token_signing_pem: Zeroizing<String>,
    pub(super) log_signing_key: Zeroizing<String>,
    pub(super) log_verifying_key: String,
}

/// Thirty-two secret bytes, wiped when dropped, never printed.
#[derive(Clone)]
pub struct Secret32(Zeroizing<[u8; 32]>);

/// Why there is no keyring.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// A file is not there.
    #[error("the key file {0} is missing; `livc keys init --dir DIR` makes a new set of keys")]
    Missing(String),
    /// `keys init` would replace a key.
    #[error("{0} exists already and is not overwritten: data sealed with a lost key stays sealed")]
    Exists(String),
    /// The permissions of a file or the folder are too wide.
    #[error("{path} has mode {mode:o}: {wanted}")]
    TooOpen {
        /// The file or folder.
        path: String,
        /// Its permission bits.
        mode: u32,
        /// What to do about it.
        wanted: &'static str,
    },
    /// A file does not hold what its name says.
    #[error("the key file {path} is unusable: {why}")]
    Malformed {
        /// The file.
        path: String,
        /// What is wrong with it; never its content.
        why: &'static str,
    },
    /// The name of the log cannot stand in a signed note.
    #[error("the log name {0:?} must be non-empty, without spaces and without `+`")]
    LogName(String),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// No random bytes for a new key.
    #[error(transparent)]
    Chance(#[from] NoChance),
}

impl Keyring {
    /// Makes new keys and writes them to `dir`, readable by their owner only; nothing is overwritten.
    ///
    /// # Errors
    /// When one of the files exists, the name of the log is unfit, or nothing can be written.
    pub fn create(dir: &Path, log_name: &str) -> Result<Self, KeyringError> {
        key_files::refuse_existing(dir)?;
        let keyring = Self::generate(log_name)?;
        key_files::write_new(dir, &keyring)?;
        Ok(keyring)
    }

    /// Reads the keys from `dir`.
    ///
    /// # Errors
    /// When a file is missing, malformed, or open to anyone but its owner.
    pub fn load(dir: &Path) -> Result<Self, KeyringError> {
        key_files::read(dir)
    }

    /// Keys that live as long as this value, for demonstrations and tests.
    ///
    /// # Errors
    /// When there are no random bytes.
    pub fn ephemeral() -> Result<Self, KeyringError> {
        Self::generate(EPHEMERAL_LOG_NAME)
    }

    fn generate(log_name: &str) -> Result<Self, KeyringError> {
        if !signed_note::is_key_name_valid(log_name) {
            return Err(KeyringError::LogName(log_name.to_owned()));
        }
        let (log_signing_key, log_verifying_key) = log_key_texts(log_name, &Secret32::random()?);
        let token_signing_pem = token_pem(&Secret32::random()?)?;
        Ok(Self {
            root: Secret32::random()?,
            pseudonym: Secret32::random()?,
            token_signing_pem,
            log_signing_key,
            log_verifying_key,
        })
    }

    /// The key for one purpose (`label`) and one object or owner (`context`): HKDF-SHA256 of the root key.
    #[must_use]
    pub fn derive(&self, label: &str, context: &str) -> Secret32 {
        self.expand("derive", label, context)
    }

    /// HMAC-SHA256 of `bytes` under the key of that purpose.
    #[must_use]
    pub fn mac(&self, label: &str, bytes: &[u8]) -> [u8; 32] {
        hmac_sha256(&self.expand("mac", label, ""), &[bytes])
    }

    /// The name an object bears in the log of one LIVC R: the same id has another alias in each of them.
    #[must_use]
    pub fn alias(&self, livc: &str, kind: &str, id: &str) -> String {
        let tag = hmac_sha256(&self.pseudonym, &[&framed(&[livc, kind, id])]);
        let mut alias = BASE32_NOPAD.encode(&tag).to_ascii_lowercase();
        alias.truncate(ALIAS_LENGTH);
        alias
    }

    /// The private key of the session tokens, Ed25519 in PKCS#8 as PEM.
    #[must_use]
    pub fn token_signing_pem(&self) -> &str {
        &self.token_signing_pem
    }

    /// The private key of the log's checkpoints, as the text of a signed note's signer key.
    #[must_use]
    pub fn log_signing_key(&self) -> &str {
        &self.log_signing_key
    }

    /// The public key of the log's checkpoints, to hand to whoever verifies the log.
    #[must_use]
    pub fn log_verifying_key(&self) -> &str {
        &self.log_verifying_key
    }

    #[expect(clippy::expect_used, reason = "HKDF-SHA256 always gives 32 bytes; its limit is 8160")]
    fn expand(&self, use_: &str, label: &str, context: &str) -> Secret32 {
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(b"livc/1"), self.root.bytes())
            .expand(&framed(&[use_, label, context]), key.as_mut_slice())
            .expect("32 bytes");
        Secret32(key)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring(..)")
    }
}

impl Secret32 {
    /// Fresh random bytes.
    ///
    /// # Errors
    /// When there are none.
    pub fn random() -> Result<Self, NoChance> {
        Ok(Self(Zeroizing::new(clock::random()?)))
    }

    /// Takes bytes over.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes themselves.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret32(..)")
    }
}

/// The signer and the verifier key of a signed note, as text, from the seed of an Ed25519 key.
pub(super) fn log_key_texts(name: &str, seed: &Secret32) -> (Zeroizing<String>, String) {
    let public = SigningKey::from_bytes(seed.bytes()).verifying_key();
    let typed = |key: &[u8; 32]| Zeroizing::new([&[NOTE_ED25519], key.as_slice()].concat());
    let public = typed(public.as_bytes());
    let id = signed_note::key_id(name, &public);
    let private = Zeroizing::new(BASE64.encode(&typed(seed.bytes())));
    let signer = Zeroizing::new(format!("PRIVATE+KEY+{name}+{id:08x}+{}", *private));
    (signer, format!("{name}+{id:08x}+{}", BASE64.encode(&public)))
}

/// The signing key of the session tokens in the form in which it is stored.
fn token_pem(seed: &Secret32) -> Result<Zeroizing<String>, KeyringError> {
    SigningKey::from_bytes(seed.bytes())
        .to_pkcs8_pem(LineEnding::LF)
        .map_err(|_| KeyringError::Malformed {
            path: key_files::TOKEN_SIGNING.to_owned(),
            why: "no PKCS#8 form",
        })
}

/// Whether a text is an Ed25519 private key in PKCS#8 as PEM.
pub(super) fn is_token_pem(text: &str) -> bool {
    SigningKey::from_pkcs8_pem(text).is_ok()
}

/// The parts, each behind its length, so that no two lists of parts give the same bytes.
pub(super) fn framed(parts: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend((part.len() as u64).to_be_bytes());
        bytes.extend(part.as_bytes());
    }
    bytes
}

#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn hmac_sha256(key: &Secret32, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).expect("any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
#[path = "keyring_tests.rs"]
mod tests;
