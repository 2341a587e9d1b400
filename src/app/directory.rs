//! LIVC Rs and their organisations (R01, R02, R22).

use super::{field, once};
use crate::access::{Action, Caller, Context, Disclosed, Gate, Outcome, Question, Refused, Tx};
use crate::domain::contribution::Regime;
use crate::domain::ids::{LivcId, OrganisationId};
use crate::domain::livc::municipality::NisCode;
use crate::domain::organisation::OrganisationKind;
use crate::domain::text::Name;
use crate::policy::installation::InstallationAct;
use crate::policy::livc::LivcAct;
use crate::policy::{Rule, Scope};
use crate::reference;
use crate::store::installation::Installation;
use crate::store::livcs::{self, Livc, LivcRef, NewLivc};
use crate::store::organisations::{self, Organisation};
use crate::views::directory::{LivcLine, LivcView, MunicipalityView, OrganisationView};

macro_rules! act_on_livc {
    ($(#[$meta:meta])* $name:ident, $act:ident, $outcome:ty) => {
        $(#[$meta])*
        pub struct $name;
        impl Action for $name {
            type Target = Livc;
            type Outcome = $outcome;
            const ACT: LivcAct = LivcAct::$act;
        }
    };
}
act_on_livc!(
    /// Activates a LIVC R.
    ActivateLivc, Activate, Livc
);
act_on_livc!(
    /// Adds an organisation.
    AddOrganisation, AddOrganisation, Organisation
);

/// The territory of a LIVC R to set up.
#[derive(Debug, Clone)]
pub struct Territory {
    /// Its municipalities, each with its mayor's decision.
    pub municipalities: Vec<MunicipalityView>,
    /// NIS code of the one that presides; the only one does in any case.
    pub presiding: Option<String>,
}

impl Territory {
    /// One municipality, which presides.
    #[must_use]
    pub fn of_one(municipality: MunicipalityView) -> Self {
        Self {
            municipalities: vec![municipality],
            presiding: None,
        }
    }
}

/// Sets up a LIVC R.
pub struct AddLivc;
impl Action for AddLivc {
    type Target = Installation;
    type Outcome = Livc;
    const ACT: InstallationAct = InstallationAct::AddLivc;
}

/// Sets up a LIVC R, in draft, for a territory of which every mayor decided, and of which one presides (R01).
///
/// # Errors
/// [`Refused`]; 422 R01 for an unknown NIS code, or where it is not said who presides.
pub async fn add_livc(
    gate: &Gate,
    ctx: &Context,
    name: Name,
    territory: Territory,
    notice_days: i32,
) -> Result<Disclosed<Outcome<LivcView>>, Refused> {
    gate.act::<AddLivc>(ctx, (), move |tx, _, permit| {
        let Territory {
            municipalities,
            presiding,
        } = &territory;
        if municipalities.is_empty() {
            return Err(field(
                Rule::R01,
                "/municipalities",
                "a LIVC R covers at least one municipality",
            ));
        }
        for (index, municipality) in municipalities.iter().enumerate() {
            if !is_municipality(&municipality.nis) {
                let pointer = format!("/municipalities/{index}/nis");
                return Err(field(Rule::R01, &pointer, "not the NIS code of a municipality"));
            }
        }
        let presiding = match (presiding, municipalities.as_slice()) {
            (None, [only]) => &only.nis,
            (Some(nis), all) if all.iter().any(|municipality| municipality.nis == *nis) => nis,
            (None | Some(_), _) => {
                let detail = "say which of its municipalities presides a common LIVC R";
                return Err(field(Rule::R01, "/presiding", detail));
            }
        };
        if !(2..=30).contains(&notice_days) {
            return Err(field(Rule::R19, "/notice_days", "between 2 and 30 working days"));
        }
        let id = permit.new_id(LivcId::parse)?;
        let new = NewLivc {
            id: &id,
            name: name.as_str(),
            municipalities,
            presiding,
            notice_days,
            at: permit.at().naive_utc(),
        };
        once(livcs::insert(tx, &permit, &new))?;
        Ok(LivcRef::Id(id))
    })
    .await
}

/// Whether a text is the NIS code of a municipality.
pub(crate) fn is_municipality(nis: &str) -> bool {
    NisCode::parse(nis).ok().and_then(reference::municipality).is_some()
}

struct AllLivcs;
impl Question for AllLivcs {
    type Target = Installation;
    type Answer = Vec<LivcLine>;
    const ACT: InstallationAct = InstallationAct::ListLivcs;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, _: &Installation, _: Scope) -> Result<Vec<LivcLine>, Refused> {
        Ok(crate::store::installation::all(tx)?)
    }
}

/// Lists the LIVC Rs of the installation.
///
/// # Errors
/// [`Refused`].
pub async fn livcs(gate: &Gate, ctx: &Context) -> Result<Disclosed<Vec<LivcLine>>, Refused> {
    gate.ask(ctx, (), AllLivcs).await
}

/// Reads a LIVC R.
///
/// # Errors
/// [`Refused`].
pub async fn livc(gate: &Gate, ctx: &Context, id: LivcId) -> Result<Disclosed<LivcView>, Refused> {
    gate.read::<Livc>(ctx, LivcRef::Id(id)).await
}

/// Activates a LIVC R, once its three core seats are filled by different persons.
///
/// # Errors
/// [`Refused`]; 409 R02 while a core seat is vacant.
pub async fn activate(gate: &Gate, ctx: &Context, id: LivcId) -> Result<Disclosed<Outcome<LivcView>>, Refused> {
    gate.act::<ActivateLivc>(ctx, LivcRef::Id(id), |tx, livc, permit| {
        livcs::activate(tx, &permit, &livc.id)?;
        Ok(LivcRef::Id(livc.id))
    })
    .await
}

/// Adds an organisation; its people's regime is that of its kind unless the kind allows another (R22).
///
/// # Errors
/// [`Refused`].
pub async fn add_organisation(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    name: Name,
    kind: OrganisationKind,
    default_regime: Option<Regime>,
) -> Result<Disclosed<Outcome<OrganisationView>>, Refused> {
    gate.act::<AddOrganisation>(ctx, LivcRef::Id(livc), move |tx, livc, permit| {
        let regime = default_regime.unwrap_or_else(|| kind.default_regime());
        if !kind.may_default_to(regime) {
            return Err(field(
                Rule::R22,
                "/default_regime",
                "not a regime of this kind of organisation",
            ));
        }
        let id = permit.new_id(OrganisationId::parse)?;
        let new = Organisation {
            id: id.clone(),
            livc: livc.id,
            name: name.as_str().to_owned(),
            kind,
            default_regime: regime,
        };
        organisations::insert(tx, &permit, &new, permit.at().naive_utc())?;
        Ok(id)
    })
    .await
}

struct Organisations;
impl Question for Organisations {
    type Target = Livc;
    type Answer = Vec<OrganisationView>;
    const ACT: LivcAct = LivcAct::ReadDirectory;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, livc: &Livc, _: Scope) -> Result<Vec<OrganisationView>, Refused> {
        Ok(organisations::select(tx, None, Some(&livc.id))?
            .iter()
            .map(Organisation::view)
            .collect())
    }
}

/// Reads the organisations of a LIVC R.
///
/// # Errors
/// [`Refused`].
pub async fn organisations(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
) -> Result<Disclosed<Vec<OrganisationView>>, Refused> {
    gate.ask(ctx, LivcRef::Id(livc), Organisations).await
}
