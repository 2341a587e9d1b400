//! The access log: auditor and data protection officer search, prove and review it, everybody reads one's own acts (R41).

mod export;
mod own;
mod records;
mod reviews;
mod worklist;
mod worklist_words;

pub use export::{ExportQuery, export};
pub use own::{OwnQuery, own};
pub use records::{RecordQuery, checkpoint, proof, records, records_by_day, timeline_of_object, timeline_of_person};
pub use reviews::{AddReview, ReviewDraft, add_review, read_review, reviews};
pub use worklist::{WorklistQuery, worklist};

pub use crate::store::log_reviews::ReviewsOf;
pub use crate::store::log_search::{ActFilter, RecordFilter};
