//! Meetings and their agenda over HTTP.

use super::answer;
use super::caller::{Changing, Signed};
use super::page::Paged;
use super::path::Id;
use super::problem::Answered;
use super::state::AppState;
use super::text;
use super::why::{self, WhyQuery, WhyView};
use crate::access::Page;
use crate::app::meetings;
use crate::domain::ids::{CaseId, MeetingId};
use crate::policy::meeting::MeetingAct;
use crate::views::item::ItemLineView;
use crate::views::meeting::MeetingView;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(prepare)
        .service(list)
        .service(read)
        .service(add_item)
        .service(items)
        .service(convene)
        .service(why_meeting);
}

/// A meeting to prepare.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MeetingBody {
    starts_at: DateTime<Utc>,
    place: String,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Prepares a meeting.
#[utoipa::path(tag = "meetings", request_body = MeetingBody, responses((status = 201, body = MeetingView)))]
#[post("/meetings")]
async fn prepare(mut changing: Changing<MeetingBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let body = changing.body;
    let place = text::place(&mut changing.ctx, "/place", &body.place, body.screening_confirmed)?;
    let meeting = meetings::prepare(&state.gate, &changing.ctx, body.starts_at, place).await?;
    Ok(answer::created(meeting, "/api/v1/meetings", |view| view.id.to_string()))
}

/// Lists the meetings one may know of.
#[utoipa::path(tag = "meetings", params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<MeetingView>)))]
#[get("/meetings")]
async fn list(signed: Signed, paged: Paged, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(meetings::list(&state.gate, &signed.0, paged.page).await?))
}

/// Reads a meeting.
#[utoipa::path(tag = "meetings", responses((status = 200, body = MeetingView)))]
#[get("/meetings/{meeting_id}")]
async fn read(signed: Signed, id: Id<MeetingId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(meetings::read(&state.gate, &signed.0, id.0).await?))
}

/// The case to put on the agenda.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ItemBody {
    case_id: CaseId,
}

/// Puts a listed case on the agenda.
#[utoipa::path(tag = "meetings", request_body = ItemBody, responses((status = 201, body = ItemLineView)))]
#[post("/meetings/{meeting_id}/items")]
async fn add_item(
    id: Id<MeetingId>,
    changing: Changing<ItemBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let item = meetings::add_item(&state.gate, &changing.ctx, id.0, changing.body.case_id).await?;
    Ok(answer::created(item, "/api/v1/items", |view| view.id.to_string()))
}

/// Lists the items one may know of: an invitee sees her own, and not how many others there are (R14).
#[utoipa::path(tag = "meetings", params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<ItemLineView>)))]
#[get("/meetings/{meeting_id}/items")]
async fn items(signed: Signed, id: Id<MeetingId>, paged: Paged, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        meetings::items(&state.gate, &signed.0, id.0, paged.page).await?,
    ))
}

/// The mayor's reason for short notice, where notice is short.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConvocationBody {
    urgency_reason: Option<String>,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Sends the convocation: one act of the mayor for all invitations of the meeting (R04).
#[utoipa::path(tag = "meetings", request_body = ConvocationBody, responses((status = 200, body = MeetingView)))]
#[post("/meetings/{meeting_id}/convocation")]
async fn convene(
    id: Id<MeetingId>,
    mut changing: Changing<ConvocationBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let (given, confirmed) = (changing.body.urgency_reason, changing.body.screening_confirmed);
    let reason = text::screened_optional(&mut changing.ctx, "/urgency_reason", given.as_ref(), confirmed)?;
    Ok(answer::shown(
        meetings::convene(&state.gate, &changing.ctx, id.0, reason).await?,
    ))
}

/// Why one may or may not do something with a meeting.
#[utoipa::path(tag = "meetings", params(WhyQuery), responses((status = 200, body = WhyView)))]
#[get("/meetings/{meeting_id}/why")]
async fn why_meeting(
    req: HttpRequest,
    signed: Signed,
    id: Id<MeetingId>,
    asked: Paged<WhyQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let act = why::act(&asked.filter, MeetingAct::Read)?;
    let explanation = meetings::why(&state.gate, &signed.0, id.0, act).await?;
    Ok(why::explained(&req, &state, act, explanation))
}
