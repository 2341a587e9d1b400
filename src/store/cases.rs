//! Case files: pseudonymous rows without any field for a name (R35).

use super::error::StoreResult;
use super::schema::cases;
use super::sql_text::code;
use crate::access::{Caller, Listing, ObjectRef, PageRequest, Permit, Protected, Sealed, Tx};
use crate::app::cases::{AddCase, PutOnList};
use crate::domain::case_file::{CaseCode, CaseState, Purpose, TerritorialLink};
use crate::domain::ids::{CaseId, LivcId};
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::case_file::{CaseAct, CaseFacts};
use crate::policy::livc::LivcAct;
use crate::store::livcs::Livc;
use crate::views::case_file::CaseView;
use crate::views::instant;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A case file as loaded.
pub struct CaseFile {
    /// Its id.
    pub id: CaseId,
    /// NIS code of its municipality.
    pub municipality: String,
    view: CaseParts,
}

struct CaseParts {
    code: String,
    purpose: Purpose,
    territorial_link: TerritorialLink,
    state: CaseState,
    listed_at: Option<NaiveDateTime>,
    list_version: Option<i64>,
}

impl Protected for CaseFile {
    type Id = CaseId;
    type Facts = CaseFacts;
    type View = CaseView;
    const READ: CaseAct = CaseAct::Read;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &CaseId) -> StoreResult<Option<Sealed<Self>>> {
        let livc = caller.livc().map_or("", LivcId::as_str);
        let row: Option<CaseRow> = cases::table
            .filter(cases::id.eq(id).and(cases::livc_id.eq(livc)))
            .select(CASE)
            .first(tx.db())
            .optional()?;
        row.map(|row| seal(caller, row)).transpose().map(Option::flatten)
    }

    fn parse_id(text: &str) -> Option<CaseId> {
        CaseId::parse(text).ok()
    }

    fn id(&self) -> CaseId {
        self.id.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> CaseView {
        CaseView {
            id: self.id.clone(),
            code: self.view.code.clone(),
            purpose: self.view.purpose,
            municipality: self.municipality.clone(),
            territorial_link: self.view.territorial_link,
            state: self.view.state,
            listed_at: self.view.listed_at.map(instant),
            list_version: self.view.list_version,
        }
    }

    fn object_ref(id: &CaseId) -> ObjectRef {
        ObjectRef::new("case", id)
    }
}

type CaseRow = (
    CaseId,
    String,
    String,
    String,
    String,
    String,
    Option<NaiveDateTime>,
    Option<i64>,
);
type CaseColumns = (
    cases::id,
    cases::code,
    cases::purpose,
    cases::municipality,
    cases::territorial_link,
    cases::state,
    cases::listed_at,
    cases::list_version,
);
const CASE: CaseColumns = (
    cases::id,
    cases::code,
    cases::purpose,
    cases::municipality,
    cases::territorial_link,
    cases::state,
    cases::listed_at,
    cases::list_version,
);

fn seal(caller: &Caller, row: CaseRow) -> StoreResult<Option<Sealed<CaseFile>>> {
    let Some(seat) = caller.seat() else {
        return Ok(None);
    };
    let (id, case_code, purpose, municipality, link, state, listed_at, list_version) = row;
    let state = code(CaseState::from_code(&state), "cases.state")?;
    let facts = CaseFacts {
        standing: seat.standing(),
        own_territory: seat
            .municipality
            .as_ref()
            .is_some_and(|nis| nis.to_string() == municipality),
        state,
    };
    let view = CaseParts {
        code: case_code,
        purpose: code(Purpose::from_code(&purpose), "cases.purpose")?,
        territorial_link: code(TerritorialLink::from_code(&link), "cases.territorial_link")?,
        state,
        listed_at,
        list_version,
    };
    Ok(Some(Sealed::new(CaseFile { id, municipality, view }, facts)))
}

/// The cases of a LIVC R one may know of.
pub struct CasesOf;

impl Listing for CasesOf {
    type Within = Livc;
    type Row = CaseFile;
    const LIST: LivcAct = LivcAct::ListCases;
    const ROW: CaseAct = CaseAct::Read;

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        within: &Livc,
        page: &PageRequest,
    ) -> StoreResult<Vec<Sealed<CaseFile>>> {
        let mut query = cases::table
            .filter(cases::livc_id.eq(&within.id))
            .order(cases::id)
            .limit(page.fetch())
            .select(CASE)
            .into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(cases::id.gt(after));
        }
        if let Some(seat) = caller.seat()
            && seat.function == Function::Mayor
        {
            let own = seat.municipality.map_or_else(String::new, |nis| nis.to_string());
            query = query.filter(cases::municipality.eq(own));
        }
        let rows: Vec<CaseRow> = query.load(tx.db())?;
        rows.into_iter()
            .filter_map(|row| seal(caller, row).transpose())
            .collect()
    }
}

/// A case to prepare.
pub struct NewCase<'a> {
    /// Its id.
    pub id: &'a CaseId,
    /// Its LIVC R.
    pub livc: &'a LivcId,
    /// Its random code.
    pub code: &'a CaseCode,
    /// Its purpose.
    pub purpose: Purpose,
    /// NIS code of its municipality.
    pub municipality: &'a str,
    /// What ties the person to it.
    pub territorial_link: TerritorialLink,
    /// When.
    pub at: NaiveDateTime,
}

/// Prepares a case.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx>(tx: &mut Tx<'tx>, _permit: &Permit<'tx, AddCase>, new: &NewCase<'_>) -> StoreResult<()> {
    diesel::insert_into(cases::table)
        .values((
            cases::id.eq(new.id),
            cases::livc_id.eq(new.livc),
            cases::code.eq(new.code.as_str()),
            cases::purpose.eq(new.purpose.code()),
            cases::municipality.eq(new.municipality),
            cases::territorial_link.eq(new.territorial_link.code()),
            cases::state.eq(CaseState::Proposed.code()),
            cases::version.eq(1),
            cases::created_at.eq(new.at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Puts a case on the list: each listing makes a new version of the list (R11).
///
/// # Errors
/// When the database fails.
pub fn put_on_list<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, PutOnList>,
    livc: &LivcId,
    by: &crate::domain::ids::SeatId,
    reason: &str,
) -> StoreResult<()> {
    let newest: Option<i64> = cases::table
        .filter(cases::livc_id.eq(livc))
        .select(diesel::dsl::max(cases::list_version))
        .first(tx.db())?;
    diesel::update(cases::table.find(permit.target()))
        .set((
            cases::state.eq(CaseState::Listed.code()),
            cases::listed_at.eq(Some(permit.at().naive_utc())),
            cases::listed_by.eq(Some(by.as_str())),
            cases::list_version.eq(Some(newest.unwrap_or(0) + 1)),
            cases::listing_reason.eq(Some(reason.as_bytes())),
            cases::version.eq(cases::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}
