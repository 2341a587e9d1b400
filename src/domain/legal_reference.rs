//! Identifiers of legal references: a stable code and the first day on which its row counts.

use super::ids::Identifier;
use chrono::NaiveDate;

/// The text is not a code of a legal reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code has 3 to 60 small letters, digits and hyphens, and begins with a letter")]
pub struct IllFormedCode;

/// The text is not an identifier of a legal reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: the code of a legal reference, @ and its first day are expected")]
pub struct IllFormedReference;

const LONGEST_CODE: usize = 60;

/// The row of a legal reference: its code and its first day, such as `sw-458ter-2@2018-09-24`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LegalReferenceId(String);

impl LegalReferenceId {
    /// Names the row of a code that begins on a day.
    ///
    /// # Errors
    /// [`IllFormedCode`] for a code of another form.
    pub fn new(code: &str, first_day: NaiveDate) -> Result<Self, IllFormedCode> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let begins = code.starts_with(|c: char| c.is_ascii_lowercase());
        if begins && (3..=LONGEST_CODE).contains(&code.len()) && code.chars().all(allowed) {
            Ok(Self(format!("{code}@{first_day}")))
        } else {
            Err(IllFormedCode)
        }
    }

    /// Reads an identifier.
    ///
    /// # Errors
    /// [`IllFormedReference`] unless it is written the one way.
    pub fn parse(text: &str) -> Result<Self, IllFormedReference> {
        let (code, day) = text.split_once('@').ok_or(IllFormedReference)?;
        let id = Self::new(code, day.parse().map_err(|_| IllFormedReference)?).map_err(|_| IllFormedReference)?;
        // One spelling only, so that one row has one address.
        if id.0 == text { Ok(id) } else { Err(IllFormedReference) }
    }

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code in it.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.split_once('@').map_or("", |(code, _)| code)
    }
}

impl Identifier for LegalReferenceId {
    const WRITTEN: &'static str = "the code of a legal reference, @ and its first day";

    fn parse_text(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl std::fmt::Display for LegalReferenceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn one_row_has_one_spelling() {
        let id = LegalReferenceId::parse("sw-458ter-2@2018-09-24").unwrap();
        assert_eq!((id.code(), id.as_str()), ("sw-458ter-2", "sw-458ter-2@2018-09-24"));
        for wrong in [
            "sw-458ter-2",
            "sw-458ter-2@",
            "sw-458ter-2@2018-9-24",
            "sw-458ter-2@2018-02-30",
            "SW-458@2018-09-24",
            "4a-b@2018-09-24",
            "ab@2018-09-24",
            "a b c@2018-09-24",
            "a@b@2018-09-24",
            "@2018-09-24",
        ] {
            assert_eq!(LegalReferenceId::parse(wrong), Err(IllFormedReference), "{wrong}");
        }
    }
}
