//! How work stands, over HTTP: the overview, and what is overdue.

use super::answer;
use super::caller::Signed;
use super::page::Paged;
use super::problem::Answered;
use super::state::AppState;
use crate::access::Page;
use crate::app::overview;
use crate::views::overview::{OverdueView, OverviewLineView};
use actix_web::{HttpResponse, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(cases).service(overdue);
}

/// How every case stands; the secretary sees no figures of agreed actions.
#[utoipa::path(tag = "overview", params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<OverviewLineView>)))]
#[get("/overview")]
async fn cases(signed: Signed, paged: Paged, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        overview::overview(&state.gate, &signed.0, paged.page).await?,
    ))
}

/// What should have been done by now, or ends within thirty days.
#[utoipa::path(tag = "overview", responses((status = 200, body = OverdueView)))]
#[get("/overdue")]
async fn overdue(signed: Signed, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(overview::overdue(&state.gate, &signed.0).await?))
}
