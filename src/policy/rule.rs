//! The rules by number: each has a sentence a reader understands and the legal references it rests on.

use super::lang::Words;
use super::{rule_sources, texts_a, texts_b, texts_c, texts_d};
use crate::domain::code::codes;

pub use super::lang::Lang;

codes! {
    /// A rule of secrecy or access. Its number is the contract: decisions, records and answers cite it.
    Rule {
        /// The territory of a LIVC R.
        R01 = "R01",
        /// The three core seats.
        R02 = "R02",
        /// The security clearance of the police member.
        R03 = "R03",
        /// Participation on invitation of the mayor.
        R04 = "R04",
        /// The mandate of services of a Community or Region.
        R05 = "R05",
        /// The legal text in force on the day.
        R06 = "R06",
        /// Personal seats and replacements.
        R07 = "R07",
        /// The single purpose.
        R08 = "R08",
        /// Signals.
        R09 = "R09",
        /// Triage.
        R10 = "R10",
        /// The list of cases.
        R11 = "R11",
        /// The prior check with the public prosecutor.
        R12 = "R12",
        /// The prosecutor's answer without reasons.
        R13 = "R13",
        /// Need to know, per agenda item.
        R14 = "R14",
        /// The content of a convocation.
        R15 = "R15",
        /// Nobody is obliged to attend.
        R16 = "R16",
        /// Acknowledgement first, identity only when needed.
        R17 = "R17",
        /// Effective participation is recorded.
        R18 = "R18",
        /// A lawfully convened meeting.
        R19 = "R19",
        /// Outside the circle nothing is known.
        R20 = "R20",
        /// No duty to speak.
        R21 = "R21",
        /// The secrecy regime of a contribution.
        R22 = "R22",
        /// Contributions only inside an open item.
        R23 = "R23",
        /// The author decides who reads.
        R24 = "R24",
        /// Professional secrets are spoken, not stored.
        R25 = "R25",
        /// No classified information.
        R26 = "R26",
        /// Information of a running investigation.
        R27 = "R27",
        /// Correction and withdrawal.
        R28 = "R28",
        /// What is learnt is not reused.
        R29 = "R29",
        /// One route to the police services.
        R30 = "R30",
        /// Consensus on the feedback sheet.
        R31 = "R31",
        /// No professional secrets on the feedback sheet.
        R32 = "R32",
        /// An approval binds to the exact text.
        R33 = "R33",
        /// The wall between contributions and police accounts.
        R34 = "R34",
        /// Pseudonymous case files, identity in a vault.
        R35 = "R35",
        /// No names or codes in side channels.
        R36 = "R36",
        /// Agreed actions.
        R37 = "R37",
        /// Case manager, evaluation and closure.
        R38 = "R38",
        /// What the mayor directs and reads.
        R39 = "R39",
        /// Scheduling does not need content.
        R40 = "R40",
        /// No record, no disclosure; no record, no change.
        R41 = "R41",
        /// Retention and erasure.
        R42 = "R42",
        /// Exports are the exception.
        R43 = "R43",
        /// Rights of the person concerned; minors.
        R44 = "R44",
        /// Emergency access.
        R45 = "R45",
        /// Preview before saving.
        R46 = "R46",
        /// Every decision can be explained.
        R47 = "R47",
        /// Each organisation has its own reference.
        R48 = "R48",
        /// The onward-use condition.
        R49 = "R49",
        /// Rights do not change unseen.
        R50 = "R50",
        /// Reading receipts for the author.
        R51 = "R51",
        /// One session, one seat.
        R52 = "R52",
        /// Work is handed over, secrets are not.
        R53 = "R53",
        /// Paper is a valid route.
        R54 = "R54",
        /// Free text is screened.
        R55 = "R55",
        /// Existing work is taken over once.
        R56 = "R56",
        /// Incidents.
        R57 = "R57",
    }
}

impl Rule {
    /// The number of the rule, such as `R24`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.code()
    }

    /// What the rule says, in plain words: it fits a permit as well as a refusal.
    #[must_use]
    pub const fn sentence(self, lang: Lang) -> &'static str {
        self.words().in_lang(lang)
    }

    /// The codes of the legal references the rule rests on; empty where the rule is the house's own choice.
    #[must_use]
    pub const fn legal(self) -> &'static [&'static str] {
        rule_sources::of(self)
    }

    const fn words(self) -> &'static Words {
        match self {
            Self::R01 => &texts_a::R01,
            Self::R02 => &texts_a::R02,
            Self::R03 => &texts_a::R03,
            Self::R04 => &texts_a::R04,
            Self::R05 => &texts_a::R05,
            Self::R06 => &texts_a::R06,
            Self::R07 => &texts_a::R07,
            Self::R08 => &texts_a::R08,
            Self::R09 => &texts_a::R09,
            Self::R10 => &texts_a::R10,
            Self::R11 => &texts_a::R11,
            Self::R12 => &texts_a::R12,
            Self::R13 => &texts_a::R13,
            Self::R14 => &texts_b::R14,
            Self::R15 => &texts_b::R15,
            Self::R16 => &texts_b::R16,
            Self::R17 => &texts_b::R17,
            Self::R18 => &texts_b::R18,
            Self::R19 => &texts_b::R19,
            Self::R20 => &texts_b::R20,
            Self::R21 => &texts_b::R21,
            Self::R22 => &texts_b::R22,
            Self::R23 => &texts_b::R23,
            Self::R24 => &texts_b::R24,
            Self::R25 => &texts_b::R25,
            Self::R26 => &texts_b::R26,
            Self::R27 => &texts_b::R27,
            Self::R28 => &texts_b::R28,
            Self::R29 => &texts_b::R29,
            Self::R30 => &texts_c::R30,
            Self::R31 => &texts_c::R31,
            Self::R32 => &texts_c::R32,
            Self::R33 => &texts_c::R33,
            Self::R34 => &texts_c::R34,
            Self::R35 => &texts_c::R35,
            Self::R36 => &texts_c::R36,
            Self::R37 => &texts_c::R37,
            Self::R38 => &texts_c::R38,
            Self::R39 => &texts_c::R39,
            Self::R40 => &texts_c::R40,
            Self::R41 => &texts_c::R41,
            Self::R42 => &texts_c::R42,
            Self::R43 => &texts_c::R43,
            Self::R44 => &texts_c::R44,
            Self::R45 => &texts_c::R45,
            Self::R46 => &texts_d::R46,
            Self::R47 => &texts_d::R47,
            Self::R48 => &texts_d::R48,
            Self::R49 => &texts_d::R49,
            Self::R50 => &texts_d::R50,
            Self::R51 => &texts_d::R51,
            Self::R52 => &texts_d::R52,
            Self::R53 => &texts_d::R53,
            Self::R54 => &texts_d::R54,
            Self::R55 => &texts_d::R55,
            Self::R56 => &texts_d::R56,
            Self::R57 => &texts_d::R57,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::policy::legal;
    use chrono::NaiveDate;

    #[test]
    fn the_numbers_run_from_1_to_57() {
        let expected: Vec<String> = (1..=57).map(|n| format!("R{n:02}")).collect();
        let ids: Vec<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
        assert_eq!(ids, expected);
    }

    #[test]
    fn every_rule_has_its_own_short_sentence_in_every_language() {
        let mut seen = BTreeSet::new();
        for rule in Rule::ALL {
            for lang in Lang::ALL {
                let sentence = rule.sentence(*lang);
                assert!(sentence.ends_with('.') && !sentence.contains("  "), "{rule} {lang}");
                assert!((40..=520).contains(&sentence.chars().count()), "{rule} {lang}");
                assert!(seen.insert(sentence), "{rule} {lang} repeats a sentence");
            }
        }
    }

    #[test]
    fn no_sentence_carries_an_article_number_or_an_accusing_word() {
        for rule in Rule::ALL {
            for lang in Lang::ALL {
                let sentence = rule.sentence(*lang).to_lowercase();
                for word in ["458", "352", " art. ", "§", "suspect", "verdachte", "informant"] {
                    assert!(!sentence.contains(word), "{rule} {lang}: {word}");
                }
            }
        }
    }

    #[test]
    fn every_legal_reference_of_every_rule_is_in_force_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for rule in Rule::ALL {
            for code in rule.legal() {
                assert!(
                    legal::valid_on(legal::table().unwrap(), code, today).is_some(),
                    "{rule}: {code}"
                );
            }
        }
    }
}
