//! Settings come from the built-in defaults, one file and the environment, in that order, and none is guessed or ignored.

use std::ffi::OsString;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use serde::Deserialize;

mod check;
mod database;
mod layers;
mod proxies;

pub use database::DatabaseSettings;
pub use layers::SettingsError;
pub use proxies::ProxyNetwork;

/// The settings of one installation. `config/default.toml` explains each.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The HTTP side.
    pub server: ServerSettings,
    /// Where data is stored.
    pub database: DatabaseSettings,
    /// Where the keys are.
    pub keys: KeysSettings,
    /// Sign-in.
    pub auth: AuthSettings,
    /// The access log.
    pub log: LogSettings,
    /// Reports of the program on itself.
    pub telemetry: TelemetrySettings,
    /// The languages of answers.
    pub languages: LanguagesSettings,
}

/// The HTTP side.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSettings {
    /// The address to listen on.
    pub bind: IpAddr,
    /// The port to listen on.
    pub port: u16,
    /// The address under which people reach the installation, without a slash at the end.
    pub public_url: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<ProxyNetwork>,
    /// Seconds a request may take.
    pub request_timeout_s: u16,
    /// The longest body, in bytes.
    pub max_body_bytes: u32,
    /// Worker threads; 0 means one per processor.
    pub workers: u16,
}

/// Where the keys are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeysSettings {
    /// The folder made by `livc keys init`.
    pub directory: PathBuf,
}

/// Sign-in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthSettings {
    /// Who issues the session tokens.
    pub issuer: String,
    /// Minutes a session token lives.
    pub access_token_minutes: u8,
    /// Days a renewed session lives at most.
    pub refresh_days: u8,
    /// Sign-ins one address may begin in a minute.
    pub sign_ins_per_minute: NonZeroU32,
    /// The cost of a password hash.
    pub argon2: Argon2Settings,
}

/// The cost of a password hash.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Argon2Settings {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
}

/// The access log.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogSettings {
    /// The name of the log.
    pub origin: String,
    /// Seconds between checkpoints.
    pub checkpoint_seconds: u32,
    /// Milliseconds between two rounds of the sequencer.
    pub sequence_ms: u32,
    /// Records committed together at most.
    pub batch_max: u16,
}

/// Reports of the program on itself.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TelemetrySettings {
    /// Their form.
    pub format: ReportFormat,
    /// The least important one that is written.
    pub level: ReportLevel,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportFormat {
    /// A line for people.
    Plain,
    /// One JSON object a line.
    Json,
}

/// How important a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ReportLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

/// The languages of answers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguagesSettings {
    /// The language when the request asks for none that we have.
    pub default: DefaultLanguage,
}

/// A language of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DefaultLanguage {
    /// Dutch.
    Nl,
    /// French.
    Fr,
    /// German.
    De,
    /// English.
    En,
}

impl Settings {
    /// The settings of this process: defaults, the file given with `--config`, the environment.
    ///
    /// # Errors
    /// When a file cannot be read, a key or variable is unknown, or a value is out of its bounds.
    pub fn load(file: Option<&Path>) -> Result<Self, SettingsError> {
        Self::from_layers(file, std::env::vars_os())
    }

    /// The built-in defaults alone, for demonstrations and tests.
    ///
    /// # Errors
    /// Never, as long as the built-in file is the tested one.
    pub fn embedded() -> Result<Self, SettingsError> {
        Self::from_layers(None, std::iter::empty())
    }

    /// The settings of these layers; the environment is an argument.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn from_layers(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Self, SettingsError> {
        let (settings, origins) = layers::read(file, environment)?;
        check::refuse_out_of_bounds(&settings, &origins)?;
        Ok(settings)
    }
}

impl DefaultLanguage {
    /// The two letters of the language.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::Fr => "fr",
            Self::De => "de",
            Self::En => "en",
        }
    }
}

impl ReportLevel {
    /// The name of the level.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

#[cfg(test)]
mod tests;
