//! Tokens of 256 random bits that are shown once and kept only as a hash, each kind for its one use.

use std::fmt;
use std::marker::PhantomData;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::clock::{self, NoChance};

/// What a bearer token is good for.
pub trait Purpose {
    /// Goes into the hash, so that no kind of token passes for another.
    const LABEL: &'static str;
}

/// Continues a session.
pub struct Refresh;
/// Lets a person set a first password and second factor, once.
pub struct Enrolment;

impl Purpose for Refresh {
    const LABEL: &'static str = "livc refresh token";
}

impl Purpose for Enrolment {
    const LABEL: &'static str = "livc enrolment token";
}

/// A token whose bearer is believed: wiped when dropped, never printed.
pub struct BearerToken<P: Purpose>(Zeroizing<[u8; 32]>, PhantomData<P>);

/// Continues a session; rotated at each use.
pub type RefreshToken = BearerToken<Refresh>;
/// Enrols a person once.
pub type EnrolmentToken = BearerToken<Enrolment>;

/// The text is no token: 43 characters of base64url without padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a token of this form")]
pub struct NotAToken;

impl<P: Purpose> BearerToken<P> {
    /// A fresh token.
    ///
    /// # Errors
    /// When there are no random bytes.
    pub fn generate() -> Result<Self, NoChance> {
        Ok(Self(Zeroizing::new(clock::random()?), PhantomData))
    }

    /// The token in this text.
    ///
    /// # Errors
    /// When the text is not the one way to write a token.
    pub fn parse(text: &str) -> Result<Self, NotAToken> {
        let mut bytes = Zeroizing::new([0; 32]);
        if text.len() != 43 {
            return Err(NotAToken);
        }
        let length = BASE64URL_NOPAD.decode_mut(text.as_bytes(), bytes.as_mut_slice());
        match length {
            Ok(32) => Ok(Self(bytes, PhantomData)),
            Ok(_) | Err(_) => Err(NotAToken),
        }
    }

    /// The text to hand to the bearer, once.
    #[must_use]
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64URL_NOPAD.encode(self.0.as_slice()))
    }

    /// What is stored, and looked up: SHA-256 of the kind and the token, in hexadecimal.
    #[must_use]
    pub fn stored(&self) -> String {
        let hash = Sha256::new()
            .chain_update(P::LABEL)
            .chain_update([0])
            .chain_update(*self.0);
        HEXLOWER.encode(&hash.finalize())
    }
}

impl<P: Purpose> fmt::Debug for BearerToken<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BearerToken(..)")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_token_is_256_bits_in_43_characters_and_never_the_same() {
        let token = RefreshToken::generate().unwrap();
        assert_eq!(token.text().len(), 43);
        assert_ne!(*token.text(), *RefreshToken::generate().unwrap().text());
    }

    #[test]
    fn a_parsed_token_is_stored_as_the_issued_one() {
        let token = RefreshToken::generate().unwrap();
        let parsed = RefreshToken::parse(&token.text()).unwrap();
        assert_eq!(parsed.stored(), token.stored());
        assert_eq!(token.stored().len(), 64);
        assert!(!token.stored().contains(token.text().as_str()));
    }

    #[test]
    fn a_refresh_token_enrols_nobody_and_the_other_way_round() {
        let text = RefreshToken::generate().unwrap().text();
        let refresh = RefreshToken::parse(&text).unwrap();
        assert_ne!(refresh.stored(), EnrolmentToken::parse(&text).unwrap().stored());
    }

    #[test]
    fn the_stored_form_is_sha_256_and_stays_what_it_was() {
        let zero = RefreshToken::parse(&"A".repeat(43)).unwrap();
        let by_hand = Sha256::digest([b"livc refresh token\0".as_slice(), &[0; 32]].concat());
        assert_eq!(zero.stored(), HEXLOWER.encode(&by_hand));
    }

    #[test]
    fn only_one_way_to_write_a_token_is_accepted() {
        let text = RefreshToken::generate().unwrap().text();
        let standard = format!("+{}", text.get(1..).unwrap());
        let trailing = format!("{}B", "A".repeat(42));
        for wrong in [
            "",
            text.get(..42).unwrap(),
            &format!("{}=", *text),
            &format!("{}A", *text),
            &format!(" {}", text.get(1..).unwrap()),
            &standard,
            &trailing,
        ] {
            assert_eq!(RefreshToken::parse(wrong).unwrap_err(), NotAToken, "{wrong:?}");
        }
    }

    #[test]
    fn a_token_is_not_printed() {
        assert_eq!(format!("{:?}", RefreshToken::generate().unwrap()), "BearerToken(..)");
    }
}
