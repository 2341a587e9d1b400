//! The plan of a case: its agreed actions by life domain, each as far as its reader may see it (R37, R38).

use crate::access::{Caller, Context, Disclosed, Gate, Protected, Question, Refused, Tx};
use crate::domain::ids::CaseId;
use crate::policy::action::ActionAct;
use crate::policy::case_file::CaseAct;
use crate::policy::{self, Scope, Verdict};
use crate::store::action_lists::{self, Weighable};
use crate::store::case_managers;
use crate::store::cases::CaseFile;
use crate::views::action::{ActionView, PlanDomainView, PlanView};

/// Every action decided for this caller; what she may not see is left out.
pub(super) fn decided(found: Vec<Weighable>, caller: &Caller) -> Vec<ActionView> {
    found
        .into_iter()
        .filter_map(
            |(action, facts)| match policy::decide(ActionAct::Read, &facts).verdict() {
                Verdict::Permit(scope) => Some(action.disclose(scope, caller)),
                Verdict::Refuse(_) => None,
            },
        )
        .collect()
}

struct Plan;
impl Question for Plan {
    type Target = CaseFile;
    type Answer = PlanView;
    const ACT: CaseAct = CaseAct::ReadPlan;

    fn answer(&self, tx: &mut Tx<'_>, caller: &Caller, case: &CaseFile, _scope: Scope) -> Result<PlanView, Refused> {
        let found = action_lists::of_case(tx, caller.seated()?, &case.id)?;
        let mut managers = case_managers::of_cases(tx, std::slice::from_ref(&case.id))?;
        let mut life_domains: Vec<PlanDomainView> = Vec::new();
        for action in decided(found, caller) {
            match life_domains.last_mut() {
                Some(domain) if domain.life_domain == action.life_domain => domain.actions.push(action),
                Some(_) | None => life_domains.push(PlanDomainView {
                    life_domain: action.life_domain.clone(),
                    actions: vec![action],
                }),
            }
        }
        Ok(PlanView {
            case_id: case.id.clone(),
            managers: managers.remove(&case.id).unwrap_or_default(),
            life_domains,
        })
    }
}

/// Reads the plan of a case.
///
/// # Errors
/// [`Refused`].
pub async fn read(gate: &Gate, ctx: &Context, case: CaseId) -> Result<Disclosed<PlanView>, Refused> {
    gate.ask(ctx, case, Plan).await
}
