//! The house keeps its shape: which layer may name which, how long a file may be, and who may touch what is sealed.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The allowed arrows. A new one is a reviewed change of this list.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("reference", &["domain"]),
    ("policy", &["domain"]),
    ("clock", &[]),
    ("log", &["clock"]),
    ("vault", &["clock", "log"]),
    ("auth", &["clock", "vault", "settings"]),
    ("settings", &["clock"]),
    ("telemetry", &["clock", "settings"]),
    ("views", &["domain"]),
    ("access", &["domain", "policy", "store", "log", "vault", "clock"]),
    // The store names the acts it writes for, so that a permit of another act does not fit.
    (
        "store",
        &[
            "domain",
            "policy",
            "access",
            "app",
            "views",
            "log",
            "clock",
            "reference",
        ],
    ),
    (
        "app",
        &[
            "domain",
            "policy",
            "access",
            "store",
            "views",
            "auth",
            "vault",
            "log",
            "clock",
            "reference",
        ],
    ),
    (
        "http",
        &[
            "app", "access", "auth", "domain", "policy", "views", "clock", "settings", "vault",
        ],
    ),
    (
        "startup",
        &[
            "access",
            "auth",
            "http",
            "log",
            "policy",
            "reference",
            "store",
            "settings",
            "vault",
            "clock",
        ],
    ),
    (
        "cli",
        &[
            "app",
            "access",
            "auth",
            "domain",
            "http",
            "log",
            "settings",
            "startup",
            "store",
            "telemetry",
            "vault",
            "views",
            "clock",
        ],
    ),
];

/// Libraries that belong to one side of the house.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("diesel", &["store", "access/gate.rs"]),
    ("actix_web", &["http", "startup", "startup.rs", "cli"]),
    ("tokio", &["access", "auth", "http", "startup"]),
    (
        "serde",
        &[
            "domain/code.rs",
            "domain/ids.rs",
            "views",
            "http",
            "access",
            "log",
            "settings",
            "settings.rs",
            "auth",
            "vault",
            "cli",
            "telemetry.rs",
        ],
    ),
];

/// What only the store (and the kernel itself) may call.
const TRUSTED: &[(&str, &[&str])] = &[
    ("Sealed::new(", &["store", "access"]),
    (".db()", &["store", "access"]),
    (
        "Context::of_session(",
        &["http/caller.rs", "app/sessions.rs", "cli/demo"],
    ),
    ("Context::of_system(", &["cli"]),
];

const LONGEST: usize = 300;
/// Tests may need more room for their examples.
const LONGEST_OF_TESTS: usize = 400;

fn sources() -> Vec<(String, String)> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn layer(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap()
}

/// The code of a file: comments and the test module at its end left out.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    body.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn is_test_file(name: &str) -> bool {
    name.contains("tests")
}

fn stands_in(name: &str, places: &[&str]) -> bool {
    places
        .iter()
        .any(|place| name == *place || name.starts_with(&format!("{place}/")) || layer(name) == *place)
}

#[test]
fn layers_name_only_what_they_may() {
    let mut wrong = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| !is_test_file(name)) {
        let own = layer(name);
        let Some((_, allowed)) = MAY_NAME.iter().find(|(layer, _)| *layer == own) else {
            assert!(matches!(own, "lib" | "main"), "{name} belongs to no layer of the list");
            continue;
        };
        let code = code(text);
        let named: BTreeSet<&str> = code
            .match_indices("crate::")
            .map(|(at, _)| {
                code[at + 7..]
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .next()
                    .unwrap()
            })
            .filter(|other| *other != own && MAY_NAME.iter().any(|(layer, _)| layer == other))
            .collect();
        wrong.extend(
            named
                .iter()
                .filter(|other| !allowed.contains(other))
                .map(|other| format!("{name} -> {other}")),
        );
    }
    assert!(wrong.is_empty(), "arrows that are not allowed:\n{}", wrong.join("\n"));
}

#[test]
fn libraries_stay_on_their_side() {
    let mut wrong = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| !is_test_file(name)) {
        let code = code(text);
        for (library, places) in ONLY_IN {
            let named = code.contains(&format!("use {library}")) || code.contains(&format!(" {library}::"));
            if named && !stands_in(name, places) {
                wrong.push(format!("{name} names {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_trusted_is_called_by_the_trusted_alone() {
    let mut wrong = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| !is_test_file(name)) {
        let code = code(text);
        for (call, places) in TRUSTED {
            if code.contains(call) && !stands_in(name, places) {
                wrong.push(format!("{name} calls {call}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn free_text_is_screened_where_it_comes_in() {
    // A login is no free text, a display name is a name, and the rows of the law are written by the operator.
    let without = ["\"/login\"", "\"/display_name\""];
    let mut wrong = Vec::new();
    for (name, text) in sources()
        .iter()
        .filter(|(name, _)| layer(name) == "http" && !is_test_file(name))
    {
        let aside = matches!(name.as_str(), "http/text.rs" | "http/legal_references.rs");
        for (at, found) in code(text).match_indices("text::parse").collect::<Vec<_>>() {
            let call = code(text)[at + found.len()..].chars().take(40).collect::<String>();
            if !aside && !without.iter().any(|field| call.starts_with(&format!("({field}"))) {
                wrong.push(format!("{name}: text::parse{call}"));
            }
        }
    }
    assert!(wrong.is_empty(), "use text::screened:\n{}", wrong.join("\n"));
}

#[test]
fn a_file_is_a_thought() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let longest = if is_test_file(&name) { LONGEST_OF_TESTS } else { LONGEST };
        if text.lines().count() > longest {
            wrong.push(format!("{name} has {} lines", text.lines().count()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{name} does not say what it promises"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_are_matched_exhaustively() {
    for (name, text) in sources() {
        if matches!(layer(&name), "policy" | "domain" | "access") && !is_test_file(&name) {
            let wild = code(&text).lines().any(|line| line.trim_start().starts_with("_ =>"));
            assert!(!wild, "{name} has a wildcard arm");
        }
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |engine: &str| -> BTreeSet<String> {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        fs::read_dir(dir)
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn the_page_of_problems_names_every_kind() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/problems.md")).unwrap();
    for kind in livc::policy::problem_texts::ProblemKind::ALL {
        let line = format!("| {} | `{}` |", kind.status(), kind.code());
        assert!(page.contains(&line), "docs/problems.md lacks {line}");
    }
}
