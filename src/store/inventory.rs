//! The opening inventory: handed in sealed, and taken over whole or not at all (R56).

use super::error::{StoreError, StoreResult};
use super::schema::{accounts, cases, livc_municipalities, opening_inventories, seats};
use super::sql_text::code;
use super::standing::{SEAT, SeatRow};
use crate::access::{Caller, ObjectRef, Permit, Protected, Sealed, Seat, Tx};
use crate::app::inventory::{EnterInventory, TakeOverInventory};
use crate::domain::ids::{AccountId, CaseId, LivcId, OrganisationId, SeatId};
use crate::domain::inventory::{InventoryState, ReportLine, read_report, write_report};
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::inventory::{HandedIn, InventoryAct, InventoryFacts};
use crate::store::livcs::{Livc, LivcRef};
use crate::views::instant;
use crate::views::inventory::{InventoryLineView, InventoryView};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// The opening inventory of a LIVC R: there is one, even before anything was handed in.
pub struct Inventory {
    /// The LIVC R.
    pub livc: LivcId,
    by_mayor: bool,
    row: Option<Row>,
    report: Vec<ReportLine>,
    codes: BTreeMap<CaseId, String>,
}

type Entered = (SeatId, NaiveDateTime);
type Confirmed = (Option<SeatId>, Option<NaiveDateTime>);
/// State, hash, numbers, report, who handed it in, who took it over.
type Row = (String, String, (i32, i32), String, Entered, Confirmed);

impl Inventory {
    /// The mayor among the two persons who take it over: who handed it in, or else the second one.
    #[must_use]
    pub fn mayor(&self, second: &Seat) -> Option<SeatId> {
        if second.function == Function::Mayor {
            return Some(second.id.clone());
        }
        let first = self.row.as_ref().map(|row| row.4.0.clone());
        first.filter(|_| self.by_mayor)
    }
}

impl Protected for Inventory {
    type Id = LivcId;
    type Facts = InventoryFacts;
    type View = InventoryView;
    const READ: InventoryAct = InventoryAct::Read;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &LivcId) -> StoreResult<Option<Sealed<Self>>> {
        let Some(livc) = Livc::load(tx, caller, &LivcRef::Id(id.clone()))? else {
            return Ok(None);
        };
        let livc = livc.facts();
        let found: Option<(Row, String, AccountId)> = opening_inventories::table
            .inner_join(seats::table.on(seats::id.eq(opening_inventories::entered_by)))
            .filter(opening_inventories::livc_id.eq(id))
            .select((
                (
                    opening_inventories::state,
                    opening_inventories::content_hash,
                    (opening_inventories::cases, opening_inventories::actions),
                    opening_inventories::lines,
                    (opening_inventories::entered_by, opening_inventories::entered_at),
                    (opening_inventories::confirmed_by, opening_inventories::confirmed_at),
                ),
                seats::function,
                seats::account_id,
            ))
            .first(tx.db())
            .optional()?;
        let codes: Vec<(CaseId, String)> = cases::table
            .filter(cases::livc_id.eq(id).and(cases::taken_over_at.is_not_null()))
            .select((cases::id, cases::code))
            .load(tx.db())?;
        let (mut handed_in, mut by_mayor) = (HandedIn::Nothing, false);
        if let Some((row, function, account)) = &found {
            let function = code(Function::from_code(function), "seats.function")?;
            by_mayor = function == Function::Mayor;
            handed_in = match code(InventoryState::from_code(&row.0), "opening_inventories.state")? {
                InventoryState::None => return Err(StoreError::Corrupt("opening_inventories.state")),
                InventoryState::TakenOver => HandedIn::TakenOver,
                InventoryState::Entered if caller.account() == Some(account) => HandedIn::ByAsker,
                InventoryState::Entered if by_mayor => HandedIn::ByMayor,
                InventoryState::Entered => HandedIn::ByCoordinator,
            };
        }
        let row = found.map(|(row, ..)| row);
        let report = row.as_ref().map_or(Some(Vec::new()), |row| read_report(&row.3));
        let facts = InventoryFacts {
            standing: livc.standing,
            livc: livc.state,
            presides: livc.presides,
            handed_in,
        };
        let inventory = Self {
            livc: id.clone(),
            by_mayor,
            row,
            report: code(report, "opening_inventories.lines")?,
            codes: codes.into_iter().collect(),
        };
        Ok(Some(Sealed::new(inventory, facts)))
    }

    fn parse_id(text: &str) -> Option<LivcId> {
        LivcId::parse(text).ok()
    }

    fn id(&self) -> LivcId {
        self.livc.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> InventoryView {
        let row = self.row.as_ref();
        let line = |line: &ReportLine| InventoryLineView {
            line: line.line,
            entry: line.entry,
            case_number: line.case_number,
            case_id: line.case.clone(),
            case_code: line.case.as_ref().and_then(|case| self.codes.get(case).cloned()),
        };
        InventoryView {
            livc_id: self.livc.clone(),
            state: row
                .and_then(|row| InventoryState::from_code(&row.0))
                .unwrap_or(InventoryState::None),
            cases: row.map_or(0, |row| row.2.0),
            actions: row.map_or(0, |row| row.2.1),
            entered_by: row.map(|row| row.4.0.clone()),
            entered_at: row.map(|row| instant(row.4.1)),
            fingerprint: row.map(|row| row.1.clone()),
            confirmed_by: row.and_then(|row| row.5.0.clone()),
            confirmed_at: row.and_then(|row| row.5.1).map(instant),
            lines: self.report.iter().map(line).collect(),
        }
    }

    fn object_ref(id: &LivcId) -> ObjectRef {
        ObjectRef::new("inventory", id)
    }

    fn livc(&self) -> Option<LivcId> {
        Some(self.livc.clone())
    }
}

/// An inventory to hand in.
pub struct NewInventory<'a> {
    /// What was handed in, sealed.
    pub content: &'a [u8],
    /// Its keyed hash.
    pub content_hash: &'a str,
    /// Number of cases.
    pub cases: i32,
    /// Number of open actions.
    pub actions: i32,
    /// The report.
    pub report: &'a [ReportLine],
    /// The seat of who hands it in.
    pub by: &'a SeatId,
}

/// Hands an inventory in, instead of one that waits.
///
/// # Errors
/// When the database fails.
pub fn enter<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, EnterInventory>, new: &NewInventory<'_>) -> StoreResult<()> {
    let livc = permit.target();
    let columns = (
        opening_inventories::state.eq(InventoryState::Entered.code()),
        opening_inventories::content.eq(Some(new.content)),
        opening_inventories::content_hash.eq(new.content_hash),
        opening_inventories::cases.eq(new.cases),
        opening_inventories::actions.eq(new.actions),
        opening_inventories::lines.eq(write_report(new.report)),
        opening_inventories::entered_by.eq(new.by),
        opening_inventories::entered_at.eq(permit.at().naive_utc()),
    );
    let waiting = opening_inventories::table
        .find(livc)
        .filter(opening_inventories::confirmed_at.is_null());
    let replaced = diesel::update(waiting)
        .set((
            columns.clone(),
            opening_inventories::version.eq(opening_inventories::version + 1),
        ))
        .execute(tx.db())?;
    if replaced == 0 {
        diesel::insert_into(opening_inventories::table)
            .values((
                opening_inventories::livc_id.eq(livc),
                columns,
                opening_inventories::version.eq(1),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// What waits, sealed as it was handed in.
///
/// # Errors
/// When the database fails.
pub fn content<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, TakeOverInventory>) -> StoreResult<Option<Vec<u8>>> {
    Ok(opening_inventories::table
        .find(permit.target())
        .select(opening_inventories::content)
        .first(tx.db())?)
}

/// Marks the inventory as taken over: what was handed in is gone, and which line became which case stays.
///
/// # Errors
/// When the database fails.
pub fn taken_over<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, TakeOverInventory>,
    by: &SeatId,
    report: &[ReportLine],
) -> StoreResult<()> {
    diesel::update(opening_inventories::table.find(permit.target()))
        .set((
            opening_inventories::state.eq(InventoryState::TakenOver.code()),
            opening_inventories::content.eq(None::<Vec<u8>>),
            opening_inventories::lines.eq(write_report(report)),
            opening_inventories::confirmed_by.eq(Some(by.as_str())),
            opening_inventories::confirmed_at.eq(Some(permit.at().naive_utc())),
            opening_inventories::version.eq(opening_inventories::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// NIS codes of the municipalities of a LIVC R today.
///
/// # Errors
/// When the database fails.
pub fn territory(tx: &mut Tx<'_>, livc: &LivcId) -> StoreResult<Vec<String>> {
    let today = tx.today();
    let rows: Vec<(String, NaiveDate, Option<NaiveDate>)> = livc_municipalities::table
        .filter(livc_municipalities::livc_id.eq(livc))
        .select((
            livc_municipalities::nis,
            livc_municipalities::decided_on,
            livc_municipalities::left_on,
        ))
        .load(tx.db())?;
    let there = |(_, decided_on, left_on): &(String, NaiveDate, Option<NaiveDate>)| {
        *decided_on <= today && left_on.is_none_or(|left| today < left)
    };
    Ok(rows.into_iter().filter(there).map(|(nis, ..)| nis).collect())
}

/// Somebody who takes part in a LIVC R today, police left out.
pub struct Participant {
    /// Her login.
    pub login: String,
    /// Her seat.
    pub seat: SeatId,
    /// Her organisation.
    pub organisation: Option<OrganisationId>,
}

/// Those who take part in a LIVC R today, police left out: one line for each seat.
///
/// # Errors
/// When the database fails.
pub fn participants(tx: &mut Tx<'_>, livc: &LivcId) -> StoreResult<Vec<Participant>> {
    let today = tx.today();
    let rows: Vec<(SeatRow, String)> = seats::table
        .inner_join(accounts::table)
        .filter(seats::livc_id.eq(livc).and(seats::ended_at.is_null()))
        .order(seats::id)
        .select((SEAT, accounts::login))
        .load(tx.db())?;
    let mut participants = Vec::new();
    for (row, login) in rows {
        let function = row.function()?;
        if function.may_manage_a_case() && row.is_held_on(today) {
            participants.push(Participant {
                login,
                seat: row.id,
                organisation: row.organisation,
            });
        }
    }
    Ok(participants)
}
