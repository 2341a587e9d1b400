//! The access log: for auditor and data protection officer alone, and nobody reviews herself (R41, R43).

use super::{cleared, every, told};
use crate::domain::seat::Function;
use crate::policy::log::{LogAct, LogFacts};
use crate::policy::{Act, Rule};

fn log(function: Function, own_act: bool) -> LogFacts {
    LogFacts {
        standing: cleared(function),
        own_act,
    }
}

#[test]
fn r41_permits_auditor_and_data_protection_officer_everything_about_the_log() {
    for function in [Function::Auditor, Function::Dpo] {
        for act in LogAct::ALL {
            let due = if *act == LogAct::Export {
                "permit R43 full"
            } else {
                "permit R41 full"
            };
            assert_eq!(told(*act, log(function, false)), due);
        }
    }
}

#[test]
fn r41_refuses_everybody_else_the_log() {
    every::<LogFacts>(|act, facts, decision| {
        if !matches!(facts.standing.function(), Function::Auditor | Function::Dpo) {
            assert!(!decision.is_permit(), "{act:?} {facts:?}");
            assert!([Rule::R41, Rule::R03].contains(&decision.rule()));
        }
    });
}

#[test]
fn r41_refuses_to_review_what_one_did_oneself() {
    for function in [Function::Auditor, Function::Dpo] {
        assert_eq!(told(LogAct::Review, log(function, true)), "422 R41");
        assert_eq!(told(LogAct::Review, log(function, false)), "permit R41 full");
        assert_eq!(told(LogAct::Read, log(function, true)), "permit R41 full");
    }
}
