//! The plan of a case and its case manager over HTTP.

use super::answer;
use super::caller::{Changing, Signed};
use super::path::Id;
use super::problem::Answered;
use super::state::AppState;
use crate::app::case_managers::{self, Deputy};
use crate::app::plan;
use crate::domain::ids::{CaseId, SeatId};
use crate::views::action::PlanView;
use crate::views::case_file::CaseView;
use actix_web::{HttpResponse, get, put, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(read).service(appoint);
}

/// Reads the plan of a case: texts for its case manager, how far things are for its active circle (R37).
#[utoipa::path(tag = "actions", responses((status = 200, body = PlanView)))]
#[get("/cases/{case_id}/plan")]
async fn read(signed: Signed, id: Id<CaseId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(plan::read(&state.gate, &signed.0, id.0).await?))
}

/// Who stands in for a case manager, and when.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeputyBody {
    seat_id: SeatId,
    valid_from: NaiveDate,
    valid_until: NaiveDate,
}

/// Who looks after a case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CaseManagerBody {
    /// Somebody who takes part, and not of the police.
    seat_id: SeatId,
    deputy: Option<DeputyBody>,
}

/// Appoints the case manager: the mayor's act. Whoever managed the case before no longer does (R38).
#[utoipa::path(tag = "cases", request_body = CaseManagerBody, responses((status = 200, body = CaseView)))]
#[put("/cases/{case_id}/case-manager")]
async fn appoint(
    id: Id<CaseId>,
    changing: Changing<CaseManagerBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let CaseManagerBody { seat_id, deputy } = changing.body;
    let deputy = deputy.map(|deputy| Deputy {
        seat: deputy.seat_id,
        valid_from: deputy.valid_from,
        valid_until: deputy.valid_until,
    });
    Ok(answer::shown(
        case_managers::appoint(&state.gate, &changing.ctx, id.0, seat_id, deputy).await?,
    ))
}
