//! Who calls, as the database says at this very request: session, account and one seat (R20, R52).

use super::refused::Refused;
use crate::domain::contribution::Regime;
use crate::domain::ids::{AccountId, LivcId, OrganisationId, SeatId, SessionId};
use crate::domain::livc::municipality::NisCode;
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::Function;
use crate::policy::Standing;

/// The seat a session acts in.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The seat.
    pub id: SeatId,
    /// Its LIVC R; none for the operator.
    pub livc: Option<LivcId>,
    /// Its function.
    pub function: Function,
    /// The organisation it is held for.
    pub organisation: Option<OrganisationId>,
    /// The kind of that organisation.
    pub organisation_kind: Option<OrganisationKind>,
    /// The regime of that organisation.
    pub default_regime: Option<Regime>,
    /// The municipality of a mayor's seat.
    pub municipality: Option<NisCode>,
    /// Whether a police clearance holds today.
    pub cleared: bool,
    /// Name of the person, for the watermark on what she reads.
    pub person: String,
}

impl Seat {
    /// The standing the rules see.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        Standing::new(self.function, self.cleared)
    }
}

/// Background work, named and least-privileged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemActor {
    /// Sets up an installation from the command line.
    Setup,
}

impl SystemActor {
    /// The name in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Setup => "system.setup",
        }
    }
}

/// Who it is.
#[derive(Debug, Clone)]
pub enum Who {
    /// Nobody yet.
    Anonymous,
    /// A person without a seat in this session.
    Account(AccountId),
    /// A person in a seat.
    Seated(AccountId, Box<Seat>),
    /// Background work.
    System(SystemActor),
}

/// The caller of one request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who it is.
    pub who: Who,
    /// The session.
    pub session: Option<SessionId>,
    /// How strongly the session was signed in.
    pub strength: Option<String>,
}

impl Caller {
    /// Somebody who is not signed in.
    #[must_use]
    pub const fn anonymous() -> Self {
        Self {
            who: Who::Anonymous,
            session: None,
            strength: None,
        }
    }

    /// The seat, if the session has one.
    #[must_use]
    pub fn seat(&self) -> Option<&Seat> {
        match &self.who {
            Who::Seated(_, seat) => Some(seat),
            Who::Anonymous | Who::Account(_) | Who::System(_) => None,
        }
    }

    /// The seat, or the refusal that asks to take one.
    ///
    /// # Errors
    /// [`Refused::seat_needed`] without a seat.
    pub fn seated(&self) -> Result<&Seat, Refused> {
        self.seat().ok_or_else(Refused::seat_needed)
    }

    /// The account, if somebody is signed in.
    #[must_use]
    pub const fn account(&self) -> Option<&AccountId> {
        match &self.who {
            Who::Seated(account, _) | Who::Account(account) => Some(account),
            Who::Anonymous | Who::System(_) => None,
        }
    }

    /// The LIVC R the caller acts in.
    #[must_use]
    pub fn livc(&self) -> Option<&LivcId> {
        self.seat().and_then(|seat| seat.livc.as_ref())
    }
}
