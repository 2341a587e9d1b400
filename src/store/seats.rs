//! Seats: who may act, in which function, until when (R02, R03, R07).

use super::error::StoreResult;
use super::schema::{accounts, livcs, organisations, seats};
use super::sql_text::code;
use super::standing::{SEAT, SeatRow};
use crate::access::{Caller, ObjectRef, Permit, Protected, Sealed, Tx};
use crate::app::seats::{Appointment, EndSeat};
use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId};
use crate::domain::seat::{Clearance, ClearanceLevel, Function};
use crate::policy::Scope;
use crate::policy::livc::{LivcAct, LivcFacts};
use crate::store::livcs::{Livc, LivcRef};
use crate::views::directory::SeatView;
use crate::views::instant;
use crate::views::session::OfferedSeat;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// A seat as loaded for the directory.
pub struct SeatEntry {
    row: SeatRow,
    account: AccountId,
    name: String,
    livc: LivcId,
    function: Function,
}

impl SeatEntry {
    /// Its function.
    #[must_use]
    pub const fn function(&self) -> Function {
        self.function
    }

    /// Its id.
    #[must_use]
    pub const fn seat(&self) -> &SeatId {
        &self.row.id
    }

    /// The municipality of a mayor's seat.
    #[must_use]
    pub fn municipality(&self) -> Option<&str> {
        self.row.municipality.as_deref()
    }

    /// Whether it is held on that day.
    #[must_use]
    pub fn is_held_on(&self, day: NaiveDate) -> bool {
        self.row.is_held_on(day)
    }

    /// Whether it was held on a day that is over, whatever became of it since.
    #[must_use]
    pub fn was_held_on(&self, day: NaiveDate) -> bool {
        self.row.was_held_on(day)
    }

    /// Whether its clearance suffices on that day; true where none is needed (R03).
    ///
    /// # Errors
    /// When the row is unreadable.
    pub fn is_cleared_on(&self, day: NaiveDate) -> StoreResult<bool> {
        self.row.is_cleared_on(day)
    }

    /// The core seat it deputises for, within its dates (R02).
    #[must_use]
    pub const fn deputises_for(&self) -> Option<&SeatId> {
        self.row.deputises_for.as_ref()
    }

    /// Whether it was ended.
    #[must_use]
    pub const fn is_ended(&self) -> bool {
        self.row.ended_at.is_some()
    }

    /// The organisation it is held for.
    #[must_use]
    pub const fn organisation(&self) -> Option<&OrganisationId> {
        self.row.organisation.as_ref()
    }

    /// Its LIVC R.
    #[must_use]
    pub const fn livc_id(&self) -> &LivcId {
        &self.livc
    }

    /// The person.
    #[must_use]
    pub const fn account(&self) -> &AccountId {
        &self.account
    }

    /// The view, with or without the name.
    #[must_use]
    pub fn view(&self, scope: Scope) -> SeatView {
        SeatView {
            id: self.row.id.clone(),
            account_id: self.account.clone(),
            name: match scope {
                Scope::Full | Scope::WithoutReasons | Scope::WithoutCaseCode => Some(self.name.clone()),
                Scope::WithoutNames | Scope::OwnItems | Scope::DoneOrNot | Scope::Status | Scope::ProcessOnly => None,
            },
            function: self.function,
            organisation_id: self.row.organisation.clone(),
            municipality: self.row.municipality.clone(),
            valid_from: self.row.valid_from,
            valid_until: self.row.valid_until,
            ended_at: self.row.ended_at.map(instant),
            clearance_level: self.row.clearance_level.as_deref().and_then(ClearanceLevel::from_code),
            clearance_expires_on: self.row.clearance_expires_on,
            deputises_for: self.row.deputises_for.clone(),
        }
    }
}

impl Protected for SeatEntry {
    type Id = SeatId;
    type Facts = LivcFacts;
    type View = SeatView;
    const READ: LivcAct = LivcAct::ReadDirectory;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &SeatId) -> StoreResult<Option<Sealed<Self>>> {
        let found = entries(tx, Some(id), None)?.into_iter().next();
        let livc = found
            .as_ref()
            .map_or(LivcRef::Own, |entry| LivcRef::Id(entry.livc.clone()));
        let container = Livc::load(tx, caller, &livc)?;
        Ok(found
            .zip(container)
            .map(|(entry, livc)| Sealed::new(entry, livc.facts())))
    }

    fn parse_id(text: &str) -> Option<SeatId> {
        SeatId::parse(text).ok()
    }

    fn id(&self) -> SeatId {
        self.row.id.clone()
    }

    fn disclose(&self, scope: Scope, _caller: &Caller) -> SeatView {
        self.view(scope)
    }

    fn object_ref(id: &SeatId) -> ObjectRef {
        ObjectRef::new("seat", id)
    }

    fn livc(&self) -> Option<LivcId> {
        Some(self.livc.clone())
    }
}

/// The seats of a LIVC R, or one seat by id.
pub(crate) fn entries(tx: &mut Tx<'_>, id: Option<&SeatId>, livc: Option<&LivcId>) -> StoreResult<Vec<SeatEntry>> {
    let mut query = seats::table
        .inner_join(accounts::table)
        .filter(seats::livc_id.is_not_null())
        .order(seats::id)
        .select((SEAT, accounts::id, accounts::display_name))
        .into_boxed();
    if let Some(id) = id {
        query = query.filter(seats::id.eq(id.as_str()));
    }
    if let Some(livc) = livc {
        query = query.filter(seats::livc_id.eq(livc.as_str()));
    }
    let rows: Vec<(SeatRow, AccountId, String)> = query.load(tx.db())?;
    rows.into_iter()
        .map(|(row, account, name)| {
            let livc = code(row.livc.clone(), "seats.livc_id")?;
            let function = row.function()?;
            Ok(SeatEntry {
                row,
                account,
                name,
                livc,
                function,
            })
        })
        .collect()
}

/// A seat to give.
pub struct NewSeat<'a> {
    /// Its id.
    pub id: &'a SeatId,
    /// The person.
    pub account: &'a AccountId,
    /// The LIVC R; none for the operator.
    pub livc: Option<&'a LivcId>,
    /// The organisation; none for the operator.
    pub organisation: Option<&'a OrganisationId>,
    /// The function.
    pub function: Function,
    /// The municipality of a mayor's seat.
    pub municipality: Option<&'a str>,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_until: Option<NaiveDate>,
    /// The clearance of a police seat.
    pub clearance: Option<&'a Clearance>,
    /// The core seat it deputises for.
    pub deputises_for: Option<&'a SeatId>,
    /// When it was given.
    pub at: NaiveDateTime,
}

/// Gives a seat.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx, A: Appointment>(tx: &mut Tx<'tx>, _permit: &Permit<'tx, A>, new: &NewSeat<'_>) -> StoreResult<()> {
    diesel::insert_into(seats::table)
        .values((
            seats::id.eq(new.id),
            seats::account_id.eq(new.account),
            seats::livc_id.eq(new.livc.map(LivcId::as_str)),
            seats::organisation_id.eq(new.organisation.map(OrganisationId::as_str)),
            seats::function.eq(new.function.code()),
            seats::municipality.eq(new.municipality),
            seats::valid_from.eq(new.valid_from),
            seats::valid_until.eq(new.valid_until),
            seats::clearance_level.eq(new.clearance.map(|c| c.level.code())),
            seats::clearance_expires_on.eq(new.clearance.map(|c| c.expires_on)),
            seats::clearance_checked_by.eq(new.clearance.map(|c| c.checked_by.as_str())),
            seats::clearance_checked_on.eq(new.clearance.map(|c| c.checked_on)),
            seats::deputises_for.eq(new.deputises_for.map(SeatId::as_str)),
            seats::version.eq(1),
            seats::created_at.eq(new.at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// The functions a person holds, each with whether it is in this LIVC R; seats that were ended are left out.
///
/// # Errors
/// When the database fails.
pub fn functions_of(tx: &mut Tx<'_>, account: &AccountId, livc: &LivcId) -> StoreResult<Vec<(Function, bool)>> {
    let rows: Vec<(String, Option<LivcId>)> = seats::table
        .filter(seats::account_id.eq(account).and(seats::ended_at.is_null()))
        .select((seats::function, seats::livc_id))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(function, held_in)| {
            Ok((
                code(Function::from_code(&function), "seats.function")?,
                held_in.as_ref() == Some(livc),
            ))
        })
        .collect()
}

/// Ends a seat; every session in it ends with the next request (R20). Tells whether it was still held.
///
/// # Errors
/// When the database fails.
pub fn end<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, EndSeat>, at: NaiveDateTime) -> StoreResult<bool> {
    let ended = diesel::update(seats::table.find(permit.target()).filter(seats::ended_at.is_null()))
        .set((seats::ended_at.eq(Some(at)), seats::version.eq(seats::version + 1)))
        .execute(tx.db())?;
    Ok(ended == 1)
}

type OfferedRow = (SeatRow, Option<String>, Option<String>);

/// The seats a person may take today.
///
/// # Errors
/// When the database fails.
pub fn offered(tx: &mut Tx<'_>, account: &AccountId) -> StoreResult<Vec<OfferedSeat>> {
    let today = tx.today();
    let rows: Vec<OfferedRow> = seats::table
        .left_join(livcs::table.on(seats::livc_id.eq(livcs::id.nullable())))
        .left_join(organisations::table.on(seats::organisation_id.eq(organisations::id.nullable())))
        .filter(seats::account_id.eq(account).and(seats::ended_at.is_null()))
        .order(seats::id)
        .select((SEAT, livcs::name.nullable(), organisations::name.nullable()))
        .load(tx.db())?;
    rows.into_iter()
        .filter(|(seat, _, _)| seat.is_held_on(today))
        .map(|(seat, livc, organisation)| {
            Ok(OfferedSeat {
                function: seat.function()?,
                id: seat.id,
                livc_id: seat.livc,
                livc,
                organisation_id: seat.organisation,
                organisation,
            })
        })
        .collect()
}
