//! Rules on sign-in and one's own session: personal accounts, a second factor, one seat at a time (R07, R20, R41, R52).

use super::decision::{Decision, Denial, Scope, permit, refuse};
use super::rule::Rule;
use super::standing::Standing;
use super::subject::{BOTH, Subject, acts, yes_no};

acts! {
    /// Signing in.
    SignInAct {
        /// Opens a session.
        SignIn = "session.sign_in",
        /// Activates an account with its enrolment code.
        Enrol = "session.enrol",
    }
}

/// The evidence somebody brings to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SignInFacts {
    /// Whether the account exists and is active.
    pub account_active: bool,
    /// Whether the password (or the enrolment code) is right.
    pub password_right: bool,
    /// Whether the one-time code is right and was not used before.
    pub code_fresh: bool,
}

impl Subject for SignInFacts {
    type Act = SignInAct;
    const KIND: &'static str = "sign_in";

    fn standing(&self) -> Option<Standing> {
        None
    }

    fn role_level(_standing: Standing, _act: SignInAct) -> Result<(), Rule> {
        Ok(())
    }

    fn object_level(&self, act: SignInAct) -> Decision {
        let proven = match act {
            SignInAct::SignIn => self.account_active && self.password_right && self.code_fresh,
            SignInAct::Enrol => self.password_right,
        };
        if proven {
            permit(Rule::R07, Scope::Full)
        } else {
            refuse(Rule::R07, Denial::NotSignedIn)
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        vec![
            ("account_active", yes_no(self.account_active)),
            ("password_right", yes_no(self.password_right)),
            ("code_fresh", yes_no(self.code_fresh)),
        ]
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for account_active in BOTH {
            for password_right in BOTH {
                for code_fresh in BOTH {
                    all.push(Self {
                        account_active,
                        password_right,
                        code_fresh,
                    });
                }
            }
        }
        all
    }
}

acts! {
    /// Acts on one's own session.
    SessionAct {
        /// Reads who one is and in which seat.
        Read = "session.read",
        /// Renews the session.
        Refresh = "session.refresh",
        /// Ends every session that came from a refresh token used twice.
        RevokeFamily = "session.revoke_family",
        /// Takes a seat.
        TakeSeat = "session.take_seat",
        /// Signs out.
        SignOut = "session.sign_out",
        /// Reads one's own access records.
        ReadOwnRecords = "session.read_own_records",
        /// Reads what one is invited to, and what is asked of one.
        ReadAgenda = "session.read_agenda",
        /// Reads the agreed actions one holds or was asked to take upon oneself.
        ReadOwnActions = "session.read_own_actions",
    }
}

/// What is known of the refresh token, if one was brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefreshToken {
    /// None is needed for the act.
    NotAsked,
    /// The newest of its family.
    Current,
    /// Already exchanged once: somebody else may hold the newer one.
    Reused,
}

/// The facts about one's own session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionFacts {
    /// Whether the session (or the family of the refresh token) is still running.
    pub running: bool,
    /// The refresh token.
    pub token: RefreshToken,
}

impl Subject for SessionFacts {
    type Act = SessionAct;
    const KIND: &'static str = "session";

    fn standing(&self) -> Option<Standing> {
        None
    }

    fn role_level(_standing: Standing, _act: SessionAct) -> Result<(), Rule> {
        Ok(())
    }

    fn object_level(&self, act: SessionAct) -> Decision {
        match (act, self.running, self.token) {
            (SessionAct::RevokeFamily, _, RefreshToken::Reused)
            | (SessionAct::Refresh, true, RefreshToken::Current)
            | (
                SessionAct::Read
                | SessionAct::TakeSeat
                | SessionAct::SignOut
                | SessionAct::ReadOwnRecords
                | SessionAct::ReadAgenda
                | SessionAct::ReadOwnActions,
                true,
                RefreshToken::NotAsked | RefreshToken::Current | RefreshToken::Reused,
            ) => permit(Rule::R52, Scope::Full),
            (SessionAct::RevokeFamily | SessionAct::Refresh, _, _)
            | (
                SessionAct::Read
                | SessionAct::TakeSeat
                | SessionAct::SignOut
                | SessionAct::ReadOwnRecords
                | SessionAct::ReadAgenda
                | SessionAct::ReadOwnActions,
                false,
                _,
            ) => refuse(Rule::R52, Denial::NotSignedIn),
        }
    }

    fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let token = match self.token {
            RefreshToken::NotAsked => "not_asked",
            RefreshToken::Current => "current",
            RefreshToken::Reused => "reused",
        };
        vec![("running", yes_no(self.running)), ("refresh_token", token)]
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for running in BOTH {
            for token in [RefreshToken::NotAsked, RefreshToken::Current, RefreshToken::Reused] {
                all.push(Self { running, token });
            }
        }
        all
    }
}
