//! The convocation: sent with the legal basis of every invitee, read by each invitee alone (R04, R05, R15).

use super::mandates;
use crate::access::{Action, Caller, Context, Disclosed, FieldError, Gate, Permit, Question, Refused, Tx};
use crate::clock::today_in_brussels;
use crate::domain::ids::{InvitationId, ItemId, SeatId};
use crate::domain::legal_reference::LegalReferenceId;
use crate::policy::item::ItemAct;
use crate::policy::{Denial, Lang, Rule, Scope, convocation as words};
use crate::store::convening::{self, Convenes, Convocation};
use crate::store::items::Item;
use crate::store::meetings::Meeting;
use crate::store::{invited, legal_references};
use crate::views::convocation::{ConvocationView, LegalBasisView};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The provision that lets holders of a secret speak in a consultation, for its one purpose.
const OF_THE_PURPOSE: &str = "sw-458ter-1";

/// What a mayor sends.
pub(crate) struct Letter<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The municipality whose mayor convenes.
    pub municipality: &'a str,
    /// Her seat, or that of her representative.
    pub by: Option<&'a SeatId>,
    /// Why notice is short.
    pub urgency_reason: Option<&'a str>,
}

/// Sends the convocation for the items of one municipality. Nobody is invited without a legal basis on the day.
///
/// # Errors
/// 422 R05, naming every invitation without one.
pub(crate) fn send<'tx, A: Convenes>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, A>,
    letter: &Letter<'_>,
) -> Result<(), Refused> {
    let prepared = convening::prepared(tx, &letter.meeting.id, letter.municipality)?;
    let seats: Vec<_> = prepared.iter().map(|line| (line.seat.clone(), line.function)).collect();
    let by_seat = mandates::bases(tx, &seats, letter.meeting.day())?;
    let mut letters: BTreeMap<LegalReferenceId, Vec<InvitationId>> = BTreeMap::new();
    let mut errors = Vec::new();
    for line in prepared {
        match by_seat.get(&line.seat) {
            Some(ground) => letters.entry(ground.clone()).or_default().push(line.id),
            None => errors.push(FieldError::new(
                &format!("/invitations/{}", line.id),
                "no mandate holds on the day of the meeting",
            )),
        }
    }
    if !errors.is_empty() {
        let (rule, denial) = (Rule::R05, Denial::NotAcceptable);
        return Err(Refused::ByRule { rule, denial, errors });
    }
    let convocation = Convocation {
        meeting: &letter.meeting.id,
        municipality: letter.municipality,
        by: letter.by,
        urgency_reason: letter.urgency_reason,
        letters: &letters,
    };
    convening::convene(tx, permit, &convocation)?;
    rest_on_the_purpose(tx, permit, letter.meeting.day())
}

/// Keeps that a convocation says its purpose by the row of the day: from now on that row is not rewritten (R06).
///
/// # Errors
/// When the database fails.
pub(crate) fn rest_on_the_purpose<'tx, A: Action>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, A>,
    day: NaiveDate,
) -> Result<(), Refused> {
    if let Some(row) = legal_references::valid_on(tx, OF_THE_PURPOSE, day)? {
        legal_references::mark_used(tx, permit, &row.id)?;
    }
    Ok(())
}

struct OwnConvocation(Lang);
impl Question for OwnConvocation {
    type Target = Item;
    type Answer = ConvocationView;
    const ACT: ItemAct = ItemAct::ReadConvocation;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, item: &Item, _: Scope) -> Result<ConvocationView, Refused> {
        let lang = self.0;
        let own = item.invitation.clone().ok_or(Refused::Concealed)?;
        let letter = invited::letter(tx, &own)?.ok_or(Refused::Concealed)?;
        let basis = match &letter.legal_reference {
            Some(id) => legal_references::by_id(tx, id)?,
            None => None,
        };
        let day = today_in_brussels(letter.starts_at);
        let purpose = legal_references::valid_on(tx, OF_THE_PURPOSE, day)?;
        let told = |row: &legal_references::StoredReference| LegalBasisView {
            id: row.id.to_string(),
            label: row.reference.label(lang).to_owned(),
            article: row.reference.article().map(ToOwned::to_owned),
            act: row.reference.act().to_owned(),
            verified: row.reference.is_verified(),
        };
        Ok(ConvocationView {
            item_id: item.id.clone(),
            meeting_id: item.meeting.clone(),
            starts_at: letter.starts_at,
            place: letter.place,
            sent_at: letter.sent_at,
            legal_basis: basis.as_ref().map(told),
            purpose: words::purpose(lang),
            purpose_rests_on: purpose.as_ref().map(told),
            modalities: words::modalities(lang).to_vec(),
            invited: invited::functions(tx, &item.id)?,
            asked_of_you: letter.contribution_reason,
            rights: words::rights(lang).to_vec(),
        })
    }
}

/// Reads one's own convocation, in one's own language. It says nothing about the person concerned.
///
/// # Errors
/// [`Refused`]; 403 R15 for whoever directs the item without being invited to it.
pub async fn read(gate: &Gate, ctx: &Context, item: ItemId, lang: Lang) -> Result<Disclosed<ConvocationView>, Refused> {
    gate.ask(ctx, item, OwnConvocation(lang)).await
}
