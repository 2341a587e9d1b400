//! The lines as cases and open actions: every cell read into a bounded type, every name looked up in the directory, and
//! every fault named.

use super::cells::Reading;
use super::directory::{Directory, Organisation};
use super::faults::{Faults, pointer};
use super::person::Person;
use super::sheet::Row;
use crate::domain::action::{ActionKind, MOST_MONTHS_AHEAD};
use crate::domain::case_file::TerritorialLink;
use crate::domain::ids::{OrganisationId, SeatId};
use crate::domain::inventory::{Column, LineEntry, ReportLine};
use crate::domain::organisation::OrganisationKind;
use crate::domain::text::{Line, Text};
use crate::reference;
use chrono::{Months, NaiveDate};
use std::collections::BTreeMap;

/// A case to take over.
pub(super) struct CaseEntry {
    /// Kind of concern.
    pub category: String,
    /// Since when it is followed.
    pub followed_since: NaiveDate,
    /// NIS code.
    pub municipality: String,
    /// What ties the person to it.
    pub territorial_link: TerritorialLink,
    /// Reference of the prosecutor's answer.
    pub check_reference: Line,
    /// Its date.
    pub checked_on: NaiveDate,
    /// The case manager's seat.
    pub manager: Option<SeatId>,
    /// For the vault alone.
    pub person: Person,
    /// Its open actions.
    pub actions: Vec<ActionEntry>,
}

/// An open action to take over.
pub(super) struct ActionEntry {
    /// Life domain.
    pub life_domain: String,
    /// Kind.
    pub kind: ActionKind,
    /// What was agreed.
    pub text: Line,
    /// The responsible organisation.
    pub organisation: OrganisationId,
    /// By when.
    pub due_on: NaiveDate,
    /// The case manager, where she is of that organisation: she has accepted it already.
    pub holder: Option<SeatId>,
    /// Who may read it, and accept it where nobody holds it yet.
    pub parties: Vec<SeatId>,
}

/// What a file holds.
#[derive(Default)]
pub(super) struct Inventory {
    /// The cases, in the order of their first lines.
    pub cases: Vec<CaseEntry>,
    /// The report, line by line.
    pub report: Vec<ReportLine>,
}

impl Inventory {
    /// How many open actions there are.
    pub(super) fn actions(&self) -> usize {
        self.cases.iter().map(|case| case.actions.len()).sum()
    }
}

/// Longest label of a case.
const LONGEST_LABEL: usize = 60;
/// The earliest day an inventory can speak of, and of a birth.
const FIRST_YEAR: i32 = 2000;
const FIRST_BIRTH: i32 = 1900;

/// Reads the lines. What was read is worth nothing as soon as there is a fault.
pub(super) fn read(rows: &[Row], directory: &Directory, confirmed: bool, faults: &mut Faults) -> Inventory {
    let mut inventory = Inventory::default();
    // A case whose line has a fault keeps its number, so that its further lines are read as such.
    let mut numbers: BTreeMap<&str, (usize, Option<usize>)> = BTreeMap::new();
    for row in rows {
        let reading = &mut Reading {
            row,
            directory,
            confirmed,
            faults,
        };
        let bounded = reading.text::<LONGEST_LABEL>(Column::Case);
        let (Some(_), Some(label)) = (bounded, row.cell(Column::Case)) else {
            continue;
        };
        let next = numbers.len() + 1;
        if let Some((number, case)) = numbers.get(label).copied() {
            reading.nothing_of_a_case();
            let case = case.and_then(|index| inventory.cases.get_mut(index));
            let (organisation, person) = case
                .as_ref()
                .map_or((None, None), |case| (case.manager.as_ref(), Some(&case.person)));
            let action = reading.action(organisation, person);
            if let (Some(case), Some(action)) = (case, action) {
                case.actions.push(action);
            }
            inventory.report.push(line(row, LineEntry::Action, number));
        } else {
            let case = reading.case();
            let index = case.is_some().then_some(inventory.cases.len());
            inventory.cases.extend(case);
            numbers.insert(label, (next, index));
            inventory.report.push(line(row, LineEntry::Case, next));
        }
    }
    inventory
}

const fn line(row: &Row, entry: LineEntry, case_number: usize) -> ReportLine {
    ReportLine {
        line: row.line,
        entry,
        case_number,
        case: None,
    }
}

impl Reading<'_> {
    fn case(&mut self) -> Option<CaseEntry> {
        let today = self.directory.today;
        let before = self.faults.count();
        let family_name: Option<Text<120>> = self.text(Column::FamilyName);
        let given_names: Option<Text<120>> = self.text(Column::GivenNames);
        let born_on = self.day(Column::BornOn, FIRST_BIRTH, today);
        let person = family_name
            .zip(given_names)
            .zip(born_on)
            .map(|((family_name, given_names), born_on)| Person::new(&family_name, &given_names, born_on));
        let category = self.one_of(
            Column::Category,
            |code| reference::case_category(code, today).map(|_| code.to_owned()),
            "the case categories in force",
        );
        let followed_since = self.day(Column::FollowedSince, FIRST_YEAR, today);
        let directory = self.directory;
        let municipality = self.one_of(
            Column::Municipality,
            |nis| directory.territory.contains(nis).then(|| nis.to_owned()),
            "a municipality of this LIVC R (NIS)",
        );
        let territorial_link = self.one_of(
            Column::TerritorialLink,
            TerritorialLink::from_code,
            "the territorial links",
        );
        let check_reference = self.screened(Column::CheckReference, person.as_ref());
        let checked_on = self.day(Column::CheckedOn, FIRST_YEAR, today);
        let manager = self.manager();
        let has_action = Column::ALL
            .iter()
            .any(|column| column.is_of_an_action() && self.row.cell(*column).is_some());
        let action = if has_action {
            self.action(manager.as_ref(), person.as_ref())
        } else {
            None
        };
        if self.faults.count() > before {
            return None;
        }
        Some(CaseEntry {
            category: category?,
            followed_since: followed_since?,
            municipality: municipality?,
            territorial_link: territorial_link?,
            check_reference: check_reference?,
            checked_on: checked_on?,
            manager,
            person: person?,
            actions: action.into_iter().collect(),
        })
    }

    /// The seat of the case manager, by login. A case can do without one for a while.
    fn manager(&mut self) -> Option<SeatId> {
        let login = self.row.cell(Column::CaseManager)?.to_lowercase();
        match self.directory.seats_of(&login) {
            [only] => Some(only.clone()),
            [] => {
                let detail = "no login of somebody who takes part in this LIVC R today, beside police";
                self.fault(Column::CaseManager, detail);
                None
            }
            [..] => {
                self.fault(
                    Column::CaseManager,
                    "holds several seats: appoint the case manager afterwards",
                );
                None
            }
        }
    }

    /// A further line of a case holds an action and nothing else.
    fn nothing_of_a_case(&mut self) {
        for column in Column::ALL {
            let of_a_case = *column != Column::Case && !column.is_of_an_action();
            if of_a_case && self.row.cell(*column).is_some() {
                self.fault(*column, "stands on the first line of the case; leave it empty here");
            }
        }
    }

    fn action(&mut self, manager: Option<&SeatId>, person: Option<&Person>) -> Option<ActionEntry> {
        let today = self.directory.today;
        let life_domain = self.one_of(
            Column::ActionLifeDomain,
            |code| reference::life_domain(code, today).map(|_| code.to_owned()),
            "the life domains in force",
        );
        let kind = self.one_of(Column::ActionKind, ActionKind::from_code, "the kinds of action");
        let text = self.screened(Column::ActionText, person);
        let last = today.checked_add_months(Months::new(MOST_MONTHS_AHEAD))?;
        let due_on = self.day(Column::ActionDueOn, FIRST_YEAR, last);
        let organisation = self.organisation();
        let organisation = organisation?;
        let holder = manager.filter(|seat| organisation.seats.contains(seat)).cloned();
        let parties = match &holder {
            Some(holder) => vec![holder.clone()],
            None => organisation.seats.clone(),
        };
        Some(ActionEntry {
            life_domain: life_domain?,
            kind: kind?,
            text: text?,
            organisation: organisation.id.clone(),
            due_on: due_on?,
            holder,
            parties,
        })
    }

    fn organisation(&mut self) -> Option<Organisation> {
        const COLUMN: Column = Column::ActionOrganisation;
        let name = self.needed(COLUMN)?;
        let wrong = match self.directory.organisations_called(&name) {
            [only] if only.kind == OrganisationKind::PoliceZone => {
                "an action of the police is agreed in an item, by everybody there (R34)"
            }
            [only] if only.seats.is_empty() => "nobody of this organisation has a seat today",
            [only] => return Some(only.clone()),
            [] => "not the name of an organisation in the directory",
            [..] => "several organisations have this name",
        };
        self.fault(COLUMN, wrong);
        None
    }
}

/// The texts of a file that are kept in the clear, each with its place.
pub(super) fn texts(rows: &[Row]) -> impl Iterator<Item = (String, &str)> {
    rows.iter().flat_map(|row| {
        [Column::CheckReference, Column::ActionText]
            .into_iter()
            .filter_map(|column| Some((pointer(row.line, column), row.cell(column)?)))
    })
}
