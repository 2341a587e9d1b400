//! Contributions: text for the audience its author chose, or a marker for the author alone (R24, R25).

use super::error::{StoreError, StoreResult};
use super::schema::{
    accounts, attendances, contribution_audience, contribution_receipts, contributions, items, meetings, seats,
};
use super::sql_text::code;
use crate::access::{Caller, Listing, ObjectRef, PageRequest, Protected, Reading, Sealed, Seat, Tx};
use crate::clock::today_in_brussels;
use crate::domain::contribution::{ContentClass, Form, OnwardUse, Regime};
use crate::domain::ids::{ContributionId, ItemId, LivcId, OrganisationId, SeatId};
use crate::domain::meeting::ItemState;
use crate::domain::seat::Function;
use crate::policy::Scope;
use crate::policy::contribution::{ContributionAct, ContributionFacts, Relation};
use crate::policy::item::{Attendance, ItemAct};
use crate::store::items::{Item, fact};
use crate::views::contribution::ContributionView;
use crate::views::instant;
use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

/// A contribution as loaded for one caller.
pub struct Contribution {
    /// Its id.
    pub id: ContributionId,
    /// The item it was made in.
    pub item: ItemId,
    /// Its regime.
    pub regime: Regime,
    /// Marker or text.
    pub form: Form,
    /// Its onward-use condition.
    pub onward_use: OnwardUse,
    own: bool,
    author: Author,
    text: Option<String>,
    created_at: NaiveDateTime,
    read_at: DateTime<Utc>,
    /// Whether its author knows already that the caller read it today (R51).
    told_today: bool,
    audience: Option<Vec<SeatId>>,
}

struct Author {
    seat: SeatId,
    name: String,
    function: Function,
    organisation: Option<OrganisationId>,
}

type Own = (
    ContributionId,
    ItemId,
    String,
    String,
    String,
    Option<Vec<u8>>,
    NaiveDateTime,
);
type AuthorRow = (SeatId, String, Option<OrganisationId>, String);
type Times = (Option<NaiveDateTime>, Option<NaiveDateTime>);
type Loaded = (Own, AuthorRow, String, Option<SeatId>, Option<Times>, Option<SeatId>);

/// Contributions of the caller's LIVC R, joined with the caller's place in their audience and at their item, and with
/// her receipt of the day.
macro_rules! contributions_for {
    ($seat:expr, $today:expr) => {{
        let seat = $seat.id.to_string();
        let livc = $seat.livc.as_ref().map_or_else(String::new, LivcId::to_string);
        contributions::table
            .inner_join(items::table.inner_join(meetings::table))
            .inner_join(seats::table.on(seats::id.eq(contributions::author_seat_id)))
            .inner_join(accounts::table.on(accounts::id.eq(seats::account_id)))
            .left_join(
                contribution_audience::table.on(contribution_audience::contribution_id
                    .eq(contributions::id)
                    .and(contribution_audience::seat_id.eq(seat.clone()))),
            )
            .left_join(
                attendances::table.on(attendances::item_id
                    .eq(contributions::item_id)
                    .and(attendances::seat_id.eq(seat.clone()))),
            )
            .left_join(
                contribution_receipts::table.on(contribution_receipts::contribution_id
                    .eq(contributions::id)
                    .and(contribution_receipts::seat_id.eq(seat))
                    .and(contribution_receipts::day.eq($today))),
            )
            .filter(meetings::livc_id.eq(livc))
            .select((
                (
                    contributions::id,
                    contributions::item_id,
                    contributions::regime,
                    contributions::form,
                    contributions::onward_use,
                    contributions::body,
                    contributions::created_at,
                ),
                (
                    seats::id,
                    seats::function,
                    seats::organisation_id,
                    accounts::display_name,
                ),
                items::state,
                contribution_audience::seat_id.nullable(),
                (attendances::checked_out_at, attendances::confirmed_at).nullable(),
                contribution_receipts::seat_id.nullable(),
            ))
    }};
}

fn assemble(seat: &Seat, loaded: Loaded, read_at: DateTime<Utc>) -> StoreResult<(Contribution, ContributionFacts)> {
    let ((id, item, regime, form, onward_use, body, created_at), author, item_state, reader, times, told) = loaded;
    let regime = code(Regime::from_code(&regime), "contributions.regime")?;
    let form = code(Form::from_code(&form), "contributions.form")?;
    let (author_seat, function, organisation, name) = author;
    let own = author_seat == seat.id;
    let facts = ContributionFacts {
        standing: seat.standing(),
        relation: match (own, reader) {
            (true, _) => Relation::Author,
            (false, Some(_)) => Relation::Audience,
            (false, None) => Relation::Neither,
        },
        class: regime.class(),
        form,
        attendance: times.map_or(Attendance::Never, |(out, confirmed)| fact(out, confirmed)),
        item_open: code(ItemState::from_code(&item_state), "items.state")? == ItemState::Open,
    };
    let text = body
        .map(|bytes| String::from_utf8(bytes).map_err(|_| StoreError::Corrupt("contributions.body")))
        .transpose()?;
    let contribution = Contribution {
        id,
        item,
        regime,
        form,
        onward_use: code(OnwardUse::from_code(&onward_use), "contributions.onward_use")?,
        own,
        author: Author {
            seat: author_seat,
            name,
            function: code(Function::from_code(&function), "seats.function")?,
            organisation,
        },
        text,
        created_at,
        read_at,
        told_today: told.is_some(),
        audience: None,
    };
    Ok((contribution, facts))
}

impl Protected for Contribution {
    type Id = ContributionId;
    type Facts = ContributionFacts;
    type View = ContributionView;
    const READ: ContributionAct = ContributionAct::Read;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &ContributionId) -> StoreResult<Option<Sealed<Self>>> {
        let Some(seat) = caller.seat() else {
            return Ok(None);
        };
        let loaded: Option<Loaded> = contributions_for!(seat, tx.today())
            .filter(contributions::id.eq(id.to_string()))
            .first(tx.db())
            .optional()?;
        // Asked in any case, so that the number of statements tells nothing; shown to the author alone.
        let audience: Vec<SeatId> = contribution_audience::table
            .filter(contribution_audience::contribution_id.eq(id))
            .order(contribution_audience::seat_id)
            .select(contribution_audience::seat_id)
            .load(tx.db())?;
        let Some(loaded) = loaded else {
            return Ok(None);
        };
        let (mut contribution, facts) = assemble(seat, loaded, tx.at())?;
        contribution.audience = contribution.own.then_some(audience);
        Ok(Some(Sealed::new(contribution, facts)))
    }

    fn parse_id(text: &str) -> Option<ContributionId> {
        ContributionId::parse(text).ok()
    }

    fn id(&self) -> ContributionId {
        self.id.clone()
    }

    fn disclose(&self, _scope: Scope, caller: &Caller) -> ContributionView {
        let reader = caller.seat().map_or("", |seat| seat.person.as_str());
        ContributionView {
            id: self.id.clone(),
            item_id: self.item.clone(),
            author_seat_id: self.author.seat.clone(),
            author: self.author.name.clone(),
            author_function: self.author.function,
            author_organisation_id: self.author.organisation.clone(),
            regime: self.regime,
            form: self.form,
            text: self.text.clone(),
            onward_use: self.onward_use,
            created_at: instant(self.created_at),
            audience: self.audience.clone(),
            watermark: format!("{reader} · {}", today_in_brussels(self.read_at)),
        }
    }

    fn reading(&self, caller: &Caller) -> Option<Reading> {
        let seat = caller.seat().filter(|_| !self.own && !self.told_today)?;
        Some(Reading {
            contribution: self.id.clone(),
            seat: seat.id.clone(),
            day: today_in_brussels(self.read_at),
            at: self.read_at,
        })
    }

    fn object_ref(id: &ContributionId) -> ObjectRef {
        ObjectRef::new("contribution", id)
    }

    fn within_item(&self) -> Option<ObjectRef> {
        Some(Item::object_ref(&self.item))
    }
}

/// The contributions of an item one may read.
pub struct ContributionsOf;

impl Listing for ContributionsOf {
    type Within = Item;
    type Row = Contribution;
    const LIST: ItemAct = ItemAct::ListContributions;
    const ROW: ContributionAct = ContributionAct::Read;

    fn rows(
        &self,
        tx: &mut Tx<'_>,
        caller: &Caller,
        within: &Item,
        page: &PageRequest,
    ) -> StoreResult<Vec<Sealed<Contribution>>> {
        let Some(seat) = caller.seat() else {
            return Ok(Vec::new());
        };
        let own = contributions::author_seat_id.eq(seat.id.to_string());
        let took_part = attendances::confirmed_at.is_not_null();
        let in_audience = contribution_audience::seat_id
            .is_not_null()
            .and(contributions::form.eq(Form::Recorded.code()))
            .and(took_part.assume_not_null());
        let judicial: Vec<&str> = Regime::ALL
            .iter()
            .filter(|r| r.class() == ContentClass::Judicial)
            .map(|r| r.code())
            .collect();
        let mut query = contributions_for!(seat, tx.today())
            .filter(contributions::item_id.eq(within.id.to_string()))
            .order(contributions::id)
            .limit(page.fetch())
            .into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(contributions::id.gt(after.clone()));
        }
        query = if seat.function.is_police() {
            query.filter(own)
        } else if within.state == ItemState::Open {
            query.filter(own.or(in_audience))
        } else {
            query.filter(own.or(in_audience.and(contributions::regime.ne_all(judicial))))
        };
        let at = tx.at();
        let rows: Vec<Loaded> = query.load(tx.db())?;
        rows.into_iter()
            .map(|loaded| {
                let (contribution, facts) = assemble(seat, loaded, at)?;
                Ok(Sealed::new(contribution, facts))
            })
            .collect()
    }
}
