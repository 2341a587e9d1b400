//! Reviews of the access log: which records were looked at, by whom, and what came of it. None is changed (R41).

use super::access_log_schema::log_records;
use super::db::Db;
use super::error::{StoreError, StoreResult};
use super::log_search::Register;
use super::schema::{log_review_records, log_reviews, seats};
use super::sql_text::code;
use crate::access::{Caller, Listing, ObjectRef, PageRequest, Permit, Protected, Sealed, Tx};
use crate::app::access_log::AddReview;
use crate::domain::ids::{EventId, LivcId, ReviewId, SeatId};
use crate::domain::review::Finding;
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::log::{LogAct, LogFacts};
use crate::views::instant;
use crate::views::log::ReviewView;
use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Rows written or asked for in one statement, well below the parameters SQLite takes.
const AT_ONCE: usize = 1_000;

/// A review as loaded.
pub struct Review {
    id: ReviewId,
    seat: SeatId,
    function: Function,
    finding: Finding,
    note: Option<String>,
    at: NaiveDateTime,
    number: i64,
    /// The records; in a list their number is enough.
    events: Option<Vec<EventId>>,
}

type ReviewRow = (ReviewId, SeatId, String, String, Option<Vec<u8>>, NaiveDateTime);
type ReviewColumns = (
    log_reviews::id,
    log_reviews::reviewer_seat_id,
    seats::function,
    log_reviews::finding,
    log_reviews::note,
    log_reviews::created_at,
);
const REVIEW: ReviewColumns = (
    log_reviews::id,
    log_reviews::reviewer_seat_id,
    seats::function,
    log_reviews::finding,
    log_reviews::note,
    log_reviews::created_at,
);

impl Review {
    fn of(row: ReviewRow, number: i64, events: Option<Vec<EventId>>) -> StoreResult<Self> {
        let (id, seat, function, finding, note, at) = row;
        let unreadable = |_| StoreError::Corrupt("log_reviews.note");
        Ok(Self {
            id,
            seat,
            function: code(Function::from_code(&function), "seats.function")?,
            finding: code(Finding::from_code(&finding), "log_reviews.finding")?,
            note: note.map(String::from_utf8).transpose().map_err(unreadable)?,
            at,
            number,
            events,
        })
    }
}

impl Protected for Review {
    type Id = ReviewId;
    type Facts = LogFacts;
    type View = ReviewView;
    const READ: LogAct = LogAct::ReadReviews;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &ReviewId) -> StoreResult<Option<Sealed<Self>>> {
        let Some(seat) = caller.seat() else {
            return Ok(None);
        };
        let livc = seat.livc.as_ref().map_or("", LivcId::as_str);
        let row: Option<ReviewRow> = log_reviews::table
            .inner_join(seats::table.on(seats::id.eq(log_reviews::reviewer_seat_id)))
            .filter(log_reviews::id.eq(id).and(log_reviews::livc_id.eq(livc)))
            .select(REVIEW)
            .first(tx.db())
            .optional()?;
        let events: Vec<EventId> = log_review_records::table
            .filter(log_review_records::review_id.eq(id))
            .select(log_review_records::event_id)
            .order(log_review_records::event_id)
            .load(tx.db())?;
        let Some(row) = row else {
            return Ok(None);
        };
        let number = i64::try_from(events.len()).unwrap_or(i64::MAX);
        Ok(Some(Sealed::new(Self::of(row, number, Some(events))?, facts(caller)?)))
    }

    fn parse_id(text: &str) -> Option<ReviewId> {
        ReviewId::parse(text).ok()
    }

    fn id(&self) -> ReviewId {
        self.id.clone()
    }

    fn disclose(&self, _: Scope, _: &Caller) -> ReviewView {
        ReviewView {
            id: self.id.clone(),
            seat_id: self.seat.clone(),
            function: self.function,
            finding: self.finding,
            note: self.note.clone(),
            number: self.number,
            records: self.events.clone(),
            created_at: instant(self.at),
        }
    }

    fn object_ref(id: &ReviewId) -> ObjectRef {
        ObjectRef::new("log_review", id)
    }
}

fn facts(caller: &Caller) -> StoreResult<LogFacts> {
    let seat = caller.seat().ok_or(StoreError::Corrupt("a review without a reader"))?;
    Ok(LogFacts {
        standing: seat.standing(),
        own_act: false,
    })
}

/// The reviews of a log, all of them or those of one finding or one record.
pub struct ReviewsOf {
    /// Only with this finding.
    pub finding: Option<Finding>,
    /// Only of this record.
    pub event: Option<EventId>,
}

impl Listing for ReviewsOf {
    type Within = Register;
    type Row = Review;
    const LIST: LogAct = LogAct::ReadReviews;
    const ROW: LogAct = LogAct::ReadReviews;

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        within: &Register,
        page: &PageRequest,
    ) -> StoreResult<Vec<Sealed<Review>>> {
        let mut query = log_reviews::table
            .inner_join(seats::table.on(seats::id.eq(log_reviews::reviewer_seat_id)))
            .filter(log_reviews::livc_id.eq(within.livc().to_string()))
            .select(REVIEW)
            .order(log_reviews::id.asc())
            .limit(page.fetch())
            .into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(log_reviews::id.gt(after.clone()));
        }
        if let Some(finding) = self.finding {
            query = query.filter(log_reviews::finding.eq(finding.code()));
        }
        if let Some(event) = &self.event {
            let of_event = log_review_records::table
                .filter(log_review_records::event_id.eq(event.to_string()))
                .select(log_review_records::review_id);
            query = query.filter(log_reviews::id.eq_any(of_event));
        }
        let rows: Vec<ReviewRow> = query.load(tx.db())?;
        let ids: Vec<String> = rows.iter().map(|row| row.0.to_string()).collect();
        let numbers: Vec<(String, i64)> = log_review_records::table
            .filter(log_review_records::review_id.eq_any(ids))
            .group_by(log_review_records::review_id)
            .select((log_review_records::review_id, count_star()))
            .load(tx.db())?;
        let numbers: BTreeMap<String, i64> = numbers.into_iter().collect();
        let facts = facts(caller)?;
        rows.into_iter()
            .map(|row| {
                let number = numbers.get(row.0.as_str()).copied();
                let number = number.ok_or(StoreError::Corrupt("a review without records"))?;
                Ok(Sealed::new(Review::of(row, number, None)?, facts))
            })
            .collect()
    }
}

/// A review to keep.
pub struct NewReview<'a> {
    /// Its id.
    pub id: &'a ReviewId,
    /// What came of it.
    pub finding: Finding,
    /// What the reviewer has to say.
    pub note: Option<&'a str>,
    /// The records it is about.
    pub events: &'a [EventId],
}

/// Keeps a review.
///
/// # Errors
/// When the database fails, or nobody has a seat.
pub fn insert<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, AddReview>,
    log: &Register,
    by: &SeatId,
    new: &NewReview<'_>,
) -> StoreResult<()> {
    diesel::insert_into(log_reviews::table)
        .values((
            log_reviews::id.eq(new.id),
            log_reviews::livc_id.eq(log.livc()),
            log_reviews::reviewer_seat_id.eq(by),
            log_reviews::finding.eq(new.finding.code()),
            log_reviews::note.eq(new.note.map(str::as_bytes)),
            log_reviews::created_at.eq(permit.at().naive_utc()),
        ))
        .execute(tx.db())?;
    for some in new.events.chunks(AT_ONCE) {
        let rows: Vec<_> = some
            .iter()
            .map(|event| {
                (
                    log_review_records::review_id.eq(new.id.as_str()),
                    log_review_records::event_id.eq(event.as_str()),
                )
            })
            .collect();
        match tx.db() {
            Db::Sqlite(c) => diesel::insert_into(log_review_records::table)
                .values(&rows)
                .execute(c)?,
            Db::Pg(c) => diesel::insert_into(log_review_records::table)
                .values(&rows)
                .execute(c)?,
        };
    }
    Ok(())
}

impl Register {
    /// Who did what these records tell; a record that is not in this log is not in the answer.
    ///
    /// # Errors
    /// When the database fails.
    pub fn actors(&self, tx: &mut Tx<'_>, events: &[String]) -> StoreResult<BTreeMap<String, Option<String>>> {
        let mut all = BTreeMap::new();
        for some in events.chunks(AT_ONCE) {
            let rows: Vec<(String, Option<String>)> = log_records::table
                .filter(log_records::event_id.eq_any(some.to_vec()))
                .filter(log_records::log_id.eq(self.livc().to_string()))
                .select((log_records::event_id, log_records::actor_id))
                .load(tx.db())?;
            all.extend(rows);
        }
        Ok(all)
    }

    /// Which of these records somebody reviewed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn reviewed(&self, tx: &mut Tx<'_>, events: &[String]) -> StoreResult<BTreeSet<String>> {
        let mut all = BTreeSet::new();
        for some in events.chunks(AT_ONCE) {
            let rows: Vec<String> = log_review_records::table
                .filter(log_review_records::event_id.eq_any(some.to_vec()))
                .select(log_review_records::event_id)
                .load(tx.db())?;
            all.extend(rows);
        }
        Ok(all)
    }
}
