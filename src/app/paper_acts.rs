//! Acts signed on paper: one person enters the reference, another confirms, and the mayor ratifies her own (R54).

mod effect;

use super::{field, unknown, unknown_if_concealed};
use crate::access::{
    Action, Context, Disclosed, Explanation, FieldError, Gate, Outcome, Page, PageRequest, Permit, Refused, Tx,
};
use crate::clock::today_in_brussels;
use crate::domain::ids::{CaseId, ItemId, MeetingId, PaperActId};
use crate::domain::paper::{DAYS_TO_CONFIRM, DAYS_TO_RATIFY, OLDEST_CONVOCATION, OLDEST_SIGNATURE, PaperDetails};
use crate::domain::seat::Function;
use crate::domain::text::Name;
use crate::policy::Rule;
use crate::policy::case_file::CaseAct;
use crate::policy::item::ItemAct;
use crate::policy::livc::LivcAct;
use crate::policy::meeting::MeetingAct;
use crate::policy::paper_act::PaperActAct;
use crate::reference;
use crate::store::cases::{CaseFile, PutsOnList};
use crate::store::convening::Convenes;
use crate::store::items::Item;
use crate::store::livcs::{Livc, LivcRef};
use crate::store::meetings::Meeting;
use crate::store::paper_acts::{PaperAct, PaperActsOf};
use crate::store::paper_attendance;
use crate::store::paper_steps::{self, NewPaperAct};
use crate::views::paper_act::PaperActView;
use chrono::{NaiveDate, TimeDelta};
use effect::Paper;

/// What a paper act is about.
const OBJECT: &str = "/object_id";

/// Enters an act that was signed on paper.
pub struct EnterPaperAct;
impl Action for EnterPaperAct {
    type Target = Livc;
    type Outcome = PaperAct;
    const ACT: LivcAct = LivcAct::EnterPaperAct;
}

macro_rules! act_on_paper {
    ($(#[$meta:meta])* $name:ident, $act:ident) => {
        $(#[$meta])*
        pub struct $name;
        impl Action for $name {
            type Target = PaperAct;
            type Outcome = PaperAct;
            const ACT: PaperActAct = PaperActAct::$act;
        }
    };
}
act_on_paper!(
    /// Confirms a paper act: it takes effect.
    ConfirmPaperAct, Confirm
);
act_on_paper!(
    /// Ratifies a paper act.
    RatifyPaperAct, Ratify
);
act_on_paper!(
    /// Takes a paper act back.
    WithdrawPaperAct, Withdraw
);
impl PutsOnList for ConfirmPaperAct {}
impl Convenes for ConfirmPaperAct {}

/// A paper act to enter.
#[derive(Debug, Clone)]
pub struct PaperDraft {
    /// The case, meeting or item it is about.
    pub object: String,
    /// What the paper says.
    pub details: PaperDetails,
    /// NIS code of the mayor who convenes, where the agenda holds cases of several municipalities.
    pub municipality: Option<String>,
    /// Where the paper is kept.
    pub document_reference: Name,
    /// When it was signed.
    pub signed_on: NaiveDate,
}

type Seen = Disclosed<Outcome<PaperActView>>;

/// Enters a paper act. It is checked as if the mayor did it now, and has no effect before somebody else confirms it.
///
/// # Errors
/// [`Refused`]; 422 R54 for a signature of the future or of long ago, and what the act itself would be refused for.
pub async fn enter(gate: &Gate, ctx: &Context, draft: PaperDraft) -> Result<Seen, Refused> {
    gate.act::<EnterPaperAct>(ctx, LivcRef::Own, move |tx, livc, permit| {
        let today = today_in_brussels(permit.at());
        check_signature(draft.signed_on, today)?;
        let municipality = municipality_of(tx, &permit, &draft)?;
        if draft.municipality.as_ref().is_some_and(|given| *given != municipality) {
            return Err(field(Rule::R01, "/municipality", "not the municipality of this act"));
        }
        let own = permit.seat()?.municipality.map(|nis| nis.to_string());
        if own.is_some_and(|own| own != municipality) {
            return Err(unknown(OBJECT));
        }
        let paper = Paper {
            object: &draft.object,
            municipality: &municipality,
            signed_on: draft.signed_on,
            details: &draft.details,
        };
        effect::check(tx, &permit, &paper)?;
        effect::check_list(tx, &permit, &paper)?;
        let details = match paper.details {
            PaperDetails::Convocation { urgency_reason, .. } => {
                check_is_fresh(draft.signed_on, today)?;
                PaperDetails::Convocation {
                    urgency_reason: urgency_reason.clone(),
                    invited: effect::prepared(tx, &paper)?,
                }
            }
            PaperDetails::Listing { .. } | PaperDetails::Attendance { .. } => draft.details.clone(),
        };
        let id = permit.new_id(PaperActId::parse)?;
        let new = NewPaperAct {
            id: &id,
            livc: &livc.id,
            object: &draft.object,
            municipality: &municipality,
            document_reference: draft.document_reference.as_str(),
            signed_on: draft.signed_on,
            details: &details,
            by: &permit.seat()?.id,
            confirm_by: in_working_days(today, DAYS_TO_CONFIRM)?,
        };
        paper_steps::insert(tx, &permit, &new)?;
        Ok(id)
    })
    .await
}

fn check_signature(signed_on: NaiveDate, today: NaiveDate) -> Result<(), Refused> {
    if signed_on > today {
        return Err(field(Rule::R54, "/signed_on", "lies in the future"));
    }
    if signed_on < today - TimeDelta::days(OLDEST_SIGNATURE) {
        let detail = format!("more than {OLDEST_SIGNATURE} days ago");
        return Err(field(Rule::R54, "/signed_on", &detail));
    }
    Ok(())
}

/// The municipality whose mayor signed. The object is opened under the rights of who enters: what she may not know of
/// does not exist for her here either.
fn municipality_of(tx: &mut Tx<'_>, permit: &Permit<'_, EnterPaperAct>, draft: &PaperDraft) -> Result<String, Refused> {
    let malformed = |_| Refused::NotAcceptable(vec![FieldError::new(OBJECT, "not an identifier")]);
    let hidden = |refused| unknown_if_concealed(refused, OBJECT);
    match &draft.details {
        PaperDetails::Listing { .. } => {
            let id = CaseId::parse(&draft.object).map_err(malformed)?;
            // The representative reads no case, but may list one.
            let act = if permit.seat()?.function == Function::MayorRep {
                CaseAct::PutOnList
            } else {
                CaseAct::Read
            };
            let case = permit.open_also::<CaseFile>(tx, act, id).map_err(hidden)?;
            Ok(case.municipality)
        }
        PaperDetails::Convocation { .. } => {
            let id = MeetingId::parse(&draft.object).map_err(malformed)?;
            permit
                .open_also::<Meeting>(tx, MeetingAct::Read, id.clone())
                .map_err(hidden)?;
            let agenda = paper_attendance::municipalities(tx, &id)?;
            let own = permit.seat()?.municipality.map(|nis| nis.to_string());
            let named = own.or_else(|| draft.municipality.clone());
            match (named, agenda.as_slice()) {
                (Some(named), agenda) if agenda.contains(&named) => Ok(named),
                (None, [only]) => Ok(only.clone()),
                (_, []) => Err(Refused::by(Rule::R14, crate::policy::Denial::WrongState)),
                (Some(_), _) => Err(field(Rule::R01, "/municipality", "no case of it is on the agenda")),
                (None, _) => {
                    let detail = "name the mayor who signed: the agenda holds cases of several municipalities";
                    Err(field(Rule::R01, "/municipality", detail))
                }
            }
        }
        PaperDetails::Attendance { .. } => {
            let id = ItemId::parse(&draft.object).map_err(malformed)?;
            permit
                .open_also::<Item>(tx, ItemAct::ReadAttendance, id.clone())
                .map_err(hidden)?;
            let item = paper_attendance::item(tx, permit.caller(), &id)?;
            Ok(item.ok_or_else(|| unknown(OBJECT))?.municipality)
        }
    }
}

/// Notice counts from the signature: an old one would shorten it.
fn check_is_fresh(signed_on: NaiveDate, today: NaiveDate) -> Result<(), Refused> {
    if in_working_days(signed_on, OLDEST_CONVOCATION)? < today {
        let detail = "a signed convocation is entered within two working days";
        return Err(field(Rule::R54, "/signed_on", detail));
    }
    Ok(())
}

fn in_working_days(today: NaiveDate, days: u32) -> Result<NaiveDate, Refused> {
    // Outside the calendar of holidays nobody can say what a working day is.
    reference::add_working_days(today, days).map_err(|e| Refused::Unavailable(e.to_string()))
}

/// Confirms a paper act as the second person. The act takes effect now, whatever day is on the paper (R11).
///
/// # Errors
/// [`Refused`]; 428 R54 for the person who entered it, 409 R54 when it is too late, and what the act itself is refused
/// for.
pub async fn confirm(gate: &Gate, ctx: &Context, id: PaperActId) -> Result<Seen, Refused> {
    gate.act::<ConfirmPaperAct>(ctx, id, |tx, act, permit| {
        effect::take(tx, &permit, &act)?;
        let today = today_in_brussels(permit.at());
        let ratify_by = if act.details.kind().is_the_mayors() {
            Some(in_working_days(today, DAYS_TO_RATIFY)?)
        } else {
            None
        };
        paper_steps::confirm(tx, &permit, &permit.seat()?.id, ratify_by)?;
        Ok(act.id)
    })
    .await
}

/// Ratifies a paper act as the mayor who signed. Late is better than never.
///
/// # Errors
/// [`Refused`]; 409 R54 for an act that is not the mayor's, or not confirmed.
pub async fn ratify(gate: &Gate, ctx: &Context, id: PaperActId) -> Result<Seen, Refused> {
    gate.act::<RatifyPaperAct>(ctx, id, |tx, act, permit| {
        paper_steps::ratify(tx, &permit, &permit.seat()?.id)?;
        Ok(act.id)
    })
    .await
}

/// Takes a paper act back before it takes effect.
///
/// # Errors
/// [`Refused`]; 403 R54 for anybody but the person who entered it.
pub async fn withdraw(gate: &Gate, ctx: &Context, id: PaperActId) -> Result<Seen, Refused> {
    gate.act::<WithdrawPaperAct>(ctx, id, |tx, act, permit| {
        paper_steps::withdraw(tx, &permit)?;
        Ok(act.id)
    })
    .await
}

/// Reads a paper act.
///
/// # Errors
/// [`Refused`].
pub async fn read(gate: &Gate, ctx: &Context, id: PaperActId) -> Result<Disclosed<PaperActView>, Refused> {
    gate.read::<PaperAct>(ctx, id).await
}

/// Lists the paper acts.
///
/// # Errors
/// [`Refused`].
pub async fn list(gate: &Gate, ctx: &Context, page: PageRequest) -> Result<Disclosed<Page<PaperActView>>, Refused> {
    gate.list(ctx, LivcRef::Own, PaperActsOf, page).await
}

/// Explains what the rules say about an act on a paper act.
///
/// # Errors
/// [`Refused::Concealed`] where the asker may not know of it.
pub async fn why(gate: &Gate, ctx: &Context, id: PaperActId, act: PaperActAct) -> Result<Explanation, Refused> {
    gate.explain::<PaperAct>(ctx, id, act).await
}
