//! The opening inventory: what a town followed before, taken over once, by the mayor and a second person (R56).

mod cells;
mod directory;
mod faults;
mod lines;
mod person;
mod sheet;
mod takeover;

use crate::access::{Action, Caller, Context, Disclosed, Explanation, Gate, Outcome, Question, Refused, Tx};
use crate::domain::ids::LivcId;
use crate::policy::Scope;
use crate::policy::inventory::InventoryAct;
use crate::store::inventory::{self, Inventory, NewInventory};
use crate::vault::keyring::Keyring;
use crate::vault::sealing::SealingKey;
use crate::views::inventory::{InventoryCheckView, InventoryView};
use data_encoding::HEXLOWER;
use directory::Directory;
use faults::Faults;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Hands the opening inventory in.
pub struct EnterInventory;
impl Action for EnterInventory {
    type Target = Inventory;
    type Outcome = Inventory;
    const ACT: InventoryAct = InventoryAct::Enter;
}

/// Takes the opening inventory over.
pub struct TakeOverInventory;
impl Action for TakeOverInventory {
    type Target = Inventory;
    type Outcome = Inventory;
    const ACT: InventoryAct = InventoryAct::TakeOver;
}

/// A file that was handed in. It is wiped with its last handle.
#[derive(Clone)]
pub struct File {
    bytes: Arc<Zeroizing<Vec<u8>>>,
    /// Whether what the screening doubts in its texts is needed (R55).
    confirmed: bool,
}

impl File {
    /// A file.
    #[must_use]
    pub fn new(bytes: Vec<u8>, confirmed: bool) -> Self {
        Self {
            bytes: Arc::new(Zeroizing::new(bytes)),
            confirmed,
        }
    }

    /// Reads it whole: with one fault nothing of it is used.
    fn read(&self, directory: &Directory) -> Result<lines::Inventory, Refused> {
        let mut faults = Faults::default();
        let rows = sheet::read(&self.bytes, &mut faults);
        let inventory = lines::read(&rows, directory, self.confirmed, &mut faults);
        faults.into_refusal()?;
        Ok(inventory)
    }
}

impl std::fmt::Debug for File {
    /// Shows the length only: it is full of names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "File({} bytes)", self.bytes.len())
    }
}

type Seen = Disclosed<Outcome<InventoryView>>;

/// The key that seals what waits.
fn content_key(keyring: &Keyring, livc: &LivcId) -> SealingKey {
    SealingKey::derive(keyring, "inventory", livc.as_str(), 1)
}

/// Where it belongs; it opens nowhere else.
fn content_place(livc: &LivcId) -> [&str; 3] {
    ["opening_inventories", "content", livc.as_str()]
}

/// Hands an inventory in, instead of one that waits. It is checked whole, and kept sealed until a second person takes it
/// over.
///
/// # Errors
/// [`Refused`]; 422 R56 with every line and column at fault, 409 R56 once one was taken over.
pub async fn enter(
    gate: &Gate,
    ctx: &Context,
    keyring: Arc<Keyring>,
    livc: LivcId,
    file: File,
) -> Result<Seen, Refused> {
    let mut ctx = ctx.clone();
    for (pointer, text) in lines::texts(&sheet::read(&file.bytes, &mut Faults::default())) {
        ctx.screen(&pointer, text, file.confirmed);
    }
    gate.act::<EnterInventory>(&ctx, livc, move |tx, target, permit| {
        let directory = Directory::read(tx, &target.livc, tx.today())?;
        let read = file.read(&directory)?;
        let content = content_key(&keyring, &target.livc)
            .seal(&content_place(&target.livc), &file.bytes)
            .map_err(|e| Refused::Unavailable(e.to_string()))?;
        let new = NewInventory {
            content: &content,
            content_hash: &HEXLOWER.encode(&keyring.mac("opening-inventory", &file.bytes)),
            cases: number(read.cases.len())?,
            actions: number(read.actions())?,
            report: &read.report,
            by: &permit.seat()?.id,
        };
        inventory::enter(tx, &permit, &new)?;
        Ok(target.livc)
    })
    .await
}

fn number(count: usize) -> Result<i32, Refused> {
    i32::try_from(count).map_err(|e| Refused::Unavailable(e.to_string()))
}

struct Check(File);
impl Question for Check {
    type Target = Inventory;
    type Answer = InventoryCheckView;
    const ACT: InventoryAct = InventoryAct::Check;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, target: &Inventory, _: Scope) -> Result<InventoryCheckView, Refused> {
        let directory = Directory::read(tx, &target.livc, tx.today())?;
        let read = self.0.read(&directory)?;
        Ok(InventoryCheckView {
            lines: read.report.len(),
            cases: read.cases.len(),
            actions: read.actions(),
        })
    }
}

/// Checks a file as handing it in would, and keeps nothing of it.
///
/// # Errors
/// [`Refused`] as [`enter`].
pub async fn check(
    gate: &Gate,
    ctx: &Context,
    livc: LivcId,
    file: File,
) -> Result<Disclosed<InventoryCheckView>, Refused> {
    gate.ask(ctx, livc, Check(file)).await
}

/// Takes the inventory over, as the second person: all of it, in one transaction. What was handed in is gone then.
///
/// # Errors
/// [`Refused`]; 428 R56 for the person who handed it in, or where neither of the two is the mayor.
pub async fn take_over(gate: &Gate, ctx: &Context, keyring: Arc<Keyring>, livc: LivcId) -> Result<Seen, Refused> {
    gate.act::<TakeOverInventory>(ctx, livc, move |tx, target, permit| {
        takeover::take_over(tx, &permit, &keyring, &target)?;
        Ok(target.livc)
    })
    .await
}

/// Reads how far the inventory is.
///
/// # Errors
/// [`Refused`].
pub async fn read(gate: &Gate, ctx: &Context, livc: LivcId) -> Result<Disclosed<InventoryView>, Refused> {
    gate.read::<Inventory>(ctx, livc).await
}

/// Explains what the rules say about an act on the inventory.
///
/// # Errors
/// [`Refused::Concealed`] where the asker may not know of it.
pub async fn why(gate: &Gate, ctx: &Context, livc: LivcId, act: InventoryAct) -> Result<Explanation, Refused> {
    gate.explain::<Inventory>(ctx, livc, act).await
}
