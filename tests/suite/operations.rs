//! Every operation of the API, by hand: who may use it at all, and a body that would be accepted.
//!
//! An operation that is not in this table fails the test that reads the description of the API.

use crate::ids::Ids;
use crate::support::{Answer, Client};
use serde_json::{Value, json};

/// How an operation is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// For whoever comes.
    Public,
    /// For oneself, whatever the function.
    Own,
    /// For some functions; it names no object of others.
    Role(&'static [&'static str]),
    /// For some functions; it lists what these may know of, and that may be nothing.
    List(&'static [&'static str]),
    /// For some functions, and of those only within the circle of the object in its address.
    Object(&'static [&'static str]),
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// The method.
    pub method: &'static str,
    /// The route, as described.
    pub route: &'static str,
    /// How it is guarded.
    pub class: Class,
    /// A body that would be accepted; ids in braces are filled in.
    pub body: Option<&'static str>,
    /// The query it needs, if it needs one.
    pub query: &'static str,
    /// A table that would be read, where it takes one instead of a body.
    pub table: Option<&'static str>,
}

const fn op(method: &'static str, route: &'static str, class: Class) -> Operation {
    Operation {
        method,
        route,
        class,
        body: None,
        query: "",
        table: None,
    }
}

impl Operation {
    const fn with(mut self, body: &'static str) -> Self {
        self.body = Some(body);
        self
    }

    const fn with_table(mut self, table: &'static str) -> Self {
        self.table = Some(table);
        self
    }

    const fn asking(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }
}

const ALL: &[&str] = &[
    "mayor",
    "police-chief",
    "information-officer",
    "coordinator",
    "secretary",
    "clb",
    "ocmw",
    "caw",
    "youth-worker",
    "vdab",
    "auditor",
    "dpo",
    "operator",
];
const MAYOR: &[&str] = &["mayor"];
const OPERATOR: &[&str] = &["operator"];
const PREPARE: &[&str] = &["mayor", "coordinator"];
const PROCESS: &[&str] = &["mayor", "coordinator", "secretary"];
const WATCH: &[&str] = &["auditor", "dpo"];
const TABLE: &[&str] = &[
    "mayor",
    "police-chief",
    "information-officer",
    "coordinator",
    "clb",
    "ocmw",
    "caw",
    "youth-worker",
    "vdab",
];
const TABLE_AND_SECRETARY: &[&str] = &[
    "mayor",
    "police-chief",
    "information-officer",
    "coordinator",
    "secretary",
    "clb",
    "ocmw",
    "caw",
    "youth-worker",
    "vdab",
];
/// Who directs a case, or can be its case manager.
const FOLLOW: &[&str] = &[
    "mayor",
    "coordinator",
    "secretary",
    "clb",
    "ocmw",
    "caw",
    "youth-worker",
    "vdab",
];
const PLAN: &[&str] = &["mayor", "coordinator", "clb", "ocmw", "caw", "youth-worker", "vdab"];
const DIRECTORY: &[&str] = &["mayor", "coordinator", "secretary", "auditor", "dpo", "operator"];

const LABEL: &str = r#"{"regime":"discretion","form":"recorded","declared_not_secret":true,"onward_use":"consultation_only","audience":{"organisations":["{organisation_id}"],"persons":["{seat_id}"]}}"#;
const TEXT: &str = r#"{"regime":"discretion","form":"recorded","declared_not_secret":true,"onward_use":"consultation_only","audience":{"organisations":["{organisation_id}"],"persons":["{seat_id}"]},"text":"words","preview":"00"}"#;
const SEAT: &str = r#"{"account_id":"{account_id}","organisation_id":"{organisation_id}","function":"secretary","municipality":null,"valid_from":"2026-11-23","valid_until":null,"clearance":null}"#;
const ACTION: &str = r#"{"life_domain":"social_context","kind":"guidance","text":"words","organisation_id":"{organisation_id}","due_on":"2026-12-24"}"#;
const LIVC: &str = r#"{"name":"LIVC R","municipalities":[{"nis":"71016","decided_on":"2026-01-05","decision_reference":"a test"}],"notice_days":5}"#;

const PAPER: &str = r#"{"kind":"listing","object_id":"{case_id}","document_reference":"BB/2026/014","signed_on":"2026-12-14","reason":"two signals"}"#;
const INVENTORY: &str = include_str!("../../docs/opening-inventory-example.csv");

const MANDATE: &str = r#"{"legal_reference_id":"fl-2021-05-21@2021-07-19","document_reference":"a test","valid_from":"2026-11-23","valid_until":null}"#;
const LEGAL_REFERENCE: &str = r#"{"code":"sw-422bis","labels":{"nl":"a","fr":"b","de":"c","en":"d"},"article":"1","act":"An act","valid_from":"2018-09-24","valid_to":"2026-04-07","verified":true,"decline_reason":false}"#;

/// Every operation.
pub const OPERATIONS: &[Operation] = &[
    op("GET", "/healthz", Class::Public),
    op("GET", "/readyz", Class::Public),
    op("GET", "/metrics", Class::Public),
    op("GET", "/problems", Class::Public),
    op("GET", "/problems/{kind}", Class::Public),
    op("POST", "/api/v1/sessions", Class::Public).with(r#"{"login":"x","password":"x","code":"000000"}"#),
    op("POST", "/api/v1/sessions/refresh", Class::Public).with(r#"{"refresh_token":"x"}"#),
    op("POST", "/api/v1/accounts/enrolment", Class::Public)
        .with(r#"{"login":"x","enrolment_code":"x","password":"x"}"#),
    op("GET", "/api/v1/me", Class::Own),
    op("GET", "/api/v1/me/access-records", Class::Own),
    op("GET", "/api/v1/me/agenda", Class::Own),
    op("GET", "/api/v1/me/actions", Class::Own),
    op("PUT", "/api/v1/sessions/current/seat", Class::Own).with(r#"{"seat_id":"{seat_id}"}"#),
    op("DELETE", "/api/v1/sessions/current", Class::Own),
    op("GET", "/api/v1/livcs", Class::Role(OPERATOR)),
    op("POST", "/api/v1/livcs", Class::Role(OPERATOR)).with(LIVC),
    op("POST", "/api/v1/accounts", Class::Role(&["operator", "coordinator"]))
        .with(r#"{"login":"somebody","display_name":"Somebody"}"#),
    op("GET", "/api/v1/livcs/{livc_id}", Class::Object(ALL)),
    op("POST", "/api/v1/livcs/{livc_id}/activation", Class::Object(MAYOR)),
    op("GET", "/api/v1/livcs/{livc_id}/seats", Class::Object(DIRECTORY)),
    op(
        "POST",
        "/api/v1/livcs/{livc_id}/seats",
        Class::Object(&["mayor", "coordinator", "operator"]),
    )
    .with(SEAT),
    op(
        "POST",
        "/api/v1/livcs/{livc_id}/municipalities",
        Class::Object(&["mayor", "operator"]),
    )
    .with(r#"{"nis":"71016","decided_on":"2026-01-05","decision_reference":"a test"}"#),
    op(
        "POST",
        "/api/v1/livcs/{livc_id}/municipalities/{nis}/leaving",
        Class::Object(&["mayor", "operator"]),
    )
    .with(r#"{"left_on":"2027-01-01"}"#),
    op(
        "GET",
        "/api/v1/livcs/{livc_id}/seats/{seat_id}/mandates",
        Class::Object(DIRECTORY),
    ),
    op(
        "POST",
        "/api/v1/livcs/{livc_id}/seats/{seat_id}/mandates",
        Class::Object(&["mayor", "coordinator", "operator"]),
    )
    .with(MANDATE),
    op("GET", "/api/v1/legal-references", Class::Role(ALL)),
    op("POST", "/api/v1/legal-references", Class::Role(OPERATOR)).with(LEGAL_REFERENCE),
    op("PUT", "/api/v1/legal-references/{reference}", Class::Role(OPERATOR)).with(LEGAL_REFERENCE),
    op("GET", "/api/v1/reference/life-domains", Class::Role(ALL)),
    op("GET", "/api/v1/reference/case-categories", Class::Role(ALL)),
    op(
        "POST",
        "/api/v1/livcs/{livc_id}/seats/{seat_id}/ending",
        Class::Object(&["mayor", "operator"]),
    ),
    op("GET", "/api/v1/livcs/{livc_id}/organisations", Class::Object(DIRECTORY)),
    op(
        "POST",
        "/api/v1/livcs/{livc_id}/organisations",
        Class::Object(&["mayor", "coordinator", "operator"]),
    )
    .with(r#"{"name":"A school","kind":"school","default_regime":null}"#),
    op(
        "GET",
        "/api/v1/livcs/{livc_id}/handovers",
        Class::Object(&["mayor", "coordinator", "auditor", "dpo"]),
    ),
    op("POST", "/api/v1/livcs/{livc_id}/handovers", Class::Object(MAYOR))
        .with(r#"{"from_seat_id":"{seat_id}","to_seat_id":"{seat_id}"}"#),
    op("GET", "/api/v1/overview", Class::List(PROCESS)),
    op("GET", "/api/v1/overdue", Class::Role(PREPARE)),
    op("GET", "/api/v1/cases", Class::List(PROCESS)),
    op("POST", "/api/v1/cases", Class::Role(PREPARE))
        .with(r#"{"purpose":"terrorism_prevention","municipality":"73028","territorial_link":"stay"}"#),
    op("GET", "/api/v1/cases/{case_id}", Class::Object(FOLLOW)),
    op("POST", "/api/v1/cases/{case_id}/listing", Class::Object(MAYOR)).with(r#"{"reason":"two signals"}"#),
    op("GET", "/api/v1/cases/{case_id}/why", Class::Object(FOLLOW)),
    op("GET", "/api/v1/cases/{case_id}/plan", Class::Object(PLAN)),
    op("PUT", "/api/v1/cases/{case_id}/case-manager", Class::Object(MAYOR))
        .with(r#"{"seat_id":"{seat_id}","deputy":null}"#),
    op("GET", "/api/v1/paper-acts", Class::List(PROCESS)),
    op("POST", "/api/v1/paper-acts", Class::Role(PROCESS)).with(PAPER),
    op("GET", "/api/v1/paper-acts/{paper_act_id}", Class::Object(PROCESS)),
    op(
        "POST",
        "/api/v1/paper-acts/{paper_act_id}/confirmation",
        Class::Object(PROCESS),
    ),
    op(
        "POST",
        "/api/v1/paper-acts/{paper_act_id}/ratification",
        Class::Object(MAYOR),
    ),
    op(
        "POST",
        "/api/v1/paper-acts/{paper_act_id}/withdrawal",
        Class::Object(PROCESS),
    ),
    op("GET", "/api/v1/paper-acts/{paper_act_id}/why", Class::Object(PROCESS)),
    op(
        "GET",
        "/api/v1/livcs/{livc_id}/opening-inventory",
        Class::Object(PREPARE),
    ),
    op(
        "POST",
        "/api/v1/livcs/{livc_id}/opening-inventory",
        Class::Object(PREPARE),
    )
    .with_table(INVENTORY),
    op(
        "POST",
        "/api/v1/livcs/{livc_id}/opening-inventory/confirmation",
        Class::Object(PREPARE),
    ),
    op(
        "GET",
        "/api/v1/livcs/{livc_id}/opening-inventory/why",
        Class::Object(PREPARE),
    ),
    op("GET", "/api/v1/meetings", Class::List(TABLE_AND_SECRETARY)),
    op("POST", "/api/v1/meetings", Class::Role(PREPARE))
        .with(r#"{"starts_at":"2027-03-12T09:00:00Z","place":"Town hall"}"#),
    op(
        "GET",
        "/api/v1/meetings/{meeting_id}",
        Class::Object(TABLE_AND_SECRETARY),
    ),
    op(
        "GET",
        "/api/v1/meetings/{meeting_id}/items",
        Class::Object(TABLE_AND_SECRETARY),
    ),
    op("POST", "/api/v1/meetings/{meeting_id}/items", Class::Object(PREPARE)).with(r#"{"case_id":"{case_id}"}"#),
    op(
        "POST",
        "/api/v1/meetings/{meeting_id}/convocation",
        Class::Object(MAYOR),
    )
    .with(r#"{"urgency_reason":"now"}"#),
    op(
        "GET",
        "/api/v1/meetings/{meeting_id}/why",
        Class::Object(TABLE_AND_SECRETARY),
    ),
    op("GET", "/api/v1/items/{item_id}", Class::Object(TABLE_AND_SECRETARY)),
    op("GET", "/api/v1/items/{item_id}/invitations", Class::Object(PROCESS)),
    op("POST", "/api/v1/items/{item_id}/invitations", Class::Object(PREPARE))
        .with(r#"{"seat_id":"{seat_id}","contribution_reason":"knows the school"}"#),
    op(
        "POST",
        "/api/v1/items/{item_id}/invitations/{invitation_id}/sending",
        Class::Object(MAYOR),
    ),
    op(
        "PUT",
        "/api/v1/items/{item_id}/invitations/{invitation_id}/answer",
        Class::Object(TABLE),
    )
    .with(r#"{"answer":"declined","reason":"not_available"}"#),
    op("POST", "/api/v1/items/{item_id}/acknowledgement", Class::Object(TABLE)).with(r#"{"text_version":"2026-1"}"#),
    op("GET", "/api/v1/items/{item_id}/convocation", Class::Object(TABLE)),
    op("GET", "/api/v1/items/{item_id}/replacements", Class::Object(TABLE)),
    op("POST", "/api/v1/items/{item_id}/replacements", Class::Object(TABLE))
        .with(r#"{"seat_id":"{seat_id}","invitation_id":"{invitation_id}"}"#),
    op(
        "POST",
        "/api/v1/items/{item_id}/replacements/{replacement_id}/approval",
        Class::Object(MAYOR),
    ),
    op(
        "POST",
        "/api/v1/items/{item_id}/replacements/{replacement_id}/refusal",
        Class::Object(MAYOR),
    ),
    op("POST", "/api/v1/items/{item_id}/check-in", Class::Object(TABLE)),
    op("POST", "/api/v1/items/{item_id}/check-out", Class::Object(TABLE)),
    op(
        "GET",
        "/api/v1/items/{item_id}/attendance",
        Class::Object(TABLE_AND_SECRETARY),
    ),
    op(
        "POST",
        "/api/v1/items/{item_id}/attendance/{attendance_id}/confirmation",
        Class::Object(MAYOR),
    ),
    op("POST", "/api/v1/items/{item_id}/opening", Class::Object(MAYOR)),
    op("POST", "/api/v1/items/{item_id}/closing", Class::Object(MAYOR)),
    op("GET", "/api/v1/items/{item_id}/why", Class::Object(TABLE_AND_SECRETARY)),
    op("GET", "/api/v1/items/{item_id}/contributions", Class::Object(TABLE)),
    op(
        "POST",
        "/api/v1/items/{item_id}/contributions/preview",
        Class::Object(TABLE),
    )
    .with(LABEL),
    op("POST", "/api/v1/items/{item_id}/contributions", Class::Object(TABLE)).with(TEXT),
    op("GET", "/api/v1/items/{item_id}/actions", Class::Object(TABLE)),
    op("POST", "/api/v1/items/{item_id}/actions", Class::Object(TABLE)).with(ACTION),
    op("GET", "/api/v1/actions/{action_id}", Class::Object(TABLE)),
    op("GET", "/api/v1/actions/{action_id}/why", Class::Object(TABLE)),
    op("POST", "/api/v1/actions/{action_id}/acceptance", Class::Object(TABLE)),
    op("POST", "/api/v1/actions/{action_id}/declining", Class::Object(TABLE)).with(r#"{"reason":"no room"}"#),
    op("POST", "/api/v1/actions/{action_id}/progress", Class::Object(TABLE))
        .with(r#"{"state":"running","note":"begun"}"#),
    op("POST", "/api/v1/actions/{action_id}/approval", Class::Object(TABLE)),
    op("POST", "/api/v1/actions/{action_id}/cancellation", Class::Object(TABLE)),
    op("GET", "/api/v1/contributions/{contribution_id}", Class::Object(TABLE)),
    op(
        "GET",
        "/api/v1/contributions/{contribution_id}/receipts",
        Class::Object(TABLE),
    ),
    op(
        "PUT",
        "/api/v1/contributions/{contribution_id}/audience",
        Class::Object(TABLE),
    )
    .with(r#"{"audience":{"organisations":["{organisation_id}"],"persons":[]},"preview":"00"}"#),
    op(
        "PUT",
        "/api/v1/contributions/{contribution_id}/regime",
        Class::Object(TABLE),
    )
    .with(r#"{"regime":"professional_secrecy"}"#),
    op(
        "GET",
        "/api/v1/contributions/{contribution_id}/why",
        Class::Object(TABLE),
    ),
    op("GET", "/api/v1/access-log/records", Class::List(WATCH)),
    op("GET", "/api/v1/access-log/checkpoint", Class::Role(WATCH)),
    op("GET", "/api/v1/access-log/proofs/{record}", Class::Role(WATCH)),
    op(
        "GET",
        "/api/v1/access-log/persons/{account_id}/timeline",
        Class::Role(WATCH),
    ),
    op("GET", "/api/v1/access-log/objects/{alias}/timeline", Class::Role(WATCH)),
    op("GET", "/api/v1/access-log/worklist", Class::Role(WATCH)),
    op("GET", "/api/v1/access-log/export", Class::Role(WATCH)).asking("?format=csv&purpose=review"),
    op("GET", "/api/v1/access-log/reviews", Class::Role(WATCH)),
    op("POST", "/api/v1/access-log/reviews", Class::Role(WATCH))
        .with(r#"{"records":["{event_id}"],"finding":"in_order","note":"seen"}"#),
    op("GET", "/api/v1/access-log/reviews/{review_id}", Class::Object(WATCH)),
];

impl Operation {
    /// The body, with ids filled in.
    pub fn body(&self, ids: &Ids) -> Option<Value> {
        self.body.map(|body| serde_json::from_str(&ids.fill(body)).unwrap())
    }

    /// Asks for it: the address with these ids, the body with those.
    pub fn ask(&self, client: &Client, address: &Ids, body: &Ids) -> Answer {
        let path = address.fill(self.route) + self.query;
        if let Some(table) = self.table {
            let client = client.clone().with("content-type", "text/csv");
            return client.send(self.method, &path, Some(table.as_bytes()));
        }
        match self.body(body) {
            None => client.send(self.method, &path, None),
            Some(body) => client.clone().with("content-type", "application/json").send(
                self.method,
                &path,
                Some(json!(body).to_string().as_bytes()),
            ),
        }
    }

    /// Whether its address names an object.
    pub fn names_an_object(&self) -> bool {
        self.route.contains("_id}")
    }
}
