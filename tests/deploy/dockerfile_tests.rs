//! The committed Dockerfile keeps every promise, and every promise is one that a fault would break.

use crate::dockerfile::{Dockerfile, broken_promises};
use crate::text_of;

#[test]
fn the_image_keeps_its_promises() {
    assert_eq!(broken_promises(&Dockerfile::committed()), Vec::<&str>::new());
}

#[test]
fn each_fault_breaks_a_promise() {
    let text = text_of("Dockerfile");
    for (found, instead, promise) in [
        (" --locked", "", "locked"),
        (" --release", "", "optimised"),
        ("USER 65532:65532", "USER root", "not root"),
        ("USER 65532:65532", "USER 0:0", "not root"),
        ("USER 65532:65532\n", "", "not root"),
        (
            "USER 65532:65532",
            "RUN apt-get install curl\nUSER 65532:65532",
            "no shell",
        ),
        ("COPY --from=build /image/ /", "COPY . /", "only what was built"),
        ("EXPOSE 8080", "ADD https://example.org/x /x", "by address"),
        ("cc-debian12:nonroot", "cc-debian12", "version"),
        ("rust:1.95-bookworm", "rust:latest", "version"),
        (
            "ENTRYPOINT [\"/usr/local/bin/livc\", \"--config\", \"/etc/livc/livc.toml\"]",
            "ENTRYPOINT livc serve",
            "without a shell",
        ),
        (
            "CMD [\"/usr/local/bin/livc\", \"--config\", \"/etc/livc/livc.toml\", \"health\"]",
            "CMD curl -f localhost:8080/healthz",
            "asked",
        ),
        ("org.opencontainers.image.licenses", "licence", "says what it is"),
        (
            "ARG REVISION=unknown",
            "ARG REVISION=unknown\nENV LIVC_PASSWORD=geheim",
            "no secret",
        ),
    ] {
        assert!(text.contains(found), "{found}");
        let broken = broken_promises(&Dockerfile::read(&text.replace(found, instead)));
        assert!(
            broken.iter().any(|b| b.contains(promise)),
            "{instead:?}: {promise} is not among {broken:?}"
        );
    }
    let single = text.split_once("\nFROM gcr").unwrap().0;
    assert!(broken_promises(&Dockerfile::read(single)).contains(&"what builds does not ship"));
}

#[test]
fn versions_agree() {
    let dockerfile = Dockerfile::committed();
    let version = format!("VERSION={}", env!("CARGO_PKG_VERSION"));
    assert!(dockerfile.last_stage().all("ARG").any(|arg| arg == version));
    let toolchain = format!("rust:{}-", env!("CARGO_PKG_RUST_VERSION"));
    assert!(dockerfile.bases()[0].contains(&toolchain), "{:?}", dockerfile.bases());
    let base = format!("base.name=\"{}\"", dockerfile.bases()[1]);
    assert!(dockerfile.last_stage().argument("LABEL").contains(&base));
}

#[test]
fn secrets_do_not_enter_the_build() {
    let text = text_of(".dockerignore");
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    assert_eq!(lines.next(), Some("*"), "everything is left out that is not named");
    for line in lines {
        let let_in = line.strip_prefix('!').unwrap();
        for kept_out in ["deploy", ".env", "target", ".git"] {
            assert!(!let_in.starts_with(kept_out), "{line}");
        }
    }
}
