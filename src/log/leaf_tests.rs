//! A record has one form, and only words in it.

#![expect(clippy::unwrap_used, reason = "a test may stop where it fails")]
use super::*;

/// A record such as the gate writes, different for every number.
pub(crate) fn leaf(log: &str, n: u64) -> Leaf {
    let at = DateTime::from_timestamp_millis(1_763_700_000_000 + i64::try_from(n).unwrap() * 250).unwrap();
    Leaf {
        act: "contribution.read".to_owned(),
        actor: LeafActor {
            function: Some("social_actor".to_owned()),
            id: Some(format!("0193-account-{}", n % 7)),
            kind: LeafActorKind::Account,
            on_behalf_of: None,
            organisation: Some("0193-organisation".to_owned()),
            seat: Some(format!("0193-seat-{}", n % 7)),
        },
        at,
        break_glass: false,
        decision: if n % 5 == 4 {
            LeafDecision::Refuse
        } else {
            LeafDecision::Permit
        },
        disclosed: LeafDisclosed::of(vec![format!("alias-{}", n % 11)]),
        event_id: format!("0193-event-{log}-{n:012}"),
        facts: Some("ab".repeat(32)),
        legal_reference: Some("sv-458ter".to_owned()),
        log: log.to_owned(),
        object: LeafObject {
            alias: Some(format!("alias-{}", n % 11)),
            fields: vec!["body".to_owned(), "regime".to_owned()],
            kind: "contribution".to_owned(),
            version: Some(n % 3),
        },
        outcome: if n % 5 == 4 {
            LeafOutcome::Concealed
        } else {
            LeafOutcome::Done
        },
        policy: "cd".repeat(32),
        problem: None,
        purpose: Some("follow_up".to_owned()),
        request_id: Some(format!("request-{n}")),
        rule: if n % 5 == 4 { "R20" } else { "R24" }.to_owned(),
        salt: format!("{n:032x}"),
        sealed_act: None,
        session: Some("ef".repeat(32)),
        strength: Some("password_totp".to_owned()),
        v: 1,
    }
}

#[test]
fn a_record_reads_back_as_written_and_its_plain_json_is_rfc_8785() {
    for n in 0..50 {
        let leaf = leaf("7", n);
        let bytes = leaf.canonical().unwrap();
        assert_eq!(Leaf::parse(&bytes).unwrap(), leaf);
        assert_eq!(bytes, serde_json::to_vec(&leaf).unwrap());
        let untyped: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(bytes, serde_json_canonicalizer::to_vec(&untyped).unwrap());
    }
}

#[test]
fn every_field_is_always_there() {
    let bytes = leaf("7", 1).canonical().unwrap();
    let whole: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(whole.len(), 22);
    assert!(whole.get("sealed_act").unwrap().is_null());
    for name in whole.keys() {
        let mut less = whole.clone();
        less.remove(name);
        assert!(
            Leaf::parse(&serde_json::to_vec(&less).unwrap()).is_err(),
            "{name} may be left out"
        );
    }
}

#[test]
fn the_same_record_in_another_form_is_refused() {
    let bytes = leaf("7", 1).canonical().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    for other in [
        text.replacen(':', ": ", 1),
        text.replacen('{', "{\"extra\":1,", 1),
        text.replacen("\"act\":\"c", "\"act\":\"\\u0063", 1),
        text.replacen("\"v\":1", "\"v\":2", 1),
        text.replacen("\"count\":1", "\"count\":2", 1),
        text.replacen("Z\"", "+00:00\"", 1),
        format!("{text}\n"),
    ] {
        assert_ne!(other, text);
        assert!(Leaf::parse(other.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn neither_a_name_nor_a_sentence_fits_a_record() {
    for text in ["Jan Peeters", "", "Zoë", "two\nlines", &"x".repeat(129)] {
        let mut record = leaf("7", 1);
        record.purpose = Some(text.to_owned());
        assert!(
            matches!(record.canonical(), Err(LeafError::NotAWord("purpose"))),
            "{text}"
        );
    }
}

#[test]
fn more_than_two_hundred_aliases_become_one_hash_whatever_their_order() {
    let aliases = |n: u64| (0..n).map(|n| format!("alias-{n}")).collect::<Vec<_>>();
    assert_eq!(LeafDisclosed::of(aliases(200)).aliases().len(), 200);
    let many = LeafDisclosed::of(aliases(201));
    assert_eq!((many.aliases().len(), many.count()), (0, 201));
    let turned: Vec<_> = aliases(201).into_iter().rev().collect();
    assert_eq!(LeafDisclosed::of(turned), many);
    let mut record = leaf("7", 1);
    record.disclosed = many;
    assert_eq!(Leaf::parse(&record.canonical().unwrap()).unwrap(), record);
}

#[test]
fn a_record_longer_than_a_bundle_carries_is_refused() {
    let mut record = leaf("7", 1);
    record.object.fields = vec!["x".repeat(100); 700];
    assert!(matches!(record.canonical(), Err(LeafError::TooLong(_))));
    assert!(matches!(Leaf::parse(&vec![b'{'; 65_536]), Err(LeafError::TooLong(_))));
}
