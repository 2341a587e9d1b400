//! LIVC Rs, seats, organisations and accounts over HTTP.

use super::answer;
use super::caller::{Acting, Changing, Signed};
use super::mandates::MandateBody;
use super::path::{Id, Ids};
use super::problem::Answered;
use super::state::AppState;
use super::territory::MunicipalityBody;
use super::text;
use crate::app::accounts;
use crate::app::directory::{self, Territory};
use crate::app::seats::{self, SeatDraft};
use crate::domain::contribution::Regime;
use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId};
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::{Clearance, ClearanceLevel, Function};
use crate::domain::text::Name;
use crate::views::directory::{LivcLine, LivcView, NewAccountView, OrganisationView, SeatView};
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

/// A LIVC R to set up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LivcBody {
    name: String,
    municipalities: Vec<MunicipalityBody>,
    /// NIS code of the municipality that presides; needed where there are several (R01).
    presiding: Option<String>,
    /// Working days between convocation and meeting, 2 to 30.
    notice_days: i32,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Sets up a LIVC R, in draft.
#[utoipa::path(tag = "directory", request_body = LivcBody, responses((status = 201, body = LivcView)))]
#[post("/livcs")]
async fn add_livc(mut changing: Changing<LivcBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let body = changing.body;
    let name = text::screened(&mut changing.ctx, "/name", &body.name, body.screening_confirmed)?;
    let mut municipalities = Vec::with_capacity(body.municipalities.len());
    for (index, given) in body.municipalities.into_iter().enumerate() {
        municipalities.push(given.municipality(&mut changing.ctx, &format!("/municipalities/{index}"))?);
    }
    let territory = Territory {
        municipalities,
        presiding: body.presiding,
    };
    let made = directory::add_livc(&state.gate, &changing.ctx, name, territory, body.notice_days).await?;
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
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
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
    /// The core seat to deputise for, until `valid_until` (R02).
    deputises_for: Option<SeatId>,
    /// The mandate of somebody who holds no core seat (R05); it can be given later as well.
    mandate: Option<MandateBody>,
}

/// Gives a seat.
#[utoipa::path(tag = "directory", request_body = SeatBody, responses((status = 201, body = SeatView)))]
#[post("/livcs/{livc_id}/seats")]
async fn appoint(
    id: Id<LivcId>,
    mut changing: Changing<SeatBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let body = changing.body;
    let mandate = body.mandate.map(|given| given.draft(&mut changing.ctx, "/mandate"));
    let clearance = match body.clearance {
        None => None,
        Some(given) => {
            let (pointer, confirmed) = ("/clearance/checked_by", given.screening_confirmed);
            let checked_by: Name = text::screened(&mut changing.ctx, pointer, &given.checked_by, confirmed)?;
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
        deputises_for: body.deputises_for,
        mandate: mandate.transpose()?,
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
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Adds an organisation.
#[utoipa::path(tag = "directory", request_body = OrganisationBody, responses((status = 201, body = OrganisationView)))]
#[post("/livcs/{livc_id}/organisations")]
async fn add_organisation(
    id: Id<LivcId>,
    mut changing: Changing<OrganisationBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let OrganisationBody {
        name,
        kind,
        default_regime,
        screening_confirmed: confirmed,
    } = changing.body;
    let name = text::screened(&mut changing.ctx, "/name", &name, confirmed)?;
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
