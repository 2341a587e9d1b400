//! Which page of a list is asked for: `?after=…&limit=…`, with the filters of that list and nothing else.

use super::problem::{Answered, Problem};
use crate::access::PageRequest;
use actix_web::dev::Payload;
use actix_web::web::Query;
use actix_web::{FromRequest, HttpRequest};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::future::{Ready, ready};

const DEFAULT_LIMIT: u16 = 50;
const HIGHEST_LIMIT: u16 = 200;
const LONGEST_CURSOR: usize = 64;

/// A list without filters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

/// The page and the filters of a list. A filter type refuses unknown fields itself (`deny_unknown_fields`).
#[derive(Debug)]
pub struct Paged<F = NoFilter> {
    /// The page.
    pub page: PageRequest,
    /// The filters.
    pub filter: F,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    after: Option<String>,
    limit: Option<u16>,
}

impl<F: DeserializeOwned> FromRequest for Paged<F> {
    type Error = Problem;
    type Future = Ready<Answered<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(req.query_string()))
    }
}

fn read<F: DeserializeOwned>(query: &str) -> Answered<Paged<F>> {
    let is_page = |part: &&str| matches!(part.split('=').next(), Some("after" | "limit"));
    let (page, filter): (Vec<&str>, Vec<&str>) = query.split('&').filter(|part| !part.is_empty()).partition(is_page);
    let unknown = "an unknown or repeated parameter, or a value of the wrong form";
    let wrong = |_| Problem::malformed("/query", unknown);
    let asked = Query::<Asked>::from_query(&page.join("&")).map_err(wrong)?.into_inner();
    let filter = Query::<F>::from_query(&filter.join("&")).map_err(wrong)?.into_inner();
    let limit = asked.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=HIGHEST_LIMIT).contains(&limit) {
        return Err(Problem::malformed(
            "/query/limit",
            format!("1 to {HIGHEST_LIMIT} rows can be asked for"),
        ));
    }
    let is_cursor = |text: &String| text.len() <= LONGEST_CURSOR && text.bytes().all(|b| b.is_ascii_graphic());
    if asked
        .after
        .as_ref()
        .is_some_and(|after| after.is_empty() || !is_cursor(after))
    {
        return Err(Problem::malformed("/query/after", "not a cursor of a page before"));
    }
    Ok(Paged {
        page: PageRequest {
            after: asked.after,
            limit,
        },
        filter,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::policy::problem_texts::ProblemKind;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct ByRule {
        rule: Option<String>,
        seen: Option<bool>,
    }

    fn page(query: &str) -> Answered<(Option<String>, u16)> {
        read::<NoFilter>(query).map(|paged| (paged.page.after, paged.page.limit))
    }

    #[test]
    fn fifty_rows_unless_asked_otherwise() {
        assert_eq!(page("").unwrap(), (None, 50));
        assert_eq!(page("limit=1").unwrap(), (None, 1));
        assert_eq!(page("after=0192-a&limit=200").unwrap(), (Some("0192-a".into()), 200));
    }

    #[test]
    fn anything_else_is_refused() {
        for query in [
            "limit=0",
            "limit=201",
            "limit=-1",
            "limit=ten",
            "limit=1&limit=2",
            "after=",
            "after=a%20b",
            "after=a&after=b",
            "offset=3",
            "limit",
            "rule=R24",
            "l%69mit=3",
            &format!("after={}", "a".repeat(65)),
        ] {
            assert_eq!(
                page(query).unwrap_err().kind(),
                ProblemKind::MalformedRequest,
                "{query}"
            );
        }
    }

    #[test]
    fn filters_stand_beside_the_page() {
        let paged = read::<ByRule>("rule=R24&limit=7&seen=true").unwrap();
        assert_eq!(
            (paged.page.limit, paged.filter.rule.as_deref(), paged.filter.seen),
            (7, Some("R24"), Some(true))
        );
        assert!(read::<ByRule>("who=me").is_err() && read::<ByRule>("seen=perhaps").is_err());
        assert!(read::<ByRule>("").unwrap().filter.rule.is_none());
    }
}
