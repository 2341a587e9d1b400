//! The opening inventory over HTTP: a file of lines in, a report of lines out.

use super::answer;
use super::caller::{Acting, Signed};
use super::page::Paged;
use super::path::Id;
use super::problem::Answered;
use super::sheet::Sheet;
use super::state::AppState;
use super::why::{self, WhyQuery, WhyView};
use crate::app::inventory::{self, File};
use crate::domain::ids::LivcId;
use crate::policy::inventory::InventoryAct;
use crate::views::inventory::{InventoryCheckView, InventoryView};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(enter)
        .service(read)
        .service(take_over)
        .service(why_inventory);
}

/// How a file is handed in.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct InventoryQuery {
    /// Only checks the file; nothing is kept.
    #[serde(default)]
    check: bool,
    /// That what the screening doubts in its texts is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Hands the opening inventory in: CSV in UTF-8, at most 1 MB and 500 lines. It is checked whole, and waits sealed for the
/// second person (R56).
#[utoipa::path(
    tag = "inventory",
    params(InventoryQuery),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = InventoryCheckView), (status = 201, body = InventoryView))
)]
#[post("/livcs/{livc_id}/opening-inventory")]
async fn enter(
    id: Id<LivcId>,
    asked: Paged<InventoryQuery>,
    sheet: Sheet,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let file = File::new(sheet.bytes, asked.filter.screening_confirmed);
    if asked.filter.check {
        return Ok(answer::shown(
            inventory::check(&state.gate, &sheet.ctx, id.0, file).await?,
        ));
    }
    let keyring = Arc::clone(&state.keyring);
    let made = inventory::enter(&state.gate, &sheet.ctx, keyring, id.0, file).await?;
    Ok(answer::created(made, "/api/v1/livcs", |view| {
        format!("{}/opening-inventory", view.livc_id)
    }))
}

/// Reads how far the opening inventory is, line by line: which line became which case.
#[utoipa::path(tag = "inventory", responses((status = 200, body = InventoryView)))]
#[get("/livcs/{livc_id}/opening-inventory")]
async fn read(signed: Signed, id: Id<LivcId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(inventory::read(&state.gate, &signed.0, id.0).await?))
}

/// Takes it over, as the second person; one of the two is the mayor (R56).
#[utoipa::path(tag = "inventory", responses((status = 200, body = InventoryView)))]
#[post("/livcs/{livc_id}/opening-inventory/confirmation")]
async fn take_over(id: Id<LivcId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let keyring = Arc::clone(&state.keyring);
    Ok(answer::shown(
        inventory::take_over(&state.gate, &acting.0, keyring, id.0).await?,
    ))
}

/// Why one may or may not do something with the opening inventory.
#[utoipa::path(tag = "inventory", params(WhyQuery), responses((status = 200, body = WhyView)))]
#[get("/livcs/{livc_id}/opening-inventory/why")]
async fn why_inventory(
    req: HttpRequest,
    signed: Signed,
    id: Id<LivcId>,
    asked: Paged<WhyQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let act = why::act(&asked.filter, InventoryAct::Read)?;
    let explanation = inventory::why(&state.gate, &signed.0, id.0, act).await?;
    Ok(why::explained(&req, &state, act, explanation))
}
