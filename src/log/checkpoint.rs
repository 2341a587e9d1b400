//! Signed checkpoints: at this moment the log held so many records, and this root stands for all of them.
//!
//! The form is the C2SP `tlog-checkpoint`, a signed note with an Ed25519 signature; one extension line carries the time.

use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::BASE64;
use signed_note::{Note, Signer as _, StandardSigner, StandardVerifier, Verifier as _, VerifierList};
use zeroize::Zeroizing;

use super::tree::Hash;

/// Opens the extension line that carries the time.
const TIME: &str = "time ";
/// The one algorithm in use, as signed notes number it.
const ED25519: u8 = 1;

/// What a checkpoint states.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// Which log speaks.
    pub origin: String,
    /// How many records it held.
    pub size: u64,
    /// The root over these records.
    pub root: Hash,
    /// When it was signed; a log of another make may not say.
    pub at: Option<DateTime<Utc>>,
}

/// A checkpoint whose signature by the log was verified.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// What it states.
    pub checkpoint: Checkpoint,
    /// Keys that signed as well and are not known here, for example of witnesses.
    pub unknown_keys: Vec<String>,
}

/// Why a checkpoint was not signed or not accepted.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The text of a key is not one.
    #[error("not a key of a signed note: {0}")]
    Key(String),
    /// The name could not stand in a key or note.
    #[error("a log may not be named {0:?}: no spaces, no plus sign")]
    Name(String),
    /// The note or its signature does not hold.
    #[error("signature: {0}")]
    Note(#[from] signed_note::NoteError),
    /// The signed text is not a checkpoint.
    #[error("the signed text is not a checkpoint")]
    Malformed,
    /// It speaks for another log.
    #[error("it speaks for {0:?}, which is another log")]
    Origin(String),
}

/// The signing key of an installation, from which each log's own signer follows.
pub struct LogKey {
    name: String,
    seed: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for LogKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogKey({}, ..)", self.name)
    }
}

impl LogKey {
    /// Reads a signing key as [`generate_key`] writes it.
    ///
    /// # Errors
    /// When the text is not an Ed25519 signing key of a signed note.
    pub fn from_text(skey: &str) -> Result<Self, CheckpointError> {
        let skey = skey.trim();
        let bad = |reason: &str| CheckpointError::Key(reason.to_owned());
        StandardSigner::new(skey).map_err(|error| bad(&error.to_string()))?;
        let mut parts = skey.splitn(5, '+').skip(2);
        let (Some(name), Some(_), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(bad("malformed"));
        };
        let key = BASE64.decode(key.as_bytes()).map(Zeroizing::new);
        let key = key.map_err(|_| bad("malformed"))?;
        match key.split_first() {
            Some((&ED25519, seed)) => Ok(Self {
                name: name.to_owned(),
                seed: Zeroizing::new(seed.try_into().map_err(|_| bad("malformed"))?),
            }),
            Some(_) | None => Err(bad("unknown algorithm")),
        }
    }

    /// The signer of one log; its origin is the name of this key, a slash, and the id of the log.
    ///
    /// # Errors
    /// When the id cannot stand in an origin.
    pub fn signer(&self, log_id: &str) -> Result<LogSigner, CheckpointError> {
        let (skey, vkey) = key_texts(&format!("{}/{log_id}", self.name), &self.seed)?;
        LogSigner::new(&skey, vkey)
    }
}

/// Signs the checkpoints of one log.
pub struct LogSigner {
    signer: StandardSigner,
    vkey: String,
}

impl std::fmt::Debug for LogSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogSigner({}, ..)", self.origin())
    }
}

impl LogSigner {
    fn new(skey: &str, vkey: String) -> Result<Self, CheckpointError> {
        let signer = StandardSigner::new(skey);
        let signer = signer.map_err(|error| CheckpointError::Key(error.to_string()))?;
        Ok(Self { signer, vkey })
    }

    /// The name of the log in its checkpoints.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.signer.name()
    }

    /// The public key text that others verify with.
    #[must_use]
    pub fn vkey(&self) -> &str {
        &self.vkey
    }

    /// What verifies this signer's checkpoints.
    ///
    /// # Errors
    /// When the public key does not read back.
    pub fn verifier(&self) -> Result<LogVerifier, CheckpointError> {
        LogVerifier::new(&self.vkey)
    }

    /// Signs a checkpoint.
    ///
    /// # Errors
    /// When the note cannot be formed or signed.
    pub fn sign(&self, size: u64, root: Hash, at: DateTime<Utc>) -> Result<String, CheckpointError> {
        let time = at.to_rfc3339_opts(SecondsFormat::Millis, true);
        let text = tlog_tiles::Checkpoint::new(self.origin(), size, root, &format!("{TIME}{time}\n"))
            .map_err(|_| CheckpointError::Malformed)?;
        let mut note = Note::new(&text.to_bytes(), &[])?;
        note.add_sigs(&[&self.signer])?;
        String::from_utf8(note.to_bytes()).map_err(|_| CheckpointError::Malformed)
    }
}

/// Verifies the checkpoints of one log.
pub struct LogVerifier {
    origin: String,
    vkey: String,
    known: VerifierList,
}

impl std::fmt::Debug for LogVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogVerifier({})", self.vkey)
    }
}

impl LogVerifier {
    /// Reads a public key text.
    ///
    /// # Errors
    /// When the text is not an Ed25519 verifier key of a signed note.
    pub fn new(vkey: &str) -> Result<Self, CheckpointError> {
        let vkey = vkey.trim();
        let verifier = StandardVerifier::new(vkey);
        let verifier = verifier.map_err(|error| CheckpointError::Key(error.to_string()))?;
        Ok(Self {
            origin: verifier.name().to_owned(),
            vkey: vkey.to_owned(),
            known: VerifierList::new(vec![Box::new(verifier)]),
        })
    }

    /// The log this key speaks for.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The key as text.
    #[must_use]
    pub fn vkey(&self) -> &str {
        &self.vkey
    }

    /// Opens a checkpoint: signed by this log, speaking for this log, and spelt in the one way a note is.
    ///
    /// # Errors
    /// When any of this does not hold.
    pub fn open(&self, note: &[u8]) -> Result<Opened, CheckpointError> {
        let parsed = Note::from_bytes(note)?;
        if parsed.to_bytes() != note {
            return Err(CheckpointError::Malformed);
        }
        let (_, unknown) = parsed.verify(&self.known)?;
        let text = tlog_tiles::Checkpoint::from_bytes(parsed.text());
        let text = text.map_err(|_| CheckpointError::Malformed)?;
        if text.origin() != self.origin {
            return Err(CheckpointError::Origin(text.origin().to_owned()));
        }
        let time = text.extension().lines().find_map(|line| line.strip_prefix(TIME));
        let at = time.map(DateTime::parse_from_rfc3339).transpose();
        let at = at.map_err(|_| CheckpointError::Malformed)?;
        Ok(Opened {
            checkpoint: Checkpoint {
                origin: text.origin().to_owned(),
                size: text.size(),
                root: *text.hash(),
                at: at.map(|at| at.with_timezone(&Utc)),
            },
            unknown_keys: unknown
                .iter()
                .map(|signature| format!("{}+{:08x}", signature.name(), signature.id()))
                .collect(),
        })
    }
}

/// Makes the signing key of an installation from 32 random bytes, and the public text beside it.
///
/// # Errors
/// When the name cannot stand in a key.
pub fn generate_key(name: &str, seed: &[u8; 32]) -> Result<(Zeroizing<String>, String), CheckpointError> {
    key_texts(name, seed)
}

fn key_texts(name: &str, seed: &[u8; 32]) -> Result<(Zeroizing<String>, String), CheckpointError> {
    if !signed_note::is_key_name_valid(name) || name.chars().any(char::is_control) {
        return Err(CheckpointError::Name(name.to_owned()));
    }
    let verifying = ed25519_dalek::SigningKey::from_bytes(seed).verifying_key();
    let tagged = |key: &[u8; 32]| {
        let mut bytes = Zeroizing::new(vec![ED25519]);
        bytes.extend_from_slice(key);
        bytes
    };
    let public = tagged(verifying.as_bytes());
    let id = signed_note::key_id(name, &public);
    let secret = Zeroizing::new(BASE64.encode(&tagged(seed)));
    let skey = format!("PRIVATE+KEY+{name}+{id:08x}+{}", *secret);
    let vkey = format!("{name}+{id:08x}+{}", BASE64.encode(&public));
    Ok((Zeroizing::new(skey), vkey))
}

#[cfg(test)]
#[path = "checkpoint_tests.rs"]
pub(crate) mod tests;
