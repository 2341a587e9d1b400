//! The committed matrix says what the rules decide, for every combination of facts and every act.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/access-matrix.txt");

/// Set to write the file anew instead of comparing it.
const UPDATE: &str = "LIVC_UPDATE";

#[test]
fn the_committed_matrix_is_the_one_the_rules_give() {
    let rendered = render();
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(PATH, &rendered).unwrap();
        return;
    }
    let file = std::fs::read_to_string(PATH).unwrap();
    let differing = file
        .lines()
        .zip(rendered.lines())
        .position(|(committed, rendered)| committed != rendered);
    assert!(
        file == rendered && committed() == rendered,
        "the rules changed (line {differing:?} of the matrix): run again with {UPDATE}=1, and read the diff"
    );
}

fn compare<S: Subject>(matrix: &Matrix, seen: &mut Vec<&'static str>) {
    for act in S::Act::ALL {
        assert!(!seen.contains(&act.code()), "two acts are called {}", act.code());
        seen.push(act.code());
        for facts in S::all() {
            let expected = leaf(decide(*act, &facts));
            assert_eq!(
                matrix.look_up(act.code(), &facts.fields()),
                Some(expected.as_str()),
                "{act:?} {facts:?}"
            );
        }
    }
}

#[test]
fn the_committed_matrix_expands_to_every_decision() {
    if std::env::var_os(UPDATE).is_some() {
        return;
    }
    let matrix = parse(committed()).unwrap();
    let mut seen = Vec::new();
    compare::<ItemFacts>(&matrix, &mut seen);
    compare::<ContributionFacts>(&matrix, &mut seen);
    compare::<LabelFacts>(&matrix, &mut seen);
    compare::<CaseFacts>(&matrix, &mut seen);
    compare::<ActionFacts>(&matrix, &mut seen);
    compare::<MeetingFacts>(&matrix, &mut seen);
    compare::<ReplacementFacts>(&matrix, &mut seen);
    compare::<PaperActFacts>(&matrix, &mut seen);
    compare::<LivcFacts>(&matrix, &mut seen);
    compare::<LogFacts>(&matrix, &mut seen);
    compare::<InventoryFacts>(&matrix, &mut seen);
    compare::<InstallationFacts>(&matrix, &mut seen);
    compare::<SignInFacts>(&matrix, &mut seen);
    compare::<SessionFacts>(&matrix, &mut seen);
    let unknown: Vec<&str> = matrix.acts().filter(|act| !seen.contains(act)).collect();
    assert!(unknown.is_empty(), "acts nobody decides about: {unknown:?}");
}

#[test]
fn every_fact_that_makes_a_difference_is_explained() {
    let lines = render();
    for line in lines
        .lines()
        .skip_while(|line| !line.starts_with("==="))
        .take_while(|line| !line.starts_with("Rules"))
    {
        if let Some((field, _)) = line.trim_start().split_once(": ") {
            assert!(legend::FACTS.iter().any(|(name, _)| *name == field), "{field}");
        }
    }
    assert!(legend::FACTS.iter().is_sorted_by(|a, b| a.0 < b.0));
}

#[test]
fn a_changed_line_is_found() {
    let text = render();
    let other = text.replacen("relation: author -> permit R24 full", "relation: author -> 404 R24", 1);
    assert_ne!(text, other);
    let facts = ContributionFacts::all()
        .into_iter()
        .find(|f| decide(CONTRIBUTION_READ, f).is_permit())
        .unwrap();
    let read = |text: &str| {
        parse(text)
            .unwrap()
            .look_up(CONTRIBUTION_READ.code(), &facts.fields())
            .map(str::to_owned)
    };
    assert_eq!(read(&text).as_deref(), Some("permit R24 full"));
    assert_eq!(read(&other).as_deref(), Some("404 R24"));
}

const CONTRIBUTION_READ: crate::policy::contribution::ContributionAct =
    crate::policy::contribution::ContributionAct::Read;

#[test]
fn a_line_out_of_place_is_named() {
    let head = "prose\n[x.read]\n";
    assert_eq!(
        parse(&format!("{head}a: b -> 404 R20\n    a: c -> 404 R20\n")),
        Err(IllFormedMatrix::Line(4))
    );
    assert_eq!(
        parse(&format!("{head}a: b\na: c -> 404 R20\n")),
        Err(IllFormedMatrix::Line(3))
    );
    assert_eq!(
        parse(&format!("{head}a: b -> 404 R20\na: b -> 403 R20\n")),
        Err(IllFormedMatrix::Line(4))
    );
    assert_eq!(
        parse(&format!("{head}a: b -> 404 R20\nc: d -> 403 R20\n")),
        Err(IllFormedMatrix::Line(4))
    );
    assert_eq!(parse(&format!("{head}nothing\n")), Err(IllFormedMatrix::Line(3)));
    assert_eq!(parse(&format!("{head}\n")), Err(IllFormedMatrix::Line(2)));
    assert_eq!(
        parse("[x]\na: b -> c\n\n[x]\na: b -> c\n"),
        Err(IllFormedMatrix::Repeated(4))
    );
}

#[test]
fn the_hash_is_that_of_the_committed_text() {
    assert_eq!(
        committed_hash(),
        HEXLOWER.encode(&Sha256::digest(committed().as_bytes()))
    );
    assert_eq!(committed_hash().len(), 64);
}
