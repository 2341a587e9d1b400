//! Reviews of the access log: what came of looking at records, never about one's own acts, and never changed (R41).

use crate::access::{Action, Context, Disclosed, FieldError, Gate, Outcome, Page, PageRequest, Permit, Refused, Tx};
use crate::domain::ids::{EventId, ReviewId};
use crate::domain::review::Finding;
use crate::domain::text::Text;
use crate::policy::log::{LogAct, LogFacts};
use crate::policy::{Verdict, decide};
use crate::store::livcs::LivcRef;
use crate::store::log_reviews::{self, NewReview, Review, ReviewsOf};
use crate::store::log_search::Register;
use crate::views::log::ReviewView;
use std::collections::BTreeSet;

/// The most records one review is about.
const MOST: usize = 500;

/// Notes down what came of looking at records.
pub struct AddReview;
impl Action for AddReview {
    type Target = Register;
    type Outcome = Review;
    const ACT: LogAct = LogAct::Review;
}

/// A review to write.
#[derive(Debug, Clone)]
pub struct ReviewDraft {
    /// The records looked at.
    pub records: Vec<EventId>,
    /// What came of it.
    pub finding: Finding,
    /// What the reviewer has to say.
    pub note: Option<Text<1000>>,
}

/// Keeps a review of records of the log.
///
/// # Errors
/// [`Refused`]; 422 for a record that is not in this log, or of an act of one's own (R41).
pub async fn add_review(
    gate: &Gate,
    ctx: &Context,
    draft: ReviewDraft,
) -> Result<Disclosed<Outcome<ReviewView>>, Refused> {
    gate.act::<AddReview>(ctx, LivcRef::Own, move |tx, log, permit| {
        check(tx, &log, &permit, &draft.records)?;
        let seat = permit.seat()?.id.clone();
        let id = permit.new_id(ReviewId::parse)?;
        let new = NewReview {
            id: &id,
            finding: draft.finding,
            note: draft.note.as_ref().map(Text::as_str),
            events: &draft.records,
        };
        log_reviews::insert(tx, &permit, &log, &seat, &new)?;
        Ok(id)
    })
    .await
}

/// Every record must be one of this log, named once, and of somebody else's act.
fn check(tx: &mut Tx<'_>, log: &Register, permit: &Permit<'_, AddReview>, records: &[EventId]) -> Result<(), Refused> {
    if records.is_empty() || records.len() > MOST {
        let told = FieldError::new("/records", format!("1 to {MOST} records"));
        return Err(Refused::NotAcceptable(vec![told]));
    }
    let events: Vec<String> = records.iter().map(ToString::to_string).collect();
    let actors = log.actors(tx, &events)?;
    let own = permit.caller().account().map(ToString::to_string);
    let reviewing = |own_act| {
        let standing = permit.seat()?.standing();
        Ok::<_, Refused>(decide(LogAct::Review, &LogFacts { standing, own_act }))
    };
    let (mut seen, mut unfit, mut refused) = (BTreeSet::new(), Vec::new(), Vec::new());
    let mut rule = None;
    for (n, event) in events.iter().enumerate() {
        let pointer = format!("/records/{n}");
        let Some(actor) = actors.get(event) else {
            unfit.push(FieldError::new(&pointer, "unknown"));
            continue;
        };
        if !seen.insert(event) {
            unfit.push(FieldError::new(&pointer, "named already"));
        }
        let decision = reviewing(actor.is_some() && *actor == own)?;
        if let Verdict::Refuse(denial) = decision.verdict() {
            refused.push(FieldError::new(
                &pointer,
                "an act of one's own is reviewed by somebody else",
            ));
            rule = Some((decision.rule(), denial));
        }
    }
    match rule {
        _ if !unfit.is_empty() => Err(Refused::NotAcceptable(unfit)),
        None => Ok(()),
        Some((rule, denial)) => Err(Refused::ByRule {
            rule,
            denial,
            errors: refused,
        }),
    }
}

/// Lists the reviews.
///
/// # Errors
/// [`Refused`].
pub async fn reviews(
    gate: &Gate,
    ctx: &Context,
    which: ReviewsOf,
    page: PageRequest,
) -> Result<Disclosed<Page<ReviewView>>, Refused> {
    gate.list(ctx, LivcRef::Own, which, page).await
}

/// Reads one review with the records it is about.
///
/// # Errors
/// [`Refused`].
pub async fn read_review(gate: &Gate, ctx: &Context, id: ReviewId) -> Result<Disclosed<ReviewView>, Refused> {
    gate.read::<Review>(ctx, id).await
}
