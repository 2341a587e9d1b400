//! The closed set of problem kinds: every refusal that leaves the program is one of these.

use super::lang::{Lang, Words};
use super::{problem_details as details, problem_help as help, problem_titles as titles};
use crate::domain::code::codes;

codes! {
    /// A kind of refusal; its code is the last part of the address of its documentation page.
    ProblemKind {
        /// The request cannot be read.
        MalformedRequest = "malformed-request",
        /// The address exists, the method does not.
        MethodNotAllowed = "method-not-allowed",
        /// The body is larger than accepted.
        BodyTooLarge = "body-too-large",
        /// The body is not JSON.
        MediaTypeNotSupported = "media-type-not-supported",
        /// No session, or one that has ended.
        NotSignedIn = "not-signed-in",
        /// The evidence of a sign-in was not accepted.
        SignInRefused = "sign-in-refused",
        /// The function may never do this, or not on this object.
        Forbidden = "forbidden",
        /// Nothing the caller may know of.
        NotFound = "not-found",
        /// The object is not in a state that allows the act.
        WrongState = "wrong-state",
        /// Someone else was first.
        ChangedMeanwhile = "changed-meanwhile",
        /// The readers changed since the preview.
        NewPreviewNeeded = "new-preview-needed",
        /// The caller worked on an older version.
        StaleVersion = "stale-version",
        /// The content is not acceptable.
        NotAcceptable = "not-acceptable",
        /// One key, two different requests.
        IdempotencyKeyReused = "idempotency-key-reused",
        /// Sealed, closed or on hold.
        Sealed = "sealed",
        /// Something the caller must do first.
        PreconditionMissing = "precondition-missing",
        /// Too many attempts in a short time.
        TooManyRequests = "too-many-requests",
        /// The database, the keys or the log cannot be written.
        Unavailable = "unavailable",
    }
}

impl ProblemKind {
    /// The HTTP status of the kind.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::MalformedRequest => 400,
            Self::MethodNotAllowed => 405,
            Self::BodyTooLarge => 413,
            Self::MediaTypeNotSupported => 415,
            Self::NotSignedIn | Self::SignInRefused => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::WrongState | Self::ChangedMeanwhile | Self::NewPreviewNeeded => 409,
            Self::StaleVersion => 412,
            Self::NotAcceptable | Self::IdempotencyKeyReused => 422,
            Self::Sealed => 423,
            Self::PreconditionMissing => 428,
            Self::TooManyRequests => 429,
            Self::Unavailable => 503,
        }
    }

    /// The short name of the kind, for a reader.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        self.words().0.in_lang(lang)
    }

    /// One or two sentences on what happened, for a reader.
    #[must_use]
    pub const fn detail(self, lang: Lang) -> &'static str {
        self.words().1.in_lang(lang)
    }

    /// The paragraph of its documentation page: the cause, and what to do.
    #[must_use]
    pub const fn help_en(self) -> &'static str {
        match self {
            Self::MalformedRequest => help::MALFORMED_REQUEST,
            Self::MethodNotAllowed => help::METHOD_NOT_ALLOWED,
            Self::BodyTooLarge => help::BODY_TOO_LARGE,
            Self::MediaTypeNotSupported => help::MEDIA_TYPE_NOT_SUPPORTED,
            Self::NotSignedIn => help::NOT_SIGNED_IN,
            Self::SignInRefused => help::SIGN_IN_REFUSED,
            Self::Forbidden => help::FORBIDDEN,
            Self::NotFound => help::NOT_FOUND,
            Self::WrongState => help::WRONG_STATE,
            Self::ChangedMeanwhile => help::CHANGED_MEANWHILE,
            Self::NewPreviewNeeded => help::NEW_PREVIEW_NEEDED,
            Self::StaleVersion => help::STALE_VERSION,
            Self::NotAcceptable => help::NOT_ACCEPTABLE,
            Self::IdempotencyKeyReused => help::IDEMPOTENCY_KEY_REUSED,
            Self::Sealed => help::SEALED,
            Self::PreconditionMissing => help::PRECONDITION_MISSING,
            Self::TooManyRequests => help::TOO_MANY_REQUESTS,
            Self::Unavailable => help::UNAVAILABLE,
        }
    }

    /// Title and detail.
    const fn words(self) -> (&'static Words, &'static Words) {
        match self {
            Self::MalformedRequest => (&titles::MALFORMED_REQUEST, &details::MALFORMED_REQUEST),
            Self::MethodNotAllowed => (&titles::METHOD_NOT_ALLOWED, &details::METHOD_NOT_ALLOWED),
            Self::BodyTooLarge => (&titles::BODY_TOO_LARGE, &details::BODY_TOO_LARGE),
            Self::MediaTypeNotSupported => (&titles::MEDIA_TYPE_NOT_SUPPORTED, &details::MEDIA_TYPE_NOT_SUPPORTED),
            Self::NotSignedIn => (&titles::NOT_SIGNED_IN, &details::NOT_SIGNED_IN),
            Self::SignInRefused => (&titles::SIGN_IN_REFUSED, &details::SIGN_IN_REFUSED),
            Self::Forbidden => (&titles::FORBIDDEN, &details::FORBIDDEN),
            Self::NotFound => (&titles::NOT_FOUND, &details::NOT_FOUND),
            Self::WrongState => (&titles::WRONG_STATE, &details::WRONG_STATE),
            Self::ChangedMeanwhile => (&titles::CHANGED_MEANWHILE, &details::CHANGED_MEANWHILE),
            Self::NewPreviewNeeded => (&titles::NEW_PREVIEW_NEEDED, &details::NEW_PREVIEW_NEEDED),
            Self::StaleVersion => (&titles::STALE_VERSION, &details::STALE_VERSION),
            Self::NotAcceptable => (&titles::NOT_ACCEPTABLE, &details::NOT_ACCEPTABLE),
            Self::IdempotencyKeyReused => (&titles::IDEMPOTENCY_KEY_REUSED, &details::IDEMPOTENCY_KEY_REUSED),
            Self::Sealed => (&titles::SEALED, &details::SEALED),
            Self::PreconditionMissing => (&titles::PRECONDITION_MISSING, &details::PRECONDITION_MISSING),
            Self::TooManyRequests => (&titles::TOO_MANY_REQUESTS, &details::TOO_MANY_REQUESTS),
            Self::Unavailable => (&titles::UNAVAILABLE, &details::UNAVAILABLE),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_its_own_words_in_every_language() {
        let (mut titles, mut details, mut pages) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for kind in ProblemKind::ALL {
            assert!(pages.insert(kind.help_en()), "{kind}");
            for lang in Lang::ALL {
                assert!(titles.insert((*lang, kind.title(*lang))), "{kind} {lang}");
                assert!(details.insert((*lang, kind.detail(*lang))), "{kind} {lang}");
                assert!(kind.detail(*lang).ends_with('.'), "{kind} {lang}");
                assert!(!kind.title(*lang).ends_with('.'), "{kind} {lang}");
            }
        }
    }

    #[test]
    fn the_statuses_are_the_agreed_ones() {
        let statuses: Vec<u16> = ProblemKind::ALL.iter().map(|kind| kind.status()).collect();
        let agreed = [
            400, 405, 413, 415, 401, 401, 403, 404, 409, 409, 409, 412, 422, 422, 423, 428, 429, 503,
        ];
        assert_eq!(statuses, agreed);
    }

    #[test]
    fn not_found_names_no_rule_and_no_object() {
        for lang in Lang::ALL {
            let detail = ProblemKind::NotFound.detail(*lang).to_lowercase();
            for word in ["regel", "règle", "rule", "casus", "fall", "case"] {
                assert!(!detail.contains(word), "{lang}: {word}");
            }
        }
    }
}
