//! The names of an opening inventory go into the vault and nowhere else: no table, no record, no answer shows one.

use crate::looking;
use crate::support::{Answer, Town};
use data_encoding::HEXLOWER;

const EXAMPLE: &str = include_str!("../../../docs/opening-inventory-example.csv");
/// The people of the example: they are invented.
const NAMES: [&str; 6] = [
    "Fictiefmans",
    "Verzonnens",
    "Bedachtmans",
    "Nergensveld",
    "Proefpersoon",
    "Denkbeeldig",
];

fn hand_in(town: &Town, query: &str, file: &str) -> Answer {
    let path = format!("/api/v1/livcs/{}/opening-inventory{query}", town.livc());
    let client = town.as_("coordinator").with("content-type", "text/csv");
    client.send("POST", &path, Some(file.as_bytes()))
}

#[track_caller]
fn none_in(text: &str, place: &str) {
    let text = text.to_lowercase();
    for name in NAMES {
        let plain = name.to_lowercase();
        // A dump shows bytes as hexadecimal digits.
        let hex = [HEXLOWER.encode(name.as_bytes()), HEXLOWER.encode(plain.as_bytes())];
        assert!(!text.contains(&plain), "{name} in {place}");
        assert!(
            !hex.iter().any(|hex| text.contains(hex)),
            "the bytes of {name} in {place}"
        );
    }
}

fn nowhere(town: &Town, when: &str) {
    none_in(&format!("{:?}", looking::stored(town)), &format!("a table {when}"));
    none_in(&looking::leaves(town).join("\n"), &format!("a record {when}"));
    for name in town.seed.people.keys() {
        for path in [
            format!("/livcs/{}/opening-inventory", town.livc()),
            "/cases".to_owned(),
            "/meetings".to_owned(),
            "/me".to_owned(),
        ] {
            none_in(&town.as_(name).get(&path).text, &format!("what {name} reads {when}"));
        }
    }
    none_in(&town.nobody().page("/metrics").expect(200).text, "the counters");
}

#[test]
fn r35_refuses_a_name_any_place_but_the_vault() {
    for name in NAMES {
        assert!(EXAMPLE.contains(name), "{name}");
    }
    let town = Town::start();
    let faulty = EXAMPLE
        .replace("03/06/2024", "yesterday")
        .replace("Voorbeeldstad caw", "Elders");
    none_in(&hand_in(&town, "", &faulty).refused(422, "R56").text, "a refusal");
    none_in(&hand_in(&town, "?check=true", EXAMPLE).expect(200).text, "a check");
    let headless: String = EXAMPLE.split_inclusive('\n').skip(1).collect();
    none_in(
        &hand_in(&town, "", &headless).refused(422, "R56").text,
        "a refusal of a file without header",
    );
    none_in(&hand_in(&town, "", EXAMPLE).expect(201).text, "what was handed in");
    nowhere(&town, "while it waits");
    let path = format!("/livcs/{}/opening-inventory/confirmation", town.livc());
    none_in(&town.as_("mayor").act(&path).expect(200).text, "what was taken over");
    nowhere(&town, "once it is taken over");
    town.number_the_log();
    nowhere(&town, "once it is numbered");
}

#[test]
fn a_name_in_a_table_would_be_found() {
    let found = |text: String| std::panic::catch_unwind(move || none_in(&text, "here")).is_err();
    assert!(found("x FICTIEFMANS y".into()));
    assert!(found(format!("X'{}'", HEXLOWER.encode(b"Fictiefmans").to_uppercase())));
    assert!(!found("nobody".into()));
}
