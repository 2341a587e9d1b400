//! Scenes that tests begin in: a consultation that is open, somebody who has just got a seat, a second LIVC R.

use crate::support::{Answer, Client, Town};
use chrono::{DateTime, TimeDelta, Utc};
use livc::cli::demo::key::{Key, code_of};
use livc::clock::today_in_brussels;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// An id of the right form that nothing has.
pub const UNKNOWN: &str = "01920000-0000-7000-8000-00000000abcd";
/// Everybody who sits at the table of the first item.
pub const TABLE: [&str; 7] = [
    "mayor",
    "police-chief",
    "coordinator",
    "information-officer",
    "youth-worker",
    "clb",
    "ocmw",
];
/// The three core seats.
pub const CORE: [&str; 3] = ["mayor", "police-chief", "coordinator"];
/// A password that nobody would guess; accounts of tests share it.
const PASSWORD: &str = "5f1d9c0a7be24e6813d2 of a test";

/// Acknowledges the secrecy of the consultation and checks in.
pub fn attend(client: &Client, item: &str) {
    acknowledge(client, item).expect(200);
    client.act(&format!("/items/{item}/check-in")).expect(200);
}

/// Acknowledges the secrecy of the consultation.
pub fn acknowledge(client: &Client, item: &str) -> Answer {
    client.post(
        &format!("/items/{item}/acknowledgement"),
        json!({"text_version": "2026-1"}),
    )
}

/// The chair confirms everybody who checked in.
pub fn confirm_all(chair: &Client, item: &str) {
    let path = format!("/items/{item}/attendance");
    for line in chair.get(&path).expect(200).json.as_array().unwrap() {
        if line["checked_out_at"].is_null() {
            let id = line["id"].as_str().unwrap();
            chair.act(&format!("{path}/{id}/confirmation")).expect(200);
        }
    }
}

/// Goes to the hour of the meeting and opens an item of it, with these people at the table.
pub fn open(town: &Town, n: usize, table: &[&str]) -> String {
    let item = town.item(n).to_string();
    town.go_to_the_meeting();
    sit_down(town, &item, table);
    item
}

/// These people sit down at an item of a meeting whose hour has come; the mayor opens it and confirms them.
pub fn sit_down(town: &Town, item: &str, table: &[&str]) {
    for name in table {
        attend(&town.as_(name), item);
    }
    let mayor = town.as_("mayor");
    mayor.act(&format!("/items/{item}/opening")).expect(200);
    confirm_all(&mayor, item);
}

/// Convenes, in a hurry, another meeting on a case with these people, and goes to its hour.
pub fn another_item(town: &Town, case: &str, circle: &[&str]) -> String {
    let starts_at = town.now() + TimeDelta::days(1);
    let coordinator = town.as_("coordinator");
    let body = json!({"starts_at": starts_at, "place": "Town hall, room 1"});
    let meeting = coordinator.post("/meetings", body).expect(201).id();
    let path = format!("/meetings/{meeting}/items");
    let item = coordinator.post(&path, json!({"case_id": case})).expect(201).id();
    for name in circle {
        let body = json!({"seat_id": town.seat(name).as_str(), "contribution_reason": "can contribute"});
        coordinator
            .post(&format!("/items/{item}/invitations"), body)
            .expect(201);
    }
    let reason = json!({"urgency_reason": "a test cannot wait"});
    town.as_("mayor")
        .post(&format!("/meetings/{meeting}/convocation"), reason)
        .expect(200);
    town.wait(TimeDelta::days(1));
    item
}

/// The organisation of one of the people.
pub fn organisation(town: &Town, name: &str) -> String {
    town.person(name).organisation.as_ref().unwrap().to_string()
}

/// The label of a text for these people, each by organisation.
pub fn label(town: &Town, regime: &str, audience: &[&str]) -> Value {
    let organisations: Vec<String> = audience.iter().map(|name| organisation(town, name)).collect();
    json!({
        "regime": regime,
        "form": "recorded",
        "declared_not_secret": true,
        "audience": {"organisations": organisations},
    })
}

/// Asks who would read it.
pub fn preview(client: &Client, item: &str, label: &Value) -> Answer {
    client.post(&format!("/items/{item}/contributions/preview"), label.clone())
}

/// Contributes a text, for the readers of its preview.
pub fn say(client: &Client, item: &str, label: &Value, text: &str) -> Answer {
    let previewed = preview(client, item, label).expect(200).json["preview"].clone();
    let mut body = label.clone();
    body["preview"] = previewed;
    body["text"] = text.into();
    client.post(&format!("/items/{item}/contributions"), body)
}

/// Contributes a marker: something was said.
pub fn mark(client: &Client, item: &str, regime: &str) -> Answer {
    client.post(
        &format!("/items/{item}/contributions"),
        json!({"regime": regime, "form": "spoken"}),
    )
}

/// An action to propose for the organisation of one of the people.
pub fn action(town: &Town, for_whom: &str) -> Value {
    let due_on = (today_in_brussels(town.now()) + TimeDelta::days(30)).to_string();
    json!({
        "life_domain": "social_context",
        "kind": "guidance",
        "text": "a weekly conversation at the youth centre",
        "organisation_id": organisation(town, for_whom),
        "due_on": due_on,
    })
}

/// Somebody proposes an action for an organisation at the table.
pub fn propose(town: &Town, who: &str, item: &str, for_whom: &str) -> Answer {
    town.as_(who)
        .post(&format!("/items/{item}/actions"), action(town, for_whom))
}

/// Somebody agrees to an action for her own organisation.
pub fn agree(town: &Town, who: &str, item: &str) -> Answer {
    propose(town, who, item, who)
}

/// The secretary enters a listing that was signed on paper today, of a case the coordinator has just prepared.
pub fn enter_listing(town: &Town) -> Answer {
    let body = json!({"purpose": "terrorism_prevention", "municipality": "73028", "territorial_link": "stay"});
    let case = town.as_("coordinator").post("/cases", body).expect(201).id();
    let signed = json!({
        "kind": "listing",
        "object_id": case,
        "document_reference": "BB/2026/014",
        "signed_on": town.now().date_naive().to_string(),
        "reason": "two independent sources",
    });
    town.as_("secretary").post("/paper-acts", signed)
}

/// Somebody with an account that a test opened.
pub struct Newcomer<'t> {
    town: &'t Town,
    /// How to sign in.
    pub key: Key,
    /// The account.
    pub account: String,
    /// The seat.
    pub seat: Option<String>,
    token: RefCell<Option<(String, DateTime<Utc>)>>,
}

impl<'t> Newcomer<'t> {
    /// Opens and activates an account; it has no seat.
    pub fn enrol(town: &'t Town, login: &str) -> Self {
        let body = json!({"login": login, "display_name": format!("{login} (fictitious)")});
        let opened = town.as_("operator").post("/accounts", body).expect(201);
        let enrolment = json!({
            "login": login,
            "enrolment_code": opened.json["enrolment_code"],
            "password": PASSWORD,
        });
        let enrolled = town.nobody().post("/accounts/enrolment", enrolment).expect(201);
        Self {
            town,
            key: Key {
                login: login.to_owned(),
                password: PASSWORD.to_owned(),
                totp_secret: enrolled.json["totp_secret"].as_str().unwrap().to_owned(),
            },
            account: opened.id(),
            seat: None,
            token: RefCell::default(),
        }
    }

    /// Opens an account, to which somebody of a LIVC R gives a seat.
    pub fn seated(by: &Client<'t>, town: &'t Town, login: &str, to: (&str, &str, &str)) -> Self {
        let mut newcomer = Self::enrol(town, login);
        newcomer.take_seat(by, to, &json!({})).expect(201);
        newcomer
    }

    /// Asks for a seat of a LIVC R, for an organisation, in a function; `more` goes into the request.
    pub fn take_seat(&mut self, by: &Client, to: (&str, &str, &str), more: &Value) -> Answer {
        let (livc, organisation, function) = to;
        let today = self.town.now().date_naive();
        let mut body = json!({
            "account_id": self.account,
            "organisation_id": organisation,
            "function": function,
            "valid_from": today.to_string(),
        });
        if function.starts_with("mayor") {
            let own = self.town.as_("operator").get(&format!("/livcs/{livc}")).expect(200);
            body["municipality"] = own.json["municipalities"][0]["nis"].clone();
        }
        if function.starts_with("police") {
            body["clearance"] = json!({
                "level": "geheim",
                "expires_on": (today + TimeDelta::days(900)).to_string(),
                "checked_by": "a test",
                "checked_on": today.to_string(),
            });
        }
        if function == "social_actor" {
            body["mandate"] = mandate(&today.to_string(), None);
        }
        for (name, value) in more.as_object().unwrap() {
            body[name.as_str()] = value.clone();
        }
        let answer = by.post(&format!("/livcs/{livc}/seats"), body);
        self.seat = answer.json["id"].as_str().map(ToOwned::to_owned);
        answer
    }

    /// What to send to sign in at this moment.
    pub fn evidence(&self) -> Value {
        let code = code_of(&self.key, self.town.now()).unwrap();
        json!({"login": self.key.login, "password": self.key.password, "code": code})
    }

    /// A client who is signed in. Whoever holds one seat acts in it.
    pub fn client(&self) -> Client<'t> {
        let now = self.town.now();
        let mut token = self.token.borrow_mut();
        if token.as_ref().is_none_or(|(_, until)| now >= *until) {
            let answer = self.town.nobody().post("/sessions", self.evidence()).expect(201);
            let text = answer.json["access_token"].as_str().unwrap().to_owned();
            *token = Some((text, now + TimeDelta::minutes(4)));
        }
        let (text, _) = token.as_ref().unwrap();
        Client::new(self.town, Some(text.clone()))
    }
}

/// A mandate from one day to another, or without end.
pub fn mandate(from: &str, until: Option<&str>) -> Value {
    json!({
        "legal_reference_id": "fl-2021-05-21@2021-07-19",
        "document_reference": "letter of a director, fictitious",
        "valid_from": from,
        "valid_until": until,
    })
}

/// Invites a seat to an item that was convened already, and sends the invitation.
pub fn invite(town: &Town, item: &str, seat: &str) -> String {
    let body = json!({"seat_id": seat, "contribution_reason": "can contribute from this function"});
    let path = format!("/items/{item}/invitations");
    let id = town.as_("coordinator").post(&path, body).expect(201).id();
    town.as_("mayor").act(&format!("{path}/{id}/sending")).expect(200);
    id
}

/// A second LIVC R, elsewhere, of two municipalities: its people have the functions of those of the first.
pub struct SecondLivc<'t> {
    town: &'t Town,
    /// Its id.
    pub livc: String,
    /// Its people, by the names of the first town.
    pub people: BTreeMap<&'static str, Newcomer<'t>>,
    /// Its organisations, by the same names.
    pub organisations: BTreeMap<&'static str, String>,
    by_kind: BTreeMap<&'static str, String>,
}

/// NIS code of a municipality that is not in the first LIVC R.
pub const ELSEWHERE: &str = "71004";
/// And of its neighbour.
pub const ELSEWHERE_TOO: &str = "71016";

const SECOND: [(&str, &str, &str); 9] = [
    ("mayor", "mayor", "municipality"),
    ("police-chief", "police_chief", "police_zone"),
    ("information-officer", "police_rep", "police_zone"),
    ("coordinator", "prevention_official", "municipality"),
    ("secretary", "secretary", "municipality"),
    ("clb", "social_actor", "clb"),
    ("youth-worker", "social_actor", "youth_work"),
    ("auditor", "auditor", "municipality"),
    ("dpo", "dpo", "municipality"),
];

impl<'t> SecondLivc<'t> {
    /// Sets it up through the API, with all its people, and activates it.
    pub fn found(town: &'t Town) -> Self {
        let names: Vec<&str> = SECOND.iter().map(|(name, ..)| *name).collect();
        let second = Self::draft(town, &names);
        let path = format!("/livcs/{}/activation", second.livc);
        second.as_("mayor").act(&path).expect(200);
        second
    }

    /// Sets it up through the API, with some of its people.
    pub fn draft(town: &'t Town, names: &[&str]) -> Self {
        let municipality = |nis| json!({"nis": nis, "decided_on": "2026-01-05", "decision_reference": "none, a test"});
        let body = json!({
            "name": "LIVC R Elders (fictitious)",
            "municipalities": [municipality(ELSEWHERE), municipality(ELSEWHERE_TOO)],
            "presiding": ELSEWHERE,
            "notice_days": 5,
        });
        let mut second = Self {
            town,
            livc: town.as_("operator").post("/livcs", body).expect(201).id(),
            people: BTreeMap::new(),
            organisations: BTreeMap::new(),
            by_kind: BTreeMap::new(),
        };
        for name in names {
            second.appoint(name);
        }
        second
    }

    /// Gives one of its people an account and a seat.
    pub fn appoint(&mut self, wanted: &str) {
        let (name, function, kind) = *SECOND.iter().find(|(name, ..)| *name == wanted).unwrap();
        let (operator, livc) = (self.town.as_("operator"), &self.livc);
        let organisation: &String = self.by_kind.entry(kind).or_insert_with(|| {
            let body = json!({"name": format!("Elders {kind}"), "kind": kind});
            operator
                .post(&format!("/livcs/{livc}/organisations"), body)
                .expect(201)
                .id()
        });
        let to = (livc.as_str(), organisation.as_str(), function);
        let person = Newcomer::seated(&operator, self.town, &format!("second-{name}"), to);
        self.organisations.insert(name, organisation.clone());
        self.people.insert(name, person);
    }

    /// One of its people, signed in.
    pub fn as_(&self, name: &str) -> Client<'t> {
        self.people[name].client()
    }
}
