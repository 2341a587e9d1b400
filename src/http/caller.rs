//! Who calls, with which guards on a change: read from the headers before a handler runs.
//!
//! A handler that reads takes [`Signed`]; one that changes takes [`Changing`] (with a body) or [`Acting`] (without);
//! one for whoever comes takes [`Anyone`]. `If-None-Match` is ignored: there is no 304.

use super::address;
use super::guards::Guards;
use super::json;
use super::problem::{Answered, Problem};
use super::state::AppState;
use crate::access::{Context, Refused, RequestId};
use crate::domain::ids::SessionId;
use crate::policy::problem_texts::ProblemKind;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use std::future::{Future, Ready, ready};
use std::net::IpAddr;
use std::pin::Pin;

/// When a request came in, and under which number. The edge puts it there for every request.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its number.
    pub request_id: RequestId,
    /// The instant.
    pub at: DateTime<Utc>,
}

/// A caller with a verified session token. Whether the session still holds is read with the object itself.
#[derive(Debug)]
pub struct Signed(pub Context);

/// Whoever comes, from an address.
#[derive(Debug)]
pub struct Anyone {
    /// A context without a session.
    pub ctx: Context,
    /// The address of the client, for patience with failures.
    pub address: IpAddr,
}

/// A change by a signed caller, with its body and its guards (`If-Match`, `Idempotency-Key`).
#[derive(Debug)]
pub struct Changing<T> {
    /// The context, with the guards.
    pub ctx: Context,
    /// The body.
    pub body: T,
}

/// A change by a signed caller that may say something about it, and need not.
#[derive(Debug)]
pub struct Bringing<T> {
    /// The context, with the guards.
    pub ctx: Context,
    /// The body; what is not said has its default.
    pub body: T,
}

/// A change by a signed caller that needs no body, with its guards. An empty object is accepted as well.
#[derive(Debug)]
pub struct Acting(pub Context);

type Later<T> = Pin<Box<dyn Future<Output = Answered<T>>>>;

impl FromRequest for Signed {
    type Error = Problem;
    type Future = Ready<Answered<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(signed(req).map(Self))
    }
}

impl FromRequest for Anyone {
    type Error = Problem;
    type Future = Ready<Answered<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(anyone(req))
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Changing<T> {
    type Error = Problem;
    type Future = Later<Self>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let ctx = signed(&req)?;
            let guards = Guards::of(&req)?;
            let bytes = json::read_json(&req, payload).await?;
            Ok(Self {
                body: json::parse(&bytes)?,
                ctx: guards.on(ctx, &req, &bytes)?,
            })
        })
    }
}

impl<T: DeserializeOwned + Default + 'static> FromRequest for Bringing<T> {
    type Error = Problem;
    type Future = Later<Self>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let ctx = signed(&req)?;
            let guards = Guards::of(&req)?;
            let typed = req.headers().contains_key(header::CONTENT_TYPE);
            let bytes = if typed {
                json::read_json(&req, payload).await?
            } else {
                json::read(&req, payload).await?
            };
            let body = match (bytes.is_empty(), typed) {
                (true, _) => T::default(),
                (false, true) => json::parse(&bytes)?,
                (false, false) => return Err(Problem::of(ProblemKind::MediaTypeNotSupported)),
            };
            Ok(Self {
                body,
                ctx: guards.on(ctx, &req, &bytes)?,
            })
        })
    }
}

impl FromRequest for Acting {
    type Error = Problem;
    type Future = Later<Self>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let ctx = signed(&req)?;
            let guards = Guards::of(&req)?;
            let bytes = json::read(&req, payload).await?;
            if !bytes.is_empty() {
                json::parse::<Nothing>(&bytes)?;
            }
            Ok(Self(guards.on(ctx, &req, b"")?))
        })
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// The state of the installation.
///
/// # Errors
/// Unavailable when the program was put together without it.
pub(super) fn state(req: &HttpRequest) -> Answered<&AppState> {
    let state = req.app_data::<web::Data<AppState>>();
    state
        .map(web::Data::get_ref)
        .ok_or_else(|| outage("the program has no state"))
}

fn arrival(req: &HttpRequest) -> Answered<Arrival> {
    req.extensions()
        .get::<Arrival>()
        .cloned()
        .ok_or_else(|| outage("the request has no number"))
}

fn outage(cause: &str) -> Problem {
    Refused::Unavailable(cause.to_owned()).into()
}

fn signed(req: &HttpRequest) -> Answered<Context> {
    let (state, arrival) = (state(req)?, arrival(req)?);
    let claims = bearer(req).and_then(|token| state.tokens.verify(token, arrival.at).ok());
    let session = claims
        .and_then(|claims| SessionId::parse(&claims.sid).ok())
        .ok_or(Refused::NotSignedIn)?;
    Ok(Context::of_session(session, arrival.request_id, arrival.at))
}

fn anyone(req: &HttpRequest) -> Answered<Anyone> {
    let (state, arrival) = (state(req)?, arrival(req)?);
    let address = address::of_client(req, &state.settings.server.trusted_proxies);
    let address = address.ok_or_else(|| outage("the connection has no address"))?;
    Ok(Anyone {
        ctx: Context::anonymous(arrival.request_id, arrival.at),
        address,
    })
}

/// The token of exactly one `Authorization: Bearer …` header.
fn bearer(req: &HttpRequest) -> Option<&str> {
    let mut all = req.headers().get_all(header::AUTHORIZATION);
    let (Some(value), None) = (all.next(), all.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn exactly_one_bearer_token_counts() {
        let token = |headers: &[&str]| {
            let req = headers.iter().fold(TestRequest::get(), |req, text| {
                req.append_header(("authorization", *text))
            });
            bearer(&req.to_http_request()).map(ToOwned::to_owned)
        };
        assert_eq!(token(&["Bearer a.b.c"]).unwrap(), "a.b.c");
        assert_eq!(token(&["bearer a.b.c"]).unwrap(), "a.b.c");
        for wrong in [
            &["Basic abc"][..],
            &["a.b.c"],
            &[],
            &["Bearer a", "Bearer b"],
            &["Bearer"],
        ] {
            assert_eq!(token(wrong), None, "{wrong:?}");
        }
    }
}
