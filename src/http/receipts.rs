//! Receipts over HTTP.

use super::answer;
use super::caller::Signed;
use super::path::Id;
use super::problem::Answered;
use super::state::AppState;
use crate::app::receipts;
use crate::domain::ids::ContributionId;
use crate::views::receipt::ReceiptView;
use actix_web::{HttpResponse, get, web};
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(read);
}

/// Who has read one's own contribution, for each reader and day: the author's alone to see (R51).
#[utoipa::path(tag = "contributions", responses((status = 200, body = Vec<ReceiptView>)))]
#[get("/contributions/{contribution_id}/receipts")]
async fn read(signed: Signed, id: Id<ContributionId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(receipts::read(&state.gate, &signed.0, id.0).await?))
}
