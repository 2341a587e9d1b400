//! What is hidden from somebody changes nothing for her: bytes, headers, and the statements asked of the database.

use crate::counting::Counted;
use crate::scene::{self, Newcomer, SecondLivc, TABLE, UNKNOWN};
use crate::support::{Client, Town};
use serde_json::json;
use std::collections::BTreeMap;

type Seen = BTreeMap<String, ((u16, BTreeMap<String, String>, String), Vec<String>)>;

/// Everything one can read, with what the server asked the database for it.
fn look(client: &Client, counted: &Counted, contributions: &[String]) -> Seen {
    let town = &counted.town;
    let (livc, meeting) = (town.livc(), town.meeting());
    let mut paths: Vec<String> = vec![
        "/me".into(),
        "/cases".into(),
        "/meetings".into(),
        "/livcs".into(),
        format!("/livcs/{livc}"),
        format!("/livcs/{livc}/seats"),
        format!("/livcs/{livc}/organisations"),
        format!("/meetings/{meeting}"),
        format!("/meetings/{meeting}/items"),
        format!("/meetings/{meeting}/items?limit=1"),
        format!("/meetings/{meeting}/why"),
        "/access-log/records".into(),
        "/access-log/checkpoint".into(),
        "/access-log/proofs/0".into(),
    ];
    for n in 0..2 {
        let (case, item) = (town.case(n), town.item(n));
        paths.push(format!("/cases/{case}"));
        paths.push(format!("/cases/{case}/why"));
        paths.push(format!("/items/{item}"));
        for part in [
            "invitations",
            "attendance",
            "contributions",
            "contributions?limit=1",
            "contributions?limit=200",
            "why",
            "why?act=item.open",
            "why?act=item.close",
            "why?act=item.contribute",
            "why?act=item.list_contributions",
        ] {
            paths.push(format!("/items/{item}/{part}"));
        }
    }
    for id in contributions.iter().map(String::as_str).chain([UNKNOWN]) {
        paths.push(format!("/contributions/{id}"));
        paths.push(format!("/contributions/{id}/why"));
        paths.push(format!("/contributions/{id}/receipts"));
        paths.push(format!("/contributions/{id}/why?act=contribution.raise_regime"));
        paths.push(format!("/items/{}/contributions?after={id}", town.item(0)));
    }
    let mut seen = Seen::new();
    for path in paths {
        counted.heard();
        let answer = client.get(&path);
        assert_ne!(answer.status, 401, "{path}");
        seen.insert(path, (answer.bytes(), counted.heard()));
    }
    seen
}

#[track_caller]
fn same(before: &Seen, after: &Seen, who: &str) {
    for (path, (bytes, statements)) in before {
        let (bytes_after, statements_after) = &after[path];
        assert_eq!(bytes, bytes_after, "{who} {path}");
        assert_eq!(statements, statements_after, "{who} {path}");
        assert!(statements.len() > 2, "{who} {path}: {statements:?}");
    }
}

/// The young people's worker and OCMW say what only they read; CLB says something under professional secrecy.
fn whisper(town: &Town, item: &str) -> Vec<String> {
    let (youth, ocmw, clb) = (town.as_("youth-worker"), town.as_("ocmw"), town.as_("clb"));
    let to_ocmw = scene::label(town, "discretion", &["ocmw"]);
    let to_youth = scene::label(town, "discretion", &["youth-worker"]);
    let to_both = scene::label(town, "official_secrecy", &["youth-worker", "ocmw"]);
    vec![
        scene::say(&youth, item, &to_ocmw, "a hidden word").expect(201).id(),
        scene::say(&ocmw, item, &to_youth, "another hidden word")
            .expect(201)
            .id(),
        scene::say(&clb, item, &to_both, "a third").expect(201).id(),
        scene::mark(&clb, item, "professional_secrecy").expect(201).id(),
        scene::mark(&youth, item, "discretion").expect(201).id(),
    ]
}

/// Ids that will belong to hidden contributions cannot be known before; they are looked up before and after all the
/// same, so the first look takes ids that nothing has.
fn renamed(seen: &Seen, ids: &[String]) -> Seen {
    let name = |path: &str| {
        ids.iter()
            .enumerate()
            .fold(path.to_owned(), |path, (n, id)| path.replace(id, &format!("#{n}")))
    };
    seen.iter().map(|(path, value)| (name(path), value.clone())).collect()
}

fn absent(count: usize) -> Vec<String> {
    (0..count)
        .map(|n| format!("01920000-0000-7000-8000-0000000{n:05}"))
        .collect()
}

#[test]
fn r34_refuses_police_any_change_of_bytes_or_statements_by_hidden_contributions() {
    let counted = Counted::start();
    let item = scene::open(&counted.town, 0, &TABLE);
    unmoved(&counted, &item, &["information-officer", "police-chief"]);
}

#[test]
fn r24_refuses_everybody_outside_the_audience_any_change_of_bytes_or_statements() {
    let counted = Counted::start();
    let item = scene::open(&counted.town, 0, &TABLE);
    unmoved(
        &counted,
        &item,
        &[
            "mayor",
            "coordinator",
            "secretary",
            "vdab",
            "caw",
            "auditor",
            "dpo",
            "operator",
        ],
    );
}

/// Looks at everything, lets others speak, and looks again: while the item is open and once it is closed.
fn unmoved(counted: &Counted, item: &str, people: &[&str]) {
    let town = &counted.town;
    let clients: Vec<(&str, Client)> = people.iter().map(|name| (*name, town.as_(name))).collect();
    unmoved_as(counted, item, &clients);
}

fn unmoved_as(counted: &Counted, item: &str, clients: &[(&str, Client)]) {
    let town = &counted.town;
    let unused = absent(5);
    let watches = |client: &Client| {
        // The log of the auditor does grow, by one's own looking if by nothing else: it has tests of its own.
        client.get("/access-log/checkpoint").status != 403
    };
    let mut before = Vec::new();
    for (_, client) in clients {
        look(client, counted, &unused);
        before.push(look(client, counted, &unused));
    }
    let list = format!("/items/{item}/contributions");
    let of_a_reader = town.as_("ocmw").get(&list).bytes();
    let hidden = whisper(town, item);
    assert_ne!(
        town.as_("ocmw").get(&list).bytes(),
        of_a_reader,
        "a reader does see them"
    );
    for ((name, client), before) in clients.iter().zip(&before) {
        let after = look(client, counted, &hidden);
        let (mut before, mut after) = (renamed(before, &unused), renamed(&after, &hidden));
        if watches(client) {
            before.retain(|path, _| !path.starts_with("/access-log"));
            after.retain(|path, _| !path.starts_with("/access-log"));
        }
        same(&before, &after, name);
    }
}

#[test]
fn r39_r40_refuses_an_absent_mayor_and_an_absent_coordinator_any_change_by_hidden_contributions() {
    let counted = Counted::start();
    let town = &counted.town;
    let item = town.item(0).to_string();
    let (livc, municipality) = (town.livc().to_string(), scene::organisation(town, "mayor"));
    let chair = Newcomer::seated(
        &town.as_("mayor"),
        town,
        "alderman",
        (&livc, &municipality, "mayor_rep"),
    );
    let other = Newcomer::seated(
        &town.as_("mayor"),
        town,
        "stand-in",
        (&livc, &municipality, "prevention_official"),
    );
    for newcomer in [&chair, &other] {
        scene::invite(town, &item, newcomer.seat.as_deref().unwrap());
    }
    town.go_to_the_meeting();
    for name in ["police-chief", "youth-worker", "clb", "ocmw"] {
        scene::attend(&town.as_(name), &item);
    }
    for newcomer in [&chair, &other] {
        scene::attend(&newcomer.client(), &item);
    }
    chair.client().act(&format!("/items/{item}/opening")).expect(200);
    scene::confirm_all(&chair.client(), &item);
    unmoved(
        &counted,
        &item,
        &["mayor", "coordinator", "secretary", "information-officer"],
    );
    let list = format!("/items/{item}/contributions");
    for name in ["mayor", "coordinator"] {
        let empty = town.as_(name).get(&list).expect(200);
        assert_eq!(empty.json["items"], json!([]), "{name}");
    }
}

#[test]
fn another_livc_moves_nothing() {
    let counted = Counted::start();
    let town = &counted.town;
    let second = SecondLivc::found(town);
    let item = scene::open(town, 0, &TABLE);
    let clients: Vec<(&str, Client)> = ["mayor", "coordinator", "clb"]
        .map(|name| (name, second.as_(name)))
        .into();
    unmoved_as(&counted, &item, &clients);
}

#[test]
fn r25_refuses_everybody_else_any_sign_of_a_marker() {
    let counted = Counted::start();
    let town = &counted.town;
    let item = scene::open(town, 0, &TABLE);
    let to_all = scene::label(town, "discretion", &["ocmw", "clb", "mayor"]);
    scene::say(&town.as_("youth-worker"), &item, &to_all, "what all of them read").expect(201);
    let others: Vec<&str> = TABLE.into_iter().filter(|name| *name != "clb").collect();
    let before: Vec<Seen> = others
        .iter()
        .map(|name| {
            look(&town.as_(name), &counted, &[]);
            look(&town.as_(name), &counted, &[])
        })
        .collect();
    scene::mark(&town.as_("clb"), &item, "professional_secrecy").expect(201);
    for (name, before) in others.iter().zip(&before) {
        same(before, &look(&town.as_(name), &counted, &[]), name);
    }
    let own = town.as_("clb").get(&format!("/items/{item}/contributions")).expect(200);
    assert_eq!(own.json["items"].as_array().unwrap().len(), 2);
}
