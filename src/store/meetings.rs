//! Meetings: preparation, convocation, and whether notice and clearances hold (R03, R04, R14, R19).

use super::error::{StoreError, StoreResult};
use super::schema::{cases, invitations, items, livcs, meetings, seats};
use super::sql_text::code;
use super::standing::{SEAT, SeatRow};
use crate::access::{Caller, Listing, ObjectRef, PageRequest, Protected, Sealed, Tx};
use crate::clock::today_in_brussels;
use crate::domain::ids::{LivcId, MeetingId};
use crate::domain::meeting::{InvitationState, ItemState, MeetingState};
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::livc::LivcAct;
use crate::policy::meeting::{Agenda, MeetingAct, MeetingFacts, Notice};
use crate::reference;
use crate::store::livcs::Livc;
use crate::views::instant;
use crate::views::meeting::MeetingView;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// A meeting as loaded.
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// The facts the rules saw, for an act whose input changes them.
    pub facts: MeetingFacts,
    place: String,
    convened_at: Option<NaiveDateTime>,
    agendas: BTreeMap<String, Agenda>,
}

impl Meeting {
    /// Whether the part of the agenda that belongs to a municipality can be convened.
    #[must_use]
    pub fn agenda_of(&self, municipality: &str) -> Agenda {
        self.agendas.get(municipality).copied().unwrap_or(Agenda::Incomplete)
    }

    /// The day of the meeting, in Belgium.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        today_in_brussels(self.starts_at)
    }
}

type MeetingRow = (MeetingId, NaiveDateTime, String, String, Option<NaiveDateTime>, i32);
type MeetingColumns = (
    meetings::id,
    meetings::starts_at,
    meetings::place,
    meetings::state,
    meetings::convened_at,
    livcs::notice_days,
);
const MEETING: MeetingColumns = (
    meetings::id,
    meetings::starts_at,
    meetings::place,
    meetings::state,
    meetings::convened_at,
    livcs::notice_days,
);

/// The invitations that were sent: the only ones an invitee may know of. Who is replaced knows of the meeting no more.
pub(super) const SENT: [&str; 3] = [
    InvitationState::Sent.code(),
    InvitationState::Accepted.code(),
    InvitationState::Declined.code(),
];

impl Protected for Meeting {
    type Id = MeetingId;
    type Facts = MeetingFacts;
    type View = MeetingView;
    const READ: MeetingAct = MeetingAct::Read;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &MeetingId) -> StoreResult<Option<Sealed<Self>>> {
        let Some(seat) = caller.seat() else {
            return Ok(None);
        };
        let livc = seat.livc.as_ref().map_or("", LivcId::as_str);
        let row: Option<MeetingRow> = meetings::table
            .inner_join(livcs::table.on(livcs::id.eq(meetings::livc_id)))
            .filter(meetings::id.eq(id).and(meetings::livc_id.eq(livc)))
            .select(MEETING)
            .first(tx.db())
            .optional()?;
        let lines: Vec<Line> = items::table
            .inner_join(cases::table)
            .left_join(invitations::table.inner_join(seats::table))
            .filter(items::meeting_id.eq(id))
            .select((
                cases::municipality,
                items::state,
                invitations::state.nullable(),
                SEAT.nullable(),
            ))
            .load(tx.db())?;
        let Some(row) = row else {
            return Ok(None);
        };
        let day = today_in_brussels(instant(row.1));
        let own = seat.municipality.map(|nis| nis.to_string());
        let invited = lines.iter().any(|(_, _, state, invitee)| {
            state.as_deref().is_some_and(|s| SENT.contains(&s)) && invitee.as_ref().is_some_and(|i| i.id == seat.id)
        });
        let agendas = agendas(&lines, day)?;
        let own = own.and_then(|own| agendas.get(&own).copied());
        let around = Around {
            invited,
            agenda: own.unwrap_or(Agenda::Incomplete),
            agendas,
        };
        seal(caller, row, around, tx.today()).map(Some)
    }

    fn parse_id(text: &str) -> Option<MeetingId> {
        MeetingId::parse(text).ok()
    }

    fn id(&self) -> MeetingId {
        self.id.clone()
    }

    fn disclose(&self, scope: Scope, _caller: &Caller) -> MeetingView {
        MeetingView {
            id: self.id.clone(),
            starts_at: self.starts_at,
            place: self.place.clone(),
            state: (scope == Scope::Full).then_some(self.facts.state),
            convened_at: self.convened_at.filter(|_| scope == Scope::Full).map(instant),
        }
    }

    fn object_ref(id: &MeetingId) -> ObjectRef {
        ObjectRef::new("meeting", id)
    }
}

/// An item of the agenda: its municipality, its state, and an invitation to it.
type Line = (String, String, Option<String>, Option<SeatRow>);

/// What the rules need of the agenda around a meeting.
struct Around {
    invited: bool,
    agenda: Agenda,
    agendas: BTreeMap<String, Agenda>,
}

/// Of every municipality, whether each of its items in preparation has somebody to invite, and every police invitee a
/// clearance on the day.
fn agendas(lines: &[Line], day: NaiveDate) -> StoreResult<BTreeMap<String, Agenda>> {
    let mut agendas = BTreeMap::new();
    for (municipality, state, _, invitee) in lines {
        if code(ItemState::from_code(state), "items.state")? != ItemState::Draft {
            continue;
        }
        let line = match invitee {
            None => Agenda::Incomplete,
            Some(invitee) if !invitee.is_cleared_on(day)? => Agenda::PoliceNotCleared,
            Some(_) => Agenda::Ready,
        };
        let agenda = agendas.entry(municipality.clone()).or_insert(line);
        *agenda = match (*agenda, line) {
            (Agenda::Incomplete, _) | (_, Agenda::Incomplete) => Agenda::Incomplete,
            (Agenda::PoliceNotCleared, _) | (_, Agenda::PoliceNotCleared) => Agenda::PoliceNotCleared,
            (Agenda::Ready, Agenda::Ready) => Agenda::Ready,
        };
    }
    Ok(agendas)
}

fn seal(caller: &Caller, row: MeetingRow, around: Around, today: NaiveDate) -> StoreResult<Sealed<Meeting>> {
    let (id, starts_at, place, state, convened_at, notice_days) = row;
    let seat = caller.seat().ok_or(StoreError::Corrupt("caller without seat"))?;
    let starts_at = instant(starts_at);
    // Outside the calendar of holidays nobody can say what a working day is: then notice is not respected.
    let days = reference::working_days_between(today, today_in_brussels(starts_at)).unwrap_or(0);
    let notice = if i64::from(notice_days) <= i64::from(days) {
        Notice::Respected
    } else {
        Notice::Urgent
    };
    let facts = MeetingFacts {
        standing: seat.standing(),
        state: code(MeetingState::from_code(&state), "meetings.state")?,
        invited: around.invited,
        agenda: around.agenda,
        notice,
    };
    Ok(Sealed::new(
        Meeting {
            id,
            starts_at,
            facts,
            place,
            convened_at,
            agendas: around.agendas,
        },
        facts,
    ))
}

/// The meetings of a LIVC R one may know of.
pub struct MeetingsOf;

impl Listing for MeetingsOf {
    type Within = Livc;
    type Row = Meeting;
    const LIST: LivcAct = LivcAct::ListMeetings;
    const ROW: MeetingAct = MeetingAct::Read;

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        within: &Livc,
        page: &PageRequest,
    ) -> StoreResult<Vec<Sealed<Meeting>>> {
        let Some(seat) = caller.seat() else {
            return Ok(Vec::new());
        };
        let directs = matches!(
            seat.function,
            Function::Mayor | Function::MayorRep | Function::PreventionOfficial | Function::Secretary
        );
        let mut query = meetings::table
            .inner_join(livcs::table.on(livcs::id.eq(meetings::livc_id)))
            .filter(meetings::livc_id.eq(within.id.as_str()))
            .order(meetings::id)
            .limit(page.fetch())
            .select(MEETING)
            .into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(meetings::id.gt(after));
        }
        if !directs {
            query = query
                .filter(meetings::state.ne(MeetingState::Draft.code()))
                .filter(exists(
                    items::table
                        .inner_join(invitations::table)
                        .filter(items::meeting_id.eq(meetings::id))
                        .filter(
                            invitations::seat_id
                                .eq(seat.id.as_str())
                                .and(invitations::state.eq_any(SENT)),
                        )
                        .select(items::id),
                ));
        }
        let today = tx.today();
        let rows: Vec<MeetingRow> = query.load(tx.db())?;
        // The agenda counts for convening only, which is decided on the meeting itself.
        let around = || Around {
            invited: !directs,
            agenda: Agenda::Incomplete,
            agendas: BTreeMap::new(),
        };
        rows.into_iter().map(|row| seal(caller, row, around(), today)).collect()
    }
}
