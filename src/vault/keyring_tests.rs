//! Keys are separate by purpose and place, stay what they were, and are not printed.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;
use signed_note::{Note, StandardSigner, StandardVerifier, VerifierList};

#[test]
fn each_purpose_and_each_context_has_its_own_key() {
    let keys = Keyring::ephemeral().unwrap();
    let key = |label: &str, context: &str| *keys.derive(label, context).bytes();
    assert_eq!(key("seeds", "a"), key("seeds", "a"));
    assert_ne!(key("seeds", "a"), key("seeds", "b"));
    assert_ne!(key("seeds", "a"), key("names", "a"));
    assert_ne!(key("ab", "c"), key("a", "bc"));
    assert_ne!(
        key("seeds", "a"),
        *Keyring::ephemeral().unwrap().derive("seeds", "a").bytes()
    );
    assert_ne!(keys.mac("seeds", b""), hmac_sha256(&keys.derive("seeds", ""), &[b""]));
}

#[test]
fn derivation_is_hkdf_sha256_and_stays_what_it_was() {
    let mut keys = Keyring::ephemeral().unwrap();
    keys.root = Secret32::new([7; 32]);
    keys.pseudonym = Secret32::new([9; 32]);
    let mut info = Vec::new();
    for part in ["derive", "label", "context"] {
        info.extend((part.len() as u64).to_be_bytes());
        info.extend(part.bytes());
    }
    // HKDF written out: extract, then the first block of expand.
    let prk = Secret32::new(hmac_sha256(
        &Secret32::new({
            let mut salt = [0; 32];
            salt[..6].copy_from_slice(b"livc/1");
            salt
        }),
        &[&[7; 32]],
    ));
    assert_eq!(
        *keys.derive("label", "context").bytes(),
        hmac_sha256(&prk, &[&info, &[1]])
    );
}

#[test]
fn a_mac_depends_on_label_and_bytes() {
    let keys = Keyring::ephemeral().unwrap();
    assert_eq!(keys.mac("facts", b"x"), keys.mac("facts", b"x"));
    assert_ne!(keys.mac("facts", b"x"), keys.mac("facts", b"y"));
    assert_ne!(keys.mac("facts", b"x"), keys.mac("body", b"x"));
}

#[test]
fn an_alias_is_short_text_and_differs_per_livc_r() {
    let keys = Keyring::ephemeral().unwrap();
    let alias = keys.alias("livc-1", "case", "42");
    assert_eq!(alias.len(), 20);
    assert!(alias.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    assert_eq!(alias, keys.alias("livc-1", "case", "42"));
    assert_ne!(alias, keys.alias("livc-2", "case", "42"));
    assert_ne!(alias, keys.alias("livc-1", "item", "42"));
    assert_ne!(keys.alias("a", "bc", "d"), keys.alias("ab", "c", "d"));
    assert_ne!(alias, Keyring::ephemeral().unwrap().alias("livc-1", "case", "42"));
}

#[test]
fn an_alias_comes_from_the_pseudonym_key_and_not_from_the_root() {
    let mut keys = Keyring::ephemeral().unwrap();
    let alias = keys.alias("livc-1", "case", "42");
    keys.root = Secret32::random().unwrap();
    assert_eq!(keys.alias("livc-1", "case", "42"), alias);
    keys.pseudonym = Secret32::random().unwrap();
    assert_ne!(keys.alias("livc-1", "case", "42"), alias);
}

#[test]
fn the_log_keys_sign_and_verify_a_note() {
    let keys = Keyring::ephemeral().unwrap();
    let signer = StandardSigner::new(keys.log_signing_key()).unwrap();
    let verifier = StandardVerifier::new(keys.log_verifying_key()).unwrap();
    let mut note = Note::new(b"text\n", &[]).unwrap();
    note.add_sigs(&[&signer]).unwrap();
    note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
}

#[test]
fn printing_a_keyring_shows_nothing() {
    let keys = Keyring::ephemeral().unwrap();
    assert_eq!(
        format!("{keys:?} {:?}", keys.derive("a", "b")),
        "Keyring(..) Secret32(..)"
    );
}
