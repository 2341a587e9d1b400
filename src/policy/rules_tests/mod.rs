//! Each rule at the level of the decision: what it must allow and what it must refuse, by name.

mod agreeing;
mod attending;
mod contributing;
mod convening;
mod directory;
mod following;
mod foundation;
mod log;
mod offices;
mod paper_inventory;
mod properties;
mod speaking;
mod telling;

use super::contribution::{ContributionFacts, Relation};
use super::item::{Answered, Attendance, Involvement, ItemFacts, Opening};
use super::livc::LivcFacts;
use super::meeting::{Agenda, MeetingFacts, Notice};
use super::subject::{Subject, decide};
use super::{Decision, Standing, matrix};
use crate::domain::contribution::{ContentClass, Form};
use crate::domain::livc::LivcState;
use crate::domain::meeting::{ItemState, MeetingState};
use crate::domain::seat::Function;

/// A decision in the words of the matrix, such as `409 R19`.
fn told<S: Subject>(act: S::Act, facts: S) -> String {
    matrix::leaf(decide(act, &facts))
}

/// Every decision about one kind of object.
fn every<S: Subject>(mut check: impl FnMut(S::Act, &S, Decision)) {
    for facts in S::all() {
        for act in <S::Act as super::Act>::ALL {
            check(*act, &facts, decide(*act, &facts));
        }
    }
}

fn cleared(function: Function) -> Standing {
    Standing::new(function, true)
}

/// Somebody invited who accepted, acknowledged, and is effective in the open item of her own municipality.
fn in_the_room(function: Function) -> ItemFacts {
    ItemFacts {
        standing: cleared(function),
        own_territory: true,
        state: ItemState::Open,
        involvement: Involvement::Invited {
            answered: Answered::Accepted,
            acknowledged: true,
            attendance: Attendance::Effective,
        },
        chairs: false,
        opening: Opening::Ready,
    }
}

/// Somebody invited to a convened item who has done nothing yet.
fn invited(function: Function) -> ItemFacts {
    let involvement = Involvement::Invited {
        answered: Answered::NotYet,
        acknowledged: false,
        attendance: Attendance::Never,
    };
    ItemFacts {
        state: ItemState::Convened,
        involvement,
        ..in_the_room(function)
    }
}

/// Somebody without invitation, while the item is open.
fn outside(function: Function) -> ItemFacts {
    ItemFacts {
        involvement: Involvement::None,
        ..in_the_room(function)
    }
}

/// An invitation with what became of it so far.
fn answering(answered: Answered, acknowledged: bool, attendance: Attendance) -> Involvement {
    Involvement::Invited {
        answered,
        acknowledged,
        attendance,
    }
}

/// A recorded contribution of class D, its reader effective in the item and in the audience.
fn addressed_to(function: Function) -> ContributionFacts {
    ContributionFacts {
        standing: cleared(function),
        relation: Relation::Audience,
        class: ContentClass::Discretion,
        form: Form::Recorded,
        attendance: Attendance::Effective,
        item_open: true,
    }
}

/// A contribution of one's own, while the item is open.
fn own(function: Function) -> ContributionFacts {
    ContributionFacts {
        relation: Relation::Author,
        ..addressed_to(function)
    }
}

/// A meeting in preparation, ready to be convened.
fn prepared(function: Function) -> MeetingFacts {
    MeetingFacts {
        standing: cleared(function),
        state: MeetingState::Draft,
        invited: false,
        agenda: Agenda::Ready,
        notice: Notice::Respected,
    }
}

/// A LIVC R at work.
fn at_work(function: Function) -> LivcFacts {
    LivcFacts {
        standing: cleared(function),
        state: LivcState::Active,
        core_seats_filled: true,
        presides: true,
    }
}
