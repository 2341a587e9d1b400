//! The trusted kernel: nothing is read or changed without a decision and a durable record.
//!
//! The chain of tokens leaves no gap to forget:
//!
//! | token | made by | needed for |
//! | --- | --- | --- |
//! | [`Decision`](crate::policy::Decision) | the rules | a `Weighed` object |
//! | `Weighed` | the gate, from a decision | a [`Record`], and the [`Permit`] of an act |
//! | [`Receipt`] | the recorder, or the commit of a transaction that holds the record | a [`Disclosed`] view |
//! | [`Permit`] | the gate, for one act in one transaction | every change in the store |
//! | [`Recorded`] | writing a record inside a transaction | committing it |
//!
//! A sealed object gives nothing away; its disclosed view does:
//! ```compile_fail,E0616
//! // Reading what is sealed.
//! fn peek<T: livc::access::Protected>(sealed: livc::access::Sealed<T>) -> T { sealed.object }
//! ```
//! ```compile_fail,E0277
//! // Serialising what is sealed.
//! fn leak<T: livc::access::Protected>(sealed: &livc::access::Sealed<T>) -> String {
//!     serde_json::to_string(sealed).unwrap()
//! }
//! ```
//! ```
//! // The twin: what the gate disclosed can be looked at.
//! fn look<V>(disclosed: &livc::access::Disclosed<V>) -> &V { disclosed.view() }
//! ```
//!
//! A view cannot be called disclosed without a receipt, and receipts are not for making:
//! ```compile_fail,E0624
//! fn forge(view: String) -> livc::access::Disclosed<String> { livc::access::Disclosed::new(todo!(), view, String::new()) }
//! ```
//! ```compile_fail,E0451
//! fn forge(event: livc::domain::ids::EventId) -> livc::access::Receipt { livc::access::Receipt { event } }
//! ```
//! ```
//! // The twin: a receipt names its record.
//! fn name(receipt: &livc::access::Receipt) -> &livc::domain::ids::EventId { receipt.event() }
//! ```
//!
//! A change needs the permit of that very act, in that very transaction, once:
//! ```compile_fail,E0308
//! // A permit for another act.
//! use livc::access::{Permit, Tx};
//! use livc::app::{items::CloseItem, meetings::Convene};
//! fn change<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, Convene>) { needs::<CloseItem>(tx, permit); }
//! fn needs<'tx, A: livc::access::Action>(_: &mut Tx<'tx>, _: &Permit<'tx, A>) {}
//! ```
//! ```compile_fail
//! // A permit of another transaction.
//! use livc::access::{Permit, Tx};
//! use livc::app::items::CloseItem;
//! fn change<'a, 'b>(tx: &mut Tx<'a>, permit: &Permit<'b, CloseItem>) { needs::<CloseItem>(tx, permit); }
//! fn needs<'tx, A: livc::access::Action>(_: &mut Tx<'tx>, _: &Permit<'tx, A>) {}
//! ```
//! ```compile_fail,E0382
//! // A permit used twice.
//! use livc::access::Permit;
//! use livc::app::items::CloseItem;
//! fn spend(_: Permit<'_, CloseItem>) {}
//! fn twice(permit: Permit<'_, CloseItem>) { spend(permit); spend(permit); }
//! ```
//! ```compile_fail,E0423
//! // A permit made up.
//! fn forge() -> livc::access::Permit<'static, livc::app::items::CloseItem> { livc::access::Permit() }
//! ```
//! ```
//! // The twin that compiles: the right permit, in its own transaction.
//! use livc::access::{Permit, Tx};
//! use livc::app::items::CloseItem;
//! fn change<'tx>(tx: &mut Tx<'tx>, permit: &Permit<'tx, CloseItem>) { needs::<CloseItem>(tx, permit); }
//! fn needs<'tx, A: livc::access::Action>(_: &mut Tx<'tx>, _: &Permit<'tx, A>) {}
//! ```
//!
//! There is no other way to a transaction, and none to its connection:
//! ```compile_fail,E0624
//! fn begin(db: &mut livc::store::Db) { let tx = livc::access::Tx::new(db); }
//! ```
//! ```compile_fail,E0624
//! fn connection(tx: &mut livc::access::Tx<'_>) { let db = tx.db(); }
//! ```

mod caller;
mod context;
mod gate;
mod gate_act;
mod permit;
mod protected;
pub(crate) mod record;
mod refused;
mod screening;
mod seal;
mod turns;
mod tx;
mod weighed;
mod writer;

pub use caller::{Caller, Seat, SystemActor, Who};
pub use context::{Context, Idempotency, RequestId};
pub use gate::{Explanation, Gate, Page, PageRequest};
pub use gate_act::Outcome;
pub use permit::Permit;
pub use protected::{Action, Listing, ObjectRef, Protected, Question};
pub use record::{Notes, Reading, Record, Scribe};
pub use refused::{FieldError, Refused};
pub use seal::{Disclosed, Receipt, Sealed};
pub use tx::{Recorded, Tx};
pub use writer::Writer;
