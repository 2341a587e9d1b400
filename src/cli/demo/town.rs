//! A clearly fictitious LIVC R, put together through the same gate as a real one: people, seats, two cases, one
//! convened meeting.

use super::error::{SeedError, other, text};
use super::key::{Key, code_of};
use super::people::{PEOPLE, Person};
use crate::access::{Context, Disclosed, Outcome, RequestId, SystemActor};
use crate::app::cases::CaseDraft;
use crate::app::directory::Territory;
use crate::app::seats::{self, SeatDraft};
use crate::app::{accounts, cases, directory, invitations, meetings, sessions};
use crate::auth::password_policy::{NewPassword, TypedPassword};
use crate::auth::refresh::EnrolmentToken;
use crate::auth::throttle::Throttle;
use crate::clock::{self, today_in_brussels};
use crate::domain::case_file::{Purpose, TerritorialLink};
use crate::domain::ids::{AccountId, CaseId, ItemId, LivcId, MeetingId, OrganisationId, SeatId, SessionId};
use crate::domain::organisation::OrganisationKind;
use crate::domain::seat::{Clearance, ClearanceLevel, Function};
use crate::domain::text::{Line, Name};
use crate::http::AppState;
use crate::views::directory::MunicipalityView;
use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::HEXLOWER;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;
use std::sync::Arc;

/// NIS code of the municipality the demonstration borrows: the smallest one of the country.
pub const MUNICIPALITY: &str = "73028";

/// One of the people, once seated.
#[derive(Debug, Clone)]
pub struct Seated {
    /// How to sign in.
    pub key: Key,
    /// The account.
    pub account: AccountId,
    /// The seat.
    pub seat: Option<SeatId>,
    /// A session that is signed in.
    pub session: SessionId,
    /// The organisation.
    pub organisation: Option<OrganisationId>,
}

/// The town, once it stands.
#[derive(Debug, Clone)]
pub struct Town {
    /// The LIVC R.
    pub livc: LivcId,
    /// The people by their name in the demonstration (`mayor`, `clb`, …).
    pub people: BTreeMap<String, Seated>,
    /// The cases, both on the list.
    pub cases: Vec<CaseId>,
    /// The convened meeting.
    pub meeting: MeetingId,
    /// Its two items.
    pub items: Vec<ItemId>,
}

/// Builds the town.
///
/// # Errors
/// [`SeedError`].
pub async fn seed(state: &AppState) -> Result<Town, SeedError> {
    Builder {
        state,
        people: BTreeMap::new(),
    }
    .build()
    .await
}

struct Builder<'a> {
    state: &'a AppState,
    people: BTreeMap<String, Seated>,
}

impl Builder<'_> {
    async fn build(mut self) -> Result<Town, SeedError> {
        let operator = self.operator().await?;
        let livc = self.livc(&operator).await?;
        let mut organisations = BTreeMap::new();
        for person in PEOPLE.iter().filter(|person| person.function != Function::Operator) {
            let organisation = self
                .organisation(&operator, &livc, person.organisation, &mut organisations)
                .await?;
            self.seat(&operator, &livc, person, organisation).await?;
        }
        directory::activate(&self.state.gate, &self.ctx("mayor")?, livc.clone()).await?;
        let cases = [self.case().await?, self.case().await?];
        let (meeting, items) = self.meeting(&cases).await?;
        Ok(Town {
            livc,
            people: self.people,
            cases: cases.into(),
            meeting,
            items,
        })
    }

    fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    fn request(&self) -> RequestId {
        RequestId(clock::new_id(self.now()))
    }

    fn ctx(&self, name: &str) -> Result<Context, SeedError> {
        let person = self
            .people
            .get(name)
            .ok_or_else(|| other(format!("nobody is called {name}")))?;
        Ok(Context::of_session(person.session.clone(), self.request(), self.now()))
    }

    /// The operator, as `livc account` makes the first one.
    async fn operator(&mut self) -> Result<Context, SeedError> {
        let person = PEOPLE
            .iter()
            .find(|p| p.function == Function::Operator)
            .ok_or_else(|| other("no operator"))?;
        let setup = Context::of_system(SystemActor::Setup, self.request(), self.now());
        let new = accounts::open(&self.state.gate, &setup, text(person.login)?, text(person.name)?).await?;
        accounts::appoint_operator(&self.state.gate, &setup, new.account.id.clone()).await?;
        self.enter(person, new.account.id, &new.enrolment_code, None).await?;
        self.ctx(person.login)
    }

    async fn livc(&self, operator: &Context) -> Result<LivcId, SeedError> {
        let own = MunicipalityView {
            nis: MUNICIPALITY.to_owned(),
            decided_on: today_in_brussels(self.now()) - TimeDelta::days(100),
            decision_reference: "demonstration, no real decision".to_owned(),
            left_on: None,
        };
        let territory = Territory::of_one(own);
        let name: Name = text("LIVC R Voorbeeldstad (fictitious)")?;
        let done = directory::add_livc(&self.state.gate, operator, name, territory, 5).await?;
        seen(done).map(|view| view.id)
    }

    async fn organisation(
        &self,
        operator: &Context,
        livc: &LivcId,
        kind: OrganisationKind,
        known: &mut BTreeMap<OrganisationKind, OrganisationId>,
    ) -> Result<OrganisationId, SeedError> {
        if let Some(id) = known.get(&kind) {
            return Ok(id.clone());
        }
        let name: Name = text(&format!("Voorbeeldstad {kind}"))?;
        let gate = &self.state.gate;
        let done = directory::add_organisation(gate, operator, livc.clone(), name, kind, None).await?;
        let id = seen(done)?.id;
        known.insert(kind, id.clone());
        Ok(id)
    }

    async fn seat(
        &mut self,
        operator: &Context,
        livc: &LivcId,
        person: &'static Person,
        organisation: OrganisationId,
    ) -> Result<(), SeedError> {
        let gate = &self.state.gate;
        let new = accounts::open(gate, operator, text(person.login)?, text(person.name)?).await?;
        let today = today_in_brussels(self.now());
        let mayors = matches!(person.function, Function::Mayor | Function::MayorRep);
        let draft = SeatDraft {
            account: new.account.id.clone(),
            organisation: organisation.clone(),
            function: person.function,
            municipality: mayors.then(|| MUNICIPALITY.to_owned()),
            valid_from: today,
            valid_until: None,
            clearance: person.function.is_police().then(|| Clearance {
                level: ClearanceLevel::Secret,
                expires_on: today + TimeDelta::days(5 * 365),
                checked_by: "demonstration".to_owned(),
                checked_on: today,
            }),
            mandate: person.mandate(today)?,
            deputises_for: None,
        };
        seats::appoint(gate, operator, livc.clone(), draft).await?;
        self.enter(person, new.account.id, &new.enrolment_code, Some(organisation))
            .await
    }

    /// Activates an account and signs in, as its person would.
    async fn enter(
        &mut self,
        person: &Person,
        account: AccountId,
        code: &str,
        organisation: Option<OrganisationId>,
    ) -> Result<(), SeedError> {
        let state = self.state;
        let random: [u8; 16] = clock::random().map_err(other)?;
        let password = HEXLOWER.encode(&random);
        let new_password = NewPassword::parse(password.clone(), person.login).map_err(other)?;
        let (hashing, anonymous) = (
            Arc::clone(&state.hashing),
            Context::anonymous(self.request(), self.now()),
        );
        let hash = state
            .hashing_limit
            .run(move || hashing.hash(&new_password))
            .await
            .map_err(other)?
            .map_err(other)?;
        let code = EnrolmentToken::parse(code).map_err(|_| other("enrolment code"))?;
        let keyring = Arc::clone(&state.keyring);
        let issuer = &state.settings.auth.issuer;
        let enrolment = accounts::Enrolment {
            login: person.login,
            code: &code,
            password_hash: hash,
        };
        let enrolled = accounts::enrol(&state.gate, &anonymous, keyring, issuer, enrolment).await?;
        let key = Key {
            login: person.login.to_owned(),
            password,
            totp_secret: enrolled.totp_secret,
        };
        let typed = TypedPassword::parse(key.password.clone()).map_err(other)?;
        // The code of the half minute before, so that the present one is left for who tries the demonstration.
        let once = code_of(&key, self.now() - TimeDelta::seconds(30))?;
        let home = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let door = sessions::Door {
            throttle: Arc::new(Throttle::new(NonZeroU32::MAX)),
            ..state.door()
        };
        let session = sessions::sign_in(&door, &anonymous, person.login, typed, once, home).await?;
        let me = session.me;
        let seated = Seated {
            key,
            account,
            seat: me.seat_id,
            session: me.session_id,
            organisation,
        };
        self.people.insert(person.login.to_owned(), seated);
        Ok(())
    }

    async fn case(&self) -> Result<CaseId, SeedError> {
        let gate = &self.state.gate;
        let draft = CaseDraft {
            purpose: Purpose::TerrorismPrevention,
            municipality: MUNICIPALITY.to_owned(),
            territorial_link: TerritorialLink::Residence,
            category: None,
        };
        let id = seen(cases::prepare(gate, &self.ctx("coordinator")?, draft).await?)?.id;
        let reason: Line = text("demonstration: two independent signals, proportionate")?;
        cases::put_on_list(gate, &self.ctx("mayor")?, id.clone(), reason).await?;
        Ok(id)
    }

    async fn meeting(&self, cases: &[CaseId; 2]) -> Result<(MeetingId, Vec<ItemId>), SeedError> {
        let (gate, coordinator) = (&self.state.gate, self.ctx("coordinator")?);
        let starts_at = self.now() + TimeDelta::days(21);
        let place: Name = text("Town hall of Voorbeeldstad, room 2")?;
        let meeting = seen(meetings::prepare(gate, &coordinator, starts_at, place).await?)?.id;
        let circles = [
            &["information-officer", "youth-worker", "clb", "ocmw"][..],
            &["caw", "vdab"][..],
        ];
        let mut items = Vec::new();
        for (case, circle) in cases.iter().zip(circles) {
            let item = seen(meetings::add_item(gate, &coordinator, meeting.clone(), case.clone()).await?)?.id;
            for name in circle {
                let seat = self
                    .people
                    .get(*name)
                    .and_then(|p| p.seat.clone())
                    .ok_or_else(|| other(*name))?;
                let reason: Line = text("can contribute to the follow-up from this function")?;
                invitations::prepare(gate, &coordinator, item.clone(), seat, reason).await?;
            }
            items.push(item);
        }
        meetings::convene(gate, &self.ctx("mayor")?, meeting.clone(), None).await?;
        Ok((meeting, items))
    }
}

fn seen<V>(disclosed: Disclosed<Outcome<V>>) -> Result<V, SeedError> {
    match disclosed.into_view() {
        Outcome::Seen(view) => Ok(view),
        Outcome::Done { id } => Err(other(format!("{id} was made by somebody who may not see it"))),
    }
}
