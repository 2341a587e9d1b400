//! Replacements as those concerned see them: who proposed one, who is to be replaced, and who decides (R07).

use super::error::StoreResult;
use super::items::fact;
use super::schema::{accounts, attendances, invitations, replacements, seats};
use super::sql_text::code;
use super::standing::{SEAT, SeatRow};
use crate::access::{Caller, Listing, ObjectRef, PageRequest, Protected, Sealed, Seat, Tx};
use crate::domain::ids::{AttendanceId, InvitationId, ItemId, ReplacementId, SeatId};
use crate::domain::meeting::ReplacementState;
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::item::{ItemAct, ItemFacts};
use crate::policy::replacement::{Concern, ReplacementAct, ReplacementFacts};
use crate::store::items::Item;
use crate::views::instant;
use crate::views::replacement::ReplacementView;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// A replacement as loaded.
pub struct Replacement {
    /// Its id.
    pub id: ReplacementId,
    /// The item.
    pub item: ItemId,
    /// The invitation of who is to be replaced.
    pub invitation: InvitationId,
    /// The seat of who is to be replaced.
    pub replaced: SeatId,
    /// The seat of who is to come instead.
    pub seat: SeatId,
    state: ReplacementState,
    proposed_by: SeatId,
    came: bool,
    times: (NaiveDateTime, Option<NaiveDateTime>),
    function: Function,
    row: SeatRow,
    name: String,
}

type Ids = (ReplacementId, ItemId, InvitationId, SeatId);
type Course = (String, SeatId, NaiveDateTime, Option<NaiveDateTime>);
pub(super) type Came = (AttendanceId, Option<NaiveDateTime>, Option<NaiveDateTime>);
type Row = (Ids, SeatId, Course, Option<Came>, SeatRow, String);

/// The replacements matching a filter, joined with who is to be replaced, whether she came, and who is to come instead.
macro_rules! replacements_for {
    () => {
        replacements::table
            .inner_join(invitations::table)
            .inner_join(seats::table.on(seats::id.eq(replacements::seat_id)))
            .inner_join(accounts::table.on(accounts::id.eq(seats::account_id)))
            .left_join(
                attendances::table.on(attendances::item_id
                    .eq(replacements::item_id)
                    .and(attendances::seat_id.eq(invitations::seat_id))),
            )
            .order(replacements::id)
            .select((
                (
                    replacements::id,
                    replacements::item_id,
                    replacements::invitation_id,
                    replacements::seat_id,
                ),
                invitations::seat_id,
                (
                    replacements::state,
                    replacements::proposed_by,
                    replacements::proposed_at,
                    replacements::decided_at,
                ),
                (attendances::id, attendances::checked_out_at, attendances::confirmed_at).nullable(),
                SEAT,
                accounts::display_name,
            ))
    };
}

fn assemble((ids, replaced, course, came, row, name): Row) -> StoreResult<Replacement> {
    let came = came.map(|(_, out, confirmed)| fact(out, confirmed));
    Ok(Replacement {
        id: ids.0,
        item: ids.1,
        invitation: ids.2,
        seat: ids.3,
        replaced,
        state: code(ReplacementState::from_code(&course.0), "replacements.state")?,
        proposed_by: course.1,
        came: came.is_some_and(|came| came.in_the_room() || came.took_part()),
        times: (course.2, course.3),
        function: row.function()?,
        row,
        name,
    })
}

fn seal(seat: &Seat, item: &ItemFacts, found: Replacement) -> Sealed<Replacement> {
    let own = found.proposed_by == seat.id || found.replaced == seat.id;
    let facts = ReplacementFacts {
        standing: seat.standing(),
        concern: Concern::of(item, own),
        state: found.state,
        item: item.state,
        came: found.came,
    };
    Sealed::new(found, facts)
}

impl Protected for Replacement {
    type Id = ReplacementId;
    type Facts = ReplacementFacts;
    type View = ReplacementView;
    const READ: ReplacementAct = ReplacementAct::Read;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &ReplacementId) -> StoreResult<Option<Sealed<Self>>> {
        let row: Option<Row> = replacements_for!()
            .filter(replacements::id.eq(id))
            .first(tx.db())
            .optional()?;
        let found = row.map(assemble).transpose()?;
        // Absent or of another LIVC R: the same statements.
        let item = ItemId::parse(found.as_ref().map_or(id.as_str(), |found| found.item.as_str()));
        let item = item.map_err(|_| super::StoreError::Corrupt("replacements.item_id"))?;
        let facts = Item::load(tx, caller, &item)?.map(|item| item.facts());
        let (Some(found), Some(facts), Some(seat)) = (found, facts, caller.seat()) else {
            return Ok(None);
        };
        Ok(Some(seal(seat, &facts, found)))
    }

    fn parse_id(text: &str) -> Option<ReplacementId> {
        ReplacementId::parse(text).ok()
    }

    fn id(&self) -> ReplacementId {
        self.id.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> ReplacementView {
        ReplacementView {
            id: self.id.clone(),
            item_id: self.item.clone(),
            invitation_id: self.invitation.clone(),
            replaced_seat_id: self.replaced.clone(),
            seat_id: self.seat.clone(),
            name: self.name.clone(),
            function: self.function,
            organisation_id: self.row.organisation.clone(),
            state: self.state,
            proposed_at: instant(self.times.0),
            decided_at: self.times.1.map(instant),
        }
    }

    fn object_ref(id: &ReplacementId) -> ObjectRef {
        ObjectRef::new("replacement", id)
    }
}

/// The replacements of an item one may know of.
pub struct ReplacementsOf;

impl Listing for ReplacementsOf {
    type Within = Item;
    type Row = Replacement;
    const LIST: ItemAct = ItemAct::ListReplacements;
    const ROW: ReplacementAct = ReplacementAct::Read;

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        within: &Item,
        page: &PageRequest,
    ) -> StoreResult<Vec<Sealed<Replacement>>> {
        let facts = Item::load(tx, caller, &within.id)?.map(|item| item.facts());
        let (Some(seat), Some(facts)) = (caller.seat(), facts) else {
            return Ok(Vec::new());
        };
        let mut query = replacements_for!()
            .filter(replacements::item_id.eq(within.id.to_string()))
            .limit(page.fetch())
            .into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(replacements::id.gt(after.clone()));
        }
        if !matches!(Concern::of(&facts, false), Concern::Directs | Concern::Prepares) {
            query = query.filter(
                replacements::proposed_by
                    .eq(seat.id.to_string())
                    .or(invitations::seat_id.eq(seat.id.to_string())),
            );
        }
        let rows: Vec<Row> = query.load(tx.db())?;
        rows.into_iter()
            .map(|row| Ok(seal(seat, &facts, assemble(row)?)))
            .collect()
    }
}
