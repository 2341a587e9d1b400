//! The person behind a case: from the file straight into the vault, and nowhere else (R35).

use crate::domain::text::Name;
use chrono::NaiveDate;
use zeroize::{Zeroize, Zeroizing};

/// A person. Nothing prints her.
pub(super) struct Person {
    family_name: String,
    given_names: String,
    born_on: NaiveDate,
}

impl Person {
    /// The person of one line.
    pub(super) fn new(family_name: &Name, given_names: &Name, born_on: NaiveDate) -> Self {
        Self {
            family_name: family_name.as_str().to_owned(),
            given_names: given_names.as_str().to_owned(),
            born_on,
        }
    }

    /// As the vault seals it.
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let identity = serde_json::json!({
            "family_name": self.family_name,
            "given_names": self.given_names,
            "born_on": self.born_on.to_string(),
        });
        Zeroizing::new(identity.to_string().into_bytes())
    }

    /// Whether a text names her: by the family name as it is written, or by both names in whatever case. A word that only
    /// looks like a given name is no name.
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        let lower = Zeroizing::new(text.to_lowercase());
        let both = [&self.family_name, &self.given_names]
            .iter()
            .all(|name| has_words(&lower, &Zeroizing::new(name.to_lowercase())));
        both || has_words(text, &self.family_name)
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        self.family_name.zeroize();
        self.given_names.zeroize();
    }
}

/// Whether these words stand in the text as words of their own.
fn has_words(text: &str, words: &str) -> bool {
    let apart = |side: Option<char>| side.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|part| part.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|part| part.chars().next());
        apart(before) && apart(after)
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn r35_refuses_a_text_that_names_the_person_and_permits_ordinary_words() {
        let born_on = NaiveDate::from_ymd_opt(2001, 2, 3).unwrap();
        let (family, given) = (Name::parse("De Winter").unwrap(), Name::parse("Lente").unwrap());
        let person = Person::new(&family, &given, born_on);
        for naming in [
            "gesprek met De Winter",
            "lente de winter belt",
            "De Winter, Lente",
            "(De Winter)",
        ] {
            assert!(person.is_named_in(naming), "{naming}");
        }
        for ordinary in [
            "in de winter volgt een gesprek",
            "Lente: nieuw gesprek",
            "De Winterslag",
            "opleiding",
        ] {
            assert!(!person.is_named_in(ordinary), "{ordinary}");
        }
        assert_eq!(
            std::str::from_utf8(&person.to_bytes()).unwrap(),
            r#"{"born_on":"2001-02-03","family_name":"De Winter","given_names":"Lente"}"#
        );
    }
}
