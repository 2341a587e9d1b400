//! The RFC 6962 Merkle tree: one root stands for every record, its order, and every earlier root.

use tlog_tiles::{node_hash, split_stored_hash_index};

pub use tlog_tiles::{
    EMPTY_HASH, Error as TreeError, HASH_SIZE, Hash, HashReader, RecordProof, TreeProof, check_record, check_tree,
    prove_record, prove_tree, stored_hash_count, stored_hash_index, stored_hashes_for_record_hash, sub_tree_index,
    tree_hash,
};

/// The hash of one record: SHA-256 over a zero byte and the record.
#[must_use]
pub fn leaf_hash(record: &[u8]) -> Hash {
    tlog_tiles::record_hash(record)
}

/// Reads a hash from exactly 32 bytes.
#[must_use]
pub fn hash_from(bytes: &[u8]) -> Option<Hash> {
    <[u8; HASH_SIZE]>::try_from(bytes).ok().map(Hash)
}

/// The right edge of a growing tree: all that is needed to append and to know the root.
#[derive(Debug, Clone, Default)]
pub struct Frontier {
    size: u64,
    /// Roots of complete subtrees, the largest first.
    peaks: Vec<Hash>,
}

impl Frontier {
    /// Appends one leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(left, hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// How many leaves the tree has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev().copied();
        peaks.next().map_or(EMPTY_HASH, |last| {
            peaks.fold(last, |right, left| node_hash(left, right))
        })
    }
}

/// The root over a short run of hashes, such as one full tile.
#[must_use]
pub fn root_of(hashes: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for hash in hashes {
        frontier.push(*hash);
    }
    frontier.root()
}

/// A whole tree in memory, level by level; it knows the root at every earlier size too.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    levels: Vec<Vec<Hash>>,
}

impl Levels {
    /// Builds every complete subtree above these leaf hashes.
    #[must_use]
    pub fn new(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|below| below.len() > 1) {
            let above = below.as_chunks().0.iter();
            let above = above.map(|[left, right]| node_hash(*left, *right));
            let above = above.collect();
            levels.push(above);
        }
        Self { levels }
    }

    /// How many leaves the tree has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.level(0).len() as u64
    }

    /// The hashes of the complete subtrees of height `level`.
    #[must_use]
    pub fn level(&self, level: u8) -> &[Hash] {
        self.levels.get(usize::from(level)).map_or(&[], Vec::as_slice)
    }

    /// The root this tree had when it held `size` leaves; nothing if it never held that many.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        if size > self.size() {
            return None;
        }
        tree_hash(size, self).ok()
    }
}

impl HashReader for Levels {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, TreeError> {
        let find = |index: &u64| {
            let (level, n) = split_stored_hash_index(*index);
            let n = usize::try_from(n).ok()?;
            self.level(level).get(n).copied()
        };
        indexes
            .iter()
            .map(|index| find(index).ok_or(TreeError::IndexesNotInTree))
            .collect()
    }
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
