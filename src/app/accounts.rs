//! Accounts: opened by operator or coordinator, activated by their person with a code that works once (R07).

use super::once;
use crate::access::{Action, Context, Disclosed, Gate, Outcome, Refused};
use crate::auth::refresh::EnrolmentToken;
use crate::auth::totp::TotpSecret;
use crate::domain::ids::{AccountId, SeatId};
use crate::domain::seat::Function;
use crate::domain::text::Name;
use crate::policy::installation::InstallationAct;
use crate::policy::session::SignInAct;
use crate::store::accounts::{self, Account, Enrolling, NewAccount};
use crate::store::installation::Installation;
use crate::store::seats::{self, NewSeat};
use crate::vault::keyring::Keyring;
use crate::vault::sealing::SealingKey;
use crate::views::directory::{AccountView, NewAccountView};
use crate::views::session::EnrolledView;
use chrono::TimeDelta;
use std::sync::Arc;

/// Opens an account.
pub struct AddAccount;
impl Action for AddAccount {
    type Target = Installation;
    type Outcome = Account;
    const ACT: InstallationAct = InstallationAct::AddAccount;
}

/// Makes an account an operator's.
pub struct AppointOperator;
impl Action for AppointOperator {
    type Target = Installation;
    type Outcome = Installation;
    const ACT: InstallationAct = InstallationAct::AppointOperator;
}

/// Activates an account.
pub struct Enrol;
impl Action for Enrol {
    type Target = Enrolling;
    type Outcome = Enrolling;
    const ACT: SignInAct = SignInAct::Enrol;
}

/// How long an enrolment code works.
const ENROLMENT_DAYS: i64 = 7;

/// Opens an account and makes the code its person activates it with.
///
/// # Errors
/// [`Refused`]; 409 when the login is taken.
pub async fn open(gate: &Gate, ctx: &Context, login: Name, display_name: Name) -> Result<NewAccountView, Refused> {
    let code = EnrolmentToken::generate().map_err(|e| Refused::Unavailable(e.to_string()))?;
    let until = ctx.at() + TimeDelta::days(ENROLMENT_DAYS);
    let hash = code.stored();
    // A repeated answer could not show the code again: under a key, the second request finds the login taken.
    let ctx = &ctx.clone().with_idempotency(None);
    let disclosed = gate
        .act::<AddAccount>(ctx, (), move |tx, _, permit| {
            let id = permit.new_id(AccountId::parse)?;
            let new = NewAccount {
                id: &id,
                login: &login.as_str().to_lowercase(),
                display_name: display_name.as_str(),
                enrolment_hash: &hash,
                enrolment_until: until.naive_utc(),
                at: permit.at().naive_utc(),
            };
            once(accounts::insert(tx, &permit, &new))?;
            Ok(id)
        })
        .await?;
    Ok(NewAccountView {
        account: seen(disclosed)?,
        enrolment_code: code.text().to_string(),
        enrolment_until: until,
    })
}

fn seen(disclosed: Disclosed<Outcome<AccountView>>) -> Result<AccountView, Refused> {
    match disclosed.into_view() {
        Outcome::Seen(view) => Ok(view),
        Outcome::Done { .. } => Err(Refused::Unavailable(
            "an account was opened by somebody who may not see it".into(),
        )),
    }
}

/// Gives an account the operator's seat, from the command line.
///
/// # Errors
/// [`Refused`].
pub async fn appoint_operator(gate: &Gate, ctx: &Context, account: AccountId) -> Result<(), Refused> {
    gate.act::<AppointOperator>(ctx, (), move |tx, _, permit| {
        let id = permit.new_id(SeatId::parse)?;
        let new = NewSeat {
            id: &id,
            account: &account,
            livc: None,
            organisation: None,
            function: Function::Operator,
            municipality: None,
            valid_from: crate::clock::today_in_brussels(permit.at()),
            valid_until: None,
            clearance: None,
            deputises_for: None,
            at: permit.at().naive_utc(),
        };
        seats::insert(tx, &permit, &new)?;
        Ok(())
    })
    .await?;
    Ok(())
}

/// The key that seals one-time seeds.
#[must_use]
pub fn seed_key(keyring: &Keyring) -> SealingKey {
    SealingKey::derive(keyring, "totp", "accounts", 1)
}

/// Where a sealed one-time seed belongs; it opens nowhere else.
#[must_use]
pub fn seed_place(account: &AccountId) -> [&str; 3] {
    ["accounts", "totp_seed", account.as_str()]
}

/// Activates an account: the password (hashed already) is set, and a new one-time seed is made and shown once.
///
/// # Errors
/// [`Refused`] as a sign-in for a code that is unknown, spent or too old.
pub async fn enrol(
    gate: &Gate,
    ctx: &Context,
    keyring: Arc<Keyring>,
    issuer: &str,
    enrolment: Enrolment<'_>,
) -> Result<EnrolledView, Refused> {
    let unavailable = |e: String| Refused::Unavailable(e);
    let secret = Arc::new(TotpSecret::generate().map_err(|e| unavailable(e.to_string()))?);
    let login = enrolment.login.trim().to_lowercase();
    let otpauth_uri = secret
        .otpauth(issuer, &login)
        .map_err(|_| sign_in_refused())?
        .to_string();
    let (seed, named, password_hash) = (Arc::clone(&secret), login.clone(), enrolment.password_hash);
    let done = gate
        .act::<Enrol>(ctx, enrolment.code.stored(), move |tx, enrolling, permit| {
            if accounts::login_of(tx, &enrolling.account)? != named {
                return Err(sign_in_refused());
            }
            let sealed = seed_key(&keyring)
                .seal(&seed_place(&enrolling.account), seed.bytes())
                .map_err(|e| Refused::Unavailable(e.to_string()))?;
            accounts::enrol(tx, &permit, &enrolling.account, &password_hash, &sealed)?;
            Ok(permit.target().clone())
        })
        .await;
    match done {
        // An unknown code is a failed sign-in, not a missing page.
        Err(Refused::Concealed) => Err(sign_in_refused()),
        Err(refused) => Err(refused),
        Ok(_) => Ok(EnrolledView {
            totp_secret: secret.base32().to_string(),
            otpauth_uri,
            login,
        }),
    }
}

/// What somebody brings to activate an account.
pub struct Enrolment<'a> {
    /// The login the account was opened for.
    pub login: &'a str,
    /// The code that was handed over.
    pub code: &'a EnrolmentToken,
    /// The password chosen, hashed.
    pub password_hash: String,
}

/// The one answer to every failed proof of identity.
#[must_use]
pub const fn sign_in_refused() -> Refused {
    Refused::by(crate::policy::Rule::R07, crate::policy::Denial::NotSignedIn)
}
