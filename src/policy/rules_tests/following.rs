//! Following a case up: its plan and case manager, the overview, and handing work over (R38, R40, R53, R56).

use super::*;
use crate::domain::case_file::CaseState;
use crate::policy::case_file::{CaseAct, CaseFacts, Tie};
use crate::policy::livc::LivcAct;
use crate::policy::{Scope, Verdict};

const POLICE: [Function; 2] = [Function::PoliceChief, Function::PoliceRep];

fn case(function: Function, tie: Tie) -> CaseFacts {
    CaseFacts {
        standing: cleared(function),
        own_territory: true,
        tie,
        state: CaseState::Listed,
    }
}

#[test]
fn r38_permits_the_mayor_to_appoint_and_the_case_manager_the_case_without_its_code() {
    assert_eq!(
        told(CaseAct::AppointManager, case(Function::Mayor, Tie::None)),
        "permit R38 full"
    );
    let manager = case(Function::SocialActor, Tie::Manager);
    assert_eq!(told(CaseAct::Read, manager), "permit R38 without_case_code");
    assert_eq!(told(CaseAct::ReadPlan, manager), "permit R38 full");
    assert_eq!(
        told(CaseAct::ReadPlan, case(Function::SocialActor, Tie::ActionHolder)),
        "permit R37 status"
    );
    assert_eq!(
        told(CaseAct::ReadPlan, case(Function::Mayor, Tie::None)),
        "permit R37 status"
    );
}

#[test]
fn r38_refuses_everybody_but_the_mayor_to_appoint_and_others_the_plan() {
    for function in Function::ALL {
        let decision = decide(CaseAct::AppointManager, &case(*function, Tie::Manager));
        assert_eq!(decision.is_permit(), *function == Function::Mayor, "{function}");
    }
    let proposed = CaseFacts {
        state: CaseState::Proposed,
        ..case(Function::Mayor, Tie::None)
    };
    assert_eq!(told(CaseAct::AppointManager, proposed), "409 R38");
    assert_eq!(
        told(CaseAct::ReadPlan, case(Function::SocialActor, Tie::None)),
        "404 R20"
    );
    assert_eq!(
        told(CaseAct::Read, case(Function::SocialActor, Tie::ActionHolder)),
        "404 R20"
    );
    for function in POLICE {
        assert_eq!(told(CaseAct::ReadPlan, case(function, Tie::Manager)), "403 R34");
    }
    assert_eq!(told(CaseAct::ReadPlan, case(Function::Secretary, Tie::None)), "403 R40");
}

#[test]
fn r56_permits_a_case_that_was_taken_over_on_an_agenda_and_refuses_listing_it_again() {
    let checked = CaseFacts {
        state: CaseState::Checked,
        ..case(Function::Mayor, Tie::None)
    };
    assert_eq!(told(CaseAct::Table, checked), "permit R11 full");
    assert_eq!(told(CaseAct::PutOnList, checked), "409 R11");
}

#[test]
fn r40_permits_the_secretary_the_overview_without_figures_and_refuses_her_what_is_overdue() {
    let secretary = at_work(Function::Secretary);
    let decision = decide(LivcAct::ReadOverview, &secretary);
    assert_eq!(decision.verdict(), Verdict::Permit(Scope::ProcessOnly));
    assert_eq!(told(LivcAct::ReadOverdue, secretary), "403 R40");
}

#[test]
fn r53_permits_the_mayor_to_hand_work_over_and_refuses_everybody_else() {
    for function in Function::ALL {
        let may = *function == Function::Mayor;
        assert_eq!(
            decide(LivcAct::HandOver, &at_work(*function)).is_permit(),
            may,
            "{function}"
        );
    }
}
