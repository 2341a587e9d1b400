//! Ids in the path: of the right form, or refused with their position named.

use super::problem::{Answered, Problem};
use crate::domain::ids::Identifier;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use std::future::{Ready, ready};

/// The first id of the path.
#[derive(Debug)]
pub struct Id<A>(pub A);

/// The first two ids of the path.
#[derive(Debug)]
pub struct Ids<A, B>(pub A, pub B);

impl<A: Identifier> FromRequest for Id<A> {
    type Error = Problem;
    type Future = Ready<Answered<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(nth(req, 0).map(Self))
    }
}

impl<A: Identifier, B: Identifier> FromRequest for Ids<A, B> {
    type Error = Problem;
    type Future = Ready<Answered<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(nth(req, 0).and_then(|first| Ok(Self(first, nth(req, 1)?))))
    }
}

fn nth<A: Identifier>(req: &HttpRequest, position: usize) -> Answered<A> {
    let part = req.match_info().iter().nth(position);
    let (name, text) = part.ok_or_else(|| Problem::malformed("/path", "an identifier is missing"))?;
    A::parse_text(text).ok_or_else(|| {
        let detail = format!("not an identifier: {} is expected", A::WRITTEN);
        Problem::malformed(&format!("/path/{name}"), detail)
    })
}
