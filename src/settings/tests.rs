//! The layers, their order, and every refusal with the names an operator needs.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;

fn load(file: Option<&str>, variables: &[(&str, &str)]) -> Result<Settings, String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("livc.toml");
    if let Some(text) = file {
        std::fs::write(&path, text).unwrap();
    }
    let environment = variables.iter().map(|(name, value)| (name.into(), value.into()));
    let loaded = Settings::from_layers(file.map(|_| path.as_path()), environment);
    loaded.map_err(|error| error.to_string())
}

fn refused(file: Option<&str>, variables: &[(&str, &str)], names: &[&str]) {
    let error = load(file, variables).unwrap_err();
    for name in names {
        assert!(error.contains(name), "{name:?} is not in {error:?}");
    }
}

#[test]
fn the_defaults_are_settings() {
    let settings = Settings::embedded().unwrap();
    assert_eq!(settings.server.port, 8080);
    assert!(settings.server.bind.is_loopback());
    assert_eq!(
        (settings.auth.argon2.memory_kib, settings.auth.argon2.passes),
        (65_536, 3)
    );
    assert_eq!(settings.auth.access_token_minutes, 5);
    assert_eq!(settings.log.batch_max, 512);
    assert_eq!(settings.telemetry.format, ReportFormat::Plain);
    assert_eq!(settings.languages.default, DefaultLanguage::Nl);
    assert!(settings.database.is_sqlite());
}

#[test]
fn the_file_wins_over_the_defaults_and_the_environment_over_the_file() {
    let file = "[server]\nport = 9000\nworkers = 3\n[languages]\ndefault = \"fr\"\n";
    let settings = load(Some(file), &[("LIVC__SERVER__PORT", "9001"), ("HOME", "/x")]).unwrap();
    assert_eq!((settings.server.port, settings.server.workers), (9001, 3));
    assert_eq!(settings.languages.default.code(), "fr");
    assert_eq!(settings.server.request_timeout_s, 10);
}

#[test]
fn variables_carry_every_kind_of_value() {
    let settings = load(
        None,
        &[
            ("LIVC__SERVER__TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1"),
            ("LIVC__AUTH__ARGON2__MEMORY_KIB", "19456"),
            ("LIVC__AUTH__ISSUER", "0012"),
            ("LIVC__LOG__ORIGIN", "true"),
            ("LIVC__TELEMETRY__FORMAT", "json"),
        ],
    )
    .unwrap();
    assert_eq!(settings.server.trusted_proxies.len(), 2);
    assert_eq!(settings.auth.argon2.memory_kib, 19_456);
    assert_eq!(settings.auth.issuer, "0012", "a text stays the text it is");
    assert_eq!(settings.log.origin, "true");
    assert_eq!(settings.telemetry.format, ReportFormat::Json);
    let none = load(None, &[("LIVC__SERVER__TRUSTED_PROXIES", "")]).unwrap();
    assert!(none.server.trusted_proxies.is_empty());
}

#[test]
fn an_unknown_key_is_refused_wherever_it_stands() {
    refused(Some("[server]\nprot = 1\n"), &[], &["livc.toml", "server.prot", "port"]);
    refused(
        Some("[sever]\nport = 1\n"),
        &[],
        &["livc.toml", "sever.port", "sections", "server"],
    );
    refused(Some("port = 1\n"), &[], &["livc.toml", "`port`"]);
    refused(
        Some("[auth.argon2]\nlanes = 1\n"),
        &[],
        &["auth.argon2.lanes", "argon2.passes"],
    );
    refused(Some("[empty]\n"), &[], &["`empty`"]);
    refused(Some("server = 3\n"), &[], &["`server`"]);
    refused(Some("[server.port]\nx = 1\n"), &[], &["server.port.x"]);
    refused(Some("[Server]\nport = 1\n"), &[], &["Server.port"]);
}

#[test]
fn an_unknown_variable_is_refused_by_its_name() {
    refused(None, &[("LIVC__SERVER__PROT", "1")], &["LIVC__SERVER__PROT", "port"]);
    refused(None, &[("LIVC__PORT", "1")], &["LIVC__PORT", "sections"]);
    refused(None, &[("LIVC__", "1")], &["LIVC__"]);
    refused(None, &[("livc__server__port", "1")], &["livc__server__port"]);
    refused(None, &[("LIVC__SERVER", "1")], &["LIVC__SERVER"]);
}

#[test]
fn a_value_of_the_wrong_kind_is_refused_by_place_and_key() {
    refused(
        Some("[server]\nport = \"80\"\n"),
        &[],
        &["livc.toml", "server.port", "whole number"],
    );
    refused(
        Some("[auth]\nissuer = 5\n"),
        &[],
        &["livc.toml", "auth.issuer", "a text"],
    );
    refused(
        None,
        &[("LIVC__SERVER__PORT", "http")],
        &["LIVC__SERVER__PORT", "whole number"],
    );
    refused(Some("[server]\nport = 1.5\n"), &[], &["server.port"]);
    refused(Some("[server]\nport = 99999\n"), &[], &["port"]);
    refused(Some("[telemetry]\nlevel = \"loud\"\n"), &[], &["loud"]);
    refused(Some("[server]\ntrusted_proxies = [\"x\"]\n"), &[], &["`x`"]);
    refused(Some("[server\n"), &[], &["livc.toml", "TOML"]);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let nowhere = Path::new("/nowhere/livc.toml");
    let error = Settings::from_layers(Some(nowhere), std::iter::empty()).unwrap_err();
    assert!(error.to_string().contains("/nowhere/livc.toml"));
}

#[test]
fn every_bound_holds_on_both_sides() {
    for (variable, inside, outside) in [
        ("SERVER__REQUEST_TIMEOUT_S", ["1", "300"], ["0", "301"]),
        ("SERVER__MAX_BODY_BYTES", ["1024", "16777216"], ["1023", "16777217"]),
        ("SERVER__WORKERS", ["0", "256"], ["257", "258"]),
        ("DATABASE__POOL_SIZE", ["1", "256"], ["0", "257"]),
        ("AUTH__ACCESS_TOKEN_MINUTES", ["1", "15"], ["0", "16"]),
        ("AUTH__REFRESH_DAYS", ["1", "30"], ["0", "31"]),
        ("AUTH__ARGON2__MEMORY_KIB", ["19456", "1048576"], ["19455", "1048577"]),
        ("AUTH__ARGON2__PASSES", ["2", "16"], ["1", "17"]),
        ("LOG__CHECKPOINT_SECONDS", ["1", "86400"], ["0", "86401"]),
        ("LOG__SEQUENCE_MS", ["1", "60000"], ["0", "60001"]),
        ("LOG__BATCH_MAX", ["1", "512"], ["0", "513"]),
    ] {
        let name = format!("LIVC__{variable}");
        let key = variable.to_lowercase().replace("__", ".");
        for value in inside {
            load(None, &[(&name, value)]).unwrap();
        }
        for value in outside {
            refused(None, &[(&name, value)], &[&name, &format!("`{key}`")]);
        }
    }
    refused(
        None,
        &[("LIVC__AUTH__SIGN_INS_PER_MINUTE", "0")],
        &["sign_ins_per_minute"],
    );
}

#[test]
fn texts_have_bounds_too() {
    for (name, value) in [
        ("LIVC__KEYS__DIRECTORY", ""),
        ("LIVC__AUTH__ISSUER", " "),
        ("LIVC__LOG__ORIGIN", "a b"),
        ("LIVC__LOG__ORIGIN", ""),
        ("LIVC__DATABASE__URL", "mysql://x"),
        ("LIVC__DATABASE__URL", "postgres://livc:geheim@db/livc"),
        ("LIVC__SERVER__PUBLIC_URL", "livc.example"),
        ("LIVC__SERVER__PUBLIC_URL", "http://livc.example"),
        ("LIVC__SERVER__PUBLIC_URL", "http://localhost.example"),
        ("LIVC__SERVER__PUBLIC_URL", "https://livc.example/"),
        ("LIVC__SERVER__PUBLIC_URL", "https://a@livc.example"),
        ("LIVC__SERVER__PUBLIC_URL", "https://"),
    ] {
        let error = load(None, &[(name, value)]).unwrap_err();
        assert!(error.contains(name), "{error}");
        assert!(!error.contains("geheim"), "{error}");
    }
    load(None, &[("LIVC__SERVER__PUBLIC_URL", "https://livc.example:8443")]).unwrap();
    let file = ("LIVC__DATABASE__PASSWORD_FILE", "/run/secrets/x");
    refused(None, &[file], &["LIVC__DATABASE__PASSWORD_FILE", "postgres://"]);
}

#[test]
fn all_values_out_of_bounds_are_named_at_once() {
    let file = "[auth]\nrefresh_days = 0\n";
    refused(
        Some(file),
        &[("LIVC__LOG__BATCH_MAX", "0")],
        &[
            "livc.toml: `auth.refresh_days`",
            "LIVC__LOG__BATCH_MAX: `log.batch_max`",
        ],
    );
}

#[test]
fn the_file_for_production_can_be_loaded_and_keeps_the_password_out() {
    let settings = load(Some(include_str!("../../config/production.toml")), &[]).unwrap();
    assert!(!settings.database.is_sqlite());
    assert!(!settings.database.password_file.as_os_str().is_empty());
    assert_eq!(settings.telemetry.format, ReportFormat::Json);
    assert!(settings.server.public_url.starts_with("https://"));
}

#[test]
fn tests_may_hash_more_cheaply_than_any_installation() {
    let mut settings = Settings::embedded().unwrap();
    settings.auth.argon2 = Argon2Settings {
        memory_kib: 64,
        passes: 1,
    };
    assert!(check::refuse_out_of_bounds(&settings, &layers::Origins::new()).is_err());
}
