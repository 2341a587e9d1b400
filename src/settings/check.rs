//! The bounds of the settings; all that are exceeded are named at once, each with the file or variable that set it.

use super::layers::{Origins, SettingsError};
use super::{DatabaseSettings, Settings};

/// The least memory of a password hash in production: 19 MiB.
const LEAST_MEMORY_KIB: u32 = 19 * 1024;
const LEAST_PASSES: u32 = 2;

struct Findings<'a> {
    origins: &'a Origins,
    sentences: Vec<String>,
}

impl Findings<'_> {
    fn need(&mut self, is_met: bool, key: &str, sentence: &str) {
        if !is_met {
            let place = self.origins.get(key).map_or("the built-in defaults", String::as_str);
            self.sentences.push(format!("{place}: `{key}` {sentence}"));
        }
    }
}

/// Refuses settings with a value out of its bounds.
pub(super) fn refuse_out_of_bounds(settings: &Settings, origins: &Origins) -> Result<(), SettingsError> {
    let Settings {
        server,
        database,
        keys,
        auth,
        log,
        telemetry: _,
        languages: _,
    } = settings;
    let mut all = Findings {
        origins,
        sentences: Vec::new(),
    };

    all.need(
        is_public_url(&server.public_url),
        "server.public_url",
        "must be https://HOST without a path (http:// only for this machine)",
    );
    all.need(
        (1..=300).contains(&server.request_timeout_s),
        "server.request_timeout_s",
        "must be 1 to 300",
    );
    all.need(
        (1024..=16 << 20).contains(&server.max_body_bytes),
        "server.max_body_bytes",
        "must be 1024 to 16777216",
    );
    all.need(server.workers <= 256, "server.workers", "must be at most 256");

    need_database(&mut all, database);
    all.need(
        !keys.directory.as_os_str().is_empty(),
        "keys.directory",
        "must name a folder",
    );

    all.need(!auth.issuer.trim().is_empty(), "auth.issuer", "must not be empty");
    all.need(
        (1..=15).contains(&auth.access_token_minutes),
        "auth.access_token_minutes",
        "must be 1 to 15",
    );
    all.need(
        (1..=30).contains(&auth.refresh_days),
        "auth.refresh_days",
        "must be 1 to 30",
    );
    all.need(
        (LEAST_MEMORY_KIB..=1 << 20).contains(&auth.argon2.memory_kib),
        "auth.argon2.memory_kib",
        "must be 19456 (19 MiB) to 1048576 (1 GiB)",
    );
    all.need(
        (LEAST_PASSES..=16).contains(&auth.argon2.passes),
        "auth.argon2.passes",
        "must be 2 to 16",
    );

    all.need(
        signed_note::is_key_name_valid(&log.origin),
        "log.origin",
        "must be non-empty, without spaces and without `+`",
    );
    all.need(
        (1..=86_400).contains(&log.checkpoint_seconds),
        "log.checkpoint_seconds",
        "must be 1 to 86400",
    );
    all.need(
        (1..=60_000).contains(&log.sequence_ms),
        "log.sequence_ms",
        "must be 1 to 60000",
    );
    all.need((1..=512).contains(&log.batch_max), "log.batch_max", "must be 1 to 512");

    if all.sentences.is_empty() {
        Ok(())
    } else {
        Err(SettingsError::OutOfBounds(all.sentences))
    }
}

fn need_database(all: &mut Findings<'_>, database: &DatabaseSettings) {
    all.need(
        database.has_known_scheme(),
        "database.url",
        "must be sqlite://FILE or postgres://USER@HOST/DATABASE",
    );
    all.need(
        !database.has_password_in_reach_of_others(),
        "database.url",
        "must not contain a password for another machine; put it in a file and name that in `database.password_file`",
    );
    all.need(
        database.is_password_of_use(),
        "database.password_file",
        "is for a postgres:// address with a user and without a password",
    );
    all.need(
        (1..=256).contains(&database.pool_size),
        "database.pool_size",
        "must be 1 to 256",
    );
}

fn is_public_url(url: &str) -> bool {
    let Some((scheme, host)) = url.split_once("://") else {
        return false;
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(is_plain) {
        return false;
    }
    let is_here = ["localhost", "127.0.0.1", "[::1]"].iter().any(|here| {
        host.strip_prefix(here)
            .is_some_and(|port| port.is_empty() || port.starts_with(':'))
    });
    scheme == "https" || (scheme == "http" && is_here)
}
