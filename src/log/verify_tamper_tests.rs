//! Whatever is done to an export, verification finds it and names it.
use super::*;

#[test]
fn every_flipped_byte_of_every_file_is_found() {
    let dir = exported(6, &[2, 5]);
    for file in all_files(dir.path()) {
        let path = dir.path().join(&file);
        let good = fs::read(&path).unwrap();
        for index in 0..good.len() {
            let mut bad = good.clone();
            bad[index] ^= 1 << (index % 8);
            fs::write(&path, bad).unwrap();
            assert!(!report(dir.path()).holds(), "byte {index} of {}", file.display());
        }
        fs::write(&path, good).unwrap();
    }
    assert!(report(dir.path()).holds());
}

#[test]
fn flipped_bytes_of_full_tiles_and_bundles_are_found_and_named() {
    let dir = exported(300, &[256]);
    for file in all_files(dir.path()).iter().filter(|file| file.starts_with("tile")) {
        let (path, name) = (dir.path().join(file), file.to_str().unwrap());
        let good = fs::read(&path).unwrap();
        for index in (0..good.len()).step_by(1009) {
            let mut bad = good.clone();
            bad[index] ^= 0x80;
            fs::write(&path, bad).unwrap();
            let report = report(dir.path());
            let named = |finding: &Finding| match &finding.place {
                Place::File { path } => path == name,
                Place::Record { first, .. } => {
                    name.starts_with("tile/entries/") && (first / 256 == 0) == (name == "tile/entries/000")
                }
                Place::Checkpoint { .. } | Place::Row { .. } | Place::Column { .. } => false,
            };
            assert!(
                !report.holds() && report.findings.iter().all(named),
                "{name} {index}: {:#?}",
                report.findings
            );
        }
        fs::write(&path, good).unwrap();
    }
}

#[test]
fn a_changed_record_is_named_and_the_tiles_are_not_blamed() {
    let dir = exported(600, &[100, 400]);
    rebundle(dir.path(), "tile/entries/001", |entries| {
        entries[7] = leaf("7", 9999).canonical().unwrap();
    });
    let report = report(dir.path());
    let faults: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.weight == Weight::Fault)
        .collect();
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert_eq!(
        (&faults[0].place, faults[0].kind),
        (&Place::record(263), Fault::Differs)
    );
}

#[test]
fn a_changed_record_and_a_changed_tile_elsewhere_are_both_named() {
    let dir = exported(600, &[]);
    rebundle(dir.path(), "tile/entries/001", |entries| {
        entries[7] = leaf("7", 9999).canonical().unwrap();
    });
    let mut tile = fs::read(dir.path().join("tile/0/000")).unwrap();
    tile[33] ^= 1;
    fs::write(dir.path().join("tile/0/000"), tile).unwrap();
    let report = report(dir.path());
    assert_eq!(report.faults(), 2, "{:#?}", report.findings);
    assert!(has(&report, &Place::record(263), Fault::Differs));
    assert!(has(&report, &Place::file("tile/0/000"), Fault::Differs));
}

#[test]
fn deleted_inserted_and_swapped_records_are_found() {
    type Change = fn(&mut Vec<Vec<u8>>);
    let changes: [(Change, Place); 4] = [
        (|entries| drop(entries.remove(3)), Place::Record { first: 3, last: 255 }),
        (
            |entries| entries.insert(3, leaf("7", 9999).canonical().unwrap()),
            Place::Record { first: 3, last: 255 },
        ),
        (|entries| entries.swap(3, 4), Place::Record { first: 3, last: 4 }),
        (|entries| entries[3] = entries[2].clone(), Place::record(3)),
    ];
    for (change, place) in changes {
        let dir = exported(300, &[]);
        rebundle(dir.path(), "tile/entries/000", change);
        assert_found(dir.path(), &place, Fault::Differs);
    }
}

#[test]
fn a_missing_cut_or_added_file_is_found() {
    for path in [
        "tile/entries/000",
        "tile/entries/002.p/88",
        "tile/0/001",
        "tile/1/000.p/2",
    ] {
        let dir = exported(600, &[]);
        fs::remove_file(dir.path().join(path)).unwrap();
        assert_found(dir.path(), &Place::file(path), Fault::Missing);
        fs::write(dir.path().join(path), b"\x00").unwrap();
        assert_found(dir.path(), &Place::file(path), Fault::Malformed);
    }
    let dir = exported(600, &[]);
    fs::copy(dir.path().join("tile/entries/000"), dir.path().join("tile/entries/003")).unwrap();
    assert_found(dir.path(), &Place::file("tile/entries/003"), Fault::Unexpected);
    let empty = TempDir::new().unwrap();
    assert_found(empty.path(), &Place::checkpoint("checkpoint"), Fault::Missing);
}

#[test]
fn a_forged_history_without_the_key_does_not_hold() {
    let dir = exported(300, &[100, 200]);
    let forged = TempDir::new().unwrap();
    let mut history = records(300);
    history.remove(150);
    write(forged.path(), &history, &[]);
    // The forger rebuilds every tile, but has only the checkpoints that were really signed.
    for (name, size) in [
        ("checkpoints/100", 100u64),
        ("checkpoints/200", 200),
        ("checkpoint", 300),
    ] {
        fs::create_dir_all(forged.path().join("checkpoints")).unwrap();
        fs::copy(dir.path().join(name), forged.path().join(name)).unwrap();
        let report = report(forged.path());
        let kind = if size == 300 { Fault::Shorter } else { Fault::Root };
        assert_eq!(
            has(&report, &Place::checkpoint(name), kind),
            size > 100,
            "{:#?}",
            report.findings
        );
    }
    let report = report(forged.path());
    let finding = report
        .findings
        .iter()
        .find(|finding| finding.place == Place::checkpoint("checkpoints/200"));
    assert!(
        finding.unwrap().detail.contains("among the records 100 to 199"),
        "{finding:#?}"
    );
}

#[test]
fn whoever_holds_an_older_checkpoint_finds_a_fork_a_truncation_and_a_roll_back_even_with_the_key() {
    let honest = heads(&records(300), &[]);
    let held = [(
        "kept by the data protection officer".to_owned(),
        honest.latest.clone().into_bytes(),
    )];
    let place = Place::checkpoint("kept by the data protection officer");

    let same = exported(300, &[]);
    assert!(report_with(same.path(), &held).holds());
    let grown = exported(400, &[300]);
    assert!(report_with(grown.path(), &held).holds());

    let cut = exported(250, &[]);
    assert!(has(&report_with(cut.path(), &held), &place, Fault::Shorter));

    let fork = TempDir::new().unwrap();
    let mut history = records(400);
    history[10] = leaf("7", 9999).canonical().unwrap();
    write(fork.path(), &history, &[]);
    assert!(report(fork.path()).holds(), "alone, a fork signed with the key holds");
    assert!(has(&report_with(fork.path(), &held), &place, Fault::Root));

    let rolled = exported(300, &[100, 200]);
    fs::copy(rolled.path().join("checkpoints/200"), rolled.path().join("checkpoint")).unwrap();
    assert_found(rolled.path(), &Place::file("tile/entries/001.p/44"), Fault::Unexpected);
}
