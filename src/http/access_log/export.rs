//! A copy of the access log to take along, as a file.

use super::asked;
use crate::app::access_log::{self, ExportQuery, RecordFilter};
use crate::domain::review::{ExportFormat, ExportPurpose};
use crate::http::answer;
use crate::http::caller::Signed;
use crate::http::page::Paged;
use crate::http::problem::Answered;
use crate::http::state::AppState;
use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use utoipa::IntoParams;

/// What to take along, and what for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CopyQuery {
    /// `csv` for people, `jsonl` for whoever verifies the records.
    #[param(inline)]
    format: ExportFormat,
    /// What for: `review`, `supervisory_authority` or `court`.
    #[param(inline)]
    purpose: ExportPurpose,
    /// From this instant (RFC 3339); 31 days before the end unless said otherwise.
    from: Option<DateTime<Utc>>,
    /// Before this instant (RFC 3339); now unless said otherwise.
    until: Option<DateTime<Utc>>,
    /// Only acts of this account.
    actor: Option<String>,
    /// Only acts on this object, by its alias.
    object_alias: Option<String>,
}

/// Takes records along: at most 31 days and 20,000 records; the header `Link` leads to what is left. The purpose, the
/// filter and the number of records stand in the log before a byte leaves, and every line bears the number of the
/// request under which they stand there (R41, R43).
#[utoipa::path(tag = "access log", params(CopyQuery, ("after" = Option<i64>, Query)), responses((status = 200, content((String = "text/csv"), (String = "application/jsonl")))))]
#[get("/access-log/export")]
pub(super) async fn export(
    signed: Signed,
    asked: Paged<CopyQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let after = asked::number(&asked.page)?;
    let query = asked.filter;
    let (from, until) = asked::period(query.from, query.until, TimeDelta::days(31), signed.0.at())?;
    let actor_id = asked::word("/query/actor", query.actor)?;
    let object_alias = asked::word("/query/object_alias", query.object_alias)?;
    let wanted = ExportQuery {
        filter: RecordFilter {
            actor_id: actor_id.clone(),
            object_alias: object_alias.clone(),
            from: Some(from),
            until: Some(until),
            ..RecordFilter::default()
        },
        after,
        format: query.format,
        purpose: query.purpose,
    };
    let copy = access_log::export(&state.gate, &signed.0, wanted).await?;
    let next = copy.view().next.map(|next| {
        let mut words = vec![
            ("format", query.format.to_string()),
            ("purpose", query.purpose.to_string()),
            ("from", from.format(INSTANT).to_string()),
            ("until", until.format(INSTANT).to_string()),
            ("after", next.to_string()),
        ];
        words.extend(actor_id.map(|actor| ("actor", actor)));
        words.extend(object_alias.map(|alias| ("object_alias", alias)));
        let words: Vec<String> = words
            .iter()
            .map(|(name, word)| format!("{name}={}", escaped(word)))
            .collect();
        format!("</api/v1/access-log/export?{}>; rel=\"next\"", words.join("&"))
    });
    let (media, name) = match query.format {
        ExportFormat::Csv => ("text/csv; charset=utf-8", "access-log.csv"),
        ExportFormat::Jsonl => ("application/jsonl", "access-log.jsonl"),
    };
    let mut file = answer::file(copy.etag(), media, name);
    if let Some(next) = next {
        file.insert_header((header::LINK, next));
    }
    Ok(file.body(copy.into_view().body))
}

const INSTANT: &str = "%Y-%m-%dT%H:%M:%S%.3fZ";

/// The sign that a query takes for a space; the others of a plain word stand for themselves.
fn escaped(word: &str) -> String {
    word.replace('+', "%2B").replace('=', "%3D")
}
