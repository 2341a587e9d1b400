//! Legal references as something to ask for and to change: a row that was used stays as it was (R06).

use super::error::StoreResult;
use super::legal_rows::{COLUMNS, Row, assemble, store};
use super::schema::legal_references;
use crate::access::{Action, Caller, ObjectRef, Permit, Protected, Sealed, Tx};
use crate::app::legal_references::{AddLegalReference, ChangeLegalReference};
use crate::domain::legal_reference::LegalReferenceId;
use crate::policy::Scope;
use crate::policy::installation::{InstallationAct, InstallationFacts};
use crate::policy::legal::LegalReference;
use crate::views::reference::{LabelsView, LegalReferenceView};
use chrono::NaiveDate;
use diesel::prelude::*;

/// The dated lists everybody works with, as something to ask.
pub struct ReferenceTables;

impl Protected for ReferenceTables {
    type Id = ();
    type Facts = InstallationFacts;
    type View = ();
    const READ: InstallationAct = InstallationAct::ReadReference;

    fn load(_tx: &mut Tx<'_>, caller: &Caller, (): &()) -> StoreResult<Option<Sealed<Self>>> {
        Ok(caller.seat().map(|seat| {
            let standing = seat.standing();
            Sealed::new(Self, InstallationFacts { standing })
        }))
    }

    fn parse_id(text: &str) -> Option<()> {
        text.is_empty().then_some(())
    }

    fn id(&self) {}

    fn disclose(&self, _scope: Scope, _caller: &Caller) {}

    fn object_ref((): &()) -> ObjectRef {
        ObjectRef::new("reference", "")
    }
}

/// A legal reference as loaded.
pub struct StoredReference {
    /// Its id.
    pub id: LegalReferenceId,
    /// What it says.
    pub reference: LegalReference,
    /// Whether something rests on it.
    pub used: bool,
}

impl StoredReference {
    /// Its view.
    #[must_use]
    pub fn view(&self) -> LegalReferenceView {
        let row = self.reference.row();
        LegalReferenceView {
            id: self.id.to_string(),
            code: row.code.clone(),
            labels: LabelsView::of(&row.labels),
            article: row.article.clone(),
            act: row.act.clone(),
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            verified: row.verified,
            decline_reason: row.decline_reason,
            used: self.used,
        }
    }
}

impl Protected for StoredReference {
    type Id = LegalReferenceId;
    type Facts = InstallationFacts;
    type View = LegalReferenceView;
    const READ: InstallationAct = InstallationAct::ReadReference;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &LegalReferenceId) -> StoreResult<Option<Sealed<Self>>> {
        let found = by_id(tx, id)?;
        let standing = caller.seat().map(crate::access::Seat::standing);
        Ok(found
            .zip(standing)
            .map(|(found, standing)| Sealed::new(found, InstallationFacts { standing })))
    }

    fn parse_id(text: &str) -> Option<LegalReferenceId> {
        LegalReferenceId::parse(text).ok()
    }

    fn id(&self) -> LegalReferenceId {
        self.id.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> LegalReferenceView {
        self.view()
    }

    fn object_ref(id: &LegalReferenceId) -> ObjectRef {
        ObjectRef::new("legal_reference", id)
    }
}

/// One row.
///
/// # Errors
/// When the database fails.
pub fn by_id(tx: &mut Tx<'_>, id: &LegalReferenceId) -> StoreResult<Option<StoredReference>> {
    let row: Option<Row> = legal_references::table
        .find(id)
        .select(COLUMNS)
        .first(tx.db())
        .optional()?;
    Ok(row.map(assemble))
}

/// The rows of one code.
///
/// # Errors
/// When the database fails.
pub fn of_code(tx: &mut Tx<'_>, code: &str) -> StoreResult<Vec<StoredReference>> {
    let rows: Vec<Row> = legal_references::table
        .filter(legal_references::code.eq(code))
        .order(legal_references::valid_from)
        .select(COLUMNS)
        .load(tx.db())?;
    Ok(rows.into_iter().map(assemble).collect())
}

/// The rows that count on a day.
///
/// # Errors
/// When the database fails.
pub fn on(tx: &mut Tx<'_>, day: NaiveDate) -> StoreResult<Vec<StoredReference>> {
    let rows: Vec<Row> = legal_references::table
        .filter(legal_references::valid_from.le(day))
        .filter(
            legal_references::valid_to
                .is_null()
                .or(legal_references::valid_to.ge(Some(day))),
        )
        .order(legal_references::id)
        .select(COLUMNS)
        .load(tx.db())?;
    Ok(rows.into_iter().map(assemble).collect())
}

/// The row of a code on a day; `None` when there is none, and then nothing may rest on it.
///
/// # Errors
/// When the database fails.
pub fn valid_on(tx: &mut Tx<'_>, code: &str, day: NaiveDate) -> StoreResult<Option<StoredReference>> {
    let mut rows = of_code(tx, code)?;
    rows.retain(|row| row.reference.is_valid_on(day));
    Ok(rows.pop())
}

/// Adds a row.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, AddLegalReference>,
    reference: &LegalReference,
) -> StoreResult<()> {
    store(tx.db(), reference, permit.at().naive_utc())
}

/// Writes a row anew that nothing rests on, or the last day of one that something rests on: the use case decides which.
///
/// # Errors
/// When the database fails.
pub fn change<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ChangeLegalReference>,
    reference: &LegalReference,
) -> StoreResult<()> {
    let row = reference.row();
    let [nl, fr, de, en] = &row.labels;
    diesel::update(legal_references::table.find(permit.target()))
        .set((
            legal_references::label_nl.eq(nl),
            legal_references::label_fr.eq(fr),
            legal_references::label_de.eq(de),
            legal_references::label_en.eq(en),
            legal_references::article.eq(row.article.as_deref()),
            legal_references::act.eq(&row.act),
            legal_references::valid_to.eq(row.valid_to),
            legal_references::verified.eq(row.verified),
            legal_references::decline_reason.eq(row.decline_reason),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Keeps that an act rests on a row, from the first one on.
///
/// # Errors
/// When the database fails.
pub fn mark_used<'tx, A: Action>(tx: &mut Tx<'tx>, permit: &Permit<'tx, A>, id: &LegalReferenceId) -> StoreResult<()> {
    let unused = legal_references::table
        .find(id)
        .filter(legal_references::used_at.is_null());
    diesel::update(unused)
        .set(legal_references::used_at.eq(Some(permit.at().naive_utc())))
        .execute(tx.db())?;
    Ok(())
}
