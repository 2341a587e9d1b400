//! The territory of a common LIVC R over HTTP (R01).

use super::answer;
use super::caller::Changing;
use super::path::{Id, Ids};
use super::problem::Answered;
use super::state::AppState;
use super::text;
use crate::access::Context;
use crate::app::territory;
use crate::domain::ids::LivcId;
use crate::domain::livc::municipality::NisCode;
use crate::domain::text::Name;
use crate::views::directory::{LivcView, MunicipalityView};
use actix_web::{HttpResponse, post, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(join).service(leave);
}

/// A municipality of the territory, with the decision of its mayor (R01).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MunicipalityBody {
    nis: String,
    decided_on: NaiveDate,
    decision_reference: String,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

impl MunicipalityBody {
    /// Reads the body; `at` is where it stands.
    ///
    /// # Errors
    /// 422 with a pointer to the field.
    pub(super) fn municipality(self, ctx: &mut Context, at: &str) -> Answered<MunicipalityView> {
        let pointer = format!("{at}/decision_reference");
        let reference: Name = text::screened(ctx, &pointer, &self.decision_reference, self.screening_confirmed)?;
        Ok(MunicipalityView {
            nis: self.nis,
            decided_on: self.decided_on,
            decision_reference: reference.as_str().to_owned(),
            left_on: None,
        })
    }
}

/// Lets another municipality join, by the decision of its mayor.
#[utoipa::path(tag = "directory", request_body = MunicipalityBody, responses((status = 200, body = LivcView)))]
#[post("/livcs/{livc_id}/municipalities")]
async fn join(
    id: Id<LivcId>,
    mut changing: Changing<MunicipalityBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let municipality = changing.body.municipality(&mut changing.ctx, "")?;
    Ok(answer::shown(
        territory::join(&state.gate, &changing.ctx, id.0, municipality).await?,
    ))
}

/// The day from which it is no longer part.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeavingBody {
    left_on: NaiveDate,
}

/// Ends the part of a municipality: from that day on it brings no new case.
#[utoipa::path(tag = "directory", request_body = LeavingBody, responses((status = 200, body = LivcView)))]
#[post("/livcs/{livc_id}/municipalities/{nis}/leaving")]
async fn leave(
    changing: Changing<LeavingBody>,
    ids: Ids<LivcId, NisCode>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let left_on = changing.body.left_on;
    Ok(answer::shown(
        territory::leave(&state.gate, &changing.ctx, ids.0, ids.1, left_on).await?,
    ))
}
