//! Legal references as rows: what ships with the program is where an installation begins, and nothing more (R06).

use super::db::Db;
use super::error::StoreResult;
use super::legal_references::StoredReference;
use super::schema::legal_references;
use crate::domain::legal_reference::LegalReferenceId;
use crate::policy::legal::{LegalReference, LegalRow};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

type Words = (String, String, String, String);
type Days = (NaiveDate, Option<NaiveDate>);
pub(super) type Row = (
    LegalReferenceId,
    String,
    Words,
    (Option<String>, String),
    Days,
    (bool, bool),
    Option<NaiveDateTime>,
);
pub(super) type Columns = (
    legal_references::id,
    legal_references::code,
    (
        legal_references::label_nl,
        legal_references::label_fr,
        legal_references::label_de,
        legal_references::label_en,
    ),
    (legal_references::article, legal_references::act),
    (legal_references::valid_from, legal_references::valid_to),
    (legal_references::verified, legal_references::decline_reason),
    legal_references::used_at,
);
pub(super) const COLUMNS: Columns = (
    legal_references::id,
    legal_references::code,
    (
        legal_references::label_nl,
        legal_references::label_fr,
        legal_references::label_de,
        legal_references::label_en,
    ),
    (legal_references::article, legal_references::act),
    (legal_references::valid_from, legal_references::valid_to),
    (legal_references::verified, legal_references::decline_reason),
    legal_references::used_at,
);

pub(super) fn assemble((id, code, (nl, fr, de, en), (article, act), days, flags, used_at): Row) -> StoredReference {
    let row = LegalRow {
        code,
        labels: [nl, fr, de, en],
        article,
        act,
        valid_from: days.0,
        valid_to: days.1,
        verified: flags.0,
        decline_reason: flags.1,
    };
    StoredReference {
        id,
        reference: row.into(),
        used: used_at.is_some(),
    }
}

/// Every row, for the snapshot that explanations are read from.
///
/// # Errors
/// When the database fails.
pub fn all(db: &mut Db) -> StoreResult<Vec<LegalReference>> {
    let rows: Vec<Row> = legal_references::table
        .order((legal_references::code, legal_references::valid_from))
        .select(COLUMNS)
        .load(db)?;
    Ok(rows.into_iter().map(|row| assemble(row).reference).collect())
}

/// Adds the rows that ship with the program and are missing. What stands is never changed: a row whose days overlap
/// those of a row that stands is left out, and returned.
///
/// # Errors
/// When the database fails.
pub fn seed(db: &mut Db, shipped: &[LegalReference], at: NaiveDateTime) -> StoreResult<Vec<String>> {
    let known = all(db)?;
    let mut left_out = Vec::new();
    for reference in shipped {
        let mut same_code = known.iter().filter(|other| other.code() == reference.code());
        if same_code.clone().any(|other| other.row_id() == reference.row_id()) {
            continue;
        }
        if same_code.any(|other| other.overlaps(reference)) {
            left_out.push(reference.row_id());
            continue;
        }
        match store(db, reference, at) {
            // Another server of the same installation was quicker.
            Err(error) if error.is_duplicate() => {}
            other => other?,
        }
    }
    Ok(left_out)
}

pub(super) fn store(db: &mut Db, reference: &LegalReference, at: NaiveDateTime) -> StoreResult<()> {
    let row = reference.row();
    let [nl, fr, de, en] = &row.labels;
    diesel::insert_into(legal_references::table)
        .values((
            legal_references::id.eq(reference.row_id()),
            legal_references::code.eq(&row.code),
            legal_references::label_nl.eq(nl),
            legal_references::label_fr.eq(fr),
            legal_references::label_de.eq(de),
            legal_references::label_en.eq(en),
            legal_references::article.eq(row.article.as_deref()),
            legal_references::act.eq(&row.act),
            legal_references::valid_from.eq(row.valid_from),
            legal_references::valid_to.eq(row.valid_to),
            legal_references::verified.eq(row.verified),
            legal_references::decline_reason.eq(row.decline_reason),
            legal_references::created_at.eq(at),
        ))
        .execute(db)?;
    Ok(())
}
