//! Cases: the coordinator prepares one, the mayor puts it on the list (R08, R11, R35).

use super::{field, once};
use crate::access::{Action, Context, Disclosed, Explanation, FieldError, Gate, Outcome, Page, PageRequest, Refused};
use crate::clock;
use crate::domain::case_file::{CaseCode, Purpose, TerritorialLink};
use crate::domain::ids::CaseId;
use crate::domain::text::Line;
use crate::policy::Rule;
use crate::policy::case_file::CaseAct;
use crate::policy::livc::LivcAct;
use crate::reference;
use crate::store::cases::{self, CaseFile, CasesOf, NewCase};
use crate::store::livcs::{Livc, LivcRef};
use crate::views::case_file::CaseView;

/// Prepares a case.
pub struct AddCase;
impl Action for AddCase {
    type Target = Livc;
    type Outcome = CaseFile;
    const ACT: LivcAct = LivcAct::AddCase;
}

/// Puts a case on the list of cases.
pub struct PutOnList;
impl Action for PutOnList {
    type Target = CaseFile;
    type Outcome = CaseFile;
    const ACT: CaseAct = CaseAct::PutOnList;
}

/// The case to prepare: nothing in it can hold a name.
#[derive(Debug, Clone)]
pub struct CaseDraft {
    /// Its purpose: there is only one (R08).
    pub purpose: Purpose,
    /// NIS code of the municipality.
    pub municipality: String,
    /// What ties the person to it.
    pub territorial_link: TerritorialLink,
    /// The kind of concern it is about: a code of the dated list.
    pub category: Option<String>,
}

/// Prepares a case with a random code.
///
/// # Errors
/// [`Refused`]; 422 R01 for a municipality outside the territory, 422 for a kind of concern that is not offered.
pub async fn prepare(gate: &Gate, ctx: &Context, draft: CaseDraft) -> Result<Disclosed<Outcome<CaseView>>, Refused> {
    gate.act::<AddCase>(ctx, LivcRef::Own, move |tx, livc, permit| {
        let own = permit.seat()?.municipality.map(|nis| nis.to_string());
        let others = own.is_some_and(|own| own != draft.municipality);
        if others || !livc.covers(&draft.municipality, clock::today_in_brussels(permit.at())) {
            return Err(field(Rule::R01, "/municipality", "not in the territory of this LIVC R"));
        }
        let today = clock::today_in_brussels(permit.at());
        let offered = |code: &String| reference::case_category(code, today).is_some();
        if !draft.category.as_ref().is_none_or(offered) {
            let detail = "not a kind of concern that is offered today";
            return Err(Refused::NotAcceptable(vec![FieldError::new("/category", detail)]));
        }
        let random = clock::random().map_err(|e| Refused::Unavailable(e.to_string()))?;
        let id = permit.new_id(CaseId::parse)?;
        let new = NewCase {
            id: &id,
            livc: &livc.id,
            code: &CaseCode::from_random(random),
            purpose: draft.purpose,
            municipality: &draft.municipality,
            territorial_link: draft.territorial_link,
            category: draft.category.as_deref(),
            at: permit.at().naive_utc(),
        };
        once(cases::insert(tx, &permit, &new))?;
        Ok(id)
    })
    .await
}

/// Puts a case on the list, with the mayor's reason.
///
/// # Errors
/// [`Refused`]; 403 R11 for anybody but the mayor or the mayor's representative.
pub async fn put_on_list(
    gate: &Gate,
    ctx: &Context,
    id: CaseId,
    reason: Line,
) -> Result<Disclosed<Outcome<CaseView>>, Refused> {
    gate.act::<PutOnList>(ctx, id, move |tx, case, permit| {
        let seat = permit.seat()?.clone();
        let livc = seat.livc.ok_or(Refused::Concealed)?;
        cases::put_on_list(tx, &permit, &case.id, &livc, Some(&seat.id), reason.as_str())?;
        Ok(case.id)
    })
    .await
}

/// Reads a case.
///
/// # Errors
/// [`Refused`].
pub async fn read(gate: &Gate, ctx: &Context, id: CaseId) -> Result<Disclosed<CaseView>, Refused> {
    gate.read::<CaseFile>(ctx, id).await
}

/// Lists the cases.
///
/// # Errors
/// [`Refused`].
pub async fn list(gate: &Gate, ctx: &Context, page: PageRequest) -> Result<Disclosed<Page<CaseView>>, Refused> {
    gate.list(ctx, LivcRef::Own, CasesOf, page).await
}

/// Explains what the rules say about an act on a case.
///
/// # Errors
/// [`Refused::Concealed`] where the asker may not know of it.
pub async fn why(gate: &Gate, ctx: &Context, id: CaseId, act: CaseAct) -> Result<Explanation, Refused> {
    gate.explain::<CaseFile>(ctx, id, act).await
}
