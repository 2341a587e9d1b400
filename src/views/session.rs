//! Views of one's session and of oneself.

use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId, SessionId};
use crate::domain::seat::Function;
use serde::Serialize;
use utoipa::ToSchema;

/// Oneself in this session.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeView {
    /// The session.
    pub session_id: SessionId,
    /// The account.
    pub account_id: AccountId,
    /// One's name.
    pub display_name: String,
    /// The seat this session acts in.
    pub seat_id: Option<SeatId>,
    /// The seats one may take today.
    pub seats: Vec<OfferedSeat>,
}

/// A seat one may take.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OfferedSeat {
    /// The seat.
    pub id: SeatId,
    /// Its function.
    pub function: Function,
    /// Its LIVC R.
    pub livc_id: Option<LivcId>,
    /// Name of its LIVC R.
    pub livc: Option<String>,
    /// Its organisation.
    pub organisation_id: Option<OrganisationId>,
    /// Name of its organisation.
    pub organisation: Option<String>,
}

/// Tokens of a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokensView {
    /// Bearer token for the next minutes.
    pub access_token: String,
    /// Seconds until it ends.
    pub expires_in: i64,
    /// Token for the next access token; each can be used once.
    pub refresh_token: String,
    /// Oneself.
    pub me: MeView,
}

/// What a person puts into an authenticator after activating the account. It is shown once.
#[derive(Debug, Serialize, ToSchema)]
pub struct EnrolledView {
    /// The login.
    pub login: String,
    /// Secret of the one-time codes, in base 32.
    pub totp_secret: String,
    /// The same as an address for an authenticator.
    pub otpauth_uri: String,
}
