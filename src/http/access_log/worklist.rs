//! What is worth a look, over HTTP.

use super::asked;
use crate::app::access_log::{self, WorklistQuery};
use crate::http::answer;
use crate::http::caller::Signed;
use crate::http::page::Paged;
use crate::http::problem::{Answered, Problem};
use crate::http::problem_view;
use crate::http::state::AppState;
use crate::views::log::WorklistView;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use utoipa::IntoParams;

const LARGEST_SAMPLE: usize = 200;

/// What to look at.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LookQuery {
    /// From this instant (RFC 3339); seven days before the end unless said otherwise.
    from: Option<DateTime<Utc>>,
    /// Before this instant (RFC 3339); now unless said otherwise.
    until: Option<DateTime<Utc>>,
    /// A sample of so many records, 1 to 200, drawn by the newest checkpoint and by nobody.
    sample: Option<usize>,
}

/// Reads what is worth a look, the weightiest first, each line with the reason why it stands there; at most 31 days. What
/// is done inside an item never stands on it (R21).
#[utoipa::path(tag = "access log", params(LookQuery), responses((status = 200, body = WorklistView)))]
#[get("/access-log/worklist")]
pub(super) async fn worklist(
    req: HttpRequest,
    signed: Signed,
    asked: Paged<LookQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let query = asked.filter;
    let (from, until) = asked::period(query.from, query.until, TimeDelta::days(7), signed.0.at())?;
    if query.sample.is_some_and(|count| !(1..=LARGEST_SAMPLE).contains(&count)) {
        return Err(Problem::malformed("/query/sample", "1 to 200 records"));
    }
    let accepted = req.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let wanted = WorklistQuery {
        from,
        until,
        sample: query.sample,
        lang: problem_view::language(accepted, state.language),
    };
    Ok(answer::shown(
        access_log::worklist(&state.gate, &signed.0, wanted).await?,
    ))
}
