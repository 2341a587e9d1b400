//! Legal references as dated rows, and the dated lists everybody works with (R06).

use super::{field, once};
use crate::access::{Action, Caller, Context, Disclosed, Gate, Outcome, Question, Refused, Tx};
use crate::clock::today_in_brussels;
use crate::domain::legal_reference::LegalReferenceId;
use crate::policy::installation::InstallationAct;
use crate::policy::legal::{LegalReference, LegalRow};
use crate::policy::{Denial, Rule, Scope};
use crate::reference::{self, ReferenceResult, Term};
use crate::store::installation::Installation;
use crate::store::legal_references::{self, ReferenceTables, StoredReference};
use crate::views::reference::{LabelsView, LegalReferenceView, TermView};
use chrono::{Datelike, NaiveDate};

/// Adds a legal reference.
pub struct AddLegalReference;
impl Action for AddLegalReference {
    type Target = Installation;
    type Outcome = StoredReference;
    const ACT: InstallationAct = InstallationAct::AddLegalReference;
}

/// Changes a legal reference.
pub struct ChangeLegalReference;
impl Action for ChangeLegalReference {
    type Target = StoredReference;
    type Outcome = StoredReference;
    const ACT: InstallationAct = InstallationAct::ChangeLegalReference;
}

type Seen = Disclosed<Outcome<LegalReferenceView>>;

struct OnDay(Option<NaiveDate>);
impl Question for OnDay {
    type Target = ReferenceTables;
    type Answer = Vec<LegalReferenceView>;
    const ACT: InstallationAct = InstallationAct::ReadReference;

    fn answer(
        &self,
        tx: &mut Tx<'_>,
        _: &Caller,
        _: &ReferenceTables,
        _: Scope,
    ) -> Result<Vec<LegalReferenceView>, Refused> {
        let day = self.0.unwrap_or_else(|| tx.today());
        let rows = legal_references::on(tx, day)?;
        Ok(rows.iter().map(StoredReference::view).collect())
    }
}

/// The legal references that count on a day; today, unless another is asked for.
///
/// # Errors
/// [`Refused`].
pub async fn on(
    gate: &Gate,
    ctx: &Context,
    day: Option<NaiveDate>,
) -> Result<Disclosed<Vec<LegalReferenceView>>, Refused> {
    gate.ask(ctx, (), OnDay(day)).await
}

/// Adds a legal reference that a lawyer reviewed.
///
/// # Errors
/// [`Refused`]; 422 R06 for days on which the code has a row already.
pub async fn add(gate: &Gate, ctx: &Context, row: LegalRow) -> Result<Seen, Refused> {
    gate.act::<AddLegalReference>(ctx, (), move |tx, _, permit| {
        let id =
            LegalReferenceId::new(&row.code, row.valid_from).map_err(|e| field(Rule::R06, "/code", &e.to_string()))?;
        let reference = LegalReference::from(row.clone());
        check_days(&row)?;
        check_others(tx, &id, &reference, "/valid_from")?;
        once(legal_references::insert(tx, &permit, &reference))?;
        Ok(id)
    })
    .await
}

/// Changes a legal reference that nothing rests on yet. One that something rests on stays as it is: it can only be given
/// a last day that lies ahead.
///
/// # Errors
/// [`Refused`]; 409 R06 for a row that is used, 422 R06 for another code or first day, or days that overlap.
pub async fn change(gate: &Gate, ctx: &Context, id: LegalReferenceId, row: LegalRow) -> Result<Seen, Refused> {
    gate.act::<ChangeLegalReference>(ctx, id, move |tx, known, permit| {
        let before = known.reference.row();
        for (pointer, same) in [
            ("/code", before.code == row.code),
            ("/valid_from", before.valid_from == row.valid_from),
        ] {
            if !same {
                return Err(field(Rule::R06, pointer, "names another row"));
            }
        }
        if known.used && !only_closes(before, &row, today_in_brussels(permit.at())) {
            return Err(Refused::by(Rule::R06, Denial::WrongState));
        }
        check_days(&row)?;
        let reference = LegalReference::from(row.clone());
        check_others(tx, &known.id, &reference, "/valid_to")?;
        legal_references::change(tx, &permit, &reference)?;
        Ok(known.id)
    })
    .await
}

/// Whether a row is changed in nothing but a last day that lies ahead, where it had none.
fn only_closes(before: &LegalRow, after: &LegalRow, today: NaiveDate) -> bool {
    let closed = LegalRow {
        valid_to: after.valid_to,
        ..before.clone()
    };
    before.valid_to.is_none() && after.valid_to.is_some_and(|last| today < last) && closed == *after
}

fn check_days(row: &LegalRow) -> Result<(), Refused> {
    let sound = |day: NaiveDate| (1800..2100).contains(&day.year());
    if !sound(row.valid_from) {
        return Err(field(Rule::R06, "/valid_from", "a day between 1800 and 2099"));
    }
    if row.valid_to.is_some_and(|last| !sound(last) || last < row.valid_from) {
        return Err(field(
            Rule::R06,
            "/valid_to",
            "not before the first day, and before 2100",
        ));
    }
    Ok(())
}

/// On no day may a code stand for two things.
fn check_others(
    tx: &mut Tx<'_>,
    id: &LegalReferenceId,
    reference: &LegalReference,
    pointer: &str,
) -> Result<(), Refused> {
    let others = legal_references::of_code(tx, reference.code())?;
    let overlaps = others
        .iter()
        .any(|other| other.id != *id && other.reference.overlaps(reference));
    let twice = pointer == "/valid_from" && others.iter().any(|other| other.id == *id);
    if overlaps || twice {
        return Err(field(
            Rule::R06,
            pointer,
            "another row of this code counts on some of these days",
        ));
    }
    Ok(())
}

/// A dated list of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermList {
    /// Life domains of agreed actions.
    LifeDomains,
    /// Kinds of concern of a case.
    CaseCategories,
}

struct TermsOn(TermList, Option<NaiveDate>);
impl Question for TermsOn {
    type Target = ReferenceTables;
    type Answer = Vec<TermView>;
    const ACT: InstallationAct = InstallationAct::ReadReference;

    fn answer(&self, tx: &mut Tx<'_>, _: &Caller, _: &ReferenceTables, _: Scope) -> Result<Vec<TermView>, Refused> {
        let day = self.1.unwrap_or_else(|| tx.today());
        let offered: ReferenceResult<Vec<&Term>> = match self.0 {
            TermList::LifeDomains => reference::life_domains(day),
            TermList::CaseCategories => reference::case_categories(day),
        };
        let offered = offered.map_err(|e| Refused::Unavailable(e.to_string()))?;
        Ok(offered.into_iter().map(term).collect())
    }
}

fn term(term: &Term) -> TermView {
    let labels = [&term.label_nl, &term.label_fr, &term.label_de, &term.label_en];
    TermView {
        code: term.code.clone(),
        labels: LabelsView::of(&labels.map(Clone::clone)),
        source: term.source.clone(),
        valid_from: term.valid_from,
        valid_to: term.valid_to,
    }
}

/// The choices of a list that are offered on a day; today, unless another is asked for.
///
/// # Errors
/// [`Refused`].
pub async fn terms(
    gate: &Gate,
    ctx: &Context,
    list: TermList,
    day: Option<NaiveDate>,
) -> Result<Disclosed<Vec<TermView>>, Refused> {
    gate.ask(ctx, (), TermsOn(list, day)).await
}
