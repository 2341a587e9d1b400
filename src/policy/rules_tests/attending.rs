//! Attendance and opening: who is in the room, who confirms it, when the consultation begins (R18, R19).

use super::*;
use crate::policy::contribution::ContributionAct;
use crate::policy::item::ItemAct;
use crate::policy::meeting::MeetingAct;

#[test]
fn r18_permits_checking_in_and_out_and_the_chair_to_confirm() {
    assert_eq!(
        told(ItemAct::CheckIn, in_the_room(Function::SocialActor)),
        "permit R18 full"
    );
    assert_eq!(
        told(ItemAct::CheckOut, in_the_room(Function::SocialActor)),
        "permit R18 full"
    );
    let chair = ItemFacts {
        chairs: true,
        ..in_the_room(Function::MayorRep)
    };
    assert_eq!(told(ItemAct::ConfirmAttendance, chair), "permit R18 full");
    assert_eq!(
        told(ItemAct::ReadAttendance, in_the_room(Function::SocialActor)),
        "permit R18 full"
    );
}

#[test]
fn r18_refuses_attendance_after_closing_and_confirmation_by_others() {
    let closed = ItemFacts {
        state: ItemState::Closed,
        ..in_the_room(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::CheckIn, closed), "409 R18");
    assert_eq!(told(ItemAct::CheckOut, closed), "409 R18");
    assert_eq!(
        told(ItemAct::ConfirmAttendance, in_the_room(Function::PreventionOfficial)),
        "403 R18"
    );
    assert_eq!(
        told(ItemAct::ConfirmAttendance, in_the_room(Function::MayorRep)),
        "403 R39"
    );
    let late = ItemFacts {
        state: ItemState::Closed,
        chairs: true,
        ..in_the_room(Function::Mayor)
    };
    assert_eq!(told(ItemAct::ConfirmAttendance, late), "409 R18");
    let left = answering(Answered::Accepted, true, Attendance::Left);
    let posting = ItemFacts {
        involvement: left,
        ..in_the_room(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::Contribute, posting), "403 R18");
    assert_eq!(told(ItemAct::CheckOut, posting), "409 R18");
    let unconfirmed = ContributionFacts {
        attendance: Attendance::CheckedIn,
        ..addressed_to(Function::SocialActor)
    };
    assert_eq!(told(ContributionAct::Read, unconfirmed), "404 R18");
}

#[test]
fn r19_permits_opening_with_chair_and_core_seats_present() {
    for function in [Function::Mayor, Function::MayorRep] {
        let facts = ItemFacts {
            state: ItemState::Convened,
            ..in_the_room(function)
        };
        assert_eq!(told(ItemAct::Open, facts), "permit R19 full");
        let chair = ItemFacts {
            chairs: true,
            ..in_the_room(function)
        };
        assert_eq!(told(ItemAct::Close, chair), "permit R19 full");
    }
    let urgent = MeetingFacts {
        notice: Notice::Urgent,
        ..prepared(Function::Mayor)
    };
    assert_eq!(told(MeetingAct::Convene, urgent), "permit R04 full");
}

#[test]
fn r19_refuses_opening_without_core_seats_by_police_or_on_short_notice() {
    let convened = ItemFacts {
        state: ItemState::Convened,
        ..in_the_room(Function::Mayor)
    };
    let vacant = ItemFacts {
        opening: Opening::CoreSeatMissing,
        ..convened
    };
    assert_eq!(told(ItemAct::Open, vacant), "409 R19");
    let absent = ItemFacts {
        involvement: Involvement::None,
        ..convened
    };
    assert_eq!(told(ItemAct::Open, absent), "409 R19");
    let unacknowledged = answering(Answered::Accepted, false, Attendance::Effective);
    assert_eq!(
        told(
            ItemAct::Open,
            ItemFacts {
                involvement: unacknowledged,
                ..convened
            }
        ),
        "409 R19"
    );
    assert_eq!(
        told(
            ItemAct::Close,
            ItemFacts {
                chairs: true,
                ..convened
            }
        ),
        "409 R19"
    );
    for function in [
        Function::PoliceChief,
        Function::PreventionOfficial,
        Function::SocialActor,
        Function::Secretary,
    ] {
        let facts = ItemFacts {
            state: ItemState::Convened,
            chairs: true,
            ..in_the_room(function)
        };
        assert_eq!(told(ItemAct::Open, facts), "403 R19");
        assert_eq!(told(ItemAct::Close, facts), "403 R19");
    }
    let short = MeetingFacts {
        notice: Notice::TooShort,
        ..prepared(Function::Mayor)
    };
    assert_eq!(told(MeetingAct::Convene, short), "422 R19");
}

#[test]
fn r18_refuses_to_count_whoever_was_never_confirmed() {
    let involvement = answering(Answered::Accepted, true, Attendance::CheckedIn);
    let facts = ItemFacts {
        state: ItemState::Closed,
        involvement,
        ..in_the_room(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::Read, facts), "permit R20 done_or_not");
    assert_eq!(told(ItemAct::ReadAttendance, facts), "403 R20");
}
