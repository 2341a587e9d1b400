//! What a confirmed paper act does: the very act it stands for, decided as if the mayor who signed did it now.

use super::ConfirmPaperAct;
use crate::access::{Action, Caller, Permit, Protected, Refused, Seat, Tx, Who};
use crate::app::convocation::{self, Letter};
use crate::app::{field, unknown};
use crate::clock::today_in_brussels;
use crate::domain::ids::{AttendanceId, CaseId, InvitationId, ItemId, LivcId, MeetingId, SeatId};
use crate::domain::livc::municipality::NisCode;
use crate::domain::meeting::InvitationState;
use crate::domain::paper::{DAYS_TO_ENTER_ATTENDANCE, LONGEST_LIST, PaperDetails};
use crate::domain::seat::Function;
use crate::policy::case_file::CaseAct;
use crate::policy::livc::LivcAct;
use crate::policy::meeting::{MeetingAct, MeetingFacts, Notice};
use crate::policy::{self, Decision, Denial, Rule, Scope, Verdict};
use crate::reference;
use crate::store::cases::{self, CaseFile};
use crate::store::livcs::{Livc, LivcRef};
use crate::store::meetings::Meeting;
use crate::store::paper_acts::PaperAct;
use crate::store::paper_attendance::{self, Course, Signed};
use crate::store::{StoreError, attendance, convening, invitations, seats};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What stands on the paper.
pub(super) struct Paper<'a> {
    /// The case, meeting or item.
    pub object: &'a str,
    /// NIS code of the municipality of the mayor who signed.
    pub municipality: &'a str,
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// What it says.
    pub details: &'a PaperDetails,
}

/// The caller, were she the mayor who signed: the rules then see the facts of the mayor.
fn as_the_mayor(caller: &Caller, nis: &str) -> Result<Caller, Refused> {
    let Who::Seated(account, seat) = &caller.who else {
        return Err(Refused::seat_needed());
    };
    let mayor = Seat {
        function: Function::Mayor,
        municipality: Some(NisCode::parse(nis).map_err(|_| StoreError::Corrupt("paper_acts.municipality"))?),
        ..seat.as_ref().clone()
    };
    Ok(Caller {
        who: Who::Seated(account.clone(), Box::new(mayor)),
        ..caller.clone()
    })
}

/// Whether the act is possible now, as if the mayor did it.
pub(super) fn check<A: Action>(tx: &mut Tx<'_>, permit: &Permit<'_, A>, paper: &Paper<'_>) -> Result<(), Refused> {
    match paper.details {
        PaperDetails::Listing { .. } => {
            let mayor = as_the_mayor(permit.caller(), paper.municipality)?;
            let case = CaseFile::load(tx, &mayor, &read(CaseId::parse(paper.object))?)?;
            let facts = case.ok_or(Refused::Concealed)?.facts();
            insist(policy::decide(CaseAct::PutOnList, &facts))
        }
        PaperDetails::Convocation { urgency_reason, .. } => {
            let id = read(MeetingId::parse(paper.object))?;
            let meeting = permit.open_also::<Meeting>(tx, MeetingAct::Read, id.clone())?;
            if meeting.day() < today_in_brussels(permit.at()) {
                return Err(Refused::by(Rule::R19, Denial::WrongState));
            }
            let livc = permit.open_also::<Livc>(tx, LivcAct::Read, LivcRef::Own)?;
            let notice = notice(paper.signed_on, meeting.day(), livc.protocol.notice_days);
            let mayor = as_the_mayor(permit.caller(), paper.municipality)?;
            let seen = Meeting::load(tx, &mayor, &id)?.ok_or(Refused::Concealed)?;
            let facts = MeetingFacts {
                notice: match (notice, urgency_reason) {
                    (Notice::Urgent, None) => Notice::TooShort,
                    (notice, _) => notice,
                },
                ..seen.facts()
            };
            let decision = policy::decide(MeetingAct::Convene, &facts);
            if decision.verdict() == Verdict::Refuse(Denial::NotAcceptable) {
                let detail = "needed when notice, counted from the signature, is shorter than the protocol promises";
                return Err(field(decision.rule(), "/urgency_reason", detail));
            }
            insist(decision)
        }
        PaperDetails::Attendance { .. } => {
            let item = paper_attendance::item(tx, permit.caller(), &read(ItemId::parse(paper.object))?)?;
            // While the consultation goes on, the chair confirms in the room.
            match item.ok_or(Refused::Concealed)?.over {
                Some(_) => Ok(()),
                None => Err(Refused::by(Rule::R18, Denial::WrongState)),
            }
        }
    }
}

fn read<T, E>(id: Result<T, E>) -> Result<T, Refused> {
    id.map_err(|_| unknown(super::OBJECT))
}

/// Notice counts from the day of the signature.
fn notice(signed_on: NaiveDate, day: NaiveDate, notice_days: i32) -> Notice {
    // Outside the calendar of holidays nobody can say what a working day is: then notice is not respected.
    let days = reference::working_days_between(signed_on, day).unwrap_or(0);
    if i64::from(notice_days) <= i64::from(days) {
        Notice::Respected
    } else {
        Notice::Urgent
    }
}

fn insist(decision: Decision) -> Result<(), Refused> {
    match decision.verdict() {
        Verdict::Permit(_) => Ok(()),
        Verdict::Refuse(denial) => Err(Refused::by(decision.rule(), denial)),
    }
}

/// Whether a list of attendance is entered in time, and everybody on it could take part.
pub(super) fn check_list<A: Action>(tx: &mut Tx<'_>, permit: &Permit<'_, A>, paper: &Paper<'_>) -> Result<(), Refused> {
    let PaperDetails::Attendance { seats: signed } = paper.details else {
        return Ok(());
    };
    if signed.is_empty() || signed.len() > LONGEST_LIST {
        return Err(field(Rule::R18, "/seats", &format!("1 to {LONGEST_LIST} seats")));
    }
    let id = read(ItemId::parse(paper.object))?;
    let item = paper_attendance::item(tx, permit.caller(), &id)?.ok_or(Refused::Concealed)?;
    check_days(&item, paper.signed_on, today_in_brussels(permit.at()))?;
    let could = could_take_part(tx, permit, &id, item.day)?;
    let took_part: BTreeSet<SeatId> = attendance::of_item(tx, &id)?
        .into_iter()
        .filter(|present| present.attendance.took_part() || present.on_paper)
        .map(|present| present.seat)
        .collect();
    let mut seen = BTreeSet::new();
    for (index, seat) in signed.iter().enumerate() {
        let wrong = if !could.contains(seat) {
            "no seat that was invited, had not declined and could take part on that day"
        } else if took_part.contains(seat) {
            "took part already"
        } else if !seen.insert(seat) {
            "is named twice"
        } else {
            continue;
        };
        return Err(field(Rule::R18, &format!("/seats/{index}"), wrong));
    }
    Ok(())
}

fn check_days(item: &Course, signed_on: NaiveDate, today: NaiveDate) -> Result<(), Refused> {
    if signed_on < item.day {
        return Err(field(Rule::R18, "/signed_on", "before the day of the meeting"));
    }
    let over = item
        .over
        .map_or(item.day, |(_, closed)| today_in_brussels(closed.and_utc()));
    let last = super::in_working_days(over, DAYS_TO_ENTER_ATTENDANCE)?;
    if last < today {
        return Err(Refused::by(Rule::R18, Denial::WrongState));
    }
    Ok(())
}

/// The seats that were invited, had not declined, and were held (and cleared) on the day.
fn could_take_part<A: Action>(
    tx: &mut Tx<'_>,
    permit: &Permit<'_, A>,
    item: &ItemId,
    day: NaiveDate,
) -> Result<BTreeSet<SeatId>, Refused> {
    let livc = livc_of(permit)?;
    let invited: BTreeMap<SeatId, InvitationState> = invitations::select(tx, Some(item), None)?
        .iter()
        .map(|invitation| invitation.view(Scope::WithoutReasons))
        .map(|view| (view.seat_id, view.state))
        .collect();
    let mut could = BTreeSet::new();
    for held in seats::entries(tx, None, Some(&livc))? {
        let invited = matches!(
            invited.get(held.seat()),
            Some(InvitationState::Sent | InvitationState::Accepted)
        );
        if invited && held.function().takes_part() && held.was_held_on(day) && held.is_cleared_on(day)? {
            could.insert(held.seat().clone());
        }
    }
    Ok(could)
}

fn livc_of<A: Action>(permit: &Permit<'_, A>) -> Result<LivcId, Refused> {
    permit.seat()?.livc.clone().ok_or(Refused::Concealed)
}

/// The invitations that a convocation of this meeting would send now.
pub(super) fn prepared(tx: &mut Tx<'_>, paper: &Paper<'_>) -> Result<Vec<InvitationId>, Refused> {
    let meeting = read(MeetingId::parse(paper.object))?;
    let lines = convening::prepared(tx, &meeting, paper.municipality)?;
    Ok(lines.into_iter().map(|line| line.id).collect())
}

/// Does what the paper says, in the transaction of the confirmation.
pub(super) fn take<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ConfirmPaperAct>,
    act: &PaperAct,
) -> Result<(), Refused> {
    let paper = Paper {
        object: &act.object,
        municipality: &act.municipality,
        signed_on: act.signed_on,
        details: &act.details,
    };
    check(tx, permit, &paper)?;
    match &act.details {
        PaperDetails::Listing { reason } => {
            let by = mayor(tx, permit, &act.municipality)?;
            let case = read(CaseId::parse(&act.object))?;
            cases::put_on_list(tx, permit, &case, &livc_of(permit)?, by.as_ref(), reason)?;
        }
        PaperDetails::Convocation {
            urgency_reason,
            invited,
        } => {
            if prepared(tx, &paper)? != *invited {
                return Err(Refused::by(Rule::R54, Denial::WrongState));
            }
            let by = mayor(tx, permit, &act.municipality)?;
            let meeting = read(MeetingId::parse(&act.object))?;
            let meeting = permit.open_also::<Meeting>(tx, MeetingAct::Read, meeting)?;
            let letter = Letter {
                meeting: &meeting,
                municipality: &act.municipality,
                by: by.as_ref(),
                urgency_reason: urgency_reason.as_deref(),
            };
            convocation::send(tx, permit, &letter)?;
        }
        PaperDetails::Attendance { seats } => add_to_attendance(tx, permit, &act.object, seats)?,
    }
    Ok(())
}

/// The seat of the mayor of a municipality, if it is held today.
fn mayor(tx: &mut Tx<'_>, permit: &Permit<'_, ConfirmPaperAct>, nis: &str) -> Result<Option<SeatId>, Refused> {
    let today = today_in_brussels(permit.at());
    let held = seats::entries(tx, None, Some(&livc_of(permit)?))?;
    let of_it = |seat: &&seats::SeatEntry| {
        seat.function() == Function::Mayor
            && seat.deputises_for().is_none()
            && seat.municipality() == Some(nis)
            && seat.is_held_on(today)
    };
    Ok(held.iter().find(of_it).map(|seat| seat.seat().clone()))
}

fn add_to_attendance<'tx>(
    tx: &mut Tx<'tx>,
    permit: &Permit<'tx, ConfirmPaperAct>,
    object: &str,
    signed: &[SeatId],
) -> Result<(), Refused> {
    let id = read(ItemId::parse(object))?;
    let item = paper_attendance::item(tx, permit.caller(), &id)?.ok_or(Refused::Concealed)?;
    let course = item.over.ok_or_else(|| Refused::by(Rule::R18, Denial::WrongState))?;
    let present = attendance::of_item(tx, &id)?;
    for seat in signed {
        let known = present.iter().find(|present| present.seat == *seat);
        // Another list may have named her meanwhile; participation only ever grows.
        if known.is_some_and(|present| present.attendance.took_part() || present.on_paper) {
            continue;
        }
        let new = permit.new_id(AttendanceId::parse)?;
        let signed = Signed {
            seat,
            known: known.map(|present| &present.id),
            new: &new,
        };
        paper_attendance::add(tx, permit, &id, course, &signed)?;
    }
    Ok(())
}
