//! Silence, regime and form: what is said before anything is stored (R21, R22, R25, R27).

use super::*;
use crate::domain::contribution::Regime;
use crate::domain::livc::SecretContent;
use crate::policy::Veil;
use crate::policy::contribution::ContributionAct;
use crate::policy::item::ItemAct;
use crate::policy::label::{LabelAct, LabelFacts};

/// A new label of a holder of professional secrecy who has chosen nothing yet.
fn label(default: Regime, asked: Option<Regime>, form: Form) -> LabelFacts {
    let secret_content = SecretContent::Forbidden;
    LabelFacts {
        default,
        current: None,
        asked,
        form,
        declared: false,
        secret_content,
    }
}

#[test]
fn r21_permits_closing_without_any_contribution() {
    let chair = ItemFacts {
        chairs: true,
        ..in_the_room(Function::Mayor)
    };
    assert_eq!(told(ItemAct::Close, chair), "permit R19 full");
    // No fact about speaking exists, so none can be a condition of anything.
    for (name, _) in chair.fields() {
        assert!(
            !["contribut", "spoke", "silent"].iter().any(|word| name.contains(word)),
            "{name}"
        );
    }
}

#[test]
fn r21_refuses_the_log_any_difference_between_speaking_and_attending() {
    every::<ItemFacts>(|act, facts, _| {
        let within = [
            ItemAct::CheckIn,
            ItemAct::CheckOut,
            ItemAct::Preview,
            ItemAct::Contribute,
            ItemAct::ProposeAction,
        ];
        assert_eq!(facts.veil(act) == Some(Veil::TakingPart), within.contains(&act));
    });
    every::<ContributionFacts>(|act, facts, _| {
        let reads = matches!(act, ContributionAct::Read | ContributionAct::ReadReceipts);
        let changes_own = !reads && facts.relation == Relation::Author;
        let veil = if changes_own { Veil::TakingPart } else { Veil::Reading };
        assert_eq!(facts.veil(act), Some(veil), "{act:?} {facts:?}");
    });
}

#[test]
fn r22_permits_the_default_and_a_lower_regime_with_declaration() {
    let plain = label(Regime::Discretion, None, Form::Recorded);
    assert_eq!(told(LabelAct::Label, plain), "permit R22 full");
    let lower = label(Regime::ProfessionalSecrecy, Some(Regime::Discretion), Form::Recorded);
    assert_eq!(
        told(
            LabelAct::Label,
            LabelFacts {
                declared: true,
                ..lower
            }
        ),
        "permit R22 full"
    );
    let higher = label(
        Regime::ProfessionalSecrecy,
        Some(Regime::ProfessionalSecrecy),
        Form::Spoken,
    );
    let raised = LabelFacts {
        current: Some(Regime::Discretion),
        ..higher
    };
    assert_eq!(told(LabelAct::Raise, raised), "permit R22 full");
    assert_eq!(
        told(ContributionAct::RaiseRegime, own(Function::SocialActor)),
        "permit R22 full"
    );
}

#[test]
fn r22_refuses_unlabelled_secrets_undeclared_lower_regimes_and_every_step_down() {
    assert_eq!(
        told(LabelAct::Label, label(Regime::ProfessionalSecrecy, None, Form::Spoken)),
        "422 R22"
    );
    let lower = label(Regime::ProfessionalSecrecy, Some(Regime::Discretion), Form::Recorded);
    assert_eq!(told(LabelAct::Label, lower), "422 R22");
    let beyond = label(Regime::Discretion, Some(Regime::ProfessionalSecrecy), Form::Spoken);
    assert_eq!(told(LabelAct::Label, beyond), "422 R22");
    every::<LabelFacts>(|act, facts, decision| {
        let climbs = facts
            .current
            .is_some_and(|current| facts.regime().height() > current.height());
        assert!(act == LabelAct::Label || climbs || !decision.is_permit(), "{facts:?}");
    });
    let down = LabelFacts {
        current: Some(Regime::ProfessionalSecrecy),
        declared: true,
        ..lower
    };
    assert_eq!(told(LabelAct::Raise, down), "403 R22");
    assert_eq!(
        told(ContributionAct::RaiseRegime, addressed_to(Function::SocialActor)),
        "403 R22"
    );
}

#[test]
fn r25_permits_a_marker_to_its_author() {
    let spoken = label(
        Regime::ProfessionalSecrecy,
        Some(Regime::ProfessionalSecrecy),
        Form::Spoken,
    );
    assert_eq!(told(LabelAct::Label, spoken), "permit R22 full");
    let marker = ContributionFacts {
        form: Form::Spoken,
        class: ContentClass::Secret,
        ..own(Function::SocialActor)
    };
    assert_eq!(told(ContributionAct::Read, marker), "permit R24 full");
}

#[test]
fn r25_refuses_text_under_professional_secrecy_and_an_audience_for_a_marker() {
    every::<LabelFacts>(|_, facts, decision| {
        let secret_text = facts.form == Form::Recorded && facts.regime() == Regime::ProfessionalSecrecy;
        assert!(!(secret_text && decision.is_permit()), "{facts:?}");
    });
    let secret = label(
        Regime::ProfessionalSecrecy,
        Some(Regime::ProfessionalSecrecy),
        Form::Recorded,
    );
    for secret_content in SecretContent::ALL {
        assert_eq!(
            told(
                LabelAct::Label,
                LabelFacts {
                    secret_content: *secret_content,
                    ..secret
                }
            ),
            "422 R25"
        );
    }
    let marker = ContributionFacts {
        form: Form::Spoken,
        ..own(Function::SocialActor)
    };
    assert_eq!(told(ContributionAct::ChangeAudience, marker), "422 R25");
    let others = ContributionFacts {
        form: Form::Spoken,
        ..addressed_to(Function::SocialActor)
    };
    assert_eq!(told(ContributionAct::Read, others), "404 R25");
}

#[test]
fn r27_permits_reading_police_information_while_the_item_is_open() {
    let facts = ContributionFacts {
        class: ContentClass::Judicial,
        ..addressed_to(Function::SocialActor)
    };
    assert_eq!(told(ContributionAct::Read, facts), "permit R24 full");
    let spoken = label(
        Regime::PoliceInformation,
        Some(Regime::InvestigationSecrecy),
        Form::Spoken,
    );
    assert_eq!(told(LabelAct::Label, spoken), "permit R22 full");
}

#[test]
fn r27_refuses_text_of_an_investigation_and_seals_police_information_at_closing() {
    let text = label(
        Regime::PoliceInformation,
        Some(Regime::InvestigationSecrecy),
        Form::Recorded,
    );
    assert_eq!(told(LabelAct::Label, text), "422 R27");
    every::<LabelFacts>(|_, facts, decision| {
        let investigation = facts.form == Form::Recorded && facts.regime() == Regime::InvestigationSecrecy;
        assert!(!(investigation && decision.is_permit()), "{facts:?}");
    });
    let sealed = ContributionFacts {
        class: ContentClass::Judicial,
        item_open: false,
        ..addressed_to(Function::SocialActor)
    };
    assert_eq!(told(ContributionAct::Read, sealed), "423 R27");
}
