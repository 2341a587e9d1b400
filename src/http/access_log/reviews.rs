//! Reviews of the access log over HTTP.

use crate::access::Page;
use crate::app::access_log::{self, ReviewDraft, ReviewsOf};
use crate::domain::ids::{EventId, ReviewId};
use crate::domain::review::Finding;
use crate::http::caller::{Changing, Signed};
use crate::http::page::Paged;
use crate::http::path::Id;
use crate::http::problem::Answered;
use crate::http::state::AppState;
use crate::http::{answer, text};
use crate::views::log::ReviewView;
use actix_web::{HttpResponse, get, post, web};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// What came of looking at records.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReviewBody {
    /// The event ids of the records, 1 to 500.
    records: Vec<EventId>,
    finding: Finding,
    /// What there is to say about it, without content or identity.
    note: Option<String>,
    /// That what the screening found doubtful is needed (R55).
    #[serde(default)]
    screening_confirmed: bool,
}

/// Notes down what came of looking at records. Nobody reviews her own acts, and a review is never changed: a later one may
/// follow (R41).
#[utoipa::path(tag = "access log", request_body = ReviewBody, responses((status = 201, body = ReviewView)))]
#[post("/access-log/reviews")]
pub(super) async fn add(mut changing: Changing<ReviewBody>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    let confirmed = changing.body.screening_confirmed;
    let note = text::screened_optional(&mut changing.ctx, "/note", changing.body.note.as_ref(), confirmed)?;
    let draft = ReviewDraft {
        records: changing.body.records,
        finding: changing.body.finding,
        note,
    };
    let review = access_log::add_review(&state.gate, &changing.ctx, draft).await?;
    Ok(answer::created(review, "/api/v1/access-log/reviews", |view| {
        view.id.to_string()
    }))
}

/// Which reviews.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ReviewsQuery {
    /// Only those with this finding.
    #[param(inline)]
    finding: Option<Finding>,
    /// Only those of this record.
    record: Option<EventId>,
}

/// Lists the reviews, the oldest first.
#[utoipa::path(tag = "access log", params(ReviewsQuery, ("after" = Option<String>, Query), ("limit" = Option<u16>, Query)), responses((status = 200, body = Page<ReviewView>)))]
#[get("/access-log/reviews")]
pub(super) async fn list(
    signed: Signed,
    asked: Paged<ReviewsQuery>,
    state: web::Data<AppState>,
) -> Answered<HttpResponse> {
    let which = ReviewsOf {
        finding: asked.filter.finding,
        event: asked.filter.record,
    };
    Ok(answer::shown(
        access_log::reviews(&state.gate, &signed.0, which, asked.page).await?,
    ))
}

/// Reads one review with the records it is about.
#[utoipa::path(tag = "access log", responses((status = 200, body = ReviewView)))]
#[get("/access-log/reviews/{review_id}")]
pub(super) async fn read(signed: Signed, id: Id<ReviewId>, state: web::Data<AppState>) -> Answered<HttpResponse> {
    Ok(answer::shown(
        access_log::read_review(&state.gate, &signed.0, id.0).await?,
    ))
}
