//! PostgreSQL goes away under load and comes back: nothing acknowledged is lost, and the program finds it by itself.
//!
//! The server is a private one, because it is stopped without a word. It is made where `initdb` is found.
//!
//! Seen to fail when: records that failed are taken for durable; a failed commit is taken for one that worked; broken
//! connections go back to the pool; the writer keeps its broken connection; `synchronous_commit` is `off`.

use crate::house::is_postgres;
use crate::outage::break_and_mend;
use crate::server::{Installation, Server, Start};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// Whom the server runs as, where the tests run as root: it refuses to.
const NOT_ROOT: &str = "postgres";

#[test]
fn a_database_that_is_restarted_is_found_again() {
    if !is_postgres() {
        return;
    }
    let Some(postgres) = Private::start() else { return };
    let keys = tempfile::tempdir().unwrap();
    let installation = Installation::on(&postgres.url(), &keys.path().join("keys"));
    let mut server = installation.start(&Start::Plain);
    let stop = |_: &Server| postgres.control(&["-m", "immediate", "stop"]);
    break_and_mend(&installation, &mut server, stop, |_, ()| postgres.begin());
}

/// A server of our own.
struct Private {
    programs: PathBuf,
    folder: TempDir,
    port: u16,
}

impl Private {
    fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!("skipped: PostgreSQL's own initdb is not there to make a server that may be stopped");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("livc-postgres-").tempdir().unwrap();
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let postgres = Self { programs, folder, port };
        let data = postgres.data();
        std::fs::create_dir(&data).unwrap();
        if is_root() {
            let id = Command::new("id").args(["-u", NOT_ROOT]).output().unwrap();
            let Ok(id) = String::from_utf8(id.stdout).unwrap().trim().parse() else {
                eprintln!("skipped: there is no user {NOT_ROOT} to run PostgreSQL as");
                return None;
            };
            std::os::unix::fs::chown(&data, Some(id), None).unwrap();
        }
        let data = data.to_str().unwrap();
        postgres.run(
            "initdb",
            &["--no-sync", "--auth=trust", "--username=livc", "--pgdata", data],
        );
        postgres.begin();
        Some(postgres)
    }

    fn url(&self) -> String {
        format!("postgres://livc@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn begin(&self) {
        let data = self.data();
        let (log, port) = (data.join("log"), self.port);
        let options = format!("-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        self.control(&["--log", log.to_str().unwrap(), "--options", &options, "--wait", "start"]);
    }

    fn control(&self, arguments: &[&str]) {
        let data = self.data();
        let arguments = [&["--pgdata", data.to_str().unwrap()], arguments].concat();
        self.run("pg_ctl", &arguments);
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let output = self.output(program, arguments);
        assert!(
            output.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    fn output(&self, program: &str, arguments: &[&str]) -> Output {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", NOT_ROOT, "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // What goes on running must not keep our own output open.
        command
            .args(arguments)
            .current_dir("/")
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap()
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        let data = self.data();
        self.output(
            "pg_ctl",
            &["--pgdata", data.to_str().unwrap(), "-m", "immediate", "stop"],
        );
    }
}

fn programs() -> Option<PathBuf> {
    let output = Command::new("pg_config").arg("--bindir").output().ok()?;
    let folder = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    folder.join("initdb").exists().then_some(folder)
}

fn is_root() -> bool {
    std::fs::metadata(Path::new("/proc/self")).unwrap().uid() == 0
}
