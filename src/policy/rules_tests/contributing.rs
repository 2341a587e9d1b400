//! Contributing and reading contributions: the open item, the audience, the police wall (R23, R24, R29, R34, R46).

use super::*;
use crate::domain::case_file::CaseState;
use crate::policy::Act;
use crate::policy::case_file::{CaseAct, CaseFacts, Tie};
use crate::policy::contribution::ContributionAct;
use crate::policy::item::ItemAct;
use crate::policy::livc::LivcAct;
use crate::policy::meeting::MeetingAct;

const POLICE: [Function; 2] = [Function::PoliceChief, Function::PoliceRep];

#[test]
fn r23_permits_contributing_in_the_room_of_an_open_item() {
    for attendance in [Attendance::CheckedIn, Attendance::Effective] {
        let involvement = Involvement::Invited {
            answered: Answered::Accepted,
            acknowledged: true,
            attendance,
        };
        let facts = ItemFacts {
            involvement,
            ..in_the_room(Function::SocialActor)
        };
        assert_eq!(told(ItemAct::Contribute, facts), "permit R23 full");
    }
}

#[test]
fn r23_refuses_contributing_before_opening_and_after_closing() {
    every::<ItemFacts>(|act, facts, decision| {
        let open = facts.state == ItemState::Open;
        assert!(act != ItemAct::Contribute || open || !decision.is_permit(), "{facts:?}");
    });
    for state in [ItemState::Convened, ItemState::Closed] {
        assert_eq!(
            told(
                ItemAct::Contribute,
                ItemFacts {
                    state,
                    ..in_the_room(Function::SocialActor)
                }
            ),
            "409 R23"
        );
    }
}

#[test]
fn r24_permits_the_author_and_the_effective_audience() {
    for function in [
        Function::SocialActor,
        Function::Mayor,
        Function::MayorRep,
        Function::PreventionOfficial,
    ] {
        assert_eq!(told(ContributionAct::Read, addressed_to(function)), "permit R24 full");
        assert_eq!(told(ContributionAct::Read, own(function)), "permit R24 full");
        assert_eq!(told(ContributionAct::ChangeAudience, own(function)), "permit R24 full");
    }
}

#[test]
fn r24_refuses_everybody_outside_the_audience_and_every_change_by_another() {
    every::<ContributionFacts>(|act, facts, decision| {
        assert!(
            facts.relation != Relation::Neither || !decision.is_permit(),
            "{act:?} {facts:?}"
        );
        let changes = act != ContributionAct::Read;
        assert!(
            !(changes && facts.relation == Relation::Audience && decision.is_permit()),
            "{act:?} {facts:?}"
        );
    });
    let present = ContributionFacts {
        relation: Relation::Neither,
        ..addressed_to(Function::Mayor)
    };
    assert_eq!(told(ContributionAct::Read, present), "404 R24");
    assert_eq!(told(ContributionAct::ChangeAudience, present), "404 R24");
    assert_eq!(
        told(ContributionAct::ChangeAudience, addressed_to(Function::Mayor)),
        "403 R24"
    );
    let closed = ContributionFacts {
        item_open: false,
        ..own(Function::SocialActor)
    };
    assert_eq!(told(ContributionAct::ChangeAudience, closed), "409 R24");
}

#[test]
fn r29_permits_reading_in_the_consultation() {
    assert_eq!(
        told(ItemAct::ListContributions, in_the_room(Function::SocialActor)),
        "permit R24 full"
    );
    assert_eq!(
        told(ContributionAct::Read, addressed_to(Function::SocialActor)),
        "permit R24 full"
    );
}

#[test]
fn r29_refuses_every_act_that_would_take_contributions_out() {
    // A new act on contributions does not pass here until somebody has weighed it against this rule.
    let acts: Vec<&str> = ContributionAct::ALL.iter().map(|act| act.code()).collect();
    assert_eq!(
        acts,
        [
            "contribution.read",
            "contribution.change_audience",
            "contribution.raise_regime",
            "contribution.read_receipts"
        ]
    );
    for code in ItemAct::ALL
        .iter()
        .map(|act| act.code())
        .chain(LivcAct::ALL.iter().map(|act| act.code()))
    {
        assert!(
            !["export", "download", "copy", "print", "forward"]
                .iter()
                .any(|word| code.contains(word)),
            "{code}"
        );
    }
}

#[test]
fn r34_permits_police_their_own_items_and_their_own_words() {
    for function in POLICE {
        assert_eq!(
            told(ItemAct::Read, in_the_room(function)),
            "permit R14 without_case_code"
        );
        assert_eq!(told(ContributionAct::Read, own(function)), "permit R24 full");
        assert_eq!(
            told(ItemAct::ListContributions, in_the_room(function)),
            "permit R24 full"
        );
    }
}

#[test]
fn r34_refuses_police_every_contribution_of_others_on_any_facts() {
    every::<ContributionFacts>(|act, facts, decision| {
        let of_others = facts.relation != Relation::Author;
        assert!(
            !(facts.standing.function().is_police() && of_others && decision.is_permit()),
            "{act:?} {facts:?}"
        );
    });
    for function in POLICE {
        assert_eq!(told(ContributionAct::Read, addressed_to(function)), "404 R34");
        let case = CaseFacts {
            standing: cleared(function),
            own_territory: true,
            tie: Tie::None,
            state: CaseState::Listed,
        };
        assert_eq!(told(CaseAct::Read, case), "403 R34");
        assert_eq!(told(LivcAct::ListCases, at_work(function)), "403 R34");
    }
}

#[test]
fn r34_refuses_police_any_sign_of_what_others_contributed() {
    // Whatever was contributed, by whomever and however often: the decisions about a police member's item and meeting
    // rest on facts that do not know of it.
    let facts = in_the_room(Function::PoliceRep).fields();
    let names: Vec<&str> = facts.into_iter().map(|(name, _)| name).collect();
    assert!(
        !names
            .iter()
            .any(|name| name.contains("contribution") || name.contains("count")),
        "{names:?}"
    );
    let meeting = MeetingFacts {
        state: MeetingState::InSession,
        invited: true,
        ..prepared(Function::PoliceRep)
    };
    assert_eq!(told(MeetingAct::Read, meeting), "permit R14 own_items");
}

#[test]
fn r46_permits_a_preview_to_exactly_those_who_may_contribute() {
    for facts in ItemFacts::all() {
        let preview = decide(ItemAct::Preview, &facts);
        let contribute = decide(ItemAct::Contribute, &facts);
        assert_eq!(preview.verdict(), contribute.verdict(), "{facts:?}");
    }
    assert_eq!(
        told(ItemAct::Preview, in_the_room(Function::SocialActor)),
        "permit R46 full"
    );
}

#[test]
fn r46_refuses_to_promise_a_reader_whom_the_rules_would_turn_away() {
    // A preview asks about each person what her reading would ask: confirmed or not, police or not.
    let unconfirmed = ContributionFacts {
        attendance: Attendance::CheckedIn,
        ..addressed_to(Function::SocialActor)
    };
    assert_eq!(told(ContributionAct::Read, unconfirmed), "404 R18");
    assert_eq!(
        told(ContributionAct::Read, addressed_to(Function::PoliceRep)),
        "404 R34"
    );
    assert_eq!(told(ItemAct::Preview, outside(Function::SocialActor)), "404 R20");
    assert_eq!(told(ItemAct::Preview, invited(Function::SocialActor)), "409 R23");
}
