//! What the rules need to know around an agreed action: the caller's place in the case, and who approved (R34, R37).

use super::case_managers::{rooms, tie};
use super::error::StoreResult;
use crate::access::{Seat, Tx};
use crate::domain::ids::ItemId;
use crate::domain::seat::Function;
use crate::policy::case_file::Tie;
use diesel::dsl::sql;
use diesel::expression::{AsExpression, SqlLiteral, UncheckedBind};
use diesel::sql_types::{Bool, Text};

/// Where the caller stands in one case.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// What ties her to it.
    pub tie: Tie,
    /// The open items she is in.
    pub rooms: Vec<ItemId>,
}

impl Place {
    /// Nowhere: for what is one's own whatever the place.
    pub const NOWHERE: Self = Self {
        tie: Tie::None,
        rooms: Vec::new(),
    };

    /// The place of a seat in a case: always three statements.
    pub fn of(tx: &mut Tx<'_>, seat: &Seat, case: &str) -> StoreResult<Self> {
        Ok(Self {
            tie: tie(tx, seat, case)?,
            rooms: rooms(tx, seat, case)?,
        })
    }
}

/// The functions of the police, as they stand in an SQL list.
fn police() -> String {
    let codes: Vec<String> = Function::ALL
        .iter()
        .filter(|function| function.is_police())
        .map(|function| format!("'{}'", function.code()))
        .collect();
    codes.join(", ")
}

/// Who was confirmed at the item of the action, or is in its room while it is open, and has not approved it: a confirmation
/// that comes late makes no difference.
const MISSING: &str = "SELECT 1 FROM attendances a JOIN seats s ON s.id = a.seat_id \
    JOIN items i ON i.id = a.item_id \
    WHERE a.item_id = actions.item_id AND (a.confirmed_at IS NOT NULL OR \
    (i.state = 'open' AND a.checked_out_at IS NULL)) AND NOT EXISTS \
    (SELECT 1 FROM action_approvals p WHERE p.action_id = actions.id AND p.seat_id = a.seat_id)";

/// Whether somebody beside police has not approved the action; true where nobody could.
pub(super) fn others_are_missing() -> SqlLiteral<Bool> {
    sql::<Bool>(&format!(
        "(actions.item_id IS NULL OR EXISTS ({MISSING} AND s.function NOT IN ({})))",
        police()
    ))
}

/// Whether anybody who took part has not approved an action that is held: to accept it was to approve it.
pub(super) fn anybody_is_missing() -> SqlLiteral<Bool> {
    sql::<Bool>(&format!(
        "(actions.item_id IS NULL OR EXISTS ({MISSING} AND a.seat_id <> actions.holder_seat_id))"
    ))
}

/// Whether somebody other than this seat has not approved the action.
pub(super) fn somebody_is_missing_beside(
    seat: String,
) -> SqlLiteral<Bool, UncheckedBind<SqlLiteral<Bool>, <String as AsExpression<Text>>::Expression>> {
    sql::<Bool>(&format!(
        "(actions.item_id IS NULL OR EXISTS ({MISSING} AND a.seat_id <> "
    ))
    .bind::<Text, _>(seat)
    .sql("))")
}

/// Whether somebody of the police proposed the action.
pub(super) fn is_of_police() -> SqlLiteral<Bool> {
    sql::<Bool>(&format!(
        "EXISTS (SELECT 1 FROM seats o WHERE o.id = actions.proposed_by AND o.function IN ({}))",
        police()
    ))
}
