//! The image itself, where an engine and the base images are at hand.

use crate::dockerfile::Dockerfile;
use crate::{is_asked_for, repository};
use std::process::{Command, Output};

const IMAGE: &str = "livc-test-image";

/// An engine that answers.
fn engine() -> Option<&'static str> {
    let answers = |engine: &&str| {
        Command::new(engine)
            .arg("info")
            .output()
            .is_ok_and(|o| o.status.success())
    };
    ["docker", "podman"].into_iter().find(answers)
}

fn run(engine: &str, words: &[&str]) -> Output {
    Command::new(engine)
        .args(words)
        .current_dir(repository(""))
        .output()
        .unwrap()
}

#[test]
fn the_image_is_built_and_holds_the_program_alone() {
    if !is_asked_for("LIVC_TEST_IMAGE") {
        eprintln!("skipped: set LIVC_TEST_IMAGE=1 to build the image (some minutes)");
        return;
    }
    let Some(engine) = engine() else {
        eprintln!("skipped: neither docker nor podman answers on this machine");
        return;
    };
    for base in Dockerfile::committed().bases() {
        let is_here = run(engine, &["image", "inspect", base]).status.success();
        if !is_here && !run(engine, &["pull", base]).status.success() {
            eprintln!("skipped: {engine} cannot get the base image {base}");
            return;
        }
    }
    let built = run(engine, &["build", "--tag", IMAGE, "."]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let hardened = [
        "run",
        "--rm",
        "--read-only",
        "--cap-drop=ALL",
        "--security-opt=no-new-privileges",
        "--network=none",
    ];
    let version = run(engine, &[&hardened[..], &[IMAGE, "--version"]].concat());
    let complaint = String::from_utf8_lossy(&version.stderr);
    if complaint.contains("OCI") && (complaint.contains("not supported") || complaint.contains("permission denied")) {
        eprintln!("built, but not started: {engine} may start no container on this machine: {complaint}");
        return;
    }
    assert_eq!(
        String::from_utf8_lossy(&version.stdout).trim(),
        format!("livc {}", env!("CARGO_PKG_VERSION")),
        "{complaint}"
    );
    let shell = run(
        engine,
        &[&hardened[..], &["--entrypoint=/bin/sh", IMAGE, "-c", "true"]].concat(),
    );
    assert!(!shell.status.success(), "there is a shell in the image");
    let user = run(engine, &["image", "inspect", "--format={{.Config.User}}", IMAGE]);
    assert_eq!(String::from_utf8_lossy(&user.stdout).trim(), "65532:65532");
}
