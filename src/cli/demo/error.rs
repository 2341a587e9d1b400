//! What can go wrong while the demonstration is put together.

use crate::access::Refused;
use crate::domain::text::Text;

/// Why the town could not be built.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The gate refused: the demonstration no longer follows the rules.
    #[error("the demonstration was refused: {0:?}")]
    Refused(#[from] Refused),
    /// Something that should not fail did.
    #[error("the demonstration could not be put together: {0}")]
    Other(String),
}

/// A failure that is no refusal.
pub(super) fn other(error: impl std::fmt::Display) -> SeedError {
    SeedError::Other(error.to_string())
}

/// A text of the demonstration.
///
/// # Errors
/// When it does not fit its field.
pub(super) fn text<const MAX: usize>(text: &str) -> Result<Text<MAX>, SeedError> {
    Text::parse(text).map_err(other)
}
