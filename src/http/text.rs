//! Texts of a body: read into bounded types, with the field named when one does not fit.

use super::problem::Answered;
use crate::access::{FieldError, Refused};
use crate::domain::text::Text;

/// Reads the text of one field.
///
/// # Errors
/// 422 with a pointer to the field.
pub fn parse<const MAX: usize>(pointer: &str, text: &str) -> Answered<Text<MAX>> {
    Text::parse(text).map_err(|e| Refused::NotAcceptable(vec![FieldError::new(pointer, e.to_string())]).into())
}

/// Reads the text of a field that may be absent.
///
/// # Errors
/// As [`parse`].
pub fn optional<const MAX: usize>(pointer: &str, text: Option<&String>) -> Answered<Option<Text<MAX>>> {
    text.map(|text| parse(pointer, text)).transpose()
}
