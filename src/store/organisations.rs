//! Organisations of a LIVC R and the regime of their people (R04, R22).

use super::error::StoreResult;
use super::schema::organisations;
use super::sql_text::code;
use crate::access::{Caller, ObjectRef, Permit, Protected, Sealed, Tx};
use crate::app::directory::AddOrganisation;
use crate::domain::contribution::Regime;
use crate::domain::ids::{LivcId, OrganisationId};
use crate::domain::organisation::OrganisationKind;
use crate::policy::Scope;
use crate::policy::livc::{LivcAct, LivcFacts};
use crate::store::livcs::{Livc, LivcRef};
use crate::views::directory::OrganisationView;
use chrono::NaiveDateTime;
use diesel::prelude::*;

/// An organisation as loaded.
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its LIVC R.
    pub livc: LivcId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// The regime of its people.
    pub default_regime: Regime,
}

impl Organisation {
    /// Its view.
    #[must_use]
    pub fn view(&self) -> OrganisationView {
        OrganisationView {
            id: self.id.clone(),
            name: self.name.clone(),
            kind: self.kind,
            default_regime: self.default_regime,
        }
    }
}

impl Protected for Organisation {
    type Id = OrganisationId;
    type Facts = LivcFacts;
    type View = OrganisationView;
    const READ: LivcAct = LivcAct::ReadDirectory;

    fn load(tx: &mut Tx<'_>, caller: &Caller, id: &OrganisationId) -> StoreResult<Option<Sealed<Self>>> {
        let found = select(tx, Some(id), None)?.into_iter().next();
        let livc = found.as_ref().map_or(LivcRef::Own, |o| LivcRef::Id(o.livc.clone()));
        let container = Livc::load(tx, caller, &livc)?;
        Ok(found
            .zip(container)
            .map(|(organisation, livc)| Sealed::new(organisation, livc.facts())))
    }

    fn parse_id(text: &str) -> Option<OrganisationId> {
        OrganisationId::parse(text).ok()
    }

    fn id(&self) -> OrganisationId {
        self.id.clone()
    }

    fn disclose(&self, _scope: Scope, _caller: &Caller) -> OrganisationView {
        self.view()
    }

    fn object_ref(id: &OrganisationId) -> ObjectRef {
        ObjectRef::new("organisation", id)
    }

    fn livc(&self) -> Option<LivcId> {
        Some(self.livc.clone())
    }
}

/// Organisations of a LIVC R, or one by id.
pub(crate) fn select(
    tx: &mut Tx<'_>,
    id: Option<&OrganisationId>,
    livc: Option<&LivcId>,
) -> StoreResult<Vec<Organisation>> {
    let mut query = organisations::table
        .order(organisations::id)
        .select((
            organisations::id,
            organisations::livc_id,
            organisations::name,
            organisations::kind,
            organisations::default_regime,
        ))
        .into_boxed();
    if let Some(id) = id {
        query = query.filter(organisations::id.eq(id.as_str()));
    }
    if let Some(livc) = livc {
        query = query.filter(organisations::livc_id.eq(livc.as_str()));
    }
    let rows: Vec<(OrganisationId, LivcId, String, String, String)> = query.load(tx.db())?;
    rows.into_iter()
        .map(|(id, livc, name, kind, regime)| {
            Ok(Organisation {
                id,
                livc,
                name,
                kind: code(OrganisationKind::from_code(&kind), "organisations.kind")?,
                default_regime: code(Regime::from_code(&regime), "organisations.default_regime")?,
            })
        })
        .collect()
}

/// Adds an organisation.
///
/// # Errors
/// When the database fails.
pub fn insert<'tx>(
    tx: &mut Tx<'tx>,
    _permit: &Permit<'tx, AddOrganisation>,
    new: &Organisation,
    at: NaiveDateTime,
) -> StoreResult<()> {
    diesel::insert_into(organisations::table)
        .values((
            organisations::id.eq(&new.id),
            organisations::livc_id.eq(&new.livc),
            organisations::name.eq(&new.name),
            organisations::kind.eq(new.kind.code()),
            organisations::default_regime.eq(new.default_regime.code()),
            organisations::created_at.eq(at),
        ))
        .execute(tx.db())?;
    Ok(())
}
