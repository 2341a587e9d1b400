//! Cases over HTTP.

use super::answer;
use super::caller::{Changing, Signed};
use super::page::Paged;
use super::path::Id;
use super::problem::Answered;
use super::state::AppState;
use super::text;
use super::why::{self, WhyQuery, WhyView};
use crate::access::Page;
use crate::app::cases::{self, CaseDraft};
use crate::domain::case_file::{Purpose, TerritorialLink};
use crate::domain::ids::CaseId;
use crate::policy::case_file::CaseAct;
use crate::views::case_file::CaseView;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(prepare)
        .service(list)
        .service(read)
        .service(put_on_list)
        .service(why_case);
}

/// A case to prepare. It has no field for a name, and never will (R35).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CaseBody {
    purpose: Purpose,
    /// NIS code of a municipality of this LIVC R.
    #[schema(example = "73028")]
    municipality: String,
    territorial_link: TerritorialLink,
    /// The kind of concern, as `/reference/case-categories` offers it; never a label on the person.
    #[schema(example = "mixed_or_unclear")]
    category: Option<String>,
}

/// Prepares a case.
#[utoipa::path(tag = "cases", request_body = CaseBody, responses((status = 201, body = CaseView)))]
#[post("/cases")]
async fn prepare(changing: Changing<CaseBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let body = changing.body;
    let draft = CaseDraft {
        purpose: body.purpose,
        municipality: body.municipality,
        territorial_link: body.territorial_link,
        category: body.category,
    };
    let case = cases::prepare(&state.gate, &changing.ctx, draft).await?;
    Ok(answer::created(case, "/api/v1/cases", |view| view.id.to_string()))
}

/// Lists the cases one may know of.
#[utoipa::path(tag = "cases", params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<CaseView>)))]
#[get("/cases")]
async fn list(signed: Signed, paged: Paged, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(cases::list(&state.gate, &signed.0, paged.page).await?))
}

/// Reads a case.
#[utoipa::path(tag = "cases", responses((status = 200, body = CaseView)))]
#[get("/cases/{case_id}")]
async fn read(signed: Signed, id: Id<CaseId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(cases::read(&state.gate, &signed.0, id.0).await?))
}

/// The mayor's reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ListingBody {
    reason: String,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Puts a case on the list of cases: the mayor's own act (R11).
#[utoipa::path(tag = "cases", request_body = ListingBody, responses((status = 200, body = CaseView)))]
#[post("/cases/{case_id}/listing")]
async fn put_on_list(
    id: Id<CaseId>,
    mut changing: Changing<ListingBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let body = changing.body;
    let reason = text::screened(&mut changing.ctx, "/reason", &body.reason, body.screening_confirmed)?;
    Ok(answer::shown(
        cases::put_on_list(&state.gate, &changing.ctx, id.0, reason).await?,
    ))
}

/// Why one may or may not do something with a case.
#[utoipa::path(tag = "cases", params(WhyQuery), responses((status = 200, body = WhyView)))]
#[get("/cases/{case_id}/why")]
async fn why_case(
    req: HttpRequest,
    signed: Signed,
    id: Id<CaseId>,
    asked: Paged<WhyQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let act = why::act(&asked.filter, CaseAct::Read)?;
    let explanation = cases::why(&state.gate, &signed.0, id.0, act).await?;
    Ok(why::explained(&req, &state, act, explanation))
}
