//! Sessions: opened by evidence, renewed by rotating tokens, acting in one seat, ended at once (R20, R52).

use super::error::StoreResult;
use super::schema::{accounts, sessions, spent_refresh_tokens};
use crate::access::{Caller, ObjectRef, Permit, Protected, Sealed, Tx};
use crate::app::sessions::{RefreshSession, RevokeFamily, SignIn, SignOut, TakeSeat};
use crate::domain::ids::{AccountId, SeatId, SessionId};
use crate::policy::Scope;
use crate::policy::session::{RefreshToken, SessionAct, SessionFacts};
use crate::store::{accounts as account_store, seats};
use crate::views::session::{MeView, OfferedSeat};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// How a session is addressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionRef {
    /// One's own.
    Own,
    /// By id, as the outcome of an act on it.
    Id(SessionId),
    /// By the stored form of a refresh token.
    Refresh(String),
}

/// A session as loaded.
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Its account.
    pub account: AccountId,
    seat: Option<SeatId>,
    display_name: String,
    offered: Vec<OfferedSeat>,
}

type Row = (
    SessionId,
    AccountId,
    i64,
    Option<SeatId>,
    NaiveDateTime,
    Option<NaiveDateTime>,
    i64,
    String,
);

impl Protected for Session {
    type Id = SessionRef;
    type Facts = SessionFacts;
    type View = MeView;
    const READ: SessionAct = SessionAct::Read;
    const NEEDS_SEAT: bool = false;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &SessionRef) -> StoreResult<Option<Sealed<Self>>> {
        let (row, token) = match id {
            SessionRef::Own => (by_id(tx, caller.session.as_ref())?, RefreshToken::NotAsked),
            SessionRef::Id(id) => (by_id(tx, Some(id))?, RefreshToken::NotAsked),
            SessionRef::Refresh(hash) => by_token(tx, hash)?,
        };
        let Some((id, account, session_version, seat, until, ended, account_version, display_name)) = row else {
            return Ok(None);
        };
        let offered = seats::offered(tx, &account)?;
        let seat_holds = seat.as_ref().is_none_or(|seat| offered.iter().any(|o| o.id == *seat));
        let facts = SessionFacts {
            running: seat_holds && ended.is_none() && session_version == account_version && tx.at().naive_utc() < until,
            token,
        };
        Ok(Some(Sealed::new(
            Self {
                id,
                account,
                seat,
                display_name,
                offered,
            },
            facts,
        )))
    }

    fn parse_id(text: &str) -> Option<SessionRef> {
        SessionId::parse(text).ok().map(SessionRef::Id)
    }

    fn id(&self) -> SessionRef {
        SessionRef::Id(self.id.clone())
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> MeView {
        MeView {
            session_id: self.id.clone(),
            account_id: self.account.clone(),
            display_name: self.display_name.clone(),
            seat_id: self.seat.clone(),
            seats: self.offered.clone(),
        }
    }

    fn object_ref(id: &SessionRef) -> ObjectRef {
        match id {
            SessionRef::Own | SessionRef::Refresh(_) => ObjectRef::new("session", ""),
            SessionRef::Id(id) => ObjectRef::new("session", id),
        }
    }
}

impl Session {
    /// Whether its person may take that seat today.
    #[must_use]
    pub fn is_offered(&self, seat: &SeatId) -> bool {
        self.offered.iter().any(|offered| offered.id == *seat)
    }
}

macro_rules! session_rows {
    () => {
        sessions::table.inner_join(accounts::table).select((
            sessions::id,
            sessions::account_id,
            sessions::account_version,
            sessions::seat_id,
            sessions::refresh_until,
            sessions::ended_at,
            accounts::version,
            accounts::display_name,
        ))
    };
}

fn by_id(tx: &mut Tx<'_>, id: Option<&SessionId>) -> StoreResult<Option<Row>> {
    let id = id.map_or("", SessionId::as_str);
    Ok(session_rows!().filter(sessions::id.eq(id)).first(tx.db()).optional()?)
}

fn by_token(tx: &mut Tx<'_>, hash: &str) -> StoreResult<(Option<Row>, RefreshToken)> {
    let current: Option<Row> = session_rows!()
        .filter(sessions::refresh_hash.eq(hash))
        .first(tx.db())
        .optional()?;
    if current.is_some() {
        return Ok((current, RefreshToken::Current));
    }
    let spent: Option<SessionId> = spent_refresh_tokens::table
        .find(hash)
        .select(spent_refresh_tokens::session_id)
        .first(tx.db())
        .optional()?;
    Ok((by_id(tx, spent.as_ref())?, RefreshToken::Reused))
}

/// A session to open.
pub struct NewSession<'a> {
    /// Its id.
    pub id: &'a SessionId,
    /// Its account.
    pub account: &'a AccountId,
    /// Version of the account.
    pub account_version: i64,
    /// The seat to begin in.
    pub seat: Option<&'a SeatId>,
    /// The refresh token as stored.
    pub refresh_hash: &'a str,
    /// Until when it can be renewed.
    pub refresh_until: NaiveDateTime,
}

/// Opens a session and takes the one-time step that opened it.
///
/// # Errors
/// When the database fails.
pub fn open<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, SignIn>, step: i64, new: &NewSession<'_>) -> StoreResult<()> {
    account_store::use_step(tx, new.account, step)?;
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(new.id),
            sessions::account_id.eq(new.account),
            sessions::account_version.eq(new.account_version),
            sessions::seat_id.eq(new.seat.map(SeatId::as_str)),
            sessions::strength.eq("password+totp"),
            sessions::refresh_hash.eq(new.refresh_hash),
            sessions::refresh_until.eq(new.refresh_until),
            sessions::created_at.eq(permit.at().naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Exchanges a refresh token for the next one; the old one is remembered as spent.
///
/// # Errors
/// When the database fails.
pub fn rotate<'tx>(
    tx: &mut Tx<'tx>,
    _permit: &Permit<'tx, RefreshSession>,
    session: &SessionId,
    old: &str,
    new: &str,
) -> StoreResult<()> {
    diesel::insert_into(spent_refresh_tokens::table)
        .values((
            spent_refresh_tokens::hash.eq(old),
            spent_refresh_tokens::session_id.eq(session),
        ))
        .execute(tx.db())?;
    diesel::update(sessions::table.find(session))
        .set(sessions::refresh_hash.eq(new))
        .execute(tx.db())?;
    Ok(())
}

/// Lets a session act in a seat.
///
/// # Errors
/// When the database fails.
pub fn take_seat<'tx>(
    tx: &mut Tx<'tx>,
    _permit: &Permit<'tx, TakeSeat>,
    session: &SessionId,
    seat: &SeatId,
) -> StoreResult<()> {
    diesel::update(sessions::table.find(session))
        .set(sessions::seat_id.eq(Some(seat.as_str())))
        .execute(tx.db())?;
    Ok(())
}

/// Acts that end a session.
pub trait Ends: crate::access::Action {}
impl Ends for SignOut {}
impl Ends for RevokeFamily {}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub fn end<'tx, A: Ends>(tx: &mut Tx<'tx>, permit: &Permit<'tx, A>, session: &SessionId) -> StoreResult<()> {
    diesel::update(sessions::table.find(session).filter(sessions::ended_at.is_null()))
        .set(sessions::ended_at.eq(Some(permit.at().naive_utc())))
        .execute(tx.db())?;
    Ok(())
}
