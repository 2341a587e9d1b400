//! A sample nobody picked: which records it holds follows from a signed checkpoint, for whoever cares to count again.

use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// The size and the root of a checkpoint, as its note writes them: second and third line.
#[must_use]
pub fn seed_of(note: &str) -> Option<(u64, &str)> {
    let mut lines = note.lines().skip(1);
    let size = lines.next()?.parse().ok()?;
    let root = lines.next().filter(|root| !root.is_empty())?;
    Some((size, root))
}

/// The numbers of `count` different records out of `size`, in their order.
///
/// The n-th draw, from n = 0, is SHA-256 of the root as the note writes it, a line feed, and n in decimal; its first
/// eight bytes, read as a big-endian number and divided by 2^64, say how far along the log the record lies. A record
/// that was drawn already is passed over. Where the log holds no more than was asked for, all of it is the sample.
#[must_use]
pub fn sample(root: &str, size: u64, count: usize) -> Vec<u64> {
    if size <= count as u64 {
        return (0..size).collect();
    }
    let mut drawn = BTreeSet::new();
    for n in 0_u64.. {
        if drawn.len() == count {
            break;
        }
        let hash = Sha256::digest(format!("{root}\n{n}"));
        let first = hash
            .iter()
            .take(8)
            .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let along = (u128::from(first) * u128::from(size)) >> 64;
        drawn.extend(u64::try_from(along).ok());
    }
    drawn.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_checkpoint_gives_the_same_sample_and_another_one_another() {
        let one = sample("root-of-a-test", 1_000_000, 20);
        assert_eq!(one, sample("root-of-a-test", 1_000_000, 20));
        assert_ne!(one, sample("root-of-a-tesu", 1_000_000, 20));
        assert_eq!(one.len(), 20);
        assert!(one.is_sorted() && one.iter().all(|seq| *seq < 1_000_000));
        // A larger sample holds the smaller one: nobody picks by asking for more.
        let more = sample("root-of-a-test", 1_000_000, 40);
        assert!(one.iter().all(|seq| more.contains(seq)));
    }

    #[test]
    fn a_small_log_is_its_own_sample_and_a_full_one_is_drawn_without_repeating() {
        assert_eq!(sample("r", 3, 5), [0, 1, 2]);
        assert!(sample("r", 0, 5).is_empty());
        let nearly = sample("r", 50, 49);
        assert_eq!(nearly.iter().collect::<BTreeSet<_>>().len(), 49);
    }

    #[test]
    fn the_seed_stands_in_the_note() {
        assert_eq!(seed_of("livc.local/log\n12\nROOT=\nsigned\n"), Some((12, "ROOT=")));
        for wrong in [
            "",
            "livc.local/log\n",
            "livc.local/log\nx\nROOT=\n",
            "livc.local/log\n3\n\n",
        ] {
            assert_eq!(seed_of(wrong), None, "{wrong:?}");
        }
    }
}
