//! The tables of the access log, as diesel knows them.
#![expect(
    missing_docs,
    reason = "the macro writes undocumented items; the migrations document the tables"
)]

use super::schema_work::log_review_records;

diesel::table! {
    log_pending (id) {
        id -> BigInt,
        log_id -> Text,
        leaf -> Binary,
    }
}

diesel::table! {
    log_records (log_id, seq) {
        log_id -> Text,
        seq -> BigInt,
        event_id -> Text,
        at -> Timestamp,
        actor_id -> Nullable<Text>,
        seat_id -> Nullable<Text>,
        function -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        act -> Text,
        object_kind -> Text,
        object_alias -> Nullable<Text>,
        rule -> Text,
        decision -> Text,
        outcome -> Text,
        leaf -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(log_records, log_review_records);

diesel::table! {
    log_hashes (log_id, idx) {
        log_id -> Text,
        idx -> BigInt,
        hash -> Binary,
    }
}

diesel::table! {
    log_trees (log_id) {
        log_id -> Text,
        size -> BigInt,
        checkpoint_size -> BigInt,
    }
}

diesel::table! {
    log_checkpoints (log_id, size) {
        log_id -> Text,
        size -> BigInt,
        at -> Timestamp,
        note -> Text,
    }
}
