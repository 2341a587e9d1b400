//! Meetings: the coordinator prepares, one act of the mayor convenes (R04, R14, R19).

use super::convocation::{self, Letter};
use super::{insist, once, unknown_if_concealed};
use crate::access::{
    Action, Context, Disclosed, Explanation, FieldError, Gate, Outcome, Page, PageRequest, Refused, Tx,
};
use crate::domain::ids::{CaseId, InvitationId, ItemId, LivcId, MeetingId};
use crate::domain::seat::Function;
use crate::domain::text::{Line, Name};
use crate::policy::case_file::CaseAct;
use crate::policy::livc::LivcAct;
use crate::policy::meeting::{MeetingAct, MeetingFacts, Notice};
use crate::policy::{self, Denial, Rule};
use crate::store::agenda::{ItemLine, ItemsOf};
use crate::store::cases::CaseFile;
use crate::store::convening::{self, NewMeeting};
use crate::store::invitations::{self, Invites};
use crate::store::livcs::{Livc, LivcRef};
use crate::store::meetings::{Meeting, MeetingsOf};
use crate::store::seats;
use crate::views::item::ItemLineView;
use crate::views::meeting::MeetingView;
use chrono::{DateTime, TimeDelta, Utc};

/// Prepares a meeting.
pub struct AddMeeting;
impl Action for AddMeeting {
    type Target = Livc;
    type Outcome = Meeting;
    const ACT: LivcAct = LivcAct::AddMeeting;
}

/// Puts a case on the agenda.
pub struct AddItem;
impl Action for AddItem {
    type Target = Meeting;
    type Outcome = ItemLine;
    const ACT: MeetingAct = MeetingAct::AddItem;
}
impl Invites for AddItem {}

/// Sends the convocation.
pub struct Convene;
impl Action for Convene {
    type Target = Meeting;
    type Outcome = Meeting;
    const ACT: MeetingAct = MeetingAct::Convene;
}

/// How far ahead a meeting can be prepared.
const MOST_DAYS_AHEAD: i64 = 3_650;

/// Why core seats are invited to every item.
const CORE_MEMBER: &str = "core member of the LIVC R";

/// Prepares a meeting.
///
/// # Errors
/// [`Refused`]; 422 for a time that has passed.
pub async fn prepare(
    gate: &Gate,
    ctx: &Context,
    starts_at: DateTime<Utc>,
    place: Name,
) -> Result<Disclosed<Outcome<MeetingView>>, Refused> {
    gate.act::<AddMeeting>(ctx, LivcRef::Own, move |tx, livc, permit| {
        if starts_at <= permit.at() || starts_at > permit.at() + TimeDelta::days(MOST_DAYS_AHEAD) {
            let detail = "must lie in the future, and within ten years";
            return Err(Refused::NotAcceptable(vec![FieldError::new("/starts_at", detail)]));
        }
        let id = permit.new_id(MeetingId::parse)?;
        let new = NewMeeting {
            id: &id,
            livc: &livc.id,
            starts_at: starts_at.naive_utc(),
            place: place.as_str(),
            at: permit.at().naive_utc(),
        };
        convening::insert(tx, &permit, &new)?;
        Ok(id)
    })
    .await
}

/// Puts a listed case on the agenda; the core seats and their deputies are proposed as invitees (R02, R11).
///
/// # Errors
/// [`Refused`]; 409 R11 for a case that is not on the list, 409 for one that is on this agenda already.
pub async fn add_item(
    gate: &Gate,
    ctx: &Context,
    meeting: MeetingId,
    case: CaseId,
) -> Result<Disclosed<Outcome<ItemLineView>>, Refused> {
    gate.act::<AddItem>(ctx, meeting, move |tx, meeting, permit| {
        let case = permit
            .open_also::<CaseFile>(tx, CaseAct::Table, case.clone())
            .map_err(|refused| unknown_if_concealed(refused, "/case_id"))?;
        let livc = permit.seat()?.livc.clone().ok_or(Refused::Concealed)?;
        let id = permit.new_id(ItemId::parse)?;
        once(invitations::add_item(tx, &permit, &id, &case.id))?;
        for seat in core_seats(tx, &livc, &case.municipality, &meeting)? {
            let invitation = permit.new_id(InvitationId::parse)?;
            invitations::prepare(tx, &permit, &invitation, &id, &seat, CORE_MEMBER)?;
        }
        Ok(id)
    })
    .await
}

fn core_seats(
    tx: &mut Tx<'_>,
    livc: &LivcId,
    municipality: &str,
    meeting: &Meeting,
) -> Result<Vec<crate::domain::ids::SeatId>, Refused> {
    let held = seats::entries(tx, None, Some(livc))?;
    let mut invited = Vec::new();
    for seat in held {
        // Of several mayors, and their deputies, those of the case's own municipality.
        let here = seat.municipality().is_none_or(|own| own == municipality);
        let core = match seat.function() {
            Function::Mayor | Function::PoliceChief | Function::PreventionOfficial => true,
            Function::MayorRep | Function::PoliceRep => seat.deputises_for().is_some(),
            Function::Secretary | Function::SocialActor | Function::Auditor | Function::Dpo | Function::Operator => {
                false
            }
        };
        if !(core && here && seat.is_held_on(meeting.day())) {
            continue;
        }
        // A deputy who could not come that day is not asked; the holder herself stops the convocation (R03).
        if seat.deputises_for().is_none() || seat.is_cleared_on(meeting.day())? {
            invited.push(seat.seat().clone());
        }
    }
    Ok(invited)
}

/// Sends the convocation: one act of the mayor for all invitations to the items of her municipality (R01, R04).
///
/// # Errors
/// [`Refused`]; 422 R19 for short notice without a written reason, 422 R05 for an invitee without mandate on the day.
pub async fn convene(
    gate: &Gate,
    ctx: &Context,
    meeting: MeetingId,
    urgency_reason: Option<Line>,
) -> Result<Disclosed<Outcome<MeetingView>>, Refused> {
    gate.act::<Convene>(ctx, meeting, move |tx, meeting, permit| {
        if urgency_reason.is_none() && meeting.facts.notice == Notice::Urgent {
            let facts = MeetingFacts {
                notice: Notice::TooShort,
                ..meeting.facts
            };
            let decision = policy::decide(MeetingAct::Convene, &facts);
            insist(
                decision,
                "/urgency_reason",
                "needed when notice is shorter than the protocol promises",
            )?;
        }
        let seat = permit.seat()?;
        let own = seat.municipality.map(|nis| nis.to_string());
        let letter = Letter {
            meeting: &meeting,
            municipality: own
                .as_deref()
                .ok_or_else(|| Refused::by(Rule::R01, Denial::Forbidden))?,
            by: Some(&seat.id),
            urgency_reason: urgency_reason.as_ref().map(Line::as_str),
        };
        convocation::send(tx, &permit, &letter)?;
        Ok(meeting.id)
    })
    .await
}

/// Reads a meeting.
///
/// # Errors
/// [`Refused`].
pub async fn read(gate: &Gate, ctx: &Context, id: MeetingId) -> Result<Disclosed<MeetingView>, Refused> {
    gate.read::<Meeting>(ctx, id).await
}

/// Lists the meetings one may know of.
///
/// # Errors
/// [`Refused`].
pub async fn list(gate: &Gate, ctx: &Context, page: PageRequest) -> Result<Disclosed<Page<MeetingView>>, Refused> {
    gate.list(ctx, LivcRef::Own, MeetingsOf, page).await
}

/// Lists the items of a meeting one may know of (R14).
///
/// # Errors
/// [`Refused`].
pub async fn items(
    gate: &Gate,
    ctx: &Context,
    id: MeetingId,
    page: PageRequest,
) -> Result<Disclosed<Page<ItemLineView>>, Refused> {
    gate.list(ctx, id, ItemsOf, page).await
}

/// Explains what the rules say about an act on a meeting.
///
/// # Errors
/// [`Refused::Concealed`] where the asker may not know of it.
pub async fn why(gate: &Gate, ctx: &Context, id: MeetingId, act: MeetingAct) -> Result<Explanation, Refused> {
    gate.explain::<Meeting>(ctx, id, act).await
}
