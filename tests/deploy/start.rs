//! The deployment is started step by step, as docs/operations.md has it: secrets, keys, tables, server; asked whether it is
//! healthy; and stopped in the middle of a request that it answers first.
//!
//! Seen to fail when: the server ends without waiting for running requests; the health check is content with no answer;
//! the password's file is accepted though everybody can read it; the program writes beside its database.

use crate::compose::committed;
use crate::database::{Database, POSTGRES};
use crate::is_asked_for;
use crate::root::{Root, ownership};
use std::fs::{self, File, Permissions};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, ExitStatus, Output};
use std::time::{Duration, Instant};

/// How long a start or an end may take.
const PATIENCE: Duration = Duration::from_secs(30);

struct Deployment {
    root: Root,
    port: u16,
    _database: Option<Database>,
}

impl Deployment {
    /// Secrets and keys, made as an operator makes them.
    fn new() -> Self {
        let mut root = Root::new(committed());
        if root.is_locked_in() {
            root.prepare();
        } else {
            fs::create_dir(root.secrets()).unwrap();
            let password = root.secrets().join("database-password");
            fs::write(&password, "geheim").unwrap();
            fs::set_permissions(&password, Permissions::from_mode(0o440)).unwrap();
        }
        root.mount("keys");
        let made = root.command("keys").output().unwrap();
        assert!(made.status.success(), "{}", told(&made));
        root.take_back("keys");
        root.mount("livc");
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut set = |name: &str, value: &str| root.instead.push((format!("LIVC__{name}"), value.to_owned()));
        set("SERVER__PORT", &port.to_string());
        set("SERVER__BIND", "127.0.0.1");
        let database = is_asked_for(POSTGRES).then(Database::empty);
        if let Some(database) = &database {
            set("DATABASE__URL", &database.url);
        } else {
            set("DATABASE__URL", "sqlite:///var/lib/livc/livc.sqlite");
            set("DATABASE__PASSWORD_FILE", "");
        }
        Self {
            root,
            port,
            _database: database,
        }
    }

    fn migrate(&self) -> Output {
        self.root.command("migrate").output().unwrap()
    }

    fn serve(&self) -> Server {
        let journal = self.root.inside("/tmp/journal");
        let process = self
            .root
            .command("livc")
            .stderr(File::create(&journal).unwrap())
            .spawn()
            .unwrap();
        let mut server = Server {
            process,
            address: format!("127.0.0.1:{}", self.port),
        };
        let started = Instant::now();
        while !self.root.health("livc").output().unwrap().status.success() {
            assert!(server.process.try_wait().unwrap().is_none(), "{}", self.journal());
            assert!(started.elapsed() < PATIENCE, "{}", self.journal());
            std::thread::park_timeout(Duration::from_millis(20));
        }
        server
    }

    fn journal(&self) -> String {
        fs::read_to_string(self.root.inside("/tmp/journal")).unwrap()
    }
}

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn get(&self, path: &str) -> (u16, String) {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        let mut answer = agent.get(format!("http://{}{path}", self.address)).call().unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    }

    /// SIGTERM, as an engine stops a container.
    fn ask_to_stop(&self) {
        let sent = Command::new("sh")
            .arg("-c")
            .arg(format!("kill -TERM {}", self.process.id()))
            .status();
        assert!(sent.unwrap().success());
    }

    fn end(&mut self) -> ExitStatus {
        let asked = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status;
            }
            assert!(asked.elapsed() < PATIENCE, "it does not end");
            std::thread::park_timeout(Duration::from_millis(20));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn told(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn it_starts_is_healthy_answers_and_ends_in_good_order() {
    let deployment = Deployment::new();
    let unready = deployment.root.health("livc").output().unwrap();
    assert!(!unready.status.success(), "nobody serves yet");
    let behind = deployment.root.command("livc").output().unwrap();
    assert!(
        !behind.status.success() && told(&behind).contains("livc migrate"),
        "{}",
        told(&behind)
    );
    let migrated = deployment.migrate();
    assert!(migrated.status.success(), "{}", told(&migrated));
    assert!(told(&deployment.migrate()).contains("up to date"));

    let before = deployment.root.inventory();
    let mut server = deployment.serve();
    assert_eq!(server.get("/healthz"), (200, "up\n".into()));
    assert_eq!(server.get("/readyz"), (200, "ready\n".into()));
    let (status, metrics) = server.get("/metrics");
    assert!(status == 200 && metrics.contains("livc_log_records_total"), "{metrics}");

    // Half a request is under way when the engine asks it to stop; the other half is still answered.
    let body = r#"{"login":"nobody","password":"none of these is right","code":"000000"}"#;
    let mut client = TcpStream::connect(&server.address).unwrap();
    let length = body.len();
    let head = format!(
        "POST /api/v1/sessions HTTP/1.1\r\nhost: livc\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    let (first, rest) = body.split_at(length / 2);
    client.write_all(format!("{head}{first}").as_bytes()).unwrap();
    std::thread::park_timeout(Duration::from_millis(300));
    server.ask_to_stop();
    std::thread::park_timeout(Duration::from_millis(1500));
    assert!(server.process.try_wait().unwrap().is_none(), "it left a request behind");
    client.write_all(rest.as_bytes()).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    drop(client);
    let ended = server.end();
    assert_eq!(ended.code(), Some(0), "{}", deployment.journal());
    assert!(TcpStream::connect(&server.address).is_err());

    assert_eq!(
        deployment.root.inventory(),
        before,
        "something was written beside the data"
    );
    let journal = deployment.journal();
    for line in journal.lines() {
        let report: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(report["at"].is_string() && report["message"].is_string(), "{line}");
    }
    assert!(journal.lines().last().unwrap().contains("stopped"), "{journal}");
    let password = fs::read_to_string(deployment.root.secrets().join("database-password")).unwrap();
    assert!(!journal.contains(&password) && !metrics.contains(&password));
}

#[test]
fn secrets_are_for_their_readers_alone() {
    let deployment = Deployment::new();
    let root = &deployment.root;
    let key = root.inside("/etc/livc/keys/root.key");
    let password = root.inside("/run/secrets/livc-database-password");
    if root.is_locked_in() {
        assert_eq!(ownership(&key), (65532, 65532, 0o600));
        assert_eq!(ownership(&password), (65532, 999, 0o440));
        assert_eq!(ownership(&root.secrets()), (65532, 65532, 0o700));
        let first = fs::read(root.secrets().join("database-password")).unwrap();
        assert_eq!(first.len(), 64);
        assert!(root.prepare().contains("stays as it is"));
        assert_eq!(fs::read(root.secrets().join("database-password")).unwrap(), first);
    } else {
        eprintln!("skipped in part: only root can give files to the users of the containers");
    }
    // The keys are not made a second time.
    root.mount("keys");
    let again = root.command("keys").output().unwrap();
    assert!(
        !again.status.success() && told(&again).contains("not overwritten"),
        "{}",
        told(&again)
    );
    fs::remove_dir_all(root.inside("/secrets")).unwrap();
    // What everybody on the machine can read is refused, and nothing of it is told.
    fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    let refused = root.command("livc").output().unwrap();
    assert!(
        !refused.status.success() && told(&refused).contains("root.key"),
        "{}",
        told(&refused)
    );
    fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    if is_asked_for(POSTGRES) {
        fs::set_permissions(&password, Permissions::from_mode(0o444)).unwrap();
        let refused = deployment.migrate();
        assert!(
            !refused.status.success() && told(&refused).contains("mode 444"),
            "{}",
            told(&refused)
        );
        fs::remove_file(&password).unwrap();
        let missing = deployment.migrate();
        assert!(
            !missing.status.success() && told(&missing).contains("password_file"),
            "{}",
            told(&missing)
        );
    }
}
