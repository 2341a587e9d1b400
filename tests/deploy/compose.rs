//! docker-compose.yml as Compose reads it: merged, with the values of an environment file put in.

use crate::text_of;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The committed file with the values of the example environment.
pub fn committed() -> Value {
    let text = text_of("docker-compose.yml");
    read(&text, &environment(&text_of("deploy/env.example"))).unwrap()
}

/// Reads a text of this form.
pub fn read(text: &str, environment: &BTreeMap<String, String>) -> Result<Value, String> {
    let parsed: Value = serde_saphyr::from_str(text).map_err(|error| error.to_string())?;
    filled_in(parsed, environment)
}

/// The lines `NAME=value` of an environment file.
pub fn environment(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn filled_in(value: Value, environment: &BTreeMap<String, String>) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => Value::String(interpolated(&text, environment)?),
        Value::Array(list) => Value::Array(
            list.into_iter()
                .map(|v| filled_in(v, environment))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, v)| Ok((key, filled_in(v, environment)?)))
                .collect::<Result<Map<_, _>, String>>()?,
        ),
        other => other,
    })
}

/// `${NAME}`, `${NAME:-default}` and `${NAME:?message}`.
fn interpolated(text: &str, environment: &BTreeMap<String, String>) -> Result<String, String> {
    let mut done = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (inside, behind) = after.split_once('}').ok_or("a `${` without its end")?;
        let (name, otherwise) = inside.split_once(':').unwrap_or((inside, ""));
        let value = environment.get(name).filter(|value| !value.is_empty());
        done.push_str(before);
        match (value, otherwise.split_at_checked(1)) {
            (Some(value), _) => done.push_str(value),
            (None, Some(("-", default))) => done.push_str(default),
            (None, _) => return Err(format!("{name} is not set: {otherwise}")),
        }
        rest = behind;
    }
    Ok(done + rest)
}

/// One service: its own table.
pub fn service<'a>(compose: &'a Value, name: &str) -> &'a Value {
    let found = &compose["services"][name];
    assert!(found.is_object(), "there is no service {name}");
    found
}

/// The words of a list.
pub fn words(list: &Value) -> Vec<&str> {
    list.as_array()
        .map(|list| list.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default()
}

/// Every promise of the deployment that this file breaks.
pub fn broken_promises(compose: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, service) in compose["services"].as_object().unwrap() {
        let mut need = |is_kept: bool, promise: &str| {
            if !is_kept {
                broken.push(format!("{name}: {promise}"));
            }
        };
        need(service["read_only"] == true, "its file system is read-only");
        need(
            words(&service["cap_drop"]) == ["ALL"] && service["cap_add"].is_null(),
            "it has no capability",
        );
        need(
            words(&service["security_opt"]) == ["no-new-privileges:true"],
            "it gains no privileges",
        );
        need(
            service["privileged"].is_null() && service["devices"].is_null(),
            "it is an ordinary process",
        );
        need(is_somebody(&service["user"]), "its user is a number and not root");
        need(
            ["pid", "ipc", "userns_mode"].iter().all(|key| service[key].is_null()),
            "it shares no namespace",
        );
        need(
            matches!(service["network_mode"].as_str(), None | Some("none")),
            "it has a network of its own or none",
        );
        need(service["pids_limit"].is_u64(), "its processes are counted");
        need(
            service["logging"]["options"]["max-size"].is_string(),
            "its journal cannot fill the disk",
        );
        need(is_pinned(&service["image"]), "its image is pinned to a version");
        need(
            service["ports"].is_null()
                || (name == "livc"
                    && words(&service["ports"])
                        .iter()
                        .all(|port| port.starts_with("127.0.0.1:"))),
            "nothing is published but livc to this machine",
        );
        need(has_no_secret_value(service), "secrets are files, never values");
        need(
            words(&service["secrets"])
                .iter()
                .all(|s| is_secret_file(&compose["secrets"][s])),
            "its secrets are files of the folder of secrets",
        );
        let writes = name == "keys";
        need(
            service["volumes"]
                .as_array()
                .is_none_or(|all| all.iter().all(|volume| is_fit(volume, name, writes))),
            "it can write only where its data are",
        );
    }
    let mut need = |is_kept: bool, promise: &str| {
        if !is_kept {
            broken.push(promise.to_owned());
        }
    };
    let of = |name: &str| &compose["services"][name];
    let (database, migrate, livc) = (of("database"), of("migrate"), of("livc"));
    for (name, service) in [("migrate", migrate), ("livc", livc)] {
        let waits = &service["depends_on"]["database"]["condition"];
        need(
            waits == "service_healthy",
            &format!("{name} waits until the database is healthy"),
        );
    }
    need(
        livc["depends_on"]["migrate"]["condition"] == "service_completed_successfully",
        "livc starts once the tables are up to date",
    );
    need(words(&migrate["command"]) == ["migrate"], "migrate migrates");
    need(migrate["restart"] == "no", "migrate runs once");
    need(
        words(&database["healthcheck"]["test"]).contains(&"--host=127.0.0.1"),
        "the database is healthy once it answers by TCP",
    );
    need(
        words(&livc["healthcheck"]["test"]).last() == Some(&"health"),
        "the program itself is asked whether livc is healthy",
    );
    need(
        words(&database["networks"]) == ["inside"] && compose["networks"]["inside"]["internal"] == true,
        "the database is on an internal network alone",
    );
    need(
        words(&of("keys")["profiles"]) == ["setup"] && of("keys")["network_mode"] == "none",
        "keys are made on request and without a network",
    );
    broken
}

fn is_somebody(user: &Value) -> bool {
    let Some((user, group)) = user.as_str().and_then(|user| user.split_once(':')) else {
        return false;
    };
    [user, group]
        .iter()
        .all(|id| id.parse::<u32>().is_ok_and(|number| number > 0))
}

fn is_pinned(image: &Value) -> bool {
    let Some((_, tag)) = image.as_str().and_then(|image| image.rsplit_once(':')) else {
        return false;
    };
    tag.starts_with(|first: char| first.is_ascii_digit())
}

fn has_no_secret_value(service: &Value) -> bool {
    let Some(environment) = service["environment"].as_object() else {
        return service["environment"].is_null();
    };
    environment.iter().all(|(name, value)| {
        let is_secret = ["PASSWORD", "SECRET", "TOKEN", "PRIVATE", "KEYS"]
            .iter()
            .any(|word| name.contains(word));
        let value = value.as_str().unwrap_or_default();
        let has_password = value
            .split_once("://")
            .and_then(|(_, rest)| rest.split_once('@'))
            .is_some_and(|(user, _)| user.contains(':'));
        !has_password && (!is_secret || value.starts_with('/'))
    })
}

fn is_secret_file(secret: &Value) -> bool {
    secret["file"]
        .as_str()
        .is_some_and(|file| file.starts_with("./deploy/secrets/"))
}

fn is_fit(volume: &Value, service: &str, writes: bool) -> bool {
    if let Some(named) = volume.as_str() {
        return service == "database" && named.starts_with("database:");
    }
    volume["source"]
        .as_str()
        .is_some_and(|source| source.starts_with("./deploy/secrets"))
        && (writes || volume["read_only"] == true)
        && volume["bind"]["create_host_path"] == false
}
