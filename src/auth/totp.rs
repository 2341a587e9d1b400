//! The second factor: six digits that change every thirty seconds (RFC 6238), and no code counts twice.

use chrono::{DateTime, Utc};
use data_encoding::BASE32_NOPAD;
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, Builder, Totp, TotpError};
use zeroize::Zeroizing;

use crate::clock::{self, NoChance};

const SEED: usize = 20;
const DIGITS: u8 = 6;
const STEP_SECONDS: u64 = 30;

/// The seed shared with someone's authenticator; wiped when dropped, never printed.
#[derive(Clone)]
pub struct TotpSecret(Zeroizing<[u8; SEED]>);

/// The bytes are no seed of this length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a seed has 20 bytes")]
pub struct NotASeed;

/// The address an authenticator reads could not be written.
#[derive(Debug, thiserror::Error)]
#[error("issuer or login cannot stand in an otpauth address (no colon, not empty)")]
pub struct NotAnAddress;

impl TotpSecret {
    /// A fresh seed of 160 bits.
    ///
    /// # Errors
    /// When there are no random bytes.
    pub fn generate() -> Result<Self, NoChance> {
        Ok(Self(Zeroizing::new(clock::random()?)))
    }

    /// The seed from its unsealed bytes.
    ///
    /// # Errors
    /// When they are not twenty.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotASeed> {
        Ok(Self(Zeroizing::new(bytes.try_into().map_err(|_| NotASeed)?)))
    }

    /// The bytes, to be sealed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The seed as a person types it into an authenticator.
    #[must_use]
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(self.0.as_slice()))
    }

    /// The `otpauth://` address that an authenticator reads from a picture.
    ///
    /// # Errors
    /// When issuer or login is empty or contains a colon.
    pub fn otpauth(&self, issuer: &str, login: &str) -> Result<Zeroizing<String>, NotAnAddress> {
        if issuer.is_empty() || login.is_empty() {
            return Err(NotAnAddress);
        }
        let named = self
            .builder()
            .with_issuer(Some(issuer))
            .with_account_name(login)
            .build();
        let address = named.and_then(|totp| totp.to_url()).map_err(|_| NotAnAddress)?;
        Ok(Zeroizing::new(address))
    }

    fn builder(&self) -> Builder {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS)
            .with_step_duration(STEP_SECONDS)
            .with_secret(self.0.to_vec())
    }

    fn totp(&self) -> Result<Totp, TotpError> {
        self.builder().build()
    }
}

impl std::fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TotpSecret(..)")
    }
}

/// The step the code belongs to, if it is the present one or its neighbour and later than
/// `last_step`, the step of the code this person used last. The caller stores the answer.
#[must_use]
pub fn check(secret: &TotpSecret, code: &str, now: DateTime<Utc>, last_step: Option<i64>) -> Option<i64> {
    let totp = secret.totp().ok()?;
    let present = u64::try_from(now.timestamp()).ok()? / STEP_SECONDS;
    // Should a code belong to two steps, the later one is used up, and with it both.
    let mut matched = None;
    for step in present.saturating_sub(1)..=present + 1 {
        let expected = Zeroizing::new(totp.generate(step * STEP_SECONDS).to_string());
        let is_equal = bool::from(expected.as_bytes().ct_eq(code.as_bytes()));
        let step = i64::try_from(step).ok()?;
        let is_unused = last_step.is_none_or(|last| step > last);
        if is_equal && is_unused {
            matched = Some(step);
        }
    }
    matched
}

/// The code an authenticator shows at that instant; for tests and demonstrations.
#[must_use]
pub fn code_at(secret: &TotpSecret, at: DateTime<Utc>) -> Option<String> {
    let seconds = u64::try_from(at.timestamp()).ok()?;
    Some(secret.totp().ok()?.generate(seconds).to_string())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use chrono::TimeDelta;

    fn rfc() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1; the last six of the eight digits.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(check(&rfc(), code, at(seconds), None), Some(seconds / 30), "{seconds}");
            assert_eq!(code_at(&rfc(), at(seconds)).unwrap(), code);
        }
    }

    #[test]
    fn the_present_step_and_its_neighbours_count_and_no_others() {
        let secret = TotpSecret::generate().unwrap();
        let now = at(1_795_255_200);
        let step = 1_795_255_200 / 30;
        for distance in -3..=3_i64 {
            let code = code_at(&secret, now + TimeDelta::seconds(30 * distance)).unwrap();
            let expected = (distance.abs() <= 1).then_some(step + distance);
            assert_eq!(check(&secret, &code, now, None), expected, "{distance}");
        }
    }

    #[test]
    fn no_code_counts_twice_nor_one_older_than_the_last() {
        let secret = rfc();
        let now = at(1_111_111_111);
        let step = 1_111_111_111 / 30;
        let code = code_at(&secret, now).unwrap();
        assert_eq!(check(&secret, &code, now, Some(step - 1)), Some(step));
        assert_eq!(check(&secret, &code, now, Some(step)), None);
        assert_eq!(check(&secret, &code, now + TimeDelta::seconds(29), Some(step)), None);
        let before = code_at(&secret, now - TimeDelta::seconds(30)).unwrap();
        assert_eq!(check(&secret, &before, now, None), Some(step - 1));
        assert_eq!(check(&secret, &before, now, Some(step)), None);
        let after = code_at(&secret, now + TimeDelta::seconds(30)).unwrap();
        assert_eq!(check(&secret, &after, now, Some(step)), Some(step + 1));
    }

    #[test]
    fn only_six_plain_digits_are_a_code() {
        let now = at(59);
        for code in [
            "",
            "28708",
            "2870822",
            "+87082",
            " 87082",
            "28708a",
            "２８７０８２",
            "287 82",
        ] {
            assert_eq!(check(&rfc(), code, now, None), None, "{code:?}");
        }
        assert_eq!(check(&rfc(), "287083", now, None), None);
        assert_eq!(check(&TotpSecret::generate().unwrap(), "287082", at(-31), None), None);
    }

    #[test]
    fn the_address_names_issuer_login_and_seed() {
        let address = rfc().otpauth("LIVC R", "an@example.be").unwrap();
        assert!(
            address.starts_with("otpauth://totp/LIVC%20R:an%40example.be?"),
            "{}",
            *address
        );
        assert!(address.contains(&format!("secret={}", *rfc().base32())), "{}", *address);
        let back = Totp::from_url(address.as_str()).unwrap();
        assert_eq!(back.generate(59).to_string(), "287082");
        assert!(rfc().otpauth("LIVC:R", "an").is_err());
        assert!(rfc().otpauth("LIVC", "").is_err());
    }

    #[test]
    fn a_seed_has_twenty_random_bytes_and_is_not_printed() {
        let secret = TotpSecret::generate().unwrap();
        assert_ne!(secret.bytes(), TotpSecret::generate().unwrap().bytes());
        assert_eq!(TotpSecret::from_bytes(secret.bytes()).unwrap().bytes(), secret.bytes());
        assert_eq!(secret.base32().len(), 32);
        for length in [0, 19, 21] {
            assert!(TotpSecret::from_bytes(&vec![0; length]).is_err());
        }
        assert_eq!(format!("{secret:?}"), "TotpSecret(..)");
    }
}
