//! Who calls: session, account and seat in one statement, inside the transaction that decides (R20, R52).

use super::db::Db;
use super::error::StoreResult;
use super::schema::{accounts, organisations, seats, sessions};
use super::sql_text::code;
use crate::access::{Caller, Context, Seat, Tx, Who};
use crate::clock::today_in_brussels;
use crate::domain::contribution::Regime;
use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId, SessionId};
use crate::domain::livc::municipality::NisCode;
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::{Clearance, ClearanceLevel, Function};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// The columns of a seat that decisions rest on.
#[derive(Queryable)]
pub(super) struct SeatRow {
    pub id: SeatId,
    pub livc: Option<LivcId>,
    pub function: String,
    pub organisation: Option<OrganisationId>,
    pub municipality: Option<String>,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub ended_at: Option<NaiveDateTime>,
    pub clearance_level: Option<String>,
    pub clearance_expires_on: Option<NaiveDate>,
    /// The core seat it deputises for (R02).
    pub deputises_for: Option<SeatId>,
}

impl SeatRow {
    pub(super) fn function(&self) -> StoreResult<Function> {
        code(Function::from_code(&self.function), "seats.function")
    }

    /// Whether the seat is held on that day.
    pub(super) fn is_held_on(&self, day: NaiveDate) -> bool {
        self.ended_at.is_none() && self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last)
    }

    /// Whether the seat was held on a day that is over, whatever became of it since.
    pub(super) fn was_held_on(&self, day: NaiveDate) -> bool {
        let ended_on = self.ended_at.map(|at| today_in_brussels(at.and_utc()));
        let not_ended = ended_on.is_none_or(|ended| day <= ended);
        not_ended && self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last)
    }

    /// Whether its clearance suffices on that day; true where none is needed (R03).
    pub(super) fn is_cleared_on(&self, day: NaiveDate) -> StoreResult<bool> {
        if !self.function()?.is_police() {
            return Ok(true);
        }
        let (Some(level), Some(expires_on)) = (&self.clearance_level, self.clearance_expires_on) else {
            return Ok(false);
        };
        let level = code(ClearanceLevel::from_code(level), "seats.clearance_level")?;
        let clearance = Clearance {
            level,
            expires_on,
            checked_by: String::new(),
            checked_on: expires_on,
        };
        Ok(clearance.suffices_on(day))
    }
}

pub(super) type SeatColumns = (
    seats::id,
    seats::livc_id,
    seats::function,
    seats::organisation_id,
    seats::municipality,
    seats::valid_from,
    seats::valid_until,
    seats::ended_at,
    seats::clearance_level,
    seats::clearance_expires_on,
    seats::deputises_for,
);

pub(super) const SEAT: SeatColumns = (
    seats::id,
    seats::livc_id,
    seats::function,
    seats::organisation_id,
    seats::municipality,
    seats::valid_from,
    seats::valid_until,
    seats::ended_at,
    seats::clearance_level,
    seats::clearance_expires_on,
    seats::deputises_for,
);

type SessionRow = (AccountId, i64, String, i64, String);
type OrganisationRow = (String, String);

/// The caller of a request; `None` when the session ended, or its seat or account changed.
///
/// # Errors
/// When the database fails.
pub fn caller(tx: &mut Tx<'_>, ctx: &Context) -> StoreResult<Option<Caller>> {
    if let Some(system) = ctx.system {
        return Ok(Some(Caller {
            who: Who::System(system),
            session: None,
            strength: None,
        }));
    }
    let Some(session) = &ctx.session else {
        return Ok(Some(Caller::anonymous()));
    };
    let today = tx.today();
    of_session(tx.db(), session, today)
}

fn of_session(db: &mut Db, session: &SessionId, today: NaiveDate) -> StoreResult<Option<Caller>> {
    let row: Option<(SessionRow, Option<SeatRow>, Option<OrganisationRow>)> = sessions::table
        .inner_join(accounts::table)
        .left_join(seats::table.on(sessions::seat_id.eq(seats::id.nullable())))
        .left_join(organisations::table.on(seats::organisation_id.eq(organisations::id.nullable())))
        .filter(sessions::id.eq(session).and(sessions::ended_at.is_null()))
        .select((
            (
                accounts::id,
                sessions::account_version,
                sessions::strength,
                accounts::version,
                accounts::display_name,
            ),
            SEAT.nullable(),
            (organisations::kind, organisations::default_regime).nullable(),
        ))
        .first(db)
        .optional()?;
    let Some(((account, session_version, strength, account_version, person), seat, organisation)) = row else {
        return Ok(None);
    };
    if session_version != account_version {
        return Ok(None);
    }
    let who = match seat {
        None => Who::Account(account),
        Some(seat) if seat.is_held_on(today) => {
            Who::Seated(account, Box::new(assemble(seat, organisation, person, today)?))
        }
        Some(_) => return Ok(None),
    };
    Ok(Some(Caller {
        who,
        session: Some(session.clone()),
        strength: Some(strength),
    }))
}

fn assemble(
    row: SeatRow,
    organisation: Option<OrganisationRow>,
    person: String,
    today: NaiveDate,
) -> StoreResult<Seat> {
    let (kind, regime) = match organisation {
        None => (None, None),
        Some((kind, regime)) => (
            Some(code(OrganisationKind::from_code(&kind), "organisations.kind")?),
            Some(code(Regime::from_code(&regime), "organisations.default_regime")?),
        ),
    };
    Ok(Seat {
        function: row.function()?,
        cleared: row.is_cleared_on(today)?,
        municipality: row
            .municipality
            .as_deref()
            .map(|nis| code(NisCode::parse(nis).ok(), "seats.municipality"))
            .transpose()?,
        id: row.id,
        livc: row.livc,
        organisation: row.organisation,
        organisation_kind: kind,
        default_regime: regime,
        person,
    })
}
