//! The C2SP `tlog-tiles` layout: where a tile or bundle lies, and how an entry bundle is written.

/// How many hashes or entries a full tile or bundle holds.
pub const WIDTH: u64 = 256;

/// What a file under `tile/` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The records themselves.
    Entries,
    /// Hashes of complete subtrees of height 8 × level.
    Hashes(u8),
}

/// One tile or bundle of a tree of a certain size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tile {
    /// What it holds.
    pub kind: Kind,
    /// Its number from the left.
    pub n: u64,
    /// How many hashes or entries, from 1 to 256.
    pub width: u64,
}

impl Tile {
    /// The path below the directory of the log.
    #[must_use]
    pub fn path(&self) -> String {
        let mut number = format!("{:03}", self.n % 1000);
        let mut rest = self.n / 1000;
        while rest > 0 {
            number = format!("x{:03}/{number}", rest % 1000);
            rest /= 1000;
        }
        let kind = match self.kind {
            Kind::Entries => "entries".to_owned(),
            Kind::Hashes(level) => level.to_string(),
        };
        if self.width == WIDTH {
            format!("tile/{kind}/{number}")
        } else {
            format!("tile/{kind}/{number}.p/{}", self.width)
        }
    }

    /// Reads a path as [`Tile::path`] writes it; any other spelling is no tile.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        let (kind, number) = path.strip_prefix("tile/")?.split_once('/')?;
        let kind = match kind {
            "entries" => Kind::Entries,
            level => Kind::Hashes(level.parse().ok().filter(|level| *level < 64)?),
        };
        let (number, width) = match number.split_once(".p/") {
            Some((number, width)) => (number, width.parse().ok().filter(|width| (1..WIDTH).contains(width))?),
            None => (number, WIDTH),
        };
        let mut n: u64 = 0;
        for element in number.split('/') {
            let digits = element.strip_prefix('x').unwrap_or(element);
            n = n.checked_mul(1000)?.checked_add(digits.parse::<u16>().ok()?.into())?;
        }
        let tile = Self { kind, n, width };
        (tile.path() == path).then_some(tile)
    }

    /// The full tile in whose place a partial one stands.
    #[must_use]
    pub fn full(&self) -> Self {
        Self { width: WIDTH, ..*self }
    }
}

/// The tiles of one kind in a tree of `size` records, from the left.
pub fn tiles(kind: Kind, size: u64) -> impl Iterator<Item = Tile> {
    let hashes = match kind {
        Kind::Entries => size,
        Kind::Hashes(level) => size.checked_shr(8 * u32::from(level)).unwrap_or(0),
    };
    let full = (0..hashes / WIDTH).map(move |n| Tile { kind, n, width: WIDTH });
    let partial = (hashes % WIDTH > 0).then_some(Tile {
        kind,
        n: hashes / WIDTH,
        width: hashes % WIDTH,
    });
    full.chain(partial)
}

/// The levels a tree of `size` records has tiles at.
pub fn tile_levels(size: u64) -> impl Iterator<Item = u8> {
    (0..8u8).take_while(move |level| size >> (8 * u32::from(*level)) > 0)
}

/// Adds an entry to a bundle: its length in two bytes, then its bytes. Says no to an entry longer than that allows.
#[must_use]
pub fn push_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> bool {
    let Ok(length) = u16::try_from(entry.len()) else {
        return false;
    };
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    true
}

/// Splits a bundle into its entries; nothing if the lengths do not add up to the whole.
#[must_use]
pub fn split_bundle(mut bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let mut entries = Vec::with_capacity(256);
    while !bundle.is_empty() {
        let (length, rest) = bundle.split_first_chunk::<2>()?;
        let (entry, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        entries.push(entry);
        bundle = rest;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may stop where it fails"
    )]
    use super::*;

    #[test]
    fn numbers_are_spelt_as_c2sp_prescribes() {
        let spelt = [
            (Kind::Hashes(0), 1, 256, "tile/0/001"),
            (Kind::Hashes(5), 1_234_067, 256, "tile/5/x001/x234/067"),
            (Kind::Entries, 999, 5, "tile/entries/999.p/5"),
            (Kind::Entries, 1000, 256, "tile/entries/x001/000"),
        ];
        for (kind, n, width, path) in spelt {
            let tile = Tile { kind, n, width };
            assert_eq!(tile.path(), path);
            assert_eq!(Tile::from_path(path), Some(tile));
        }
        for path in [
            "tile/0/1",
            "tile/00/001",
            "tile/0/001.p/0256",
            "tile/0/x000/001",
            "tile/64/000",
            "tile/0/001.p/+5",
            "tile/data/001",
            "tile/0/001.p/0",
            "tile/0/001.p/256",
        ] {
            assert_eq!(Tile::from_path(path), None, "{path}");
        }
    }

    #[test]
    fn seventy_thousand_records_have_the_tiles_of_the_example_in_the_specification() {
        let at = |kind| tiles(kind, 70_000).collect::<Vec<_>>();
        assert_eq!(at(Kind::Hashes(0)).len(), 274);
        assert_eq!(at(Kind::Hashes(0)).last().unwrap().width, 112);
        assert_eq!(
            at(Kind::Hashes(1)).iter().map(|tile| tile.width).collect::<Vec<_>>(),
            [256, 17]
        );
        assert_eq!(
            at(Kind::Hashes(2)).iter().map(|tile| tile.width).collect::<Vec<_>>(),
            [1]
        );
        assert_eq!(tile_levels(70_000).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(at(Kind::Entries).len(), 274);
        assert_eq!(tiles(Kind::Hashes(0), 0).count(), 0);
    }

    #[test]
    fn a_bundle_is_read_as_written_and_a_cut_one_not_at_all() {
        let mut bundle = Vec::new();
        assert!(push_entry(&mut bundle, b"one"));
        assert!(push_entry(&mut bundle, b""));
        assert!(!push_entry(&mut bundle, &vec![0; 65_536]));
        assert_eq!(split_bundle(&bundle).unwrap(), [b"one".as_slice(), b""]);
        assert_eq!(split_bundle(&bundle[..bundle.len() - 1]), None);
    }
}
