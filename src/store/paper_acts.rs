//! Acts signed on paper, as they are read: with the natural person who entered them (R54).

use super::error::{StoreError, StoreResult};
use super::schema::{paper_acts, seats};
use super::sql_text::code;
use crate::access::{Caller, Listing, ObjectRef, PageRequest, Protected, Sealed, Tx};
use crate::domain::ids::{AccountId, LivcId, PaperActId, SeatId};
use crate::domain::paper::{PaperDetails, PaperKind, PaperState};
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::livc::LivcAct;
use crate::policy::paper_act::{PaperActAct, PaperActFacts};
use crate::store::livcs::Livc;
use crate::views::instant;
use crate::views::paper_act::PaperActView;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// A paper act as loaded.
pub struct PaperAct {
    /// Its id.
    pub id: PaperActId,
    /// The case, meeting or item it is about.
    pub object: String,
    /// NIS code of the municipality.
    pub municipality: String,
    /// When the paper was signed.
    pub signed_on: NaiveDate,
    /// What it says.
    pub details: PaperDetails,
    row: PaperRow,
    state: PaperState,
    overdue: bool,
}

/// The id, what it is about, its reference and details.
type What = (PaperActId, String, String, String, String, NaiveDate, Option<Vec<u8>>);
/// Who entered it, when, and until when it can be confirmed.
type Entered = (SeatId, NaiveDateTime, NaiveDate);
/// Who confirmed or ratified it, and when.
type Done = (Option<SeatId>, Option<NaiveDateTime>);
type PaperRow = (What, String, Entered, Done, Option<NaiveDate>, Done);

/// The paper acts, each with the person who entered it.
macro_rules! paper_acts {
    () => {
        paper_acts::table
            .inner_join(seats::table.on(seats::id.eq(paper_acts::entered_by)))
            .select((
                (
                    (
                        paper_acts::id,
                        paper_acts::kind,
                        paper_acts::object_id,
                        paper_acts::municipality,
                        paper_acts::document_reference,
                        paper_acts::signed_on,
                        paper_acts::details,
                    ),
                    paper_acts::state,
                    (paper_acts::entered_by, paper_acts::entered_at, paper_acts::confirm_by),
                    (paper_acts::confirmed_by, paper_acts::confirmed_at),
                    paper_acts::ratify_by,
                    (paper_acts::ratified_by, paper_acts::ratified_at),
                ),
                seats::account_id,
            ))
    };
}

fn seal(caller: &Caller, row: PaperRow, by: &AccountId, today: NaiveDate) -> StoreResult<Sealed<PaperAct>> {
    let seat = caller.seat().ok_or(StoreError::Corrupt("caller without seat"))?;
    let ((id, kind, object, municipality, _, signed_on, details), state, entered, ..) = &row;
    let kind = code(PaperKind::from_code(kind), "paper_acts.kind")?;
    let state = code(PaperState::from_code(state), "paper_acts.state")?;
    let in_time = today <= entered.2;
    let facts = PaperActFacts {
        standing: seat.standing(),
        own_territory: seat
            .municipality
            .as_ref()
            .is_some_and(|nis| nis.to_string() == *municipality),
        kind,
        state,
        entered_by_asker: caller.account() == Some(by),
        in_time,
    };
    let act = PaperAct {
        id: id.clone(),
        object: object.clone(),
        municipality: municipality.clone(),
        signed_on: *signed_on,
        details: code(PaperDetails::read(kind, details.clone()), "paper_acts.details")?,
        overdue: match state {
            PaperState::Entered => !in_time,
            PaperState::Confirmed => row.4.is_some_and(|last| last < today),
            PaperState::Ratified | PaperState::Withdrawn => false,
        },
        state,
        row,
    };
    Ok(Sealed::new(act, facts))
}

impl Protected for PaperAct {
    type Id = PaperActId;
    type Facts = PaperActFacts;
    type View = PaperActView;
    const READ: PaperActAct = PaperActAct::Read;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &PaperActId) -> StoreResult<Option<Sealed<Self>>> {
        let livc = caller.livc().map_or("", LivcId::as_str);
        let row: Option<(PaperRow, AccountId)> = paper_acts!()
            .filter(paper_acts::id.eq(id).and(paper_acts::livc_id.eq(livc)))
            .first(tx.db())
            .optional()?;
        let today = tx.today();
        row.map(|(row, by)| seal(caller, row, &by, today)).transpose()
    }

    fn parse_id(text: &str) -> Option<PaperActId> {
        PaperActId::parse(text).ok()
    }

    fn id(&self) -> PaperActId {
        self.id.clone()
    }

    fn disclose(&self, scope: Scope, _caller: &Caller) -> PaperActView {
        let (what, _, entered, confirmed, ratify_by, ratified) = &self.row;
        let (mut reason, mut urgency_reason, mut signed) = (None, None, None);
        match &self.details {
            PaperDetails::Listing { reason: given } => reason = Some(given.clone()),
            PaperDetails::Convocation {
                urgency_reason: given, ..
            } => urgency_reason.clone_from(given),
            PaperDetails::Attendance { seats } => signed = Some(seats.clone()),
        }
        let with_reasons = scope == Scope::Full;
        PaperActView {
            id: self.id.clone(),
            kind: self.details.kind(),
            object_id: self.object.clone(),
            municipality: self.municipality.clone(),
            document_reference: what.4.clone(),
            signed_on: self.signed_on,
            reason: reason.filter(|_| with_reasons),
            urgency_reason: urgency_reason.filter(|_| with_reasons),
            seats: signed,
            state: self.state,
            entered_by: entered.0.clone(),
            entered_at: instant(entered.1),
            confirm_by: entered.2,
            confirmed_by: confirmed.0.clone(),
            confirmed_at: confirmed.1.map(instant),
            ratify_by: *ratify_by,
            ratified_by: ratified.0.clone(),
            ratified_at: ratified.1.map(instant),
            overdue: self.overdue,
        }
    }

    fn object_ref(id: &PaperActId) -> ObjectRef {
        ObjectRef::new("paper_act", id)
    }
}

/// The paper acts of a LIVC R; a mayor sees those of her own municipality.
pub struct PaperActsOf;

impl Listing for PaperActsOf {
    type Within = Livc;
    type Row = PaperAct;
    const LIST: LivcAct = LivcAct::ListPaperActs;
    const ROW: PaperActAct = PaperActAct::Read;

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        within: &Livc,
        page: &PageRequest,
    ) -> StoreResult<Vec<Sealed<PaperAct>>> {
        let mut query = paper_acts!()
            .filter(paper_acts::livc_id.eq(within.id.to_string()))
            .order(paper_acts::id)
            .limit(page.fetch())
            .into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(paper_acts::id.gt(after.clone()));
        }
        if let Some(seat) = caller.seat()
            && matches!(seat.function, Function::Mayor | Function::MayorRep)
        {
            let own = seat.municipality.map_or_else(String::new, |nis| nis.to_string());
            query = query.filter(paper_acts::municipality.eq(own));
        }
        let today = tx.today();
        let rows: Vec<(PaperRow, AccountId)> = query.load(tx.db())?;
        rows.into_iter()
            .map(|(row, by)| seal(caller, row, &by, today))
            .collect()
    }
}
