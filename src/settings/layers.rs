//! The layers of the settings, laid over each other; whatever the defaults do not know is refused with its name.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use config::builder::DefaultState;
use config::{Config, ConfigBuilder, File, FileFormat, Source, Value, ValueKind};

use super::Settings;

const DEFAULTS: &str = include_str!("../../config/default.toml");
const PREFIX: &str = "LIVC__";

/// Why there are no settings: each sentence names the file or variable, and the key.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("the settings file {path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The file is no TOML.
    #[error("the settings file {path} is not valid TOML: {why}")]
    Malformed {
        /// The file.
        path: String,
        /// Where and why.
        why: String,
    },
    /// A key no setting has.
    #[error("{place}: there is no setting `{key}`; {known}")]
    UnknownKey {
        /// The file.
        place: String,
        /// The key.
        key: String,
        /// What there is.
        known: String,
    },
    /// A variable no setting has.
    #[error("the environment variable {name} belongs to no setting; {known}")]
    UnknownVariable {
        /// The variable.
        name: String,
        /// What there is.
        known: String,
    },
    /// A value of the wrong kind.
    #[error("{place}: `{key}` must be {wanted}")]
    WrongKind {
        /// The file or variable.
        place: String,
        /// The key.
        key: String,
        /// The kind it must have.
        wanted: &'static str,
    },
    /// Values that are of the right kind but not possible.
    #[error("{}", .0.join("; "))]
    OutOfBounds(Vec<String>),
    /// The values do not make settings.
    #[error("settings: {0}")]
    Unfit(String),
    /// The file with the database's password cannot be used.
    #[error("`database.password_file` {path}: {why}")]
    Password {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
}

/// Which file or variable set a key.
pub(super) type Origins = BTreeMap<String, String>;
type Keys = BTreeMap<String, ValueKind>;

pub(super) fn read(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
) -> Result<(Settings, Origins), SettingsError> {
    let known = leaves(DEFAULTS, "the built-in defaults")?;
    let mut origins = Origins::new();
    let mut builder = Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
    if let Some(path) = file {
        let place = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|source| SettingsError::Unreadable {
            path: place.clone(),
            source,
        })?;
        for (key, value) in leaves(&text, &place)? {
            let Some(wanted) = known.get(&key) else {
                return Err(SettingsError::UnknownKey {
                    place,
                    known: hint(&known, &key),
                    key,
                });
            };
            let wanted = kind(wanted);
            if kind(&value) != wanted {
                return Err(SettingsError::WrongKind { place, key, wanted });
            }
            origins.insert(key, place.clone());
        }
        builder = builder.add_source(File::from_str(&text, FileFormat::Toml));
    }
    builder = overlay(builder, environment, &known, &mut origins)?;
    let unfit = |error: config::ConfigError| SettingsError::Unfit(error.to_string());
    let settings = builder.build().and_then(Config::try_deserialize).map_err(unfit)?;
    Ok((settings, origins))
}

/// Lays the variables over the rest.
fn overlay(
    mut builder: ConfigBuilder<DefaultState>,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
    known: &Keys,
    origins: &mut Origins,
) -> Result<ConfigBuilder<DefaultState>, SettingsError> {
    for (name, value) in environment {
        let name = name.to_string_lossy().into_owned();
        if !name.to_uppercase().starts_with(PREFIX) {
            continue;
        }
        let Some((key, wanted)) = known.iter().find(|(key, _)| variable(key) == name) else {
            let key = name.get(PREFIX.len()..).unwrap_or_default().to_lowercase();
            let known = hint(known, &key.replace("__", "."));
            return Err(SettingsError::UnknownVariable { name, known });
        };
        let parsed = value.to_str().and_then(|text| parsed(text, wanted));
        let Some(parsed) = parsed else {
            let (key, wanted) = (key.clone(), kind(wanted));
            return Err(SettingsError::WrongKind {
                place: name,
                key,
                wanted,
            });
        };
        builder = builder
            .set_override(key, parsed)
            .map_err(|error| SettingsError::Unfit(error.to_string()))?;
        origins.insert(key.clone(), name);
    }
    Ok(builder)
}

/// The text of a variable as the kind of value its setting has.
fn parsed(text: &str, like: &ValueKind) -> Option<Value> {
    let value = match kind(like) {
        NUMBER => ValueKind::I64(text.trim().parse().ok()?),
        YES_OR_NO => ValueKind::Boolean(text.trim().parse().ok()?),
        LIST => ValueKind::Array(
            text.split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| Value::new(None, part))
                .collect(),
        ),
        TEXT => ValueKind::String(text.to_owned()),
        _ => return None,
    };
    Some(Value::new(None, value))
}

/// The variable that sets a key.
fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.to_uppercase().replace('.', "__"))
}

const NUMBER: &str = "a whole number";
const YES_OR_NO: &str = "true or false";
const LIST: &str = "a list of texts";
const TEXT: &str = "a text";
const OTHER: &str = "a value of another kind";

fn kind(value: &ValueKind) -> &'static str {
    match value {
        ValueKind::I64(_) | ValueKind::I128(_) | ValueKind::U64(_) | ValueKind::U128(_) => NUMBER,
        ValueKind::Boolean(_) => YES_OR_NO,
        ValueKind::Array(_) => LIST,
        ValueKind::String(_) => TEXT,
        ValueKind::Nil | ValueKind::Float(_) | ValueKind::Table(_) => OTHER,
    }
}

/// All keys of a text with their values, each as `section.key`.
fn leaves(text: &str, place: &str) -> Result<Keys, SettingsError> {
    let malformed = |why: String| SettingsError::Malformed {
        path: place.to_owned(),
        why,
    };
    let tables = File::from_str(text, FileFormat::Toml);
    let tables = tables.collect().map_err(|error| malformed(error.to_string()))?;
    let mut keys = Keys::new();
    for (name, value) in tables {
        flatten(name, value.kind, &mut keys);
    }
    Ok(keys)
}

fn flatten(name: String, value: ValueKind, into: &mut Keys) {
    let table = match &value {
        ValueKind::Table(table) => table.clone(),
        ValueKind::Nil
        | ValueKind::Boolean(_)
        | ValueKind::I64(_)
        | ValueKind::I128(_)
        | ValueKind::U64(_)
        | ValueKind::U128(_)
        | ValueKind::Float(_)
        | ValueKind::String(_)
        | ValueKind::Array(_) => config::Map::new(),
    };
    if table.is_empty() {
        into.insert(name, value);
        return;
    }
    for (inner, value) in table {
        flatten(format!("{name}.{inner}"), value.kind, into);
    }
}

/// What there is in the section the key seems to mean, or which sections there are.
fn hint(known: &Keys, key: &str) -> String {
    let section = key.split('.').next().unwrap_or_default();
    let inside: Vec<_> = known
        .keys()
        .filter_map(|k| k.strip_prefix(section)?.strip_prefix('.'))
        .collect();
    if inside.is_empty() {
        let mut sections: Vec<_> = known.keys().filter_map(|k| k.split('.').next()).collect();
        sections.dedup();
        return format!("the sections are {}", sections.join(", "));
    }
    format!("[{section}] has {}", inside.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_defaults_has_a_comment_above_it() {
        let mut above = "";
        for line in DEFAULTS.lines() {
            let is_key = line.contains('=') && !line.starts_with('#');
            assert!(!is_key || above.starts_with('#'), "{line} has no comment");
            above = line;
        }
    }

    #[test]
    fn each_key_has_its_own_variable() {
        let known = leaves(DEFAULTS, "defaults").map(|keys| keys.into_keys().collect::<Vec<_>>());
        let known = known.unwrap_or_default();
        let variables: std::collections::BTreeSet<_> = known.iter().map(|k| variable(k)).collect();
        assert_eq!(variables.len(), known.len());
        assert!(variables.contains("LIVC__AUTH__ARGON2__MEMORY_KIB"), "{variables:?}");
        assert!(known.len() > 20);
    }
}
