//! Measures how long it takes to verify a log of a million records: `cargo bench --bench verify [-- RECORDS]`.

use std::{convert::Infallible, error::Error, io::Write as _, time::Instant};

use chrono::DateTime;
use livc::log::{
    checkpoint::{LogKey, generate_key},
    export::{Heads, export},
    leaf::{Leaf, LeafActor, LeafActorKind, LeafDecision, LeafDisclosed, LeafError, LeafObject, LeafOutcome},
    tree::{Frontier, leaf_hash},
    verify::{Leaves, verify},
};

/// A record of a usual size, about 1,100 bytes: a read that disclosed five contributions.
fn record(n: u64) -> Result<Vec<u8>, LeafError> {
    let id = |kind: u64| format!("0193a5d0-0000-7000-{kind:04}-{n:012x}");
    let hash = |byte: &str| byte.repeat(32);
    let leaf = Leaf {
        act: "contribution.list".to_owned(),
        actor: LeafActor {
            function: Some("social_actor".to_owned()),
            id: Some(id(1)),
            kind: LeafActorKind::Account,
            on_behalf_of: None,
            organisation: Some(id(2)),
            seat: Some(id(3)),
        },
        at: DateTime::from_timestamp_millis(1_763_700_000_000 + i64::try_from(n).unwrap_or(0) * 20).unwrap_or_default(),
        break_glass: false,
        decision: LeafDecision::Permit,
        disclosed: LeafDisclosed::of(
            (0..5)
                .map(|shown| format!("{:016x}", n.wrapping_mul(31) + shown))
                .collect(),
        ),
        event_id: id(4),
        facts: Some(hash("ab")),
        legal_reference: Some("sv-458ter".to_owned()),
        log: "7".to_owned(),
        object: LeafObject {
            alias: Some(format!("{n:016x}")),
            fields: vec!["body".to_owned()],
            kind: "item".to_owned(),
            version: Some(1),
        },
        outcome: LeafOutcome::Done,
        policy: hash("cd"),
        problem: None,
        purpose: Some("follow_up".to_owned()),
        request_id: Some(id(5)),
        rule: "R24".to_owned(),
        salt: format!("{n:032x}"),
        sealed_act: None,
        session: Some(hash("ef")),
        strength: Some("password_totp".to_owned()),
        v: 1,
    };
    leaf.canonical()
}

fn main() -> Result<(), Box<dyn Error>> {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let records: u64 = asked.unwrap_or(1_000_000);
    let mut out = std::io::stdout().lock();

    let (skey, _) = generate_key("livc.example/log", &[7; 32])?;
    let signer = LogKey::from_text(&skey)?.signer("7")?;
    let mut tree = Frontier::default();
    let mut older = Vec::new();
    let mut bytes = 0;
    for n in 0..records {
        if n > 0 && n.is_multiple_of(1_000) {
            let at = DateTime::from_timestamp_millis(1_763_700_000_000 + i64::try_from(n)?).unwrap_or_default();
            older.push((n, signer.sign(n, tree.root(), at)?));
        }
        let record = record(n)?;
        bytes += record.len();
        tree.push(leaf_hash(&record));
    }
    let at = DateTime::from_timestamp_millis(1_763_800_000_000).unwrap_or_default();
    let heads = Heads {
        vkey: signer.vkey().to_owned(),
        latest: signer.sign(records, tree.root(), at)?,
        older,
    };
    let dir = tempfile::tempdir()?;
    let source = (0..records).map_while(|n| record(n).ok()).map(Ok::<_, Infallible>);
    let start = Instant::now();
    export(dir.path(), &heads, source, |_| {})?;
    writeln!(
        out,
        "export: {records} records, {} MB, {:.2?}",
        bytes / 1_000_000,
        start.elapsed()
    )?;

    let start = Instant::now();
    let report = verify(dir.path(), &signer.verifier()?, &[], Leaves::Livc, &|_| {}).report;
    let took = start.elapsed();
    if !report.holds() {
        return Err("the export does not hold".into());
    }
    let rate = u128::from(records) * 1_000_000 / took.as_micros().max(1);
    writeln!(
        out,
        "verify: {records} records, {} checkpoints, {took:.2?}, {rate} records/s",
        report.checkpoints
    )?;
    Ok(())
}
