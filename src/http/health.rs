//! Whether the process is up, whether it can work, and what it counted: for machines, without anything personal.

use super::state::AppState;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use actix_web::{HttpResponse, get, web};

/// The process is up.
#[utoipa::path(tag = "service", responses((status = 200, description = "The process is up")), security(()))]
#[get("/healthz")]
pub async fn healthz() -> HttpResponse {
    plain("up\n")
}

/// The installation can work: the database answers, no migration is missing, the recorder writes.
#[utoipa::path(
    tag = "service",
    responses((status = 200, description = "Ready"), (status = 503, description = "Not ready; the body names what")),
    security(())
)]
#[get("/readyz")]
pub async fn readyz(state: web::Data<AppState>) -> HttpResponse {
    match state.backstage.ready().await {
        Ok(()) => plain("ready\n"),
        Err(cause) => {
            tracing::warn!(%cause, "not ready");
            HttpResponse::ServiceUnavailable()
                .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
                .insert_header((CACHE_CONTROL, "no-store"))
                .insert_header((RETRY_AFTER, 5))
                .body(format!("not ready: {}\n", cause.word()))
        }
    }
}

/// Counters in the text format of Prometheus.
#[utoipa::path(tag = "service", responses((status = 200, description = "Counters")), security(()))]
#[get("/metrics")]
pub async fn metrics(state: web::Data<AppState>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(state.metrics.text())
}

fn plain(text: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(text)
}
