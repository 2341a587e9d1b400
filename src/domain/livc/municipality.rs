//! Municipalities by their NIS code: the territory of a LIVC R is made of these and nothing else.

use crate::domain::ids::Identifier;
use std::fmt;
use std::str::FromStr;

/// A text that is not a NIS code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a NIS code has exactly five digits")]
pub struct NisCodeError;

/// The five-digit code by which Belgian statistics name a municipality, province or region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NisCode(u32);

impl NisCode {
    /// Reads exactly five digits.
    ///
    /// # Errors
    /// [`NisCodeError`] for anything else. Whether a municipality bears the code is another question.
    pub fn parse(text: &str) -> Result<Self, NisCodeError> {
        if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            text.parse().map(Self).map_err(|_| NisCodeError)
        } else {
            Err(NisCodeError)
        }
    }
}

impl fmt::Display for NisCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:05}", self.0)
    }
}

impl FromStr for NisCode {
    type Err = NisCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Identifier for NisCode {
    const WRITTEN: &'static str = "five digits";

    fn parse_text(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

/// A municipality as the official list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// Its NIS code.
    pub nis: NisCode,
    /// Its Dutch name.
    pub name_nl: String,
    /// Its French name.
    pub name_fr: String,
    /// Its German name, where the list has one.
    pub name_de: Option<String>,
    /// The NIS code of its province (for Brussels, of the region).
    pub province: NisCode,
    /// The NIS code of its region.
    pub region: NisCode,
    /// Its postal codes.
    pub postal_codes: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nis_code_is_five_digits_and_reads_back() {
        for good in ["11001", "02000"] {
            assert_eq!(NisCode::parse(good).map(|nis| nis.to_string()).as_deref(), Ok(good));
        }
        for bad in ["", "1100", "110011", "+1001", "1100a", " 11001", "１１００１"] {
            assert_eq!(NisCode::parse(bad), Err(NisCodeError), "{bad}");
        }
    }
}
