//! A village that founds its LIVC R on a Monday morning, through the API alone.

use crate::scene::Newcomer;
use crate::support::{Answer, Client, Town};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// NIS code of the municipality the village borrows.
pub const VILLAGE: &str = "71004";

/// Name, function, kind of organisation.
const PEOPLE: [(&str, &str, &str); 13] = [
    ("mayor", "mayor", "municipality"),
    ("police-chief", "police_chief", "police_zone"),
    ("information-officer", "police_rep", "police_zone"),
    ("coordinator", "prevention_official", "municipality"),
    ("secretary", "secretary", "municipality"),
    ("clb", "social_actor", "clb"),
    ("ocmw", "social_actor", "ocmw"),
    ("caw", "social_actor", "caw"),
    ("youth-worker", "social_actor", "youth_work"),
    ("vdab", "social_actor", "vdab"),
    ("justice-assistant", "social_actor", "justice_house"),
    ("auditor", "auditor", "municipality"),
    ("dpo", "dpo", "municipality"),
];

/// The village, its LIVC R active.
pub struct Village<'t> {
    /// The town whose server it shares.
    pub town: &'t Town,
    /// Its LIVC R.
    pub livc: String,
    people: BTreeMap<&'static str, Newcomer<'t>>,
    organisations: BTreeMap<&'static str, String>,
}

impl<'t> Village<'t> {
    /// Founds it: territory, organisations, people with their mandates, activation.
    pub fn found(town: &'t Town) -> Self {
        let body = json!({
            "name": "LIVC R Vijfhuizen (fictitious)",
            "municipalities": [
                {"nis": VILLAGE, "decided_on": "2026-11-02", "decision_reference": "college of 2 November, fictitious"}
            ],
            "notice_days": 2,
        });
        let mut village = Self {
            town,
            livc: town.as_("operator").post("/livcs", body).expect(201).id(),
            people: BTreeMap::new(),
            organisations: BTreeMap::new(),
        };
        for (name, function, kind) in PEOPLE {
            village.welcome(&town.as_("operator"), name, function, kind);
        }
        village
            .as_("mayor")
            .act(&format!("/livcs/{}/activation", village.livc))
            .expect(200);
        village
    }

    /// Opens an account and gives a seat; who is no core member gets a mandate with it.
    pub fn welcome(&mut self, by: &Client<'t>, name: &'static str, function: &str, kind: &'static str) {
        let organisation = self.organisation_of(kind);
        let to = (self.livc.as_str(), organisation.as_str(), function);
        let mut newcomer = Newcomer::enrol(self.town, &format!("village-{name}"));
        newcomer.take_seat(by, to, &mandate(function)).expect(201);
        self.people.insert(name, newcomer);
    }

    /// An organisation of a kind, added when it is asked for first.
    fn organisation_of(&mut self, kind: &'static str) -> String {
        let (town, livc) = (self.town, self.livc.clone());
        let add = || {
            let body = json!({"name": format!("Vijfhuizen {kind}"), "kind": kind});
            let path = format!("/livcs/{livc}/organisations");
            town.as_("operator").post(&path, body).expect(201).id()
        };
        self.organisations.entry(kind).or_insert_with(add).clone()
    }

    /// The id of an organisation.
    pub fn organisation(&self, kind: &str) -> &str {
        &self.organisations[kind]
    }

    /// Somebody, signed in.
    pub fn as_(&self, name: &str) -> Client<'t> {
        self.people[name].client()
    }

    /// Somebody's seat.
    pub fn seat(&self, name: &str) -> &str {
        self.people[name].seat.as_ref().unwrap()
    }

    /// Somebody's account.
    pub fn account(&self, name: &str) -> &str {
        &self.people[name].account
    }

    /// Prepares a meeting and its items, each a case with its circle, and lets the mayor convene it.
    pub fn convene(&self, by: &str, starts_at: &str, agenda: &[(&str, &[&str])]) -> (String, Vec<String>) {
        let preparing = self.as_(by);
        let body = json!({"starts_at": starts_at, "place": "Town hall, room 1"});
        let meeting = preparing.post("/meetings", body).expect(201).id();
        let mut items = Vec::new();
        for (case, circle) in agenda {
            let path = format!("/meetings/{meeting}/items");
            let item = preparing.post(&path, json!({"case_id": case})).expect(201).id();
            for name in *circle {
                let reason = "can contribute to the follow-up from this function";
                let body = json!({"seat_id": self.seat(name), "contribution_reason": reason});
                preparing.post(&format!("/items/{item}/invitations"), body).expect(201);
            }
            items.push(item);
        }
        self.as_("mayor")
            .post(&format!("/meetings/{meeting}/convocation"), json!({}))
            .expect(200);
        (meeting, items)
    }

    /// Everybody acknowledges the secrecy, checks in; the mayor opens and confirms.
    pub fn sit_down(&self, item: &str, table: &[&str]) {
        for name in table {
            crate::scene::attend(&self.as_(name), item);
        }
        let mayor = self.as_("mayor");
        mayor.act(&format!("/items/{item}/opening")).expect(200);
        crate::scene::confirm_all(&mayor, item);
    }

    /// Proposes an action in an open item.
    pub fn propose(&self, by: &str, item: &str, kind: &str, more: &Value) -> Answer {
        let mut body = json!({
            "life_domain": "social_context",
            "kind": "guidance",
            "text": "a weekly conversation with a familiar face",
            "organisation_id": self.organisation(kind),
            "due_on": "2026-12-18",
        });
        for (name, value) in more.as_object().unwrap() {
            body[name.as_str()] = value.clone();
        }
        self.as_(by).post(&format!("/items/{item}/actions"), body)
    }
}

/// The mandate that comes with a seat: social actors need one, others do not (R05).
fn mandate(function: &str) -> Value {
    if function != "social_actor" {
        return json!({});
    }
    json!({"mandate": {
        "legal_reference_id": "livcr-2018-art3-1@2018-09-24",
        "document_reference": "letter of the director, fictitious",
        "valid_from": "2026-11-23",
    }})
}
