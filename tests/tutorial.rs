//! The tutorial is run as it stands: every `sh` block of `docs/tutorial.md`, with bash, against the program just built.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use livc::cli::demo::people::PEOPLE;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

const LIVC: &str = env!("CARGO_BIN_EXE_livc");
const TUTORIAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tutorial.md");
const AUDITING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/auditing.md");

/// A demonstration in a folder for temporary files of its own.
struct Demo {
    child: Child,
    out: BufReader<ChildStdout>,
    port: String,
}

impl Demo {
    fn start(temporary: &Path) -> Self {
        let mut child = Command::new(LIVC)
            .args(["demo", "--port", "0"])
            .env("TMPDIR", temporary)
            .stdout(Stdio::piped())
            .stderr(fs::File::create(temporary.with_extension("reports")).unwrap())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let port = loop {
            said.clear();
            assert!(out.read_line(&mut said).unwrap() > 0, "the demonstration did not start");
            if let Some((_, port)) = said.trim_end().rsplit_once("listens on http://127.0.0.1:") {
                break port.to_owned();
            }
        };
        while !said.contains("Ctrl-C") {
            said.clear();
            assert!(out.read_line(&mut said).unwrap() > 0);
        }
        Self { child, out, port }
    }

    /// Ends it as an operating system would, and returns what it still said.
    fn end(mut self) -> String {
        let ended = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(ended.success());
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}");
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        rest
    }
}

impl Drop for Demo {
    /// A test that failed leaves nobody behind.
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// The blocks of a text, each followed by a mark, so that what one of them said can be told apart.
fn script(text: &str) -> (String, usize) {
    let text = fs::read_to_string(text).unwrap();
    let (mut script, mut inside, mut blocks) = (String::from("set -u\n"), false, 0);
    for line in text.lines() {
        match (inside, line) {
            (false, "```sh") => inside = true,
            (true, "```") => {
                inside = false;
                blocks += 1;
                script.push_str("printf '\\n=====\\n'\n");
            }
            (true, line) => {
                script.push_str(line);
                script.push('\n');
            }
            (false, _) => {}
        }
    }
    (script, blocks)
}

/// The JSON values in what one block said, one after the other, with whatever else was a word of its own.
fn answers(said: &str) -> Vec<Value> {
    let values = serde_json::Deserializer::from_str(said).into_iter::<Value>();
    values
        .map(|value| value.unwrap_or_else(|error| panic!("{error}: {said}")))
        .collect()
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect()
}

#[test]
fn the_tutorial_does_what_it_says_and_the_demonstration_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let temporary = folder.path().join("temporary");
    fs::create_dir(&temporary).unwrap();
    let demo = Demo::start(&temporary);
    let ((script, blocks), (auditing, hour)) = (script(TUTORIAL), script(AUDITING));
    // The demonstration numbers new records twice a second.
    let script = format!("{script}sleep 2\n{auditing}");
    let ran = Command::new("bash")
        .args(["-c", &script])
        .env("TMPDIR", &temporary)
        .env("LIVC", LIVC)
        .env("PORT", &demo.port)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && errors.is_empty(), "{}: {errors}", ran.status);
    let said = String::from_utf8(ran.stdout).unwrap();
    let parts: Vec<Vec<Value>> = said.split("\n=====\n").take(blocks).map(answers).collect();
    assert_eq!(parts.len(), blocks, "{said}");
    promised(&parts);
    audited(&said.split("\n=====\n").skip(blocks).take(hour).collect::<Vec<_>>());

    let rest = demo.end();
    assert!(rest.contains("The demonstration has ended."), "{rest}");
    let left: Vec<_> = fs::read_dir(&temporary)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let reports = fs::read_to_string(temporary.with_extension("reports")).unwrap();
    for person in PEOPLE {
        let name = person.name.trim_end_matches(" (fictitious)");
        assert!(!reports.contains(name), "{name} is in the reports");
    }
    assert!(!reports.contains("youth house"), "{reports}");
}

/// What the auditor's hour promises: every answer is one, but for her review of herself, and none holds a name.
fn audited(parts: &[&str]) {
    assert!(parts.len() > 8, "{parts:?}");
    let whole = parts.join("\n");
    assert!(
        !whole.contains("/problems/") && !whole.contains("fictitious"),
        "{whole}"
    );
    let (copies, answered): (Vec<&str>, Vec<&str>) = parts.iter().partition(|said| said.contains("seq,event_id,at"));
    let [copy] = copies.as_slice() else {
        panic!("one block of copies")
    };
    assert_eq!(copy.lines().count(), 4, "{copy}");
    assert!(copy.lines().last().unwrap().starts_with("{\"export\":"), "{copy}");
    let answers: Vec<Value> = answered.into_iter().flat_map(answers).collect();
    assert_eq!(answers.iter().filter(|one| one.is_number()).collect::<Vec<_>>(), [422]);
    let sample = answers
        .iter()
        .find_map(|one| one["sample"]["records"].as_array())
        .unwrap();
    assert_eq!(sample.len(), 20);
    let timelines: Vec<_> = answers
        .iter()
        .filter(|one| one["items"][0]["day"].is_string())
        .collect();
    assert!(timelines.len() >= 2, "a person and an object");
    assert!(whole.contains("\"item.check_in\""), "one's own acts are told precisely");
}

/// What the text around each block promises. The blocks are found by what they are about, in the order of the text.
fn promised(parts: &[Vec<Value>]) {
    let mut parts = parts.iter().skip(2);
    let mut next = || parts.next().expect("the tutorial has become shorter");

    // 1. A case on the mayor's list.
    assert!(next().is_empty());
    let [refused, listed] = next().as_slice() else {
        panic!("two answers on listing")
    };
    assert_eq!((&refused["status"], &refused["rule"]), (&403.into(), &"R11".into()));
    assert!(
        refused["sentence"].as_str().unwrap().contains("bourgmestre"),
        "{refused}"
    );
    assert_eq!(listed["state"], "listed");
    let case_code = listed["code"].as_str().unwrap();

    // 2. A meeting, and one act of the mayor.
    let prepared = next();
    assert_eq!(prepared.len(), 6, "a listing and five invitations: {prepared:?}");
    assert!(prepared[1..].iter().all(|invitation| invitation["state"] == "prepared"));
    let [coordinator, convened] = next().as_slice() else {
        panic!("two answers on convening")
    };
    assert_eq!((coordinator, &convened["state"]), (&403.into(), &"convened".into()));
    let [own, other] = next().as_slice() else {
        panic!("two answers for VDAB")
    };
    assert_eq!(own["items"].as_array().unwrap().len(), 1, "{own}");
    assert_eq!(other, &Value::from(404));

    // 3. Answer, acknowledge, check in.
    let attended = next();
    assert_eq!(attended[0], 428);
    assert_eq!(attended[1]["invitation"], "accepted");
    assert_eq!(attended.len(), 2 + 2 * 7, "{attended:?}");
    assert!(attended[2..].iter().all(|item| item["state"] == "convened"));

    // 4. Open the item.
    let opened = next();
    assert_eq!(opened[0]["state"], "open");
    assert_eq!(opened.len(), 1 + 7);
    assert!(
        opened[1..]
            .iter()
            .all(|attendance| attendance["confirmed_at"].is_string())
    );

    said_and_explained(&mut next);
    closed(&mut next, case_code);
    assert!(parts.next().is_none(), "the tutorial has become longer");
}

fn said_and_explained<'a>(next: &mut impl FnMut() -> &'a Vec<Value>) {
    // 5. Preview, then contribute.
    let [previewed] = next().as_slice() else {
        panic!("one preview")
    };
    assert_eq!(names(&previewed["readers"]), ["Oskar Ocemwee (fictitious)"]);
    assert_eq!(names(&previewed["not_readers"]).len(), 2, "{previewed}");
    assert!(
        previewed["not_readers"]
            .as_array()
            .unwrap()
            .iter()
            .all(|police| police["rule"] == "R34")
    );
    let read = next();
    assert!(read[0]["text"].as_str().unwrap().starts_with("He comes"));
    assert!(read[0]["watermark"].as_str().unwrap().starts_with("Oskar"));
    assert_eq!(read.len(), 1 + 2 * 5);
    for pair in read[1..].chunks(2) {
        assert_eq!(pair[0], 404);
        assert_eq!(pair[1]["items"].as_array().unwrap().len(), 0);
    }
    let [marker, of_clb, of_ocmw] = next().as_slice() else {
        panic!("a marker and two lists")
    };
    assert_eq!((&marker["form"], &marker["text"]), (&"spoken".into(), &Value::Null));
    assert_eq!(of_clb["items"][0]["id"], marker["id"]);
    assert!(!of_ocmw.to_string().contains(marker["id"].as_str().unwrap()));
    let [refused] = next().as_slice() else {
        panic!("one refusal")
    };
    assert_eq!((&refused["status"], &refused["rule"]), (&422.into(), &"R25".into()));
    assert!(
        refused["sentence"].as_str().unwrap().contains("beroepsgeheim"),
        "{refused}"
    );

    // 6. Why.
    let [permitted, forbidden, unknown] = next().as_slice() else {
        panic!("three explanations")
    };
    assert_eq!(
        (&permitted["permitted"], &permitted["rule"]),
        (&true.into(), &"R24".into())
    );
    assert_eq!(
        (&forbidden["permitted"], &forbidden["act"]),
        (&false.into(), &"item.close".into())
    );
    assert_eq!(unknown, &Value::from(404));
}

fn closed<'a>(next: &mut impl FnMut() -> &'a Vec<Value>, case_code: &str) {
    // 7. Close, and look at the register.
    let [closed, late] = next().as_slice() else {
        panic!("a closing and a late word")
    };
    assert_eq!((&closed["state"], late), (&"closed".into(), &409.into()));
    let [own, refusals, by_rule, case] = next().as_slice() else {
        panic!("three looks at the register")
    };
    assert_eq!(own["items"].as_array().unwrap().len(), 5);
    assert!(own.to_string().contains("item.contribute"));
    for page in [refusals, by_rule] {
        assert!(!page["items"].as_array().unwrap().is_empty(), "{page}");
        assert!(
            !page.to_string().contains("item.contribute") && !page.to_string().contains(case_code),
            "{page}"
        );
    }
    assert_eq!(case, &Value::from(403));
}
