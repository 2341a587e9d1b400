//! `docs/rules-status.md` says of every rule how far it is carried and which tests prove it.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::policy::{Lang, matrix};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules-status.md");

/// Set to write the file anew instead of comparing it.
const UPDATE: &str = "LIVC_UPDATE";

const OPENING: &str = "\
# How far each rule is carried

Written by a test from `src/policy/status.rs` and from the names of the tests; do not edit by hand. A test named
`r24_permits_…` proves what the rule must allow, one named `r24_refuses_…` what it must refuse; a name may cite
several rules. *Enforced* covers what exists in this version, *partly* says what is missing, *open* is not enforced.

";

/// Names of the tests that prove a rule.
#[derive(Default)]
struct Proof {
    permits: BTreeSet<String>,
    refuses: BTreeSet<String>,
}

fn proofs() -> BTreeMap<&'static str, Proof> {
    let mut proofs: BTreeMap<&str, Proof> = BTreeMap::new();
    for file in ["src", "tests"]
        .iter()
        .flat_map(|folder| rust_files(&Path::new(ROOT).join(folder)))
    {
        let text = std::fs::read_to_string(&file).unwrap();
        for name in test_names(&text) {
            let (rules, said) = cited(name);
            for rule in rules {
                let proof = proofs.entry(rule.id()).or_default();
                if said.starts_with("permits_") {
                    proof.permits.insert(name.to_owned());
                } else if said.starts_with("refuses_") {
                    proof.refuses.insert(name.to_owned());
                }
            }
        }
    }
    proofs
}

/// Every Rust file below a folder, or none where the folder is missing.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The names of functions that carry a test attribute and begin with a rule.
fn test_names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim_start) {
        let declared = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        match declared.and_then(|rest| rest.split_once('(')) {
            Some((name, _)) if is_test && !cited(name).0.is_empty() => names.push(name),
            Some(_) | None => {}
        }
        is_test = match line {
            attribute if attribute.starts_with("#[") => {
                is_test || attribute.contains("test]") || attribute.contains("test(")
            }
            comment if comment.starts_with("//") => is_test,
            _ => false,
        };
    }
    names
}

/// The rules a name cites, and the rest of it: `r24_r46_permits_x` cites two.
fn cited(name: &str) -> (Vec<Rule>, &str) {
    let mut rules = Vec::new();
    let mut rest = name;
    while let Some((head, tail)) = rest.split_once('_') {
        let Some(rule) = head
            .starts_with('r')
            .then(|| Rule::from_code(&head.to_uppercase()))
            .flatten()
        else {
            break;
        };
        rules.push(rule);
        rest = tail;
    }
    (rules, rest)
}

fn table(proofs: &BTreeMap<&str, Proof>) -> String {
    let mut text = String::from(OPENING);
    text.push_str("| rule | sentence | status | what is open | proof that it permits | proof that it refuses |\n");
    text.push_str("| --- | --- | --- | --- | --- | --- |\n");
    let none = Proof::default();
    for rule in Rule::ALL {
        let proof = proofs.get(rule.id()).unwrap_or(&none);
        let names = |names: &BTreeSet<String>| {
            names
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join("<br>")
        };
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            rule.id(),
            rule.sentence(Lang::En),
            of(*rule).word(),
            of(*rule).missing(),
            names(&proof.permits),
            names(&proof.refuses),
        )
        .unwrap();
    }
    text
}

#[test]
fn the_committed_status_is_the_one_of_rules_and_tests() {
    let rendered = table(&proofs());
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(PATH, &rendered).unwrap();
    }
    assert!(
        std::fs::read_to_string(PATH).unwrap() == rendered,
        "run again with {UPDATE}=1, and read the diff"
    );
}

#[test]
fn every_rule_that_is_enforced_has_a_test_for_each_side() {
    let proofs = proofs();
    let unproven: Vec<&str> = Rule::ALL
        .iter()
        .filter(|rule| !matches!(of(**rule), Status::Open(_)))
        .map(|rule| rule.id())
        .filter(|id| {
            proofs
                .get(id)
                .is_none_or(|proof| proof.permits.is_empty() || proof.refuses.is_empty())
        })
        .collect();
    assert!(unproven.is_empty(), "no permits or no refuses test: {unproven:?}");
}

#[test]
fn no_decision_rests_on_a_rule_that_is_called_open() {
    let rendered = matrix::render();
    let (trees, _) = rendered.split_once("Rules cited above").unwrap();
    for rule in Rule::ALL.iter().filter(|rule| matches!(of(**rule), Status::Open(_))) {
        assert!(!trees.contains(rule.id()), "{rule} decides, and yet it is called open");
    }
}

#[test]
fn what_is_missing_is_said_in_a_sentence() {
    for rule in Rule::ALL {
        match of(*rule) {
            Status::Enforced => {}
            Status::Partly(missing) => assert!(missing.ends_with('.') && !missing.contains('|'), "{rule}"),
            Status::Open(missing) => assert!(!missing.is_empty(), "{rule}"),
        }
    }
}

#[test]
fn a_name_cites_its_rules_and_its_side() {
    assert_eq!(cited("r24_r46_permits_x"), (vec![Rule::R24, Rule::R46], "permits_x"));
    assert_eq!(cited("r99_permits_x").0, Vec::new());
    assert_eq!(cited("a_test").0, Vec::new());
    let text =
        "#[test]\n/// Why.\nfn r24_permits_a() {}\nfn r24_permits_b() {}\n#[test]\n    async fn r25_refuses_c() {}\n";
    assert_eq!(test_names(text), ["r24_permits_a", "r25_refuses_c"]);
}
