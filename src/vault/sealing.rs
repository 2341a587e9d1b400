//! What is sealed opens only with its key, whole, and in the very place it was sealed for.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::keyring::{Keyring, framed};
use crate::clock::{self, NoChance};

/// The form of the blob: `version | algorithm | key id | key version | nonce | ciphertext`.
const VERSION: u8 = 1;
/// XChaCha20-Poly1305.
const ALGORITHM: u8 = 1;
const KEY_ID: usize = 8;
const NONCE: usize = 24;
const HEADER: usize = 2 + KEY_ID + 2;

/// A key that seals and opens blobs of one purpose.
pub struct SealingKey {
    cipher: XChaCha20Poly1305,
    header: [u8; HEADER],
}

/// Why a blob was not sealed or not opened.
#[derive(Debug, thiserror::Error)]
pub enum SealingError {
    /// No random bytes for a nonce.
    #[error(transparent)]
    Chance(#[from] NoChance),
    /// The text is longer than the cipher can carry.
    #[error("too long to seal")]
    TooLong,
    /// The blob is no blob of this program.
    #[error("not a sealed blob of a known form")]
    Form,
    /// The blob was sealed with another key or another version of this key.
    #[error("sealed with another key")]
    OtherKey,
    /// The blob, or the place it is read from, is not what was sealed.
    #[error("changed, moved or relabelled since it was sealed")]
    Changed,
}

impl SealingKey {
    /// The key for one purpose (`label`), one owner (`context`) and one generation.
    #[must_use]
    pub fn derive(keyring: &Keyring, label: &str, context: &str, key_version: u16) -> Self {
        let generation = format!("{context}#{key_version}");
        let key = keyring.derive(&format!("seal/{label}"), &generation);
        let name = keyring.derive(&format!("seal-key-id/{label}"), &generation);
        let mut header = [VERSION, ALGORITHM, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        for (to, from) in header.iter_mut().skip(2).zip(name.bytes().iter().take(KEY_ID)) {
            *to = *from;
        }
        for (to, from) in header.iter_mut().skip(2 + KEY_ID).zip(key_version.to_be_bytes()) {
            *to = from;
        }
        Self {
            cipher: XChaCha20Poly1305::new(key.bytes().into()),
            header,
        }
    }

    /// Seals `text` for one place: table, column, row, and the flags the rules read.
    ///
    /// # Errors
    /// When there are no random bytes, or the text is too long for the cipher.
    pub fn seal(&self, place: &[&str], text: &[u8]) -> Result<Vec<u8>, SealingError> {
        let nonce: [u8; NONCE] = clock::random()?;
        let payload = Payload {
            msg: text,
            aad: &self.associated(place),
        };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| SealingError::TooLong)?;
        Ok([self.header.as_slice(), &nonce, &sealed].concat())
    }

    /// Opens a blob read from that place.
    ///
    /// # Errors
    /// When the blob has another form or key, was changed, or was sealed for another place.
    pub fn open(&self, place: &[&str], blob: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        let (header, rest) = blob.split_at_checked(HEADER).ok_or(SealingError::Form)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or(SealingError::Form)?;
        if !header.starts_with(&[VERSION, ALGORITHM]) {
            return Err(SealingError::Form);
        }
        if header != self.header {
            return Err(SealingError::OtherKey);
        }
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| SealingError::Form)?;
        let payload = Payload {
            msg: sealed,
            aad: &self.associated(place),
        };
        let text = self.cipher.decrypt(&XNonce::from(nonce), payload);
        text.map(Zeroizing::new).map_err(|_| SealingError::Changed)
    }

    fn associated(&self, place: &[&str]) -> Vec<u8> {
        let mut bytes = self.header.to_vec();
        bytes.extend(framed(place));
        bytes
    }
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(..)")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    const PLACE: [&str; 3] = ["accounts", "totp_seed", "018f"];

    fn key() -> SealingKey {
        SealingKey::derive(&Keyring::ephemeral().unwrap(), "totp", "018f", 1)
    }

    #[test]
    fn what_is_sealed_opens_in_its_place() {
        let key = key();
        for text in [b"".as_slice(), b"x", &[7; 5000]] {
            let blob = key.seal(&PLACE, text).unwrap();
            assert_eq!(key.open(&PLACE, &blob).unwrap().as_slice(), text);
            assert_eq!(blob.len(), HEADER + NONCE + text.len() + 16);
        }
    }

    #[test]
    fn a_blob_begins_with_version_algorithm_key_id_and_key_version() {
        let keys = Keyring::ephemeral().unwrap();
        let blob = SealingKey::derive(&keys, "totp", "a", 258).seal(&PLACE, b"x").unwrap();
        assert_eq!(blob.get(..2).unwrap(), [1, 1]);
        assert_eq!(blob.get(10..12).unwrap(), [1, 2]);
    }

    #[test]
    fn no_byte_of_a_blob_can_be_changed() {
        let key = key();
        let blob = key.seal(&PLACE, b"JBSWY3DPEHPK3PXP").unwrap();
        for at in 0..blob.len() {
            for bit in 0..8 {
                let mut changed = blob.clone();
                *changed.get_mut(at).unwrap() ^= 1 << bit;
                assert!(key.open(&PLACE, &changed).is_err(), "byte {at} bit {bit}");
            }
        }
        for length in 0..blob.len() {
            assert!(
                key.open(&PLACE, blob.get(..length).unwrap()).is_err(),
                "cut to {length}"
            );
        }
    }

    #[test]
    fn a_blob_does_not_open_in_another_place() {
        let key = key();
        let blob = key.seal(&PLACE, b"seed").unwrap();
        for place in [
            ["accounts", "totp_seed", "0190"].as_slice(),
            &["accounts", "other", "018f"],
            &["account", "stotp_seed", "018f"],
            &["accounts", "totp_seed"],
            &["accounts", "totp_seed", "018f", ""],
        ] {
            assert!(
                matches!(key.open(place, &blob), Err(SealingError::Changed)),
                "{place:?}"
            );
        }
    }

    #[test]
    fn another_key_another_purpose_and_another_generation_do_not_open_it() {
        let keys = Keyring::ephemeral().unwrap();
        let blob = SealingKey::derive(&keys, "totp", "018f", 1)
            .seal(&PLACE, b"seed")
            .unwrap();
        for other in [
            SealingKey::derive(&keys, "totp", "0190", 1),
            SealingKey::derive(&keys, "names", "018f", 1),
            SealingKey::derive(&keys, "totp", "018f", 2),
            SealingKey::derive(&Keyring::ephemeral().unwrap(), "totp", "018f", 1),
        ] {
            assert!(matches!(other.open(&PLACE, &blob), Err(SealingError::OtherKey)));
        }
        let again = SealingKey::derive(&keys, "totp", "018f", 1);
        assert_eq!(again.open(&PLACE, &blob).unwrap().as_slice(), b"seed");
    }

    #[test]
    fn the_header_is_part_of_what_is_sealed() {
        let mut key = key();
        let blob = key.seal(&PLACE, b"seed").unwrap();
        // The same cipher under a header that claims another generation.
        key.header[HEADER - 1] ^= 1;
        let mut relabelled = blob;
        *relabelled.get_mut(HEADER - 1).unwrap() ^= 1;
        assert!(matches!(key.open(&PLACE, &relabelled), Err(SealingError::Changed)));
    }

    #[test]
    fn the_same_text_never_looks_the_same_twice() {
        let key = key();
        assert_ne!(key.seal(&PLACE, b"seed").unwrap(), key.seal(&PLACE, b"seed").unwrap());
    }
}
