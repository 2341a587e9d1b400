//! The key files of a folder: written for their owner's eyes only, never overwritten, and refused when others can read them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use data_encoding::{BASE64, HEXLOWER};
use zeroize::Zeroizing;

use super::keyring::{Keyring, KeyringError, Secret32, is_token_pem, log_key_texts};

/// The root of all derived keys: 32 bytes in hexadecimal.
pub const ROOT: &str = "root.key";
/// The key of the aliases in the log: 32 bytes in hexadecimal.
pub const PSEUDONYM: &str = "pseudonym.key";
/// The private key of the session tokens.
pub const TOKEN_SIGNING: &str = "token-signing.pem";
/// The private key of the log's checkpoints.
pub const LOG_SIGNING: &str = "log-signing.key";
/// The public key of the log's checkpoints.
pub const LOG_VERIFYING: &str = "log-signing.vkey";

const ALL: [&str; 5] = [ROOT, PSEUDONYM, TOKEN_SIGNING, LOG_SIGNING, LOG_VERIFYING];
/// No key file is longer than this.
const LONGEST: u64 = 4096;

/// Refuses a folder in which any of the key files is already there.
pub(super) fn refuse_existing(dir: &Path) -> Result<(), KeyringError> {
    for name in ALL {
        let path = dir.join(name);
        if path.symlink_metadata().is_ok() {
            return Err(KeyringError::Exists(shown(&path)));
        }
    }
    Ok(())
}

/// Writes all key files, each new, mode 0600, in a folder of mode 0700, and waits until they are on the disk.
pub(super) fn write_new(dir: &Path, keys: &Keyring) -> Result<(), KeyringError> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
        .map_err(|e| io(dir, e))?;
    refuse_writable_by_others(dir)?;
    let hex = |key: &Secret32| Zeroizing::new(HEXLOWER.encode(key.bytes()));
    write_file(dir, ROOT, &hex(&keys.root))?;
    write_file(dir, PSEUDONYM, &hex(&keys.pseudonym))?;
    write_file(dir, TOKEN_SIGNING, keys.token_signing_pem.trim_end())?;
    write_file(dir, LOG_SIGNING, &keys.log_signing_key)?;
    write_file(dir, LOG_VERIFYING, &keys.log_verifying_key)?;
    File::open(dir)
        .and_then(|folder| folder.sync_all())
        .map_err(|e| io(dir, e))
}

/// Reads all key files and checks that each holds what its name says.
pub(super) fn read(dir: &Path) -> Result<Keyring, KeyringError> {
    if dir.metadata().is_ok() {
        refuse_writable_by_others(dir)?;
    }
    let root = secret32(dir, ROOT)?;
    let pseudonym = secret32(dir, PSEUDONYM)?;
    let token_signing_pem = text(dir, TOKEN_SIGNING)?;
    if !is_token_pem(&token_signing_pem) {
        return Err(malformed(
            dir,
            TOKEN_SIGNING,
            "it is no Ed25519 private key (PKCS#8, PEM)",
        ));
    }
    let log_signing_key = text(dir, LOG_SIGNING)?;
    let log_verifying_key = text(dir, LOG_VERIFYING)?;
    match log_pair(&log_signing_key) {
        Some((signer, verifier)) if signer == log_signing_key => {
            if verifier != *log_verifying_key {
                let why = "it is not the public half of log-signing.key";
                return Err(malformed(dir, LOG_VERIFYING, why));
            }
        }
        Some(_) | None => return Err(malformed(dir, LOG_SIGNING, "it is no signer key of a note")),
    }
    Ok(Keyring {
        root,
        pseudonym,
        token_signing_pem,
        log_verifying_key: log_verifying_key.to_string(),
        log_signing_key,
    })
}

/// Both key texts as they follow from the name and the seed in the signer key.
fn log_pair(signer: &str) -> Option<(Zeroizing<String>, String)> {
    let rest = signer.strip_prefix("PRIVATE+KEY+")?;
    let (name, rest) = rest.split_once('+')?;
    let (_, key) = rest.split_once('+')?;
    let key = Zeroizing::new(BASE64.decode(key.as_bytes()).ok()?);
    let seed: [u8; 32] = key.get(1..)?.try_into().ok()?;
    signed_note::is_key_name_valid(name).then(|| log_key_texts(name, &Secret32::new(seed)))
}

fn write_file(dir: &Path, name: &str, content: &str) -> Result<(), KeyringError> {
    let path = dir.join(name);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)
        .map_err(|e| {
            if e.kind() == ErrorKind::AlreadyExists {
                return KeyringError::Exists(shown(&path));
            }
            io(&path, e)
        })?;
    writeln!(file, "{content}")
        .and_then(|()| file.sync_all())
        .map_err(|e| io(&path, e))
}

/// The text of a key file without the line end, if only its owner can read it.
fn text(dir: &Path, name: &str) -> Result<Zeroizing<String>, KeyringError> {
    let path = dir.join(name);
    let file = File::open(&path).map_err(|e| {
        if e.kind() == ErrorKind::NotFound {
            return KeyringError::Missing(shown(&path));
        }
        io(&path, e)
    })?;
    // The permissions of what was opened, not of what bears the name a moment later.
    let mode = file.metadata().map_err(|e| io(&path, e))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        let wanted = "only its owner may have access (chmod 600)";
        return Err(KeyringError::TooOpen {
            path: shown(&path),
            mode,
            wanted,
        });
    }
    let mut content = Zeroizing::new(String::with_capacity(1024));
    file.take(LONGEST)
        .read_to_string(&mut content)
        .map_err(|e| io(&path, e))?;
    Ok(Zeroizing::new(content.trim_end().to_owned()))
}

fn secret32(dir: &Path, name: &str) -> Result<Secret32, KeyringError> {
    let hex = text(dir, name)?;
    let why = "it must hold 32 bytes as 64 hexadecimal digits in lower case";
    let bytes = HEXLOWER.decode(hex.as_bytes()).map(Zeroizing::new);
    let bytes = bytes.map_err(|_| malformed(dir, name, why))?;
    let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| malformed(dir, name, why))?;
    Ok(Secret32::new(bytes))
}

fn refuse_writable_by_others(dir: &Path) -> Result<(), KeyringError> {
    let mode = dir.metadata().map_err(|e| io(dir, e))?.permissions().mode() & 0o777;
    if mode & 0o022 != 0 {
        let wanted = "others could exchange the keys in this folder (chmod 700)";
        return Err(KeyringError::TooOpen {
            path: shown(dir),
            mode,
            wanted,
        });
    }
    Ok(())
}

fn malformed(dir: &Path, name: &str, why: &'static str) -> KeyringError {
    KeyringError::Malformed {
        path: shown(&dir.join(name)),
        why,
    }
}

fn io(path: &Path, source: std::io::Error) -> KeyringError {
    KeyringError::Io {
        path: shown(path),
        source,
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
#[path = "key_files_tests.rs"]
mod tests;
