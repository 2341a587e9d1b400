//! `livc demo token NAME`: signs in over HTTP, as any client would, and prints a fresh bearer token.

use super::handle::{self, OpenNote};
use super::key::code_of;
use crate::clock::Clock;
use clap::Args;
use serde::Deserialize;
use serde_json::{Value, json};
use std::error::Error;
use std::io::Write;

/// Whose token.
#[derive(Debug, Args)]
pub struct TokenArguments {
    /// Who: mayor, police-chief, information-officer, coordinator, secretary, clb, ocmw, caw, youth-worker, vdab, auditor, dpo or operator
    name: String,
    /// Port of the demonstration, when more than one runs
    #[arg(long)]
    port: Option<u16>,
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    refresh_token: String,
}

/// Prints a token.
///
/// # Errors
/// A sentence on what is in the way.
pub fn run(arguments: &TokenArguments, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut note = handle::open(arguments.port)?;
    let name = arguments.name.as_str();
    let tokens = match renewed(&note, name)? {
        Some(tokens) => tokens,
        None => signed_in(&note, name)?,
    };
    note.note.refresh.insert(name.to_owned(), tokens.refresh_token);
    note.keep()?;
    writeln!(out, "{}", tokens.access_token)?;
    Ok(())
}

/// A session that was opened before is renewed: a one-time code could not be used twice anyway.
fn renewed(note: &OpenNote, name: &str) -> Result<Option<Tokens>, Box<dyn Error>> {
    let Some(token) = note.note.refresh.get(name) else {
        return Ok(None);
    };
    match ask(note, "/sessions/refresh", &json!({ "refresh_token": token })) {
        Ok(tokens) => Ok(Some(tokens)),
        Err(Failed::Refused) => Ok(None),
        Err(Failed::Other(error)) => Err(error),
    }
}

fn signed_in(note: &OpenNote, name: &str) -> Result<Tokens, Box<dyn Error>> {
    let names = || {
        note.note
            .people
            .keys()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let key = note
        .note
        .people
        .get(name)
        .ok_or_else(|| format!("nobody is called {name}; choose one of {}", names()))?;
    let code = code_of(key, Clock::System.now())?;
    let body = json!({ "login": key.login, "password": key.password, "code": code });
    ask(note, "/sessions", &body).map_err(|failed| match failed {
        Failed::Refused => "the one-time code of this half minute was used already; try again in 30 seconds".into(),
        Failed::Other(error) => error,
    })
}

enum Failed {
    Refused,
    Other(Box<dyn Error>),
}

fn ask(note: &OpenNote, path: &str, body: &Value) -> Result<Tokens, Failed> {
    let other = |e: Box<dyn Error>| Failed::Other(e);
    let address = format!("http://{}/api/v1{path}", note.note.address);
    match ureq::post(&address).send_json(body) {
        Ok(mut answer) => answer.body_mut().read_json().map_err(|e| other(e.into())),
        Err(ureq::Error::StatusCode(401)) => Err(Failed::Refused),
        Err(error) => Err(other(
            format!("the demonstration at {address} does not answer: {error}").into(),
        )),
    }
}
