//! Contributions over HTTP: preview, contribute, read, and the author's later choices.

use super::answer;
use super::caller::{Changing, Signed};
use super::page::Paged;
use super::path::Id;
use super::problem::Answered;
use super::state::AppState;
use super::text;
use super::why::{self, WhyQuery, WhyView};
use crate::access::Page;
use crate::app::contributions;
use crate::app::preview::{Audience, Label};
use crate::domain::contribution::{Form, OnwardUse, Regime};
use crate::domain::ids::{ContributionId, ItemId, OrganisationId, SeatId};
use crate::policy::contribution::ContributionAct;
use crate::views::contribution::{ContributionView, PreviewView};
use actix_web::{HttpRequest, HttpResponse, get, post, put, web};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(preview_readers)
        .service(contribute)
        .service(list)
        .service(read)
        .service(change_audience)
        .service(raise_regime)
        .service(why_contribution);
}

/// Who may read it: everybody in the room of these organisations, and these persons (R24).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AudienceBody {
    #[serde(default)]
    organisations: Vec<OrganisationId>,
    #[serde(default)]
    persons: Vec<SeatId>,
}

/// What a contribution is to be, without its text.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LabelBody {
    /// Its regime; who holds professional secrecy must choose one (R22).
    regime: Option<Regime>,
    form: Form,
    /// That one's professional secrecy does not cover it; needed for a lower regime.
    #[serde(default)]
    declared_not_secret: bool,
    /// Needed for a text; a marker has none.
    audience: Option<AudienceBody>,
    onward_use: Option<OnwardUse>,
}

/// A contribution.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ContributionBody {
    /// Its regime; who holds professional secrecy must choose one (R22).
    regime: Option<Regime>,
    form: Form,
    /// That one's professional secrecy does not cover it; needed for a lower regime.
    #[serde(default)]
    declared_not_secret: bool,
    /// Needed for a text; a marker has none.
    audience: Option<AudienceBody>,
    onward_use: Option<OnwardUse>,
    /// The words; a marker has none.
    text: Option<String>,
    /// The hash of the preview; needed for a text (R46).
    preview: Option<String>,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

impl From<AudienceBody> for Audience {
    fn from(body: AudienceBody) -> Self {
        Self {
            organisations: body.organisations,
            persons: body.persons,
        }
    }
}

impl From<LabelBody> for Label {
    fn from(body: LabelBody) -> Self {
        Self {
            regime: body.regime,
            form: body.form,
            declared_not_secret: body.declared_not_secret,
            audience: body.audience.map(Audience::from),
            // Not saying so means the strictest condition there is (R49).
            onward_use: body.onward_use.unwrap_or(OnwardUse::ConsultationOnly),
        }
    }
}

/// Tells, before anything is stored, exactly who would be able to read it (R46).
#[utoipa::path(tag = "contributions", request_body = LabelBody, responses((status = 200, body = PreviewView)))]
#[post("/items/{item_id}/contributions/preview")]
async fn preview_readers(
    id: Id<ItemId>,
    changing: Changing<LabelBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let label = Label::from(changing.body);
    Ok(answer::shown(
        contributions::preview(&state.gate, &changing.ctx, id.0, label).await?,
    ))
}

/// Contributes: a text for the readers of its preview, or a marker for oneself.
#[utoipa::path(tag = "contributions", request_body = ContributionBody, responses((status = 201, body = ContributionView)))]
#[post("/items/{item_id}/contributions")]
async fn contribute(
    id: Id<ItemId>,
    mut changing: Changing<ContributionBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let ContributionBody {
        regime,
        form,
        declared_not_secret,
        audience,
        onward_use,
        text: words,
        preview: previewed,
        screening_confirmed: confirmed,
    } = changing.body;
    let words = text::screened_optional(&mut changing.ctx, "/text", words.as_ref(), confirmed)?;
    let label = Label::from(LabelBody {
        regime,
        form,
        declared_not_secret,
        audience,
        onward_use,
    });
    let made = contributions::contribute(&state.gate, &changing.ctx, id.0, label, words, previewed).await?;
    Ok(answer::created(made, "/api/v1/contributions", |view| {
        view.id.to_string()
    }))
}

/// Lists the contributions one may read. Police read none but their own (R34).
#[utoipa::path(tag = "contributions", params(("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<ContributionView>)))]
#[get("/items/{item_id}/contributions")]
async fn list(signed: Signed, id: Id<ItemId>, paged: Paged, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        contributions::list(&state.gate, &signed.0, id.0, paged.page).await?,
    ))
}

/// Reads a contribution.
#[utoipa::path(tag = "contributions", responses((status = 200, body = ContributionView)))]
#[get("/contributions/{contribution_id}")]
async fn read(signed: Signed, id: Id<ContributionId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(contributions::read(&state.gate, &signed.0, id.0).await?))
}

/// A new audience, and the hash of its preview.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewAudienceBody {
    audience: AudienceBody,
    preview: String,
}

/// Chooses the audience of one's own contribution anew, while the item is open (R24).
#[utoipa::path(tag = "contributions", request_body = NewAudienceBody, responses((status = 200, body = ContributionView)))]
#[put("/contributions/{contribution_id}/audience")]
async fn change_audience(
    id: Id<ContributionId>,
    changing: Changing<NewAudienceBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let NewAudienceBody {
        audience,
        preview: previewed,
    } = changing.body;
    let seen = contributions::change_audience(&state.gate, &changing.ctx, id.0, audience.into(), previewed).await?;
    Ok(answer::shown(seen))
}

/// A higher regime.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RegimeBody {
    regime: Regime,
}

/// Raises the regime of one's own contribution; nobody lowers one (R22).
#[utoipa::path(tag = "contributions", request_body = RegimeBody, responses((status = 200, body = ContributionView)))]
#[put("/contributions/{contribution_id}/regime")]
async fn raise_regime(
    id: Id<ContributionId>,
    changing: Changing<RegimeBody>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    Ok(answer::shown(
        contributions::raise_regime(&state.gate, &changing.ctx, id.0, changing.body.regime).await?,
    ))
}

/// Why one may or may not do something with a contribution.
#[utoipa::path(tag = "contributions", params(WhyQuery), responses((status = 200, body = WhyView)))]
#[get("/contributions/{contribution_id}/why")]
async fn why_contribution(
    req: HttpRequest,
    signed: Signed,
    id: Id<ContributionId>,
    asked: Paged<WhyQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let act = why::act(&asked.filter, ContributionAct::Read)?;
    let explanation = contributions::why(&state.gate, &signed.0, id.0, act).await?;
    Ok(why::explained(&req, &state, act, explanation))
}
