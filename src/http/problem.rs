//! Every refusal leaves as one `application/problem+json` (RFC 9457): a fixed text, the rule, and the caller's own input.
//!
//! What is concealed, what is absent and what was never a route give one and the same answer.

use super::problem_view::{self, ProblemView, Reader};
use crate::access::{FieldError, Refused};
use crate::policy::problem_texts::ProblemKind;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";
/// How long to stay away from a house that is closed.
const RETRY_WHEN_UNAVAILABLE: u64 = 5;

/// Why a request is not answered with what it asked for.
#[derive(Debug)]
pub enum Problem {
    /// The gate, or what stands behind it, refused.
    Refused(Refused),
    /// The request did not come past the door.
    AtTheDoor(AtTheDoor),
}

/// A request that is refused for its form.
#[derive(Debug)]
pub struct AtTheDoor {
    kind: ProblemKind,
    errors: Vec<FieldError>,
    allow: Option<String>,
}

/// Result of a handler.
pub type Answered<T> = Result<T, Problem>;

impl Problem {
    /// A problem of this kind and nothing more.
    #[must_use]
    pub const fn of(kind: ProblemKind) -> Self {
        Self::AtTheDoor(AtTheDoor {
            kind,
            errors: Vec::new(),
            allow: None,
        })
    }

    /// A request that cannot be read, with the place that is at fault.
    #[must_use]
    pub fn malformed(pointer: &str, detail: impl Into<String>) -> Self {
        Self::at(ProblemKind::MalformedRequest, FieldError::new(pointer, detail))
    }

    /// A problem of this kind at one place of the request.
    #[must_use]
    pub fn at(kind: ProblemKind, error: FieldError) -> Self {
        Self::AtTheDoor(AtTheDoor {
            kind,
            errors: vec![error],
            allow: None,
        })
    }

    /// A route that has other methods.
    #[must_use]
    pub fn method_not_allowed(allow: impl Into<String>) -> Self {
        Self::AtTheDoor(AtTheDoor {
            kind: ProblemKind::MethodNotAllowed,
            errors: Vec::new(),
            allow: Some(allow.into()),
        })
    }

    /// The problem behind a status that some other part of the program gave.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        let kind = ProblemKind::ALL.iter().find(|kind| kind.status() == status.as_u16());
        Self::of(match (kind, status.is_server_error()) {
            (Some(kind), _) => *kind,
            (None, true) => ProblemKind::Unavailable,
            (None, false) => ProblemKind::MalformedRequest,
        })
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> ProblemKind {
        match self {
            Self::Refused(refused) => refused.kind(),
            Self::AtTheDoor(door) => door.kind,
        }
    }

    /// What the operator must know and nobody else: the cause of an outage.
    #[must_use]
    pub fn cause(&self) -> Option<String> {
        match self {
            Self::Refused(refused) => refused.is_outage().then(|| refused.to_string()),
            Self::AtTheDoor(_) => None,
        }
    }

    /// The answer, in one language, with the legal references of one day.
    #[must_use]
    pub fn answer(&self, reader: &Reader<'_>) -> HttpResponse {
        let kind = self.kind();
        let mut answer = HttpResponse::build(self.status_code());
        answer.insert_header((header::CONTENT_TYPE, MEDIA_TYPE));
        answer.insert_header((header::CONTENT_LANGUAGE, reader.lang.code()));
        if kind.status() == 401 {
            answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        if let Some(seconds) = self.retry_after() {
            answer.insert_header((header::RETRY_AFTER, seconds));
        }
        if let Self::AtTheDoor(AtTheDoor { allow: Some(allow), .. }) = self {
            answer.insert_header((header::ALLOW, allow.as_str()));
        }
        answer.json(self.view(reader))
    }

    fn view(&self, reader: &Reader<'_>) -> ProblemView {
        let (rule, errors) = match self {
            // One constant body: no rule, no place, nothing that depends on what is there.
            _ if self.kind() == ProblemKind::NotFound => (None, &[][..]),
            Self::Refused(refused) => (refused.rule(), problem_view::errors_of(refused)),
            Self::AtTheDoor(door) => (None, door.errors.as_slice()),
        };
        ProblemView::new(self.kind(), rule, errors, reader)
    }

    const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Refused(Refused::Throttled { retry_after }) => Some(*retry_after),
            Self::Refused(_) | Self::AtTheDoor(_) => match self.kind() {
                ProblemKind::Unavailable => Some(RETRY_WHEN_UNAVAILABLE),
                ProblemKind::TooManyRequests => Some(1),
                ProblemKind::MalformedRequest
                | ProblemKind::MethodNotAllowed
                | ProblemKind::BodyTooLarge
                | ProblemKind::MediaTypeNotSupported
                | ProblemKind::NotSignedIn
                | ProblemKind::SignInRefused
                | ProblemKind::Forbidden
                | ProblemKind::NotFound
                | ProblemKind::WrongState
                | ProblemKind::ChangedMeanwhile
                | ProblemKind::NewPreviewNeeded
                | ProblemKind::StaleVersion
                | ProblemKind::NotAcceptable
                | ProblemKind::IdempotencyKeyReused
                | ProblemKind::Sealed
                | ProblemKind::PreconditionMissing => None,
            },
        }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.kind().fmt(f)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.kind().status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE)
    }

    /// Only the status: the words are set where the language of the caller is known, at the edge.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

#[cfg(test)]
#[path = "problem_tests.rs"]
mod tests;
