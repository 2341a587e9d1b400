//! Operator, mayor, coordinator, secretary, auditor, and the explanation of a decision (R35, R39-R41, R47).

use super::*;
use crate::domain::case_file::CaseState;
use crate::policy::Rule;
use crate::policy::case_file::{CaseAct, CaseFacts, Tie};
use crate::policy::contribution::ContributionAct;
use crate::policy::item::ItemAct;
use crate::policy::livc::LivcAct;
use crate::policy::meeting::MeetingAct;
use crate::policy::replacement::ReplacementFacts;
use crate::policy::rule::Lang;
use std::collections::HashMap;

fn case(function: Function) -> CaseFacts {
    CaseFacts {
        standing: cleared(function),
        own_territory: true,
        tie: Tie::None,
        state: CaseState::Listed,
    }
}

#[test]
fn r35_permits_the_case_code_to_mayor_coordinator_and_secretary_only() {
    for function in Function::ALL {
        let knows = [Function::Mayor, Function::PreventionOfficial, Function::Secretary].contains(function);
        assert_eq!(decide(CaseAct::Read, &case(*function)).is_permit(), knows, "{function}");
    }
}

#[test]
fn r35_refuses_the_operator_all_content() {
    assert_eq!(told(ItemAct::Read, in_the_room(Function::Operator)), "403 R35");
    assert_eq!(told(ContributionAct::Read, own(Function::Operator)), "403 R35");
    assert_eq!(told(CaseAct::Read, case(Function::Operator)), "403 R35");
    assert_eq!(told(MeetingAct::Read, prepared(Function::Operator)), "403 R35");
    for act in [LivcAct::AppointCoreSeat, LivcAct::AppointSeat] {
        assert_eq!(told(act, at_work(Function::Operator)), "403 R35");
    }
    for act in [
        LivcAct::ListCases,
        LivcAct::AddCase,
        LivcAct::ListMeetings,
        LivcAct::AddMeeting,
    ] {
        assert_eq!(told(act, at_work(Function::Operator)), "403 R35");
    }
}

#[test]
fn r39_permits_the_mayor_the_process_and_what_authors_addressed_to_her() {
    assert_eq!(told(CaseAct::Read, case(Function::Mayor)), "permit R39 full");
    assert_eq!(told(ItemAct::Read, outside(Function::Mayor)), "permit R39 full");
    assert_eq!(told(MeetingAct::Read, prepared(Function::Mayor)), "permit R39 full");
    assert_eq!(
        told(ContributionAct::Read, addressed_to(Function::Mayor)),
        "permit R24 full"
    );
    let chaired = ItemFacts {
        chairs: true,
        ..outside(Function::MayorRep)
    };
    assert_eq!(told(ItemAct::Read, chaired), "permit R39 full");
}

#[test]
fn r39_refuses_the_mayor_the_contributions_of_an_item_she_did_not_attend() {
    for attendance in [Attendance::Never, Attendance::CheckedIn] {
        let facts = ContributionFacts {
            attendance,
            ..addressed_to(Function::Mayor)
        };
        assert_eq!(told(ContributionAct::Read, facts), "404 R18");
    }
    let unaddressed = ContributionFacts {
        relation: Relation::Neither,
        ..addressed_to(Function::Mayor)
    };
    assert_eq!(told(ContributionAct::Read, unaddressed), "404 R24");
    assert_eq!(told(ItemAct::Read, outside(Function::MayorRep)), "404 R20");
    assert_eq!(told(CaseAct::Read, case(Function::MayorRep)), "404 R39");
    assert_eq!(told(ItemAct::Close, in_the_room(Function::Mayor)), "403 R39");
}

#[test]
fn r39_refuses_the_mayor_of_another_municipality_to_fill_the_table_she_sits_at() {
    let guest = ItemFacts {
        own_territory: false,
        ..in_the_room(Function::Mayor)
    };
    assert_eq!(told(ItemAct::Read, guest), "permit R14 without_case_code");
    assert_eq!(told(ItemAct::PrepareInvitation, guest), "403 R39");
    assert_eq!(told(ItemAct::SendInvitation, guest), "403 R39");
    assert_eq!(
        told(ItemAct::SendInvitation, in_the_room(Function::MayorRep)),
        "403 R39"
    );
}

#[test]
fn r40_permits_coordinator_and_secretary_to_schedule() {
    assert_eq!(
        told(ItemAct::Read, outside(Function::PreventionOfficial)),
        "permit R40 full"
    );
    assert_eq!(told(ItemAct::Read, outside(Function::Secretary)), "permit R40 full");
    assert_eq!(
        told(LivcAct::AddMeeting, at_work(Function::PreventionOfficial)),
        "permit R40 full"
    );
    assert_eq!(
        told(LivcAct::ListCases, at_work(Function::Secretary)),
        "permit R40 full"
    );
}

#[test]
fn r40_refuses_the_secretary_every_contribution_and_the_coordinator_those_of_items_not_attended() {
    every::<ContributionFacts>(|_, facts, decision| {
        assert!(facts.standing.function() != Function::Secretary || decision.rule() == Rule::R40);
    });
    assert_eq!(
        told(ItemAct::ListContributions, in_the_room(Function::Secretary)),
        "403 R40"
    );
    let absent = ContributionFacts {
        attendance: Attendance::Never,
        ..addressed_to(Function::PreventionOfficial)
    };
    assert_eq!(told(ContributionAct::Read, absent), "404 R18");
    assert_eq!(told(MeetingAct::AddItem, prepared(Function::Secretary)), "403 R40");
}

#[test]
fn r41_permits_auditor_and_data_protection_officer_a_directory_without_names() {
    for function in [Function::Auditor, Function::Dpo] {
        assert_eq!(
            told(LivcAct::ReadDirectory, at_work(function)),
            "permit R41 without_names"
        );
    }
}

#[test]
fn r41_refuses_the_auditor_all_content() {
    assert_eq!(told(CaseAct::Read, case(Function::Auditor)), "403 R41");
    assert_eq!(told(LivcAct::ListCases, at_work(Function::Auditor)), "403 R41");
}

/// The same act and the same explained facts must lead to the same decision.
fn explains_itself<S: Subject>() {
    let mut known = HashMap::new();
    every::<S>(|act, facts, decision| {
        // A function that may never do the act is explained by the function alone.
        let shown = match facts
            .standing()
            .filter(|standing| S::role_level(*standing, act).is_err())
        {
            Some(standing) => standing.fields(),
            None => facts.explained(act),
        };
        let before = known.insert((format!("{act:?}"), shown), decision);
        assert!(before.is_none_or(|before| before == decision), "{act:?} {facts:?}");
    });
}

#[test]
fn r47_permits_an_explanation_whose_facts_lead_to_the_decision() {
    explains_itself::<ItemFacts>();
    explains_itself::<ContributionFacts>();
    explains_itself::<CaseFacts>();
    explains_itself::<MeetingFacts>();
    explains_itself::<LivcFacts>();
    explains_itself::<ReplacementFacts>();
    for lang in Lang::ALL {
        assert!(
            !decide(ItemAct::Read, &outside(Function::Mayor))
                .rule()
                .sentence(*lang)
                .is_empty()
        );
    }
}

#[test]
fn r47_refuses_facts_the_asker_may_not_read() {
    let hidden = |facts: Vec<(&str, &str)>, names: &[&str]| !facts.iter().any(|(name, _)| names.contains(name));
    every::<ItemFacts>(|act, facts, _| {
        assert!(act == ItemAct::Open || hidden(facts.explained(act), &["opening"]));
    });
    every::<MeetingFacts>(|act, facts, _| {
        assert!(act == MeetingAct::Convene || hidden(facts.explained(act), &["agenda", "notice"]));
    });
    every::<LivcFacts>(|act, facts, _| {
        assert!(act == LivcAct::Activate || hidden(facts.explained(act), &["core_seats_filled"]));
    });
}
