//! Attendance: who is in the room, who was confirmed, and whether an item can open (R18, R19).

use super::error::StoreResult;
use super::items::fact;
use super::schema::{accounts, acknowledgements, attendances, items, organisations, seats};
use super::standing::{SEAT, SeatRow};
use crate::access::{Caller, ObjectRef, Permit, Protected, Sealed, Tx};
use crate::app::items::{Acknowledge, CheckIn, CheckOut, CloseItem, ConfirmAttendance, OpenItem};
use crate::domain::ids::{AttendanceId, CaseId, ItemId, OrganisationId, SeatId};
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
        }
    }
}

type Times = (AttendanceId, ItemId, NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>);
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
            ),
            SEAT,
            accounts::display_name,
            organisations::name.nullable(),
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|((id, item, checked_in, checked_out, confirmed), seat, name, organisation_name)| {
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
                times: (checked_in, checked_out, confirmed),
            })
        })
        .collect()
}

/// What stands in the way of opening an item: a core seat not in the room, or another item of the meeting open.
pub(super) fn opening(tx: &mut Tx<'_>, item: &ItemId) -> StoreResult<Opening> {
    let present = of_item(tx, item)?;
    let meeting: Option<String> =
        items::table.find(item).select(items::meeting_id).first(tx.db()).optional()?;
    let open: i64 = items::table
        .filter(items::meeting_id.eq(meeting.unwrap_or_default()).and(items::state.eq(ItemState::Open.code())))
        .count()
        .get_result(tx.db())?;
    let seated = |core: CoreSeat| {
        present.iter().any(|p| p.function.core() == Some(core) && p.in_the_room && p.held && p.cleared)
    };
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
        let item: Option<ItemId> =
            attendances::table.find(id).select(attendances::item_id).first(tx.db()).optional()?;
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

/// Keeps that somebody acknowledged the secrecy of the consultation, once for each case (R17).
///
/// # Errors
/// When the database fails.
pub fn acknowledge<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, Acknowledge>,
    case: &CaseId,
    seat: &SeatId,
    text_version: &str,
) -> StoreResult<()> {
    let known: i64 = acknowledgements::table
        .filter(acknowledgements::case_id.eq(case).and(acknowledgements::seat_id.eq(seat)))
        .count()
        .get_result(tx.db())?;
    if known == 0 {
        diesel::insert_into(acknowledgements::table)
            .values((
                acknowledgements::case_id.eq(case),
                acknowledgements::seat_id.eq(seat),
                acknowledgements::text_version.eq(text_version),
                acknowledgements::acknowledged_at.eq(permit.at().naive_utc()),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Checks somebody in, or in again.
///
/// # Errors
/// When the database fails.
pub fn check_in<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, CheckIn>,
    known: Option<&AttendanceId>,
    new: &AttendanceId,
    seat: &SeatId,
) -> StoreResult<()> {
    match known {
        Some(id) => {
            diesel::update(attendances::table.find(id))
                .set((
                    attendances::checked_out_at.eq(None::<NaiveDateTime>),
                    attendances::version.eq(attendances::version + 1),
                ))
                .execute(tx.db())?;
        }
        None => {
            diesel::insert_into(attendances::table)
                .values((
                    attendances::id.eq(new),
                    attendances::item_id.eq(permit.target()),
                    attendances::seat_id.eq(seat),
                    attendances::checked_in_at.eq(permit.at().naive_utc()),
                    attendances::version.eq(1),
                ))
                .execute(tx.db())?;
        }
    }
    Ok(())
}

/// Checks somebody out.
///
/// # Errors
/// When the database fails.
pub fn check_out<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, CheckOut>, id: &AttendanceId) -> StoreResult<()> {
    diesel::update(attendances::table.find(id))
        .set((
            attendances::checked_out_at.eq(Some(permit.at().naive_utc())),
            attendances::version.eq(attendances::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Confirms that somebody in the room attends: from then on the participation is effective. Tells whether anybody was
/// to confirm.
///
/// # Errors
/// When the database fails.
pub fn confirm<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ConfirmAttendance>,
    id: &AttendanceId,
    by: &SeatId,
) -> StoreResult<bool> {
    let in_the_room = attendances::table
        .filter(attendances::id.eq(id).and(attendances::item_id.eq(permit.target())))
        .filter(attendances::checked_out_at.is_null());
    let confirmed = diesel::update(in_the_room)
        .set((
            attendances::confirmed_at.eq(Some(permit.at().naive_utc())),
            attendances::confirmed_by.eq(Some(by.as_str())),
            attendances::version.eq(attendances::version + 1),
        ))
        .execute(tx.db())?;
    Ok(confirmed == 1)
}

/// Opens an item: its chair is who opens it, and the chair attends.
///
/// # Errors
/// When the database fails.
pub fn open<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, OpenItem>, item: &Item, chair: &SeatId) -> StoreResult<()> {
    use super::schema::meetings;
    let at = permit.at().naive_utc();
    diesel::update(items::table.find(permit.target()))
        .set((
            items::state.eq(ItemState::Open.code()),
            items::chair_seat_id.eq(Some(chair.as_str())),
            items::opened_at.eq(Some(at)),
            items::version.eq(items::version + 1),
        ))
        .execute(tx.db())?;
    diesel::update(meetings::table.find(&item.meeting))
        .set((
            meetings::state.eq(crate::domain::meeting::MeetingState::InSession.code()),
            meetings::version.eq(meetings::version + 1),
        ))
        .execute(tx.db())?;
    diesel::update(
        attendances::table.filter(attendances::item_id.eq(permit.target()).and(attendances::seat_id.eq(chair))),
    )
    .set((attendances::confirmed_at.eq(Some(at)), attendances::confirmed_by.eq(Some(chair.as_str()))))
    .execute(tx.db())?;
    Ok(())
}

/// Closes an item: from here on nothing lands in it and its participation does not change. The meeting closes with its
/// last item.
///
/// # Errors
/// When the database fails.
pub fn close<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, CloseItem>, item: &Item) -> StoreResult<()> {
    use super::schema::meetings;
    diesel::update(items::table.find(permit.target()))
        .set((
            items::state.eq(ItemState::Closed.code()),
            items::closed_at.eq(Some(permit.at().naive_utc())),
            items::version.eq(items::version + 1),
        ))
        .execute(tx.db())?;
    let left: i64 = items::table
        .filter(items::meeting_id.eq(&item.meeting).and(items::state.ne(ItemState::Closed.code())))
        .count()
        .get_result(tx.db())?;
    if left == 0 {
        diesel::update(meetings::table.find(&item.meeting))
            .set((
                meetings::state.eq(crate::domain::meeting::MeetingState::Closed.code()),
                meetings::version.eq(meetings::version + 1),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}
