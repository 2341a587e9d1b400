//! Accounts: one for each natural person, with password, second factor and enrolment (R07).

use super::error::StoreResult;
use super::schema::accounts;
use crate::access::{Caller, ObjectRef, Permit, Protected, Sealed, SystemActor, Tx, Who};
use crate::app::accounts::{AddAccount, Enrol};
use crate::domain::ids::AccountId;
use crate::domain::seat::Function;
use crate::policy::installation::{InstallationAct, InstallationFacts};
use crate::policy::session::{SignInAct, SignInFacts};
use crate::policy::{Scope, Standing};
use crate::store::Db;
use crate::views::directory::AccountView;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// What sign-in compares with. It is handed to nothing but the sign-in itself.
#[derive(Queryable)]
pub struct Credentials {
    /// The account.
    pub id: AccountId,
    /// Its password, hashed.
    pub password_hash: Option<String>,
    /// Its one-time seed, sealed.
    pub totp_seed: Option<Vec<u8>>,
    /// The last step that was used.
    pub totp_last_step: i64,
    /// The version, which ends sessions when it grows.
    pub version: i64,
}

type CredentialColumns = (
    accounts::id,
    accounts::password_hash,
    accounts::totp_seed,
    accounts::totp_last_step,
    accounts::version,
);
const CREDENTIALS: CredentialColumns = (
    accounts::id,
    accounts::password_hash,
    accounts::totp_seed,
    accounts::totp_last_step,
    accounts::version,
);

/// The credentials of a login. The evidence made of them is weighed and recorded by the gate.
pub(crate) fn credentials(db: &mut Db, login: &str) -> StoreResult<Option<Credentials>> {
    Ok(accounts::table
        .filter(accounts::login.eq(login))
        .select(CREDENTIALS)
        .first(db)
        .optional()?)
}

/// The credentials of an account, read again inside the transaction that signs it in.
pub(crate) fn credentials_of(tx: &mut Tx<'_>, id: &str) -> StoreResult<Option<Credentials>> {
    Ok(accounts::table.find(id).select(CREDENTIALS).first(tx.db()).optional()?)
}

/// Takes a one-time step: it can be used once.
pub(crate) fn use_step(tx: &mut Tx<'_>, id: &AccountId, step: i64) -> StoreResult<()> {
    diesel::update(accounts::table.find(id))
        .set(accounts::totp_last_step.eq(step))
        .execute(tx.db())?;
    Ok(())
}

/// An account as loaded.
pub struct Account {
    /// Its id.
    pub id: AccountId,
    login: String,
    display_name: String,
}

impl Protected for Account {
    type Id = AccountId;
    type Facts = InstallationFacts;
    type View = AccountView;
    const READ: InstallationAct = InstallationAct::AddAccount;
    const NEEDS_SEAT: bool = false;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &AccountId) -> StoreResult<Option<Sealed<Self>>> {
        let standing = match &caller.who {
            Who::System(SystemActor::Setup) => Standing::new(Function::Operator, true),
            Who::Seated(_, seat) => seat.standing(),
            Who::Anonymous | Who::Account(_) => return Ok(None),
        };
        let row: Option<(AccountId, String, String)> = accounts::table
            .find(id)
            .select((accounts::id, accounts::login, accounts::display_name))
            .first(tx.db())
            .optional()?;
        Ok(row.map(|(id, login, display_name)| {
            Sealed::new(
                Self {
                    id,
                    login,
                    display_name,
                },
                InstallationFacts { standing },
            )
        }))
    }

    fn parse_id(text: &str) -> Option<AccountId> {
        AccountId::parse(text).ok()
    }

    fn id(&self) -> AccountId {
        self.id.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> AccountView {
        AccountView {
            id: self.id.clone(),
            login: self.login.clone(),
            display_name: self.display_name.clone(),
        }
    }

    fn object_ref(id: &AccountId) -> ObjectRef {
        ObjectRef::new("account", id)
    }
}

/// An account to open.
pub struct NewAccount<'a> {
    /// Its id.
    pub id: &'a AccountId,
    /// Its login.
    pub login: &'a str,
    /// Name of the person.
    pub display_name: &'a str,
    /// Hash of the enrolment code.
    pub enrolment_hash: &'a str,
    /// Until when the code can be used.
    pub enrolment_until: NaiveDateTime,
    /// When.
    pub at: NaiveDateTime,
}

/// Opens an account that its person has yet to activate.
///
/// # Errors
/// When the database fails, or the login is taken.
pub fn insert<'tx>(tx: &mut Tx<'tx>, _permit: &Permit<'tx, AddAccount>, new: &NewAccount<'_>) -> StoreResult<()> {
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(new.id),
            accounts::login.eq(new.login),
            accounts::display_name.eq(new.display_name),
            accounts::totp_last_step.eq(0),
            accounts::enrolment_hash.eq(Some(new.enrolment_hash)),
            accounts::enrolment_until.eq(Some(new.enrolment_until)),
            accounts::version.eq(1),
            accounts::created_at.eq(new.at),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Somebody who brings an enrolment code.
pub struct Enrolling {
    /// The account the code belongs to.
    pub account: AccountId,
    code_hash: String,
}

impl Protected for Enrolling {
    type Id = String;
    type Facts = SignInFacts;
    type View = ();
    const READ: SignInAct = SignInAct::Enrol;
    const NEEDS_SEAT: bool = false;

    fn load(tx: &mut Tx<'_>, _caller: &Caller, code_hash: &String) -> StoreResult<Option<Sealed<Self>>> {
        let now = tx.at().naive_utc();
        let row: Option<(AccountId, Option<NaiveDateTime>)> = accounts::table
            .filter(accounts::enrolment_hash.eq(Some(code_hash)))
            .select((accounts::id, accounts::enrolment_until))
            .first(tx.db())
            .optional()?;
        Ok(row.map(|(account, until)| {
            let facts = SignInFacts {
                account_active: false,
                password_right: until.is_some_and(|until| now < until),
                code_fresh: false,
            };
            Sealed::new(
                Self {
                    account,
                    code_hash: code_hash.clone(),
                },
                facts,
            )
        }))
    }

    fn parse_id(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn id(&self) -> String {
        self.code_hash.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) {}

    fn object_ref(id: &String) -> ObjectRef {
        ObjectRef::new("enrolment", id)
    }
}

/// Activates an account: its password and one-time seed are set, the enrolment code is spent.
///
/// # Errors
/// When the database fails.
pub fn enrol<'tx>(
    tx: &mut Tx<'tx>,
    _permit: &Permit<'tx, Enrol>,
    account: &AccountId,
    password_hash: &str,
    totp_seed: &[u8],
) -> StoreResult<()> {
    diesel::update(accounts::table.find(account))
        .set((
            accounts::password_hash.eq(Some(password_hash)),
            accounts::totp_seed.eq(Some(totp_seed)),
            accounts::totp_last_step.eq(0),
            accounts::enrolment_hash.eq(None::<String>),
            accounts::enrolment_until.eq(None::<NaiveDateTime>),
            accounts::version.eq(accounts::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Login of an account, for the address of its authenticator.
///
/// # Errors
/// When the database fails.
pub fn login_of(tx: &mut Tx<'_>, account: &AccountId) -> StoreResult<String> {
    Ok(accounts::table.find(account).select(accounts::login).first(tx.db())?)
}

/// Whether an account exists.
///
/// # Errors
/// When the database fails.
pub fn exists(tx: &mut Tx<'_>, account: &AccountId) -> StoreResult<Option<AccountId>> {
    Ok(accounts::table
        .find(account)
        .select(accounts::id)
        .first(tx.db())
        .optional()?)
}
