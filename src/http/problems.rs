//! The pages behind the `type` of a problem: what it means and what to do.

use super::problem::Problem;
use crate::policy::Lang;
use crate::policy::problem_texts::ProblemKind;
use actix_web::{HttpResponse, get, web};
use std::fmt::Write as _;

/// All kinds of problems.
#[utoipa::path(tag = "service", responses((status = 200, description = "A page")), security(()))]
#[get("/problems")]
pub async fn problems() -> HttpResponse {
    let mut list = String::from("<h1>Problems</h1>\n<p>Every refusal is one of these.</p>\n<ul>\n");
    for kind in ProblemKind::ALL {
        let (code, status, title) = (kind.code(), kind.status(), kind.title(Lang::En));
        let _ = writeln!(
            list,
            "<li>{status} <a href=\"/problems/{code}\">{code}</a>: {}</li>",
            escaped(title)
        );
    }
    list.push_str("</ul>\n");
    page("Problems", &list)
}

/// One kind of problem.
///
/// # Errors
/// The constant 404 for an unknown kind.
#[utoipa::path(tag = "service", responses((status = 200, description = "A page")), security(()))]
#[get("/problems/{kind}")]
pub async fn problem(kind: web::Path<String>) -> Result<HttpResponse, Problem> {
    let kind = ProblemKind::from_code(&kind).ok_or_else(|| Problem::of(ProblemKind::NotFound))?;
    let mut text = format!(
        "<h1>{}</h1>\n<p><code>{}</code>, status {}</p>\n<p>{}</p>\n<dl>\n",
        escaped(kind.title(Lang::En)),
        kind.code(),
        kind.status(),
        escaped(kind.help_en())
    );
    for lang in Lang::ALL {
        let (code, title, detail) = (lang.code(), escaped(kind.title(*lang)), escaped(kind.detail(*lang)));
        let _ = writeln!(
            text,
            "<dt lang=\"{code}\">{title}</dt>\n<dd lang=\"{code}\">{detail}</dd>"
        );
    }
    text.push_str("</dl>\n<p><a href=\"/problems\">All problems</a></p>\n");
    Ok(page(kind.code(), &text))
}

fn page(title: &str, body: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n</head>\n\
         <body>\n{body}</body>\n</html>\n"
        ))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
