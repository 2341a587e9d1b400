//! A client: paths below `/api/v1`, answers with everything a test may look at.

use super::town::Town;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;
use ureq::http::Request;

/// Somebody at a keyboard.
#[derive(Clone)]
pub struct Client<'t> {
    town: &'t Town,
    token: Option<String>,
    agent: ureq::Agent,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// The body as JSON; null when it is none.
    pub json: Value,
    /// The body.
    pub text: String,
}

impl<'t> Client<'t> {
    /// A client with a token, or without.
    pub fn new(town: &'t Town, token: Option<String>) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(30)));
        Self {
            town,
            token,
            agent: config.build().new_agent(),
            headers: Vec::new(),
        }
    }

    /// The same client with one more header on every request.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Reads.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", &api(path), None)
    }

    /// Sends a body.
    pub fn post(&self, path: &str, body: impl Into<Value>) -> Answer {
        self.send_json("POST", path, &body.into())
    }

    /// Acts without a body.
    pub fn act(&self, path: &str) -> Answer {
        self.send("POST", &api(path), None)
    }

    /// Sends a body.
    pub fn put(&self, path: &str, body: impl Into<Value>) -> Answer {
        self.send_json("PUT", path, &body.into())
    }

    /// Deletes.
    pub fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", &api(path), None)
    }

    /// Sends JSON with any method.
    pub fn send_json(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.clone().with("content-type", "application/json").send(
            method,
            &api(path),
            Some(body.to_string().as_bytes()),
        )
    }

    /// Reads a page of the service: the path stands alone.
    pub fn page(&self, path: &str) -> Answer {
        self.send("GET", path, None)
    }

    /// Sends anything anywhere.
    pub fn send(&self, method: &str, path: &str, body: Option<&[u8]>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.town.address));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let answer = match body {
            Some(bytes) => self.agent.run(request.body(bytes).unwrap()),
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let headers = answer.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        let text = answer.body_mut().read_to_string().unwrap();
        Answer {
            status: answer.status().as_u16(),
            headers,
            json: serde_json::from_str(&text).unwrap_or(Value::Null),
            text,
        }
    }
}

impl Answer {
    /// Insists on a status, and shows the body where it is another.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    /// Insists on a refusal by a rule.
    #[track_caller]
    pub fn refused(self, status: u16, rule: &str) -> Self {
        let answer = self.expect(status);
        assert_eq!(answer.json["rule"], rule, "{}", answer.text);
        answer
    }

    /// Insists on the constant 404.
    #[track_caller]
    pub fn concealed(self) -> Self {
        let answer = self.expect(404);
        let members: Vec<_> = answer.json.as_object().unwrap().keys().collect();
        assert_eq!(members, ["detail", "status", "title", "type"], "{}", answer.text);
        answer
    }

    /// One header; empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The id in the body.
    #[track_caller]
    pub fn id(&self) -> String {
        self.json["id"]
            .as_str()
            .unwrap_or_else(|| panic!("no id in {}", self.text))
            .to_owned()
    }

    /// What may be compared byte by byte: everything but the date and the number of the request.
    pub fn bytes(&self) -> (u16, BTreeMap<String, String>, String) {
        let mut headers = self.headers.clone();
        headers.remove("date");
        headers.remove("x-request-id");
        (self.status, headers, self.text.clone())
    }
}

fn api(path: &str) -> String {
    format!("/api/v1{path}")
}
