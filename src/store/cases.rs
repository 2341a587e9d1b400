//! Case files: pseudonymous rows without any field for a name (R35).

use super::case_managers::{of_cases, tie};
use super::error::StoreResult;
use super::schema::cases;
use super::sql_text::code;
use crate::access::{Action, Caller, Listing, ObjectRef, PageRequest, Permit, Protected, Sealed, Seat, Tx};
use crate::app::cases::{AddCase, PutOnList};
use crate::domain::case_file::{CaseCode, CaseState, Purpose, TerritorialLink};
use crate::domain::ids::{CaseId, LivcId, SeatId};
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::case_file::{CaseAct, CaseFacts, Tie};
use crate::policy::livc::LivcAct;
use crate::store::livcs::Livc;
use crate::views::action::ManagerView;
use crate::views::case_file::CaseView;
use crate::views::instant;
use chrono::{NaiveDate, NaiveDateTime};
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
    category: Option<String>,
    followed_since: Option<NaiveDate>,
    taken_over_at: Option<NaiveDateTime>,
    managers: Vec<ManagerView>,
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
        let Some(seat) = caller.seat() else {
            return Ok(None);
        };
        // Asked in any case, so that the number of statements tells nothing.
        let tie = tie(tx, seat, id.as_str())?;
        let managers = of_cases(tx, std::slice::from_ref(id))?.remove(id);
        row.map(|row| seal(seat, row, tie, managers.unwrap_or_default()))
            .transpose()
    }

    fn parse_id(text: &str) -> Option<CaseId> {
        CaseId::parse(text).ok()
    }

    fn id(&self) -> CaseId {
        self.id.clone()
    }

    fn disclose(&self, scope: Scope, _caller: &Caller) -> CaseView {
        CaseView {
            id: self.id.clone(),
            code: (scope == Scope::Full).then(|| self.view.code.clone()),
            purpose: self.view.purpose,
            municipality: self.municipality.clone(),
            territorial_link: self.view.territorial_link,
            state: self.view.state,
            listed_at: self.view.listed_at.map(instant),
            list_version: self.view.list_version,
            category: self.view.category.clone(),
            followed_since: self.view.followed_since,
            taken_over_at: self.view.taken_over_at.map(instant),
            managers: self.view.managers.clone(),
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
    Option<String>,
    Option<NaiveDate>,
    Option<NaiveDateTime>,
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
    cases::category,
    cases::followed_since,
    cases::taken_over_at,
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
    cases::category,
    cases::followed_since,
    cases::taken_over_at,
);

fn seal(seat: &Seat, row: CaseRow, tie: Tie, managers: Vec<ManagerView>) -> StoreResult<Sealed<CaseFile>> {
    let (id, case_code, purpose, municipality, link, state, listed_at, list_version, category, since, taken_over_at) =
        row;
    let state = code(CaseState::from_code(&state), "cases.state")?;
    let facts = CaseFacts {
        standing: seat.standing(),
        own_territory: seat
            .municipality
            .as_ref()
            .is_some_and(|nis| nis.to_string() == municipality),
        tie,
        state,
    };
    let view = CaseParts {
        code: case_code,
        purpose: code(Purpose::from_code(&purpose), "cases.purpose")?,
        territorial_link: code(TerritorialLink::from_code(&link), "cases.territorial_link")?,
        state,
        listed_at,
        list_version,
        category,
        followed_since: since,
        taken_over_at,
        managers,
    };
    Ok(Sealed::new(CaseFile { id, municipality, view }, facts))
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
        let Some(seat) = caller.seat() else {
            return Ok(Vec::new());
        };
        if seat.function == Function::Mayor {
            let own = seat.municipality.map_or_else(String::new, |nis| nis.to_string());
            query = query.filter(cases::municipality.eq(own));
        }
        let rows: Vec<CaseRow> = query.load(tx.db())?;
        let listed: Vec<CaseId> = rows.iter().map(|row| row.0.clone()).collect();
        let mut managers = of_cases(tx, &listed)?;
        // Whoever lists cases knows of them by her function; what else ties her to one makes no difference here.
        rows.into_iter()
            .map(|row| {
                let managed = managers.remove(&row.0).unwrap_or_default();
                seal(seat, row, Tie::None, managed)
            })
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
    /// The kind of concern it is about.
    pub category: Option<&'a str>,
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
            cases::category.eq(new.category),
            cases::state.eq(CaseState::Proposed.code()),
            cases::version.eq(1),
            cases::created_at.eq(new.at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Acts that put a case on the list.
pub trait PutsOnList: Action {}
impl PutsOnList for PutOnList {}

/// Puts a case on the list: each listing makes a new version of the list (R11).
///
/// # Errors
/// When the database fails.
pub fn put_on_list<'tx, A: PutsOnList>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, A>,
    case: &CaseId,
    livc: &LivcId,
    by: Option<&SeatId>,
    reason: &str,
) -> StoreResult<()> {
    let newest: Option<i64> = cases::table
        .filter(cases::livc_id.eq(livc))
        .select(diesel::dsl::max(cases::list_version))
        .first(tx.db())?;
    diesel::update(cases::table.find(case))
        .set((
            cases::state.eq(CaseState::Listed.code()),
            cases::listed_at.eq(Some(permit.at().naive_utc())),
            cases::listed_by.eq(by.map(SeatId::as_str)),
            cases::list_version.eq(Some(newest.unwrap_or(0) + 1)),
            cases::listing_reason.eq(Some(reason.as_bytes())),
            cases::version.eq(cases::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}
