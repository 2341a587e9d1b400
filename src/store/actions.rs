//! Agreed actions: loaded with the asker's part in them, her tie to the case, and the room she is in (R34, R37).

use super::action_parts::{Place, is_of_police, others_are_missing, somebody_is_missing_beside};
use super::error::{StoreError, StoreResult};
use super::schema::{action_approvals, action_parties, action_progress, actions, cases, organisations};
use super::sql_text::code;
use crate::access::{Caller, ObjectRef, Protected, Sealed, Seat, Tx};
use crate::domain::action::{ActionKind, ActionState};
use crate::domain::ids::{ActionId, CaseId, ItemId, LivcId, OrganisationId, SeatId};
use crate::policy::Scope;
use crate::policy::action::{ActionAct, ActionFacts, Circle, ForPolice, Part, Stage, Table};
use crate::store::items::Item;
use crate::views::action::{ActionView, ProgressView};
use crate::views::instant;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// An agreed action as loaded for one caller.
pub struct AgreedAction {
    /// Its id.
    pub id: ActionId,
    /// The case.
    pub case: CaseId,
    /// The item it was proposed in; none when it was taken over.
    pub item: Option<ItemId>,
    /// Code of its life domain.
    pub life_domain: String,
    /// The open item of the case the caller is in.
    room: Option<ItemId>,
    organisation: (OrganisationId, String),
    holder: Option<SeatId>,
    kind: ActionKind,
    text: String,
    due_on: NaiveDate,
    state: ActionState,
    own_approval: Option<NaiveDateTime>,
    own_proposal: bool,
    progress: Vec<ProgressView>,
}

pub(super) type Own = (
    ActionId,
    CaseId,
    Option<ItemId>,
    Option<SeatId>,
    SeatId,
    String,
    String,
    Vec<u8>,
    NaiveDate,
    String,
    bool,
);
pub(super) type Loaded = (
    Own,
    (OrganisationId, String),
    String,
    Option<SeatId>,
    Option<NaiveDateTime>,
    (bool, bool, bool),
);

/// Agreed actions of the caller's LIVC R, joined with the caller's own part in them.
macro_rules! actions_for {
    ($seat:expr) => {{
        let seat = $seat.id.to_string();
        let livc = $seat.livc.as_ref().map_or_else(String::new, LivcId::to_string);
        actions::table
            .inner_join(organisations::table)
            .inner_join(cases::table)
            .left_join(
                action_parties::table.on(action_parties::action_id
                    .eq(actions::id)
                    .and(action_parties::seat_id.eq(seat.clone()))
                    .and(action_parties::until.is_null())),
            )
            .left_join(
                action_approvals::table.on(action_approvals::action_id
                    .eq(actions::id)
                    .and(action_approvals::seat_id.eq(seat))),
            )
            .filter(actions::livc_id.eq(livc))
            .select((
                (
                    actions::id,
                    actions::case_id,
                    actions::item_id,
                    actions::holder_seat_id,
                    actions::proposed_by,
                    actions::life_domain,
                    actions::kind,
                    actions::text,
                    actions::due_on,
                    actions::state,
                    actions::police_held,
                ),
                (organisations::id, organisations::name),
                cases::municipality,
                action_parties::seat_id.nullable(),
                action_approvals::approved_at.nullable(),
                (
                    others_are_missing(),
                    somebody_is_missing_beside($seat.id.to_string()),
                    is_of_police(),
                ),
            ))
    }};
}

/// Puts an action together with the facts about one caller.
pub(super) fn assemble(seat: &Seat, loaded: Loaded, place: &Place) -> StoreResult<(AgreedAction, ActionFacts)> {
    let (own, organisation, municipality, party, own_approval, (others_missing, missing, of_police)) = loaded;
    let (id, case, item, holder, proposed_by, life_domain, kind, text, due_on, state, police_held) = own;
    let state = code(ActionState::from_code(&state), "actions.state")?;
    let own_territory = seat
        .municipality
        .as_ref()
        .is_some_and(|nis| nis.to_string() == municipality);
    let facts = ActionFacts {
        standing: seat.standing(),
        circle: Circle::of(place.tie, own_territory),
        part: if holder.as_ref() == Some(&seat.id) {
            Part::Holder
        } else if party.is_some() {
            Part::Party
        } else {
            Part::None
        },
        own_proposal: proposed_by == seat.id,
        table: match &item {
            Some(item) if place.rooms.contains(item) => Table::Own,
            Some(_) | None if place.rooms.is_empty() => Table::Away,
            Some(_) | None => Table::Later,
        },
        for_police: match (police_held, others_missing, of_police, missing) {
            (false, _, _, _) => ForPolice::No,
            (true, true, false, _) => ForPolice::OthersMissing,
            (true, true, true, _) => ForPolice::OwnWords,
            (true, false, _, true) => ForPolice::PoliceMissing,
            (true, false, _, false) => ForPolice::Approved,
        },
        stage: Stage::of(state),
    };
    let room = item.as_ref().filter(|item| place.rooms.contains(item));
    let action = AgreedAction {
        room: room.or_else(|| place.rooms.first()).cloned(),
        own_proposal: proposed_by == seat.id,
        id,
        case,
        item,
        life_domain,
        organisation,
        holder,
        kind: code(ActionKind::from_code(&kind), "actions.kind")?,
        text: String::from_utf8(text).map_err(|_| StoreError::Corrupt("actions.text"))?,
        due_on,
        state,
        own_approval,
        progress: Vec::new(),
    };
    Ok((action, facts))
}

/// Adds to each action what became of it so far: one statement for all of them.
pub(super) fn with_progress(
    tx: &mut Tx<'_>,
    mut loaded: Vec<(AgreedAction, ActionFacts)>,
    asked: &[ActionId],
) -> StoreResult<Vec<(AgreedAction, ActionFacts)>> {
    let wanted: Vec<String> = asked.iter().map(ToString::to_string).collect();
    let rows: Vec<(ActionId, String, Option<Vec<u8>>, NaiveDateTime)> = action_progress::table
        .filter(action_progress::action_id.eq_any(wanted))
        .order(action_progress::id)
        .select((
            action_progress::action_id,
            action_progress::state,
            action_progress::note,
            action_progress::at,
        ))
        .load(tx.db())?;
    let mut steps: BTreeMap<ActionId, Vec<ProgressView>> = BTreeMap::new();
    for (action, state, note, at) in rows {
        let note = note.map(|bytes| String::from_utf8(bytes).map_err(|_| StoreError::Corrupt("action_progress.note")));
        steps.entry(action).or_default().push(ProgressView {
            state: code(ActionState::from_code(&state), "action_progress.state")?,
            note: note.transpose()?,
            at: instant(at),
        });
    }
    for (action, _) in &mut loaded {
        action.progress = steps.remove(&action.id).unwrap_or_default();
    }
    Ok(loaded)
}

impl Protected for AgreedAction {
    type Id = ActionId;
    type Facts = ActionFacts;
    type View = ActionView;
    const READ: ActionAct = ActionAct::Read;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &ActionId) -> StoreResult<Option<Sealed<Self>>> {
        let Some(seat) = caller.seat() else {
            return Ok(None);
        };
        let loaded: Option<Loaded> = actions_for!(seat)
            .filter(actions::id.eq(id.to_string()))
            .first(tx.db())
            .optional()?;
        // Where there is no action the same is asked of no case, so that the number of statements tells nothing.
        let case = loaded.as_ref().map_or("", |loaded| loaded.0.1.as_str());
        let place = Place::of(tx, seat, case)?;
        let found = loaded.map(|loaded| assemble(seat, loaded, &place)).transpose()?;
        let found = with_progress(tx, found.into_iter().collect(), std::slice::from_ref(id))?;
        Ok(found
            .into_iter()
            .next()
            .map(|(action, facts)| Sealed::new(action, facts)))
    }

    fn parse_id(text: &str) -> Option<ActionId> {
        ActionId::parse(text).ok()
    }

    fn id(&self) -> ActionId {
        self.id.clone()
    }

    fn disclose(&self, scope: Scope, caller: &Caller) -> ActionView {
        let police = caller.seat().is_none_or(|seat| seat.function.is_police());
        let full = scope == Scope::Full;
        ActionView {
            id: self.id.clone(),
            case_id: (!police).then(|| self.case.clone()),
            life_domain: self.life_domain.clone(),
            organisation_id: self.organisation.0.clone(),
            organisation: self.organisation.1.clone(),
            due_on: self.due_on,
            state: self.state,
            kind: full.then_some(self.kind),
            text: full.then(|| self.text.clone()),
            holder_seat_id: self.holder.clone().filter(|_| full),
            progress: full.then(|| self.progress.clone()),
            own_approval_at: self.own_approval.map(instant),
            own_proposal: self.own_proposal,
        }
    }

    fn object_ref(id: &ActionId) -> ObjectRef {
        ObjectRef::new("action", id)
    }

    fn within_item(&self) -> Option<ObjectRef> {
        self.room.as_ref().or(self.item.as_ref()).map(Item::object_ref)
    }
}

pub(super) use actions_for;
