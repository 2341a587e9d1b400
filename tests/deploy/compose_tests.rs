//! The committed file keeps every promise, and every promise is one that a fault would break.

use crate::compose::{broken_promises, committed, environment, read, service, words};
use crate::dockerfile::Dockerfile;
use crate::text_of;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[test]
fn the_deployment_keeps_its_promises() {
    assert_eq!(broken_promises(&committed()), Vec::<String>::new());
    let compose = committed();
    let services: Vec<_> = compose["services"].as_object().unwrap().keys().collect();
    assert_eq!(services, ["database", "keys", "livc", "migrate"]);
}

/// A change of the file at one place, and what must be said about it.
type Fault = (&'static str, &'static str, Value, &'static str);

#[test]
fn each_fault_breaks_a_promise() {
    let faults: Vec<Fault> = vec![
        ("livc", "/read_only", json!(false), "read-only"),
        ("database", "/read_only", Value::Null, "read-only"),
        ("livc", "/cap_drop", json!(["NET_RAW"]), "capability"),
        ("livc", "/cap_add", json!(["SYS_PTRACE"]), "capability"),
        ("migrate", "/security_opt", json!([]), "privileges"),
        ("livc", "/privileged", json!(true), "ordinary process"),
        ("livc", "/user", json!("root"), "not root"),
        ("database", "/user", json!("0:0"), "not root"),
        ("keys", "/user", Value::Null, "not root"),
        ("livc", "/pid", json!("host"), "namespace"),
        ("livc", "/network_mode", json!("host"), "network"),
        ("livc", "/pids_limit", Value::Null, "counted"),
        ("database", "/logging", Value::Null, "journal"),
        (
            "database",
            "/image",
            json!("docker.io/library/postgres:latest"),
            "pinned",
        ),
        ("database", "/image", json!("postgres"), "pinned"),
        ("database", "/ports", json!(["127.0.0.1:5432:5432"]), "published"),
        ("livc", "/ports", json!(["8080:8080"]), "published"),
        ("livc", "/ports", json!(["0.0.0.0:8080:8080"]), "published"),
        (
            "database",
            "/environment/POSTGRES_PASSWORD",
            json!("geheim"),
            "secrets are files",
        ),
        (
            "livc",
            "/environment/LIVC__DATABASE__URL",
            json!("postgres://livc:geheim@database/livc"),
            "secrets are files",
        ),
        ("livc", "/secrets", json!(["another"]), "folder of secrets"),
        ("livc", "/volumes/0/read_only", json!(false), "write only"),
        ("livc", "/volumes/0/source", json!("/var/run/docker.sock"), "write only"),
        ("livc", "/volumes/0/bind/create_host_path", json!(true), "write only"),
        ("livc", "/volumes/0", json!("database:/var/lib/livc"), "write only"),
        (
            "livc",
            "/depends_on/database/condition",
            json!("service_started"),
            "livc waits",
        ),
        ("migrate", "/depends_on", json!(["database"]), "migrate waits"),
        ("livc", "/depends_on/migrate", Value::Null, "up to date"),
        ("migrate", "/command", json!(["serve"]), "migrate migrates"),
        ("migrate", "/restart", json!("always"), "runs once"),
        ("database", "/healthcheck/test", json!(["CMD", "pg_isready"]), "by TCP"),
        ("livc", "/healthcheck", Value::Null, "asked"),
        (
            "database",
            "/networks",
            json!(["inside", "outside"]),
            "internal network",
        ),
        ("keys", "/profiles", Value::Null, "on request"),
        ("keys", "/network_mode", Value::Null, "on request"),
    ];
    for (name, place, value, promise) in faults {
        let mut compose = committed();
        let (parent, key) = place.rsplit_once('/').unwrap();
        let table = compose["services"][name].pointer_mut(parent).unwrap();
        match table {
            Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
            other => other[key] = value,
        }
        let broken = broken_promises(&compose);
        assert!(
            broken.iter().any(|b| b.contains(promise)),
            "{name} {place}: {promise} is not among {broken:?}"
        );
    }
    let mut open = committed();
    open["networks"]["inside"]["internal"] = json!(false);
    assert!(!broken_promises(&open).is_empty());
}

#[test]
fn without_its_values_nothing_starts() {
    let text = text_of("docker-compose.yml");
    let whole = environment(&text_of("deploy/env.example"));
    for name in ["LIVC_PUBLIC_URL", "LIVC_ISSUER", "LIVC_LOG_NAME"] {
        for value in [None, Some(String::new())] {
            let mut poorer: BTreeMap<_, _> = whole.clone();
            poorer.remove(name);
            poorer.extend(value.map(|value| (name.to_owned(), value)));
            let error = read(&text, &poorer).unwrap_err();
            assert!(error.contains(name), "{error}");
        }
    }
    let compose = read(&text, &whole).unwrap();
    let named = whole["LIVC_LOG_NAME"].as_str();
    assert!(words(&service(&compose, "keys")["command"]).contains(&named));
    assert_eq!(service(&compose, "livc")["environment"]["LIVC__LOG__ORIGIN"], named);
}

#[test]
fn image_and_deployment_agree() {
    let (compose, dockerfile) = (committed(), Dockerfile::committed());
    let last = dockerfile.last_stage();
    for name in ["livc", "migrate", "keys"] {
        let service = service(&compose, name);
        assert_eq!(service["user"], last.argument("USER"), "{name}");
        assert_eq!(
            service["image"],
            format!("livc:{}", env!("CARGO_PKG_VERSION")),
            "{name}"
        );
    }
    let asked = &service(&compose, "livc")["healthcheck"]["test"];
    assert_eq!(words(asked)[1..], last.health_check());
    let port = words(&service(&compose, "livc")["ports"])[0]
        .rsplit(':')
        .next()
        .unwrap();
    assert_eq!(port, last.argument("EXPOSE"));
    assert_eq!(words(&service(&compose, "livc")["command"]), last.list("CMD"));
}

#[test]
fn no_secret_is_committed() {
    let ignored = text_of(".gitignore");
    for line in [".env", "deploy/secrets"] {
        assert!(ignored.lines().any(|l| l == line), ".gitignore lacks {line}");
    }
}
