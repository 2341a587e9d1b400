//! Acts signed on paper: entered by one person with the document's reference, confirmed by another (R54). No file is
//! ever kept.

use super::code::codes;
use super::ids::{InvitationId, SeatId};

codes! {
    /// What can be done on paper in this version.
    PaperKind {
        /// The mayor puts a case on the list.
        Listing = "listing",
        /// The mayor convenes a meeting.
        Convocation = "convocation",
        /// Those present sign the list of attendance of an item.
        Attendance = "attendance",
    }
}

impl PaperKind {
    /// Whether it is an act of the mayor, whom it then needs to ratify it.
    #[must_use]
    pub const fn is_the_mayors(self) -> bool {
        match self {
            Self::Listing | Self::Convocation => true,
            Self::Attendance => false,
        }
    }
}

codes! {
    /// How far a paper act is.
    PaperState {
        /// Entered by one person; without effect so far.
        Entered = "entered",
        /// Confirmed by a second person: it took effect.
        Confirmed = "confirmed",
        /// Ratified by the mayor.
        Ratified = "ratified",
        /// Taken back by who entered it, before it took effect.
        Withdrawn = "withdrawn",
    }
}

/// Working days between entering and confirming.
pub const DAYS_TO_CONFIRM: u32 = 2;
/// Working days between confirming and ratifying.
pub const DAYS_TO_RATIFY: u32 = 5;
/// Working days after an item in which its list of attendance can be entered (R18).
pub const DAYS_TO_ENTER_ATTENDANCE: u32 = 2;
/// How old a signature may be, in days.
pub const OLDEST_SIGNATURE: i64 = 30;
/// How many working days old the signature under a convocation may be: notice counts from it (R19).
pub const OLDEST_CONVOCATION: u32 = 2;
/// How many persons one list of attendance can bear.
pub const LONGEST_LIST: usize = 60;

/// What the paper says, besides its reference and its date.
#[derive(Clone, PartialEq, Eq)]
pub enum PaperDetails {
    /// The mayor's reason for putting the case on the list.
    Listing {
        /// The reason.
        reason: String,
    },
    /// The mayor's reason for short notice, where notice is short, and the invitations that were signed for.
    Convocation {
        /// The reason.
        urgency_reason: Option<String>,
        /// The invitations prepared when the act was entered: these and no others are sent.
        invited: Vec<InvitationId>,
    },
    /// Who signed the list.
    Attendance {
        /// Their seats.
        seats: Vec<SeatId>,
    },
}

impl PaperDetails {
    /// The kind of act they belong to.
    #[must_use]
    pub const fn kind(&self) -> PaperKind {
        match self {
            Self::Listing { .. } => PaperKind::Listing,
            Self::Convocation { .. } => PaperKind::Convocation,
            Self::Attendance { .. } => PaperKind::Attendance,
        }
    }

    /// As a row holds them.
    #[must_use]
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        match self {
            Self::Listing { reason } => Some(reason.clone().into_bytes()),
            Self::Convocation {
                urgency_reason,
                invited,
            } => {
                let ids: Vec<&str> = invited.iter().map(InvitationId::as_str).collect();
                let reason = urgency_reason.iter().map(|reason| format!("\n{reason}"));
                Some((ids.join(" ") + &reason.collect::<String>()).into_bytes())
            }
            Self::Attendance { seats } => {
                let ids: Vec<&str> = seats.iter().map(SeatId::as_str).collect();
                Some(ids.join("\n").into_bytes())
            }
        }
    }

    /// Reads them back; `None` for anything this program did not write.
    #[must_use]
    pub fn read(kind: PaperKind, bytes: Option<Vec<u8>>) -> Option<Self> {
        let text = bytes.map(String::from_utf8).transpose().ok()?;
        Some(match kind {
            PaperKind::Listing => Self::Listing { reason: text? },
            PaperKind::Convocation => {
                let text = text?;
                let (ids, reason) = match text.split_once('\n') {
                    Some((ids, reason)) => (ids, Some(reason.to_owned())),
                    None => (text.as_str(), None),
                };
                let ids = ids.split_whitespace().map(|id| InvitationId::parse(id).ok());
                Self::Convocation {
                    urgency_reason: reason,
                    invited: ids.collect::<Option<_>>()?,
                }
            }
            PaperKind::Attendance => Self::Attendance {
                seats: text?.lines().map(|id| SeatId::parse(id).ok()).collect::<Option<_>>()?,
            },
        })
    }
}

impl std::fmt::Debug for PaperDetails {
    /// Shows the kind only: a reason is confidential.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PaperDetails({})", self.kind())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn details_read_back_and_nothing_else_does() {
        let seat = SeatId::parse("01920000-0000-7000-8000-00000000abcd").unwrap();
        for details in [
            PaperDetails::Listing {
                reason: "two signals".into(),
            },
            PaperDetails::Convocation {
                urgency_reason: None,
                invited: Vec::new(),
            },
            PaperDetails::Convocation {
                urgency_reason: Some("now,\nat once".into()),
                invited: vec![InvitationId::parse(seat.as_str()).unwrap()],
            },
            PaperDetails::Attendance {
                seats: vec![seat.clone(), seat],
            },
        ] {
            let back = PaperDetails::read(details.kind(), details.to_bytes());
            assert!(back == Some(details.clone()), "{details:?}");
            assert!(!format!("{details:?}").contains("signals"));
        }
        assert!(PaperDetails::read(PaperKind::Listing, None).is_none());
        assert!(PaperDetails::read(PaperKind::Attendance, Some(b"nobody".to_vec())).is_none());
        assert!(PaperDetails::read(PaperKind::Convocation, Some(vec![0xff])).is_none());
    }
}
