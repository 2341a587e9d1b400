//! A session token names an account and a session for five minutes, and carries no right of its own.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::DecodePrivateKey;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock;

/// For whom the token is meant: this API and nobody else.
pub const AUDIENCE: &str = "livc-api";
/// What the token is, so that no other signed text passes for one.
pub const TYPE: &str = "livc-session+jwt";
/// How far two clocks may disagree.
const LEEWAY_SECONDS: i64 = 2;
/// No token of ours is longer.
const LONGEST: usize = 2048;

/// What a verified token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionClaims {
    /// The installation that issued it.
    pub iss: String,
    /// For whom.
    pub aud: String,
    /// The account.
    pub sub: String,
    /// The session.
    pub sid: String,
    /// This token.
    pub jti: String,
    /// Issued at, in seconds.
    pub iat: i64,
    /// Not before, in seconds.
    pub nbf: i64,
    /// Until, in seconds.
    pub exp: i64,
}

/// The only header a token of ours has; `crit` and whatever else anyone adds is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnlyHeader {
    alg: String,
    typ: String,
    kid: String,
}

/// A fresh token.
#[derive(Clone)]
pub struct Issued {
    /// The token as it goes over the wire.
    pub text: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Issues and verifies the session tokens of one installation.
pub struct SessionTokens {
    signing: EncodingKey,
    current: String,
    known: BTreeMap<String, DecodingKey>,
    issuer: String,
    life: TimeDelta,
}

/// Why tokens cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The key file holds no Ed25519 key.
    #[error("the token signing key is no Ed25519 private key (PKCS#8, PEM)")]
    Key,
    /// The life of a token is not one to fifteen minutes.
    #[error("a session token lives one to fifteen minutes")]
    Life,
    /// Signing failed.
    #[error("signing a session token failed: {0}")]
    Signing(jsonwebtoken::errors::Error),
    /// The self-test at the start did not go as it must.
    #[error("the self-test of the session tokens failed: {0}")]
    SelfTest(&'static str),
}

/// Why a token is not accepted. The caller hears only that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefused {
    /// Not three parts, too long, or a header that is not exactly ours.
    #[error("not a session token of this program")]
    Form,
    /// Signed with a key this installation does not know.
    #[error("unknown key")]
    UnknownKey,
    /// The signature, the algorithm, the issuer, the audience or a required claim is wrong.
    #[error("signature or claims refused")]
    Signature,
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// Its time has not come.
    #[error("not valid yet")]
    NotYet,
    /// It claims to live longer than tokens do.
    #[error("lives longer than session tokens do")]
    TooLong,
}

impl SessionTokens {
    /// Tokens signed with this key, for this issuer, living so many minutes.
    ///
    /// # Errors
    /// When the key is unusable or the life is not one to fifteen minutes.
    pub fn new(pem: &str, issuer: &str, minutes: u8) -> Result<Self, TokenError> {
        if !(1..=15).contains(&minutes) {
            return Err(TokenError::Life);
        }
        let key = SigningKey::from_pkcs8_pem(pem).map_err(|_| TokenError::Key)?;
        let public = key.verifying_key().to_bytes();
        let signing = EncodingKey::from_ed_pem(pem.as_bytes()).map_err(|_| TokenError::Key)?;
        let current = thumbprint(&public);
        let known = BTreeMap::from([(current.clone(), DecodingKey::from_ed_der(&public))]);
        let life = TimeDelta::minutes(i64::from(minutes));
        Ok(Self {
            signing,
            current,
            known,
            issuer: issuer.to_owned(),
            life,
        })
    }

    /// A token for this account in this session, valid from now.
    ///
    /// # Errors
    /// When signing fails.
    pub fn issue(&self, account: &str, session: &str, now: DateTime<Utc>) -> Result<Issued, TokenError> {
        let expires_at = now + self.life;
        let claims = SessionClaims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: account.to_owned(),
            sid: session.to_owned(),
            jti: clock::new_id(now),
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: expires_at.timestamp(),
        };
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TYPE.to_owned());
        header.kid = Some(self.current.clone());
        let text = encode(&header, &claims, &self.signing).map_err(TokenError::Signing)?;
        Ok(Issued { text, expires_at })
    }

    /// What the token says, if it is ours, unchanged, and of this hour.
    ///
    /// # Errors
    /// When anything about it is not exactly as issued.
    pub fn verify(&self, text: &str, now: DateTime<Utc>) -> Result<SessionClaims, TokenRefused> {
        let header = only_header(text)?;
        if header.alg != "EdDSA" || header.typ != TYPE {
            return Err(TokenRefused::Form);
        }
        let key = self.known.get(&header.kid).ok_or(TokenRefused::UnknownKey)?;
        let decoded = decode::<SessionClaims>(text, key, &self.validation());
        let claims = decoded.map_err(|_| TokenRefused::Signature)?.claims;
        self.check_time(&claims, now.timestamp())?;
        Ok(claims)
    }

    /// Issues a token and checks that it is accepted, and that forged and stale ones are not.
    ///
    /// # Errors
    /// When one of these goes otherwise: the program must not start.
    pub fn self_test(&self, now: DateTime<Utc>) -> Result<(), TokenError> {
        let issued = self.issue("self-test", "self-test", now)?;
        if self.verify(&issued.text, now).is_err() {
            return Err(TokenError::SelfTest("a fresh token is refused"));
        }
        if self
            .verify(&issued.text, now + self.life + TimeDelta::minutes(1))
            .is_ok()
        {
            return Err(TokenError::SelfTest("an expired token is accepted"));
        }
        let unsigned = issued.text.rsplit_once('.').map(|(signed, _)| format!("{signed}."));
        if unsigned.is_none_or(|text| self.verify(&text, now).is_ok()) {
            return Err(TokenError::SelfTest("a token without signature is accepted"));
        }
        Ok(())
    }

    /// Everything but the time, which is an argument here and the machine's clock in the library.
    fn validation(&self) -> Validation {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.leeway = 0;
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        validation
    }

    fn check_time(&self, claims: &SessionClaims, now: i64) -> Result<(), TokenRefused> {
        if now.saturating_sub(claims.exp) >= LEEWAY_SECONDS {
            return Err(TokenRefused::Expired);
        }
        if claims.nbf.max(claims.iat).saturating_sub(now) > LEEWAY_SECONDS {
            return Err(TokenRefused::NotYet);
        }
        // A start before the issue or an end after its life was not written by `issue`.
        if claims.exp.saturating_sub(claims.nbf.min(claims.iat)) > self.life.num_seconds() {
            return Err(TokenRefused::TooLong);
        }
        Ok(())
    }
}

impl std::fmt::Debug for SessionTokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionTokens")
            .field("kid", &self.current)
            .finish_non_exhaustive()
    }
}

/// The header, if it has exactly the three members that ours have.
fn only_header(text: &str) -> Result<OnlyHeader, TokenRefused> {
    if text.len() > LONGEST {
        return Err(TokenRefused::Form);
    }
    let (header, _) = text.split_once('.').ok_or(TokenRefused::Form)?;
    let json = BASE64URL_NOPAD
        .decode(header.as_bytes())
        .map_err(|_| TokenRefused::Form)?;
    serde_json::from_slice(&json).map_err(|_| TokenRefused::Form)
}

/// The name of a public key: its JWK thumbprint (RFC 7638).
fn thumbprint(public: &[u8; 32]) -> String {
    let x = BASE64URL_NOPAD.encode(public);
    let jwk = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
    BASE64URL_NOPAD.encode(&Sha256::digest(jwk.as_bytes()))
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
