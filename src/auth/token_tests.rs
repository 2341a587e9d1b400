//! Every way to forge a session token that is known, and none is accepted.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::vault::keyring::Keyring;
use serde_json::{Value, json};

const ISSUER: &str = "https://livc.example";

struct Bench {
    keys: Keyring,
    tokens: SessionTokens,
    now: DateTime<Utc>,
}

fn bench() -> Bench {
    let keys = Keyring::ephemeral().unwrap();
    let tokens = SessionTokens::new(keys.token_signing_pem(), ISSUER, 5).unwrap();
    Bench {
        keys,
        tokens,
        now: "2026-11-21T10:00:00Z".parse().unwrap(),
    }
}

impl Bench {
    fn header(&self) -> Value {
        json!({"alg": "EdDSA", "typ": TYPE, "kid": self.tokens.current})
    }

    fn claims(&self) -> Value {
        let now = self.now.timestamp();
        json!({"iss": ISSUER, "aud": AUDIENCE, "sub": "a", "sid": "s", "jti": "j",
               "iat": now, "nbf": now, "exp": now + 300})
    }

    /// A token with any header and any claims, rightly signed with our own key.
    fn signed(&self, header: &Value, claims: &Value) -> String {
        let body = body(header, claims);
        let key = EncodingKey::from_ed_pem(self.keys.token_signing_pem().as_bytes()).unwrap();
        let signature = jsonwebtoken::crypto::sign(body.as_bytes(), &key, Algorithm::EdDSA);
        format!("{body}.{}", signature.unwrap())
    }

    fn with_claim(&self, name: &str, value: Value) -> String {
        let mut claims = self.claims();
        claims.as_object_mut().unwrap().insert(name.to_owned(), value);
        self.signed(&self.header(), &claims)
    }

    fn with_header(&self, name: &str, value: Value) -> String {
        let mut header = self.header();
        header.as_object_mut().unwrap().insert(name.to_owned(), value);
        self.signed(&header, &self.claims())
    }

    fn verify(&self, text: &str) -> Result<SessionClaims, TokenRefused> {
        self.tokens.verify(text, self.now)
    }

    fn after(&self, seconds: i64, text: &str) -> Result<SessionClaims, TokenRefused> {
        self.tokens.verify(text, self.now + TimeDelta::seconds(seconds))
    }
}

fn body(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    format!("{}.{}", part(header), part(claims))
}

#[test]
fn a_fresh_token_names_its_account_and_session() {
    let b = bench();
    let issued = b.tokens.issue("account-1", "session-1", b.now).unwrap();
    assert_eq!(issued.expires_at, b.now + TimeDelta::minutes(5));
    let claims = b.verify(&issued.text).unwrap();
    assert_eq!((claims.sub.as_str(), claims.sid.as_str()), ("account-1", "session-1"));
    assert_eq!((claims.iss.as_str(), claims.aud.as_str()), (ISSUER, AUDIENCE));
    let again = b.tokens.issue("account-1", "session-1", b.now).unwrap();
    assert_ne!(claims.jti, b.verify(&again.text).unwrap().jti);
    // The bench's own forger makes a good token when nothing is forged.
    b.verify(&b.signed(&b.header(), &b.claims())).unwrap();
}

#[test]
fn no_algorithm_but_eddsa() {
    let b = bench();
    let unsigned = body(
        &json!({"alg": "none", "typ": TYPE, "kid": b.tokens.current}),
        &b.claims(),
    );
    assert!(b.verify(&format!("{unsigned}.")).is_err());
    assert!(b.verify(&unsigned).is_err());
    for alg in ["none", "NONE", "HS256", "ES256", "RS256", "eddsa", ""] {
        let claimed = b.with_header("alg", json!(alg));
        assert_eq!(b.verify(&claimed).unwrap_err(), TokenRefused::Form, "{alg}");
    }
}

#[test]
fn the_public_key_is_no_shared_secret() {
    let b = bench();
    let key = SigningKey::from_pkcs8_pem(b.keys.token_signing_pem())
        .unwrap()
        .verifying_key();
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(b.tokens.current.clone());
    for secret in [
        key.to_bytes().to_vec(),
        BASE64URL_NOPAD.encode(key.as_bytes()).into_bytes(),
    ] {
        let forged = encode(&header, &b.claims(), &EncodingKey::from_secret(&secret)).unwrap();
        assert!(b.verify(&forged).is_err());
    }
}

#[test]
fn another_installations_key_is_unknown_and_signs_nothing_here() {
    let (b, other) = (bench(), bench());
    let foreign = other.tokens.issue("a", "s", b.now).unwrap().text;
    assert_eq!(b.verify(&foreign).unwrap_err(), TokenRefused::UnknownKey);
    let claimed = other.signed(&b.header(), &b.claims());
    assert_eq!(b.verify(&claimed).unwrap_err(), TokenRefused::Signature);
}

#[test]
fn issuer_audience_type_and_key_must_be_ours() {
    let b = bench();
    for (name, value) in [
        ("aud", json!("someone-else")),
        ("aud", json!([AUDIENCE, "someone-else"])),
        ("aud", json!([])),
        ("iss", json!("https://elsewhere.example")),
        ("iss", json!([ISSUER])),
    ] {
        assert_eq!(
            b.verify(&b.with_claim(name, value)).unwrap_err(),
            TokenRefused::Signature
        );
    }
    for (name, value) in [
        ("typ", json!("JWT")),
        ("typ", json!("LIVC-SESSION+JWT")),
        ("typ", Value::Null),
        ("kid", Value::Null),
    ] {
        assert_eq!(b.verify(&b.with_header(name, value)).unwrap_err(), TokenRefused::Form);
    }
    let unknown = b.with_header("kid", json!("../../etc/passwd"));
    assert_eq!(b.verify(&unknown).unwrap_err(), TokenRefused::UnknownKey);
}

#[test]
fn critical_and_other_header_members_are_refused() {
    let b = bench();
    for (name, value) in [
        ("crit", json!(["exp"])),
        ("crit", json!(["b64"])),
        ("crit", json!([])),
        ("b64", json!(false)),
        ("jwk", json!({"kty": "OKP", "crv": "Ed25519", "x": "AA"})),
        ("jku", json!("https://elsewhere.example/keys")),
        ("zip", json!("DEF")),
    ] {
        assert_eq!(
            b.verify(&b.with_header(name, value)).unwrap_err(),
            TokenRefused::Form,
            "{name}"
        );
    }
}

#[test]
fn every_claim_is_required_and_no_other_is_taken() {
    let b = bench();
    for name in ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"] {
        let mut claims = b.claims();
        claims.as_object_mut().unwrap().remove(name);
        let without = b.signed(&b.header(), &claims);
        assert_eq!(b.verify(&without).unwrap_err(), TokenRefused::Signature, "{name}");
        assert!(b.verify(&b.with_claim(name, Value::Null)).is_err(), "{name}");
    }
    assert!(b.verify(&b.with_claim("roles", json!(["mayor"]))).is_err());
    for strange in [json!("1795255500"), json!(1e300), json!(-1), json!(1.5)] {
        assert!(b.verify(&b.with_claim("exp", strange)).is_err());
    }
}

#[test]
fn a_token_lives_five_minutes_and_two_seconds_at_most() {
    let b = bench();
    let text = b.tokens.issue("a", "s", b.now).unwrap().text;
    b.after(299, &text).unwrap();
    b.after(301, &text).unwrap();
    assert_eq!(b.after(302, &text).unwrap_err(), TokenRefused::Expired);
    assert_eq!(b.after(86_400 * 365, &text).unwrap_err(), TokenRefused::Expired);
    b.after(-2, &text).unwrap();
    assert_eq!(b.after(-3, &text).unwrap_err(), TokenRefused::NotYet);
}

#[test]
fn not_before_counts_and_so_does_the_issue() {
    let b = bench();
    let later = b.now.timestamp() + 60;
    assert_eq!(
        b.verify(&b.with_claim("nbf", json!(later))).unwrap_err(),
        TokenRefused::NotYet
    );
    assert_eq!(
        b.verify(&b.with_claim("iat", json!(later))).unwrap_err(),
        TokenRefused::NotYet
    );
    for extreme in [json!(i64::MAX), json!(i64::MIN)] {
        assert!(b.verify(&b.with_claim("nbf", extreme.clone())).is_err());
        assert!(b.verify(&b.with_claim("exp", extreme)).is_err());
    }
}

#[test]
fn a_longer_life_than_issued_is_refused_even_when_rightly_signed() {
    let b = bench();
    let now = b.now.timestamp();
    b.verify(&b.with_claim("exp", json!(now + 300))).unwrap();
    let long = b.with_claim("exp", json!(now + 301));
    assert_eq!(b.verify(&long).unwrap_err(), TokenRefused::TooLong);
    let early = b.with_claim("nbf", json!(now - 1));
    assert_eq!(b.verify(&early).unwrap_err(), TokenRefused::TooLong);
}

#[test]
fn a_token_cut_anywhere_or_lengthened_is_refused() {
    let b = bench();
    let text = b.tokens.issue("a", "s", b.now).unwrap().text;
    for length in 0..text.len() {
        assert!(b.verify(text.get(..length).unwrap()).is_err(), "cut to {length}");
    }
    for more in [".", "=", "A", " ", "\n", ".e30"] {
        assert!(b.verify(&format!("{text}{more}")).is_err(), "{more:?}");
        assert!(b.verify(&format!("{more}{text}")).is_err(), "{more:?}");
    }
    assert_eq!(b.verify(&"a".repeat(LONGEST + 1)).unwrap_err(), TokenRefused::Form);
    let long = b.with_claim("sub", json!("a".repeat(LONGEST)));
    assert_eq!(b.verify(&long).unwrap_err(), TokenRefused::Form);
}

#[test]
fn no_character_of_a_token_can_be_another() {
    let b = bench();
    let text = b.tokens.issue("a", "s", b.now).unwrap().text;
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ";
    for at in 0..text.len() {
        for other in alphabet {
            let mut bytes = text.clone().into_bytes();
            if bytes.get(at) == Some(other) {
                continue;
            }
            *bytes.get_mut(at).unwrap() = *other;
            let changed = String::from_utf8(bytes).unwrap();
            assert!(b.verify(&changed).is_err(), "position {at}, {:?}", char::from(*other));
        }
    }
}

#[test]
fn the_self_test_passes_with_a_good_key_and_fails_when_the_key_is_not_the_known_one() {
    let (mut b, other) = (bench(), bench());
    b.tokens.self_test(b.now).unwrap();
    b.tokens.signing = EncodingKey::from_ed_pem(other.keys.token_signing_pem().as_bytes()).unwrap();
    assert!(matches!(b.tokens.self_test(b.now), Err(TokenError::SelfTest(_))));
}

#[test]
fn a_life_beyond_fifteen_minutes_or_a_foreign_key_makes_no_tokens() {
    let pem = Keyring::ephemeral().unwrap().token_signing_pem().to_owned();
    for minutes in [0, 16, 255] {
        assert!(matches!(
            SessionTokens::new(&pem, ISSUER, minutes),
            Err(TokenError::Life)
        ));
    }
    assert!(matches!(SessionTokens::new("no key", ISSUER, 5), Err(TokenError::Key)));
}

#[test]
fn the_key_id_is_the_thumbprint_of_rfc_8037() {
    // RFC 8037, appendix A.3.
    let x = BASE64URL_NOPAD
        .decode(b"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
        .unwrap();
    let public: [u8; 32] = x.try_into().unwrap();
    assert_eq!(thumbprint(&public), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}
