//! What the author of a contribution is told of its readers (R51).

use super::*;
use crate::policy::contribution::ContributionAct;
use crate::policy::{Act, Veil};

const TABLE: [Function; 6] = [
    Function::Mayor,
    Function::MayorRep,
    Function::PoliceChief,
    Function::PoliceRep,
    Function::PreventionOfficial,
    Function::SocialActor,
];

#[test]
fn r51_permits_the_author_the_receipts_of_her_own_words_before_and_after_closing() {
    for function in TABLE {
        for item_open in [true, false] {
            let facts = ContributionFacts {
                item_open,
                ..own(function)
            };
            assert_eq!(told(ContributionAct::ReadReceipts, facts), "permit R51 full");
        }
    }
}

#[test]
fn r51_refuses_the_receipts_to_everybody_but_the_author() {
    every::<ContributionFacts>(|act, facts, decision| {
        let receipts = act == ContributionAct::ReadReceipts;
        let author = facts.relation == Relation::Author;
        assert!(!receipts || author || !decision.is_permit(), "{facts:?}");
    });
    assert_eq!(
        told(ContributionAct::ReadReceipts, addressed_to(Function::SocialActor)),
        "403 R51"
    );
    for function in [Function::Auditor, Function::Dpo] {
        assert_eq!(told(ContributionAct::ReadReceipts, own(function)), "403 R41");
    }
}

#[test]
fn r51_refuses_whoever_may_not_read_the_words_to_know_of_their_receipts() {
    every::<ContributionFacts>(|act, facts, decision| {
        let read = decide(ContributionAct::Read, facts);
        let concealed = matches!(matrix::leaf(read).split_once(' '), Some(("404", _)));
        if act == ContributionAct::ReadReceipts && concealed {
            assert_eq!(decision, read, "{facts:?}");
        }
    });
    assert_eq!(
        told(ContributionAct::ReadReceipts, addressed_to(Function::PoliceRep)),
        "404 R34"
    );
}

#[test]
fn r21_permits_nobody_to_tell_reading_one_s_receipts_from_reading() {
    for act in ContributionAct::ALL {
        let facts = own(Function::SocialActor);
        let reads = matches!(act, ContributionAct::Read | ContributionAct::ReadReceipts);
        assert_eq!(facts.veil(*act) == Some(Veil::Reading), reads, "{act:?}");
    }
}
