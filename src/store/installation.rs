//! The installation: where the operator sets up LIVC Rs and accounts.

use super::error::StoreResult;
use super::schema::livcs;
use super::sql_text::code;
use crate::access::{Caller, ObjectRef, Protected, Sealed, SystemActor, Tx, Who};
use crate::domain::ids::LivcId;
use crate::domain::livc::LivcState;
use crate::domain::seat::Function;
use crate::policy::installation::{InstallationAct, InstallationFacts};
use crate::policy::{Scope, Standing};
use crate::views::directory::LivcLine;
use diesel::prelude::*;

/// The installation as a whole: where LIVC Rs and accounts are set up.
pub struct Installation;

impl Protected for Installation {
    type Id = ();
    type Facts = InstallationFacts;
    type View = ();
    const READ: InstallationAct = InstallationAct::ListLivcs;
    const NEEDS_SEAT: bool = false;

    fn load(_tx: &mut Tx<'_>, caller: &Caller, (): &()) -> StoreResult<Option<Sealed<Self>>> {
        let standing = match &caller.who {
            Who::System(SystemActor::Setup) => Standing::new(Function::Operator, true),
            Who::Seated(_, seat) => seat.standing(),
            Who::Anonymous | Who::Account(_) => return Ok(None),
        };
        Ok(Some(Sealed::new(Self, InstallationFacts { standing })))
    }

    fn parse_id(text: &str) -> Option<()> {
        text.is_empty().then_some(())
    }

    fn id(&self) {}

    fn disclose(&self, _scope: Scope, _caller: &Caller) {}

    fn object_ref((): &()) -> ObjectRef {
        ObjectRef::new("installation", "")
    }
}

/// All LIVC Rs of the installation, for the operator.
///
/// # Errors
/// When the database fails.
pub fn all(tx: &mut Tx<'_>) -> StoreResult<Vec<LivcLine>> {
    let rows: Vec<(LivcId, String, String)> = livcs::table
        .order(livcs::id)
        .select((livcs::id, livcs::name, livcs::state))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(id, name, state)| {
            Ok(LivcLine {
                id,
                name,
                state: code(LivcState::from_code(&state), "livcs.state")?,
            })
        })
        .collect()
}
