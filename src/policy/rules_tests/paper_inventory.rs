//! Paper acts and the opening inventory: always two persons, and the mayor for what is hers (R54, R56).

use super::*;
use crate::domain::paper::{PaperKind, PaperState};
use crate::policy::inventory::{HandedIn, InventoryAct, InventoryFacts};
use crate::policy::paper_act::{PaperActAct, PaperActFacts};

fn entered(function: Function, kind: PaperKind) -> PaperActFacts {
    PaperActFacts {
        standing: cleared(function),
        own_territory: true,
        kind,
        state: PaperState::Entered,
        entered_by_asker: false,
        in_time: true,
    }
}

fn waiting(function: Function, handed_in: HandedIn) -> InventoryFacts {
    InventoryFacts {
        standing: cleared(function),
        livc: LivcState::Active,
        presides: true,
        handed_in,
    }
}

const CLERKS: [Function; 3] = [Function::Mayor, Function::PreventionOfficial, Function::Secretary];

#[test]
fn r54_permits_a_second_person_to_confirm_in_time() {
    for kind in PaperKind::ALL {
        for function in CLERKS {
            assert_eq!(told(PaperActAct::Confirm, entered(function, *kind)), "permit R54 full");
        }
    }
}

#[test]
fn r54_refuses_the_same_person_and_a_late_or_second_confirmation() {
    let listing = entered(Function::Secretary, PaperKind::Listing);
    let same = PaperActFacts {
        entered_by_asker: true,
        ..listing
    };
    assert_eq!(told(PaperActAct::Confirm, same), "428 R54");
    let late = PaperActFacts {
        in_time: false,
        ..listing
    };
    assert_eq!(told(PaperActAct::Confirm, late), "409 R54");
    for state in [PaperState::Confirmed, PaperState::Ratified, PaperState::Withdrawn] {
        let done = PaperActFacts { state, ..listing };
        assert_eq!(told(PaperActAct::Confirm, done), "409 R54");
        assert_eq!(told(PaperActAct::Withdraw, PaperActFacts { state, ..same }), "409 R54");
    }
    for function in [Function::SocialActor, Function::PoliceChief, Function::PoliceRep] {
        for act in [PaperActAct::Read, PaperActAct::Confirm] {
            assert_eq!(told(act, entered(function, PaperKind::Listing)), "403 R54");
        }
    }
}

#[test]
fn r54_refuses_any_effect_by_one_person_alone() {
    every::<PaperActFacts>(|act, facts, decision| {
        let alone = act == PaperActAct::Confirm && facts.entered_by_asker;
        assert!(!(alone && decision.is_permit()), "{facts:?}");
    });
}

#[test]
fn r54_permits_the_mayor_to_ratify_her_own_acts_late_as_well() {
    for kind in [PaperKind::Listing, PaperKind::Convocation] {
        for in_time in [true, false] {
            let confirmed = PaperActFacts {
                state: PaperState::Confirmed,
                in_time,
                ..entered(Function::Mayor, kind)
            };
            assert_eq!(told(PaperActAct::Ratify, confirmed), "permit R54 full");
        }
    }
}

#[test]
fn r54_refuses_to_ratify_what_is_not_confirmed_not_the_mayors_or_anothers() {
    let confirmed = |function, kind| PaperActFacts {
        state: PaperState::Confirmed,
        ..entered(function, kind)
    };
    assert_eq!(
        told(PaperActAct::Ratify, entered(Function::Mayor, PaperKind::Listing)),
        "409 R54"
    );
    assert_eq!(
        told(PaperActAct::Ratify, confirmed(Function::Mayor, PaperKind::Attendance)),
        "409 R54"
    );
    for act in [PaperActAct::Read, PaperActAct::Confirm, PaperActAct::Ratify] {
        assert_eq!(told(act, confirmed(Function::MayorRep, PaperKind::Listing)), "403 R39");
    }
    for function in [Function::PreventionOfficial, Function::Secretary] {
        assert_eq!(
            told(PaperActAct::Ratify, confirmed(function, PaperKind::Listing)),
            "403 R54"
        );
    }
    for act in [PaperActAct::Read, PaperActAct::Confirm, PaperActAct::Ratify] {
        let elsewhere = PaperActFacts {
            own_territory: false,
            ..confirmed(Function::Mayor, PaperKind::Listing)
        };
        assert_eq!(told(act, elsewhere), "404 R39");
    }
    let others = entered(Function::PreventionOfficial, PaperKind::Listing);
    assert_eq!(told(PaperActAct::Withdraw, others), "403 R54");
}

#[test]
fn r54_permits_the_secretary_to_read_a_paper_act_without_the_mayors_reasons() {
    let read = |function| told(PaperActAct::Read, entered(function, PaperKind::Listing));
    assert_eq!(read(Function::Secretary), "permit R40 without_reasons");
    assert_eq!(read(Function::PreventionOfficial), "permit R40 full");
    assert_eq!(read(Function::Mayor), "permit R39 full");
}

#[test]
fn r56_permits_the_mayor_and_a_second_person() {
    let take_over = |function, handed_in| told(InventoryAct::TakeOver, waiting(function, handed_in));
    assert_eq!(take_over(Function::Mayor, HandedIn::ByCoordinator), "permit R56 full");
    assert_eq!(
        take_over(Function::PreventionOfficial, HandedIn::ByMayor),
        "permit R56 full"
    );
    for handed_in in [
        HandedIn::Nothing,
        HandedIn::ByAsker,
        HandedIn::ByMayor,
        HandedIn::ByCoordinator,
    ] {
        for act in [InventoryAct::Check, InventoryAct::Enter] {
            assert_eq!(
                told(act, waiting(Function::PreventionOfficial, handed_in)),
                "permit R56 full"
            );
        }
    }
}

#[test]
fn r56_refuses_one_person_two_without_the_mayor_and_a_second_inventory() {
    let take_over = |function, handed_in| told(InventoryAct::TakeOver, waiting(function, handed_in));
    for function in [Function::Mayor, Function::PreventionOfficial] {
        assert_eq!(take_over(function, HandedIn::ByAsker), "428 R56");
        assert_eq!(take_over(function, HandedIn::Nothing), "409 R56");
        for act in [InventoryAct::Check, InventoryAct::Enter, InventoryAct::TakeOver] {
            assert_eq!(told(act, waiting(function, HandedIn::TakenOver)), "409 R56");
        }
    }
    assert_eq!(
        take_over(Function::PreventionOfficial, HandedIn::ByCoordinator),
        "428 R56"
    );
    for function in [
        Function::Secretary,
        Function::MayorRep,
        Function::SocialActor,
        Function::PoliceChief,
    ] {
        assert_eq!(
            told(InventoryAct::Read, waiting(function, HandedIn::Nothing)),
            "403 R56"
        );
    }
}

#[test]
fn r01_refuses_the_inventory_to_a_mayor_who_does_not_preside() {
    for act in [InventoryAct::Read, InventoryAct::Enter, InventoryAct::TakeOver] {
        let facts = InventoryFacts {
            presides: false,
            ..waiting(Function::Mayor, HandedIn::ByCoordinator)
        };
        assert_eq!(told(act, facts), "403 R01");
    }
}

#[test]
fn r02_refuses_an_inventory_before_the_livc_is_active() {
    for act in [InventoryAct::Check, InventoryAct::Enter, InventoryAct::TakeOver] {
        let facts = InventoryFacts {
            livc: LivcState::Draft,
            ..waiting(Function::Mayor, HandedIn::ByCoordinator)
        };
        assert_eq!(told(act, facts), "409 R02");
    }
}
