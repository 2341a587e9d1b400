//! Dated legal references, life domains and kinds of concern over HTTP (R06).

use super::answer;
use super::caller::{Changing, Signed};
use super::page::Paged;
use super::path::Id;
use super::problem::Answered;
use super::state::AppState;
use super::text;
use crate::app::legal_references::{self, TermList};
use crate::domain::legal_reference::LegalReferenceId;
use crate::domain::text::{Line, Name};
use crate::policy::legal::LegalRow;
use crate::views::reference::{LegalReferenceView, TermView};
use actix_web::{HttpResponse, get, post, put, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of this area.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list)
        .service(add)
        .service(change)
        .service(life_domains)
        .service(case_categories);
}

/// On which day; today, unless another is named.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OnDay {
    on: Option<NaiveDate>,
}

/// The legal references that count on a day.
#[utoipa::path(tag = "reference", params(("on" = Option<NaiveDate>, Query)), responses((status = 200, body = Vec<LegalReferenceView>)))]
#[get("/legal-references")]
async fn list(signed: Signed, asked: Paged<OnDay>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        legal_references::on(&state.gate, &signed.0, asked.filter.on).await?,
    ))
}

/// What to call it, in the four languages.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LabelsBody {
    nl: String,
    fr: String,
    de: String,
    en: String,
}

/// A dated legal reference.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LegalReferenceBody {
    /// The stable code that mandates and rules cite.
    #[schema(example = "wal-2027-decree")]
    code: String,
    labels: LabelsBody,
    /// The article, where its number is known.
    article: Option<String>,
    /// The act, in English.
    act: String,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    /// Whether a lawyer confirmed the provision.
    verified: bool,
    /// Whether it asks an invitee who declines for a reason (R16).
    decline_reason: bool,
}

fn row(body: &LegalReferenceBody) -> Answered<LegalRow> {
    let label =
        |pointer: &str, text: &str| text::parse::<280>(pointer, text).map(|line: Line| line.as_str().to_owned());
    let name = |pointer: &str, text: &str| text::parse(pointer, text).map(|name: Name| name.as_str().to_owned());
    Ok(LegalRow {
        code: body.code.clone(),
        labels: [
            label("/labels/nl", &body.labels.nl)?,
            label("/labels/fr", &body.labels.fr)?,
            label("/labels/de", &body.labels.de)?,
            label("/labels/en", &body.labels.en)?,
        ],
        article: body.article.as_deref().map(|text| name("/article", text)).transpose()?,
        act: name("/act", &body.act)?,
        valid_from: body.valid_from,
        valid_to: body.valid_to,
        verified: body.verified,
        decline_reason: body.decline_reason,
    })
}

/// What was changed is cited from now on. If it cannot be read now, the next round reads it.
async fn read_again(state: &AppState) {
    if let Err(error) = state.backstage.read_legal_references().await {
        tracing::warn!(%error, "the legal references could not be read; those of before are cited");
    }
}

/// Adds a dated legal reference that a lawyer reviewed.
#[utoipa::path(tag = "reference", request_body = LegalReferenceBody, responses((status = 201, body = LegalReferenceView)))]
#[post("/legal-references")]
async fn add(changing: Changing<LegalReferenceBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let row = row(&changing.body)?;
    let made = legal_references::add(&state.gate, &changing.ctx, row).await?;
    read_again(&state).await;
    Ok(answer::created(made, "/api/v1/legal-references", |view| {
        view.id.clone()
    }))
}

/// Changes a dated legal reference that nothing rests on. One that is used can only be given a last day that lies ahead.
#[utoipa::path(tag = "reference", request_body = LegalReferenceBody, responses((status = 200, body = LegalReferenceView)))]
#[put("/legal-references/{reference}")]
async fn change(
    changing: Changing<LegalReferenceBody>,
    id: Id<LegalReferenceId>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let row = row(&changing.body)?;
    let changed = legal_references::change(&state.gate, &changing.ctx, id.0, row).await?;
    read_again(&state).await;
    Ok(answer::shown(changed))
}

/// The life domains of agreed actions that are offered on a day.
#[utoipa::path(tag = "reference", params(("on" = Option<NaiveDate>, Query)), responses((status = 200, body = Vec<TermView>)))]
#[get("/reference/life-domains")]
async fn life_domains(signed: Signed, asked: Paged<OnDay>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let (terms, day) = (TermList::LifeDomains, asked.filter.on);
    Ok(answer::shown(
        legal_references::terms(&state.gate, &signed.0, terms, day).await?,
    ))
}

/// The kinds of concern of a case that are offered on a day.
#[utoipa::path(tag = "reference", params(("on" = Option<NaiveDate>, Query)), responses((status = 200, body = Vec<TermView>)))]
#[get("/reference/case-categories")]
async fn case_categories(signed: Signed, asked: Paged<OnDay>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let (terms, day) = (TermList::CaseCategories, asked.filter.on);
    Ok(answer::shown(
        legal_references::terms(&state.gate, &signed.0, terms, day).await?,
    ))
}
