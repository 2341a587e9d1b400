//! The author sees who has read her; nobody else does (R51).

use crate::access::{Caller, Context, Disclosed, Gate, Question, Refused, Tx};
use crate::domain::ids::ContributionId;
use crate::policy::Scope;
use crate::policy::contribution::ContributionAct;
use crate::store::contributions::Contribution;
use crate::store::receipts;
use crate::views::receipt::ReceiptView;

struct Receipts;
impl Question for Receipts {
    type Target = Contribution;
    type Answer = Vec<ReceiptView>;
    const ACT: ContributionAct = ContributionAct::ReadReceipts;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, of: &Contribution, _: Scope) -> Result<Vec<ReceiptView>, Refused> {
        Ok(receipts::of_contribution(tx, &of.id)?)
    }
}

/// Reads who has read one's own contribution, for each reader and day.
///
/// # Errors
/// [`Refused`]; 403 R51 for a reader who is not its author, 404 for everybody else.
pub async fn read(gate: &Gate, ctx: &Context, id: ContributionId) -> Result<Disclosed<Vec<ReceiptView>>, Refused> {
    gate.ask(ctx, id, Receipts).await
}
