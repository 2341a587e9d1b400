//! `livc health`: asks the server of these settings, on this machine, whether it can work. For health checks in an image
//! that holds no other program.

use crate::settings::Settings;
use clap::Args;
use std::error::Error;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(4);
/// More than any answer of the service routes that are asked.
const LONGEST: u64 = 1024;

/// What to ask.
#[derive(Debug, Args)]
pub struct HealthArguments {
    /// Ask only whether the process is up, not whether it can work
    #[arg(long)]
    pub alive: bool,
}

/// Asks, and tells the answer; it is good when no error comes back.
///
/// # Errors
/// When nobody answers in time, or the answer is not a good one.
pub fn run(arguments: &HealthArguments, settings: &Settings, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let address = SocketAddr::new(within_reach(settings.server.bind), settings.server.port);
    let path = if arguments.alive { "/healthz" } else { "/readyz" };
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        // The server is on this machine: a proxy of the environment has no part in it.
        .proxy(None)
        .timeout_global(Some(PATIENCE))
        .build()
        .new_agent();
    let mut answer = agent
        .get(format!("http://{address}{path}"))
        .call()
        .map_err(|error| format!("nobody answers at {address}: {error}"))?;
    let text = answer.body_mut().with_config().limit(LONGEST).read_to_string()?;
    if answer.status() != 200 {
        return Err(format!("the server at {address} answers {}", text.trim_end()).into());
    }
    writeln!(out, "{}", text.trim_end())?;
    Ok(())
}

/// Where a server that listens at `bind` is reached from its own machine.
const fn within_reach(bind: IpAddr) -> IpAddr {
    match bind {
        IpAddr::V4(bind) if bind.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(bind) if bind.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        IpAddr::V4(_) | IpAddr::V6(_) => bind,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use std::io::Read;
    use std::net::TcpListener;

    /// Asks a server that answers once, with `status` and `body`.
    fn ask(status: &'static str, body: &'static str, alive: bool) -> (Result<(), String>, String, String) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut settings = Settings::embedded().unwrap();
        settings.server.port = listener.local_addr().unwrap().port();
        settings.server.bind = Ipv4Addr::UNSPECIFIED.into();
        let server = std::thread::spawn(move || {
            let (mut client, _) = listener.accept().unwrap();
            let mut asked = [0; 512];
            let length = client.read(&mut asked).unwrap();
            let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            client.write_all(head.as_bytes()).unwrap();
            String::from_utf8_lossy(asked.get(..length).unwrap()).into_owned()
        });
        let mut out = Vec::new();
        let outcome = run(&HealthArguments { alive }, &settings, &mut out).map_err(|error| error.to_string());
        (outcome, String::from_utf8(out).unwrap(), server.join().unwrap())
    }

    #[test]
    fn a_ready_server_is_healthy() {
        let (outcome, told, asked) = ask("200 OK", "ready\n", false);
        assert_eq!((outcome, told.as_str()), (Ok(()), "ready\n"));
        assert!(asked.starts_with("GET /readyz "), "{asked}");
        assert!(ask("200 OK", "up\n", true).2.starts_with("GET /healthz "));
    }

    #[test]
    fn a_server_that_cannot_work_is_not_and_says_why() {
        let (outcome, told, _) = ask("503 Service Unavailable", "not ready: database\n", false);
        assert!(outcome.unwrap_err().ends_with("answers not ready: database"));
        assert!(told.is_empty());
    }

    #[test]
    fn where_nobody_listens_nobody_is_healthy() {
        let mut settings = Settings::embedded().unwrap();
        settings.server.port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let error = run(&HealthArguments { alive: true }, &settings, &mut Vec::new()).unwrap_err();
        assert!(error.to_string().contains("nobody answers at 127.0.0.1:"), "{error}");
    }

    #[test]
    fn all_addresses_are_asked_at_the_own_one() {
        let own = |bind: &str| within_reach(bind.parse().unwrap()).to_string();
        assert_eq!((own("0.0.0.0"), own("::")), ("127.0.0.1".into(), "::1".into()));
        assert_eq!(own("192.0.2.4"), "192.0.2.4");
    }
}
