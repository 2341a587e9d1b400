//! Meetings, agenda items, invitations and attendance: their states (R14-R19).

use super::code::codes;

codes! {
    /// States of a meeting.
    MeetingState {
        /// Being prepared.
        Draft = "draft",
        /// Convened by one act of the mayor.
        Convened = "convened",
        /// An item has been opened.
        InSession = "in_session",
        /// Every item is closed.
        Closed = "closed",
    }
}

codes! {
    /// States of an agenda item.
    ItemState {
        /// Being prepared.
        Draft = "draft",
        /// Its invitations were sent.
        Convened = "convened",
        /// The consultation on this case is going on.
        Open = "open",
        /// Over; its participation is frozen.
        Closed = "closed",
    }
}

codes! {
    /// States of an invitation.
    InvitationState {
        /// Proposed by the coordinator, unknown to the invitee.
        Prepared = "prepared",
        /// Sent by the mayor's act.
        Sent = "sent",
        /// Accepted by the invitee.
        Accepted = "accepted",
        /// Declined by the invitee.
        Declined = "declined",
        /// Somebody else comes instead, with the mayor's approval (R07).
        Replaced = "replaced",
    }
}

codes! {
    /// States of a replacement for one item (R07).
    ReplacementState {
        /// Waits for the mayor.
        Proposed = "proposed",
        /// The mayor approved; the replacement was invited.
        Approved = "approved",
        /// The mayor refused.
        Refused = "refused",
    }
}

codes! {
    /// An invitee's answer; it can change until the item closes (R16).
    Answer {
        /// Comes.
        Accepted = "accepted",
        /// Does not come.
        Declined = "declined",
    }
}

codes! {
    /// Reasons to decline; none asks for a text (R16).
    DeclineReason {
        /// The invitee's professional judgement, unexplained.
        ProfessionalJudgement = "professional_judgement",
        /// No contribution to make to this follow-up.
        NothingToContribute = "nothing_to_contribute",
        /// A relation to the person that stands in the way.
        ConflictOfInterest = "conflict_of_interest",
        /// Not available at that time.
        NotAvailable = "not_available",
    }
}
