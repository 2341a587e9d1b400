//! Screening of free text: finds what must not be written down, and what may only be written down on second thought
//! (R26, R55). Pure and total; time grows with the length of the text and nothing else; a finding is a place, never words.

mod doubts;
mod homes;
mod marks;
mod national;
mod phone;
mod scan;
#[cfg(test)]
mod tests;

use scan::Scanned;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A classification mark (R26).
    ClassificationMark,
    /// A Belgian national register number or BIS number with right check digits.
    NationalNumber,
    /// A phone number.
    PhoneNumber,
    /// Something like a classification mark, but not in its form.
    PossibleMark,
    /// Eleven digits like a national number, with wrong check digits.
    PossibleNationalNumber,
    /// Digits that may be a phone number, and may be a reference.
    PossiblePhoneNumber,
    /// An e-mail address.
    EmailAddress,
    /// A bank account.
    BankAccount,
    /// The plate of a Belgian car.
    LicencePlate,
    /// A street with a number.
    StreetAddress,
    /// A date of birth.
    BirthDate,
}

/// What follows from a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// Never written down.
    Refused,
    /// Written down only when its author says so.
    Doubtful,
}

impl Kind {
    /// What follows from it.
    #[must_use]
    pub const fn weight(self) -> Weight {
        match self {
            Self::ClassificationMark | Self::NationalNumber | Self::PhoneNumber => Weight::Refused,
            Self::PossibleMark
            | Self::PossibleNationalNumber
            | Self::PossiblePhoneNumber
            | Self::EmailAddress
            | Self::BankAccount
            | Self::LicencePlate
            | Self::StreetAddress
            | Self::BirthDate => Weight::Doubtful,
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClassificationMark => "a classification mark",
            Self::NationalNumber => "a national register number",
            Self::PhoneNumber => "a phone number",
            Self::PossibleMark => "what looks like a classification mark",
            Self::PossibleNationalNumber => "what looks like a national register number",
            Self::PossiblePhoneNumber => "what looks like a phone number",
            Self::EmailAddress => "an e-mail address",
            Self::BankAccount => "a bank account",
            Self::LicencePlate => "a licence plate",
            Self::StreetAddress => "a street with a number",
            Self::BirthDate => "a date of birth",
        }
    }
}

/// One finding: where, and what kind; never the words themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// How many characters stand before it.
    pub start: usize,
    /// How many characters it has; never none.
    pub length: usize,
    /// What it is.
    pub kind: Kind,
}

/// What was found in one text, in the order of the text, without overlaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Every finding.
    pub fn iter(&self) -> impl Iterator<Item = Finding> + '_ {
        self.0.iter().copied()
    }

    /// The findings of one weight.
    pub fn of(&self, weight: Weight) -> impl Iterator<Item = Finding> + '_ {
        self.iter().filter(move |finding| finding.kind.weight() == weight)
    }

    /// The worst there is; none in a text without findings.
    #[must_use]
    pub fn worst(&self) -> Option<Weight> {
        self.iter().map(|finding| finding.kind.weight()).min()
    }

    /// Without the findings of one kind, where the field is made for it.
    #[must_use]
    pub fn without(mut self, kind: Kind) -> Self {
        self.0.retain(|finding| finding.kind != kind);
        self
    }
}

/// Screens a text.
#[must_use]
pub fn check(text: &str) -> Findings {
    let scanned = Scanned::new(text);
    let mut found = Vec::new();
    doubts::bank_accounts(&scanned, &mut found);
    // The digits of a bank account are no phone number.
    let mut account = vec![false; scanned.len()];
    for place in &found {
        account
            .iter_mut()
            .skip(place.start)
            .take(place.length)
            .for_each(|is| *is = true);
    }
    let mut numbers = Vec::new();
    national::find(&scanned, &mut numbers);
    phone::find(&scanned, &mut numbers);
    numbers.retain(|number| account.get(number.start) == Some(&false));
    found.extend(numbers);
    marks::find(&scanned, &mut found);
    doubts::find(&scanned, &mut found);
    homes::find(&scanned, &mut found);
    Findings(settle(found, scanned.len()))
}

/// Of findings that overlap the graver stays, then the longer.
fn settle(mut found: Vec<Finding>, length: usize) -> Vec<Finding> {
    found.sort_by_key(|f| (f.kind.weight(), std::cmp::Reverse(f.length), f.start, f.kind));
    let mut taken = vec![false; length];
    let mut kept = Vec::new();
    for finding in found {
        let Some(place) = taken.get_mut(finding.start..finding.start + finding.length) else {
            continue;
        };
        if !place.iter().any(|is| *is) {
            place.fill(true);
            kept.push(finding);
        }
    }
    kept.sort_by_key(|f| f.start);
    kept
}
