//! Hand-overs over HTTP.

use super::answer;
use super::caller::{Changing, Signed};
use super::page::Paged;
use super::path::Id;
use super::problem::Answered;
use super::state::AppState;
use crate::access::Page;
use crate::app::handovers;
use crate::domain::ids::{LivcId, SeatId};
use crate::views::overview::HandoverView;
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(hand_over).service(list);
}

/// From whom to whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HandoverBody {
    from_seat_id: SeatId,
    to_seat_id: SeatId,
}

/// Hands open work from one seat to another: case-manager roles, and within one organisation agreed actions. No
/// contribution moves, no audience, no identity (R53).
#[utoipa::path(tag = "directory", request_body = HandoverBody, responses((status = 201, body = HandoverView)))]
#[post("/livcs/{livc_id}/handovers")]
async fn hand_over(
    id: Id<LivcId>,
    changing: Changing<HandoverBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let HandoverBody {
        from_seat_id,
        to_seat_id,
    } = changing.body;
    let collection = format!("/api/v1/livcs/{}/handovers", id.0);
    let made = handovers::hand_over(&state.gate, &changing.ctx, id.0, from_seat_id, to_seat_id).await?;
    Ok(answer::created(made, &collection, |view| view.id.to_string()))
}

/// Lists the hand-overs.
#[utoipa::path(tag = "directory", params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<HandoverView>)))]
#[get("/livcs/{livc_id}/handovers")]
async fn list(signed: Signed, id: Id<LivcId>, paged: Paged, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        handovers::list(&state.gate, &signed.0, id.0, paged.page).await?,
    ))
}
