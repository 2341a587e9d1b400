//! The agenda of a meeting: to each the lines of the items she may know of (R14).

use super::error::StoreResult;
use super::items::{Loaded, assemble, items_for};
use super::schema::{acknowledgements, attendances, cases, invitations, items, meetings};
use crate::access::{Caller, Listing, ObjectRef, PageRequest, Protected, Sealed, Seat, Tx};
use crate::domain::ids::{ItemId, LivcId, MeetingId};
use crate::domain::meeting::{InvitationState, ItemState};
use crate::domain::seat::Function;
use crate::policy::item::{Answered, Involvement, ItemAct, ItemFacts, Opening};
use crate::policy::meeting::MeetingAct;
use crate::policy::{Scope, decide};
use crate::store::items::Item;
use crate::store::meetings::Meeting;
use crate::views::action::AgendaLineView;
use crate::views::instant;
use crate::views::item::ItemLineView;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// The line of an item on the agenda, for those it concerns.
pub struct ItemLine(Item);

impl Protected for ItemLine {
    type Id = ItemId;
    type Facts = ItemFacts;
    type View = ItemLineView;
    const READ: ItemAct = ItemAct::ReadLine;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &ItemId) -> StoreResult<Option<Sealed<Self>>> {
        Ok(Item::load(tx, caller, id)?.map(|sealed| sealed.map(ItemLine)))
    }

    fn parse_id(text: &str) -> Option<ItemId> {
        ItemId::parse(text).ok()
    }

    fn id(&self) -> ItemId {
        self.0.id.clone()
    }

    fn disclose(&self, scope: Scope, _caller: &Caller) -> ItemLineView {
        let own = self.0.own_part();
        ItemLineView {
            id: self.0.id.clone(),
            meeting_id: self.0.meeting.clone(),
            position: (scope == Scope::Full).then_some(self.0.position),
            state: self.0.state,
            invitation_id: own.as_ref().map(|o| o.invitation_id.clone()),
            invitation: own.as_ref().map(|o| o.invitation),
        }
    }

    fn object_ref(id: &ItemId) -> ObjectRef {
        Item::object_ref(id)
    }
}

/// The items of a meeting one may know of.
pub struct ItemsOf;

impl Listing for ItemsOf {
    type Within = Meeting;
    type Row = ItemLine;
    const LIST: MeetingAct = MeetingAct::ListItems;
    const ROW: ItemAct = ItemAct::ReadLine;

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        within: &Meeting,
        page: &PageRequest,
    ) -> StoreResult<Vec<Sealed<ItemLine>>> {
        let Some(seat) = caller.seat() else {
            return Ok(Vec::new());
        };
        let mut query = items_for!(seat)
            .filter(items::meeting_id.eq(within.id.to_string()))
            .order(items::id)
            .limit(page.fetch())
            .into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(items::id.gt(after.clone()));
        }
        let invited = invitations::id
            .is_not_null()
            .and(items::state.ne(ItemState::Draft.code()));
        query = match seat.function {
            Function::PreventionOfficial | Function::Secretary => query,
            Function::Mayor => {
                let own = seat.municipality.map_or_else(String::new, |nis| nis.to_string());
                query.filter(
                    cases::municipality
                        .eq(own)
                        .or(items::chair_seat_id.eq(seat.id.to_string()))
                        .or(invited),
                )
            }
            Function::MayorRep => query.filter(items::chair_seat_id.eq(seat.id.to_string()).or(invited)),
            Function::PoliceChief
            | Function::PoliceRep
            | Function::SocialActor
            | Function::Auditor
            | Function::Dpo
            | Function::Operator => query.filter(invited),
        };
        let rows: Vec<Loaded> = query.load(tx.db())?;
        rows.into_iter()
            .map(|loaded| {
                let (item, facts) = assemble(seat, loaded, Opening::CoreSeatMissing)?;
                Ok(Sealed::new(ItemLine(item), facts))
            })
            .collect()
    }
}

/// The items a seat is invited to and that are not over, soonest first, with what is asked of it.
///
/// # Errors
/// When the database fails.
pub fn of_seat(tx: &mut Tx<'_>, seat: &Seat, limit: i64) -> StoreResult<Vec<AgendaLineView>> {
    let rows: Vec<Loaded> = items_for!(seat)
        .filter(invitations::id.is_not_null())
        .filter(invitations::state.ne(InvitationState::Replaced.code()))
        .filter(items::state.eq_any([ItemState::Convened.code(), ItemState::Open.code()]))
        .order((meetings::starts_at, items::id))
        .limit(limit)
        .load(tx.db())?;
    let wanted: Vec<String> = rows.iter().map(|row| row.0.1.to_string()).collect();
    let places: Vec<(MeetingId, String)> = meetings::table
        .filter(meetings::id.eq_any(wanted))
        .select((meetings::id, meetings::place))
        .load(tx.db())?;
    let places: BTreeMap<MeetingId, String> = places.into_iter().collect();
    let mut lines = Vec::with_capacity(rows.len());
    for loaded in rows {
        let (item, facts) = assemble(seat, loaded, Opening::CoreSeatMissing)?;
        let shown = decide(ItemAct::ReadLine, &facts).is_permit();
        let (Some(own), Some(place)) = (item.own_part().filter(|_| shown), places.get(&item.meeting)) else {
            continue;
        };
        lines.push(AgendaLineView {
            item_id: item.id.clone(),
            meeting_id: item.meeting.clone(),
            starts_at: instant(item.starts_at),
            place: place.clone(),
            state: item.state,
            invitation_id: own.invitation_id,
            invitation: own.invitation,
            asked: asked(&facts),
        });
    }
    Ok(lines)
}

/// What an invitee is asked to do now.
fn asked(facts: &ItemFacts) -> Vec<&'static str> {
    let Involvement::Invited {
        answered,
        acknowledged,
        attendance,
    } = facts.involvement
    else {
        return Vec::new();
    };
    let comes = answered != Answered::Declined;
    let here = facts.state == ItemState::Open && !attendance.in_the_room();
    let all = [
        ("answer", answered == Answered::NotYet),
        ("acknowledge", comes && !acknowledged),
        ("check_in", comes && acknowledged && here),
    ];
    all.into_iter()
        .filter(|(_, asked)| *asked)
        .map(|(what, _)| what)
        .collect()
}
