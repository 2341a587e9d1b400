//! Phone numbers, as people in Belgium and its neighbours write them. A form that could as well be a reference is in
//! doubt; numbers of public services (0800, 070, 078, 090x) and short numbers pass: they are nobody's.

use super::scan::{Scanned, Window};
use super::{Finding, Kind};

/// How far before a number the word stands that makes it the number of an enterprise.
const WORD_BEFORE: usize = 28;

/// Finds them.
pub(super) fn find(text: &Scanned, found: &mut Vec<Finding>) {
    for window in text.windows().filter(|window| (9..=17).contains(&window.digits.len())) {
        if let Some(kind) = international(text, &window).or_else(|| national(text, &window)) {
            found.push(Finding {
                start: window.start,
                length: window.length(),
                kind,
            });
        }
    }
}

fn international(text: &Scanned, window: &Window<'_>) -> Option<Kind> {
    let (digits, lengths) = (window.digits.len(), window.lengths());
    if !window.gaps().all(joins) {
        return None;
    }
    if is_after_plus(text, window.start) {
        let amount = window.gaps().all(|gap| matches!(gap, ['.' | ',']))
            && lengths.len() > 1
            && lengths.first() <= Some(&3)
            && lengths.iter().skip(1).all(|length| *length == 3);
        return match (window.digit(0), digits, amount) {
            (1..=9, 9..=16, false) => Some(Kind::PhoneNumber),
            (1..=9, 9..=16, true) => Some(Kind::PossiblePhoneNumber),
            (_, _, _) => None,
        };
    }
    let spaced = window
        .gaps()
        .next()
        .is_none_or(|gap| gap.iter().all(|c| c.is_whitespace() || matches!(c, '(' | ')' | '-')));
    if window.begins(&[0, 0]) && digits >= 11 && (spaced || lengths.first() > Some(&2)) {
        return match window.digit(2) {
            0 => None,
            3 | 4 => Some(Kind::PhoneNumber),
            1 | 2 | 5..=u8::MAX => Some(Kind::PossiblePhoneNumber),
        };
    }
    let mobile = window.begins(&[3, 2, 4]) && (5..=9).contains(&window.digit(3)) && digits == 11;
    let usual: [&[usize]; 3] = [&[2, 3, 6], &[2, 3, 3, 3], &[2, 3, 2, 2, 2]];
    (mobile && usual.contains(&lengths.as_slice())).then_some(Kind::PossiblePhoneNumber)
}

/// A number with one zero before it.
fn national(text: &Scanned, window: &Window<'_>) -> Option<Kind> {
    let set_apart = window
        .gaps()
        .enumerate()
        .all(|(n, gap)| joins(gap) && (n == 0 || !gap.contains(&'/')));
    if window.digit(0) != 0 || window.digit(1) == 0 || !set_apart || glued(text, window) {
        return None;
    }
    match (window.digits.len(), window.lengths().as_slice()) {
        (10, [10] | [4, 6] | [4, 2, 2, 2] | [4, 3, 3] | [2, 2, 2, 2, 2] | [2, 8]) if is_belgian_mobile(window) => {
            (!is_enterprise(text, window)).then_some(Kind::PhoneNumber)
        }
        (9, lengths) => landline(window, lengths),
        (10, [2, 8] | [2, 2, 2, 2, 2]) if matches!(window.digit(1), 6 | 7) => Some(Kind::PhoneNumber),
        (10, [10]) if window.digit(1) == 6 && !is_enterprise(text, window) => Some(Kind::PossiblePhoneNumber),
        (10, [2, 2, 2, 2, 2] | [3, 7]) | (11 | 12, [4, 7 | 8] | [4, 3, 4] | [5, 6] | [5, 3, 3]) => {
            Some(Kind::PossiblePhoneNumber)
        }
        (_, _) => None,
    }
}

/// Area code and number. Nine digits without a gap may as well be a reference.
fn landline(window: &Window<'_>, lengths: &[usize]) -> Option<Kind> {
    let short = matches!(window.digit(1), 2 | 3 | 4 | 9);
    let long = matches!(
        (window.digit(1), window.digit(2)),
        (1, 0..=6 | 9) | (5, _) | (6, 0 | 1 | 3..=5 | 7..=9) | (7, 1) | (8, 0..=7 | 9)
    );
    let service = window.begins(&[0, 8, 0, 0]);
    match lengths {
        [2, 7] | [2, 3, 4] | [2, 3, 2, 2] if short => Some(Kind::PhoneNumber),
        [3, 6] | [3, 2, 2, 2] | [3, 3, 3] if long => Some(Kind::PhoneNumber),
        [9] if (short || long) && !service => Some(Kind::PossiblePhoneNumber),
        [..] => None,
    }
}

fn is_belgian_mobile(window: &Window<'_>) -> bool {
    window.begins(&[0, 4]) && (5..=9).contains(&window.digit(2))
}

/// What people write between the parts of a phone number.
fn joins(gap: &[char]) -> bool {
    gap.iter().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | '-' | '/' | '(' | ')' | '\'' | '’' | '_' | '\u{AD}' | '\u{2010}'..='\u{2014}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
            )
    })
}

/// Whether a plus stands before it that belongs to no sum and no payment reference.
fn is_after_plus(text: &Scanned, start: usize) -> bool {
    let mut place = start;
    while matches!(text.before(place), Some(' ' | '(')) && start - place < 2 {
        place -= 1;
    }
    let plus = |c: char| matches!(c, '+' | '\u{FF0B}');
    text.before(place).is_some_and(plus) && !text.before(place - 1).is_some_and(|c| plus(c) || c.is_alphanumeric())
}

/// Whether it is part of a longer word, such as an identifier.
fn glued(text: &Scanned, window: &Window<'_>) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    word(text.before(window.start)) || word(text.at(window.end))
}

/// Whether it is called the number of an enterprise, and has the check digits of one.
fn is_enterprise(text: &Scanned, window: &Window<'_>) -> bool {
    let before = text.part(window.start.saturating_sub(WORD_BEFORE), window.start);
    let before: String = before.iter().flat_map(|c| c.to_lowercase()).collect();
    let called = before.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(word, "kbo" | "bce" | "zdu" | "btw" | "tva" | "be" | "vat")
            || word.contains("ondernem")
            || word.contains("entrepri")
            || word.contains("unternehm")
    });
    let eight = window
        .digits
        .iter()
        .take(8)
        .fold(0_u64, |n, digit| n * 10 + u64::from(*digit));
    let check = u64::from(window.digit(8)) * 10 + u64::from(window.digit(9));
    called && check == 97 - eight % 97
}
