//! Receipts and records are one: a reading whose receipt cannot be kept leaves no record and shows nothing, and a reading
//! whose record cannot be kept leaves no receipt. Two readings at once leave one receipt and both their records.
//!
//! Seen to fail when: receipts are written after the commit of the records; a failed receipt is ignored; a receipt that
//! is there already is an error.

use crate::at_once::{Runner, at_once, dawdle, runtime};
use crate::house::{House, is_postgres, records};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use livc::access::{PageRequest, Refused};
use livc::app::contributions;
use livc::app::preview::{Audience, Label};
use livc::domain::contribution::{Form, OnwardUse, Regime};
use livc::domain::ids::ContributionId;
use livc::domain::text::Narrative;
use livc::store::Db;
use livc::store::schema::contribution_receipts;

/// The youth worker says something to OCMW and CLB.
async fn say(house: &House) -> ContributionId {
    let gate = &house.state.gate;
    let label = Label {
        regime: Some(Regime::Discretion),
        form: Form::Recorded,
        declared_not_secret: true,
        audience: Some(Audience {
            organisations: vec![house.organisation("ocmw"), house.organisation("clb")],
            persons: Vec::new(),
        }),
        onward_use: OnwardUse::ConsultationOnly,
    };
    let ctx = house.ctx("youth-worker");
    let previewed = contributions::preview(gate, &ctx, house.item(), label.clone())
        .await
        .unwrap();
    let preview = Some(previewed.into_view().preview);
    let text = Some(Narrative::parse("for two").unwrap());
    let ctx = house.ctx("youth-worker");
    let said = contributions::contribute(gate, &ctx, house.item(), label, text, preview)
        .await
        .unwrap();
    match said.into_view() {
        livc::access::Outcome::Seen(view) => view.id,
        livc::access::Outcome::Done { id } => ContributionId::parse(&id).unwrap(),
    }
}

fn receipts(db: &mut Db) -> i64 {
    contribution_receipts::table.count().get_result(db).unwrap()
}

/// Nothing can be written into a table until the second statement.
fn stuck(table: &str) -> (String, String) {
    if is_postgres() {
        (
            format!("ALTER TABLE {table} ADD CONSTRAINT stuck CHECK (false) NOT VALID"),
            format!("ALTER TABLE {table} DROP CONSTRAINT stuck"),
        )
    } else {
        (
            format!("CREATE TRIGGER stuck BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'stuck'); END"),
            "DROP TRIGGER stuck".to_owned(),
        )
    }
}

#[test]
fn without_the_receipt_there_is_no_record_and_without_the_record_no_receipt() {
    let house = House::open();
    let db = &mut house.db();
    let (runtime, gate) = (runtime(), &house.state.gate);
    runtime.block_on(async {
        let said = say(&house).await;
        let before = records(db);
        let page = || PageRequest { after: None, limit: 50 };
        for table in ["contribution_receipts", "log_pending"] {
            let (stop, go_on) = stuck(table);
            db.batch_execute(&stop).unwrap();
            let read = contributions::read(gate, &house.ctx("ocmw"), said.clone()).await;
            assert!(
                matches!(&read, Err(refused) if refused.is_outage()),
                "{table}: {read:?}"
            );
            let listed = contributions::list(gate, &house.ctx("clb"), house.item(), page()).await;
            assert!(matches!(listed, Err(refused) if refused.is_outage()), "{table}");
            db.batch_execute(&go_on).unwrap();
            assert_eq!((receipts(db), records(db)), (0, before), "{table}");
        }
        contributions::read(gate, &house.ctx("ocmw"), said).await.unwrap();
        assert_eq!((receipts(db), records(db)), (1, before + 1));
    });
}

#[test]
fn readings_at_once_leave_one_receipt_for_each_reader_and_a_record_for_each_reading() {
    let house = House::open();
    let db = &mut house.db();
    for round in 1..=20 {
        let said = runtime().block_on(say(&house));
        let before = records(db);
        let mut runners: Vec<Runner<'_, Result<(), Refused>>> = Vec::new();
        for who in ["ocmw", "clb", "ocmw", "clb", "ocmw", "clb"] {
            let (house, said) = (&house, said.clone());
            runners.push(Box::new(move |runtime| {
                dawdle(500);
                let ctx = house.ctx(who);
                runtime
                    .block_on(contributions::read(&house.state.gate, &ctx, said))
                    .map(|_| ())
            }));
        }
        for read in at_once(runners) {
            read.unwrap();
        }
        assert_eq!((receipts(db), records(db)), (2 * round, before + 6));
    }
}
