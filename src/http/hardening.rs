//! What every answer bears, whatever happened inside: a number, headers that keep browsers modest, one line in the
//! journal without a path, an address or a name.

use super::caller::Arrival;
use super::openapi::Allowed;
use super::problem::Problem;
use super::problem_view;
use super::state::AppState;
use crate::access::RequestId;
use crate::clock;
use crate::policy::problem_texts::ProblemKind;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use std::time::Instant;

/// The header with the number of the request.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const NO_ROUTE: &str = "-";
const STRICT: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/// The pages of the API description load their own files, and set styles from script.
const OF_DOCS: &str = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; \
                       frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Wraps everything: gives the request its number, and dresses the answer.
///
/// # Errors
/// None of its own.
pub async fn harden(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let started = Instant::now();
    let Some(state) = req.app_data::<web::Data<AppState>>().cloned() else {
        return Err(Problem::of(ProblemKind::Unavailable).into());
    };
    let at = state.clock.now();
    let number = clock::new_id(at);
    req.extensions_mut().insert(Arrival {
        request_id: RequestId(number.clone()),
        at,
    });
    let (req, inner) = next.call(req).await?.into_parts();
    let mut answer = match problem_in(&inner) {
        Some(problem) => reworded(problem.borrow(), &req, &state, &number),
        None => inner.map_into_boxed_body(),
    };
    dress(answer.headers_mut(), req.path(), &number);
    let route = req.match_pattern().unwrap_or_else(|| NO_ROUTE.to_owned());
    let (method, status) = (known(req.method()), answer.status().as_u16());
    state.metrics.answered(&route, status);
    tracing::info!(
        target: "livc::http",
        method,
        route,
        status,
        duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        request_id = number,
        "answered"
    );
    Ok(ServiceResponse::new(req, answer))
}

/// Answers where no route was found: 405 where another method has one, else the one constant 404.
///
/// # Errors
/// Always.
pub async fn no_route(req: HttpRequest, allowed: web::Data<Allowed>) -> Result<HttpResponse, Problem> {
    Err(match req.match_pattern() {
        Some(pattern) => Problem::method_not_allowed(allowed.at(&pattern)),
        None => Problem::of(ProblemKind::NotFound),
    })
}

enum Found<'a> {
    Ours(&'a Problem),
    Strange(Problem),
}

impl Found<'_> {
    const fn borrow(&self) -> &Problem {
        match self {
            Self::Ours(problem) => problem,
            Self::Strange(problem) => problem,
        }
    }
}

/// The problem behind an answer; whatever some other part refused becomes one of ours.
fn problem_in<B>(answer: &HttpResponse<B>) -> Option<Found<'_>> {
    if let Some(problem) = answer.error().and_then(|error| error.as_error::<Problem>()) {
        return Some(Found::Ours(problem));
    }
    let status = answer.status();
    let refused = status.is_client_error() || status.is_server_error();
    (refused && status != StatusCode::SERVICE_UNAVAILABLE).then(|| {
        if let (true, Some(error)) = (status.is_server_error(), answer.error()) {
            tracing::error!(%error, "a handler failed");
        }
        Found::Strange(Problem::of_status(status))
    })
}

fn reworded(problem: &Problem, req: &HttpRequest, state: &AppState, number: &str) -> HttpResponse {
    if let Some(cause) = problem.cause() {
        state.metrics.unavailable(&cause);
        tracing::error!(request_id = number, cause, "unavailable");
    }
    let wanted = req
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let lang = problem_view::language(wanted, state.language);
    problem.answer(&problem_view::Reader {
        lang,
        today: clock::today_in_brussels(state.clock.now()),
        legal: &state.legal.rows(),
    })
}

fn dress(headers: &mut HeaderMap, path: &str, number: &str) {
    let mut set = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(
        header::CONTENT_SECURITY_POLICY,
        if path.starts_with("/docs/") { OF_DOCS } else { STRICT },
    );
    if path.starts_with("/api") {
        set(header::CACHE_CONTROL, "no-store");
    }
    // The number is a UUID: it always fits a header.
    if let Ok(number) = HeaderValue::from_str(number) {
        headers.insert(REQUEST_ID, number);
    }
}

/// Methods are free text: only the known ones are written down.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "OTHER",
    }
}
