//! What comes with a request, besides its body: the claimed session, the instant, and the guards on a change.

use super::screening::Texts;
use crate::domain::ids::SessionId;
use crate::domain::screening::Kind;
use chrono::{DateTime, Utc};

/// Number of a request: in a header and in the log, nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

/// A key the client chose so that a repeated change has one effect.
#[derive(Debug, Clone)]
pub struct Idempotency {
    /// The key.
    pub key: String,
    /// Method and path.
    pub route: String,
    /// Keyed hash of the body; the body itself is never kept.
    pub body_mac: String,
}

/// The context of one request. Only a verified session token makes one with a session.
#[derive(Debug, Clone)]
pub struct Context {
    pub(crate) session: Option<SessionId>,
    pub(crate) system: Option<super::SystemActor>,
    pub(crate) request_id: RequestId,
    pub(crate) at: DateTime<Utc>,
    pub(crate) idempotency: Option<Idempotency>,
    pub(crate) if_match: Option<String>,
    pub(super) texts: Texts,
}

impl Context {
    /// The context of somebody who is not signed in.
    #[must_use]
    pub fn anonymous(request_id: RequestId, at: DateTime<Utc>) -> Self {
        Self {
            session: None,
            system: None,
            request_id,
            at,
            idempotency: None,
            if_match: None,
            texts: Texts::default(),
        }
    }

    /// The context of a verified session.
    #[must_use]
    pub(crate) fn of_session(session: SessionId, request_id: RequestId, at: DateTime<Utc>) -> Self {
        Self {
            session: Some(session),
            ..Self::anonymous(request_id, at)
        }
    }

    /// The context of background work.
    #[must_use]
    pub(crate) fn of_system(system: super::SystemActor, request_id: RequestId, at: DateTime<Utc>) -> Self {
        Self {
            system: Some(system),
            ..Self::anonymous(request_id, at)
        }
    }

    /// With the key of a repeatable change.
    #[must_use]
    pub fn with_idempotency(mut self, idempotency: Option<Idempotency>) -> Self {
        self.idempotency = idempotency;
        self
    }

    /// With the version the client saw.
    #[must_use]
    pub fn with_if_match(mut self, if_match: Option<String>) -> Self {
        self.if_match = if_match;
        self
    }

    /// Screens a free text that comes with the request (R26, R55). What is found ends the act once it is permitted, unless
    /// it leaves a doubt only and `confirmed` says that it is needed; to somebody who may not act it tells nothing.
    pub fn screen(&mut self, pointer: &str, text: &str, confirmed: bool) {
        self.texts.add(pointer, text, confirmed, None);
    }

    /// Screens the text of a field that is made for one kind of doubt, such as an address in the place of a meeting.
    pub fn screen_but(&mut self, pointer: &str, text: &str, confirmed: bool, but: Kind) {
        self.texts.add(pointer, text, confirmed, Some(but));
    }

    /// When the request came in.
    #[must_use]
    pub const fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Number of the request.
    #[must_use]
    pub const fn request_id(&self) -> &RequestId {
        &self.request_id
    }
}
