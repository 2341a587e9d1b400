//! Texts of a body: read into bounded types, with the field named when one does not fit, and screened (R26, R55).

use super::problem::Answered;
use crate::access::{Context, FieldError, Refused};
use crate::domain::screening::Kind;
use crate::domain::text::Text;

/// Reads the text of one field that is no free text, such as a login.
///
/// # Errors
/// 422 with a pointer to the field.
pub fn parse<const MAX: usize>(pointer: &str, text: &str) -> Answered<Text<MAX>> {
    Text::parse(text).map_err(|e| Refused::NotAcceptable(vec![FieldError::new(pointer, e.to_string())]).into())
}

/// Reads a free text. What the screening finds goes with the request: it ends the act once that is permitted, unless it is
/// a doubt that is `confirmed`.
///
/// # Errors
/// As [`parse`].
pub fn screened<const MAX: usize>(
    ctx: &mut Context,
    pointer: &str,
    text: &str,
    confirmed: bool,
) -> Answered<Text<MAX>> {
    let parsed = parse(pointer, text)?;
    ctx.screen(pointer, text, confirmed);
    Ok(parsed)
}

/// Reads a free text that may be absent.
///
/// # Errors
/// As [`parse`].
pub fn screened_optional<const MAX: usize>(
    ctx: &mut Context,
    pointer: &str,
    text: Option<&String>,
    confirmed: bool,
) -> Answered<Option<Text<MAX>>> {
    text.map(|text| screened(ctx, pointer, text, confirmed)).transpose()
}

/// Reads a place: a street and a number are what it is for.
///
/// # Errors
/// As [`parse`].
pub fn place<const MAX: usize>(ctx: &mut Context, pointer: &str, text: &str, confirmed: bool) -> Answered<Text<MAX>> {
    let parsed = parse(pointer, text)?;
    ctx.screen_but(pointer, text, confirmed, Kind::StreetAddress);
    Ok(parsed)
}
