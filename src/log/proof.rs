//! A proof that one record stands in the log, in the C2SP `tlog-proof` form: enough to check it without us.

use data_encoding::BASE64;

use super::{
    checkpoint::{Checkpoint, CheckpointError, LogVerifier},
    tree::{Hash, RecordProof, check_record, hash_from, leaf_hash},
};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// Why a proof does not hold.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// The text is not a proof.
    #[error("not a proof of the form {HEADER}")]
    Malformed,
    /// Its checkpoint does not hold.
    #[error("checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The record is not in the tree that was signed.
    #[error("the record is not in the signed tree")]
    NotInTree,
}

/// Writes the proof for the record at `index` under a signed checkpoint.
#[must_use]
pub fn write(index: u64, path: &[Hash], checkpoint: &str) -> String {
    let mut text = format!("{HEADER}\nindex {index}\n");
    for hash in path {
        text.push_str(&BASE64.encode(&hash.0));
        text.push('\n');
    }
    text.push('\n');
    text.push_str(checkpoint);
    text
}

/// Checks that a proof speaks for exactly this record; returns its number and the checkpoint it stands under.
///
/// # Errors
/// When the text, the signature or the path does not hold.
pub fn check(proof: &str, record: &[u8], key: &LogVerifier) -> Result<(u64, Checkpoint), ProofError> {
    let (head, note) = proof.split_once("\n\n").ok_or(ProofError::Malformed)?;
    let mut lines = head.split('\n').peekable();
    if lines.next() != Some(HEADER) {
        return Err(ProofError::Malformed);
    }
    lines.next_if(|line| line.starts_with("extra "));
    let digits = lines.next().and_then(|line| line.strip_prefix("index "));
    let digits = digits.ok_or(ProofError::Malformed)?;
    let index: u64 = digits.parse().map_err(|_| ProofError::Malformed)?;
    if index.to_string() != digits {
        return Err(ProofError::Malformed);
    }
    let hash = |line: &str| hash_from(&BASE64.decode(line.as_bytes()).ok()?);
    let path: Option<RecordProof> = lines.map(hash).collect();
    let path = path.ok_or(ProofError::Malformed)?;
    let checkpoint = key.open(note.as_bytes())?.checkpoint;
    check_record(&path, checkpoint.size, checkpoint.root, index, leaf_hash(record))
        .map_err(|_| ProofError::NotInTree)?;
    Ok((index, checkpoint))
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may stop where it fails"
    )]
    use super::*;
    use crate::log::{
        checkpoint::tests::signer,
        tree::{Levels, prove_record},
    };

    #[test]
    fn a_proof_speaks_for_its_record_only() {
        let records: Vec<Vec<u8>> = (0..11u8).map(|n| vec![n; 3]).collect();
        let tree = Levels::new(records.iter().map(|record| leaf_hash(record)).collect());
        let signer = signer("7");
        let at = chrono::DateTime::UNIX_EPOCH;
        let note = signer.sign(11, tree.root_at(11).unwrap(), at).unwrap();
        let key = signer.verifier().unwrap();
        for index in 0..11u64 {
            let path = prove_record(11, index, &tree).unwrap();
            let text = write(index, &path, &note);
            for (n, record) in (0..).zip(&records) {
                assert_eq!(check(&text, record, &key).is_ok(), n == index);
            }
            let record = &records[usize::try_from(index).unwrap()];
            assert!(check(&text.replace("index ", "index 0"), record, &key).is_err());
            let other = format!("index {}", (index + 1) % 11);
            assert!(
                check(
                    &text.replace(&format!("index {index}\n"), &format!("{other}\n")),
                    record,
                    &key
                )
                .is_err()
            );
        }
    }
}
