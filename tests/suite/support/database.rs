//! Databases that are made from one seeded template: files on SQLite, `CREATE DATABASE … TEMPLATE` on PostgreSQL.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use livc::store::{Db, Manager};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// The variable with the address of a PostgreSQL server.
pub const POSTGRES: &str = "LIVC_TEST_POSTGRES";
const FOLDERS: &str = "livc-test-";
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A database of its own, removed when dropped.
pub struct Database {
    /// Its address.
    pub url: String,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Server(OnServer),
}

/// A database of a server, by its name.
struct OnServer(String);

/// What new databases are copied from.
pub enum Mould {
    File(PathBuf),
    Server(String),
}

impl Database {
    /// An empty database.
    pub fn empty() -> Self {
        match server() {
            None => Self::in_folder(|_| {}),
            Some(server) => Self::on_server(&server, ""),
        }
    }

    /// A copy of the template.
    pub fn copy(mould: &Mould) -> Self {
        match mould {
            Mould::File(file) => Self::in_folder(|path| {
                std::fs::copy(file, path).unwrap();
            }),
            Mould::Server(name) => Self::on_server(&server().unwrap(), &format!("TEMPLATE {name}")),
        }
    }

    fn in_folder(fill: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("livc.sqlite");
        fill(&path);
        Self {
            url: format!("sqlite://{}", path.display()),
            place: Place::Folder(folder),
        }
    }

    fn on_server(server: &str, template: &str) -> Self {
        let name = fresh_name();
        admin(server, &format!("CREATE DATABASE {name} {template}"));
        Self {
            url: address(server, &name),
            place: Place::Server(OnServer(name)),
        }
    }

    /// A connection, past the server: to look, or to break something.
    pub fn open(&self) -> Db {
        Manager::new(&self.url).unwrap().open().unwrap()
    }

    /// Turns a seeded database, which nobody uses any more, into the template of all others.
    pub fn into_mould(self) -> Mould {
        match self.place {
            Place::Folder(folder) => {
                let file = folder_of_the_run().join("mould.sqlite");
                let db = &mut Manager::new(&self.url).unwrap().open().unwrap();
                db.batch_execute(&format!("VACUUM INTO '{}'", file.display())).unwrap();
                drop(folder);
                Mould::File(file)
            }
            Place::Server(named) => {
                let (name, server) = (named.0.clone(), server().unwrap());
                // It stays for the whole run; the next one sweeps it away.
                std::mem::forget(named);
                admin(
                    &server,
                    &format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"),
                );
                Mould::Server(name)
            }
        }
    }
}

impl Drop for OnServer {
    fn drop(&mut self) {
        if let Some(server) = server() {
            admin(&server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.0));
        }
    }
}

/// A folder that lives as long as this run, and is swept away by the next.
pub fn folder_of_the_run() -> PathBuf {
    let prefix = format!("{FOLDERS}{}-", std::process::id());
    tempfile::Builder::new().prefix(&prefix).tempdir().unwrap().keep()
}

/// Removes the moulds of runs that ended, and what runs that were killed left behind.
pub fn sweep() {
    for entry in std::fs::read_dir(std::env::temp_dir()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name.strip_prefix(FOLDERS).and_then(|rest| rest.split('-').next());
        if process.is_some_and(is_over) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    let Some(server) = server() else { return };
    let mut db = PgConnection::establish(&server).unwrap();
    let names: Vec<Name> =
        diesel::sql_query("SELECT datname::text AS name FROM pg_database WHERE datname LIKE 'livc\\_test\\_%'")
            .load(&mut db)
            .unwrap();
    for Name { name } in names {
        let process = name.split('_').nth(2).unwrap_or_default();
        if is_over(process) {
            // Another process may sweep at the same time.
            let _ = db.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

fn is_over(process: &str) -> bool {
    process.parse::<u32>().is_ok() && !Path::new("/proc").join(process).exists()
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "where the suite runs is no setting of the product"
)]
fn server() -> Option<String> {
    std::env::var(POSTGRES).ok().filter(|url| !url.is_empty())
}

fn fresh_name() -> String {
    format!(
        "livc_test_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::SeqCst)
    )
}

fn address(server: &str, name: &str) -> String {
    let (head, query) = server
        .split_once('?')
        .map_or((server, String::new()), |(h, q)| (h, format!("?{q}")));
    let (scheme, rest) = head.split_once("://").unwrap();
    let host = rest.split('/').next().unwrap();
    format!("{scheme}://{host}/{name}{query}")
}

/// One database is copied at a time: PostgreSQL refuses a template that somebody else is copying right now.
fn admin(server: &str, sql: &str) {
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    PgConnection::establish(server).unwrap().batch_execute(sql).unwrap();
}
