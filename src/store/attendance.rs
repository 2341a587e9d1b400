//! Attendance: who is in the room, who was confirmed, and whether an item can open (R18, R19).

use super::error::StoreResult;
use super::items::fact;
use super::schema::{accounts, attendances, items, organisations, seats};
use super::standing::{SEAT, SeatRow};
use crate::access::{Caller, ObjectRef, Protected, Sealed, Tx};
use crate::domain::ids::{AttendanceId, ItemId, OrganisationId, SeatId};
use crate::domain::meeting::ItemState;
use crate::domain::seat::{CoreSeat, Function};
use crate::policy::item::{Attendance, ItemAct, ItemFacts, Opening};
use crate::policy::{Scope, Standing};
use crate::store::items::Item;
use crate::views::instant;
use crate::views::item::AttendanceView;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// Somebody at an item.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts of a person at a table, independent of each other"
)]
pub struct Present {
    /// Id of the attendance.
    pub id: AttendanceId,
    /// The item.
    pub item: ItemId,
    /// The seat.
    pub seat: SeatId,
    /// Name of the person.
    pub name: String,
    /// Function.
    pub function: Function,
    /// Whether a police clearance holds today.
    pub cleared: bool,
    /// Whether the seat is held today.
    pub held: bool,
    /// Organisation.
    pub organisation: Option<OrganisationId>,
    /// Name of the organisation.
    pub organisation_name: Option<String>,
    /// What the rules see.
    pub attendance: Attendance,
    /// Whether she is in the room.
    pub in_the_room: bool,
    /// Whether she stands on a signed list of attendance that was entered afterwards (R18).
    pub on_paper: bool,
    times: (NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>),
}

impl Present {
    /// The standing of the person.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        Standing::new(self.function, self.cleared)
    }

    /// The view.
    #[must_use]
    pub fn view(&self) -> AttendanceView {
        AttendanceView {
            id: self.id.clone(),
            seat_id: self.seat.clone(),
            name: self.name.clone(),
            function: self.function,
            organisation_id: self.organisation.clone(),
            checked_in_at: instant(self.times.0),
            checked_out_at: self.times.1.map(instant),
            confirmed_at: self.times.2.map(instant),
            on_paper: self.on_paper,
        }
    }
}

type Times = (
    AttendanceId,
    ItemId,
    NaiveDateTime,
    Option<NaiveDateTime>,
    Option<NaiveDateTime>,
    Option<String>,
);
type Row = (Times, SeatRow, String, Option<String>);

/// Everybody who checked in at an item, in a fixed order.
///
/// # Errors
/// When the database fails.
pub fn of_item(tx: &mut Tx<'_>, item: &ItemId) -> StoreResult<Vec<Present>> {
    let today = tx.today();
    let rows: Vec<Row> = attendances::table
        .inner_join(seats::table.on(seats::id.eq(attendances::seat_id)))
        .inner_join(accounts::table.on(accounts::id.eq(seats::account_id)))
        .left_join(organisations::table.on(seats::organisation_id.eq(organisations::id.nullable())))
        .filter(attendances::item_id.eq(item))
        .order(attendances::seat_id)
        .select((
            (
                attendances::id,
                attendances::item_id,
                attendances::checked_in_at,
                attendances::checked_out_at,
                attendances::confirmed_at,
                attendances::paper_act_id,
            ),
            SEAT,
            accounts::display_name,
            organisations::name.nullable(),
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(
            |((id, item, checked_in, checked_out, confirmed, paper), seat, name, organisation_name)| {
                Ok(Present {
                    id,
                    item,
                    name,
                    function: seat.function()?,
                    cleared: seat.is_cleared_on(today)?,
                    held: seat.is_held_on(today),
                    seat: seat.id,
                    organisation: seat.organisation,
                    organisation_name,
                    attendance: fact(checked_out, confirmed),
                    in_the_room: checked_out.is_none(),
                    on_paper: paper.is_some(),
                    times: (checked_in, checked_out, confirmed),
                })
            },
        )
        .collect()
}

/// What stands in the way of opening an item: a core seat not in the room, or another item of the meeting open.
pub(super) fn opening(tx: &mut Tx<'_>, item: &ItemId) -> StoreResult<Opening> {
    let present = of_item(tx, item)?;
    let meeting: Option<String> = items::table
        .find(item)
        .select(items::meeting_id)
        .first(tx.db())
        .optional()?;
    let open: i64 = items::table
        .filter(
            items::meeting_id
                .eq(meeting.as_deref().unwrap_or(""))
                .and(items::state.eq(ItemState::Open.code())),
        )
        .count()
        .get_result(tx.db())?;
    let seated = |core: CoreSeat| {
        present
            .iter()
            .any(|p| p.function.core() == Some(core) && p.in_the_room && p.held && p.cleared)
    };
    if meeting.is_none() {
        return Ok(Opening::CoreSeatMissing);
    }
    Ok(if open > 0 {
        Opening::AnotherItemOpen
    } else if seated(CoreSeat::Mayor) && seated(CoreSeat::Police) && seated(CoreSeat::Prevention) {
        Opening::Ready
    } else {
        Opening::CoreSeatMissing
    })
}

impl Protected for Present {
    type Id = AttendanceId;
    type Facts = ItemFacts;
    type View = AttendanceView;
    const READ: ItemAct = ItemAct::ReadAttendance;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &AttendanceId) -> StoreResult<Option<Sealed<Self>>> {
        let item: Option<ItemId> = attendances::table
            .find(id)
            .select(attendances::item_id)
            .first(tx.db())
            .optional()?;
        let Some(item) = item else {
            return Ok(None);
        };
        let facts = Item::load(tx, caller, &item)?.map(|sealed| sealed.facts());
        let found = of_item(tx, &item)?.into_iter().find(|p| p.id == *id);
        Ok(found.zip(facts).map(|(present, facts)| Sealed::new(present, facts)))
    }

    fn parse_id(text: &str) -> Option<AttendanceId> {
        AttendanceId::parse(text).ok()
    }

    fn id(&self) -> AttendanceId {
        self.id.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> AttendanceView {
        self.view()
    }

    fn object_ref(id: &AttendanceId) -> ObjectRef {
        ObjectRef::new("attendance", id)
    }
}
