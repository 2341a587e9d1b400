//! The convocation an invitee reads, and the replacement of an invitee, over HTTP (R07, R15).

use super::answer;
use super::caller::{Acting, Changing, Signed};
use super::page::Paged;
use super::path::{Id, Ids};
use super::problem::Answered;
use super::problem_view::language;
use super::state::AppState;
use crate::access::Page;
use crate::app::{convocation, replacements};
use crate::domain::ids::{InvitationId, ItemId, ReplacementId, SeatId};
use crate::views::convocation::ConvocationView;
use crate::views::replacement::ReplacementView;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(convoked)
        .service(propose)
        .service(list)
        .service(approve)
        .service(refuse);
}

/// Reads one's own convocation, in the language asked for; it says nothing about the person concerned.
#[utoipa::path(tag = "items", responses((status = 200, body = ConvocationView)))]
#[get("/items/{item_id}/convocation")]
async fn convoked(
    req: HttpRequest,
    signed: Signed,
    id: Id<ItemId>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let asked = req.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let lang = language(asked, state.language);
    Ok(answer::shown(
        convocation::read(&state.gate, &signed.0, id.0, lang).await?,
    ))
}

/// Who is to come instead.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReplacementBody {
    /// The seat of a person of the same organisation.
    seat_id: SeatId,
    /// Whose invitation; one's own, unless the coordinator names another.
    invitation_id: Option<InvitationId>,
}

/// Proposes somebody to come to this item instead of an invitee; the mayor decides.
#[utoipa::path(tag = "items", request_body = ReplacementBody, responses((status = 201, body = ReplacementView)))]
#[post("/items/{item_id}/replacements")]
async fn propose(
    id: Id<ItemId>,
    changing: Changing<ReplacementBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let ReplacementBody { seat_id, invitation_id } = changing.body;
    let collection = format!("/api/v1/items/{}/replacements", id.0);
    let made = replacements::propose(&state.gate, &changing.ctx, id.0, seat_id, invitation_id).await?;
    Ok(answer::created(made, &collection, |view| view.id.to_string()))
}

/// Lists the replacements of an item: all for those who prepare or direct it, one's own for an invitee.
#[utoipa::path(tag = "items", params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<ReplacementView>)))]
#[get("/items/{item_id}/replacements")]
async fn list(signed: Signed, id: Id<ItemId>, paged: Paged, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        replacements::list(&state.gate, &signed.0, id.0, paged.page).await?,
    ))
}

/// Approves a replacement: whoever comes instead is invited, and inherits nothing.
#[utoipa::path(tag = "items", responses((status = 200, body = ReplacementView)))]
#[post("/items/{item_id}/replacements/{replacement_id}/approval")]
async fn approve(
    ids: Ids<ItemId, ReplacementId>,
    acting: Acting,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    Ok(answer::shown(
        replacements::approve(&state.gate, &acting.0, ids.0, ids.1).await?,
    ))
}

/// Refuses a replacement.
#[utoipa::path(tag = "items", responses((status = 200, body = ReplacementView)))]
#[post("/items/{item_id}/replacements/{replacement_id}/refusal")]
async fn refuse(ids: Ids<ItemId, ReplacementId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        replacements::refuse(&state.gate, &acting.0, ids.0, ids.1).await?,
    ))
}
