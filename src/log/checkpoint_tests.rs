//! A checkpoint is signed, opened, and refused when anything of it changed.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]
use super::*;

/// A signer with a key that is no secret.
pub(crate) fn signer(log: &str) -> LogSigner {
    let (skey, _) = generate_key("livc.example/log", &[7; 32]).unwrap();
    LogKey::from_text(&skey).unwrap().signer(log).unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_checkpoint_opens_with_its_own_key_only() {
    let signer = signer("7");
    assert_eq!(signer.origin(), "livc.example/log/7");
    let root = crate::log::tree::leaf_hash(b"x");
    let note = signer.sign(12, root, at("2026-11-21T09:00:00.123456Z")).unwrap();
    let opened = signer.verifier().unwrap().open(note.as_bytes()).unwrap();
    let wanted = Checkpoint {
        origin: "livc.example/log/7".to_owned(),
        size: 12,
        root,
        at: Some(at("2026-11-21T09:00:00.123Z")),
    };
    assert_eq!(
        opened,
        Opened {
            checkpoint: wanted,
            unknown_keys: vec![]
        }
    );
    let other = super::tests::signer("8").verifier().unwrap();
    assert!(other.open(note.as_bytes()).is_err());
}

#[test]
fn the_signing_key_reads_back_and_shows_itself_to_nobody() {
    let (skey, vkey) = generate_key("livc.example/log", &[9; 32]).unwrap();
    let key = LogKey::from_text(&format!("{}\n", *skey)).unwrap();
    assert!(!format!("{key:?} {:?}", key.signer("7").unwrap()).contains("CQkJ"));
    assert!(vkey.starts_with("livc.example/log+"));
    assert!(signed_note::StandardVerifier::new(&vkey).is_ok());
    assert!(LogKey::from_text(&skey.replace("livc", "livd")).is_err());
    assert!(LogKey::from_text(&vkey).is_err());
    for name in ["a b", "a+b", "", "a\nb"] {
        assert!(generate_key(name, &[9; 32]).is_err(), "{name}");
    }
    assert!(key.signer("7 or 8").is_err());
}

#[test]
fn every_byte_of_a_checkpoint_counts() {
    let signer = signer("7");
    let key = signer.verifier().unwrap();
    let note = signer
        .sign(12, crate::log::tree::leaf_hash(b"x"), at("2026-11-21T09:00:00Z"))
        .unwrap();
    for index in 0..note.len() {
        for bit in 0..8 {
            let mut bytes = note.clone().into_bytes();
            bytes[index] ^= 1 << bit;
            assert!(key.open(&bytes).is_err(), "byte {index}, bit {bit}");
        }
    }
}

#[test]
fn a_cosignature_of_an_unknown_witness_is_named_and_not_believed() {
    let signer = signer("7");
    let note = signer
        .sign(0, crate::log::tree::EMPTY_HASH, at("2026-11-21T09:00:00Z"))
        .unwrap();
    let mut note = Note::from_bytes(note.as_bytes()).unwrap();
    let (skey, _) = generate_key("witness.example", &[3; 32]).unwrap();
    note.add_sigs(&[&StandardSigner::new(&skey).unwrap()]).unwrap();
    let opened = signer.verifier().unwrap().open(&note.to_bytes()).unwrap();
    assert_eq!(opened.unknown_keys.len(), 1);
    assert!(opened.unknown_keys[0].starts_with("witness.example+"));
}
