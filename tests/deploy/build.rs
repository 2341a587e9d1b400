//! The build of the Dockerfile finds all it needs among the files that reach it, and nothing else reaches it.

use crate::dockerfile::Dockerfile;
use crate::{is_asked_for, repository, text_of};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The files that reach the build: those that .dockerignore lets in.
fn context() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for line in text_of(".dockerignore").lines() {
        if let Some(name) = line.strip_prefix('!') {
            copy(&repository(name), &folder.path().join(name));
        }
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// The command of the Dockerfile that builds the program.
fn cargo_build() -> Vec<String> {
    let commands = Dockerfile::committed().build_commands();
    let build = commands.iter().find(|c| c.starts_with("cargo build")).unwrap();
    build.split(' ').map(ToOwned::to_owned).collect()
}

fn cargo(arguments: &[&str], folder: &Path) -> Result<String, String> {
    let done = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(told)
    }
}

/// What this program is made of, as the manifest finds it in a folder; nothing when the lock file does not fit it.
fn parts(folder: &Path) -> Result<BTreeSet<(String, String)>, String> {
    let told = cargo(&["metadata", "--locked", "--offline", "--format-version", "1"], folder)?;
    let metadata: serde_json::Value = serde_json::from_str(&told).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let own = packages.iter().find(|package| package["name"] == "livc").unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let targets = own["targets"].as_array().unwrap().iter();
    Ok(targets
        .map(|target| (text(&target["kind"][0]), text(&target["name"])))
        .collect())
}

#[test]
fn everything_the_manifest_names_reaches_the_build() {
    let context = context();
    let build = cargo_build();
    let name = &build[build.iter().position(|word| word == "--bin").unwrap() + 1];
    // What a manifest names and does not find, it refuses to build: all of it must reach the build, benches included.
    let whole = parts(&repository("")).unwrap();
    assert!(whole.contains(&("bin".to_owned(), name.clone())), "{whole:?}");
    assert_eq!(parts(context.path()).unwrap(), whole);
    let installs = Dockerfile::committed().build_commands();
    for command in installs.iter().filter(|c| c.starts_with("install -D")) {
        let source = command.split(' ').nth(3).unwrap();
        let is_there = source == format!("target/release/{name}") || context.path().join(source).is_file();
        assert!(is_there, "{command}");
    }
}

#[test]
fn what_is_kept_out_is_missed() {
    let context = context();
    fs::remove_dir_all(context.path().join("benches")).unwrap();
    assert_ne!(parts(context.path()).unwrap(), parts(&repository("")).unwrap());
    fs::remove_file(context.path().join("Cargo.lock")).unwrap();
    assert!(parts(context.path()).unwrap_err().contains("lock"));
}

/// The build step itself. It checks and does not link: that the program links and runs is what the other tests stand on,
/// and an optimised build of all dependencies would take minutes to show the same.
#[test]
fn the_build_step_compiles_in_the_context() {
    if !is_asked_for("LIVC_TEST_BUILD") {
        eprintln!("skipped: set LIVC_TEST_BUILD=1 to compile on exactly the files that reach the image");
        return;
    }
    let build = cargo_build();
    let mut words: Vec<&str> = build.iter().skip(1).map(String::as_str).collect();
    words.retain(|word| *word != "--release");
    assert_eq!(words[0], "build");
    words[0] = "check";
    let context = context();
    let target = Path::new(env!("CARGO_BIN_EXE_livc")).ancestors().nth(2).unwrap();
    let done = Command::new(env!("CARGO"))
        .args(&words)
        .current_dir(context.path())
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{words:?}: {told}");
}
