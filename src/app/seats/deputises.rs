//! Who can deputise for a core seat: another person in a function of the same seat, until a day that is named (R02).

use super::SeatDraft;
use crate::access::{Refused, Tx};
use crate::app::{field, unknown};
use crate::domain::ids::SeatId;
use crate::domain::seat::Function;
use crate::policy::Rule;
use crate::store::livcs::Livc;
use crate::store::seats::{self, SeatEntry};

const AT: &str = "/deputises_for";

/// Checks that a seat to give can deputise for another one.
///
/// # Errors
/// 422 R02.
pub(super) fn check(tx: &mut Tx<'_>, livc: &Livc, draft: &SeatDraft, deputised: &SeatId) -> Result<(), Refused> {
    let held = seats::entries(tx, Some(deputised), Some(&livc.id))?;
    let seat = held
        .first()
        .filter(|seat| !seat.is_ended())
        .ok_or_else(|| unknown(AT))?;
    if let Some(wrong) = wrong_with(seat, draft) {
        return Err(field(Rule::R02, AT, wrong));
    }
    if draft.valid_until.is_none() {
        return Err(field(Rule::R02, "/valid_until", "a deputy has a last day"));
    }
    Ok(())
}

/// Both functions fill the same core seat, and so the kind of organisation is the same as well: a function fits one only.
fn wrong_with(seat: &SeatEntry, draft: &SeatDraft) -> Option<&'static str> {
    if seat.function().core().is_none() || seat.deputises_for().is_some() {
        Some("only whoever holds a core seat has deputies")
    } else if seat.function().core() != draft.function.core() {
        Some("a deputy has a function of the same core seat")
    } else if matches!(draft.function, Function::Mayor | Function::PoliceChief) {
        Some("a deputy of the mayor or of the chief of police is a representative")
    } else if seat.account() == &draft.account {
        Some("nobody is her own deputy")
    } else if seat.municipality() != draft.municipality.as_deref() {
        Some("a deputy of a mayor stands for the same municipality")
    } else {
        None
    }
}
