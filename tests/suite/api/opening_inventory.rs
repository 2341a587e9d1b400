//! The opening inventory: `/livcs/{id}/opening-inventory`.

use crate::looking;
use crate::scene;
use crate::support::{Answer, Client, Town};
use serde_json::{Value, json};

/// The file the guide shows.
const EXAMPLE: &str = include_str!("../../../docs/opening-inventory-example.csv");
const HEADER: &str = "case,category,followed_since,municipality,territorial_link,check_reference,checked_on,case_manager,\
                      family_name,given_names,born_on,action_life_domain,action_kind,action_text,action_organisation,\
                      action_due_on";

fn path(town: &Town) -> String {
    format!("/livcs/{}/opening-inventory", town.livc())
}

fn send(town: &Town, client: &Client, query: &str, file: &str) -> Answer {
    let path = format!("/api/v1{}{query}", path(town));
    client
        .clone()
        .with("content-type", "text/csv; charset=utf-8")
        .send("POST", &path, Some(file.as_bytes()))
}

fn confirm(town: &Town, name: &str) -> Answer {
    town.as_(name).act(&format!("{}/confirmation", path(town)))
}

fn count(town: &Town, sql: &str) -> i64 {
    looking::number(
        &mut town.database.open(),
        &format!("SELECT COUNT(*) AS value FROM {sql}"),
    )
}

/// The faults, as pointer and detail.
fn faults(answer: &Answer) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let errors = answer.json["errors"].as_array().unwrap().iter();
    errors
        .map(|error| (text(&error["pointer"]), text(&error["detail"])))
        .collect()
}

#[test]
fn r56_permits_the_example_of_the_guide_to_be_taken_over_by_coordinator_and_mayor() {
    let town = Town::start();
    let (mayor, coordinator) = (town.as_("mayor"), town.as_("coordinator"));
    assert_eq!(mayor.get(&path(&town)).expect(200).json["state"], "none");
    let checked = send(&town, &coordinator, "?check=true", EXAMPLE).expect(200).json;
    assert_eq!(checked, json!({"lines": 9, "cases": 6, "actions": 8}));
    let entered = send(&town, &coordinator, "", EXAMPLE).expect(201);
    assert_eq!(entered.header("location"), format!("/api/v1{}", path(&town)));
    assert_eq!(
        (&entered.json["state"], &entered.json["cases"], &entered.json["actions"]),
        (&json!("entered"), &json!(6), &json!(8))
    );
    assert_eq!(count(&town, "cases"), 2);
    confirm(&town, "coordinator").refused(428, "R56");
    let done = confirm(&town, "mayor").expect(200).json;
    assert_eq!(
        (&done["state"], &done["confirmed_by"]),
        (&json!("taken_over"), &json!(town.seat("mayor").as_str()))
    );
    let lines = done["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 9);
    assert_eq!((&lines[0]["line"], &lines[0]["entry"]), (&json!(2), &json!("case")));
    assert_eq!((&lines[1]["line"], &lines[1]["entry"]), (&json!(3), &json!("action")));
    assert_eq!(lines[0]["case_id"], lines[1]["case_id"]);

    let case = coordinator
        .get(&format!("/cases/{}", lines[0]["case_id"].as_str().unwrap()))
        .expect(200)
        .json;
    assert_eq!(case["code"], lines[0]["case_code"]);
    assert_eq!(
        (&case["state"], &case["category"], &case["followed_since"]),
        (&json!("checked"), &json!("religiously_inspired"), &json!("2024-02-12"))
    );
    assert!(case["taken_over_at"].is_string() && case["list_version"] == 3, "{case}");
    assert_eq!(
        count(&town, "cases WHERE taken_over_at IS NOT NULL AND state = 'checked'"),
        6
    );
    assert_eq!(count(&town, "identities"), 6);
    assert_eq!(count(&town, "case_managers WHERE role = 'manager'"), 5);
    assert_eq!(
        count(&town, "actions WHERE state = 'accepted' AND holder_seat_id IS NOT NULL"),
        5
    );
    assert_eq!(
        count(&town, "actions WHERE state = 'proposed' AND holder_seat_id IS NULL"),
        3
    );
    assert_eq!(count(&town, "actions WHERE police_held"), 0);
    assert_eq!(count(&town, "contributions"), 0);
    assert_eq!(count(&town, "opening_inventories WHERE content IS NULL"), 1);

    let meeting = json!({"starts_at": "2026-12-18T09:00:00Z", "place": "Town hall"});
    let meeting = coordinator.post("/meetings", meeting).expect(201).id();
    let item = json!({"case_id": case["id"]});
    coordinator
        .post(&format!("/meetings/{meeting}/items"), item)
        .expect(201);
}

#[test]
fn r56_permits_the_mayor_to_hand_it_in_and_the_coordinator_to_confirm() {
    let town = Town::start();
    send(&town, &town.as_("mayor"), "", EXAMPLE).expect(201);
    confirm(&town, "mayor").refused(428, "R56");
    confirm(&town, "coordinator").expect(200);
    let listed_by = format!(
        "cases WHERE listed_by = '{}' AND taken_over_at IS NOT NULL",
        town.seat("mayor")
    );
    assert_eq!(count(&town, &listed_by), 6);
}

#[test]
fn r56_refuses_a_second_inventory_and_everybody_but_mayor_and_coordinator() {
    let town = Town::start();
    for name in ["secretary", "clb", "police-chief", "auditor", "dpo", "operator"] {
        send(&town, &town.as_(name), "", EXAMPLE).expect(403);
        send(&town, &town.as_(name), "?check=true", EXAMPLE).expect(403);
        town.as_(name).get(&path(&town)).expect(403);
    }
    confirm(&town, "mayor").refused(409, "R56");
    send(&town, &town.as_("coordinator"), "", EXAMPLE).expect(201);
    confirm(&town, "mayor").expect(200);
    let before = looking::stored(&town);
    for name in ["mayor", "coordinator"] {
        send(&town, &town.as_(name), "", EXAMPLE).refused(409, "R56");
        send(&town, &town.as_(name), "?check=true", EXAMPLE).refused(409, "R56");
        confirm(&town, name).refused(409, "R56");
    }
    before.is_unchanged(&town);
    let why = town
        .as_("mayor")
        .get(&format!("{}/why?act=inventory.enter", path(&town)))
        .expect(200)
        .json;
    assert_eq!((&why["permitted"], &why["rule"]), (&json!(false), &json!("R56")));
}

/// A line of a case, with some of its cells changed.
fn line(changes: &[(usize, &str)]) -> String {
    let mut cells = [
        "a",
        "right_wing",
        "2024-06-03",
        "73028",
        "school",
        "parket/2024/0298",
        "2024-05-27",
        "clb",
        "Verzonnens",
        "Bram",
        "2008-11-02",
        "leisure",
        "conversation",
        "tweewekelijks gesprek",
        "Voorbeeldstad clb",
        "2027-01-29",
    ];
    for (cell, text) in changes {
        cells[*cell] = text;
    }
    cells.join(",")
}

#[test]
fn r56_refuses_a_file_with_one_bad_line_and_names_line_and_column() {
    let town = Town::start();
    let coordinator = town.as_("coordinator");
    let before = looking::stored(&town);
    let cases = [
        (1, "suspect", "category"),
        (2, "03.06.2024", "followed_since"),
        (2, "2027-01-01", "followed_since"),
        (3, "11001", "municipality"),
        (4, "birth", "territorial_link"),
        (5, "", "check_reference"),
        (6, "31/02/2024", "checked_on"),
        (7, "police-chief", "case_manager"),
        (7, "secretary", "case_manager"),
        (7, "nobody", "case_manager"),
        (8, "", "family_name"),
        (9, " ", "given_names"),
        (10, "1899-12-31", "born_on"),
        (11, "sports", "action_life_domain"),
        (12, "house_search", "action_kind"),
        (13, "", "action_text"),
        (13, "bellen naar 0470 12 34 56", "action_text"),
        (13, "mail naar bram@voorbeeld.be", "action_text"),
        (13, "gesprek met Verzonnens", "action_text"),
        (14, "Elders", "action_organisation"),
        (14, "Voorbeeldstad police_zone", "action_organisation"),
        (15, "2030-01-01", "action_due_on"),
    ];
    for (cell, text, column) in cases {
        let file = format!("{HEADER}\n{}\n{}\n", line(&[(0, "b")]), line(&[(cell, text)]));
        let refused = send(&town, &coordinator, "?check=true", &file).refused(422, "R56");
        let found = faults(&refused);
        assert_eq!(found.len(), 1, "{column}: {found:?}");
        assert_eq!(found[0].0, format!("/lines/3/{column}"), "{found:?}");
        let sensitive = ["Verzonnens", "Bram", "0470", "police-chief", "Elders"];
        assert!(
            !sensitive.iter().any(|word| refused.text.contains(word)),
            "{}",
            refused.text
        );
        assert_eq!(
            send(&town, &coordinator, "", &file).json["status"].as_u64().unwrap() / 10,
            42
        );
    }
    let everywhere = format!("{HEADER}\n{}\n", line(&[(1, "x"), (2, "x"), (10, "x"), (14, "x")]));
    let found = faults(&send(&town, &coordinator, "", &everywhere).refused(422, "R56"));
    assert_eq!(found.len(), 4, "one error for each fault: {found:?}");
    let further = format!("{HEADER}\n{}\n{}\n", line(&[]), line(&[]));
    let found = faults(&send(&town, &coordinator, "", &further).refused(422, "R56"));
    assert_eq!(found.len(), 10, "a further line holds an action only: {found:?}");
    before.is_unchanged(&town);
}

#[test]
fn r56_refuses_contributions_other_kinds_of_file_and_files_that_are_too_large() {
    let town = Town::start();
    let coordinator = town.as_("coordinator");
    let before = looking::stored(&town);
    let with_minutes = format!("{HEADER},minutes\n{},said\n", line(&[]));
    let refused = send(&town, &coordinator, "", &with_minutes).refused(422, "R56");
    assert_eq!(faults(&refused)[0].0, "/columns/minutes");
    let post = |kind: &str, body: &[u8]| {
        let path = format!("/api/v1{}", path(&town));
        coordinator
            .clone()
            .with("content-type", kind)
            .send("POST", &path, Some(body))
    };
    for kind in [
        "application/json",
        "text/plain",
        "application/vnd.ms-excel",
        "text/csv; charset=windows-1252",
    ] {
        post(kind, EXAMPLE.as_bytes()).expect(415);
    }
    post("text/csv", &vec![b'a'; (1 << 20) + 1]).expect(413);
    post("text/csv", b"case,\xff\n").refused(422, "R56");
    let many = format!(
        "{HEADER}\n{}",
        (0..501)
            .map(|n| line(&[(0, &n.to_string())]) + "\n")
            .collect::<String>()
    );
    let refused = send(&town, &coordinator, "", &many).refused(422, "R56");
    assert_eq!(faults(&refused)[0].0, "/lines");
    before.is_unchanged(&town);
}

#[test]
fn r55_permits_a_doubtful_text_once_it_is_confirmed() {
    let town = Town::start();
    let coordinator = town.as_("coordinator");
    let file = format!("{HEADER}\n{}\n", line(&[(13, "mail naar jeugdhuis@voorbeeld.be")]));
    send(&town, &coordinator, "", &file).refused(428, "R55");
    send(&town, &coordinator, "?screening_confirmed=true", &file).expect(201);
    confirm(&town, "mayor").expect(200);
    let refused = format!("{HEADER}\n{}\n", line(&[(13, "85.07.30-033.28 bellen")]));
    let other = Town::start();
    send(&other, &other.as_("coordinator"), "?screening_confirmed=true", &refused).refused(422, "R55");
}

#[test]
fn r56_permits_another_file_instead_of_what_waits_and_refuses_to_confirm_the_one_seen_before() {
    let town = Town::start();
    let coordinator = town.as_("coordinator");
    send(&town, &coordinator, "", EXAMPLE).expect(201);
    let seen = town.as_("mayor").get(&path(&town)).expect(200);
    let other = EXAMPLE.replace("wekelijks gesprek in het jeugdhuis", "tweewekelijks gesprek");
    let entered = send(&town, &coordinator, "", &other).expect(201);
    assert_ne!(entered.json["fingerprint"], seen.json["fingerprint"]);
    let guarded = town.as_("mayor").with("if-match", seen.header("etag"));
    guarded.act(&format!("{}/confirmation", path(&town))).expect(412);
    confirm(&town, "mayor").expect(200);
    assert_eq!(count(&town, "cases WHERE taken_over_at IS NOT NULL"), 6);
}

#[test]
fn r56_refuses_to_take_over_what_no_longer_fits_and_keeps_nothing_of_it() {
    let town = Town::start();
    send(&town, &town.as_("coordinator"), "", EXAMPLE).expect(201);
    let ending = format!("/livcs/{}/seats/{}/ending", town.livc(), town.seat("ocmw"));
    town.as_("mayor").act(&ending).expect(200);
    let before = looking::stored(&town);
    let found = faults(&confirm(&town, "mayor").refused(422, "R56"));
    let pointers: Vec<&str> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["/lines/6/case_manager", "/lines/6/action_organisation"]);
    before.is_unchanged(&town);
    assert_eq!(town.as_("mayor").get(&path(&town)).expect(200).json["state"], "entered");
}

#[test]
fn r56_permits_one_of_those_who_confirm_at_the_same_moment_and_refuses_the_others() {
    let town = Town::start();
    send(&town, &town.as_("coordinator"), "", EXAMPLE).expect(201);
    let (mayor, path) = (town.as_("mayor"), format!("{}/confirmation", path(&town)));
    let mut statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| mayor.act(&path).status)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409]);
    for table in ["cases WHERE taken_over_at IS NOT NULL", "identities"] {
        assert_eq!(count(&town, table), 6);
    }
}

#[test]
fn r02_refuses_an_inventory_before_the_livc_is_active() {
    let town = Town::start();
    let draft = scene::SecondLivc::draft(&town, &["coordinator"]);
    let path = format!("/api/v1/livcs/{}/opening-inventory", draft.livc);
    let client = draft.as_("coordinator").with("content-type", "text/csv");
    client.send("POST", &path, Some(EXAMPLE.as_bytes())).refused(409, "R02");
}

#[test]
fn either_separator_byte_order_mark_and_date_give_the_same_inventory() {
    let town = Town::start();
    let coordinator = town.as_("coordinator");
    let comma = format!("{HEADER}\n{}\n", line(&[]));
    let files = [
        comma.replace(',', ";").replace("2024-06-03", "03/06/2024"),
        format!("\u{feff}{comma}").replace('\n', "\r\n"),
        comma,
    ];
    for file in files {
        let checked = send(&town, &coordinator, "?check=true", &file).expect(200).json;
        assert_eq!(checked, json!({"lines": 1, "cases": 1, "actions": 1}));
    }
}
