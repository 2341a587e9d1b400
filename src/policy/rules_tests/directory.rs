//! A common LIVC R, legal references, mandates, convocations and replacements (R01, R05-R07, R15).

use super::*;
use crate::domain::meeting::ReplacementState;
use crate::policy::installation::{InstallationAct, InstallationFacts};
use crate::policy::item::ItemAct;
use crate::policy::livc::LivcAct;
use crate::policy::meeting::MeetingAct;
use crate::policy::replacement::{Concern, ReplacementAct, ReplacementFacts};

/// Acts on a common LIVC R as a whole.
const WHOLE: [LivcAct; 3] = [LivcAct::AddMunicipality, LivcAct::EndMunicipality, LivcAct::HandOver];

#[test]
fn r01_permits_the_presiding_mayor_the_acts_on_the_whole_and_each_mayor_those_on_her_own() {
    for act in WHOLE {
        assert!(decide(act, &at_work(Function::Mayor)).is_permit(), "{act:?}");
    }
    let other = LivcFacts {
        presides: false,
        ..at_work(Function::Mayor)
    };
    for act in [
        LivcAct::AddCase,
        LivcAct::AddMeeting,
        LivcAct::AppointSeat,
        LivcAct::GiveMandate,
        LivcAct::ReadOverview,
    ] {
        assert!(decide(act, &other).is_permit(), "{act:?}");
    }
}

#[test]
fn r01_refuses_another_mayor_every_act_on_the_whole() {
    let other = LivcFacts {
        presides: false,
        ..at_work(Function::Mayor)
    };
    for act in WHOLE {
        assert_eq!(told(act, other), "403 R01", "{act:?}");
    }
    let draft = LivcFacts {
        state: LivcState::Draft,
        ..other
    };
    assert_eq!(told(LivcAct::Activate, draft), "403 R01");
    for function in [Function::PreventionOfficial, Function::MayorRep, Function::Secretary] {
        assert_eq!(told(LivcAct::AddMunicipality, at_work(function)), "403 R01");
        assert_eq!(told(LivcAct::EndMunicipality, at_work(function)), "403 R01");
    }
}

#[test]
fn r01_permits_a_second_mayor_to_convene_hers_after_the_first_and_refuses_her_once_items_are_open() {
    let second = MeetingFacts {
        state: MeetingState::Convened,
        ..prepared(Function::Mayor)
    };
    assert_eq!(told(MeetingAct::Convene, second), "permit R04 full");
    let short = MeetingFacts {
        notice: Notice::TooShort,
        ..second
    };
    assert_eq!(told(MeetingAct::Convene, short), "422 R19");
    let uncleared = MeetingFacts {
        agenda: Agenda::PoliceNotCleared,
        ..second
    };
    assert_eq!(told(MeetingAct::Convene, uncleared), "409 R03");
    for state in [MeetingState::InSession, MeetingState::Closed] {
        let late = MeetingFacts { state, ..second };
        assert_eq!(told(MeetingAct::Convene, late), "409 R04");
    }
}

#[test]
fn r05_permits_the_town_to_give_mandates_and_refuses_everybody_else() {
    for function in [Function::Mayor, Function::PreventionOfficial] {
        assert_eq!(told(LivcAct::GiveMandate, at_work(function)), "permit R05 full");
    }
    assert_eq!(told(LivcAct::GiveMandate, at_work(Function::Operator)), "403 R35");
    let draft = LivcFacts {
        state: LivcState::Draft,
        ..at_work(Function::Operator)
    };
    assert_eq!(told(LivcAct::GiveMandate, draft), "permit R05 full");
    for function in [
        Function::SocialActor,
        Function::Secretary,
        Function::PoliceChief,
        Function::Auditor,
    ] {
        assert_eq!(told(LivcAct::GiveMandate, at_work(function)), "403 R05");
    }
}

#[test]
fn r06_permits_everybody_to_read_legal_references_and_refuses_all_but_the_operator_to_change_them() {
    for function in Function::ALL {
        let facts = InstallationFacts {
            standing: cleared(*function),
        };
        assert_eq!(told(InstallationAct::ReadReference, facts), "permit R06 full");
        for act in [
            InstallationAct::AddLegalReference,
            InstallationAct::ChangeLegalReference,
        ] {
            let expected = if *function == Function::Operator {
                "permit R06 full"
            } else {
                "403 R52"
            };
            assert_eq!(told(act, facts), expected);
        }
    }
}

/// A replacement that waits for the mayor.
fn waiting(function: Function, concern: Concern) -> ReplacementFacts {
    ReplacementFacts {
        standing: cleared(function),
        concern,
        state: ReplacementState::Proposed,
        item: ItemState::Convened,
        came: false,
    }
}

#[test]
fn r07_permits_the_invitee_and_the_coordinator_to_propose_and_the_mayor_to_decide() {
    assert_eq!(
        told(ItemAct::ProposeReplacement, invited(Function::SocialActor)),
        "permit R07 full"
    );
    assert_eq!(
        told(ItemAct::ProposeReplacement, outside(Function::PreventionOfficial)),
        "permit R07 full"
    );
    for act in [ReplacementAct::Approve, ReplacementAct::Refuse] {
        for function in [Function::Mayor, Function::MayorRep] {
            assert_eq!(told(act, waiting(function, Concern::Directs)), "permit R07 full");
        }
    }
    assert_eq!(
        told(ReplacementAct::Read, waiting(Function::SocialActor, Concern::Own)),
        "permit R07 full"
    );
}

#[test]
fn r07_refuses_a_replacement_to_others_after_the_invitee_came_and_twice() {
    assert_eq!(told(ItemAct::ProposeReplacement, outside(Function::Mayor)), "403 R07");
    assert_eq!(
        told(ItemAct::ProposeReplacement, outside(Function::SocialActor)),
        "404 R20"
    );
    let closed = ItemFacts {
        state: ItemState::Closed,
        ..in_the_room(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::ProposeReplacement, closed), "409 R07");
    for function in [
        Function::SocialActor,
        Function::PreventionOfficial,
        Function::PoliceChief,
    ] {
        assert_eq!(
            told(ReplacementAct::Approve, waiting(function, Concern::Own)),
            "403 R07"
        );
    }
    assert_eq!(
        told(ReplacementAct::Approve, waiting(Function::Mayor, Concern::Own)),
        "403 R39"
    );
    assert_eq!(
        told(ReplacementAct::Read, waiting(Function::SocialActor, Concern::None)),
        "404 R20"
    );
    let came = ReplacementFacts {
        came: true,
        ..waiting(Function::Mayor, Concern::Directs)
    };
    assert_eq!(told(ReplacementAct::Approve, came), "409 R07");
    for state in [ReplacementState::Approved, ReplacementState::Refused] {
        let decided = ReplacementFacts {
            state,
            ..waiting(Function::Mayor, Concern::Directs)
        };
        assert_eq!(told(ReplacementAct::Approve, decided), "409 R07");
        assert_eq!(told(ReplacementAct::Refuse, decided), "409 R07");
    }
}

#[test]
fn r07_refuses_whoever_was_replaced_everything_but_whether_the_item_was_dealt_with() {
    every::<ItemFacts>(|act, facts, decision| {
        let replaced = matches!(
            facts.involvement,
            Involvement::Invited {
                answered: Answered::Replaced,
                ..
            }
        );
        let by_invitation = facts.fields().contains(&("involved", "invited"));
        if replaced && by_invitation && decision.is_permit() {
            let told = matrix::leaf(decision);
            assert!(
                (act == ItemAct::Read && told == "permit R20 done_or_not")
                    || (act == ItemAct::ReadLine && told == "permit R14 own_items"),
                "{act:?} {facts:?} {told}"
            );
        }
    });
    let replaced = ItemFacts {
        involvement: answering(Answered::Replaced, true, Attendance::Never),
        ..outside(Function::PreventionOfficial)
    };
    assert_eq!(told(ItemAct::Read, replaced), "permit R40 full");
    assert_eq!(told(ItemAct::CheckIn, replaced), "403 R07");
    assert_eq!(Concern::of(&replaced, true), Concern::Prepares);
    let guest = ItemFacts {
        own_territory: false,
        state: ItemState::Convened,
        ..replaced
    };
    for function in [Function::Mayor, Function::MayorRep, Function::SocialActor] {
        let facts = ItemFacts {
            standing: cleared(function),
            ..guest
        };
        assert_eq!(Concern::of(&facts, true), Concern::None, "{function}");
    }
}

#[test]
fn r15_permits_every_invitee_her_own_convocation_before_she_acknowledges() {
    for function in [Function::SocialActor, Function::PoliceRep, Function::Mayor] {
        assert_eq!(told(ItemAct::ReadConvocation, invited(function)), "permit R15 full");
    }
}

#[test]
fn r15_refuses_a_convocation_to_whoever_was_not_invited_or_was_absent() {
    assert_eq!(told(ItemAct::ReadConvocation, outside(Function::Mayor)), "403 R15");
    assert_eq!(
        told(ItemAct::ReadConvocation, outside(Function::SocialActor)),
        "404 R20"
    );
    let absent = ItemFacts {
        state: ItemState::Closed,
        ..invited(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::ReadConvocation, absent), "403 R20");
    let unsent = ItemFacts {
        state: ItemState::Draft,
        ..invited(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::ReadConvocation, unsent), "404 R20");
}
