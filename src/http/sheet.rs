//! A body that is a table: `text/csv` in UTF-8, whole, in time and not too large.

use super::caller::Signed;
use super::guards::Guards;
use super::json;
use super::problem::{Answered, Problem};
use crate::access::Context;
use crate::domain::inventory::MOST_BYTES;
use crate::policy::problem_texts::ProblemKind;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::Future;
use std::pin::Pin;

/// A change by a signed caller whose body is a table, with its guards.
pub struct Sheet {
    /// The context, with the guards.
    pub ctx: Context,
    /// The table.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Sheet {
    /// Shows the length only: it may be full of names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sheet({} bytes)", self.bytes.len())
    }
}

impl FromRequest for Sheet {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Answered<Self>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let Signed(ctx) = Signed::extract(&req).await?;
            let guards = Guards::of(&req)?;
            if !is_csv(&req) {
                return Err(Problem::of(ProblemKind::MediaTypeNotSupported));
            }
            let bytes = json::read_at_most(&req, payload, MOST_BYTES).await?;
            Ok(Self {
                ctx: guards.on(ctx, &req, &bytes)?,
                bytes: bytes.to_vec(),
            })
        })
    }
}

fn is_csv(req: &HttpRequest) -> bool {
    let one = req.headers().get_all(header::CONTENT_TYPE).count() == 1;
    let csv = req.mime_type().ok().flatten().is_some_and(|mime| {
        mime.essence_str() == "text/csv" && mime.get_param("charset").is_none_or(|set| set == "utf-8")
    });
    one && csv
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_table_is_text_csv_in_utf_8() {
        let csv = |kind: &str| {
            is_csv(
                &TestRequest::post()
                    .insert_header(("content-type", kind))
                    .to_http_request(),
            )
        };
        for good in [
            "text/csv",
            "text/csv; charset=utf-8",
            "text/csv; charset=UTF-8; header=present",
        ] {
            assert!(csv(good), "{good}");
        }
        for wrong in [
            "text/plain",
            "application/json",
            "text/csv; charset=latin1",
            "application/vnd.ms-excel",
            "",
        ] {
            assert!(!csv(wrong), "{wrong}");
        }
    }
}
