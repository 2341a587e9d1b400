//! What guards a change: the version its author saw, and the key under which it may be repeated.

use super::caller;
use super::problem::{Answered, Problem};
use crate::access::{Context, Idempotency};
use crate::policy::problem_texts::ProblemKind;
use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderName};
use data_encoding::HEXLOWER;

/// Longest key of a repeatable change.
const LONGEST_KEY: usize = 64;
/// Longest entity tag: ours have 24 characters.
const LONGEST_TAG: usize = 128;
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The guards of one request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guards {
    if_match: Option<String>,
    key: Option<String>,
}

impl Guards {
    pub(super) fn of(req: &HttpRequest) -> Answered<Self> {
        Ok(Self {
            if_match: if_match(req)?,
            key: idempotency_key(req)?,
        })
    }

    pub(super) fn on(self, ctx: Context, req: &HttpRequest, body: &[u8]) -> Answered<Context> {
        let keyring = &caller::state(req)?.keyring;
        let idempotency = self.key.map(|key| Idempotency {
            key,
            route: format!("{} {}", req.method(), req.path()),
            body_mac: HEXLOWER.encode(&keyring.mac("idempotency", body)),
        });
        Ok(ctx.with_if_match(self.if_match).with_idempotency(idempotency))
    }
}

/// `*` guards nothing beyond existence, which every act asks for anyway.
fn if_match(req: &HttpRequest) -> Answered<Option<String>> {
    let Some(text) = single(req, &header::IF_MATCH)? else {
        return Ok(None);
    };
    if text == "*" {
        return Ok(None);
    }
    let tag = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let tag = tag.filter(|tag| (1..=LONGEST_TAG).contains(&tag.len()) && !tag.contains('"'));
    let wrong = || Problem::malformed("/header/If-Match", "one strong entity tag in quotes is expected");
    tag.map(|tag| Some(tag.to_owned())).ok_or_else(wrong)
}

fn idempotency_key(req: &HttpRequest) -> Answered<Option<String>> {
    let Some(key) = single(req, &IDEMPOTENCY_KEY)? else {
        return Ok(None);
    };
    let printable = key.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if printable && (1..=LONGEST_KEY).contains(&key.len()) {
        return Ok(Some(key.to_owned()));
    }
    Err(Problem::malformed(
        "/header/Idempotency-Key",
        "1 to 64 printable ASCII characters are expected",
    ))
}

/// The one value of a header; two of them are not guessed at.
fn single<'a>(req: &'a HttpRequest, name: &HeaderName) -> Answered<Option<&'a str>> {
    let mut all = req.headers().get_all(name);
    match (all.next(), all.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value
            .to_str()
            .map(Some)
            .map_err(|_| Problem::of(ProblemKind::MalformedRequest)),
        (Some(_), Some(_)) => Err(Problem::malformed(
            &format!("/header/{name}"),
            "is given more than once",
        )),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use actix_web::test::TestRequest;

    fn guards(headers: &[(&str, &str)]) -> Answered<Guards> {
        let mut req = TestRequest::post();
        for header in headers {
            req = req.append_header(*header);
        }
        Guards::of(&req.to_http_request())
    }

    #[test]
    fn one_strong_tag_in_quotes_guards_a_change() {
        let tag = |text: &str| guards(&[("if-match", text)]);
        assert_eq!(tag("\"abc-_9\"").unwrap().if_match.unwrap(), "abc-_9");
        assert_eq!(tag("*").unwrap().if_match, None);
        for wrong in ["abc", "W/\"abc\"", "\"a\", \"b\"", "\"\"", "\"", "\"abc", ""] {
            assert_eq!(tag(wrong).unwrap_err().kind(), ProblemKind::MalformedRequest, "{wrong}");
        }
        assert!(guards(&[("if-match", "\"a\""), ("if-match", "\"b\"")]).is_err());
        assert_eq!(
            guards(&[("if-none-match", "\"a\"")]).unwrap(),
            Guards {
                if_match: None,
                key: None
            }
        );
    }

    #[test]
    fn a_key_has_1_to_64_printable_characters() {
        let key = |text: &str| guards(&[("idempotency-key", text)]);
        let longest = "k".repeat(64);
        for good in ["a", "b1c2 d3", longest.as_str()] {
            assert_eq!(key(good).unwrap().key.unwrap(), good);
        }
        for wrong in ["", "sleutel é", "a\tb", &"k".repeat(65)] {
            assert_eq!(key(wrong).unwrap_err().kind(), ProblemKind::MalformedRequest, "{wrong}");
        }
        assert!(guards(&[("idempotency-key", "a"), ("idempotency-key", "a")]).is_err());
    }
}
