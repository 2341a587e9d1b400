//! The directory as an inventory looks names up in it: the territory, logins of participants, organisations by name.

use crate::access::{Refused, Tx};
use crate::domain::ids::{LivcId, OrganisationId, SeatId};
use crate::domain::organisation::OrganisationKind;
use crate::store::{inventory, organisations};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// An organisation, with those of its people who take part today.
#[derive(Clone)]
pub(super) struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its kind.
    pub kind: OrganisationKind,
    /// Their seats, police left out.
    pub seats: Vec<SeatId>,
}

/// The directory on one day.
pub(super) struct Directory {
    /// The day.
    pub today: NaiveDate,
    /// NIS codes of the municipalities.
    pub territory: BTreeSet<String>,
    logins: BTreeMap<String, Vec<SeatId>>,
    organisations: BTreeMap<String, Vec<Organisation>>,
}

impl Directory {
    /// Reads it, in a fixed number of statements.
    pub(super) fn read(tx: &mut Tx<'_>, livc: &LivcId, today: NaiveDate) -> Result<Self, Refused> {
        let mut logins: BTreeMap<String, Vec<SeatId>> = BTreeMap::new();
        let mut seats: BTreeMap<OrganisationId, Vec<SeatId>> = BTreeMap::new();
        for participant in inventory::participants(tx, livc)? {
            if let Some(organisation) = participant.organisation {
                seats.entry(organisation).or_default().push(participant.seat.clone());
            }
            logins.entry(participant.login).or_default().push(participant.seat);
        }
        let mut named: BTreeMap<String, Vec<Organisation>> = BTreeMap::new();
        for organisation in organisations::select(tx, None, Some(livc))? {
            let seats = seats.remove(&organisation.id).unwrap_or_default();
            named.entry(key(&organisation.name)).or_default().push(Organisation {
                id: organisation.id,
                kind: organisation.kind,
                seats,
            });
        }
        Ok(Self {
            today,
            territory: inventory::territory(tx, livc)?.into_iter().collect(),
            logins,
            organisations: named,
        })
    }

    /// The seats of a login in which it takes part, police left out.
    pub(super) fn seats_of(&self, login: &str) -> &[SeatId] {
        self.logins.get(login).map_or(&[], Vec::as_slice)
    }

    /// The organisations of a name, in whatever case.
    pub(super) fn organisations_called(&self, name: &str) -> &[Organisation] {
        self.organisations.get(&key(name)).map_or(&[], Vec::as_slice)
    }
}

fn key(name: &str) -> String {
    name.trim().to_lowercase()
}
