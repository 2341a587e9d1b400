//! The access log over HTTP: records, the newest checkpoint, and proofs, for auditor and data protection officer.

use super::answer;
use super::caller::Signed;
use super::page::Paged;
use super::problem::{Answered, Problem};
use super::state::AppState;
use crate::app::access_log::{self, RecordQuery};
use crate::views::log::{CheckpointView, LogPageView, ProofView};
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(records).service(checkpoint).service(proof);
}

/// Which records.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RecordsQuery {
    /// Acts of this account.
    actor: Option<String>,
    /// From this instant (RFC 3339).
    from: Option<DateTime<Utc>>,
    /// Before this instant (RFC 3339).
    until: Option<DateTime<Utc>>,
    /// Decided by this rule, such as `R24`.
    rule: Option<String>,
    /// Ended this way: `done`, `refused`, `concealed`, `undone` or `replayed`.
    outcome: Option<String>,
    /// This act, such as `contribution.read`.
    act: Option<String>,
    /// This object, by its alias in the log.
    object_alias: Option<String>,
    /// Refusals only.
    refusals: Option<bool>,
}

/// Reads records of the access log: who, when, which act, under which rule; never a name, a case code or a word of
/// content (R41).
#[utoipa::path(tag = "access log", params(RecordsQuery, ("after" = Option<i64>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = LogPageView)))]
#[get("/access-log/records")]
async fn records(signed: Signed, asked: Paged<RecordsQuery>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let wrong = || Problem::malformed("/query/after", "not a number of the log");
    let after = asked.page.after.map(|n| n.parse().map_err(|_| wrong())).transpose()?;
    let filter = asked.filter;
    let words = [
        &filter.actor,
        &filter.rule,
        &filter.outcome,
        &filter.act,
        &filter.object_alias,
    ];
    if words
        .into_iter()
        .flatten()
        .any(|word| !word.bytes().all(|b| b.is_ascii_graphic()))
    {
        return Err(Problem::malformed("/query", "a filter is one plain word"));
    }
    let query = RecordQuery {
        actor: filter.actor,
        from: filter.from,
        until: filter.until,
        rule: filter.rule,
        outcome: filter.outcome,
        act: filter.act,
        object_alias: filter.object_alias,
        refusals_only: filter.refusals.unwrap_or(false),
        after,
        limit: asked.page.limit,
    };
    Ok(answer::shown(access_log::records(&state.gate, &signed.0, query).await?))
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
