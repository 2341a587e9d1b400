//! Four people at once: one writes texts, one leaves markers, one walks in and out, one reads.

use crate::books::{Books, Unsure, WALKER};
use crate::outage;
use crate::server::{Answer, Caller, Installation, Server};
use livc::clock::{self, Clock};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};

/// A word that stands in every text, and may stand in no refusal.
pub const CANARY: &str = "KANARIE";

/// Keeps everybody busy while `meanwhile` happens, then gathers their books.
pub fn busy<T>(
    installation: &Installation,
    server: &mut Server,
    books: &mut Books,
    meanwhile: impl FnOnce(&mut Server) -> T,
) -> T {
    let over = AtomicBool::new(false);
    let client = |who: &'static str, server: &Server, walker: Option<bool>| Client {
        who,
        caller: installation.caller(server, who),
        item: installation.town.items[0].to_string(),
        readers: installation.town.people["ocmw"]
            .organisation
            .clone()
            .unwrap()
            .to_string(),
        books: Books {
            walker,
            ..Books::default()
        },
    };
    let clients = [
        (
            client("youth-worker", server, None),
            Client::write as fn(&mut Client) -> Option<()>,
        ),
        (client("clb", server, None), Client::mark),
        (client(WALKER, server, books.walker), Client::walk),
        (client("mayor", server, None), Client::read),
    ];
    let (outcome, all) = std::thread::scope(|threads| {
        let running: Vec<_> = clients
            .into_iter()
            .map(|(mut client, step)| {
                let over = &over;
                threads.spawn(move || {
                    // Whoever gets no answer goes home.
                    while !over.load(Ordering::SeqCst) && step(&mut client).is_some() {}
                    client
                })
            })
            .collect();
        let outcome = {
            // Also when something is wrong: everybody goes home, and the test ends.
            let _home = Home(&over);
            meanwhile(server)
        };
        let all: Vec<_> = running.into_iter().map(|client| client.join().unwrap()).collect();
        (outcome, all)
    });
    for client in all {
        if client.who == WALKER {
            books.walker = client.books.walker;
        }
        books.add(client.books);
    }
    outcome
}

struct Home<'a>(&'a AtomicBool);

impl Drop for Home<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

struct Client {
    who: &'static str,
    caller: Caller,
    item: String,
    readers: String,
    books: Books,
}

impl Client {
    fn write(&mut self) -> Option<()> {
        let mut body = text(&self.readers);
        let preview = self
            .caller
            .post(&format!("/items/{}/contributions/preview", self.item), &body, None);
        let preview = self.heard(preview)?;
        if preview.status == 200 {
            // Letters only: a row of digits may look like a telephone number, and would be asked about.
            let word: String = new_key().chars().filter_map(letter).collect();
            body["text"] = Value::from(format!("{CANARY} {word}"));
            body["preview"] = preview.json["preview"].clone();
            self.contribute(body)?;
        }
        Some(())
    }

    fn mark(&mut self) -> Option<()> {
        self.contribute(marker())
    }

    fn contribute(&mut self, body: Value) -> Option<()> {
        let (path, key) = (format!("/items/{}/contributions", self.item), new_key());
        let answer = self.caller.post(&path, &body, Some(&key));
        let kept = answer.as_ref().is_some_and(|answer| answer.status == 201);
        if !kept {
            self.books.unsure.push(Unsure {
                who: self.who,
                path,
                body,
                key,
            });
        }
        let answer = self.heard(answer)?;
        assert!(kept || answer.status == 503, "{}", answer.text);
        if kept {
            self.books
                .contributions
                .insert(answer.json["id"].as_str().unwrap().to_owned());
        }
        Some(())
    }

    fn walk(&mut self) -> Option<()> {
        let inside = self.books.walker != Some(true);
        let way = if inside { "check-in" } else { "check-out" };
        self.books.walker = None;
        let answer = self
            .caller
            .post(&format!("/items/{}/{way}", self.item), &json!({}), None);
        let answer = self.heard(answer)?;
        assert!([200, 503].contains(&answer.status), "{}", answer.text);
        self.books.walker = (answer.status == 200).then_some(inside);
        Some(())
    }

    fn read(&mut self) -> Option<()> {
        for path in [
            "/me".to_owned(),
            format!("/items/{}", self.item),
            format!("/items/{}/contributions", self.item),
        ] {
            let answer = self.caller.get(&path);
            let answer = self.heard(answer)?;
            assert!([200, 503].contains(&answer.status), "{}", answer.text);
        }
        Some(())
    }

    /// Enters an answer in the books; only an outage may go unrecorded, and it may tell nothing.
    fn heard(&mut self, answer: Option<Answer>) -> Option<Answer> {
        let Some(answer) = answer else {
            self.books.lost += 1;
            return None;
        };
        if answer.status == 503 {
            outage::tells_nothing(&answer);
            self.books.unavailable += 1;
        } else {
            assert!([200, 201].contains(&answer.status), "{} {}", answer.status, answer.text);
            self.books.answered.insert(answer.request.clone());
        }
        Some(answer)
    }
}

/// Hexadecimal digits as letters; nothing else.
fn letter(digit: char) -> Option<char> {
    let value = u8::try_from(digit.to_digit(16)?).ok()?;
    Some(char::from(b'g' + value))
}

/// A text for the people of one organisation, still without its words.
pub fn text(readers: &str) -> Value {
    json!({ "regime": "discretion", "form": "recorded", "audience": { "organisations": [readers] } })
}

/// A marker under professional secrecy.
pub fn marker() -> Value {
    json!({ "regime": "professional_secrecy", "form": "spoken" })
}

/// A key nobody used before.
pub fn new_key() -> String {
    clock::new_id(Clock::System.now())
}
