//! Invitation, answer, acknowledgement, and those outside (R14, R16, R17, R20).

use super::*;
use crate::policy::item::ItemAct;
use crate::policy::meeting::MeetingAct;
use crate::policy::{Denial, Verdict, decide_absent};

#[test]
fn r14_permits_an_invitee_the_items_of_the_invitation_and_no_case_code() {
    let meeting = MeetingFacts {
        state: MeetingState::Convened,
        invited: true,
        ..prepared(Function::SocialActor)
    };
    assert_eq!(told(MeetingAct::Read, meeting), "permit R14 own_items");
    assert_eq!(told(MeetingAct::ListItems, meeting), "permit R14 own_items");
    assert_eq!(
        told(ItemAct::ReadLine, invited(Function::SocialActor)),
        "permit R14 own_items"
    );
    assert_eq!(
        told(ItemAct::Read, in_the_room(Function::SocialActor)),
        "permit R14 without_case_code"
    );
}

#[test]
fn r14_refuses_an_item_one_is_not_invited_to() {
    for act in [
        ItemAct::Read,
        ItemAct::ReadLine,
        ItemAct::ReadAttendance,
        ItemAct::ListContributions,
    ] {
        assert_eq!(told(act, outside(Function::SocialActor)), "404 R20");
    }
    let agenda = MeetingFacts {
        agenda: Agenda::Incomplete,
        ..prepared(Function::Mayor)
    };
    assert_eq!(told(MeetingAct::Convene, agenda), "409 R14");
    let second = ItemFacts {
        state: ItemState::Convened,
        opening: Opening::AnotherItemOpen,
        ..in_the_room(Function::Mayor)
    };
    assert_eq!(told(ItemAct::Open, second), "409 R14");
}

#[test]
fn r16_permits_any_answer_until_the_item_closes() {
    for answered in [Answered::NotYet, Answered::Accepted, Answered::Declined] {
        for state in [ItemState::Convened, ItemState::Open] {
            let involvement = answering(answered, false, Attendance::Never);
            let facts = ItemFacts {
                state,
                involvement,
                ..invited(Function::SocialActor)
            };
            assert_eq!(told(ItemAct::Answer, facts), "permit R16 full");
        }
    }
    assert_eq!(
        told(ItemAct::ReadInvitations, outside(Function::PreventionOfficial)),
        "permit R16 full"
    );
    assert_eq!(
        told(ItemAct::ReadInvitations, outside(Function::Secretary)),
        "permit R16 without_reasons"
    );
}

#[test]
fn r16_refuses_an_answer_after_closing_and_the_answers_of_others() {
    let closed = ItemFacts {
        state: ItemState::Closed,
        ..invited(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::Answer, closed), "409 R16");
    for function in [Function::SocialActor, Function::PoliceRep, Function::PoliceChief] {
        assert_eq!(told(ItemAct::ReadInvitations, in_the_room(function)), "403 R16");
    }
    let declined = answering(Answered::Declined, true, Attendance::Never);
    let coming = ItemFacts {
        involvement: declined,
        ..invited(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::CheckIn, coming), "409 R16");
}

#[test]
fn r17_permits_acknowledging_and_then_reading() {
    assert_eq!(
        told(ItemAct::Acknowledge, invited(Function::SocialActor)),
        "permit R17 full"
    );
    let involvement = answering(Answered::Accepted, true, Attendance::Never);
    let facts = ItemFacts {
        involvement,
        ..invited(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::Read, facts), "permit R14 without_case_code");
    assert_eq!(told(ItemAct::CheckIn, facts), "permit R18 full");
}

#[test]
fn r17_refuses_every_reading_by_an_invitee_before_the_acknowledgement() {
    every::<ItemFacts>(|act, facts, decision| {
        let unacknowledged = matches!(
            facts.involvement,
            Involvement::Invited {
                acknowledged: false,
                ..
            }
        );
        let reads = [
            ItemAct::Read,
            ItemAct::ReadAttendance,
            ItemAct::ListContributions,
            ItemAct::Preview,
        ]
        .contains(&act);
        let shows_something = decision.is_permit() && matrix::leaf(decision) != "permit R20 done_or_not";
        let directs = facts.fields().contains(&("involved", "directs_and_invited"))
            || facts.fields().contains(&("involved", "directs"));
        assert!(
            !(unacknowledged && reads && shows_something) || directs,
            "{act:?} {facts:?}"
        );
    });
    for act in [ItemAct::Read, ItemAct::ListContributions, ItemAct::CheckIn] {
        assert_eq!(told(act, invited(Function::SocialActor)), "428 R17");
    }
    let closed = ItemFacts {
        state: ItemState::Closed,
        ..invited(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::Acknowledge, closed), "409 R17");
}

#[test]
fn r20_permits_an_absent_invitee_to_know_that_the_item_was_dealt_with() {
    for acknowledged in [false, true] {
        let involvement = answering(Answered::Accepted, acknowledged, Attendance::Never);
        let facts = ItemFacts {
            state: ItemState::Closed,
            involvement,
            ..invited(Function::SocialActor)
        };
        assert_eq!(told(ItemAct::Read, facts), "permit R20 done_or_not");
    }
}

#[test]
fn r20_refuses_those_outside_as_it_refuses_what_does_not_exist() {
    every::<ItemFacts>(|act, facts, decision| {
        let outside = facts.fields().contains(&("involved", "no"));
        if outside {
            assert_eq!(
                decision.verdict(),
                decide_absent::<ItemFacts>(act, facts.standing).verdict(),
                "{act:?} {facts:?}"
            );
        }
    });
    let unsent = ItemFacts {
        state: ItemState::Draft,
        ..invited(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::ReadLine, unsent), "404 R20");
    let unsent = MeetingFacts {
        invited: true,
        ..prepared(Function::SocialActor)
    };
    assert_eq!(told(MeetingAct::Read, unsent), "404 R20");
    let concealed = decide_absent::<MeetingFacts>(MeetingAct::Read, cleared(Function::SocialActor));
    assert_eq!(concealed.verdict(), Verdict::Refuse(Denial::Concealed));
    assert_eq!(told(ItemAct::ReadAttendance, invited(Function::SocialActor)), "403 R20");
}
