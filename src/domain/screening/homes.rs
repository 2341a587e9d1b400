//! Where somebody lives and when somebody was born: in doubt, because it may be said of a building or a day as well.

use super::scan::Scanned;
use super::{Finding, Kind};

/// Words behind which a date is a date of birth.
const BORN: [&str; 14] = [
    "geboren op",
    "geboren te",
    "geboortedatum",
    "geb.",
    "né le",
    "née le",
    "né(e) le",
    "date de naissance",
    "geboren am",
    "geburtsdatum",
    "born on",
    "date of birth",
    "d.o.b.",
    "dob:",
];
/// How far behind the word the date may begin.
const DATE_WITHIN: usize = 14;
/// How Dutch and German names of streets end.
const STREET_ENDS: [&str; 16] = [
    "straat",
    "laan",
    "plein",
    "steenweg",
    "dreef",
    "kaai",
    "markt",
    "baan",
    "stationsweg",
    "straße",
    "strasse",
    "platz",
    "allee",
    "gasse",
    "hofstede",
    "wegel",
];
/// Which of them are names, or the last word of one, by themselves.
const STREET_ALONE: [&str; 4] = ["steenweg", "dreef", "markt", "kaai"];
/// How French names of streets begin.
const STREET_BEGINS: [&str; 8] = [
    "rue",
    "avenue",
    "chaussée",
    "boulevard",
    "bd",
    "impasse",
    "quai",
    "clos",
];
/// How many words the name of a street has.
const STREET_WORDS: usize = 5;

/// Finds dates of birth and addresses.
pub(super) fn find(text: &Scanned, found: &mut Vec<Finding>) {
    births(text, found);
    streets(text, found);
}

fn births(text: &Scanned, found: &mut Vec<Finding>) {
    let lower = lowered(text);
    for start in 0..text.len() {
        if text.before(start).is_some_and(char::is_alphanumeric) {
            continue;
        }
        let here = lower.get(start..).unwrap_or_default();
        let Some(word) = BORN.iter().find(|word| begins(here, word)) else {
            continue;
        };
        let behind = start + word.chars().count();
        let gap = text
            .part(behind, behind + DATE_WITHIN)
            .iter()
            .take_while(|c| !c.is_ascii_digit() && **c != '\n')
            .count();
        let day = text.part(behind + gap, behind + gap + 30);
        if let Some(length) = date(day) {
            found.push(Finding {
                start,
                length: behind + gap + length - start,
                kind: Kind::BirthDate,
            });
        }
    }
}

/// How long the date is that begins here: a day, something between, and more.
fn date(chars: &[char]) -> Option<usize> {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let rest = chars.get(digits..)?;
    let next = *rest.first()?;
    let numeric = matches!(next, '/' | '.' | '-' | ' ') && rest.get(1).is_some_and(char::is_ascii_digit);
    let month = next.is_whitespace() && rest.get(1).is_some_and(|c| c.is_alphabetic());
    let ordinal = matches!(next, '.' | 'e' | 'r' | 't') && rest.get(1).is_some_and(|c| !c.is_ascii_digit());
    if !(1..=4).contains(&digits) || !(numeric || month || ordinal) {
        return None;
    }
    let more = rest
        .iter()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | ' '))
        .count();
    let behind = rest.get(..more)?;
    let last = behind.iter().rposition(char::is_ascii_digit).map_or(1, |at| at + 1);
    Some(digits + last)
}

/// A name of a street with a number behind it, or before it.
fn streets(text: &Scanned, found: &mut Vec<Finding>) {
    let lower = lowered(text);
    let words = words(text);
    for (at, (start, end)) in words.iter().enumerate() {
        let word: String = lower.get(*start..*end).unwrap_or_default().iter().collect();
        let capital = text.at(*start).is_some_and(char::is_uppercase);
        let long = STREET_ENDS
            .iter()
            .any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending))
            || STREET_ALONE.contains(&word.as_str());
        let place = if capital && long {
            number_behind(text, &words, at, 1).map(|last| (*start, last))
        } else if STREET_BEGINS.contains(&word.as_str()) {
            number_behind(text, &words, at, STREET_WORDS)
                .map(|last| (*start, last))
                .or_else(|| number_before(text, &words, at).map(|first| (first, *end)))
        } else {
            None
        };
        if let Some((first, last)) = place {
            found.push(Finding {
                start: first,
                length: last - first,
                kind: Kind::StreetAddress,
            });
        }
    }
}

/// The end of a house number that stands at most so many words behind, in the same breath.
fn number_behind(text: &Scanned, words: &[(usize, usize)], at: usize, within: usize) -> Option<usize> {
    let mut end = words.get(at)?.1;
    for (n, (start, stop)) in words.get(at + 1..)?.iter().take(within).enumerate() {
        let between = text.part(end, *start);
        if between
            .iter()
            .any(|c| !matches!(c, ' ' | '\u{A0}' | ',' | '\'' | '’' | '-'))
        {
            return None;
        }
        if is_house_number(text, *start, *stop) {
            return (n > 0 || within == 1).then_some(*stop);
        }
        end = *stop;
    }
    None
}

/// The beginning of a house number right before, with a comma or not.
fn number_before(text: &Scanned, words: &[(usize, usize)], at: usize) -> Option<usize> {
    let (start, end) = *words.get(at.checked_sub(1)?)?;
    let between = text.part(end, words.get(at)?.0);
    let followed = text.at(words.get(at)?.1) == Some(' ');
    let close = between.iter().all(|c| matches!(c, ' ' | ',' | '\u{A0}')) && between.contains(&',');
    (followed && close && is_house_number(text, start, end)).then_some(start)
}

/// One to four digits, and perhaps a letter.
fn is_house_number(text: &Scanned, start: usize, end: usize) -> bool {
    let word = text.part(start, end);
    let digits = word.iter().take_while(|c| c.is_ascii_digit()).count();
    let letters = word.len() - digits;
    (1..=4).contains(&digits) && letters <= 1 && word.iter().skip(digits).all(char::is_ascii_alphabetic)
}

fn words(text: &Scanned) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut inside = false;
    for (place, c) in text.chars().iter().enumerate() {
        let letter = c.is_alphanumeric();
        match (letter, inside, words.last_mut()) {
            (true, true, Some(word)) => word.1 = place + 1,
            (true, _, _) => words.push((place, place + 1)),
            (false, _, _) => {}
        }
        inside = letter;
    }
    words
}

/// The characters in small letters, one for one.
fn lowered(text: &Scanned) -> Vec<char> {
    text.chars()
        .iter()
        .map(|c| c.to_lowercase().next().unwrap_or(*c))
        .collect()
}

fn begins(chars: &[char], with: &str) -> bool {
    let mut chars = chars.iter();
    with.chars().all(|c| chars.next() == Some(&c))
}
