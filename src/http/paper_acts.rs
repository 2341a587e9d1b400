//! Acts signed on paper over HTTP.

use super::answer;
use super::caller::{Acting, Changing, Signed};
use super::page::Paged;
use super::path::Id;
use super::problem::Answered;
use super::state::AppState;
use super::text;
use super::why::{self, WhyQuery, WhyView};
use crate::access::{Context, FieldError, Page, Refused};
use crate::app::paper_acts::{self, PaperDraft};
use crate::domain::ids::{PaperActId, SeatId};
use crate::domain::paper::{PaperDetails, PaperKind};
use crate::domain::text::Line;
use crate::policy::paper_act::PaperActAct;
use crate::views::paper_act::PaperActView;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(enter)
        .service(list)
        .service(read)
        .service(confirm)
        .service(ratify)
        .service(withdraw)
        .service(why_paper_act);
}

/// An act that was signed on paper. It has no field for a file: the paper stays where its reference says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaperActBody {
    kind: PaperKind,
    /// The case (`listing`), meeting (`convocation`) or item (`attendance`).
    object_id: String,
    /// Where the paper is kept.
    document_reference: String,
    signed_on: NaiveDate,
    /// The mayor's reason; for `listing`.
    reason: Option<String>,
    /// The mayor's reason for short notice; for `convocation`.
    urgency_reason: Option<String>,
    /// The mayor who convenes, by NIS code; for `convocation` where the agenda holds cases of several municipalities.
    municipality: Option<String>,
    /// Who signed; for `attendance`.
    seats: Option<Vec<SeatId>>,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

impl PaperActBody {
    fn details(&self, ctx: &mut Context) -> Answered<PaperDetails> {
        let confirmed = self.screening_confirmed;
        let others = match self.kind {
            PaperKind::Listing => [
                ("/urgency_reason", self.urgency_reason.is_some()),
                ("/seats", self.seats.is_some()),
                ("/municipality", self.municipality.is_some()),
            ],
            PaperKind::Convocation => [
                ("/reason", self.reason.is_some()),
                ("/seats", self.seats.is_some()),
                ("", false),
            ],
            PaperKind::Attendance => [
                ("/reason", self.reason.is_some()),
                ("/urgency_reason", self.urgency_reason.is_some()),
                ("/municipality", self.municipality.is_some()),
            ],
        };
        let wrong: Vec<FieldError> = others
            .iter()
            .filter(|(_, given)| *given)
            .map(|(pointer, _)| FieldError::new(pointer, "not a field of this kind of act"))
            .collect();
        if !wrong.is_empty() {
            return Err(Refused::NotAcceptable(wrong).into());
        }
        let missing = |pointer| Refused::NotAcceptable(vec![FieldError::new(pointer, "is missing")]);
        let line = |text: Line| text.as_str().to_owned();
        Ok(match self.kind {
            PaperKind::Listing => PaperDetails::Listing {
                reason: text::screened_optional(ctx, "/reason", self.reason.as_ref(), confirmed)?
                    .map(line)
                    .ok_or_else(|| missing("/reason"))?,
            },
            PaperKind::Convocation => PaperDetails::Convocation {
                urgency_reason: text::screened_optional(
                    ctx,
                    "/urgency_reason",
                    self.urgency_reason.as_ref(),
                    confirmed,
                )?
                .map(line),
                invited: Vec::new(),
            },
            PaperKind::Attendance => PaperDetails::Attendance {
                seats: self.seats.clone().ok_or_else(|| missing("/seats"))?,
            },
        })
    }
}

/// Enters an act that was signed on paper. It has no effect before a second person confirms it (R54).
#[utoipa::path(tag = "paper", request_body = PaperActBody, responses((status = 201, body = PaperActView)))]
#[post("/paper-acts")]
async fn enter(changing: Changing<PaperActBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let Changing { mut ctx, body } = changing;
    let reference = &body.document_reference;
    let draft = PaperDraft {
        details: body.details(&mut ctx)?,
        document_reference: text::screened(&mut ctx, "/document_reference", reference, body.screening_confirmed)?,
        object: body.object_id,
        municipality: body.municipality,
        signed_on: body.signed_on,
    };
    let act = paper_acts::enter(&state.gate, &ctx, draft).await?;
    Ok(answer::created(act, "/api/v1/paper-acts", |view| view.id.to_string()))
}

/// Lists the acts signed on paper.
#[utoipa::path(tag = "paper", params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<PaperActView>)))]
#[get("/paper-acts")]
async fn list(signed: Signed, paged: Paged, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        paper_acts::list(&state.gate, &signed.0, paged.page).await?,
    ))
}

/// Reads one.
#[utoipa::path(tag = "paper", responses((status = 200, body = PaperActView)))]
#[get("/paper-acts/{paper_act_id}")]
async fn read(signed: Signed, id: Id<PaperActId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(paper_acts::read(&state.gate, &signed.0, id.0).await?))
}

/// Confirms it, as somebody else than who entered it: it takes effect (R54).
#[utoipa::path(tag = "paper", responses((status = 200, body = PaperActView)))]
#[post("/paper-acts/{paper_act_id}/confirmation")]
async fn confirm(id: Id<PaperActId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(paper_acts::confirm(&state.gate, &acting.0, id.0).await?))
}

/// Ratifies it, as the mayor who signed.
#[utoipa::path(tag = "paper", responses((status = 200, body = PaperActView)))]
#[post("/paper-acts/{paper_act_id}/ratification")]
async fn ratify(id: Id<PaperActId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(paper_acts::ratify(&state.gate, &acting.0, id.0).await?))
}

/// Takes it back before it takes effect.
#[utoipa::path(tag = "paper", responses((status = 200, body = PaperActView)))]
#[post("/paper-acts/{paper_act_id}/withdrawal")]
async fn withdraw(id: Id<PaperActId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(paper_acts::withdraw(&state.gate, &acting.0, id.0).await?))
}

/// Why one may or may not do something with a paper act.
#[utoipa::path(tag = "paper", params(WhyQuery), responses((status = 200, body = WhyView)))]
#[get("/paper-acts/{paper_act_id}/why")]
async fn why_paper_act(
    req: HttpRequest,
    signed: Signed,
    id: Id<PaperActId>,
    asked: Paged<WhyQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let act = why::act(&asked.filter, PaperActAct::Read)?;
    let explanation = paper_acts::why(&state.gate, &signed.0, id.0, act).await?;
    Ok(why::explained(&req, &state, act, explanation))
}
