//! Taking the inventory over: cases, case managers, open actions and identities, all in one transaction.

use super::directory::Directory;
use super::lines::{ActionEntry, CaseEntry};
use super::person::Person;
use super::{File, TakeOverInventory, content_key, content_place};
use crate::access::{Permit, Refused, Tx};
use crate::app::once;
use crate::clock;
use crate::domain::action::ManagerRole;
use crate::domain::case_file::CaseCode;
use crate::domain::ids::{ActionId, CaseId, LivcId, SeatId};
use crate::policy::{Denial, Rule};
use crate::store::StoreError;
use crate::store::acting::{self, Agrees, NewAction};
use crate::store::case_managers::{self, Appoints, NewManager};
use crate::store::identities::{self, NewIdentity};
use crate::store::inventory::{self, Inventory};
use crate::store::taken_over::{self, TakenOver};
use crate::vault::keyring::Keyring;
use crate::vault::sealing::SealingKey;
use std::collections::BTreeMap;

impl Agrees for TakeOverInventory {}
impl Appoints for TakeOverInventory {}

/// Takes over what waits. It is checked again: seats, organisations or municipalities may have changed since.
pub(super) fn take_over<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, TakeOverInventory>,
    keyring: &Keyring,
    target: &Inventory,
) -> Result<(), Refused> {
    let livc = &target.livc;
    let sealed = inventory::content(tx, permit)?.ok_or_else(|| Refused::by(Rule::R56, Denial::WrongState))?;
    let content = content_key(keyring, livc)
        .open(&content_place(livc), &sealed)
        .map_err(|e| Refused::Unavailable(e.to_string()))?;
    // The doubts in its texts were confirmed when it was handed in.
    let file = File::new(content.to_vec(), true);
    let directory = Directory::read(tx, livc, tx.today())?;
    let mut read = file.read(&directory)?;
    let mayor = target
        .mayor(permit.seat()?)
        .ok_or(StoreError::Corrupt("opening_inventories.entered_by"))?;
    let list_version = taken_over::next_list_version(tx, livc)?;
    let mut cases: BTreeMap<usize, CaseId> = BTreeMap::new();
    for (index, entry) in read.cases.iter().enumerate() {
        let id = permit.new_id(CaseId::parse)?;
        let place = Place {
            livc,
            case: &id,
            mayor: &mayor,
            list_version,
        };
        place.keep(tx, permit, entry)?;
        place.seal(tx, permit, keyring, &entry.person)?;
        for action in &entry.actions {
            place.agree(tx, permit, action)?;
        }
        cases.insert(index + 1, id);
    }
    for line in &mut read.report {
        line.case = cases.get(&line.case_number).cloned();
    }
    inventory::taken_over(tx, permit, &permit.seat()?.id, &read.report)?;
    Ok(())
}

/// One case being taken over.
struct Place<'a> {
    livc: &'a LivcId,
    case: &'a CaseId,
    mayor: &'a SeatId,
    list_version: i64,
}

impl Place<'_> {
    /// The case itself: checked already, and on the list of cases by the act of the mayor.
    fn keep<'tx>(
        &self,
        tx: &mut Tx<'tx>,
        permit: &Permit<'tx, TakeOverInventory>,
        entry: &CaseEntry,
    ) -> Result<(), Refused> {
        let random = clock::random().map_err(|e| Refused::Unavailable(e.to_string()))?;
        let new = TakenOver {
            id: self.case,
            livc: self.livc,
            code: &CaseCode::from_random(random),
            municipality: &entry.municipality,
            territorial_link: entry.territorial_link,
            category: &entry.category,
            followed_since: entry.followed_since,
            check_reference: entry.check_reference.as_str(),
            checked_on: entry.checked_on,
            listed_by: self.mayor,
            list_version: self.list_version,
        };
        once(taken_over::insert(tx, permit, &new))?;
        let Some(manager) = &entry.manager else {
            return Ok(());
        };
        let manager = NewManager {
            case: self.case,
            seat: manager,
            role: ManagerRole::Manager,
            valid_from: tx.today(),
            valid_until: None,
            by: self.mayor,
        };
        Ok(case_managers::insert(tx, permit, &manager)?)
    }

    /// The person: into the vault, sealed for this row and this case.
    fn seal<'tx>(
        &self,
        tx: &mut Tx<'tx>,
        permit: &Permit<'tx, TakeOverInventory>,
        keyring: &Keyring,
        person: &Person,
    ) -> Result<(), Refused> {
        let id = clock::new_id(permit.at());
        let case = self.case.as_str();
        let sealed = SealingKey::derive(keyring, "identity", case, 1)
            .seal(&["identities", "sealed", &id, case], &person.to_bytes())
            .map_err(|e| Refused::Unavailable(e.to_string()))?;
        let new = NewIdentity {
            id: &id,
            case: self.case,
            sealed: &sealed,
        };
        Ok(identities::insert(tx, permit, &new)?)
    }

    /// An open action: accepted where the case manager is of the organisation, else proposed to its people.
    fn agree<'tx>(
        &self,
        tx: &mut Tx<'tx>,
        permit: &Permit<'tx, TakeOverInventory>,
        entry: &ActionEntry,
    ) -> Result<(), Refused> {
        let new = NewAction {
            id: &permit.new_id(ActionId::parse)?,
            livc: self.livc,
            case: self.case,
            item: None,
            organisation: &entry.organisation,
            holder: entry.holder.as_ref(),
            parties: &entry.parties,
            proposed_by: self.mayor,
            approved_by_proposer: false,
            life_domain: &entry.life_domain,
            kind: entry.kind,
            text: entry.text.as_str(),
            due_on: entry.due_on,
            police_held: false,
        };
        Ok(acting::insert(tx, permit, &new)?)
    }
}
