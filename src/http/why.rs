//! Why: the rule behind a decision, in the reader's language, with its legal reference and the facts used (R47).

use super::problem::{Answered, Problem};
use super::problem_view::{LegalReferenceView, Reader, language, legal_reference};
use super::state::AppState;
use crate::access::Explanation;
use crate::clock::today_in_brussels;
use crate::policy::Act;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// Which act is asked about.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhyQuery {
    /// Name of the act, such as `item.open`; reading, unless another is named.
    pub act: Option<String>,
}

/// What the rules say about an act.
#[derive(Debug, Serialize, ToSchema)]
pub struct WhyView {
    /// The act.
    pub act: &'static str,
    /// Whether it is permitted.
    pub permitted: bool,
    /// The rule that decides.
    #[schema(example = "R24")]
    pub rule: &'static str,
    /// What that rule says, in the language asked for.
    pub sentence: &'static str,
    /// The provision the rule rests on today; none where the rule is the house's own choice.
    pub legal_reference: Option<LegalReferenceView>,
    /// The facts used.
    pub facts: BTreeMap<&'static str, &'static str>,
}

/// The act a query names.
///
/// # Errors
/// 400 for an act that this kind of object does not know.
pub fn act<A: Act>(query: &WhyQuery, read: A) -> Answered<A> {
    match &query.act {
        None => Ok(read),
        Some(name) => A::ALL
            .iter()
            .copied()
            .find(|act| act.code() == name)
            .ok_or_else(|| Problem::malformed("/query/act", "not an act on this kind of object")),
    }
}

/// The answer.
#[must_use]
pub fn explained<A: Act>(req: &HttpRequest, state: &AppState, act: A, explanation: Explanation) -> HttpResponse {
    let asked = req.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let lang = language(asked, state.language);
    let rule = explanation.decision.rule();
    let legal = state.legal.rows();
    let reader = Reader {
        lang,
        today: today_in_brussels(state.clock.now()),
        legal: &legal,
    };
    HttpResponse::Ok().json(WhyView {
        act: act.code(),
        permitted: explanation.decision.is_permit(),
        rule: rule.id(),
        sentence: rule.sentence(lang),
        legal_reference: legal_reference(rule, &reader),
        facts: explanation.facts.into_iter().collect(),
    })
}
