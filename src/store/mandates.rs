//! Mandates: the dated legal basis on which somebody who holds no core seat takes part (R05).

use super::error::StoreResult;
use super::schema::{legal_references, mandates};
use crate::access::{Action, Caller, ObjectRef, Permit, Protected, Sealed, Tx};
use crate::app::mandates::GiveMandate;
use crate::app::seats::AppointSeat;
use crate::domain::ids::{LivcId, MandateId, SeatId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::policy::Scope;
use crate::policy::livc::{LivcAct, LivcFacts};
use crate::store::seats::SeatEntry;
use crate::views::reference::MandateView;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// A mandate as loaded.
pub struct Mandate {
    id: MandateId,
    seat: SeatId,
    reference: LegalReferenceId,
    document: String,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    livc: Option<LivcId>,
}

impl Mandate {
    /// Its view; auditor and data protection officer see no reference of a document.
    #[must_use]
    pub fn view(&self, scope: Scope) -> MandateView {
        MandateView {
            id: self.id.clone(),
            seat_id: self.seat.clone(),
            legal_reference_id: self.reference.to_string(),
            document_reference: (scope == Scope::Full).then(|| self.document.clone()),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
        }
    }
}

impl Protected for Mandate {
    type Id = MandateId;
    type Facts = LivcFacts;
    type View = MandateView;
    const READ: LivcAct = LivcAct::ReadDirectory;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &MandateId) -> StoreResult<Option<Sealed<Self>>> {
        let row: Option<Row> = mandates::table.find(id).select(COLUMNS).first(tx.db()).optional()?;
        let Some(mut mandate) = row.map(assemble) else {
            return Ok(None);
        };
        let seat = SeatEntry::load(tx, caller, &mandate.seat)?;
        Ok(seat.map(|seat| {
            seat.map(|seat| {
                mandate.livc = Some(seat.livc_id().clone());
                mandate
            })
        }))
    }

    fn parse_id(text: &str) -> Option<MandateId> {
        MandateId::parse(text).ok()
    }

    fn id(&self) -> MandateId {
        self.id.clone()
    }

    fn disclose(&self, scope: Scope, _caller: &Caller) -> MandateView {
        self.view(scope)
    }

    fn object_ref(id: &MandateId) -> ObjectRef {
        ObjectRef::new("mandate", id)
    }

    fn livc(&self) -> Option<LivcId> {
        self.livc.clone()
    }
}

type Row = (
    MandateId,
    SeatId,
    LegalReferenceId,
    String,
    NaiveDate,
    Option<NaiveDate>,
);
type Columns = (
    mandates::id,
    mandates::seat_id,
    mandates::legal_reference_id,
    mandates::document_reference,
    mandates::valid_from,
    mandates::valid_until,
);
const COLUMNS: Columns = (
    mandates::id,
    mandates::seat_id,
    mandates::legal_reference_id,
    mandates::document_reference,
    mandates::valid_from,
    mandates::valid_until,
);

fn assemble((id, seat, reference, document, valid_from, valid_until): Row) -> Mandate {
    Mandate {
        id,
        seat,
        reference,
        document,
        valid_from,
        valid_until,
        livc: None,
    }
}

/// The mandates of a seat, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn of_seat(tx: &mut Tx<'_>, seat: &SeatId) -> StoreResult<Vec<Mandate>> {
    let rows: Vec<Row> = mandates::table
        .filter(mandates::seat_id.eq(seat))
        .order((mandates::valid_from, mandates::id))
        .select(COLUMNS)
        .load(tx.db())?;
    Ok(rows.into_iter().map(assemble).collect())
}

/// The legal reference of the mandate that each of these seats has on a day: a mandate counts on its last day, and only
/// while the row it rests on counts as well. Who is missing has none.
///
/// # Errors
/// When the database fails.
pub fn on_day(tx: &mut Tx<'_>, seats: &[SeatId], day: NaiveDate) -> StoreResult<BTreeMap<SeatId, LegalReferenceId>> {
    let ids: Vec<&str> = seats.iter().map(SeatId::as_str).collect();
    let rows: Vec<(SeatId, LegalReferenceId)> = mandates::table
        .inner_join(legal_references::table)
        .filter(mandates::seat_id.eq_any(ids))
        .filter(mandates::valid_from.le(day))
        .filter(mandates::valid_until.is_null().or(mandates::valid_until.ge(Some(day))))
        .filter(legal_references::valid_from.le(day))
        .filter(
            legal_references::valid_to
                .is_null()
                .or(legal_references::valid_to.ge(Some(day))),
        )
        .order((mandates::valid_from, mandates::id))
        .select((mandates::seat_id, mandates::legal_reference_id))
        .load(tx.db())?;
    // Of several the youngest counts.
    Ok(rows.into_iter().collect())
}

/// A mandate to give.
pub struct NewMandate<'a> {
    /// Its id.
    pub id: &'a MandateId,
    /// The seat.
    pub seat: &'a SeatId,
    /// The legal reference it rests on.
    pub reference: &'a LegalReferenceId,
    /// Where the document is kept.
    pub document: &'a str,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_until: Option<NaiveDate>,
    /// Who gives it.
    pub by: &'a SeatId,
}

/// Acts that give a mandate.
pub trait Mandates: Action {}
impl Mandates for GiveMandate {}
impl Mandates for AppointSeat {}

/// Gives a mandate.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx, A: Mandates>(tx: &mut Tx<'tx>, permit: &Permit<'tx, A>, new: &NewMandate<'_>) -> StoreResult<()> {
    diesel::insert_into(mandates::table)
        .values((
            mandates::id.eq(new.id),
            mandates::seat_id.eq(new.seat),
            mandates::legal_reference_id.eq(new.reference),
            mandates::document_reference.eq(new.document),
            mandates::valid_from.eq(new.valid_from),
            mandates::valid_until.eq(new.valid_until),
            mandates::given_by.eq(new.by),
            mandates::created_at.eq(permit.at().naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(())
}
