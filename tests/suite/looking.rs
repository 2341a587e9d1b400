//! Looking behind the counter: what the tables hold, and how many records the access log has.

use crate::support::Town;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use livc::store::Db;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Tables that move without any content being stored: the log and its sealed acts, sessions, and what a sign-in counts.
fn is_content(table: &str) -> bool {
    let aside = ["accounts", "sessions", "spent_refresh_tokens", "sealed_acts"];
    !(aside.contains(&table) || ["log_", "sqlite_", "__"].iter().any(|prefix| table.starts_with(prefix)))
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

/// One text column, named `value`, of any statement.
pub fn texts(db: &mut Db, sql: &str) -> Vec<String> {
    let lines: Vec<Line> = match db {
        Db::Pg(db) => diesel::sql_query(sql).load(db).unwrap(),
        Db::Sqlite(db) => diesel::sql_query(sql).load(db).unwrap(),
    };
    lines.into_iter().map(|line| line.value).collect()
}

/// One number, named `value`, of any statement.
pub fn number(db: &mut Db, sql: &str) -> i64 {
    let count: Count = match db {
        Db::Pg(db) => diesel::sql_query(sql).get_result(db).unwrap(),
        Db::Sqlite(db) => diesel::sql_query(sql).get_result(db).unwrap(),
    };
    count.value
}

/// Everything that is stored, table by table, apart from the log and the sessions.
pub fn stored(town: &Town) -> Stored {
    let db = &mut town.database.open();
    let mut all = BTreeMap::new();
    let tables = match db {
        Db::Pg(_) => "SELECT tablename::text AS value FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
        Db::Sqlite(_) => "SELECT name AS value FROM sqlite_master WHERE type = 'table' ORDER BY 1",
    };
    for table in texts(db, tables).into_iter().filter(|table| is_content(table)) {
        let sql = match db {
            Db::Pg(_) => format!("SELECT t::text AS value FROM {table} t ORDER BY 1"),
            Db::Sqlite(_) => {
                let columns = texts(db, &format!("SELECT name AS value FROM pragma_table_info('{table}')"));
                let quoted: Vec<String> = columns.iter().map(|name| format!("quote({name})")).collect();
                format!("SELECT {} AS value FROM {table} ORDER BY 1", quoted.join(" || ',' || "))
            }
        };
        all.insert(table, texts(db, &sql));
    }
    // A sign-in moves the last step of its one-time codes; that is no content.
    let accounts = "SELECT id || ',' || login || ',' || display_name AS value FROM accounts ORDER BY id";
    all.insert("accounts".to_owned(), texts(db, accounts));
    assert!(all.len() > 12, "{:?}", all.keys());
    Stored(all)
}

/// What was stored at some moment.
#[derive(Debug, PartialEq, Eq)]
pub struct Stored(BTreeMap<String, Vec<String>>);

impl Stored {
    /// Insists that nothing was stored since.
    #[track_caller]
    pub fn is_unchanged(&self, town: &Town) {
        let now = stored(town);
        for (table, lines) in &self.0 {
            let new: Vec<&String> = now.0[table].iter().filter(|line| !lines.contains(line)).collect();
            assert!(
                new.is_empty() && now.0[table].len() == lines.len(),
                "{table} changed: {new:?}"
            );
        }
    }
}

/// How many records there are, numbered or waiting.
pub fn records(town: &Town) -> i64 {
    let db = &mut town.database.open();
    number(
        db,
        "SELECT (SELECT COUNT(*) FROM log_records) + (SELECT COUNT(*) FROM log_pending) AS value",
    )
}

/// The shapes of the newest records that wait for their number: what is random in them is only measured.
pub fn newest_shapes(town: &Town, count: u8) -> Vec<Value> {
    let db = &mut town.database.open();
    let text = leaf_as_text(db);
    let sql = format!("SELECT {text} AS value FROM log_pending ORDER BY id DESC LIMIT {count}");
    texts(db, &sql).iter().map(|leaf| shape(leaf)).collect()
}

/// A record without what is different for every record; whoever looks for another id finds another alias.
pub fn shape(leaf: &str) -> Value {
    let length = leaf.len();
    let mut leaf: Value = serde_json::from_str(leaf).unwrap();
    for random in ["event_id", "facts", "salt", "session", "request_id", "sealed_act"] {
        let value = leaf[random].clone();
        leaf[random] = json!(value.as_str().map(str::len));
    }
    leaf["object"]["alias"] = json!(leaf["object"]["alias"].as_str().map(str::len));
    leaf["length"] = json!(length);
    leaf
}

fn leaf_as_text(db: &Db) -> &'static str {
    match db {
        Db::Pg(_) => "convert_from(leaf, 'UTF8')",
        Db::Sqlite(_) => "CAST(leaf AS TEXT)",
    }
}

/// The bytes of every record, numbered or waiting, as text, in the order they were written.
pub fn leaves(town: &Town) -> Vec<String> {
    let db = &mut town.database.open();
    let text = leaf_as_text(db);
    let mut all = texts(
        db,
        &format!("SELECT {text} AS value FROM log_records ORDER BY log_id, seq"),
    );
    all.extend(texts(
        db,
        &format!("SELECT {text} AS value FROM log_pending ORDER BY id"),
    ));
    all
}
