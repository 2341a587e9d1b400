//! The four languages of the product, and a text that exists in all of them or not at all.

use crate::domain::code::codes;

codes! {
    /// A language in which texts are shown.
    Lang {
        /// Dutch.
        Nl = "nl",
        /// French.
        Fr = "fr",
        /// German.
        De = "de",
        /// English.
        En = "en",
    }
}

/// One text in four languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) nl: &'static str,
    pub(super) fr: &'static str,
    pub(super) de: &'static str,
    pub(super) en: &'static str,
}

impl Words {
    /// The text in one language.
    pub(super) const fn in_lang(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nl => self.nl,
            Lang::Fr => self.fr,
            Lang::De => self.de,
            Lang::En => self.en,
        }
    }
}
