//! Classification marks of the country, of EU and NATO: in capitals, alone on a line or opening a text. In running
//! words, such as "beroepsgeheim" or "secret professionnel", the same letters are no mark.

use super::scan::Scanned;
use super::{Finding, Kind};

/// The marks, word by word, without accents.
const MARKS: [&[&str]; 31] = [
    &["ZEER", "GEHEIM"],
    &["GEHEIM"],
    &["VERTROUWELIJK"],
    &["BEPERKT"],
    &["BEPERKTE", "VERSPREIDING"],
    &["TRES", "SECRET"],
    &["SECRET"],
    &["SECRET", "DEFENSE"],
    &["CONFIDENTIEL"],
    &["RESTREINT"],
    &["DIFFUSION", "RESTREINTE"],
    &["STRENG", "GEHEIM"],
    &["VERTRAULICH"],
    &["EINGESCHRANKT"],
    &["VS", "VERTRAULICH"],
    &["VS", "GEHEIM"],
    &["VS", "STRENG", "GEHEIM"],
    &["VS", "NFD"],
    &["VS", "NUR", "FUR", "DEN", "DIENSTGEBRAUCH"],
    &["NUR", "FUR", "DEN", "DIENSTGEBRAUCH"],
    &["TOP", "SECRET"],
    &["CONFIDENTIAL"],
    &["RESTRICTED"],
    &["COSMIC", "TOP", "SECRET"],
    &["COSMIC", "TRES", "SECRET"],
    &["COSMIC"],
    &["ATOMAL"],
    &["R", "UE", "EU", "R"],
    &["C", "UE", "EU", "C"],
    &["S", "UE", "EU", "S"],
    &["TS", "UE", "EU", "TS"],
];
/// Words that stand beside a mark and say whose it is.
const WHOSE: [&str; 7] = ["EU", "UE", "NATO", "NAVO", "OTAN", "BEL", "BE"];
/// Marks that are ordinary headings as well: a dash behind them leaves a doubt.
const WEAK: [&str; 4] = ["BEPERKT", "RESTREINT", "RESTRICTED", "EINGESCHRANKT"];
/// Words a reference begins with.
const REFERENCE: [&str; 14] = [
    "WET", "LOI", "GESETZ", "LAW", "ACT", "ART", "ARTIKEL", "ARTICLE", "REF", "NR", "NO", "N", "KB", "AR",
];
/// So many single letters in a row are one word, set wide.
const SET_WIDE: usize = 5;

/// One word of a line.
struct Word {
    start: usize,
    end: usize,
    /// In capitals and without accents.
    folded: String,
    capitals: bool,
}

/// A mark, with the words that belong to it, at the beginning of some words.
struct Found {
    words: usize,
    marks: usize,
    /// Whether a mark of several words, or of EU or NATO, is among it.
    strong: bool,
    weak: bool,
}

/// Finds them.
pub(super) fn find(text: &Scanned, found: &mut Vec<Finding>) {
    let mut opening = true;
    let mut start = 0;
    for line in text
        .chars()
        .split(|c| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'))
    {
        let end = start + line.len();
        let words = words(line, start);
        if !words.is_empty() {
            in_line(text, &words, end, opening, found);
            opening = false;
        }
        start = end + 1;
    }
}

fn in_line(text: &Scanned, words: &[Word], end: usize, opening: bool, found: &mut Vec<Finding>) {
    let mut push = |some: &[Word], kind| {
        if let (Some(first), Some(last)) = (some.first(), some.last()) {
            found.push(Finding {
                start: first.start,
                length: last.end - first.start,
                kind,
            });
        }
    };
    if is_set_wide(words) {
        return push(words, Kind::ClassificationMark);
    }
    let mark = at_beginning(words);
    let (mark_words, rest) = words.split_at_checked(mark.words).unwrap_or((words, &[]));
    let capitals = mark_words.iter().all(|word| word.capitals);
    if mark.marks > 0 {
        let behind = text.part(mark_words.last().map_or(end, |word| word.end), end);
        let kind = match (capitals, rest.first()) {
            (true, None) => Some(Kind::ClassificationMark),
            (false, None) => Some(Kind::PossibleMark),
            (_, Some(next)) => {
                let reference = is_reference(text, next);
                let dash = has_dash(behind);
                match (capitals, opening, reference, dash) {
                    (true, true, true, _) => Some(Kind::ClassificationMark),
                    (true, _, _, true) if !mark.weak && (opening || mark.strong) => Some(Kind::ClassificationMark),
                    (true, false, true, _) if mark.strong => Some(Kind::ClassificationMark),
                    (true, _, true, _) | (true, _, _, true) | (false, true, true, _) | (false, true, _, true) => {
                        Some(Kind::PossibleMark)
                    }
                    (true, true, _, _) if behind.first() == Some(&':') => Some(Kind::PossibleMark),
                    (_, _, _, _) => None,
                }
            }
        };
        if let Some(kind) = kind {
            return push(mark_words, kind);
        }
    }
    // A mark of several words within a line, in capitals: somebody quotes one, or copied one.
    for at in 0..words.len() {
        let Some(from_here) = words.get(at..) else { break };
        let mark = at_beginning(from_here);
        let quoted = from_here.get(..mark.words).unwrap_or_default();
        if mark.strong && quoted.iter().all(|word| word.capitals) {
            push(quoted, Kind::PossibleMark);
        }
    }
}

/// The marks these words begin with, and whose they are.
fn at_beginning(words: &[Word]) -> Found {
    let mut found = Found {
        words: 0,
        marks: 0,
        strong: false,
        weak: true,
    };
    let mut whose = false;
    // A line names a mark in every language of the country, and no more.
    while let Some(here) = words
        .get(found.words..)
        .filter(|here| !here.is_empty() && found.words < 12)
    {
        let begins = |mark: &&&[&str]| {
            mark.len() <= here.len() && mark.iter().zip(here).all(|(part, word)| *part == word.folded)
        };
        let longest = MARKS.iter().filter(begins).max_by_key(|mark| mark.len());
        if let Some(mark) = longest {
            found.words += mark.len();
            found.marks += 1;
            found.strong = found.strong || mark.len() > 1;
            found.weak = found.weak && mark.first().is_some_and(|word| WEAK.contains(word));
        } else if here.first().is_some_and(|word| WHOSE.contains(&word.folded.as_str())) {
            found.words += 1;
            whose = true;
        } else {
            break;
        }
    }
    found.strong = found.marks > 0 && (found.strong || whose);
    found.weak = found.weak && !whose;
    found
}

/// A mark whose letters stand apart, alone on its line.
fn is_set_wide(words: &[Word]) -> bool {
    if words.len() < SET_WIDE || words.iter().any(|word| word.folded.len() != 1 || !word.capitals) {
        return false;
    }
    let joined: String = words.iter().map(|word| word.folded.as_str()).collect();
    MARKS.iter().any(|mark| mark.concat() == joined)
}

/// Whether a reference begins with this word: the word of a law, or a number with its year.
fn is_reference(text: &Scanned, word: &Word) -> bool {
    let number = word.folded.chars().all(|c| c.is_ascii_digit())
        && matches!(text.at(word.end), Some('/' | '.' | '-'))
        && text.at(word.end + 1).is_some_and(|c| c.is_ascii_digit());
    number || REFERENCE.contains(&word.folded.as_str())
}

/// Whether a dash stands right behind, set apart or long.
fn has_dash(behind: &[char]) -> bool {
    let mut signs = behind.iter().take_while(|c| !c.is_alphanumeric()).peekable();
    let mut apart = false;
    while let Some(c) = signs.next() {
        match c {
            '\u{2013}' | '\u{2014}' | '\u{2015}' => return true,
            '-' if apart || signs.peek().is_some_and(|next| next.is_whitespace() || **next == '-') => return true,
            c => apart = c.is_whitespace(),
        }
    }
    false
}

fn words(line: &[char], start: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut inside = false;
    for (n, c) in line.iter().enumerate() {
        let combining = matches!(c, '\u{300}'..='\u{36F}');
        if combining && inside {
            if let Some(word) = words.last_mut() {
                word.end = start + n + 1;
            }
            continue;
        }
        if !c.is_alphanumeric() {
            inside = false;
            continue;
        }
        if !inside {
            words.push(Word {
                start: start + n,
                end: start + n,
                folded: String::new(),
                capitals: true,
            });
        }
        inside = true;
        if let Some(word) = words.last_mut() {
            word.end = start + n + 1;
            word.capitals = word.capitals && !c.is_lowercase();
            word.folded.extend(c.to_uppercase().map(without_accent));
        }
    }
    for word in words.iter_mut().filter(|word| word.folded == "NFD") {
        // VS-NfD is never written in capitals alone.
        word.capitals = line.get(word.start - start).is_some_and(|c| c.is_uppercase());
    }
    words
}

const fn without_accent(c: char) -> char {
    match c {
        'À'..='Å' => 'A',
        'È'..='Ë' => 'E',
        'Ù'..='Ü' => 'U',
        'Ò'..='Ö' => 'O',
        other => other,
    }
}
