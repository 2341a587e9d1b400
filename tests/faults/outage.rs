//! What an outage looks like from outside: nothing is told, nothing acknowledged is lost, and it ends by itself.

use crate::books::{Books, Unsure, pause, until};
use crate::load::{CANARY, busy, marker, new_key, text};
use crate::log_holds::log_holds;
use crate::server::{Answer, Installation, Server};
use serde_json::json;
use std::sync::OnceLock;
use std::time::Duration;

/// How soon all must be well again, once the cause is gone.
const SOON: Duration = Duration::from_secs(10);

/// Insists that an answer is a bare 503.
pub fn tells_nothing(answer: &Answer) {
    static FIRST: OnceLock<String> = OnceLock::new();
    assert_eq!(
        (answer.status, answer.media.as_str()),
        (503, "application/problem+json"),
        "{}",
        answer.text
    );
    assert_eq!(answer.json["type"], "/problems/unavailable", "{}", answer.text);
    let members: Vec<_> = answer.json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(members, ["detail", "status", "title", "type"], "{}", answer.text);
    assert_eq!(
        &answer.text,
        FIRST.get_or_init(|| answer.text.clone()),
        "it depends on what was asked"
    );
    assert!(!answer.text.contains(CANARY), "{}", answer.text);
}

/// Asks for everything while nothing can be recorded: reads, refusals and changes alike.
pub fn nothing_works(installation: &Installation, server: &Server, books: &mut Books) {
    let (item, meeting) = (&installation.town.items[0], &installation.town.meeting);
    let readers = installation.town.people["ocmw"]
        .organisation
        .clone()
        .unwrap()
        .to_string();
    let reads = [
        ("mayor", "/me".to_owned()),
        ("mayor", format!("/items/{item}")),
        ("mayor", format!("/items/{item}/attendance")),
        ("ocmw", format!("/items/{item}/contributions")),
        ("coordinator", "/meetings".to_owned()),
        ("coordinator", format!("/meetings/{meeting}/items")),
        ("clb", "/me/access-records".to_owned()),
        ("clb", format!("/items/{item}/why")),
        ("auditor", "/access-log/records".to_owned()),
        // Refused with a rule, and concealed, when there is no outage.
        ("auditor", format!("/items/{item}")),
        ("vdab", format!("/items/{item}")),
    ];
    let key = new_key();
    let path = format!("/items/{item}/contributions");
    let changes = [
        ("youth-worker", format!("{path}/preview"), text(&readers), None),
        ("clb", path.clone(), marker(), Some(key.as_str())),
        ("coordinator", format!("/items/{item}/check-out"), json!({}), None),
        ("police-chief", format!("/items/{item}/check-in"), json!({}), None),
    ];
    std::thread::scope(|threads| {
        for (who, path) in reads {
            threads.spawn(move || tells_nothing(&installation.caller(server, who).get(&path).unwrap()));
        }
        for (who, path, body, key) in changes {
            threads.spawn(move || tells_nothing(&installation.caller(server, who).post(&path, &body, key).unwrap()));
        }
    });
    books.unsure.push(Unsure {
        who: "clb",
        path,
        body: marker(),
        key,
    });
}

/// Whether the server shows an item.
pub fn works(installation: &Installation, server: &Server) -> bool {
    let item = &installation.town.items[0];
    let answer = installation
        .caller(server, "mayor")
        .get(&format!("/items/{item}"))
        .unwrap();
    if answer.status == 503 {
        tells_nothing(&answer);
        return false;
    }
    assert_eq!(answer.status, 200, "{}", answer.text);
    true
}

/// Breaks something under load, looks at what people are told, mends it, and waits until all is well.
pub fn break_and_mend<T>(
    installation: &Installation,
    server: &mut Server,
    break_it: impl FnOnce(&Server) -> T,
    mend_it: impl FnOnce(&Server, T),
) {
    let (before, mut books, mut asked) = (installation.records(), Books::default(), Books::default());
    busy(installation, server, &mut books, |server| {
        pause(Duration::from_millis(300));
        let broken = break_it(server);
        nothing_works(installation, server, &mut asked);
        mend_it(server, broken);
        until("it works again", SOON, || works(installation, server));
        pause(Duration::from_millis(300));
    });
    assert!(server.lives(), "{}", installation.reports());
    books.add(asked);
    balances(installation, server, books, before);
}

/// Settles the books and holds them against the database and its log.
pub fn balances(installation: &Installation, server: &mut Server, mut books: Books, before: usize) {
    assert_eq!(books.lost, 0, "nothing came back: {}", installation.reports());
    assert!(books.unavailable > 0, "nobody noticed");
    assert!(books.contributions.len() > 3, "{}", books.contributions.len());
    books.settle(installation, server);
    server.kill();
    books.balance(installation, before);
    let recorded = log_holds(&mut installation.db(), &installation.keys);
    let unrecorded: Vec<_> = books.answered.difference(&recorded).collect();
    assert!(unrecorded.is_empty(), "answered without a record: {unrecorded:?}");
}
