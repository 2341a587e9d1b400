//! Mandates of seats over HTTP (R05).

use super::answer;
use super::caller::{Changing, Signed};
use super::path::Ids;
use super::problem::{Answered, Problem};
use super::state::AppState;
use super::text;
use crate::access::{Context, FieldError, Refused};
use crate::app::mandates::{self, MandateDraft};
use crate::domain::ids::{LivcId, SeatId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::views::reference::MandateView;
use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(give).service(list);
}

/// A mandate: the legal basis on which somebody takes part.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MandateBody {
    /// The code of a legal reference, @ and its first day.
    #[schema(example = "fl-2021-05-21@2021-07-19")]
    legal_reference_id: String,
    /// Where the document of the mandate is kept.
    document_reference: String,
    valid_from: NaiveDate,
    /// Last day; it counts.
    valid_until: Option<NaiveDate>,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

impl MandateBody {
    /// Reads the body; `at` is where it stands.
    ///
    /// # Errors
    /// 422 with a pointer to the field.
    pub(super) fn draft(self, ctx: &mut Context, at: &str) -> Answered<MandateDraft> {
        let reference = LegalReferenceId::parse(&self.legal_reference_id).map_err(|e| {
            let pointer = format!("{at}/legal_reference_id");
            Problem::from(Refused::NotAcceptable(vec![FieldError::new(&pointer, e.to_string())]))
        })?;
        let pointer = format!("{at}/document_reference");
        Ok(MandateDraft {
            reference,
            document: text::screened(ctx, &pointer, &self.document_reference, self.screening_confirmed)?,
            valid_from: self.valid_from,
            valid_until: self.valid_until,
        })
    }
}

/// Gives a seat its mandate; members by law need none.
#[utoipa::path(tag = "directory", request_body = MandateBody, responses((status = 201, body = MandateView)))]
#[post("/livcs/{livc_id}/seats/{seat_id}/mandates")]
async fn give(
    ids: Ids<LivcId, SeatId>,
    mut changing: Changing<MandateBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let draft = changing.body.draft(&mut changing.ctx, "")?;
    let collection = format!("/api/v1/livcs/{}/seats/{}/mandates", ids.0, ids.1);
    let made = mandates::give(&state.gate, &changing.ctx, ids.0, ids.1, draft).await?;
    Ok(answer::created(made, &collection, |view| view.id.to_string()))
}

/// Reads the mandates of a seat; auditor and data protection officer see no reference of a document.
#[utoipa::path(tag = "directory", responses((status = 200, body = Vec<MandateView>)))]
#[get("/livcs/{livc_id}/seats/{seat_id}/mandates")]
async fn list(signed: Signed, ids: Ids<LivcId, SeatId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        mandates::of_seat(&state.gate, &signed.0, ids.0, ids.1).await?,
    ))
}
