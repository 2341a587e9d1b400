//! The statements of one request, written down as they were asked and asked again, prepared once for each connection, with
//! every value of every row taken out.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a benchmark stops at the first surprise"
)]

use diesel::connection::{
    DefaultLoadingMode, Instrumentation, InstrumentationEvent, LoadConnection, SimpleConnection,
    set_default_instrumentation,
};
use diesel::deserialize::FromSql;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::row::{Field, Row};
use diesel::sql_types::{BigInt, Text, Untyped};
use livc::store::{Db, Manager, Pool, db};
use serde_json::Value;
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Connections of the pool, as the settings have them when nobody changes them.
const CONNECTIONS: u32 = 8;

static LISTENING: AtomicBool = AtomicBool::new(false);
static NEXT: AtomicUsize = AtomicUsize::new(0);
static HEARD: Mutex<Vec<(usize, String)>> = Mutex::new(Vec::new());

struct Ear(usize);

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let (InstrumentationEvent::StartQuery { query, .. }, true) = (&event, LISTENING.load(Ordering::SeqCst)) {
            let mut heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
            heard.push((self.0, query.to_string()));
        }
    }
}

/// Listens to every connection that is opened from now on.
pub fn listen() {
    set_default_instrumentation(|| Some(Box::new(Ear(NEXT.fetch_add(1, Ordering::SeqCst))))).unwrap();
}

/// The statements that `work` asks on the connection that reads; those of the recorder are left out.
pub fn heard(work: impl FnOnce()) -> Vec<Statement> {
    HEARD.lock().unwrap_or_else(PoisonError::into_inner).clear();
    LISTENING.store(true, Ordering::SeqCst);
    work();
    LISTENING.store(false, Ordering::SeqCst);
    let heard = std::mem::take(&mut *HEARD.lock().unwrap_or_else(PoisonError::into_inner));
    let is_standing = |text: &str| text.contains("sessions") && text.starts_with("SELECT");
    let reading = heard.iter().find(|(_, text)| is_standing(text)).map(|(ear, _)| *ear);
    let own = heard.into_iter().filter(|(ear, _)| Some(*ear) == reading);
    own.map(|(_, text)| Statement::parse(&text)).collect()
}

/// A pool like that of the program.
pub fn pool(url: &str) -> Pool {
    db::pool(Manager::new(url).unwrap(), CONNECTIONS)
}

/// Asks all statements in their order.
pub fn replay(db: &mut Db, statements: &[Statement]) {
    for statement in statements {
        match db {
            Db::Sqlite(db) if statement.binds.is_none() => {
                db.batch_execute(&statement.pieces[0]).unwrap();
            }
            Db::Pg(db) if statement.binds.is_none() => {
                db.batch_execute(&statement.pieces[0]).unwrap();
            }
            Db::Sqlite(db) => {
                for row in LoadConnection::<DefaultLoadingMode>::load(db, statement).unwrap() {
                    let row = row.unwrap();
                    for at in 0..row.field_count() {
                        let value = row.get(at).and_then(|field| {
                            let value = field.value()?;
                            <String as FromSql<Text, diesel::sqlite::Sqlite>>::from_sql(value).ok()
                        });
                        black_box(value);
                    }
                }
            }
            Db::Pg(db) => {
                for row in LoadConnection::<DefaultLoadingMode>::load(db, statement).unwrap() {
                    let row = row.unwrap();
                    for at in 0..row.field_count() {
                        black_box(row.get(at).and_then(|field| Some(field.value()?.as_bytes().to_vec())));
                    }
                }
            }
        }
    }
}

/// A statement: the text between its values, and the values. Without values it is a `BEGIN` or a `ROLLBACK`.
#[derive(Clone, Debug)]
pub struct Statement {
    pieces: Vec<String>,
    binds: Option<Vec<Bind>>,
}

#[derive(Clone, Debug)]
enum Bind {
    Text(String),
    Number(i64),
}

impl Statement {
    fn parse(text: &str) -> Self {
        let Some((sql, binds)) = text.split_once(" -- binds: ") else {
            return Self {
                pieces: vec![text.to_owned()],
                binds: None,
            };
        };
        let values: Vec<Value> = serde_json::from_str(binds).unwrap_or_else(|_| panic!("these values: {binds}"));
        let binds: Vec<_> = values
            .into_iter()
            .map(|value| match value {
                Value::String(text) => Bind::Text(text),
                Value::Number(number) => Bind::Number(number.as_i64().unwrap()),
                other => panic!("a value of this kind: {other}"),
            })
            .collect();
        let mut pieces = vec![String::new()];
        let mut rest = sql;
        while let Some(at) = rest.find(['?', '$']) {
            pieces.last_mut().unwrap().push_str(&rest[..at]);
            rest = rest[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit());
            pieces.push(String::new());
        }
        pieces.last_mut().unwrap().push_str(rest);
        assert_eq!(pieces.len(), binds.len() + 1, "{text}");
        Self {
            pieces,
            binds: Some(binds),
        }
    }
}

impl Query for Statement {
    type SqlType = Untyped;
}

impl QueryId for Statement {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

macro_rules! fragment {
    ($backend:ty) => {
        impl QueryFragment<$backend> for Statement {
            fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, $backend>) -> QueryResult<()> {
                out.push_sql(&self.pieces[0]);
                for (bind, piece) in self.binds.iter().flatten().zip(&self.pieces[1..]) {
                    match bind {
                        Bind::Text(text) => out.push_bind_param::<Text, _>(text)?,
                        Bind::Number(number) => out.push_bind_param::<BigInt, _>(number)?,
                    }
                    out.push_sql(piece);
                }
                Ok(())
            }
        }
    };
}
fragment!(diesel::sqlite::Sqlite);
fragment!(diesel::pg::Pg);
