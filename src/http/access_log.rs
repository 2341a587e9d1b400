//! The access log over HTTP: records, timelines, the newest checkpoint and proofs, for auditor and data protection
//! officer; one's own acts for everybody.

mod asked;
mod export;
mod own;
mod reviews;
mod worklist;

use super::answer;
use super::caller::Signed;
use super::page::Paged;
use super::path::Id;
use super::problem::{Answered, Problem};
use super::state::AppState;
use crate::app::access_log::{self, ActFilter, RecordFilter, RecordQuery};
use crate::domain::ids::AccountId;
use crate::views::log::{CheckpointView, LogLinesView, ProofView, RecordsView};
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(records)
        .service(of_person)
        .service(of_object)
        .service(checkpoint)
        .service(proof)
        .service(export::export)
        .service(worklist::worklist)
        .service(reviews::add)
        .service(reviews::list)
        .service(reviews::read)
        .service(own::own_records);
}

/// What equal records are merged by.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Merge {
    /// By day.
    Day,
}

/// Which hours.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Hours {
    /// Before eight, after six, on weekends and public holidays in Belgium.
    Outside,
}

/// Which records.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RecordsQuery {
    /// Acts of this account.
    actor: Option<String>,
    /// Acts from this seat.
    seat: Option<String>,
    /// Acts in this function, such as `social_actor`.
    function: Option<String>,
    /// Acts for this organisation.
    organisation: Option<String>,
    /// From this instant (RFC 3339).
    from: Option<DateTime<Utc>>,
    /// Before this instant (RFC 3339).
    until: Option<DateTime<Utc>>,
    /// Decided by this rule, such as `R24`.
    rule: Option<String>,
    /// Ended this way: `done`, `refused`, `concealed`, `undone` or `replayed`.
    outcome: Option<String>,
    /// This act, such as `contribution.read`; or every act of one kind, such as `item.` with the dot.
    act: Option<String>,
    /// This object, by its alias in the log.
    object_alias: Option<String>,
    /// Objects of this kind, such as `item`.
    object_kind: Option<String>,
    /// Refusals only.
    refusals: Option<bool>,
    /// Only what somebody reviewed, or only what nobody reviewed yet.
    reviewed: Option<bool>,
    /// `outside`: only outside office hours.
    #[param(inline)]
    office_hours: Option<Hours>,
    /// `day`: equal records of a day as one line.
    #[param(inline)]
    merge: Option<Merge>,
}

impl RecordsQuery {
    fn filter(self) -> Answered<RecordFilter> {
        Ok(RecordFilter {
            actor_id: asked::word("/query/actor", self.actor)?,
            seat_id: asked::word("/query/seat", self.seat)?,
            function: asked::word("/query/function", self.function)?,
            organisation_id: asked::word("/query/organisation", self.organisation)?,
            act: asked::word("/query/act", self.act)?.map(|act| match act.strip_suffix('.') {
                Some(kind) => ActFilter::Of(kind.to_owned()),
                None => ActFilter::Is(act),
            }),
            object_alias: asked::word("/query/object_alias", self.object_alias)?,
            object_kind: asked::word("/query/object_kind", self.object_kind)?,
            rule: asked::word("/query/rule", self.rule)?,
            outcome: asked::word("/query/outcome", self.outcome)?,
            refusals_only: self.refusals.unwrap_or(false),
            from: self.from,
            until: self.until,
            reviewed: self.reviewed,
            outside_office_hours: self.office_hours.is_some(),
        })
    }
}

/// Reads records of the access log: who, when, which act, under which rule; never a name, a case code or a word of
/// content (R41). Merged by day, equal records are one line; of what is done inside an item that line tells neither
/// hour nor number (R21).
#[utoipa::path(tag = "access log", params(RecordsQuery, ("after" = Option<i64>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = RecordsView)))]
#[get("/access-log/records")]
async fn records(signed: Signed, asked: Paged<RecordsQuery>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let merge = asked.filter.merge;
    let query = RecordQuery {
        after: asked::number(&asked.page)?,
        limit: asked.page.limit,
        filter: asked.filter.filter()?,
    };
    Ok(match merge {
        None => answer::shown(access_log::records(&state.gate, &signed.0, query).await?),
        Some(Merge::Day) => answer::shown(access_log::records_by_day(&state.gate, &signed.0, query).await?),
    })
}

/// The period of a timeline.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PeriodQuery {
    /// From this instant (RFC 3339).
    from: Option<DateTime<Utc>>,
    /// Before this instant (RFC 3339).
    until: Option<DateTime<Utc>>,
}

fn period(asked: &Paged<PeriodQuery>) -> Answered<RecordQuery> {
    Ok(RecordQuery {
        after: asked::number(&asked.page)?,
        limit: asked.page.limit,
        filter: RecordFilter {
            from: asked.filter.from,
            until: asked.filter.until,
            ..RecordFilter::default()
        },
    })
}

/// Follows one person through the log, day by day. Somebody who is not there has an empty timeline.
#[utoipa::path(tag = "access log", params(PeriodQuery, ("after" = Option<i64>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = LogLinesView)))]
#[get("/access-log/persons/{account_id}/timeline")]
async fn of_person(
    signed: Signed,
    id: Id<AccountId>,
    asked: Paged<PeriodQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let query = period(&asked)?;
    Ok(answer::shown(
        access_log::timeline_of_person(&state.gate, &signed.0, &id.0, query).await?,
    ))
}

/// Follows one object through the log by its alias, day by day. What is not there has an empty timeline.
#[utoipa::path(tag = "access log", params(PeriodQuery, ("alias" = String, Path, description = "Alias of the object in the log"), ("after" = Option<i64>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = LogLinesView)))]
#[get("/access-log/objects/{alias}/timeline")]
async fn of_object(
    signed: Signed,
    alias: web::Path<String>,
    asked: Paged<PeriodQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let query = period(&asked)?;
    let alias = asked::plain("/path/alias", alias.into_inner())?;
    Ok(answer::shown(
        access_log::timeline_of_object(&state.gate, &signed.0, alias, query).await?,
    ))
}

/// Reads the newest signed checkpoint of the log.
#[utoipa::path(tag = "access log", responses((status = 200, body = CheckpointView)))]
#[get("/access-log/checkpoint")]
async fn checkpoint(signed: Signed, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(access_log::checkpoint(&state.gate, &signed.0).await?))
}

/// Reads the proof that a record is in the log.
#[utoipa::path(tag = "access log", params(("record" = i64, Path, description = "Number of the record in the log")), responses((status = 200, body = ProofView)))]
#[get("/access-log/proofs/{record}")]
async fn proof(signed: Signed, record: web::Path<String>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let seq = record
        .parse()
        .map_err(|_| Problem::malformed("/path/record", "not a number of the log"))?;
    Ok(answer::shown(access_log::proof(&state.gate, &signed.0, seq).await?))
}
