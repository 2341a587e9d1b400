//! The description of the API, made from the very routes that answer.
//!
//! What is the same for every operation (path ids, guards, the problem body, the bearer token) is added here once.

use super::problem::MEDIA_TYPE;
use super::problem_view::ProblemView;
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Required, ResponseBuilder};
use utoipa_swagger_ui::{Config, SwaggerUi};

const SCHEME: &str = "session";
const PREFIX: &str = "/api/";

/// What does not follow from a route.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "livc",
        description = "Case consultation in a LIVC R: who may know what, and a record of who did. \
                       Nothing is disclosed and nothing is changed without a record.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    components(schemas(ProblemView))
)]
pub struct Frame;

/// The methods of each route pattern, for the header `Allow`.
#[derive(Debug)]
pub struct Allowed(BTreeMap<String, String>);

/// The finished description, as bytes that every worker shares.
#[derive(Debug, Clone)]
pub struct Description(Arc<[u8]>);

impl Allowed {
    /// Reads the methods from the description.
    #[must_use]
    pub fn of(api: &utoipa::openapi::OpenApi) -> Self {
        let routes = api.paths.paths.iter().map(|(route, item)| {
            let methods = [
                ("GET", item.get.is_some()),
                ("POST", item.post.is_some()),
                ("PUT", item.put.is_some()),
                ("PATCH", item.patch.is_some()),
                ("DELETE", item.delete.is_some()),
            ];
            let names: Vec<&str> = methods
                .into_iter()
                .filter(|(_, there)| *there)
                .map(|(name, _)| name)
                .collect();
            (route.clone(), names.join(", "))
        });
        Self(routes.collect())
    }

    /// The methods of one pattern. Pages that are not described can be read.
    #[must_use]
    pub fn at(&self, pattern: &str) -> &str {
        self.0.get(pattern).map_or("GET", String::as_str)
    }
}

impl Description {
    /// Fixes the description.
    ///
    /// # Errors
    /// Never in practice: a description is JSON.
    pub fn new(api: &utoipa::openapi::OpenApi) -> serde_json::Result<Self> {
        serde_json::to_vec(api).map(|bytes| Self(bytes.into()))
    }
}

/// `GET /openapi.json`.
pub async fn document(description: web::Data<Description>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(description.0.to_vec())
}

/// The pages that show the description, from files inside the program: nothing is fetched from elsewhere.
#[must_use]
pub fn pages() -> SwaggerUi {
    let config = Config::from("/openapi.json")
        .validator_url("none")
        .display_request_duration(true);
    SwaggerUi::new("/docs/{_:.*}").config(config)
}

/// `GET /docs`: the pages live one slash further.
pub async fn to_pages() -> HttpResponse {
    HttpResponse::PermanentRedirect()
        .insert_header((header::LOCATION, "/docs/"))
        .finish()
}

/// Adds what is the same for every operation.
pub fn complete(api: &mut utoipa::openapi::OpenApi) {
    env!("CARGO_PKG_VERSION").clone_into(&mut api.info.version);
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .build();
    let components = api.components.get_or_insert_default();
    components.add_security_scheme(SCHEME, SecurityScheme::Http(scheme));
    for (route, item) in &mut api.paths.paths {
        let reads = item.get.iter_mut().map(|operation| (operation, false));
        let changes = [&mut item.post, &mut item.put, &mut item.patch, &mut item.delete]
            .into_iter()
            .flatten();
        for (operation, is_change) in reads.chain(changes.map(|operation| (operation, true))) {
            complete_operation(operation, route, is_change);
        }
    }
}

fn complete_operation(operation: &mut Operation, route: &str, is_change: bool) {
    let described = operation.parameters.get_or_insert_default();
    let has = |all: &[RefOr<Parameter>], name: &str| {
        all.iter()
            .any(|one| matches!(one, RefOr::T(parameter) if parameter.name == name))
    };
    for name in placeholders(route) {
        if !has(described, name) {
            described.push(in_path(name).into());
        }
    }
    if !route.starts_with(PREFIX) {
        return;
    }
    // An operation for whoever comes says so itself: `security(())`.
    let is_signed = operation.security.is_none();
    if is_signed {
        operation.security = Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>(SCHEME, [])]);
    }
    if is_signed && is_change {
        described.extend(guards().map(Into::into));
    }
    operation
        .responses
        .responses
        .entry("default".to_owned())
        .or_insert_with(|| problem().into());
}

fn placeholders(route: &str) -> impl Iterator<Item = &str> {
    route
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn in_path(name: &str) -> Parameter {
    let is_id = name == "id" || name.ends_with("_id");
    let format = is_id.then_some(SchemaFormat::KnownFormat(KnownFormat::Uuid));
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).format(format)))
        .build()
}

fn guards() -> [Parameter; 2] {
    let header = |name: &str, description: &str| {
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(Required::False)
            .description(Some(description))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
            .build()
    };
    [
        header(
            "If-Match",
            "The entity tag of the version this change is based on; 412 when it is no longer current.",
        ),
        header(
            "Idempotency-Key",
            "1 to 64 characters of your choice: the same request under the same key has one effect.",
        ),
    ]
}

fn problem() -> utoipa::openapi::Response {
    let number = HeaderBuilder::new().description(Some("Number of the request.")).build();
    ResponseBuilder::new()
        .description("Refused: the kind of problem and, where a rule refused, the rule.")
        .header("x-request-id", number)
        .content(
            MEDIA_TYPE,
            ContentBuilder::new()
                .schema(Some(Ref::from_schema_name("Problem")))
                .build(),
        )
        .build()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

    use serde_json::Value;

    fn document() -> Value {
        serde_json::to_value(super::super::description()).unwrap()
    }

    #[test]
    fn the_description_names_its_schemas_and_the_token() {
        let api = document();
        assert_eq!(api["info"]["title"], "livc");
        assert_eq!(api["info"]["version"], env!("CARGO_PKG_VERSION"));
        assert_eq!(api["components"]["securitySchemes"]["session"]["scheme"], "bearer");
        for schema in ["Problem", "FieldError", "LegalReference"] {
            assert!(api["components"]["schemas"][schema].is_object(), "{schema}");
        }
    }

    #[test]
    fn every_placeholder_is_described_and_every_operation_of_the_api_can_be_refused() {
        let api = document();
        for (route, item) in api["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                for name in super::placeholders(route) {
                    let parameters = operation["parameters"].as_array().unwrap();
                    let described = parameters
                        .iter()
                        .filter(|p| p["name"] == name && p["in"] == "path")
                        .count();
                    assert_eq!(described, 1, "{method} {route}: {name}");
                }
                if route.starts_with("/api/") {
                    assert!(operation["responses"]["default"].is_object(), "{method} {route}");
                    assert!(operation["security"].is_array(), "{method} {route}");
                }
            }
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn walk<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
            match value {
                Value::Object(object) => {
                    found.extend(object.get("$ref").and_then(Value::as_str));
                    object.values().for_each(|inner| walk(inner, found));
                }
                Value::Array(all) => all.iter().for_each(|inner| walk(inner, found)),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        let api = document();
        let mut found = Vec::new();
        walk(&api, &mut found);
        for reference in found {
            assert!(api.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
        }
    }
}
