//! Sign-in, one's session, one's seat, and what is asked of one.

use super::answer;
use super::caller::{Anyone, Changing, Signed};
use super::json::Body;
use super::problem::{Answered, Problem};
use super::state::AppState;
use crate::access::{FieldError, Refused};
use crate::app::{accounts, me, sessions};
use crate::auth::password_policy::{NewPassword, TypedPassword};
use crate::auth::refresh::{EnrolmentToken, RefreshToken};
use crate::domain::ids::SeatId;
use crate::domain::text::Name;
use crate::policy::problem_texts::ProblemKind;
use crate::views::action::{AgendaView, OwnActionsView};
use crate::views::session::{EnrolledView, MeView, TokensView};
use actix_web::{HttpResponse, delete, get, post, put, web};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(sign_in)
        .service(refresh)
        .service(sign_out)
        .service(take_seat)
        .service(enrol)
        .service(who_am_i)
        .service(own_agenda)
        .service(own_actions);
}

/// Login, password and one-time code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignInBody {
    login: String,
    password: String,
    code: String,
}

/// Signs in. Whatever is wrong, the answer is the same.
#[utoipa::path(tag = "sign-in", request_body = SignInBody, responses((status = 201, body = TokensView)), security(()))]
#[post("/sessions")]
async fn sign_in(anyone: Anyone, body: Body<SignInBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let body = body.0;
    let password = TypedPassword::parse(body.password).map_err(|_| Problem::of(ProblemKind::SignInRefused))?;
    let login = Name::parse(&body.login).map_err(|_| Problem::of(ProblemKind::SignInRefused))?;
    let door = state.door();
    let tokens = sessions::sign_in(&door, &anyone.ctx, login.as_str(), password, body.code, anyone.address).await?;
    Ok(HttpResponse::Created().json(tokens))
}

/// A refresh token.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RefreshBody {
    refresh_token: String,
}

/// Renews a session; each refresh token can be used once.
#[utoipa::path(tag = "sign-in", request_body = RefreshBody, responses((status = 201, body = TokensView)), security(()))]
#[post("/sessions/refresh")]
async fn refresh(anyone: Anyone, body: Body<RefreshBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let token = RefreshToken::parse(&body.0.refresh_token).map_err(|_| Problem::of(ProblemKind::SignInRefused))?;
    let tokens = sessions::refresh(&state.door(), &anyone.ctx, &token).await?;
    Ok(HttpResponse::Created().json(tokens))
}

/// Signs out.
#[utoipa::path(tag = "sign-in", responses((status = 204, description = "The session has ended")))]
#[delete("/sessions/current")]
async fn sign_out(signed: Signed, state: web::Data<AppState>) -> Answered<HttpResponse> {
    sessions::sign_out(&state.gate, &signed.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The seat to take.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChosenSeatBody {
    seat_id: SeatId,
}

/// Takes a seat: from then on the session acts in it and in no other (R52).
#[utoipa::path(tag = "sign-in", request_body = ChosenSeatBody, responses((status = 200, body = MeView)))]
#[put("/sessions/current/seat")]
async fn take_seat(changing: Changing<ChosenSeatBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let view = sessions::take_seat(&state.gate, &changing.ctx, changing.body.seat_id).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// The code one was handed, and the password one chooses.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EnrolBody {
    login: String,
    enrolment_code: String,
    password: String,
}

/// Activates an account: sets its password and shows, once, the secret of its one-time codes.
#[utoipa::path(tag = "sign-in", request_body = EnrolBody, responses((status = 201, body = EnrolledView)), security(()))]
#[post("/accounts/enrolment")]
async fn enrol(anyone: Anyone, body: Body<EnrolBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let body = body.0;
    let refused = || Problem::of(ProblemKind::SignInRefused);
    let code = EnrolmentToken::parse(&body.enrolment_code).map_err(|_| refused())?;
    let attempt = state
        .throttle
        .check(&body.login, anyone.address, anyone.ctx.at())
        .map_err(|wait| Refused::Throttled {
            retry_after: u64::from(wait.0),
        })?;
    let password = NewPassword::parse(body.password, &body.login)
        .map_err(|unfit| Refused::NotAcceptable(vec![FieldError::new("/password", unfit.to_string())]))?;
    let hashing = Arc::clone(&state.hashing);
    let hash = state
        .hashing_limit
        .run(move || hashing.hash(&password))
        .await
        .and_then(|hash| hash)
        .map_err(|e| Refused::Unavailable(e.to_string()))?;
    let enrolment = accounts::Enrolment {
        login: &body.login,
        code: &code,
        password_hash: hash,
    };
    let issuer = &state.settings.auth.issuer;
    let enrolled = accounts::enrol(&state.gate, &anyone.ctx, Arc::clone(&state.keyring), issuer, enrolment).await?;
    state.throttle.succeeded(attempt, anyone.ctx.at());
    Ok(HttpResponse::Created().json(enrolled))
}

/// Who one is, in which seat, and which seats one may take.
#[utoipa::path(tag = "sign-in", responses((status = 200, body = MeView)))]
#[get("/me")]
async fn who_am_i(signed: Signed, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(sessions::read(&state.gate, &signed.0).await?))
}

/// What one is invited to, soonest first, and what is asked of one. Nothing in it tells what an item is about.
#[utoipa::path(tag = "sign-in", responses((status = 200, body = AgendaView)))]
#[get("/me/agenda")]
async fn own_agenda(signed: Signed, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(me::agenda(&state.gate, &signed.0).await?))
}

/// The agreed actions one holds, or was asked to take upon oneself, soonest first.
#[utoipa::path(tag = "sign-in", responses((status = 200, body = OwnActionsView)))]
#[get("/me/actions")]
async fn own_actions(signed: Signed, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(me::actions(&state.gate, &signed.0).await?))
}
