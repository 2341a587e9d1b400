//! The bodies of problems, in four languages.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::super::problem_view::language;
use super::*;
use crate::policy::{Denial, Lang, Rule};
use actix_web::body::{self, MessageBody};
use serde_json::{Value, json};

fn reader(lang: Lang) -> Reader<'static> {
    Reader {
        lang,
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        legal: crate::policy::legal::table().unwrap(),
    }
}

fn bytes(problem: &Problem, lang: Lang) -> Vec<u8> {
    problem
        .answer(&reader(lang))
        .into_body()
        .try_into_bytes()
        .unwrap()
        .to_vec()
}

fn json_of(problem: &Problem, lang: Lang) -> Value {
    serde_json::from_slice(&bytes(problem, lang)).unwrap()
}

fn header_of(problem: &Problem, name: header::HeaderName) -> Option<String> {
    problem
        .answer(&reader(Lang::Nl))
        .headers()
        .get(name)
        .map(|v| v.to_str().unwrap().to_owned())
}

#[test]
fn a_refusal_by_a_rule_names_rule_sentence_and_law_in_every_language() {
    let problem = Problem::from(Refused::field(
        Rule::R22,
        Denial::NotAcceptable,
        "/regime",
        "choose a regime",
    ));
    for lang in Lang::ALL {
        let body = json_of(&problem, *lang);
        assert_eq!(body["type"], "/problems/not-acceptable");
        assert_eq!(body["status"], 422);
        assert_eq!(body["title"], ProblemKind::NotAcceptable.title(*lang));
        assert_eq!(body["detail"], ProblemKind::NotAcceptable.detail(*lang));
        assert_eq!(body["rule"], "R22");
        assert_eq!(body["sentence"], Rule::R22.sentence(*lang));
        assert_eq!(body["legal_reference"]["code"], "sw-458");
        assert!(!body["legal_reference"]["label"].as_str().unwrap().is_empty());
        assert_eq!(
            body["errors"],
            json!([{"pointer": "/regime", "detail": "choose a regime"}])
        );
        let answer = problem.answer(&reader(*lang));
        assert_eq!(answer.headers().get("content-type").unwrap(), MEDIA_TYPE);
        assert_eq!(answer.headers().get("content-language").unwrap(), lang.code());
    }
}

#[test]
fn a_rule_without_law_says_nothing_of_law() {
    let body = json_of(&Problem::from(Refused::by(Rule::R46, Denial::Forbidden)), Lang::En);
    assert_eq!(body["rule"], "R46");
    assert!(body.get("legal_reference").is_none() && body.get("errors").is_none());
}

#[test]
fn concealed_absent_and_unknown_routes_give_the_same_bytes() {
    let constant = bytes(&Problem::of(ProblemKind::NotFound), Lang::Fr);
    for problem in [
        Problem::from(Refused::Concealed),
        Problem::from(Refused::field(
            Rule::R20,
            Denial::Concealed,
            "/secret",
            "of somebody else",
        )),
        Problem::of_status(StatusCode::NOT_FOUND),
        Problem::at(ProblemKind::NotFound, FieldError::new("/path/id", "somewhere")),
    ] {
        assert_eq!(bytes(&problem, Lang::Fr), constant);
        let (one, other) = (
            problem.answer(&reader(Lang::Fr)),
            Problem::from(Refused::Concealed).answer(&reader(Lang::Fr)),
        );
        assert_eq!(one.status(), other.status());
        let headers = |answer: &HttpResponse| {
            let all = answer
                .headers()
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
            all.collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(headers(&one), headers(&other));
    }
    let keys: Vec<String> = json_of(&Problem::from(Refused::Concealed), Lang::Fr)
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(keys, ["detail", "status", "title", "type"]);
}

#[test]
fn the_cause_of_an_outage_is_for_the_operator_alone() {
    let problem = Problem::from(Refused::Unavailable("disk /var/db is full".into()));
    assert!(!String::from_utf8(bytes(&problem, Lang::En)).unwrap().contains("disk"));
    assert!(problem.cause().unwrap().contains("disk /var/db is full"));
    assert_eq!(problem.status_code(), 503);
    assert_eq!(header_of(&problem, header::RETRY_AFTER).unwrap(), "5");
    assert_eq!(Problem::from(Refused::Concealed).cause(), None);
}

#[test]
fn headers_tell_how_to_go_on() {
    for refused in [Refused::NotSignedIn, Refused::by(Rule::R52, Denial::NotSignedIn)] {
        assert_eq!(header_of(&refused.into(), header::WWW_AUTHENTICATE).unwrap(), "Bearer");
    }
    let throttled = Problem::from(Refused::Throttled { retry_after: 8 });
    assert_eq!(header_of(&throttled, header::RETRY_AFTER).unwrap(), "8");
    let method = Problem::method_not_allowed("GET, POST");
    assert_eq!(
        (
            method.status_code().as_u16(),
            header_of(&method, header::ALLOW).unwrap()
        ),
        (405, "GET, POST".into())
    );
    assert_eq!(header_of(&Problem::from(Refused::Concealed), header::RETRY_AFTER), None);
}

#[test]
fn a_strange_status_becomes_one_of_our_kinds() {
    for (status, kind) in [
        (404, ProblemKind::NotFound),
        (413, ProblemKind::BodyTooLarge),
        (408, ProblemKind::MalformedRequest),
        (500, ProblemKind::Unavailable),
        (502, ProblemKind::Unavailable),
    ] {
        assert_eq!(Problem::of_status(StatusCode::from_u16(status).unwrap()).kind(), kind);
    }
}

#[test]
fn the_language_is_the_callers_choice_among_ours() {
    for (header, lang) in [
        (None, Lang::Nl),
        (Some("fr-BE, nl;q=0.8"), Lang::Fr),
        (Some("es, de;q=0.5, en;q=0.7"), Lang::En),
        (Some("EN"), Lang::En),
        (Some("fr;q=0, de"), Lang::De),
        (Some("*"), Lang::Nl),
        (Some("fr;q=NaN, de;q=1"), Lang::Nl),
        (Some(""), Lang::Nl),
    ] {
        assert_eq!(language(header, Lang::Nl), lang, "{header:?}");
    }
    assert_eq!(language(Some(&"fr,".repeat(100)), Lang::De), Lang::De);
}

#[test]
fn a_problem_is_small() {
    for kind in ProblemKind::ALL {
        let size = Problem::of(*kind).answer(&reader(Lang::De)).into_body().size();
        assert!(matches!(size, body::BodySize::Sized(1..2048)), "{kind}");
    }
}
