//! A body is JSON of the declared shape, whole, in time and not too large, or it is refused with the place at fault.

use super::caller;
use super::problem::{Answered, Problem};
use super::state::AppState;
use crate::access::FieldError;
use crate::policy::problem_texts::ProblemKind;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::Segment;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// Longest explanation repeated from a failed parse.
const LONGEST_DETAIL: usize = 300;

/// A JSON body, for requests that nobody has signed. Changes of a signed caller take
/// [`Changing`](super::caller::Changing).
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Answered<Self>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let bytes = read_json(&req, payload).await?;
            parse(&bytes).map(Self)
        })
    }
}

/// Reads the whole body of a JSON request.
///
/// # Errors
/// 415 for another media type or any encoding, 413 when it is too large, 400 when it does not arrive in time.
pub(super) async fn read_json(req: &HttpRequest, payload: Payload) -> Answered<Bytes> {
    if !is_json(req) {
        return Err(Problem::of(ProblemKind::MediaTypeNotSupported));
    }
    read(req, payload).await
}

/// Reads the whole body.
///
/// # Errors
/// As [`read_json`], but for the media type.
pub(super) async fn read(req: &HttpRequest, payload: Payload) -> Answered<Bytes> {
    read_at_most(req, payload, limit(caller::state(req)?)).await
}

/// Reads the whole body of a route that takes larger or smaller ones than others.
///
/// # Errors
/// As [`read`].
pub(super) async fn read_at_most(req: &HttpRequest, mut payload: Payload, limit: usize) -> Answered<Bytes> {
    let state = caller::state(req)?;
    if is_encoded(req) {
        return Err(Problem::of(ProblemKind::MediaTypeNotSupported));
    }
    let declared = req
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > limit) {
        return Err(Problem::of(ProblemKind::BodyTooLarge));
    }
    let body = web::Payload::from_request(req, &mut payload).await;
    let body = body.map_err(|_| Problem::of(ProblemKind::MalformedRequest))?;
    let patience = Duration::from_secs(state.settings.server.request_timeout_s.into());
    match tokio::time::timeout(patience, body.to_bytes_limited(limit)).await {
        Ok(Ok(Ok(bytes))) => Ok(bytes),
        Ok(Ok(Err(_))) => Err(Problem::malformed("", "the body broke off")),
        Ok(Err(_)) => Err(Problem::of(ProblemKind::BodyTooLarge)),
        Err(_) => Err(Problem::malformed("", "the body did not arrive in time")),
    }
}

/// Parses a body: 400 when it is not JSON, 422 with a pointer when it is JSON of another shape.
///
/// # Errors
/// See above.
pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Answered<T> {
    // A body has named fields: a list in their order would be read as well, and nobody would have said which is which.
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'[') {
        return Err(Problem::at(
            ProblemKind::NotAcceptable,
            FieldError::new("", "an object is expected"),
        ));
    }
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let mut pointer = pointer(error.path());
        let error = error.into_inner();
        match error.classify() {
            Category::Data => {
                let text = error.to_string();
                // These two are told about the object; the field is in the text.
                let field = ["missing field `", "duplicate field `"]
                    .iter()
                    .find_map(|said| quoted_after(&text, said));
                if let Some(field) = field {
                    push(&mut pointer, field);
                }
                Problem::at(ProblemKind::NotAcceptable, FieldError::new(&pointer, explain(&text)))
            }
            Category::Syntax | Category::Eof | Category::Io => not_json(&error),
        }
    })?;
    json.end().map_err(|error| not_json(&error))?;
    Ok(parsed)
}

fn not_json(error: &serde_json::Error) -> Problem {
    Problem::malformed(
        "",
        format!("not JSON at line {}, column {}", error.line(), error.column()),
    )
}

/// What is wrong, without repeating what was sent.
fn explain(text: &str) -> String {
    let text = text.rsplit_once(" at line ").map_or(text, |(said, _)| said);
    let starts = |prefix: &str| text.starts_with(prefix);
    let fixed = if starts("missing field ") {
        Some("is missing".to_owned())
    } else if starts("unknown field ") {
        Some("is not a field of this request".to_owned())
    } else if starts("duplicate field ") {
        Some("is given more than once".to_owned())
    } else if starts("unknown variant ") || starts("invalid ") {
        text.rsplit_once(", expected ")
            .map(|(_, expected)| format!("expected {expected}"))
    } else {
        None
    };
    let mut said = fixed.unwrap_or_else(|| text.to_owned());
    if let Some((cut, _)) = said.char_indices().nth(LONGEST_DETAIL) {
        said.truncate(cut);
    }
    said
}

fn quoted_after<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.split('`').next()
}

/// The path as a JSON pointer (RFC 6901).
fn pointer(path: &serde_path_to_error::Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => push(&mut pointer, &index.to_string()),
            Segment::Map { key } => push(&mut pointer, key),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

fn push(pointer: &mut String, part: &str) {
    pointer.push('/');
    pointer.push_str(&part.replace('~', "~0").replace('/', "~1"));
}

fn limit(state: &AppState) -> usize {
    usize::try_from(state.settings.server.max_body_bytes).unwrap_or(usize::MAX)
}

fn is_json(req: &HttpRequest) -> bool {
    let one = req.headers().get_all(header::CONTENT_TYPE).count() == 1;
    let json = req.mime_type().ok().flatten().is_some_and(|mime| {
        mime.essence_str() == "application/json" && mime.get_param("charset").is_none_or(|set| set == "utf-8")
    });
    one && json
}

fn is_encoded(req: &HttpRequest) -> bool {
    req.headers()
        .get_all(header::CONTENT_ENCODING)
        .any(|coding| !coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity"))
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
