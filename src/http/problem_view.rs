//! What a problem looks like on the wire, and in whose language.

use crate::access::{FieldError, Refused};
use crate::policy::legal::{self, LegalReference};
use crate::policy::problem_texts::ProblemKind;
use crate::policy::{Lang, Rule};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

/// Why the request was refused (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemView {
    /// Address of the page that explains this kind of problem.
    #[schema(example = "/problems/not-acceptable")]
    pub r#type: String,
    /// Name of the kind, in the language of the caller.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What happened, in the language of the caller; fixed for each kind.
    pub detail: &'static str,
    /// The rule that refused, where one did.
    #[schema(example = "R24")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// What that rule says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<&'static str>,
    /// The provision the rule rests on today; absent where the rule is the house's own choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_reference: Option<LegalReferenceView>,
    /// What is wrong with which part of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldErrorView>,
}

/// A provision of law, as it reads today.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LegalReference)]
pub struct LegalReferenceView {
    /// Stable code.
    pub code: String,
    /// The article, where its number is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// What to call it, in the language of the caller.
    pub label: String,
    /// Whether the provision was read in a public text; otherwise a lawyer still has to confirm it.
    pub verified: bool,
}

/// One thing that is wrong with the request.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FieldError)]
pub struct FieldErrorView {
    /// JSON pointer into the body; `/path/…`, `/query/…` and `/header/…` point at the other parts of the request.
    #[schema(example = "/regime")]
    pub pointer: String,
    /// What is wrong there.
    pub detail: String,
}

impl ProblemView {
    /// The view of a problem.
    #[must_use]
    pub fn new(kind: ProblemKind, rule: Option<Rule>, errors: &[FieldError], reader: &Reader<'_>) -> Self {
        let lang = reader.lang;
        Self {
            r#type: format!("/problems/{}", kind.code()),
            title: kind.title(lang),
            status: kind.status(),
            detail: kind.detail(lang),
            rule: rule.map(Rule::id),
            sentence: rule.map(|rule| rule.sentence(lang)),
            legal_reference: rule.and_then(|rule| legal_reference(rule, reader)),
            errors: errors
                .iter()
                .map(|error| FieldErrorView {
                    pointer: error.pointer.clone(),
                    detail: error.detail.clone(),
                })
                .collect(),
        }
    }
}

/// Who reads: in which language, on which day, and which legal references stand.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The language.
    pub lang: Lang,
    /// The day.
    pub today: NaiveDate,
    /// The rows of the legal references.
    pub legal: &'a [LegalReference],
}

/// The fields a refusal names.
#[must_use]
pub fn errors_of(refused: &Refused) -> &[FieldError] {
    match refused {
        Refused::ByRule { errors, .. } | Refused::NotAcceptable(errors) => errors,
        Refused::NotSignedIn
        | Refused::Concealed
        | Refused::StaleVersion
        | Refused::NewPreviewNeeded
        | Refused::ChangedMeanwhile
        | Refused::KeyReused
        | Refused::Throttled { .. }
        | Refused::Unavailable(_)
        | Refused::Store(_) => &[],
    }
}

/// The language the caller prefers among ours, else the language of the house.
#[must_use]
pub fn language(accept_language: Option<&str>, house: Lang) -> Lang {
    // A weight that is not a number has no order; such a header is not sorted at all.
    let header = accept_language.filter(|text| text.len() <= 256 && !text.to_ascii_lowercase().contains("nan"));
    let wanted = header.map(accept_language::parse_with_quality).unwrap_or_default();
    wanted
        .iter()
        .filter(|(_, weight)| *weight > 0.0)
        .filter_map(|(tag, _)| tag.split('-').next())
        .find_map(|primary| Lang::from_code(&primary.to_ascii_lowercase()))
        .unwrap_or(house)
}

/// The provision a rule rests on that day, in one language.
#[must_use]
pub fn legal_reference(rule: Rule, reader: &Reader<'_>) -> Option<LegalReferenceView> {
    let valid = |code: &&str| legal::valid_on(reader.legal, code, reader.today);
    let row = rule.legal().iter().find_map(valid)?;
    Some(LegalReferenceView {
        code: row.code().to_owned(),
        article: row.article().map(ToOwned::to_owned),
        label: row.label(reader.lang).to_owned(),
        verified: row.is_verified(),
    })
}
