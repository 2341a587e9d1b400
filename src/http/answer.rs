//! What was disclosed leaves as JSON under a strong entity tag.

use crate::access::{Disclosed, Outcome};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, TryIntoHeaderPair};
use serde::Serialize;

/// 200 with the view.
#[must_use]
pub fn shown<V: Serialize>(disclosed: Disclosed<V>) -> HttpResponse {
    let etag = tag(disclosed.etag());
    with(StatusCode::OK, (header::ETAG, etag)).json(disclosed.into_view())
}

/// 201 with the outcome of an act, as far as the actor may read it, and its address below `collection`.
#[must_use]
pub fn created<V: Serialize>(
    disclosed: Disclosed<Outcome<V>>,
    collection: &str,
    id: impl FnOnce(&V) -> String,
) -> HttpResponse {
    let etag = tag(disclosed.etag());
    let outcome = disclosed.into_view();
    let id = match &outcome {
        Outcome::Seen(view) => id(view),
        Outcome::Done { id } => id.clone(),
    };
    with(StatusCode::CREATED, (header::ETAG, etag))
        .insert_header((header::LOCATION, format!("{collection}/{id}")))
        .json(outcome)
}

/// 204: done, and nothing to show.
#[must_use]
pub fn done<V>(disclosed: &Disclosed<V>) -> HttpResponse {
    with(StatusCode::NO_CONTENT, (header::ETAG, tag(disclosed.etag()))).finish()
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
