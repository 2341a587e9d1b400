//! One's own acts, over HTTP.

use super::asked;
use crate::app::access_log::{self, OwnQuery};
use crate::http::answer;
use crate::http::caller::Signed;
use crate::http::page::Paged;
use crate::http::problem::Answered;
use crate::http::problem_view;
use crate::http::state::AppState;
use crate::views::log::OwnRecordsView;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;

/// Which of one's own acts.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ActsQuery {
    /// From this instant (RFC 3339).
    from: Option<DateTime<Utc>>,
    /// Before this instant (RFC 3339).
    until: Option<DateTime<Utc>>,
    /// This act, by its precise name, such as `item.check_in`.
    act: Option<String>,
    /// Refusals only.
    refusals: Option<bool>,
}

/// One's own acts, newest first: what others see only as taking part is told precisely to its author (R41).
#[utoipa::path(tag = "sign-in", params(ActsQuery, ("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = OwnRecordsView)))]
#[get("/me/access-records")]
pub(super) async fn own_records(
    req: HttpRequest,
    signed: Signed,
    asked: Paged<ActsQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let accepted = req.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let lang = problem_view::language(accepted, state.language);
    let query = OwnQuery {
        from: asked.filter.from,
        until: asked.filter.until,
        act: asked::word("/query/act", asked.filter.act)?,
        refusals_only: asked.filter.refusals.unwrap_or(false),
    };
    Ok(answer::shown(
        access_log::own(&state.gate, &signed.0, query, asked.page, lang).await?,
    ))
}
