//! What holds for all facts at once.

use super::*;
use crate::policy::action::ActionFacts;
use crate::policy::case_file::CaseFacts;
use crate::policy::contribution::ContributionAct;
use crate::policy::installation::InstallationFacts;
use crate::policy::label::LabelFacts;
use crate::policy::replacement::ReplacementFacts;
use crate::policy::session::{SessionFacts, SignInFacts};
use crate::policy::{Denial, Rule, Verdict, decide_absent};
use std::collections::HashSet;

const CONCEALED: Verdict = Verdict::Refuse(Denial::Concealed);

/// No permit for these standings on anything of this kind.
fn nothing_for<S: Subject>(excluded: impl Fn(Standing) -> bool) {
    every::<S>(|act, facts, decision| {
        assert!(
            !(facts.standing().is_some_and(&excluded) && decision.is_permit()),
            "{act:?} {facts:?}"
        );
    });
}

#[test]
fn uncleared_police_get_no_permit_on_anything() {
    let uncleared = |standing: Standing| standing.fields().contains(&("clearance", "insufficient"));
    nothing_for::<ItemFacts>(uncleared);
    nothing_for::<ContributionFacts>(uncleared);
    nothing_for::<CaseFacts>(uncleared);
    nothing_for::<ActionFacts>(uncleared);
    nothing_for::<MeetingFacts>(uncleared);
    nothing_for::<LivcFacts>(uncleared);
    nothing_for::<InstallationFacts>(uncleared);
    nothing_for::<ReplacementFacts>(uncleared);
}

#[test]
fn auditor_data_protection_officer_and_operator_get_no_permit_on_content() {
    let away = |standing: Standing| !standing.function().takes_part() && standing.function() != Function::Secretary;
    nothing_for::<ItemFacts>(away);
    nothing_for::<ContributionFacts>(away);
    nothing_for::<CaseFacts>(away);
    nothing_for::<ActionFacts>(away);
    nothing_for::<MeetingFacts>(away);
    nothing_for::<ReplacementFacts>(away);
}

#[test]
fn a_marker_is_readable_by_its_author_alone() {
    every::<ContributionFacts>(|act, facts, decision| {
        let of_another = facts.form == Form::Spoken && facts.relation != Relation::Author;
        let told = decision.verdict();
        let silent = told == CONCEALED || ContributionFacts::role_level(facts.standing, act).is_err();
        assert!(!of_another || silent, "{act:?} {facts:?}");
    });
}

/// What somebody hears about a concealed object is what she hears about an absent one, and a refusal for the function
/// alone is the same whether or not there is an object.
fn concealed_is_absent<S: Subject>() {
    every::<S>(|act, facts, decision| {
        let Some(standing) = facts.standing() else { return };
        let absent = decide_absent::<S>(act, standing);
        if S::role_level(standing, act).is_err() {
            assert_eq!(decision, absent, "{act:?} {facts:?}");
        } else {
            assert_eq!((absent.rule(), absent.verdict()), (Rule::R20, CONCEALED));
        }
    });
}

#[test]
fn a_concealed_object_sounds_like_an_absent_one() {
    concealed_is_absent::<ItemFacts>();
    concealed_is_absent::<ContributionFacts>();
    concealed_is_absent::<CaseFacts>();
    concealed_is_absent::<ActionFacts>();
    concealed_is_absent::<MeetingFacts>();
    concealed_is_absent::<LivcFacts>();
    concealed_is_absent::<InstallationFacts>();
}

/// Decides every act on every combination; a panic would fail the test. Returns how many decisions that makes.
fn total<S: Subject>() -> usize {
    let mut decisions = 0;
    every::<S>(|_, facts, decision| {
        decisions += 1;
        assert!(!facts.fields().is_empty());
        assert!(!matrix::leaf(decision).is_empty());
    });
    let all = S::all();
    assert_eq!(
        all.iter().collect::<HashSet<_>>().len(),
        all.len(),
        "{} repeats a combination",
        S::KIND
    );
    decisions
}

#[test]
fn every_act_on_every_combination_of_facts_has_a_decision() {
    assert!(total::<ItemFacts>() > 200_000);
    assert!(total::<ContributionFacts>() > 3_000);
    assert!(total::<LabelFacts>() > 0);
    assert!(total::<CaseFacts>() > 0);
    assert!(total::<ActionFacts>() > 100_000);
    assert!(total::<MeetingFacts>() > 0);
    assert!(total::<LivcFacts>() > 0);
    assert!(total::<InstallationFacts>() > 0);
    assert!(total::<SignInFacts>() > 0);
    assert!(total::<SessionFacts>() > 0);
}

/// Facts with the same names and values are the same facts to the rules, so the matrix hides no difference.
fn fields_decide<S: Subject>() {
    let mut known = std::collections::HashMap::new();
    every::<S>(|act, facts, decision| {
        let before = known.insert((format!("{act:?}"), facts.fields()), decision);
        assert!(before.is_none_or(|before| before == decision), "{act:?} {facts:?}");
    });
}

#[test]
fn the_named_facts_are_all_the_facts() {
    fields_decide::<ItemFacts>();
    fields_decide::<ContributionFacts>();
    fields_decide::<LabelFacts>();
    fields_decide::<CaseFacts>();
    fields_decide::<ActionFacts>();
    fields_decide::<MeetingFacts>();
    fields_decide::<LivcFacts>();
}

#[test]
fn an_author_loses_her_own_words_to_no_circumstance() {
    every::<ContributionFacts>(|act, facts, decision| {
        let allowed = ContributionFacts::role_level(facts.standing, act).is_ok();
        let own = act == ContributionAct::Read && facts.relation == Relation::Author;
        assert!(!(own && allowed) || decision.is_permit(), "{facts:?}");
    });
}
