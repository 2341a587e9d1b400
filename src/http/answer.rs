//! What was disclosed leaves as JSON under a strong entity tag.

use crate::access::{Disclosed, Outcome};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentType, TryIntoHeaderPair};
use serde::Serialize;

/// 200 with the view.
#[must_use]
pub fn shown<V: Serialize>(disclosed: Disclosed<V>) -> HttpResponse {
    let etag = tag(disclosed.etag());
    written(with(StatusCode::OK, (header::ETAG, etag)), disclosed)
}

/// 201 with the outcome of an act, as far as the actor may read it, and its address below `collection`.
#[must_use]
pub fn created<V: Serialize>(
    disclosed: Disclosed<Outcome<V>>,
    collection: &str,
    id: impl FnOnce(&V) -> String,
) -> HttpResponse {
    let etag = tag(disclosed.etag());
    let id = match disclosed.view() {
        Outcome::Seen(view) => id(view),
        Outcome::Done { id } => id.clone(),
    };
    let mut answer = with(StatusCode::CREATED, (header::ETAG, etag));
    answer.insert_header((header::LOCATION, format!("{collection}/{id}")));
    written(answer, disclosed)
}

/// The body is the JSON that the entity tag was made from; it is not written a second time.
fn written<V>(mut answer: actix_web::HttpResponseBuilder, disclosed: Disclosed<V>) -> HttpResponse {
    answer.content_type(ContentType::json()).body(disclosed.into_json())
}

/// 204: done, and nothing to show.
#[must_use]
pub fn done<V>(disclosed: &Disclosed<V>) -> HttpResponse {
    with(StatusCode::NO_CONTENT, (header::ETAG, tag(disclosed.etag()))).finish()
}

/// 200 with a file to keep, under a name that tells nothing; the body follows.
#[must_use]
pub fn file(etag: &str, media: &str, name: &str) -> actix_web::HttpResponseBuilder {
    let mut answer = with(StatusCode::OK, (header::ETAG, tag(etag)));
    answer
        .insert_header((header::CONTENT_TYPE, media))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    answer
}

fn with(status: StatusCode, header: impl TryIntoHeaderPair) -> actix_web::HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer.insert_header(header);
    answer
}

fn tag(etag: &str) -> String {
    format!("\"{etag}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_strong_and_quoted() {
        assert_eq!(tag("ab-_1"), "\"ab-_1\"");
    }
}
