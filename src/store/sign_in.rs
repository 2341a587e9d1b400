//! One attempt to sign in: the evidence, weighed against the account as it is at that instant (R07).

use super::error::StoreResult;
use crate::access::{Caller, ObjectRef, Protected, Sealed, Tx};
use crate::domain::ids::AccountId;
use crate::policy::Scope;
use crate::policy::session::{SignInAct, SignInFacts};
use crate::store::accounts;

/// The evidence of one attempt to sign in.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The account the login belongs to, if any.
    pub account: Option<AccountId>,
    /// Whether the password was right.
    pub password_right: bool,
    /// The one-time step the code matched, if any.
    pub step: Option<i64>,
}

/// One attempt to sign in.
pub struct Attempt {
    /// The evidence.
    pub evidence: Evidence,
    /// Version of the account, when there is one.
    pub account_version: i64,
}

impl Protected for Attempt {
    type Id = Evidence;
    type Facts = SignInFacts;
    type View = ();
    const READ: SignInAct = SignInAct::SignIn;
    const NEEDS_SEAT: bool = false;

    fn load(tx: &mut Tx<'_>, _caller: &Caller, evidence: &Evidence) -> StoreResult<Option<Sealed<Self>>> {
        let id = evidence.account.as_ref().map_or("", AccountId::as_str);
        let known = accounts::credentials_of(tx, id)?;
        let active = known
            .as_ref()
            .is_some_and(|c| c.password_hash.is_some() && c.totp_seed.is_some());
        // Read again here, so that two sign-ins with one code cannot both find it fresh.
        let fresh = known
            .as_ref()
            .zip(evidence.step)
            .is_some_and(|(c, step)| step > c.totp_last_step);
        let facts = SignInFacts {
            account_active: active,
            password_right: evidence.password_right,
            code_fresh: fresh,
        };
        let account_version = known.map_or(0, |c| c.version);
        Ok(Some(Sealed::new(
            Self {
                evidence: evidence.clone(),
                account_version,
            },
            facts,
        )))
    }

    fn parse_id(_text: &str) -> Option<Evidence> {
        None
    }

    fn id(&self) -> Evidence {
        self.evidence.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) {}

    fn object_ref(id: &Evidence) -> ObjectRef {
        ObjectRef::new("account", id.account.as_ref().map_or("", AccountId::as_str))
    }
}
