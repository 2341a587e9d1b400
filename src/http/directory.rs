//! LIVC Rs, seats, organisations and accounts over HTTP.

use super::answer;
use super::caller::{Acting, Changing, Signed};
use super::path::{Id, Ids};
use super::problem::Answered;
use super::state::AppState;
use super::text;
use crate::app::accounts;
use crate::app::directory;
use crate::app::seats::{self, SeatDraft};
use crate::domain::contribution::Regime;
use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId};
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::{Clearance, ClearanceLevel, Function};
use crate::domain::text::Name;
use crate::views::directory::{LivcLine, LivcView, MunicipalityView, NewAccountView, OrganisationView, SeatView};
use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(add_livc)
        .service(list_livcs)
        .service(read_livc)
        .service(activate)
        .service(appoint)
        .service(list_seats)
        .service(end_seat)
        .service(add_organisation)
        .service(list_organisations)
        .service(open_account);
}

/// A municipality of the territory, with the decision of its mayor (R01).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MunicipalityBody {
    nis: String,
    decided_on: NaiveDate,
    decision_reference: String,
}

/// A LIVC R to set up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LivcBody {
    name: String,
    municipalities: Vec<MunicipalityBody>,
    /// Working days between convocation and meeting, 2 to 30.
    notice_days: i32,
}

/// Sets up a LIVC R, in draft.
#[utoipa::path(tag = "directory", request_body = LivcBody, responses((status = 201, body = LivcView)))]
#[post("/livcs")]
async fn add_livc(changing: Changing<LivcBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let body = changing.body;
    let name = text::parse("/name", &body.name)?;
    let mut municipalities = Vec::with_capacity(body.municipalities.len());
    for (index, given) in body.municipalities.into_iter().enumerate() {
        let pointer = format!("/municipalities/{index}/decision_reference");
        let reference: Name = text::parse(&pointer, &given.decision_reference)?;
        municipalities.push(MunicipalityView {
            nis: given.nis,
            decided_on: given.decided_on,
            decision_reference: reference.as_str().to_owned(),
        });
    }
    let made = directory::add_livc(&state.gate, &changing.ctx, name, municipalities, body.notice_days).await?;
    Ok(answer::created(made, "/api/v1/livcs", |view| view.id.to_string()))
}

/// Lists the LIVC Rs of the installation, for its operator.
#[utoipa::path(tag = "directory", responses((status = 200, body = Vec<LivcLine>)))]
#[get("/livcs")]
async fn list_livcs(signed: Signed, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(directory::livcs(&state.gate, &signed.0).await?))
}

/// Reads a LIVC R.
#[utoipa::path(tag = "directory", responses((status = 200, body = LivcView)))]
#[get("/livcs/{livc_id}")]
async fn read_livc(signed: Signed, id: Id<LivcId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(directory::livc(&state.gate, &signed.0, id.0).await?))
}

/// Activates a LIVC R, once its three core seats are filled (R02).
#[utoipa::path(tag = "directory", responses((status = 200, body = LivcView)))]
#[post("/livcs/{livc_id}/activation")]
async fn activate(id: Id<LivcId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(directory::activate(&state.gate, &acting.0, id.0).await?))
}

/// What is kept of a clearance (R03).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ClearanceBody {
    level: ClearanceLevel,
    expires_on: NaiveDate,
    checked_by: String,
    checked_on: NaiveDate,
}

/// A seat to give.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeatBody {
    account_id: AccountId,
    organisation_id: OrganisationId,
    function: Function,
    /// NIS code; for a mayor's seat.
    municipality: Option<String>,
    valid_from: NaiveDate,
    valid_until: Option<NaiveDate>,
    /// For a police seat.
    clearance: Option<ClearanceBody>,
}

/// Gives a seat.
#[utoipa::path(tag = "directory", request_body = SeatBody, responses((status = 201, body = SeatView)))]
#[post("/livcs/{livc_id}/seats")]
async fn appoint(id: Id<LivcId>, changing: Changing<SeatBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let body = changing.body;
    let clearance = match body.clearance {
        None => None,
        Some(given) => {
            let checked_by: Name = text::parse("/clearance/checked_by", &given.checked_by)?;
            Some(Clearance {
                level: given.level,
                expires_on: given.expires_on,
                checked_by: checked_by.as_str().to_owned(),
                checked_on: given.checked_on,
            })
        }
    };
    let draft = SeatDraft {
        account: body.account_id,
        organisation: body.organisation_id,
        function: body.function,
        municipality: body.municipality,
        valid_from: body.valid_from,
        valid_until: body.valid_until,
        clearance,
    };
    let collection = format!("/api/v1/livcs/{}/seats", id.0);
    let seat = seats::appoint(&state.gate, &changing.ctx, id.0, draft).await?;
    Ok(answer::created(seat, &collection, |view| view.id.to_string()))
}

/// Reads the seats of a LIVC R; auditor and data protection officer see them without names.
#[utoipa::path(tag = "directory", responses((status = 200, body = Vec<SeatView>)))]
#[get("/livcs/{livc_id}/seats")]
async fn list_seats(signed: Signed, id: Id<LivcId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(seats::seats(&state.gate, &signed.0, id.0).await?))
}

/// Ends a seat: every session in it ends with its next request (R20).
#[utoipa::path(tag = "directory", responses((status = 200, body = SeatView)))]
#[post("/livcs/{livc_id}/seats/{seat_id}/ending")]
async fn end_seat(ids: Ids<LivcId, SeatId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        seats::end_seat(&state.gate, &acting.0, ids.0, ids.1).await?,
    ))
}

/// An organisation to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OrganisationBody {
    name: String,
    kind: OrganisationKind,
    /// The regime of its people; that of its kind unless the kind allows another (R22).
    default_regime: Option<Regime>,
}

/// Adds an organisation.
#[utoipa::path(tag = "directory", request_body = OrganisationBody, responses((status = 201, body = OrganisationView)))]
#[post("/livcs/{livc_id}/organisations")]
async fn add_organisation(
    id: Id<LivcId>,
    changing: Changing<OrganisationBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let OrganisationBody {
        name,
        kind,
        default_regime,
    } = changing.body;
    let name = text::parse("/name", &name)?;
    let collection = format!("/api/v1/livcs/{}/organisations", id.0);
    let made = directory::add_organisation(&state.gate, &changing.ctx, id.0, name, kind, default_regime).await?;
    Ok(answer::created(made, &collection, |view| view.id.to_string()))
}

/// Reads the organisations of a LIVC R.
#[utoipa::path(tag = "directory", responses((status = 200, body = Vec<OrganisationView>)))]
#[get("/livcs/{livc_id}/organisations")]
async fn list_organisations(signed: Signed, id: Id<LivcId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        directory::organisations(&state.gate, &signed.0, id.0).await?,
    ))
}

/// A person who needs an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AccountBody {
    login: String,
    display_name: String,
}

/// Opens an account. The code in the answer is shown once; its person activates the account with it.
#[utoipa::path(tag = "directory", request_body = AccountBody, responses((status = 201, body = NewAccountView)))]
#[post("/accounts")]
async fn open_account(changing: Changing<AccountBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let login = text::parse("/login", &changing.body.login)?;
    let display_name = text::parse("/display_name", &changing.body.display_name)?;
    let account = accounts::open(&state.gate, &changing.ctx, login, display_name).await?;
    Ok(HttpResponse::Created().json(account))
}
