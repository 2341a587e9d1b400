//! The tree agrees with RFC 6962 and with a second implementation.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it fails"
)]
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash, mem_backed_tree::MemoryBackedTree};
use data_encoding::HEXLOWER;
use sha2::Sha256;

use super::*;

/// The eight records of the test vectors that came with the first implementation of RFC 6962, and the roots over them.
const VECTORS: [(&str, &str); 8] = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    (
        "2021",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (
        "3031",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    ),
    (
        "40414243",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    ),
    (
        "5051525354555657",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    ),
    (
        "606162636465666768696a6b6c6d6e6f",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ),
];

fn record(n: u64) -> Vec<u8> {
    format!("record {n}").into_bytes()
}

#[test]
fn the_roots_are_those_of_the_known_vectors() {
    assert_eq!(
        HEXLOWER.encode(&Frontier::default().root().0),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    let mut frontier = Frontier::default();
    let mut leaves = Vec::new();
    for (record, root) in VECTORS {
        let leaf = leaf_hash(&HEXLOWER.decode(record.as_bytes()).unwrap());
        frontier.push(leaf);
        leaves.push(leaf);
        assert_eq!(HEXLOWER.encode(&frontier.root().0), root);
        assert_eq!(
            Levels::new(leaves.clone()).root_at(frontier.size()),
            Some(frontier.root())
        );
    }
}

/// Sizes around powers of two, and some from a generator with a fixed seed.
fn sizes() -> Vec<u64> {
    let mut sizes: Vec<u64> = (1..=20).chain([31, 32, 33, 255, 256, 257, 511, 513]).collect();
    let mut seed: u64 = 0x5eed;
    for _ in 0..12 {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        sizes.push(1 + (seed >> 33) % 700);
    }
    sizes
}

#[test]
fn a_second_implementation_finds_the_same_roots_and_accepts_our_proofs() {
    for size in sizes() {
        let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
        let mut roots: Vec<RootHash<Sha256>> = vec![theirs.root()];
        let mut ours = Frontier::default();
        let mut leaves = Vec::new();
        for n in 0..size {
            theirs.push(record(n));
            roots.push(theirs.root());
            ours.push(leaf_hash(&record(n)));
            leaves.push(leaf_hash(&record(n)));
        }
        let tree = Levels::new(leaves.clone());
        let root = tree.root_at(size).unwrap();
        assert_eq!(root, ours.root());
        assert_eq!(root.0.as_slice(), theirs.root().as_bytes().as_slice());
        let bytes = |proof: &[Hash]| proof.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>();
        for n in (0..size).step_by(1 + usize::try_from(size / 9).unwrap()) {
            let path = prove_record(size, n, &tree).unwrap();
            check_record(&path, size, root, n, leaf_hash(&record(n))).unwrap();
            let proof = InclusionProof::<Sha256>::try_from_bytes(bytes(&path)).unwrap();
            theirs.root().verify_inclusion(&record(n), n, &proof).unwrap();
            assert!(theirs.root().verify_inclusion(&record(n + 1), n, &proof).is_err());

            let (old, old_root) = (n + 1, tree.root_at(n + 1).unwrap());
            assert_eq!(
                old_root.0.as_slice(),
                roots[usize::try_from(old).unwrap()].as_bytes().as_slice()
            );
            let path = prove_tree(size, old, &tree).unwrap();
            check_tree(&path, size, root, old, old_root).unwrap();
            let proof = ConsistencyProof::<Sha256>::try_from_bytes(bytes(&path)).unwrap();
            theirs
                .root()
                .verify_consistency(&roots[usize::try_from(old).unwrap()], &proof)
                .unwrap();
        }
        assert_eq!(tree.root_at(size + 1), None);
    }
}

#[test]
fn the_stored_hashes_of_a_growing_tree_are_those_of_the_whole() {
    let leaves: Vec<Hash> = (0..300).map(|n| leaf_hash(&record(n))).collect();
    let whole = Levels::new(leaves.clone());
    let mut stored = Vec::new();
    for (n, leaf) in (0..).zip(leaves) {
        let hashes = stored_hashes_for_record_hash(n, leaf, &whole).unwrap();
        stored.extend(hashes);
        assert_eq!(stored_hash_count(n + 1), stored.len() as u64);
    }
    let indexes: Vec<u64> = (0..stored.len() as u64).collect();
    assert_eq!(whole.read_hashes(&indexes).unwrap(), stored);
}
