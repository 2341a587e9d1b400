//! The opening inventory: what a town takes over from before, once in the life of its LIVC R (R56).

use super::code::codes;
use super::ids::CaseId;

codes! {
    /// How far the opening inventory is.
    InventoryState {
        /// Nothing was handed in.
        None = "none",
        /// Handed in by one person; nothing of it is in use.
        Entered = "entered",
        /// Taken over, with a second person. There is no other.
        TakenOver = "taken_over",
    }
}

codes! {
    /// What a line adds.
    LineEntry {
        /// A case, and perhaps its first open action.
        Case = "case",
        /// A further open action of a case above.
        Action = "action",
    }
}

codes! {
    /// The columns of the file. There is none for minutes or contributions, and none for a note.
    Column {
        /// The town's own label: it groups lines and is not kept.
        Case = "case",
        /// Kind of concern.
        Category = "category",
        /// Since when the town follows the case.
        FollowedSince = "followed_since",
        /// NIS code.
        Municipality = "municipality",
        /// What ties the person to it.
        TerritorialLink = "territorial_link",
        /// Reference of the prosecutor's answer.
        CheckReference = "check_reference",
        /// Its date.
        CheckedOn = "checked_on",
        /// Login of the case manager.
        CaseManager = "case_manager",
        /// For the vault.
        FamilyName = "family_name",
        /// For the vault.
        GivenNames = "given_names",
        /// For the vault.
        BornOn = "born_on",
        /// Life domain of an open action.
        ActionLifeDomain = "action_life_domain",
        /// Kind of that action.
        ActionKind = "action_kind",
        /// What was agreed.
        ActionText = "action_text",
        /// Name of the responsible organisation.
        ActionOrganisation = "action_organisation",
        /// By when.
        ActionDueOn = "action_due_on",
    }
}

impl Column {
    /// Whether the file may leave the column out: an inventory without open actions has none of theirs.
    #[must_use]
    pub const fn is_of_an_action(self) -> bool {
        match self {
            Self::ActionLifeDomain
            | Self::ActionKind
            | Self::ActionText
            | Self::ActionOrganisation
            | Self::ActionDueOn => true,
            Self::Case
            | Self::Category
            | Self::FollowedSince
            | Self::Municipality
            | Self::TerritorialLink
            | Self::CheckReference
            | Self::CheckedOn
            | Self::CaseManager
            | Self::FamilyName
            | Self::GivenNames
            | Self::BornOn => false,
        }
    }
}

/// Most lines of an inventory, without its header.
pub const MOST_LINES: usize = 500;
/// Most bytes of an inventory.
pub const MOST_BYTES: usize = 1 << 20;

/// One line of the report: never what stood on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// The line of the file; the header is line 1.
    pub line: u64,
    /// What it adds.
    pub entry: LineEntry,
    /// Which case of the file, counted from 1 in the order of their first lines.
    pub case_number: usize,
    /// The case it became, once taken over.
    pub case: Option<CaseId>,
}

/// The report as a row holds it.
#[must_use]
pub fn write_report(lines: &[ReportLine]) -> String {
    let line = |line: &ReportLine| {
        let case = line.case.as_ref().map_or("-", CaseId::as_str);
        format!("{} {} {} {case}", line.line, line.entry, line.case_number)
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads a report back; `None` for anything this program did not write.
#[must_use]
pub fn read_report(text: &str) -> Option<Vec<ReportLine>> {
    text.lines()
        .map(|line| {
            let mut parts = line.split(' ');
            let read = ReportLine {
                line: parts.next()?.parse().ok()?,
                entry: LineEntry::from_code(parts.next()?)?,
                case_number: parts.next()?.parse().ok()?,
                case: match parts.next()? {
                    "-" => None,
                    id => Some(CaseId::parse(id).ok()?),
                },
            };
            parts.next().is_none().then_some(read)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_report_reads_back_and_nothing_else_does() {
        let case = CaseId::parse("01920000-0000-7000-8000-00000000abcd").unwrap();
        let line = |line, entry, case| ReportLine {
            line,
            entry,
            case_number: 1,
            case,
        };
        let report = vec![line(2, LineEntry::Case, None), line(3, LineEntry::Action, Some(case))];
        assert_eq!(read_report(&write_report(&report)), Some(report));
        assert_eq!(read_report(""), Some(Vec::new()));
        for wrong in [
            "2",
            "2 case",
            "2 case 1",
            "2 case 1 x",
            "x case 1 -",
            "2 case 1 - -",
            "2 other 1 -",
        ] {
            assert_eq!(read_report(wrong), None, "{wrong}");
        }
    }
}
