//! A stand-in for a container: the files of the image and nothing else, a user who owns none of them, and the secrets where
//! Compose puts them. As root the program runs locked in there (chroot); as anybody else it runs as that person, with the
//! paths of the image led to the same folder.

use crate::compose::{service, words};
use crate::dockerfile::Dockerfile;
use crate::repository;
use serde_json::Value;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The container and the host's folder of secrets.
pub struct Root {
    folder: TempDir,
    compose: Value,
    locked_in: bool,
    /// Values that differ from those of the deployment: the test's database and port.
    pub instead: Vec<(String, String)>,
}

impl Root {
    /// The image as the Dockerfile puts it together, with the program as it was built for the tests.
    pub fn new(compose: Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let locked_in = fs::metadata(folder.path()).unwrap().uid() == 0;
        let new = Self {
            folder,
            compose,
            locked_in,
            instead: Vec::new(),
        };
        // Whoever runs inside must be able to walk in.
        fs::set_permissions(new.folder.path(), Permissions::from_mode(0o755)).unwrap();
        for command in Dockerfile::committed().build_commands() {
            let words: Vec<_> = command.split(' ').collect();
            match words[..] {
                ["install", "-D", mode, from, to] => new.install(mode, from, to),
                ["install", "-d", _, _] | ["cargo", ..] => {}
                _ => panic!("the tests do not know how to do this: {command}"),
            }
        }
        if new.locked_in {
            new.install_libraries();
        }
        for writable in ["tmp", "var/lib/livc"] {
            fs::create_dir_all(new.inside(writable)).unwrap();
            fs::set_permissions(new.inside(writable), Permissions::from_mode(0o777)).unwrap();
        }
        for mounted in ["run/secrets", "etc/livc/keys"] {
            fs::create_dir_all(new.inside(mounted)).unwrap();
        }
        new
    }

    /// A path of the image, as it is seen from here.
    pub fn inside(&self, path: &str) -> PathBuf {
        self.folder.path().join("image").join(path.trim_start_matches('/'))
    }

    /// The folder of secrets on the host.
    pub fn secrets(&self) -> PathBuf {
        self.folder.path().join("secrets")
    }

    /// Whether files can be given to the users of the containers here.
    pub const fn is_locked_in(&self) -> bool {
        self.locked_in
    }

    fn install(&self, mode: &str, from: &str, to: &str) {
        let mode = u32::from_str_radix(mode.strip_prefix("--mode=").unwrap(), 8).unwrap();
        let from = match from.strip_prefix("target/release/") {
            Some("livc") => PathBuf::from(env!("CARGO_BIN_EXE_livc")),
            Some(other) => panic!("the tests have no {other}"),
            None => repository(from),
        };
        let to = self.inside(to.strip_prefix("/image").unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, &to).unwrap();
        fs::set_permissions(&to, Permissions::from_mode(mode)).unwrap();
    }

    /// The shared libraries the program asks for: those of the base image, or it does not start there either.
    fn install_libraries(&self) {
        const IN_THE_BASE: [&str; 4] = ["libc.so.6", "libm.so.6", "libgcc_s.so.1", "ld-linux"];
        let told = Command::new("ldd").arg(env!("CARGO_BIN_EXE_livc")).output().unwrap();
        for line in String::from_utf8(told.stdout).unwrap().lines() {
            let Some(path) = line.split_whitespace().find(|word| word.starts_with('/')) else {
                continue;
            };
            let name = path.rsplit('/').next().unwrap();
            assert!(
                IN_THE_BASE.iter().any(|known| name.starts_with(known)),
                "the base image has no {name}"
            );
            let to = self.inside(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(fs::canonicalize(path).unwrap(), to).unwrap();
        }
    }

    /// Runs `deploy/prepare` for the folder of secrets.
    pub fn prepare(&self) -> String {
        let done = Command::new(repository("deploy/prepare"))
            .arg(self.secrets())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success(), "{told}{}", String::from_utf8_lossy(&done.stderr));
        told
    }

    /// Mounts what the service is given: its secrets, its folders, and nothing of other services.
    pub fn mount(&self, name: &str) {
        let service = service(&self.compose, name);
        for secret in words(&service["secrets"]) {
            let file = self.compose["secrets"][secret]["file"].as_str().unwrap();
            self.lay(file, &format!("/run/secrets/{secret}"));
        }
        for volume in service["volumes"].as_array().into_iter().flatten() {
            let (source, target) = (volume["source"].as_str().unwrap(), volume["target"].as_str().unwrap());
            self.lay(source, target);
        }
    }

    fn lay(&self, source: &str, target: &str) {
        let source = source.strip_prefix("./deploy/secrets").unwrap().trim_start_matches('/');
        let (from, to) = (self.secrets().join(source), self.inside(target));
        assert!(from.exists(), "{} is not there", from.display());
        let _ = fs::remove_dir_all(&to);
        let copied = Command::new("cp").arg("-a").arg(&from).arg(&to).status().unwrap();
        assert!(copied.success());
    }

    /// Takes a folder of the service `keys` back to the host: it may write there.
    pub fn take_back(&self, name: &str) {
        let service = service(&self.compose, name);
        let volume = &service["volumes"][0];
        assert!(volume["read_only"].is_null());
        let inside = self.inside(volume["target"].as_str().unwrap());
        fs::remove_dir_all(self.secrets()).unwrap();
        fs::rename(inside, self.secrets()).unwrap();
    }

    /// A service's own command, in its environment.
    pub fn command(&self, name: &str) -> Command {
        let entry = Dockerfile::committed().last_stage().list("ENTRYPOINT");
        let arguments = words(&service(&self.compose, name)["command"]);
        let line: Vec<_> = entry.iter().map(String::as_str).chain(arguments).collect();
        self.run(name, &line)
    }

    /// The health check of a service, in its environment.
    pub fn health(&self, name: &str) -> Command {
        let check = words(&service(&self.compose, name)["healthcheck"]["test"]);
        assert_eq!(check[0], "CMD");
        self.run(name, &check[1..])
    }

    fn run(&self, name: &str, line: &[&str]) -> Command {
        let service = service(&self.compose, name);
        let mut command = if self.locked_in {
            let user = service["user"].as_str().unwrap();
            let mut command = Command::new("chroot");
            command.arg(format!("--userspec={user}")).arg("--groups=");
            command.arg(self.folder.path().join("image")).args(line);
            command
        } else {
            let mut command = Command::new(self.led(line[0]));
            command.args(line[1..].iter().map(|word| self.led(word)));
            command
        };
        command.env_clear().stdin(Stdio::null());
        command.env("PATH", "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        for (key, value) in service["environment"].as_object().into_iter().flatten() {
            command.env(key, self.led(value.as_str().unwrap()));
        }
        for (key, value) in &self.instead {
            command.env(key, self.led(value));
        }
        command
    }

    /// A path of the image, where nobody is locked in.
    fn led(&self, word: &str) -> String {
        let is_path = ["/etc/", "/run/", "/usr/", "/secrets"]
            .iter()
            .any(|start| word.starts_with(start));
        match (self.locked_in, is_path, word.strip_prefix("sqlite://")) {
            (false, true, _) => self.inside(word).display().to_string(),
            (false, false, Some(path)) => format!("sqlite://{}", self.inside(path).display()),
            _ => word.to_owned(),
        }
    }

    /// Everything in the image with its mode and its last change, but what lies in the places for data.
    pub fn inventory(&self) -> Vec<(PathBuf, u32, i64, i64)> {
        let mut found = Vec::new();
        let mut folders = vec![self.inside("")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let known = path.symlink_metadata().unwrap();
                found.push((path.clone(), known.mode(), known.mtime(), known.mtime_nsec()));
                let is_for_data = ["tmp", "var/lib/livc"].iter().any(|place| path == self.inside(place));
                if known.is_dir() && !is_for_data {
                    folders.push(path);
                }
            }
        }
        found.retain(|(path, ..)| !["tmp", "var/lib/livc"].iter().any(|place| *path == self.inside(place)));
        found.sort();
        found
    }
}

/// The owner, group and permission bits of a file.
pub fn ownership(path: &Path) -> (u32, u32, u32) {
    let known = fs::metadata(path).unwrap();
    (known.uid(), known.gid(), known.mode() & 0o777)
}
