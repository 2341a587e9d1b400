//! Which records of the access log to show; each filter stands for a column with an index.

use crate::policy::Veil;
use chrono::{DateTime, Utc};

/// What is done inside an item: the log does not tell it apart, and nothing counts it (R21).
pub(super) const VEILED: [&str; 2] = [Veil::TakingPart.code(), Veil::Reading.code()];
pub(super) const NOT_DONE: [&str; 3] = ["refused", "concealed", "undone"];

/// An act by its name, or every act whose name begins so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActFilter {
    /// This one.
    Is(String),
    /// All of this kind of object: the name of the kind.
    Of(String),
}

/// Which records to show; what is not set does not matter.
#[derive(Debug, Clone, Default)]
pub struct RecordFilter {
    /// Acts of this account or system actor.
    pub actor_id: Option<String>,
    /// From this seat.
    pub seat_id: Option<String>,
    /// In this function.
    pub function: Option<String>,
    /// For this organisation.
    pub organisation_id: Option<String>,
    /// This act, or acts of this kind.
    pub act: Option<ActFilter>,
    /// This object, by its alias.
    pub object_alias: Option<String>,
    /// Objects of this kind.
    pub object_kind: Option<String>,
    /// Decided by this rule.
    pub rule: Option<String>,
    /// Ended so.
    pub outcome: Option<String>,
    /// Refusals only.
    pub refusals_only: bool,
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// Reviewed by somebody, or by nobody yet.
    pub reviewed: Option<bool>,
    /// Outside office hours only.
    pub outside_office_hours: bool,
}

impl RecordFilter {
    /// Whether the index that finds these records does not hold them in the order of the log.
    pub(super) const fn is_scattered(&self) -> bool {
        self.actor_id.is_some()
            || self.object_alias.is_some()
            || matches!(self.act, Some(ActFilter::Of(_)))
            || self.refusals_only
            || self.from.is_some()
            || self.until.is_some()
            || matches!(self.reviewed, Some(true))
    }
}

/// Narrows a query on the records to a log and a filter, whatever the query selects or groups.
macro_rules! narrowed {
    ($query:expr, $log:expr, $filter:expr) => {{
        use diesel::sql_types::Text;
        use crate::store::access_log_schema::log_records;
        use crate::store::log_filter::{ActFilter, NOT_DONE, RecordFilter};
        use crate::store::schema::log_review_records;
        let filter: &RecordFilter = $filter;
        let mut query = $query.into_boxed();
        query = match filter.reviewed {
            // Put together, the log is no column of a key: the records are then found by their events, of which few were
            // reviewed.
            Some(true) => query.filter(diesel::dsl::sql::<Text>("(log_records.log_id || '')").eq($log.to_owned())),
            Some(false) | None => query.filter(log_records::log_id.eq($log.to_owned())),
        };
        if let Some(actor) = &filter.actor_id {
            query = query.filter(log_records::actor_id.eq(actor.clone()));
        }
        if let Some(seat) = &filter.seat_id {
            query = query.filter(log_records::seat_id.eq(seat.clone()));
        }
        if let Some(function) = &filter.function {
            query = query.filter(log_records::function.eq(function.clone()));
        }
        if let Some(organisation) = &filter.organisation_id {
            query = query.filter(log_records::organisation_id.eq(organisation.clone()));
        }
        match &filter.act {
            None => {}
            Some(ActFilter::Is(act)) => query = query.filter(log_records::act.eq(act.clone())),
            // Between `item.` and `item/`: the sign behind the dot.
            Some(ActFilter::Of(kind)) => {
                query = query
                    .filter(log_records::act.ge(format!("{kind}.")))
                    .filter(log_records::act.lt(format!("{kind}/")));
            }
        }
        if let Some(alias) = &filter.object_alias {
            query = query.filter(log_records::object_alias.eq(alias.clone()));
        }
        if let Some(kind) = &filter.object_kind {
            query = query.filter(log_records::object_kind.eq(kind.clone()));
        }
        if let Some(rule) = &filter.rule {
            query = query.filter(log_records::rule.eq(rule.clone()));
        }
        if let Some(outcome) = &filter.outcome {
            query = query.filter(log_records::outcome.eq(outcome.clone()));
        }
        if filter.refusals_only {
            query = query.filter(log_records::outcome.eq_any(NOT_DONE));
        }
        if let Some(from) = filter.from {
            query = query.filter(log_records::at.ge(from.naive_utc()));
        }
        if let Some(until) = filter.until {
            query = query.filter(log_records::at.lt(until.naive_utc()));
        }
        let reviewed = log_review_records::table.select(log_review_records::event_id);
        match filter.reviewed {
            None => {}
            Some(true) => query = query.filter(log_records::event_id.eq_any(reviewed)),
            Some(false) => query = query.filter(log_records::event_id.ne_all(reviewed)),
        }
        query
    }};
}
pub(super) use narrowed;
