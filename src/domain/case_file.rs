//! Case files: pseudonymous by construction; no field of a case can hold a name (R35).

use super::code::codes;

codes! {
    /// States of a case in this version.
    CaseState {
        /// Prepared by the coordinator; not on the mayor's list.
        Proposed = "proposed",
        /// On the list of cases, by act of the mayor (R11).
        Listed = "listed",
        /// Checked with the competent prosecutor; a case taken over enters here (R56).
        Checked = "checked",
    }
}

codes! {
    /// What ties a person to the territory (R01).
    TerritorialLink {
        /// Lives there.
        Residence = "residence",
        /// Stays there.
        Stay = "stay",
        /// Goes to school there.
        School = "school",
    }
}

codes! {
    /// The only purpose a case can have (R08).
    Purpose {
        /// Prevention of terrorist offences by individual follow-up.
        TerrorismPrevention = "terrorism_prevention",
    }
}

/// A random case code such as `K7Q-4MX-9TD`: 43 bits, no vowels, nothing derived from the person, place or date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCode(String);

const ALPHABET: &[u8; 28] = b"23456789BCDFGHJKLMNPQRSTVWXZ";

impl CaseCode {
    /// Makes a code from nine random bytes.
    #[must_use]
    pub fn from_random(random: [u8; 9]) -> Self {
        let mut text = String::with_capacity(11);
        for (place, byte) in random.iter().enumerate() {
            if place == 3 || place == 6 {
                text.push('-');
            }
            let index = usize::from(byte % 28);
            text.push(ALPHABET.get(index).copied().map_or('X', char::from));
        }
        Self(text)
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r35_permits_only_codes_without_initials_years_or_places() {
        let code = CaseCode::from_random([0, 1, 2, 27, 28, 255, 9, 8, 7]);
        assert_eq!(code.as_str().len(), 11);
        assert!(
            code.as_str()
                .chars()
                .all(|c| c == '-' || c.is_ascii_digit() || c.is_ascii_uppercase())
        );
    }
}
