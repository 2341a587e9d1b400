//! View of a meeting.

use crate::domain::ids::MeetingId;
use crate::domain::meeting::MeetingState;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A meeting: when, where and how far; its items are listed apart, each to those it concerns.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingView {
    /// Its id.
    pub id: MeetingId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// Its state, for those who prepare and direct it: to an invitee it would tell of other items (R14).
    pub state: Option<MeetingState>,
    /// When the mayor convened it.
    pub convened_at: Option<DateTime<Utc>>,
}
