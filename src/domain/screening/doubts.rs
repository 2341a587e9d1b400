//! What may stand in a text, but only when its author says so: e-mail addresses, bank accounts and plates. Few kinds,
//! each easy to recognise, so that the question stays rare.

use super::scan::Scanned;
use super::{Finding, Kind};

/// The shortest and longest bank account.
const ACCOUNT: std::ops::RangeInclusive<usize> = 15..=34;
/// Finds e-mail addresses and plates.
pub(super) fn find(text: &Scanned, found: &mut Vec<Finding>) {
    emails(text, found);
    plates(text, found);
}

/// Finds bank accounts: country, check digits, and groups that the check digits fit.
pub(super) fn bank_accounts(text: &Scanned, found: &mut Vec<Finding>) {
    for start in 0..text.len() {
        let begins = text.part(start, start + 4);
        let [a, b, c, d] = begins else { break };
        let word_before = text.before(start).is_some_and(char::is_alphanumeric);
        if word_before
            || !(a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && c.is_ascii_digit() && d.is_ascii_digit())
        {
            continue;
        }
        let mut body: Vec<char> = Vec::new();
        let mut longest = None;
        for (n, c) in text.part(start, start + 48).iter().enumerate() {
            if c.is_ascii_alphanumeric() && body.len() < *ACCOUNT.end() {
                body.push(c.to_ascii_uppercase());
                let ends = !text.at(start + n + 1).is_some_and(char::is_alphanumeric);
                if ends && ACCOUNT.contains(&body.len()) && checks(&body) {
                    longest = Some(n + 1);
                }
            } else if !matches!(c, ' ' | '\u{A0}' | '-' | '.' | '\u{202F}') {
                break;
            }
        }
        if let Some(length) = longest {
            found.push(Finding {
                start,
                length,
                kind: Kind::BankAccount,
            });
        }
    }
}

/// ISO 7064: the first four at the end, letters as numbers, the rest by 97 is one.
fn checks(body: &[char]) -> bool {
    let (head, tail) = body.split_at_checked(4).unwrap_or((body, &[]));
    let value = tail.iter().chain(head).fold(0_u32, |rest, c| {
        let digit = c.to_digit(36).unwrap_or(0);
        (rest * if digit > 9 { 100 } else { 10 } + digit) % 97
    });
    value == 1
}

fn emails(text: &Scanned, found: &mut Vec<Finding>) {
    let local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'');
    let domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    for (at, _) in text
        .chars()
        .iter()
        .enumerate()
        .filter(|(_, c)| matches!(c, '@' | '\u{FF20}'))
    {
        // Bounded on either side, so that a long row of letters is not walked through again and again.
        let before = text
            .part(at.saturating_sub(64), at)
            .iter()
            .rev()
            .take_while(|c| local(**c))
            .count();
        let behind = text.part(at + 1, at + 129);
        let mut name: &[char] = behind.split(|c| !domain(*c)).next().unwrap_or_default();
        while let Some((last, rest)) = name.split_last().filter(|(last, _)| matches!(last, '.' | '-')) {
            let _: &char = last;
            name = rest;
        }
        if before > 0 && name.iter().skip(1).any(|c| *c == '.') {
            found.push(Finding {
                start: at - before,
                length: before + 1 + name.len(),
                kind: Kind::EmailAddress,
            });
        }
    }
}

/// A digit, three capitals and three digits, set apart or not.
fn plates(text: &Scanned, found: &mut Vec<Finding>) {
    for start in 0..text.len() {
        if text.before(start).is_some_and(char::is_alphanumeric) || !text.at(start).is_some_and(|c| c.is_ascii_digit())
        {
            continue;
        }
        let mut place = start;
        let mut rest = ['9', 'A', 'A', 'A', '9', '9', '9'].iter().enumerate();
        let fits = rest.all(|(n, shape)| {
            if matches!(n, 1 | 4) && matches!(text.at(place), Some('-' | '.' | ' ' | '\u{A0}' | '\u{2011}')) {
                place += 1;
            }
            let fits = text
                .at(place)
                .is_some_and(|c| (*shape == 'A' && c.is_ascii_uppercase()) || (*shape == '9' && c.is_ascii_digit()));
            place += 1;
            fits
        });
        if fits && !text.at(place).is_some_and(char::is_alphanumeric) {
            found.push(Finding {
                start,
                length: place - start,
                kind: Kind::LicencePlate,
            });
        }
    }
}
