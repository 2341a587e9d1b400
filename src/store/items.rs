//! Agenda items: loaded with the asker's own invitation, acknowledgement and attendance (R14, R17-R20).

use super::error::{StoreError, StoreResult};
use super::schema::{acknowledgements, attendances, cases, invitations, items, meetings};
use super::sql_text::code;
use crate::access::{Caller, ObjectRef, Protected, Sealed, Seat, Tx};
use crate::domain::ids::{AttendanceId, CaseId, InvitationId, ItemId, LivcId, MeetingId, SeatId};
use crate::domain::meeting::{InvitationState, ItemState};
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::item::{Answered, Attendance, Involvement, ItemAct, ItemFacts, Opening};
use crate::store::attendance;
use crate::views::instant;
use crate::views::item::{ItemView, OwnPart};
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// An item as loaded for one caller.
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// The meeting.
    pub meeting: MeetingId,
    /// The case.
    pub case: CaseId,
    /// When the meeting begins.
    pub starts_at: NaiveDateTime,
    /// Its state.
    pub state: ItemState,
    /// The caller's invitation.
    pub invitation: Option<InvitationId>,
    /// The caller's attendance.
    pub attendance: Option<AttendanceId>,
    case_code: String,
    pub(super) position: i32,
    row: ItemRow,
    own: Option<InvitationRow>,
    acknowledged_at: Option<NaiveDateTime>,
    attended: Option<AttendanceRow>,
}

pub(super) type ItemRow = (
    ItemId,
    MeetingId,
    CaseId,
    i32,
    String,
    Option<String>,
    Option<NaiveDateTime>,
    Option<NaiveDateTime>,
);
pub(super) type CaseOfItem = (String, String, NaiveDateTime);
pub(super) type InvitationRow = (InvitationId, String);
pub(super) type AttendanceRow = (
    AttendanceId,
    NaiveDateTime,
    Option<NaiveDateTime>,
    Option<NaiveDateTime>,
);
pub(super) type Loaded = (
    ItemRow,
    CaseOfItem,
    Option<InvitationRow>,
    Option<NaiveDateTime>,
    Option<AttendanceRow>,
);

/// The items matching `$filter`, joined with the caller's own part in them.
macro_rules! items_for {
    ($seat:expr) => {{
        let seat = $seat.id.to_string();
        let livc = $seat.livc.as_ref().map_or_else(String::new, LivcId::to_string);
        items::table
            .inner_join(meetings::table)
            .inner_join(cases::table)
            .left_join(
                invitations::table.on(invitations::item_id
                    .eq(items::id)
                    .and(invitations::seat_id.eq(seat.clone()))
                    .and(invitations::state.ne(InvitationState::Prepared.code()))),
            )
            .left_join(
                acknowledgements::table.on(acknowledgements::case_id
                    .eq(items::case_id)
                    .and(acknowledgements::seat_id.eq(seat.clone()))),
            )
            .left_join(attendances::table.on(attendances::item_id.eq(items::id).and(attendances::seat_id.eq(seat))))
            .filter(meetings::livc_id.eq(livc))
            .select((
                (
                    items::id,
                    items::meeting_id,
                    items::case_id,
                    items::position,
                    items::state,
                    items::chair_seat_id,
                    items::opened_at,
                    items::closed_at,
                ),
                (cases::code, cases::municipality, meetings::starts_at),
                (invitations::id, invitations::state).nullable(),
                acknowledgements::acknowledged_at.nullable(),
                (
                    attendances::id,
                    attendances::checked_in_at,
                    attendances::checked_out_at,
                    attendances::confirmed_at,
                )
                    .nullable(),
            ))
    }};
}

pub(super) fn assemble(seat: &Seat, loaded: Loaded, opening: Opening) -> StoreResult<(Item, ItemFacts)> {
    let (row, (case_code, municipality, starts_at), own, acknowledged_at, attended) = loaded;
    let state = code(ItemState::from_code(&row.4), "items.state")?;
    let involvement = match &own {
        None => Involvement::None,
        Some((_, answer)) => Involvement::Invited {
            answered: match code(InvitationState::from_code(answer), "invitations.state")? {
                InvitationState::Prepared => return Err(StoreError::Corrupt("a prepared invitation was joined")),
                InvitationState::Sent => Answered::NotYet,
                InvitationState::Accepted => Answered::Accepted,
                InvitationState::Declined => Answered::Declined,
                InvitationState::Replaced => Answered::Replaced,
            },
            acknowledged: acknowledged_at.is_some(),
            attendance: attended.as_ref().map_or(Attendance::Never, |a| fact(a.2, a.3)),
        },
    };
    let facts = ItemFacts {
        standing: seat.standing(),
        own_territory: seat
            .municipality
            .as_ref()
            .is_some_and(|nis| nis.to_string() == municipality),
        state,
        involvement,
        chairs: row.5.as_deref() == Some(seat.id.as_str()),
        opening,
    };
    let item = Item {
        id: row.0.clone(),
        meeting: row.1.clone(),
        case: row.2.clone(),
        starts_at,
        state,
        invitation: own.as_ref().map(|(id, _)| id.clone()),
        attendance: attended.as_ref().map(|a| a.0.clone()),
        case_code,
        position: row.3,
        row,
        own,
        acknowledged_at,
        attended,
    };
    Ok((item, facts))
}

/// What the rules see of an attendance: out before the chair confirmed counts as never in.
pub(crate) const fn fact(checked_out: Option<NaiveDateTime>, confirmed: Option<NaiveDateTime>) -> Attendance {
    match (checked_out.is_some(), confirmed.is_some()) {
        (false, false) => Attendance::CheckedIn,
        (false, true) => Attendance::Effective,
        (true, true) => Attendance::Left,
        (true, false) => Attendance::Never,
    }
}

impl Protected for Item {
    type Id = ItemId;
    type Facts = ItemFacts;
    type View = ItemView;
    const READ: ItemAct = ItemAct::Read;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &ItemId) -> StoreResult<Option<Sealed<Self>>> {
        let Some(seat) = caller.seat() else {
            return Ok(None);
        };
        let loaded: Option<Loaded> = items_for!(seat)
            .filter(items::id.eq(id.to_string()))
            .first(tx.db())
            .optional()?;
        // Only who can open an item asks what stands in its way: by function, not by object, so that the number of
        // statements tells nothing.
        let opening = match seat.function {
            Function::Mayor | Function::MayorRep => attendance::opening(tx, id)?,
            Function::PoliceChief
            | Function::PoliceRep
            | Function::PreventionOfficial
            | Function::Secretary
            | Function::SocialActor
            | Function::Auditor
            | Function::Dpo
            | Function::Operator => Opening::CoreSeatMissing,
        };
        let Some(loaded) = loaded else {
            return Ok(None);
        };
        let (item, facts) = assemble(seat, loaded, opening)?;
        Ok(Some(Sealed::new(item, facts)))
    }

    fn parse_id(text: &str) -> Option<ItemId> {
        ItemId::parse(text).ok()
    }

    fn id(&self) -> ItemId {
        self.id.clone()
    }

    fn disclose(&self, scope: Scope, _caller: &Caller) -> ItemView {
        let closed = self.state == ItemState::Closed;
        // The place on the agenda would tell an invitee that there are other items (R14).
        let with_code = match scope {
            Scope::DoneOrNot | Scope::WithoutNames | Scope::OwnItems | Scope::Status | Scope::ProcessOnly => {
                return ItemView {
                    id: self.id.clone(),
                    dealt_with: closed,
                    meeting_id: None,
                    position: None,
                    state: None,
                    case_id: None,
                    case_code: None,
                    opened_at: None,
                    closed_at: None,
                    own: None,
                };
            }
            Scope::WithoutCaseCode | Scope::WithoutReasons => false,
            Scope::Full => true,
        };
        ItemView {
            id: self.id.clone(),
            dealt_with: closed,
            meeting_id: Some(self.meeting.clone()),
            position: with_code.then_some(self.position),
            state: Some(self.state),
            case_id: with_code.then(|| self.case.clone()),
            case_code: with_code.then(|| self.case_code.clone()),
            opened_at: self.row.6.map(instant),
            closed_at: self.row.7.map(instant),
            own: self.own_part(),
        }
    }

    fn object_ref(id: &ItemId) -> ObjectRef {
        ObjectRef::new("item", id)
    }
}

impl Item {
    /// Whether this seat chairs the item.
    #[must_use]
    pub fn is_chaired_by(&self, seat: &SeatId) -> bool {
        self.row.5.as_deref() == Some(seat.as_str())
    }

    /// Whether the caller is checked in.
    #[must_use]
    pub fn is_in_the_room(&self) -> bool {
        self.attended.as_ref().is_some_and(|a| fact(a.2, a.3).in_the_room())
    }

    pub(super) fn own_part(&self) -> Option<OwnPart> {
        let (invitation_id, state) = self.own.as_ref()?;
        Some(OwnPart {
            invitation_id: invitation_id.clone(),
            invitation: InvitationState::from_code(state)?,
            acknowledged_at: self.acknowledged_at.map(instant),
            checked_in_at: self.attended.as_ref().map(|a| instant(a.1)),
            checked_out_at: self.attended.as_ref().and_then(|a| a.2).map(instant),
            confirmed_at: self.attended.as_ref().and_then(|a| a.3).map(instant),
        })
    }
}

pub(super) use items_for;
