//! Free text, bounded: what a person types is trimmed, never empty, and never longer than the field allows.

/// Why a text is not acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// More characters than the field allows.
    #[error("must be at most {0} characters long")]
    TooLong(usize),
    /// Control characters other than line breaks and tabs.
    #[error("must not contain control characters")]
    Control,
}

/// A text of 1 to `MAX` characters without control characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Text<const MAX: usize>(String);

/// Characters that show nothing.
const INVISIBLE: [char; 7] = [
    '\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}', '\u{FEFF}', '\u{180E}',
];

/// A name or title.
pub type Name = Text<120>;
/// A short reason or place.
pub type Line = Text<280>;
/// The text of a contribution.
pub type Narrative = Text<4000>;

impl<const MAX: usize> Text<MAX> {
    /// Reads a text.
    ///
    /// # Errors
    /// [`TextError`] names what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.chars().all(|c| c.is_whitespace() || INVISIBLE.contains(&c)) {
            return Err(TextError::Empty);
        }
        if text
            .chars()
            .any(|c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        {
            return Err(TextError::Control);
        }
        if text.chars().count() > MAX {
            return Err(TextError::TooLong(MAX));
        }
        if text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t' && c != '\r')
        {
            return Err(TextError::Control);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> std::fmt::Debug for Text<MAX> {
    /// Shows the length only: a text may be confidential.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_and_debug_tells_nothing() {
        assert_eq!(Text::<3>::parse("  "), Err(TextError::Empty));
        assert_eq!(Text::<3>::parse("\u{200B}\u{FEFF}"), Err(TextError::Empty));
        assert_eq!(Text::<9>::parse("a\u{202E}b"), Err(TextError::Control));
        assert_eq!(Text::<3>::parse("abcd"), Err(TextError::TooLong(3)));
        assert_eq!(Text::<3>::parse("a\u{7}"), Err(TextError::Control));
        let text = Text::<9>::parse(" secret ").map(|t| format!("{t:?} {}", t.as_str()));
        assert_eq!(text.as_deref(), Ok("Text(6 bytes) secret"));
    }
}
