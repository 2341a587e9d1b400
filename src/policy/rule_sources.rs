//! Which dated legal references each rule rests on; a rule without one is a choice of this product,
//! made where the law is silent.

use super::rule::Rule;

/// The codes of the legal references of a rule.
pub(super) const fn of(rule: Rule) -> &'static [&'static str] {
    match rule {
        Rule::R01 => &["livcr-2018-art2"],
        Rule::R02 | Rule::R04 | Rule::R14 | Rule::R19 => &["livcr-2018-art3-1"],
        Rule::R03 => &["livcr-2018-art3-1", "class-1998"],
        Rule::R05 => &["livcr-2018-art3-1", "fl-2021-05-21", "fc-2023-06-08"],
        Rule::R07 | Rule::R16 | Rule::R24 => &["fl-2021-05-21"],
        Rule::R08 => &["livcr-2018-art2", "sw-458ter-1", "intel-1998-art3-15"],
        Rule::R09 => &["sw-458ter-1", "gdpr-5-1-c"],
        Rule::R11 => &["livcr-2018-case-list"],
        Rule::R12 => &["livcr-2018-prior-check"],
        Rule::R13 | Rule::R27 => &["sv-28quinquies-1", "sv-57-1"],
        Rule::R15 | Rule::R23 => &["sw-458ter-1"],
        Rule::R17 | Rule::R29 | Rule::R43 | Rule::R49 => &["sw-458ter-2"],
        Rule::R18 | Rule::R21 | Rule::R30 | Rule::R31 | Rule::R32 | Rule::R34 => &["cc-2021-52"],
        Rule::R20 => &["sw-458", "sw-458ter-2"],
        Rule::R22 => &["sw-458"],
        Rule::R25 => &["cc-2021-52", "gdpr-5-1-c"],
        Rule::R26 => &["class-1998-marks"],
        Rule::R28 => &["gdpr-5-1-d", "gdpr-16"],
        Rule::R35 => &["gdpr-4-5", "gdpr-25", "gdpr-32"],
        Rule::R39 => &["livcr-2018-art2", "livcr-2018-art3-1"],
        Rule::R41 => &["gdpr-5-2", "gdpr-32"],
        Rule::R42 => &["gdpr-5-1-e"],
        Rule::R44 => &["gdpr-12-23", "dpa-2018-title2"],
        Rule::R45 => &["sw-422bis", "sw-458bis"],
        Rule::R48 => &["gdpr-4-5"],
        Rule::R55 => &["gdpr-5-1-c"],
        Rule::R57 => &["gdpr-33", "gdpr-34"],
        Rule::R06
        | Rule::R10
        | Rule::R33
        | Rule::R36
        | Rule::R37
        | Rule::R38
        | Rule::R40
        | Rule::R46
        | Rule::R47
        | Rule::R50
        | Rule::R51
        | Rule::R52
        | Rule::R53
        | Rule::R54
        | Rule::R56 => &[],
    }
}
