//! Agreed actions: who proposes, reads and answers, and the wall before the police (R21, R34, R37).

use super::*;
use crate::policy::action::{ActionAct, ActionFacts, Circle, ForPolice, Part, Stage, Table};
use crate::policy::item::ItemAct;
use crate::policy::{Denial, Veil, Verdict};

const POLICE: [Function; 2] = [Function::PoliceChief, Function::PoliceRep];

/// Somebody with nothing to do with a running action of a social organisation, and in no room.
fn beside(function: Function) -> ActionFacts {
    ActionFacts {
        standing: cleared(function),
        circle: Circle::Territory,
        part: Part::None,
        own_proposal: false,
        table: Table::Away,
        for_police: ForPolice::No,
        stage: Stage::Underway,
    }
}

/// A person of the responsible organisation who was at the table, while it is a proposal.
fn asked(function: Function) -> ActionFacts {
    ActionFacts {
        part: Part::Party,
        stage: Stage::Proposed,
        ..beside(function)
    }
}

/// Who holds it.
fn holder(function: Function) -> ActionFacts {
    ActionFacts {
        part: Part::Holder,
        ..beside(function)
    }
}

/// A police officer who is asked to hold an action that everybody approved.
fn police_asked(function: Function) -> ActionFacts {
    ActionFacts {
        for_police: ForPolice::Approved,
        ..asked(function)
    }
}

#[test]
fn r37_permits_proposing_to_the_confirmed_in_the_room_of_an_open_item() {
    for function in [Function::SocialActor, Function::Mayor, Function::PoliceRep] {
        assert_eq!(told(ItemAct::ProposeAction, in_the_room(function)), "permit R37 full");
    }
}

#[test]
fn r37_refuses_proposing_outside_the_open_item_and_before_being_confirmed() {
    every::<ItemFacts>(|act, facts, decision| {
        let effective = matches!(
            facts.involvement,
            Involvement::Invited {
                attendance: Attendance::Effective,
                acknowledged: true,
                ..
            }
        );
        let may = facts.state == ItemState::Open && effective;
        assert!(
            act != ItemAct::ProposeAction || may || !decision.is_permit(),
            "{facts:?}"
        );
    });
    let unconfirmed = ItemFacts {
        involvement: answering(Answered::Accepted, true, Attendance::CheckedIn),
        ..in_the_room(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::ProposeAction, unconfirmed), "403 R18");
    let closed = ItemFacts {
        state: ItemState::Closed,
        ..in_the_room(Function::SocialActor)
    };
    assert_eq!(told(ItemAct::ProposeAction, closed), "409 R37");
    assert_eq!(told(ItemAct::ProposeAction, outside(Function::Secretary)), "403 R40");
}

#[test]
fn r37_permits_the_text_to_those_who_carry_it_out_the_case_manager_and_a_later_table() {
    let manager = ActionFacts {
        circle: Circle::Manager,
        ..beside(Function::SocialActor)
    };
    let later = ActionFacts {
        table: Table::Later,
        ..beside(Function::SocialActor)
    };
    for facts in [
        holder(Function::SocialActor),
        asked(Function::SocialActor),
        manager,
        later,
    ] {
        assert_eq!(told(ActionAct::Read, facts), "permit R37 full", "{facts:?}");
    }
}

#[test]
fn r37_permits_the_status_to_the_active_circle_and_refuses_everybody_else_the_action() {
    let circle = ActionFacts {
        circle: Circle::ActionHolder,
        ..beside(Function::SocialActor)
    };
    assert_eq!(told(ActionAct::Read, circle), "permit R37 status");
    assert_eq!(told(ActionAct::Read, beside(Function::Mayor)), "permit R37 status");
    assert_eq!(
        told(ActionAct::Read, beside(Function::PreventionOfficial)),
        "permit R37 status"
    );
    let of_another = ActionFacts {
        circle: Circle::Outside,
        ..beside(Function::Mayor)
    };
    for facts in [beside(Function::SocialActor), beside(Function::MayorRep), of_another] {
        for act in [ActionAct::Read, ActionAct::Accept, ActionAct::Report, ActionAct::Cancel] {
            assert_eq!(told(act, facts), "404 R37", "{facts:?}");
        }
    }
    for (function, refused) in [
        (Function::Secretary, "403 R40"),
        (Function::Auditor, "403 R41"),
        (Function::Dpo, "403 R41"),
        (Function::Operator, "403 R35"),
    ] {
        assert_eq!(told(ActionAct::Read, holder(function)), refused);
    }
}

#[test]
fn r37_permits_the_asked_to_answer_and_refuses_everybody_else_and_a_second_answer() {
    for act in [ActionAct::Accept, ActionAct::Decline] {
        assert_eq!(told(act, asked(Function::SocialActor)), "permit R37 full");
        let answered = ActionFacts {
            stage: Stage::Underway,
            ..asked(Function::SocialActor)
        };
        assert_eq!(told(act, answered), "409 R37");
        assert_eq!(told(act, beside(Function::PreventionOfficial)), "403 R37");
        assert_eq!(told(act, beside(Function::Mayor)), "403 R37");
    }
    every::<ActionFacts>(|act, facts, decision| {
        let answers = matches!(act, ActionAct::Accept | ActionAct::Decline);
        let may = facts.part != Part::None && facts.stage == Stage::Proposed;
        assert!(!answers || may || !decision.is_permit(), "{act:?} {facts:?}");
    });
}

#[test]
fn r37_permits_the_holder_to_report_and_refuses_colleagues_and_whatever_has_ended() {
    for (stage, told_of) in [
        (Stage::Proposed, "409 R37"),
        (Stage::Underway, "permit R37 full"),
        (Stage::Ended, "409 R37"),
        (Stage::Cancelled, "409 R37"),
    ] {
        let facts = ActionFacts {
            stage,
            ..holder(Function::SocialActor)
        };
        assert_eq!(told(ActionAct::Report, facts), told_of);
    }
    let colleague = ActionFacts {
        part: Part::Party,
        ..holder(Function::SocialActor)
    };
    assert_eq!(told(ActionAct::Report, colleague), "403 R37");
}

#[test]
fn r37_permits_proposer_and_coordinator_to_take_a_proposal_back_and_refuses_others() {
    let proposed = |facts: ActionFacts| ActionFacts {
        stage: Stage::Proposed,
        ..facts
    };
    let own = ActionFacts {
        own_proposal: true,
        ..proposed(beside(Function::MayorRep))
    };
    assert_eq!(told(ActionAct::Cancel, own), "permit R37 status");
    let coordinator = proposed(beside(Function::PreventionOfficial));
    assert_eq!(told(ActionAct::Cancel, coordinator), "permit R37 status");
    assert_eq!(told(ActionAct::Cancel, asked(Function::SocialActor)), "403 R37");
    assert_eq!(told(ActionAct::Cancel, beside(Function::PreventionOfficial)), "409 R37");
}

#[test]
fn r34_permits_police_what_they_hold_and_what_everybody_lets_them_be_asked() {
    for function in POLICE {
        let held = ActionFacts {
            for_police: ForPolice::Approved,
            ..holder(function)
        };
        assert_eq!(told(ActionAct::Read, held), "permit R34 full");
        assert_eq!(told(ActionAct::Report, held), "permit R37 full");
        assert_eq!(told(ActionAct::Read, police_asked(function)), "permit R34 full");
        assert_eq!(told(ActionAct::Accept, police_asked(function)), "permit R37 full");
        let colleague_missing = ActionFacts {
            for_police: ForPolice::PoliceMissing,
            ..police_asked(function)
        };
        assert_eq!(told(ActionAct::Read, colleague_missing), "permit R34 full");
        assert_eq!(told(ActionAct::Accept, colleague_missing), "409 R34");
        let of_another_zone = ActionFacts {
            part: Part::None,
            table: Table::Own,
            ..colleague_missing
        };
        assert_eq!(told(ActionAct::Approve, of_another_zone), "permit R34 full");
        assert_eq!(told(ActionAct::Accept, of_another_zone), "403 R37");
    }
}

#[test]
fn r34_refuses_police_every_action_of_others_and_every_proposal_before_all_others_approved() {
    every::<ActionFacts>(|act, facts, decision| {
        if !facts.standing.function().is_police() || ActionFacts::role_level(facts.standing, act).is_err() {
            return;
        }
        let of_others = facts.for_police == ForPolice::No
            || facts.part == Part::None && (facts.table != Table::Own || facts.stage != Stage::Proposed);
        let hidden = facts.part != Part::Holder
            && facts.stage == Stage::Proposed
            && facts.for_police == ForPolice::OthersMissing;
        let concealed = decision.verdict() == Verdict::Refuse(Denial::Concealed);
        assert!(concealed || !of_others && !hidden, "{act:?} {facts:?}");
    });
    for function in POLICE {
        let hidden = ActionFacts {
            for_police: ForPolice::OthersMissing,
            ..police_asked(function)
        };
        for act in [
            ActionAct::Read,
            ActionAct::Accept,
            ActionAct::Decline,
            ActionAct::Approve,
        ] {
            assert_eq!(told(act, hidden), "404 R34");
        }
        let own_words = ActionFacts {
            for_police: ForPolice::OwnWords,
            ..hidden
        };
        assert_eq!(told(ActionAct::Read, own_words), "permit R34 full");
        assert_eq!(told(ActionAct::Accept, own_words), "409 R34");
        let cancelled_at_closing = ActionFacts {
            stage: Stage::Cancelled,
            ..hidden
        };
        assert_eq!(told(ActionAct::Read, cancelled_at_closing), "404 R34");
    }
}

#[test]
fn r34_permits_approving_in_the_room_of_the_open_item_and_refuses_it_elsewhere() {
    let at_the_table = ActionFacts {
        table: Table::Own,
        for_police: ForPolice::OthersMissing,
        stage: Stage::Proposed,
        ..beside(Function::SocialActor)
    };
    assert_eq!(told(ActionAct::Approve, at_the_table), "permit R34 full");
    every::<ActionFacts>(|act, facts, decision| {
        let may = facts.table == Table::Own && facts.stage == Stage::Proposed;
        assert!(act != ActionAct::Approve || may || !decision.is_permit(), "{facts:?}");
    });
    let later = ActionFacts {
        table: Table::Later,
        ..at_the_table
    };
    assert_eq!(told(ActionAct::Approve, later), "403 R34");
    let for_others = ActionFacts {
        for_police: ForPolice::No,
        ..at_the_table
    };
    assert_eq!(told(ActionAct::Approve, for_others), "409 R34");
}

#[test]
fn r34_refuses_to_explain_whether_others_approved() {
    for facts in ActionFacts::all() {
        for act in [
            ActionAct::Read,
            ActionAct::Approve,
            ActionAct::Cancel,
            ActionAct::Report,
        ] {
            assert!(facts.explained(act).iter().all(|(name, _)| *name != "for_police"));
        }
        let told = facts.explained(ActionAct::Accept);
        assert!(facts.part == Part::Party || told.iter().all(|(name, _)| *name != "for_police"));
    }
}

#[test]
fn r21_permits_the_log_only_to_say_that_somebody_took_part() {
    for facts in ActionFacts::all() {
        let reads = (facts.table != Table::Away).then_some(Veil::Reading);
        assert_eq!(facts.veil(ActionAct::Read), reads, "{facts:?}");
        assert_eq!(facts.veil(ActionAct::Approve), Some(Veil::TakingPart));
        for act in [
            ActionAct::Accept,
            ActionAct::Decline,
            ActionAct::Report,
            ActionAct::Cancel,
        ] {
            let in_a_room = facts.table != Table::Away;
            assert_eq!(
                facts.veil(act),
                in_a_room.then_some(Veil::TakingPart),
                "{act:?} {facts:?}"
            );
        }
    }
    let facts = in_the_room(Function::SocialActor);
    assert_eq!(facts.veil(ItemAct::ProposeAction), Some(Veil::TakingPart));
    assert_eq!(facts.veil(ItemAct::ListActions), Some(Veil::Reading));
    assert_eq!(outside(Function::Mayor).veil(ItemAct::ListActions), None);
}
