//! Belgian national register numbers and BIS numbers, of either century, however their digits are set apart.

use super::scan::{Scanned, Window};
use super::{Finding, Kind};

/// How many digits a national number has.
const DIGITS: usize = 11;
/// Where people set the digits apart; anything else is a national number only with right check digits.
const USUAL: [&[usize]; 7] = [
    &[11],
    &[6, 5],
    &[6, 3, 2],
    &[9, 2],
    &[2, 2, 2, 5],
    &[2, 2, 2, 3, 2],
    &[4, 2, 3, 2],
];

/// Finds them.
pub(super) fn find(text: &Scanned, found: &mut Vec<Finding>) {
    for window in text.windows().filter(|window| window.digits.len() == DIGITS) {
        let kind = if is_valid(&window) {
            Kind::NationalNumber
        } else if USUAL.contains(&window.lengths().as_slice()) && !window.begins(&[0, 0]) {
            Kind::PossibleNationalNumber
        } else {
            continue;
        };
        found.push(Finding {
            start: window.start,
            length: window.length(),
            kind,
        });
    }
}

/// Day and month of a birth, known or not, and check digits that fit one of the centuries.
fn is_valid(window: &Window<'_>) -> bool {
    let two = |at: usize| u64::from(window.digit(at)) * 10 + u64::from(window.digit(at + 1));
    // A BIS number adds 20 to the month where the sex is not known, 40 where it is.
    let month = two(2) % 20 + if two(2) >= 60 { 99 } else { 0 };
    if month > 12 || two(4) > 31 {
        return false;
    }
    let nine = window
        .digits
        .iter()
        .take(9)
        .fold(0_u64, |number, digit| number * 10 + u64::from(*digit));
    let check = two(9);
    check == 97 - nine % 97 || check == 97 - (2_000_000_000 + nine) % 97
}
