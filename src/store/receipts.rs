//! Receipts: who read a contribution, once for each reader and day (R51). They become durable with the record of the
//! reading, and their author alone reads them.

use super::db::Db;
use super::error::StoreResult;
use super::schema::{accounts, contribution_receipts, organisations, seats};
use super::sql_text::code;
use crate::access::{Reading, Tx};
use crate::domain::ids::{ContributionId, OrganisationId, SeatId};
use crate::domain::seat::Function;
use crate::views::instant;
use crate::views::receipt::ReceiptView;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// Rows written in one statement, well below the parameters SQLite takes.
const AT_ONCE: usize = 2_000;
/// Rows shown at once, the newest: the readers of one consultation, on every working day of half a year.
const MOST: i64 = 2_000;

/// A receipt as it is written: no column is left to chance, so that many make one statement.
#[derive(Insertable)]
#[diesel(table_name = contribution_receipts, treat_none_as_default_value = false)]
struct ReceiptRow {
    contribution_id: String,
    seat_id: String,
    day: NaiveDate,
    at: NaiveDateTime,
}

/// Keeps readings; of two of one reader on one day the first stays.
pub(crate) fn insert(db: &mut Db, readings: &[Reading]) -> StoreResult<()> {
    for some in readings.chunks(AT_ONCE) {
        let rows: Vec<ReceiptRow> = some
            .iter()
            .map(|reading| ReceiptRow {
                contribution_id: reading.contribution.to_string(),
                seat_id: reading.seat.to_string(),
                day: reading.day,
                at: reading.at.naive_utc(),
            })
            .collect();
        let into = diesel::insert_into(contribution_receipts::table);
        match db {
            Db::Sqlite(c) => into.values(&rows).on_conflict_do_nothing().execute(c)?,
            Db::Pg(c) => into.values(&rows).on_conflict_do_nothing().execute(c)?,
        };
    }
    Ok(())
}

type Row = (
    SeatId,
    String,
    String,
    Option<OrganisationId>,
    Option<String>,
    NaiveDate,
    NaiveDateTime,
);

/// Who read a contribution, the newest day first.
///
/// # Errors
/// When the database fails.
pub fn of_contribution(tx: &mut Tx<'_>, id: &ContributionId) -> StoreResult<Vec<ReceiptView>> {
    let rows: Vec<Row> = contribution_receipts::table
        .inner_join(seats::table.on(seats::id.eq(contribution_receipts::seat_id)))
        .inner_join(accounts::table.on(accounts::id.eq(seats::account_id)))
        .left_join(organisations::table.on(organisations::id.nullable().eq(seats::organisation_id)))
        .filter(contribution_receipts::contribution_id.eq(id.to_string()))
        .order((
            contribution_receipts::day.desc(),
            contribution_receipts::at.desc(),
            seats::id,
        ))
        .limit(MOST)
        .select((
            seats::id,
            accounts::display_name,
            seats::function,
            seats::organisation_id,
            organisations::name.nullable(),
            contribution_receipts::day,
            contribution_receipts::at,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(seat_id, reader, function, organisation_id, organisation, day, at)| {
            Ok(ReceiptView {
                seat_id,
                reader,
                function: code(Function::from_code(&function), "seats.function")?,
                organisation_id,
                organisation,
                day,
                first_read_at: instant(at),
            })
        })
        .collect()
}
