//! The consultation on one item over HTTP: invitations, acknowledgement, attendance, opening and closing.

use super::answer;
use super::caller::{Acting, Changing, Signed};
use super::page::Paged;
use super::path::{Id, Ids};
use super::problem::Answered;
use super::state::AppState;
use super::text;
use super::why::{self, WhyQuery, WhyView};
use crate::app::{invitations, items};
use crate::domain::ids::{AttendanceId, InvitationId, ItemId, SeatId};
use crate::domain::meeting::{Answer, DeclineReason};
use crate::policy::item::ItemAct;
use crate::views::item::{AttendanceView, InvitationView, ItemLineView, ItemView};
use actix_web::{HttpRequest, HttpResponse, get, post, put, web};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(read)
        .service(invite)
        .service(invited)
        .service(send)
        .service(answer_invitation)
        .service(acknowledge)
        .service(check_in)
        .service(check_out)
        .service(attendance)
        .service(confirm)
        .service(open)
        .service(close)
        .service(why_item);
}

/// Reads an item.
#[utoipa::path(tag = "items", responses((status = 200, body = ItemView)))]
#[get("/items/{item_id}")]
async fn read(signed: Signed, id: Id<ItemId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(items::read(&state.gate, &signed.0, id.0).await?))
}

/// Whom to invite, and what for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InvitationBody {
    seat_id: SeatId,
    /// What this function can contribute to the follow-up; nothing about the person (R14).
    contribution_reason: String,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Proposes an invitation; the mayor's convocation sends it.
#[utoipa::path(tag = "items", request_body = InvitationBody, responses((status = 201, body = InvitationView)))]
#[post("/items/{item_id}/invitations")]
async fn invite(
    id: Id<ItemId>,
    mut changing: Changing<InvitationBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let body = changing.body;
    let (pointer, confirmed) = ("/contribution_reason", body.screening_confirmed);
    let reason = text::screened(&mut changing.ctx, pointer, &body.contribution_reason, confirmed)?;
    let collection = format!("/api/v1/items/{}/invitations", id.0);
    let made = invitations::prepare(&state.gate, &changing.ctx, id.0, body.seat_id, reason).await?;
    Ok(answer::created(made, &collection, |view| view.id.to_string()))
}

/// Who is invited and what they answered, for those who prepare and direct the meeting.
#[utoipa::path(tag = "items", responses((status = 200, body = Vec<InvitationView>)))]
#[get("/items/{item_id}/invitations")]
async fn invited(signed: Signed, id: Id<ItemId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(invitations::list(&state.gate, &signed.0, id.0).await?))
}

/// Sends one invitation after the convocation: the mayor's act (R04).
#[utoipa::path(tag = "items", responses((status = 200, body = InvitationView)))]
#[post("/items/{item_id}/invitations/{invitation_id}/sending")]
async fn send(ids: Ids<ItemId, InvitationId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        invitations::send(&state.gate, &acting.0, ids.0, ids.1).await?,
    ))
}

/// An answer; who declines chooses a reason from the list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerBody {
    answer: Answer,
    reason: Option<DeclineReason>,
}

/// Answers one's own invitation. The answer can change until the item closes (R16).
#[utoipa::path(tag = "items", request_body = AnswerBody, responses((status = 200, body = ItemLineView)))]
#[put("/items/{item_id}/invitations/{invitation_id}/answer")]
async fn answer_invitation(
    ids: Ids<ItemId, InvitationId>,
    changing: Changing<AnswerBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let AnswerBody { answer, reason } = changing.body;
    let line = invitations::answer(&state.gate, &changing.ctx, ids.0, ids.1, answer, reason).await?;
    Ok(answer::shown(line))
}

/// The version of the text one acknowledges.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AcknowledgementBody {
    #[schema(example = "2026-1")]
    text_version: String,
}

/// Acknowledges the secrecy of the consultation, once for each case (R17).
#[utoipa::path(tag = "items", request_body = AcknowledgementBody, responses((status = 200, body = ItemView)))]
#[post("/items/{item_id}/acknowledgement")]
async fn acknowledge(
    id: Id<ItemId>,
    changing: Changing<AcknowledgementBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    Ok(answer::shown(
        items::acknowledge(&state.gate, &changing.ctx, id.0, changing.body.text_version).await?,
    ))
}

/// Checks in.
#[utoipa::path(tag = "items", responses((status = 200, body = ItemView)))]
#[post("/items/{item_id}/check-in")]
async fn check_in(id: Id<ItemId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(items::check_in(&state.gate, &acting.0, id.0).await?))
}

/// Checks out.
#[utoipa::path(tag = "items", responses((status = 200, body = ItemView)))]
#[post("/items/{item_id}/check-out")]
async fn check_out(id: Id<ItemId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(items::check_out(&state.gate, &acting.0, id.0).await?))
}

/// Who attends, for those at the table.
#[utoipa::path(tag = "items", responses((status = 200, body = Vec<AttendanceView>)))]
#[get("/items/{item_id}/attendance")]
async fn attendance(signed: Signed, id: Id<ItemId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(items::attendance(&state.gate, &signed.0, id.0).await?))
}

/// Confirms that somebody attends: the chair's act, from which participation is effective (R18).
#[utoipa::path(tag = "items", responses((status = 200, body = AttendanceView)))]
#[post("/items/{item_id}/attendance/{attendance_id}/confirmation")]
async fn confirm(ids: Ids<ItemId, AttendanceId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        items::confirm(&state.gate, &acting.0, ids.0, ids.1).await?,
    ))
}

/// Opens the consultation; who opens it chairs it (R19).
#[utoipa::path(tag = "items", responses((status = 200, body = ItemView)))]
#[post("/items/{item_id}/opening")]
async fn open(id: Id<ItemId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(items::open(&state.gate, &acting.0, id.0).await?))
}

/// Closes the consultation and freezes its participation (R18).
#[utoipa::path(tag = "items", responses((status = 200, body = ItemView)))]
#[post("/items/{item_id}/closing")]
async fn close(id: Id<ItemId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(items::close(&state.gate, &acting.0, id.0).await?))
}

/// Why one may or may not do something with an item.
#[utoipa::path(tag = "items", params(WhyQuery), responses((status = 200, body = WhyView)))]
#[get("/items/{item_id}/why")]
async fn why_item(
    req: HttpRequest,
    signed: Signed,
    id: Id<ItemId>,
    asked: Paged<WhyQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let act = why::act(&asked.filter, ItemAct::Read)?;
    let explanation = items::why(&state.gate, &signed.0, id.0, act).await?;
    Ok(why::explained(&req, &state, act, explanation))
}
