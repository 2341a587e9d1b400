//! Key files are made once, kept closed, and refused when anything about them is wrong.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;
use std::fs;

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn made() -> (tempfile::TempDir, std::path::PathBuf, Keyring) {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("keys");
    let keys = Keyring::create(&dir, "livc.example/log").unwrap();
    (home, dir, keys)
}

#[test]
fn what_is_created_is_what_is_loaded() {
    let (_home, dir, keys) = made();
    let loaded = Keyring::load(&dir).unwrap();
    assert_eq!(keys.derive("a", "b").bytes(), loaded.derive("a", "b").bytes());
    assert_eq!(keys.alias("a", "b", "c"), loaded.alias("a", "b", "c"));
    assert_eq!(keys.token_signing_pem().trim_end(), loaded.token_signing_pem());
    assert_eq!(keys.log_signing_key(), loaded.log_signing_key());
    assert_eq!(keys.log_verifying_key(), loaded.log_verifying_key());
    assert!(loaded.log_verifying_key().starts_with("livc.example/log+"));
}

#[test]
fn only_the_owner_has_access_to_new_keys() {
    let (_home, dir, _) = made();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700);
    for name in ALL {
        assert_eq!(mode(&dir.join(name)), 0o600, "{name}");
    }
}

#[test]
fn no_key_is_overwritten_not_even_one_of_five() {
    let (_home, dir, _) = made();
    for kept in ALL {
        for name in ALL.into_iter().filter(|name| *name != kept) {
            fs::remove_file(dir.join(name)).unwrap();
        }
        let before = fs::read(dir.join(kept)).unwrap();
        let error = Keyring::create(&dir, "livc.example/log").unwrap_err();
        assert!(matches!(&error, KeyringError::Exists(path) if path.ends_with(kept)));
        assert_eq!(fs::read(dir.join(kept)).unwrap(), before);
        assert_eq!(
            fs::read_dir(&dir).unwrap().count(),
            1,
            "nothing was written beside {kept}"
        );
        fs::remove_file(dir.join(kept)).unwrap();
        Keyring::create(&dir, "livc.example/log").unwrap();
    }
}

#[test]
fn a_key_that_appears_while_keys_are_being_made_is_kept() {
    let (_home, dir, keys) = made();
    for name in ALL {
        let before = fs::read(dir.join(name)).unwrap();
        assert!(matches!(write_new(&dir, &keys), Err(KeyringError::Exists(_))));
        assert_eq!(fs::read(dir.join(name)).unwrap(), before);
        let error = write_file(&dir, name, "other").unwrap_err();
        assert!(matches!(error, KeyringError::Exists(_)), "{error}");
        assert_eq!(fs::read(dir.join(name)).unwrap(), before);
    }
}

#[test]
fn a_file_that_others_can_touch_is_refused() {
    let (_home, dir, _) = made();
    for name in ALL {
        for mode in [0o640, 0o604, 0o620, 0o602] {
            chmod(&dir.join(name), mode);
            let error = Keyring::load(&dir).unwrap_err().to_string();
            assert!(error.contains(name) && error.contains("chmod 600"), "{error}");
        }
        chmod(&dir.join(name), 0o400);
        Keyring::load(&dir).unwrap();
    }
    chmod(&dir, 0o770);
    assert!(Keyring::load(&dir).unwrap_err().to_string().contains("chmod 700"));
}

#[test]
fn a_missing_file_is_named_with_the_command_that_makes_it() {
    let (_home, dir, _) = made();
    for name in ALL {
        let (path, aside) = (dir.join(name), dir.join("aside"));
        fs::rename(&path, &aside).unwrap();
        let error = Keyring::load(&dir).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains("livc keys init"), "{error}");
        fs::rename(&aside, &path).unwrap();
    }
    let absent = Keyring::load(&dir.join("nowhere")).unwrap_err();
    assert!(matches!(absent, KeyringError::Missing(_)));
}

#[test]
fn a_spoiled_file_is_refused_without_showing_it() {
    let (_home, dir, _) = made();
    for name in ALL {
        let path = dir.join(name);
        let whole = fs::read_to_string(&path).unwrap();
        for spoiled in [String::new(), whole.replacen(['a', 'A', '0'], "!", 1), "x".repeat(9000)] {
            fs::write(&path, &spoiled).unwrap();
            let error = Keyring::load(&dir).unwrap_err();
            assert!(matches!(error, KeyringError::Malformed { .. }), "{name}: {error}");
            assert!(spoiled.is_empty() || !error.to_string().contains(spoiled.trim_end()));
        }
        fs::write(&path, &whole).unwrap();
    }
}

#[test]
fn the_two_halves_of_the_log_key_must_belong_together() {
    let (_home, dir, _) = made();
    let (_other_home, other, _) = made();
    fs::copy(other.join(LOG_VERIFYING), dir.join(LOG_VERIFYING)).unwrap();
    assert!(Keyring::load(&dir).unwrap_err().to_string().contains("public half"));
}

#[test]
fn a_log_key_under_a_wrong_id_is_refused() {
    let (_home, dir, keys) = made();
    let id = keys.log_verifying_key().split('+').nth(1).unwrap();
    let wrong = if id == "00000000" { "00000001" } else { "00000000" };
    fs::write(dir.join(LOG_SIGNING), keys.log_signing_key().replace(id, wrong)).unwrap();
    assert!(Keyring::load(&dir).unwrap_err().to_string().contains(LOG_SIGNING));
}

#[test]
fn a_log_name_that_a_note_cannot_bear_is_refused() {
    let home = tempfile::tempdir().unwrap();
    for name in ["", "a b", "a+b"] {
        let error = Keyring::create(home.path(), name).unwrap_err();
        assert!(matches!(error, KeyringError::LogName(_)));
    }
}
