//! The asker's part in an agenda item: invited, answered, acknowledged, there; and what stands in the way of opening it.

/// Attendance of the asker at the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attendance {
    /// Not checked in.
    Never,
    /// Checked in, not confirmed by the chair.
    CheckedIn,
    /// Confirmed, and in the room.
    Effective,
    /// Confirmed, and checked out since.
    Left,
}

impl Attendance {
    pub(in crate::policy) const ALL: [Self; 4] = [Self::Never, Self::CheckedIn, Self::Effective, Self::Left];

    pub(in crate::policy) const fn code(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::CheckedIn => "checked_in",
            Self::Effective => "effective",
            Self::Left => "left",
        }
    }

    /// Whether the person took part in the sense of R18.
    #[must_use]
    pub const fn took_part(self) -> bool {
        matches!(self, Self::Effective | Self::Left)
    }

    /// Whether the person is in the room.
    #[must_use]
    pub const fn in_the_room(self) -> bool {
        matches!(self, Self::CheckedIn | Self::Effective)
    }
}

/// What the invitee answered so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answered {
    /// Nothing yet.
    NotYet,
    /// Comes.
    Accepted,
    /// Does not come.
    Declined,
    /// Somebody else comes instead (R07).
    Replaced,
}

impl Answered {
    pub(in crate::policy) const ALL: [Self; 4] = [Self::NotYet, Self::Accepted, Self::Declined, Self::Replaced];

    pub(in crate::policy) const fn code(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Replaced => "replaced",
        }
    }
}

/// How the asker is involved in the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Involvement {
    /// No invitation was sent to this seat.
    None,
    /// An invitation was sent.
    Invited {
        /// The answer.
        answered: Answered,
        /// Whether the secrecy of the consultation was acknowledged for this case (R17).
        acknowledged: bool,
        /// Attendance so far.
        attendance: Attendance,
    },
}

/// What stands in the way of opening, apart from the asker (R14, R19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opening {
    /// Nothing.
    Ready,
    /// A core seat is not checked in, or its clearance lapsed.
    CoreSeatMissing,
    /// Another item of the meeting is open.
    AnotherItemOpen,
}
