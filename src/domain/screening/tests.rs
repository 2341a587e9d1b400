//! The committed lists hold, numbers are found whatever stands between their digits, and every text has an answer.

#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;
use proptest::prelude::*;

const MUST_PASS: &str = include_str!("../../../config/reference/screening-must-pass.txt");
const MUST_ASK: &str = include_str!("../../../config/reference/screening-must-ask.txt");
const MUST_REFUSE: &str = include_str!("../../../config/reference/screening-must-refuse.txt");

fn lines(list: &str) -> Vec<String> {
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.replace("\\n", "\n")).collect()
}

fn kinds(text: &str) -> Vec<Kind> {
    check(text).iter().map(|finding| finding.kind).collect()
}

/// What stands at the place of each finding.
fn places(text: &str) -> Vec<String> {
    let at = |finding: Finding| text.chars().skip(finding.start).take(finding.length).collect();
    check(text).iter().map(at).collect()
}

#[test]
fn ordinary_sentences_pass() {
    let sentences = lines(MUST_PASS);
    assert!(sentences.len() >= 120);
    for sentence in sentences {
        assert_eq!(kinds(&sentence), [], "{sentence}");
    }
}

#[test]
fn doubtful_texts_are_asked_about_and_no_more() {
    let texts = lines(MUST_ASK);
    assert!(texts.len() >= 30);
    for text in texts {
        assert_eq!(
            check(&text).worst(),
            Some(Weight::Doubtful),
            "{text} {:?}",
            kinds(&text)
        );
    }
}

#[test]
fn numbers_and_marks_are_refused_under_their_rule() {
    let texts = lines(MUST_REFUSE);
    assert!(texts.len() >= 60);
    for line in texts {
        let (rule, text) = line.split_once(" | ").unwrap();
        let kinds: Vec<Kind> = check(text).of(Weight::Refused).map(|finding| finding.kind).collect();
        let marked = kinds.contains(&Kind::ClassificationMark);
        assert!(!kinds.is_empty() && marked == (rule == "R26"), "{line} {kinds:?}");
    }
}

#[test]
fn a_finding_names_its_place_in_characters() {
    let text = "Né à Ypres, ☎ 0477 12 34 56, né le 12/05/2004, ou: 85.07.30-999.32!";
    assert_eq!(places(text), ["0477 12 34 56", "né le 12/05/2004", "85.07.30-999.32"]);
    assert_eq!(places("TRÈS SECRET\nrien"), ["TRÈS SECRET"]);
    assert_eq!(places("«TRE\u{300}S SECRET»"), ["TRE\u{300}S SECRET"]);
    assert_eq!(places("mail a.b@c.be."), ["a.b@c.be"]);
    assert_eq!(places("wie? BE68 5390 0754 7034, dus"), ["BE68 5390 0754 7034"]);
}

#[test]
fn the_graver_of_two_findings_at_one_place_stays() {
    assert_eq!(kinds("geboren op 85.07.30-999.32"), [Kind::NationalNumber]);
    assert_eq!(kinds("+85073099932"), [Kind::NationalNumber]);
    assert_eq!(kinds("BE68 5390 0754 7034"), [Kind::BankAccount]);
}

#[test]
fn a_field_may_be_made_for_one_kind() {
    let findings = check("Kerkstraat 12, bel 0477 12 34 56");
    assert_eq!(findings.worst(), Some(Weight::Refused));
    let rest = findings.without(Kind::StreetAddress);
    assert_eq!(rest.iter().map(|f| f.kind).collect::<Vec<_>>(), [Kind::PhoneNumber]);
}

#[test]
fn a_wrong_check_digit_leaves_a_doubt() {
    for (number, kind) in [
        ("85073099932", Kind::NationalNumber),
        ("85073099931", Kind::PossibleNationalNumber),
        ("85133099932", Kind::PossibleNationalNumber),
    ] {
        assert_eq!(kinds(number), [kind], "{number}");
    }
}

/// Two check digits, as the register gives them.
fn checked(nine: u64, this_century: bool) -> String {
    let base = if this_century { 2_000_000_000 + nine } else { nine };
    format!("{nine:09}{:02}", 97 - base % 97)
}

proptest! {
    #[test]
    fn every_text_has_an_answer_within_itself(text in any::<String>()) {
        within(&text)?;
    }

    #[test]
    fn every_text_of_the_signs_that_matter_has_an_answer_within_itself(
        text in "[0-9+(). /@:A-CaegéÈ\n\u{300}\u{FF10}-\u{FF19}–-]{0,200}"
    ) {
        within(&text)?;
    }

    #[test]
    fn a_national_number_is_found_whatever_stands_between_its_digits(
        year in 0_u64..100, month in 0_u64..13, day in 0_u64..32, more in prop::sample::select(vec![0_u64, 20, 40]),
        serial in 1_u64..1000, this_century in any::<bool>(),
        apart in prop::collection::vec(prop::sample::select(vec![
            "", "", ".", "-", " ", "/", "_", "\u{A0}", "\u{202F}", "–", ":", ",", " - ", ". ", "|", "*", "\t", "\u{200B}",
        ]), 10),
        before in "[a-zé ]{0,12}", behind in "[a-zé ,.]{0,12}",
    ) {
        let digits = checked((year * 10_000 + (month + more) * 100 + day) * 1_000 + serial, this_century);
        let mut number = String::new();
        for (n, digit) in digits.chars().enumerate() {
            number.push(digit);
            number.push_str(apart.get(n).filter(|_| n < 10).copied().unwrap_or_default());
        }
        let text = format!("{before} {number} {behind}");
        prop_assert!(kinds(&text).contains(&Kind::NationalNumber), "{}", text);
        prop_assert!(places(&text).contains(&number), "{}", text);
    }

    #[test]
    fn a_mobile_number_is_found_however_it_is_grouped(
        area in 450_u32..500, rest in 0_u32..1_000_000, intro in prop::sample::select(vec!["0", "+32 ", "+32", "0032 ", "+32 (0)"]),
        grouped in prop::sample::select(vec![vec![2_usize, 2, 2], vec![3, 3], vec![6]]),
        between in prop::sample::select(vec![" ", ".", "-", "\u{A0}", "\u{202F}"]),
        first in prop::sample::select(vec![" ", "/", ".", "-", "\u{A0}"]),
    ) {
        let rest = format!("{rest:06}");
        let mut parts = Vec::new();
        let mut at = 0;
        for length in grouped {
            parts.push(rest.get(at..at + length).unwrap());
            at += length;
        }
        let number = format!("{intro}{area}{first}{}", parts.join(between));
        let found = kinds(&format!("bel {number} na school"));
        prop_assert!(found.contains(&Kind::PhoneNumber) || found.contains(&Kind::NationalNumber), "{number} {found:?}");
    }
}

fn within(text: &str) -> Result<(), TestCaseError> {
    let length = text.chars().count();
    let mut last = 0;
    for finding in check(text).iter() {
        prop_assert!(finding.length > 0 && finding.start >= last);
        last = finding.start + finding.length;
        prop_assert!(last <= length);
    }
    Ok(())
}

#[test]
fn time_grows_with_the_length_and_not_faster() {
    for unit in [
        "0", "0 ", "12.", "+1 ", "a@", "GEHEIM\n", "GEHEIM ", "rue ", "BE68 ", "geb.", "A", "1-ABC-", "@a.", "Straat ",
    ] {
        let text: String = unit.repeat(200_000 / unit.len());
        let started = std::time::Instant::now();
        let _ = check(&text);
        let took = started.elapsed();
        assert!(took.as_secs() < 20, "{unit:?} took {took:?}");
    }
}
