//! Where the data is: the address without its password, and the file that holds the password.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde::Deserialize;
use zeroize::Zeroizing;

use super::layers::SettingsError;

/// Where data is stored.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    /// `sqlite://FILE` or `postgres://USER@HOST/DATABASE`.
    pub url: String,
    /// A file that holds the password for `PostgreSQL`; empty when there is none.
    pub password_file: PathBuf,
    /// Connections kept open.
    pub pool_size: u32,
}

impl DatabaseSettings {
    /// Whether the data is in an `SQLite` file; otherwise it is in `PostgreSQL`.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite://")
    }

    /// The address to connect to, with the password from its file.
    ///
    /// # Errors
    /// When the file cannot be read, is empty, or is open to everybody on the machine.
    pub fn connection_url(&self) -> Result<Zeroizing<String>, SettingsError> {
        if self.password_file.as_os_str().is_empty() {
            return Ok(Zeroizing::new(self.url.clone()));
        }
        let refuse = |why: String| {
            let path = self.password_file.display().to_string();
            SettingsError::Password { path, why }
        };
        let mut file = File::open(&self.password_file).map_err(|e| refuse(e.to_string()))?;
        // The permissions of what was opened, not of what bears the name a moment later.
        let mode = file.metadata().map_err(|e| refuse(e.to_string()))?.permissions().mode() & 0o777;
        if mode & 0o007 != 0 {
            return Err(refuse(format!(
                "it has mode {mode:o}: only its owner and group may have access (chmod 640)"
            )));
        }
        let mut text = Zeroizing::new(String::with_capacity(256));
        file.read_to_string(&mut text).map_err(|e| refuse(e.to_string()))?;
        let password = text.trim_end_matches(['\r', '\n']);
        if password.is_empty() {
            return Err(refuse("it is empty".to_owned()));
        }
        let parts = self
            .parts()
            .filter(|parts| !parts.user.is_empty() && parts.password.is_none());
        let Some(parts) = parts else {
            return Err(refuse(
                "`database.url` names no PostgreSQL user to use it for".to_owned(),
            ));
        };
        let (scheme, user, rest) = (parts.scheme, parts.user, parts.rest);
        Ok(Zeroizing::new(format!(
            "{scheme}://{user}:{}@{rest}",
            *percent_encoded(password)
        )))
    }

    pub(super) fn has_known_scheme(&self) -> bool {
        let file = self.url.strip_prefix("sqlite://");
        file.is_some_and(|file| !file.is_empty()) || self.parts().is_some_and(|parts| !parts.rest.is_empty())
    }

    /// Whether a password stands in the address, in either of its two places, for a host that is
    /// not this machine.
    pub(super) fn has_password_in_reach_of_others(&self) -> bool {
        let Some(parts) = self.parts() else { return false };
        let (host, query) = parts.rest.split_once('?').unwrap_or((parts.rest, ""));
        let host = host.split('/').next().unwrap_or_default();
        let is_here = ["localhost", "127.0.0.1", "[::1]"].iter().any(|here| {
            host.strip_prefix(here).is_some_and(|port| {
                port.strip_prefix(':')
                    .unwrap_or(port)
                    .chars()
                    .all(|c| c.is_ascii_digit())
            })
        });
        let names: Vec<_> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
        // The query may name a host of its own, which then is the one connected to.
        let is_elsewhere = names.iter().any(|name| matches!(*name, "host" | "hostaddr"));
        let has_password = parts.password.is_some() || names.contains(&"password");
        has_password && (!is_here || is_elsewhere)
    }

    pub(super) fn is_password_of_use(&self) -> bool {
        let is_for_file = |p: &Parts<'_>| !p.user.is_empty() && p.password.is_none();
        self.password_file.as_os_str().is_empty() || self.parts().as_ref().is_some_and(is_for_file)
    }

    fn parts(&self) -> Option<Parts<'_>> {
        let (scheme, rest) = self.url.split_once("://")?;
        if !matches!(scheme, "postgres" | "postgresql") {
            return None;
        }
        // The password ends at the last `@` before the path begins, so that none is overlooked.
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let at = rest.get(..end)?.rfind('@');
        let Some(at) = at else {
            return Some(Parts {
                scheme,
                user: "",
                password: None,
                rest,
            });
        };
        let (login, rest) = (rest.get(..at)?, rest.get(at + 1..)?);
        let (user, password) = match login.split_once(':') {
            Some((user, password)) => (user, Some(password)),
            None => (login, None),
        };
        Some(Parts {
            scheme,
            user,
            password,
            rest,
        })
    }
}

struct Parts<'a> {
    scheme: &'a str,
    user: &'a str,
    password: Option<&'a str>,
    rest: &'a str,
}

impl fmt::Debug for DatabaseSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.url.split("://").next().unwrap_or_default();
        f.debug_struct("DatabaseSettings")
            .field("scheme", &scheme)
            .field("password_file", &self.password_file)
            .field("pool_size", &self.pool_size)
            .finish_non_exhaustive()
    }
}

fn percent_encoded(text: &str) -> Zeroizing<String> {
    let mut encoded = Zeroizing::new(String::with_capacity(text.len() * 3));
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.extend(char::from_digit(u32::from(digit), 16).map(|c| c.to_ascii_uppercase()));
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn database(url: &str, password_file: &str) -> DatabaseSettings {
        DatabaseSettings {
            url: url.to_owned(),
            password_file: password_file.into(),
            pool_size: 1,
        }
    }

    #[test]
    fn the_password_from_the_file_goes_into_the_address() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("password");
        std::fs::write(&path, "p@ss:w/rd é\n").unwrap();
        let open_to = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        open_to(0o440);
        let settings = database("postgres://livc@db:5432/livc?sslmode=require", path.to_str().unwrap());
        let url = settings.connection_url().unwrap();
        assert_eq!(
            *url,
            "postgres://livc:p%40ss%3Aw%2Frd%20%C3%A9@db:5432/livc?sslmode=require"
        );
        for mode in [0o444, 0o642, 0o601] {
            open_to(mode);
            let error = settings.connection_url().unwrap_err().to_string();
            assert!(error.contains(&format!("mode {mode:o}")), "{error}");
            assert!(!error.contains("p@ss"), "{error}");
        }
        open_to(0o600);
        std::fs::write(&path, "\n").unwrap();
        assert!(
            settings
                .connection_url()
                .unwrap_err()
                .to_string()
                .contains("it is empty")
        );
        std::fs::remove_file(&path).unwrap();
        let error = settings.connection_url().unwrap_err().to_string();
        assert!(
            error.contains("database.password_file") && error.contains("password"),
            "{error}"
        );
    }

    #[test]
    fn without_a_password_file_the_address_is_the_one_given() {
        for url in ["sqlite:///var/lib/livc/livc.sqlite", "postgres://livc@localhost/livc"] {
            assert_eq!(*database(url, "").connection_url().unwrap(), url);
        }
        assert!(database("sqlite://x", "").is_sqlite());
        assert!(!database("postgres://livc@localhost/livc", "").is_sqlite());
    }

    #[test]
    fn a_password_in_the_address_is_for_this_machine_only() {
        for (url, is_refused) in [
            ("postgres://livc:geheim@localhost/livc", false),
            ("postgres://livc:geheim@127.0.0.1:5433/livc", false),
            ("postgresql://livc:geheim@[::1]/livc", false),
            ("postgres://livc@db/livc", false),
            ("postgres://livc:geheim@db/livc", true),
            ("postgres://livc:ge@heim@db/livc", true),
            ("postgres://livc:geheim@localhost.example/livc", true),
            ("postgres://livc:geheim@localhost:1@db/livc", true),
            ("postgresql://livc:geheim@10.0.0.1/livc", true),
            ("postgres://livc@db/livc?password=geheim", true),
            ("postgres://livc:geheim@localhost/livc?host=db", true),
            ("postgres://db?user=livc&password=geheim", true),
            ("postgres://:geheim@db", true),
            ("postgres:///livc?password=geheim&host=db", true),
        ] {
            assert_eq!(database(url, "").has_password_in_reach_of_others(), is_refused, "{url}");
        }
    }

    #[test]
    fn a_password_file_needs_a_user_without_a_password() {
        assert!(database("postgres://livc@db/livc", "f").is_password_of_use());
        for url in ["sqlite://x", "postgres://db/livc", "postgres://livc:x@localhost/livc"] {
            assert!(!database(url, "f").is_password_of_use(), "{url}");
        }
    }

    #[test]
    fn only_two_kinds_of_database_are_known() {
        for url in ["", "livc.sqlite", "mysql://x", "sqlite:", "sqlite://", "postgres://"] {
            assert!(!database(url, "").has_known_scheme(), "{url}");
        }
        for url in ["sqlite://x", "sqlite:///x/y", "postgres://a@b/c", "postgresql://a@b/c"] {
            assert!(database(url, "").has_known_scheme(), "{url}");
        }
    }

    #[test]
    fn no_password_is_printed() {
        let printed = format!("{:?}", database("postgres://livc:geheim@localhost/livc", ""));
        assert!(!printed.contains("geheim"), "{printed}");
    }
}
