//! Agreed actions over HTTP: proposed in an open item, answered, reported on.

use super::answer;
use super::caller::{Acting, Bringing, Changing, Signed};
use super::page::Paged;
use super::path::Id;
use super::problem::Answered;
use super::state::AppState;
use super::text;
use super::why::{self, WhyQuery, WhyView};
use crate::access::Page;
use crate::app::actions::{self, ActionDraft};
use crate::domain::action::{ActionKind, Progress};
use crate::domain::ids::{ActionId, ItemId, OrganisationId};
use crate::policy::action::ActionAct;
use crate::views::action::ActionView;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(propose)
        .service(list)
        .service(read)
        .service(accept)
        .service(decline)
        .service(report)
        .service(approve)
        .service(cancel)
        .service(why_action);
}

/// An action to agree upon: who does what, in which life domain, by when. No secrets (R37).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProposedActionBody {
    /// Code of a life domain.
    #[schema(example = "social_context")]
    life_domain: String,
    kind: ActionKind,
    /// What is to be done, in at most 280 characters.
    text: String,
    /// One's own organisation; for chair and coordinator any that is at the table.
    organisation_id: OrganisationId,
    /// Not past, and within two years.
    due_on: NaiveDate,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Proposes an action in an open item; for one's own organisation, police excepted, that is accepting it (R37).
#[utoipa::path(tag = "actions", request_body = ProposedActionBody, responses((status = 201, body = ActionView)))]
#[post("/items/{item_id}/actions")]
async fn propose(
    id: Id<ItemId>,
    mut changing: Changing<ProposedActionBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let confirmed = changing.body.screening_confirmed;
    let text = text::screened(&mut changing.ctx, "/text", &changing.body.text, confirmed)?;
    let body = changing.body;
    let draft = ActionDraft {
        life_domain: body.life_domain,
        kind: body.kind,
        text,
        organisation: body.organisation_id,
        due_on: body.due_on,
    };
    let made = actions::propose(&state.gate, &changing.ctx, id.0, draft).await?;
    Ok(answer::created(made, "/api/v1/actions", |view| view.id.to_string()))
}

/// Lists the actions of the item's case that one may see.
#[utoipa::path(tag = "actions", params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<ActionView>)))]
#[get("/items/{item_id}/actions")]
async fn list(signed: Signed, id: Id<ItemId>, paged: Paged, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        actions::list(&state.gate, &signed.0, id.0, paged.page).await?,
    ))
}

/// Reads an action, as far as one may see it.
#[utoipa::path(tag = "actions", responses((status = 200, body = ActionView)))]
#[get("/actions/{action_id}")]
async fn read(signed: Signed, id: Id<ActionId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(actions::read(&state.gate, &signed.0, id.0).await?))
}

/// Accepts an action for one's organisation; the first who does holds it.
#[utoipa::path(tag = "actions", responses((status = 200, body = ActionView)))]
#[post("/actions/{action_id}/acceptance")]
async fn accept(id: Id<ActionId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(actions::accept(&state.gate, &acting.0, id.0).await?))
}

/// Why one declines, if one wants to say it.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecliningBody {
    /// Never asked.
    reason: Option<String>,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Declines an action for one's organisation.
#[utoipa::path(tag = "actions", request_body = DecliningBody, responses((status = 200, body = ActionView)))]
#[post("/actions/{action_id}/declining")]
async fn decline(
    id: Id<ActionId>,
    mut changing: Bringing<DecliningBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let confirmed = changing.body.screening_confirmed;
    let reason = text::screened_optional(&mut changing.ctx, "/reason", changing.body.reason.as_ref(), confirmed)?;
    Ok(answer::shown(
        actions::decline(&state.gate, &changing.ctx, id.0, reason).await?,
    ))
}

/// How far an action is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProgressBody {
    state: Progress,
    /// In at most 280 characters; never asked.
    note: Option<String>,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Tells how far an action is: its holder's word. Not possible is something else than not done.
#[utoipa::path(tag = "actions", request_body = ProgressBody, responses((status = 200, body = ActionView)))]
#[post("/actions/{action_id}/progress")]
async fn report(
    id: Id<ActionId>,
    mut changing: Changing<ProgressBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let confirmed = changing.body.screening_confirmed;
    let note = text::screened_optional(&mut changing.ctx, "/note", changing.body.note.as_ref(), confirmed)?;
    let progress = changing.body.state;
    Ok(answer::shown(
        actions::report(&state.gate, &changing.ctx, id.0, progress, note).await?,
    ))
}

/// Approves that the police are asked to hold an action; who approved is shown to nobody else (R34).
#[utoipa::path(tag = "actions", responses((status = 200, body = ActionView)))]
#[post("/actions/{action_id}/approval")]
async fn approve(id: Id<ActionId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(actions::approve(&state.gate, &acting.0, id.0).await?))
}

/// Takes back a proposal.
#[utoipa::path(tag = "actions", responses((status = 200, body = ActionView)))]
#[post("/actions/{action_id}/cancellation")]
async fn cancel(id: Id<ActionId>, acting: Acting, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(actions::cancel(&state.gate, &acting.0, id.0).await?))
}

/// Why one may or may not do something with an action.
#[utoipa::path(tag = "actions", params(WhyQuery), responses((status = 200, body = WhyView)))]
#[get("/actions/{action_id}/why")]
async fn why_action(
    req: HttpRequest,
    signed: Signed,
    id: Id<ActionId>,
    asked: Paged<WhyQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let act = why::act(&asked.filter, ActionAct::Read)?;
    let explanation = actions::why(&state.gate, &signed.0, id.0, act).await?;
    Ok(why::explained(&req, &state, act, explanation))
}
