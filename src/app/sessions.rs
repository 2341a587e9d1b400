//! Sessions: signing in with password and one-time code, renewing, taking a seat, signing out (R07, R20, R52).

use super::accounts::{seed_key, seed_place, sign_in_refused};
use crate::access::{Action, Context, Disclosed, Gate, Outcome, Refused, RequestId};
use crate::auth::password::{HashingLimit, PasswordHashing};
use crate::auth::password_policy::TypedPassword;
use crate::auth::refresh::RefreshToken;
use crate::auth::throttle::Throttle;
use crate::auth::token::SessionTokens;
use crate::auth::totp::{self, TotpSecret};
use crate::clock;
use crate::domain::ids::{SeatId, SessionId};
use crate::policy::session::{SessionAct, SignInAct};
use crate::store::accounts::Credentials;
use crate::store::sessions::{self, NewSession, Session, SessionRef};
use crate::store::sign_in::{Attempt, Evidence};
use crate::store::{StoreError, seats};
use crate::vault::keyring::Keyring;
use crate::views::session::{MeView, TokensView};
use chrono::{DateTime, TimeDelta, Utc};
use std::net::IpAddr;
use std::sync::Arc;

/// Opens a session.
pub struct SignIn;
impl Action for SignIn {
    type Target = Attempt;
    type Outcome = Session;
    const ACT: SignInAct = SignInAct::SignIn;
}

macro_rules! act_on_session {
    ($(#[$meta:meta])* $name:ident, $act:ident) => {
        $(#[$meta])*
        pub struct $name;
        impl Action for $name {
            type Target = Session;
            type Outcome = Session;
            const ACT: SessionAct = SessionAct::$act;
        }
    };
}
act_on_session!(
    /// Renews a session.
    RefreshSession, Refresh
);
act_on_session!(
    /// Ends a session whose refresh token was used twice.
    RevokeFamily, RevokeFamily
);
act_on_session!(
    /// Takes a seat.
    TakeSeat, TakeSeat
);
act_on_session!(
    /// Signs out.
    SignOut, SignOut
);

/// Everything needed at the door.
#[derive(Clone)]
pub struct Door {
    /// The gate.
    pub gate: Gate,
    /// The keys.
    pub keyring: Arc<Keyring>,
    /// Password hashing.
    pub hashing: Arc<PasswordHashing>,
    /// How many hashes run at once.
    pub limit: HashingLimit,
    /// Who has to wait.
    pub throttle: Arc<Throttle>,
    /// Session tokens.
    pub tokens: Arc<SessionTokens>,
    /// How long a session can be renewed.
    pub refresh_for: TimeDelta,
}

/// Signs in. Whatever is wrong, the answer is the same; every attempt is recorded.
///
/// # Errors
/// [`Refused`]: 401 when the proof fails, 429 when it is too early for another attempt.
pub async fn sign_in(
    door: &Door,
    ctx: &Context,
    login: &str,
    password: TypedPassword,
    code: String,
    address: IpAddr,
) -> Result<TokensView, Refused> {
    let login = login.trim().to_lowercase();
    let attempt = door
        .throttle
        .check(&login, address, ctx.at())
        .map_err(|wait| Refused::Throttled {
            retry_after: u64::from(wait.0),
        })?;
    let known = door.gate.credentials(login).await?;
    let evidence = evidence(door, ctx, known, password, &code).await?;
    let token = RefreshToken::generate().map_err(|e| Refused::Unavailable(e.to_string()))?;
    let (hash, until) = (token.stored(), ctx.at() + door.refresh_for);
    let done = door
        .gate
        .act::<SignIn>(ctx, evidence, move |tx, attempt, permit| {
            let (Some(account), Some(step)) = (&attempt.evidence.account, attempt.evidence.step) else {
                return Err(sign_in_refused());
            };
            let id = permit.new_id(SessionId::parse)?;
            let offered = seats::offered(tx, account)?;
            let only = match offered.as_slice() {
                [one] => Some(&one.id),
                [] | [_, _, ..] => None,
            };
            let new = NewSession {
                id: &id,
                account,
                account_version: attempt.account_version,
                seat: only,
                refresh_hash: &hash,
                refresh_until: until.naive_utc(),
            };
            sessions::open(tx, &permit, step, &new)?;
            Ok(SessionRef::Id(id))
        })
        .await;
    match done {
        Ok(session) => {
            door.throttle.succeeded(attempt, ctx.at());
            tokens(door, ctx, session, &token)
        }
        Err(refused) => {
            door.throttle.failed(attempt, ctx.at());
            Err(refused)
        }
    }
}

/// Compares what was brought with what is known; an unknown login costs as much as a known one.
async fn evidence(
    door: &Door,
    ctx: &Context,
    known: Option<Credentials>,
    password: TypedPassword,
    code: &str,
) -> Result<Evidence, Refused> {
    let unavailable = |e: String| Refused::Unavailable(e);
    let step = match &known {
        Some(Credentials {
            id,
            totp_seed: Some(sealed),
            totp_last_step,
            ..
        }) => {
            let seed = seed_key(&door.keyring)
                .open(&seed_place(id), sealed)
                .map_err(|e| unavailable(format!("one-time seed of account {id}: {e}")))?;
            let secret = TotpSecret::from_bytes(&seed).map_err(|_| StoreError::Corrupt("accounts.totp_seed"))?;
            totp::check(&secret, code, ctx.at(), Some(*totp_last_step))
        }
        Some(Credentials { totp_seed: None, .. }) | None => None,
    };
    let hashing = Arc::clone(&door.hashing);
    let stored = known.as_ref().and_then(|k| k.password_hash.clone());
    let right = door
        .limit
        .run(move || hashing.verify(stored.as_deref(), &password))
        .await
        .and_then(|verified| verified)
        .map_err(|e| unavailable(e.to_string()))?;
    Ok(Evidence {
        account: known.map(|k| k.id),
        password_right: right,
        step,
    })
}

/// Renews a session. A token used twice ends the session for both who hold it.
///
/// # Errors
/// [`Refused`]: 401 for a token that is unknown, spent or too old.
pub async fn refresh(door: &Door, ctx: &Context, token: &RefreshToken) -> Result<TokensView, Refused> {
    let next = RefreshToken::generate().map_err(|e| Refused::Unavailable(e.to_string()))?;
    let (old, new) = (token.stored(), next.stored());
    let by_token = SessionRef::Refresh(old.clone());
    let done = door
        .gate
        .act::<RefreshSession>(ctx, by_token.clone(), move |tx, session, permit| {
            sessions::rotate(tx, &permit, &session.id, &old, &new)?;
            Ok(SessionRef::Id(session.id))
        })
        .await;
    match done {
        Ok(session) => tokens(door, ctx, session, &next),
        Err(Refused::Concealed) => Err(sign_in_refused()),
        Err(refused @ Refused::ByRule { .. }) => {
            revoke(door, ctx, by_token).await?;
            Err(refused)
        }
        Err(refused) => Err(refused),
    }
}

/// Ends the session behind a spent token; for any other token the rules refuse, and that is as well.
async fn revoke(door: &Door, ctx: &Context, token: SessionRef) -> Result<(), Refused> {
    let revoked = door
        .gate
        .act::<RevokeFamily>(ctx, token, |tx, session, permit| {
            sessions::end(tx, &permit, &session.id)?;
            Ok(SessionRef::Id(session.id))
        })
        .await;
    match revoked {
        Err(outage) if outage.is_outage() => Err(outage),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn tokens(
    door: &Door,
    ctx: &Context,
    session: Disclosed<Outcome<MeView>>,
    refresh: &RefreshToken,
) -> Result<TokensView, Refused> {
    let me = me(session)?;
    let issued = door
        .tokens
        .issue(me.account_id.as_str(), me.session_id.as_str(), ctx.at())
        .map_err(|e| Refused::Unavailable(e.to_string()))?;
    Ok(TokensView {
        access_token: issued.text,
        expires_in: (issued.expires_at - ctx.at()).num_seconds(),
        refresh_token: refresh.text().to_string(),
        me,
    })
}

fn me(session: Disclosed<Outcome<MeView>>) -> Result<MeView, Refused> {
    match session.into_view() {
        Outcome::Seen(me) => Ok(me),
        Outcome::Done { .. } => Err(Refused::NotSignedIn),
    }
}

/// The context of a bearer token, for callers that do not come over HTTP.
///
/// # Errors
/// [`Refused::NotSignedIn`] for a token that does not verify.
pub fn context_of(door: &Door, token: &str, now: DateTime<Utc>) -> Result<Context, Refused> {
    let claims = door.tokens.verify(token, now).map_err(|_| Refused::NotSignedIn)?;
    let session = SessionId::parse(&claims.sid).map_err(|_| Refused::NotSignedIn)?;
    let request = RequestId(clock::new_id(now));
    Ok(Context::of_session(session, request, now))
}

/// Takes a seat; from then on the session acts in it and in no other.
///
/// # Errors
/// [`Refused`]: 404 for a seat that is not one's own today.
pub async fn take_seat(gate: &Gate, ctx: &Context, seat: SeatId) -> Result<MeView, Refused> {
    let done = gate
        .act::<TakeSeat>(ctx, SessionRef::Own, move |tx, session, permit| {
            if !session.is_offered(&seat) {
                return Err(Refused::Concealed);
            }
            sessions::take_seat(tx, &permit, &session.id, &seat)?;
            Ok(SessionRef::Id(session.id))
        })
        .await?;
    me(done)
}

/// Signs out: the session ends at once.
///
/// # Errors
/// [`Refused`].
pub async fn sign_out(gate: &Gate, ctx: &Context) -> Result<(), Refused> {
    gate.act::<SignOut>(ctx, SessionRef::Own, |tx, session, permit| {
        sessions::end(tx, &permit, &session.id)?;
        Ok(SessionRef::Id(session.id))
    })
    .await
    .map(drop)
}

/// Reads who one is, and which seats one may take.
///
/// # Errors
/// [`Refused`].
pub async fn read(gate: &Gate, ctx: &Context) -> Result<Disclosed<MeView>, Refused> {
    gate.read::<Session>(ctx, SessionRef::Own).await
}
