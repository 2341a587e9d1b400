//! The LIVC R itself: its territory, its state and its protocol settings.

use super::code::codes;

pub mod municipality;

codes! {
    /// States of a LIVC R (R02).
    LivcState {
        /// Its three core seats are not yet filled.
        Draft = "draft",
        /// At work.
        Active = "active",
    }
}

codes! {
    /// Protocol setting `persist_secret_content`: whether professional-secrecy text may be kept at all (R25).
    SecretContent {
        /// Never: only markers.
        Forbidden = "forbidden",
        /// The author may opt in, after a sign-off of the data protection officer.
        AuthorOptIn = "author_opt_in",
    }
}
