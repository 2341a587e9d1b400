//! Which password may be chosen: long, not found in any list of common ones, and not one's own name.

use std::collections::HashSet;
use std::sync::OnceLock;

use zeroize::Zeroizing;

/// The fewest characters a password has.
pub const SHORTEST: usize = 15;
/// The most bytes anyone may send as a password.
pub const LONGEST_BYTES: usize = 1024;
/// A login name shorter than this may stand in a password by chance.
const SHORTEST_LOGIN: usize = 4;
/// Fewer different characters than this is a pattern, not a password.
const FEWEST_DIFFERENT: usize = 5;

const COMMON: &str = include_str!("../../config/reference/common-passwords.txt");

/// A password someone typed to sign in; it is wiped when dropped and never printed.
pub struct TypedPassword(Zeroizing<String>);

/// A password someone may choose as theirs.
pub struct NewPassword(TypedPassword);

/// Why a password cannot be chosen, or cannot be anybody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Fewer than [`SHORTEST`] characters.
    #[error("a password has at least 15 characters")]
    TooShort,
    /// More than [`LONGEST_BYTES`] bytes.
    #[error("a password has at most 1024 bytes")]
    TooLong,
    /// It stands in the list of common and leaked passwords, or repeats a few characters.
    #[error("this password is among the first that an attacker tries")]
    Common,
    /// It contains the login name.
    #[error("a password does not contain the login name")]
    ContainsLogin,
}

impl TypedPassword {
    /// Takes what someone typed, if it is not longer than any password can be.
    ///
    /// # Errors
    /// When it is longer than [`LONGEST_BYTES`].
    pub fn parse(text: String) -> Result<Self, Unfit> {
        let text = Zeroizing::new(text);
        if text.len() > LONGEST_BYTES {
            return Err(Unfit::TooLong);
        }
        Ok(Self(text))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl NewPassword {
    /// Takes a password that the holder of `login` may choose.
    ///
    /// # Errors
    /// When it is too short, too long, common, or contains the login name.
    pub fn parse(text: String, login: &str) -> Result<Self, Unfit> {
        let typed = TypedPassword::parse(text)?;
        if typed.0.chars().count() < SHORTEST {
            return Err(Unfit::TooShort);
        }
        let lower = Zeroizing::new(typed.0.trim().to_lowercase());
        let different: HashSet<char> = lower.chars().collect();
        if different.len() < FEWEST_DIFFERENT || common().contains(lower.as_str()) {
            return Err(Unfit::Common);
        }
        let login = login.trim().to_lowercase();
        if login.chars().count() >= SHORTEST_LOGIN && lower.contains(&login) {
            return Err(Unfit::ContainsLogin);
        }
        Ok(Self(typed))
    }

    /// The same password, as someone would type it.
    #[must_use]
    pub fn typed(&self) -> &TypedPassword {
        &self.0
    }
}

impl std::fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TypedPassword(..)")
    }
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(..)")
    }
}

/// The embedded list, without its comments.
fn common() -> &'static HashSet<&'static str> {
    static LIST: OnceLock<HashSet<&'static str>> = OnceLock::new();
    LIST.get_or_init(|| {
        COMMON
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn refused(text: &str) -> Unfit {
        NewPassword::parse(text.to_owned(), "an.peeters").unwrap_err()
    }

    #[test]
    fn fifteen_characters_are_enough_and_fourteen_are_not() {
        assert_eq!(refused("vierkante meer"), Unfit::TooShort);
        NewPassword::parse("vierkante meren".to_owned(), "an.peeters").unwrap();
        // Characters count, not bytes: fourteen of them in twenty-eight bytes are too few.
        assert_eq!(refused("éèàùçâêîôûëïüÿ"), Unfit::TooShort);
    }

    #[test]
    fn the_most_is_1024_bytes_for_choosing_and_for_typing() {
        let fitting = "abcdefgh".repeat(128);
        NewPassword::parse(fitting.clone(), "an.peeters").unwrap();
        assert_eq!(refused(&format!("{fitting}x")), Unfit::TooLong);
        assert_eq!(TypedPassword::parse(format!("{fitting}x")).unwrap_err(), Unfit::TooLong);
    }

    #[test]
    fn every_listed_password_is_refused_in_any_case_and_with_spaces_around() {
        assert!(common().len() >= 140, "{}", common().len());
        for listed in common() {
            assert_eq!(*listed, listed.to_lowercase(), "the list is in lower case");
            assert!(
                listed.chars().count() >= SHORTEST,
                "{listed} is refused by its length already"
            );
            assert_eq!(refused(listed), Unfit::Common);
            assert_eq!(refused(&listed.to_uppercase()), Unfit::Common);
            assert_eq!(refused(&format!(" {listed} ")), Unfit::Common);
        }
    }

    #[test]
    fn a_few_characters_repeated_are_refused() {
        assert_eq!(refused("aaaaaaaaaaaaaaaaaaaa"), Unfit::Common);
        assert_eq!(refused("abababababababababab"), Unfit::Common);
        assert_eq!(refused("abcdabcdabcdabcdabcd"), Unfit::Common);
    }

    #[test]
    fn ones_own_login_name_is_no_part_of_a_password() {
        assert_eq!(refused("xx An.Peeters 2026"), Unfit::ContainsLogin);
        NewPassword::parse("xx An.Peeters 2026".to_owned(), "jan").unwrap();
        // Three letters and fewer turn up anywhere.
        NewPassword::parse("vierkante meren".to_owned(), "an").unwrap();
        let four = NewPassword::parse("vierkante meren".to_owned(), "vier");
        assert_eq!(four.unwrap_err(), Unfit::ContainsLogin);
    }

    #[test]
    fn a_password_is_not_printed() {
        let new = NewPassword::parse("vierkante meren".to_owned(), "an").unwrap();
        assert_eq!(
            format!("{new:?} {:?}", new.typed()),
            "NewPassword(..) TypedPassword(..)"
        );
    }
}
