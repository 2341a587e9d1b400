//! Territory, core seats, clearance, invitation, personal accounts, the case list, one seat (R01-R04, R07, R11, R52).

use super::*;
use crate::domain::case_file::CaseState;
use crate::policy::case_file::{CaseAct, CaseFacts, Tie};
use crate::policy::contribution::ContributionAct;
use crate::policy::installation::{InstallationAct, InstallationFacts};
use crate::policy::item::ItemAct;
use crate::policy::livc::LivcAct;
use crate::policy::meeting::MeetingAct;
use crate::policy::session::{RefreshToken, SessionAct, SessionFacts, SignInAct, SignInFacts};
use crate::policy::{Denial, Rule, Verdict, decide_absent, seat_needed};

fn case(function: Function, state: CaseState) -> CaseFacts {
    CaseFacts {
        standing: cleared(function),
        own_territory: true,
        tie: Tie::None,
        state,
    }
}

#[test]
fn r01_permits_everybody_to_read_what_their_own_livc_covers() {
    for function in Function::ALL {
        assert_eq!(told(LivcAct::Read, at_work(*function)), "permit R01 full");
    }
}

#[test]
fn r01_refuses_a_mayor_the_case_of_another_municipality() {
    for act in [CaseAct::Read, CaseAct::PutOnList, CaseAct::Table] {
        let facts = CaseFacts {
            own_territory: false,
            ..case(Function::Mayor, CaseState::Listed)
        };
        assert_eq!(told(act, facts), "404 R39");
    }
    let item = ItemFacts {
        own_territory: false,
        ..outside(Function::Mayor)
    };
    assert_eq!(told(ItemAct::Read, item), "404 R20");
}

#[test]
fn r01_refuses_everything_of_another_livc() {
    for act in [CaseAct::Read, CaseAct::PutOnList] {
        assert_eq!(
            decide_absent::<CaseFacts>(act, cleared(Function::Mayor)).verdict(),
            Verdict::Refuse(Denial::Concealed)
        );
    }
}

#[test]
fn r02_permits_the_mayor_to_activate_once_three_core_seats_are_filled() {
    let draft = LivcFacts {
        state: LivcState::Draft,
        ..at_work(Function::Mayor)
    };
    assert_eq!(told(LivcAct::Activate, draft), "permit R02 full");
}

#[test]
fn r02_refuses_activation_and_work_while_a_core_seat_is_vacant() {
    let draft = LivcFacts {
        state: LivcState::Draft,
        core_seats_filled: false,
        ..at_work(Function::Mayor)
    };
    assert_eq!(told(LivcAct::Activate, draft), "409 R02");
    assert_eq!(told(LivcAct::AddCase, draft), "409 R02");
    assert_eq!(told(LivcAct::AddMeeting, draft), "409 R02");
    assert_eq!(
        told(
            LivcAct::Activate,
            LivcFacts {
                standing: cleared(Function::PreventionOfficial),
                ..draft
            }
        ),
        "403 R02"
    );
    assert_eq!(
        told(LivcAct::AppointCoreSeat, at_work(Function::PreventionOfficial)),
        "403 R02"
    );
}

#[test]
fn r03_permits_a_cleared_police_member_to_take_part() {
    assert_eq!(
        told(ItemAct::Read, in_the_room(Function::PoliceRep)),
        "permit R14 without_case_code"
    );
    assert_eq!(
        told(ItemAct::Contribute, in_the_room(Function::PoliceChief)),
        "permit R23 full"
    );
}

#[test]
fn r03_refuses_police_without_clearance_on_the_day() {
    let standing = Standing::new(Function::PoliceRep, false);
    let item = ItemFacts {
        standing,
        ..in_the_room(Function::PoliceRep)
    };
    assert_eq!(told(ItemAct::CheckIn, item), "403 R03");
    assert_eq!(told(ItemAct::Read, item), "403 R03");
    let contribution = ContributionFacts {
        standing,
        ..own(Function::PoliceRep)
    };
    assert_eq!(told(ContributionAct::Read, contribution), "403 R03");
    assert_eq!(
        told(
            CaseAct::Read,
            CaseFacts {
                standing,
                ..case(Function::PoliceRep, CaseState::Listed)
            }
        ),
        "403 R03"
    );
    let meeting = MeetingFacts {
        agenda: Agenda::PoliceNotCleared,
        ..prepared(Function::Mayor)
    };
    assert_eq!(told(MeetingAct::Convene, meeting), "409 R03");
}

#[test]
fn r04_permits_the_mayors_side_to_convene_and_to_invite_later() {
    for function in [Function::Mayor, Function::MayorRep] {
        assert_eq!(told(MeetingAct::Convene, prepared(function)), "permit R04 full");
        assert_eq!(told(ItemAct::SendInvitation, invited(function)), "permit R04 full");
    }
}

#[test]
fn r04_refuses_an_invitation_by_anybody_else() {
    for function in [
        Function::PreventionOfficial,
        Function::Secretary,
        Function::PoliceChief,
        Function::SocialActor,
    ] {
        assert_eq!(told(MeetingAct::Convene, prepared(function)), "403 R04");
        assert_eq!(told(ItemAct::SendInvitation, in_the_room(function)), "403 R04");
    }
    assert_eq!(
        told(ItemAct::PrepareInvitation, in_the_room(Function::SocialActor)),
        "403 R04"
    );
    let again = MeetingFacts {
        state: MeetingState::Convened,
        agenda: Agenda::Incomplete,
        ..prepared(Function::Mayor)
    };
    assert_eq!(told(MeetingAct::Convene, again), "409 R04");
}

#[test]
fn r07_permits_a_person_with_password_and_fresh_code() {
    let proven = SignInFacts {
        account_active: true,
        password_right: true,
        code_fresh: true,
    };
    assert_eq!(told(SignInAct::SignIn, proven), "permit R07 full");
}

#[test]
fn r07_refuses_whoever_lacks_one_of_the_two_factors() {
    let mut permitted = 0;
    every::<SignInFacts>(|act, facts, decision| {
        if act == SignInAct::SignIn && decision.is_permit() {
            permitted += 1;
            assert!(facts.account_active && facts.password_right && facts.code_fresh);
        }
        assert!(facts.password_right || !decision.is_permit());
    });
    assert_eq!(permitted, 1);
}

#[test]
fn r11_permits_the_mayors_side_to_list_and_to_table_a_listed_case() {
    assert_eq!(
        told(CaseAct::PutOnList, case(Function::Mayor, CaseState::Proposed)),
        "permit R11 full"
    );
    assert_eq!(
        told(CaseAct::PutOnList, case(Function::MayorRep, CaseState::Proposed)),
        "permit R11 full"
    );
    assert_eq!(
        told(CaseAct::Table, case(Function::PreventionOfficial, CaseState::Listed)),
        "permit R11 full"
    );
}

#[test]
fn r11_refuses_listing_by_others_and_tabling_before_listing() {
    for function in [
        Function::PreventionOfficial,
        Function::PoliceChief,
        Function::Secretary,
        Function::SocialActor,
    ] {
        assert_eq!(told(CaseAct::PutOnList, case(function, CaseState::Proposed)), "403 R11");
    }
    assert_eq!(
        told(CaseAct::PutOnList, case(Function::Mayor, CaseState::Listed)),
        "409 R11"
    );
    assert_eq!(
        told(CaseAct::Table, case(Function::Mayor, CaseState::Proposed)),
        "409 R11"
    );
}

#[test]
fn r52_permits_a_running_session_to_take_a_seat_and_to_renew_itself_once() {
    let running = SessionFacts {
        running: true,
        token: RefreshToken::NotAsked,
    };
    assert_eq!(told(SessionAct::TakeSeat, running), "permit R52 full");
    let renewing = SessionFacts {
        token: RefreshToken::Current,
        ..running
    };
    assert_eq!(told(SessionAct::Refresh, renewing), "permit R52 full");
    let operator = InstallationFacts {
        standing: cleared(Function::Operator),
    };
    assert_eq!(told(InstallationAct::AddLivc, operator), "permit R52 full");
}

#[test]
fn r52_refuses_a_session_without_seat_an_ended_one_and_a_token_used_twice() {
    assert_eq!(seat_needed().rule(), Rule::R52);
    assert_eq!(seat_needed().verdict(), Verdict::Refuse(Denial::PreconditionMissing));
    every::<SessionFacts>(|act, facts, decision| {
        let revokes = act == SessionAct::RevokeFamily && facts.token == RefreshToken::Reused;
        assert!(facts.running || revokes || !decision.is_permit());
        assert!(act != SessionAct::Refresh || facts.token == RefreshToken::Current || !decision.is_permit());
    });
    for act in [InstallationAct::AddLivc, InstallationAct::ListLivcs] {
        for function in Function::ALL.iter().filter(|f| **f != Function::Operator) {
            assert_eq!(
                told(
                    act,
                    InstallationFacts {
                        standing: cleared(*function)
                    }
                ),
                "403 R52"
            );
        }
    }
}
