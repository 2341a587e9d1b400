//! Tests of reading the file.
#![expect(clippy::indexing_slicing, reason = "tests")]

use super::super::faults::Faults;
use super::*;
use crate::access::Refused;
use proptest::prelude::*;

const HEADER: &str = "case,category,followed_since,municipality,territorial_link,check_reference,checked_on,case_manager,\
                      family_name,given_names,born_on";

fn found(bytes: &[u8]) -> (Vec<Row>, Vec<(String, String)>) {
    let mut faults = Faults::default();
    let rows = read(bytes, &mut faults);
    let errors = match faults.into_refusal() {
        Ok(()) => Vec::new(),
        Err(Refused::ByRule { errors, .. }) => errors.into_iter().map(|e| (e.pointer, e.detail)).collect(),
        Err(_) => unreachable!(),
    };
    (rows, errors)
}

#[test]
fn either_separator_and_either_beginning_give_the_same_table() {
    let comma = format!("{HEADER}\na, b ,,d,e,f,g,h,i,\"j,k\",l\n\n");
    let semicolon = comma
        .replace("\"j,k\"", "\"j;k\"")
        .replace(',', ";")
        .replace("j;k", "j,k");
    let texts = [
        comma.clone(),
        semicolon.clone(),
        format!("\u{feff}{comma}"),
        semicolon.replace('\n', "\r\n"),
        comma.replace("case,category", "Case , CATEGORY"),
    ];
    for text in texts {
        let (rows, errors) = found(text.as_bytes());
        assert_eq!((rows.len(), errors), (1, Vec::new()), "{text}");
        assert_eq!(rows[0].line, 2);
        assert_eq!(rows[0].cell(Column::Category), Some("b"));
        assert_eq!(rows[0].cell(Column::GivenNames), Some("j,k"));
        assert_eq!(rows[0].cell(Column::FollowedSince), None);
        assert_eq!(rows[0].cell(Column::ActionText), None);
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let cells = ",".repeat(10);
    let records = format!("{HEADER}\na{cells}\n\n\nb{cells}\n\"c\nd\"{cells}\ne{cells}");
    for end in ["\n", "\r\n", "\r"] {
        for mark in ["", "\u{feff}"] {
            let (rows, errors) = found(format!("{mark}{records}\n").replace('\n', end).as_bytes());
            let lines: Vec<u64> = rows.iter().map(|row| row.line).collect();
            assert_eq!((lines, errors), (vec![2, 5, 6, 8], Vec::new()), "{end:?}");
        }
    }
}

#[test]
fn r56_refuses_a_column_for_contributions_by_its_name() {
    for name in ["contribution", "minutes", "notes", "remarks 2024"] {
        let (_, errors) = found(format!("{HEADER},{name}\n").as_bytes());
        assert_eq!(
            errors,
            [(
                format!("/columns/{name}"),
                "is not a column of the opening inventory".to_owned()
            )]
        );
    }
    let (_, errors) = found(format!("{HEADER},case\n").as_bytes());
    assert_eq!(errors[0], ("/columns/case".into(), "is given more than once".into()));
    let (_, errors) = found(HEADER.replace(",born_on", "").as_bytes());
    assert_eq!(errors[0], ("/columns/born_on".into(), "is missing".into()));
    let (_, errors) = found(format!("{HEADER},action_text\n").as_bytes());
    assert_eq!(errors.len(), 4, "{errors:?}");
}

#[test]
fn r56_refuses_a_file_without_header_and_does_not_repeat_its_first_line() {
    let (rows, errors) = found("Zaak 1,Zonneveld,Janine\n".as_bytes());
    assert!(rows.is_empty());
    let said = format!("{errors:?}").to_lowercase();
    assert!(
        said.contains("/columns/2") && !said.contains("zonneveld") && !said.contains("janine"),
        "{said}"
    );
}

#[test]
fn a_line_of_another_length_too_many_lines_and_another_encoding_are_named() {
    let line = ",".repeat(9);
    let (_, errors) = found(format!("{HEADER}\nx{line}\n").as_bytes());
    assert_eq!(errors, [("/lines/2".into(), "10 cells where the header has 11".into())]);
    let (_, errors) = found(format!("{HEADER}\n{}", format!("x{line},\n").repeat(501)).as_bytes());
    assert_eq!(errors, [("/lines".into(), "more than 500 lines".into())]);
    let (_, errors) = found(b"case,\xe9\n");
    assert_eq!(errors[0].0, "");
    for empty in ["", "\n", HEADER] {
        assert_eq!(found(empty.as_bytes()).1.len(), 1, "{empty}");
    }
}

proptest! {
    #[test]
    fn nothing_makes_it_panic_and_no_cell_is_repeated(text in "([a-z;,\"\n\r]|Zonneveld|case){0,300}") {
        for text in [text.clone(), format!("{HEADER}\n{text}")] {
            let (_, errors) = found(text.as_bytes());
            let said = format!("{errors:?}").to_lowercase();
            prop_assert!(!said.contains("zonneveld"), "{said}");
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        found(&bytes);
    }
}
