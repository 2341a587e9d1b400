//! LIVC Rs: territory, state, protocol settings, and whether the core seats are filled (R01, R02).

use super::error::StoreResult;
use super::schema::{livc_municipalities, livcs, seats};
use super::sql_text::code;
use super::standing::{SEAT, SeatRow};
use super::territory;
use crate::access::{Caller, ObjectRef, Permit, Protected, Sealed, Tx};
use crate::app::directory::{ActivateLivc, AddLivc};
use crate::domain::ids::{AccountId, LivcId};
use crate::domain::livc::{LivcState, SecretContent};
use crate::domain::seat::{CoreSeat, Function};
use crate::policy::Scope;
use crate::policy::livc::{LivcAct, LivcFacts};
use crate::views::directory::{LivcView, MunicipalityView, ProtocolView};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Which LIVC R: one's own, or by id.
#[derive(Debug, Clone)]
pub enum LivcRef {
    /// The one the session acts in.
    Own,
    /// By its id.
    Id(LivcId),
}

/// A LIVC R as loaded.
pub struct Livc {
    /// Its id.
    pub id: LivcId,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: LivcState,
    /// Its territory.
    pub municipalities: Vec<MunicipalityView>,
    /// NIS code of the municipality whose mayor presides it; nobody does where the mayors did not say who (R01).
    pub presiding: Option<String>,
    /// Its protocol settings.
    pub protocol: ProtocolView,
}

impl Livc {
    /// Whether a municipality belongs to its territory on that day (R01).
    #[must_use]
    pub fn covers(&self, nis: &str, day: NaiveDate) -> bool {
        self.municipalities
            .iter()
            .any(|m| m.nis == nis && m.decided_on <= day && m.left_on.is_none_or(|left| day < left))
    }

    /// Whether its mayor is the one of this municipality (R01).
    #[must_use]
    pub fn is_presided_from(&self, municipality: Option<&str>) -> bool {
        self.presiding.is_some() && self.presiding.as_deref() == municipality
    }
}

impl Protected for Livc {
    type Id = LivcRef;
    type Facts = LivcFacts;
    type View = LivcView;
    const READ: LivcAct = LivcAct::Read;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &LivcRef) -> StoreResult<Option<Sealed<Self>>> {
        let own = caller.livc().cloned();
        let wanted = match id {
            LivcRef::Own => own.clone(),
            LivcRef::Id(id) => Some(id.clone()),
        };
        let Some((livc, core_seats_filled)) = find(tx, wanted.as_ref())? else {
            return Ok(None);
        };
        let Some(seat) = caller.seat() else {
            return Ok(None);
        };
        let operates = seat.function == Function::Operator;
        if !operates && own.as_ref() != Some(&livc.id) {
            return Ok(None);
        }
        let own = seat.municipality.map(|nis| nis.to_string());
        let facts = LivcFacts {
            standing: seat.standing(),
            state: livc.state,
            core_seats_filled,
            presides: livc.is_presided_from(own.as_deref()),
        };
        Ok(Some(Sealed::new(livc, facts)))
    }

    fn parse_id(text: &str) -> Option<LivcRef> {
        LivcId::parse(text).ok().map(LivcRef::Id)
    }

    fn id(&self) -> LivcRef {
        LivcRef::Id(self.id.clone())
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> LivcView {
        LivcView {
            id: self.id.clone(),
            name: self.name.clone(),
            state: self.state,
            municipalities: self.municipalities.clone(),
            presiding: self.presiding.clone(),
            protocol: self.protocol.clone(),
        }
    }

    fn object_ref(id: &LivcRef) -> ObjectRef {
        match id {
            LivcRef::Own => ObjectRef::new("livc", ""),
            LivcRef::Id(id) => ObjectRef::new("livc", id),
        }
    }

    fn livc(&self) -> Option<LivcId> {
        Some(self.id.clone())
    }
}

type LivcRow = (LivcId, String, String, String, i32, Option<String>);
type MunicipalityRow = (String, NaiveDate, String, Option<NaiveDate>);

fn find(tx: &mut Tx<'_>, id: Option<&LivcId>) -> StoreResult<Option<(Livc, bool)>> {
    let today = tx.today();
    let key = id.map_or("", LivcId::as_str);
    let row: Option<LivcRow> = livcs::table
        .find(key)
        .select((
            livcs::id,
            livcs::name,
            livcs::state,
            livcs::persist_secret_content,
            livcs::notice_days,
            livcs::presiding,
        ))
        .first(tx.db())
        .optional()?;
    let municipalities: Vec<MunicipalityRow> = livc_municipalities::table
        .filter(livc_municipalities::livc_id.eq(key))
        .order(livc_municipalities::nis)
        .select((
            livc_municipalities::nis,
            livc_municipalities::decided_on,
            livc_municipalities::decision_reference,
            livc_municipalities::left_on,
        ))
        .load(tx.db())?;
    let held: Vec<(SeatRow, AccountId)> = seats::table
        .filter(seats::livc_id.eq(key).and(seats::ended_at.is_null()))
        .select((SEAT, seats::account_id))
        .load(tx.db())?;
    let Some((id, name, state, persist, notice_days, presiding)) = row else {
        return Ok(None);
    };
    let livc = Livc {
        id,
        name,
        state: code(LivcState::from_code(&state), "livcs.state")?,
        municipalities: municipalities
            .into_iter()
            .map(|(nis, decided_on, decision_reference, left_on)| MunicipalityView {
                nis,
                decided_on,
                decision_reference,
                left_on,
            })
            .collect(),
        presiding,
        protocol: ProtocolView {
            persist_secret_content: code(SecretContent::from_code(&persist), "livcs.persist_secret_content")?,
            notice_days,
        },
    };
    Ok(Some((livc, core_seats_filled(&held, today)?)))
}

/// Whether mayor's, police and prevention seats are held today by three different persons, police with clearance. A deputy
/// holds no core seat: she stands in for whoever does.
fn core_seats_filled(held: &[(SeatRow, AccountId)], today: NaiveDate) -> StoreResult<bool> {
    let mut holders: BTreeMap<CoreSeat, Vec<&AccountId>> = BTreeMap::new();
    for (seat, account) in held {
        if let Some(core) = seat.function()?.core()
            && seat.deputises_for.is_none()
            && seat.is_held_on(today)
            && seat.is_cleared_on(today)?
        {
            holders.entry(core).or_default().push(account);
        }
    }
    let of = |core| holders.get(&core).cloned().unwrap_or_default();
    let (mayors, police, prevention) = (of(CoreSeat::Mayor), of(CoreSeat::Police), of(CoreSeat::Prevention));
    Ok(mayors.iter().any(|m| {
        police
            .iter()
            .any(|p| p != m && prevention.iter().any(|c| c != m && c != p))
    }))
}

/// A LIVC R to set up.
pub struct NewLivc<'a> {
    /// Its id.
    pub id: &'a LivcId,
    /// Its name.
    pub name: &'a str,
    /// Its territory.
    pub municipalities: &'a [MunicipalityView],
    /// NIS code of the municipality whose mayor presides it.
    pub presiding: &'a str,
    /// Working days of notice.
    pub notice_days: i32,
    /// When.
    pub at: NaiveDateTime,
}

/// Sets up a LIVC R, in draft.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx>(tx: &mut Tx<'tx>, _permit: &Permit<'tx, AddLivc>, new: &NewLivc<'_>) -> StoreResult<()> {
    diesel::insert_into(livcs::table)
        .values((
            livcs::id.eq(new.id),
            livcs::name.eq(new.name),
            livcs::state.eq(LivcState::Draft.code()),
            livcs::persist_secret_content.eq(SecretContent::Forbidden.code()),
            livcs::notice_days.eq(new.notice_days),
            livcs::presiding.eq(Some(new.presiding)),
            livcs::version.eq(1),
            livcs::created_at.eq(new.at),
        ))
        .execute(tx.db())?;
    for municipality in new.municipalities {
        territory::insert(tx, new.id, municipality)?;
    }
    Ok(())
}

/// Activates a LIVC R.
///
/// # Errors
/// When the database fails.
pub fn activate<'tx>(tx: &mut Tx<'tx>, _permit: &Permit<'tx, ActivateLivc>, id: &LivcId) -> StoreResult<()> {
    diesel::update(livcs::table.find(id))
        .set((
            livcs::state.eq(LivcState::Active.code()),
            livcs::version.eq(livcs::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}
