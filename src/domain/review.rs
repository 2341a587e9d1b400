//! The closed words of whoever looks after the access log: what came of a review, and what a copy is taken along for.

use crate::domain::code::codes;

codes! {
    /// What came of looking at records of the access log.
    Finding {
        /// Nothing to say about it.
        InOrder = "in_order",
        /// It looked odd and has an explanation.
        Explained = "explained",
        /// Somebody has to explain it.
        QuestionOpen = "question_open",
        /// It should not have happened.
        Breach = "breach",
    }
}

codes! {
    /// What a copy of the access log is taken along for (R43).
    ExportPurpose {
        /// The review by auditor or data protection officer.
        Review = "review",
        /// A request of the supervisory authority.
        SupervisoryAuthority = "supervisory_authority",
        /// An order of a court.
        Court = "court",
    }
}

codes! {
    /// The form of a copy of the access log.
    ExportFormat {
        /// A table, for people.
        Csv = "csv",
        /// The records themselves, one on each line, for whoever verifies them.
        Jsonl = "jsonl",
    }
}
