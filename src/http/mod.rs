//! The edge: requests are parsed once, handed to a use case, and its outcome is answered. No rule lives here.

pub mod access_log;
pub mod actions;
pub mod address;
pub mod answer;
pub mod backstage;
pub mod caller;
pub mod cases;
pub mod contributions;
pub mod directory;
mod guards;
pub mod handovers;
pub mod hardening;
pub mod health;
pub mod inventory;
pub mod items;
pub mod json;
pub mod legal_book;
pub mod legal_references;
pub mod mandates;
pub mod meetings;
pub mod metrics;
pub mod openapi;
pub mod overview;
pub mod page;
pub mod paper_acts;
pub mod path;
pub mod plan;
pub mod problem;
pub mod problem_view;
pub mod problems;
pub mod receipts;
pub mod replacements;
pub mod sessions;
mod sheet;
pub mod state;
pub mod territory;
pub mod text;
pub mod why;

pub use state::AppState;

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{App, Error, web};
use openapi::{Allowed, Description, Frame};
use utoipa::OpenApi as _;
use utoipa_actix_web::service_config::ServiceConfig;
use utoipa_actix_web::{AppExt as _, scope};

/// The routes of `/api/v1`, each area in its own file.
fn api(config: &mut ServiceConfig<'_>) {
    config
        .configure(sessions::routes)
        .configure(directory::routes)
        .configure(territory::routes)
        .configure(mandates::routes)
        .configure(legal_references::routes)
        .configure(cases::routes)
        .configure(meetings::routes)
        .configure(items::routes)
        .configure(replacements::routes)
        .configure(contributions::routes)
        .configure(receipts::routes)
        .configure(actions::routes)
        .configure(plan::routes)
        .configure(handovers::routes)
        .configure(overview::routes)
        .configure(paper_acts::routes)
        .configure(inventory::routes)
        .configure(access_log::routes);
}

/// Every route that stands in the description.
fn described(config: &mut ServiceConfig<'_>) {
    config
        .service(scope("/api/v1").configure(api))
        .service(health::healthz)
        .service(health::readyz)
        .service(health::metrics)
        .service(problems::problems)
        .service(problems::problem);
}

/// The description of the API.
#[must_use]
pub fn description() -> utoipa::openapi::OpenApi {
    let (_, mut api) = App::new()
        .into_utoipa_app()
        .openapi(Frame::openapi())
        .configure(described)
        .split_for_parts();
    openapi::complete(&mut api);
    api
}

/// The application of one worker.
#[must_use]
pub fn application(
    state: web::Data<AppState>,
    allowed: web::Data<Allowed>,
    description: web::Data<Description>,
) -> App<
    impl ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<BoxBody>, Error = Error, InitError = ()>,
> {
    App::new()
        .app_data(state)
        .app_data(allowed)
        .app_data(description)
        .into_utoipa_app()
        .configure(described)
        .into_app()
        .route("/openapi.json", web::get().to(openapi::document))
        .route("/docs", web::get().to(openapi::to_pages))
        .service(openapi::pages())
        .default_service(web::to(hardening::no_route))
        .wrap(from_fn(hardening::harden))
}
