//! The tables, as diesel knows them. A test compares them with both databases.
#![expect(
    missing_docs,
    reason = "the macro writes undocumented items; the migrations document the tables"
)]

pub use super::schema_work::*;

diesel::table! {
    accounts (id) {
        id -> Text,
        login -> Text,
        display_name -> Text,
        password_hash -> Nullable<Text>,
        totp_seed -> Nullable<Binary>,
        totp_last_step -> BigInt,
        enrolment_hash -> Nullable<Text>,
        enrolment_until -> Nullable<Timestamp>,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    livcs (id) {
        id -> Text,
        name -> Text,
        state -> Text,
        persist_secret_content -> Text,
        notice_days -> Integer,
        version -> BigInt,
        created_at -> Timestamp,
        presiding -> Nullable<Text>,
    }
}

diesel::table! {
    livc_municipalities (livc_id, nis) {
        livc_id -> Text,
        nis -> Text,
        decided_on -> Date,
        decision_reference -> Text,
        left_on -> Nullable<Date>,
    }
}

diesel::table! {
    organisations (id) {
        id -> Text,
        livc_id -> Text,
        name -> Text,
        kind -> Text,
        default_regime -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    seats (id) {
        id -> Text,
        account_id -> Text,
        livc_id -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        function -> Text,
        municipality -> Nullable<Text>,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        ended_at -> Nullable<Timestamp>,
        clearance_level -> Nullable<Text>,
        clearance_expires_on -> Nullable<Date>,
        clearance_checked_by -> Nullable<Text>,
        clearance_checked_on -> Nullable<Date>,
        version -> BigInt,
        created_at -> Timestamp,
        deputises_for -> Nullable<Text>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        account_id -> Text,
        account_version -> BigInt,
        seat_id -> Nullable<Text>,
        strength -> Text,
        refresh_hash -> Text,
        refresh_until -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    spent_refresh_tokens (hash) {
        hash -> Text,
        session_id -> Text,
    }
}

diesel::table! {
    cases (id) {
        id -> Text,
        livc_id -> Text,
        code -> Text,
        purpose -> Text,
        municipality -> Text,
        territorial_link -> Text,
        state -> Text,
        listed_at -> Nullable<Timestamp>,
        listed_by -> Nullable<Text>,
        list_version -> Nullable<BigInt>,
        listing_reason -> Nullable<Binary>,
        version -> BigInt,
        created_at -> Timestamp,
        category -> Nullable<Text>,
        followed_since -> Nullable<Date>,
        taken_over_at -> Nullable<Timestamp>,
        check_reference -> Nullable<Binary>,
        checked_on -> Nullable<Date>,
    }
}

diesel::table! {
    meetings (id) {
        id -> Text,
        livc_id -> Text,
        starts_at -> Timestamp,
        place -> Text,
        state -> Text,
        urgency_reason -> Nullable<Binary>,
        convened_at -> Nullable<Timestamp>,
        convened_by -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    items (id) {
        id -> Text,
        meeting_id -> Text,
        case_id -> Text,
        position -> Integer,
        state -> Text,
        chair_seat_id -> Nullable<Text>,
        opened_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        version -> BigInt,
        convened_at -> Nullable<Timestamp>,
        convened_by -> Nullable<Text>,
        urgency_reason -> Nullable<Binary>,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        item_id -> Text,
        seat_id -> Text,
        contribution_reason -> Text,
        state -> Text,
        sent_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
        decline_reason -> Nullable<Text>,
        version -> BigInt,
        legal_reference_id -> Nullable<Text>,
    }
}

diesel::table! {
    acknowledgements (case_id, seat_id) {
        case_id -> Text,
        seat_id -> Text,
        text_version -> Text,
        acknowledged_at -> Timestamp,
        legal_reference_id -> Nullable<Text>,
    }
}

diesel::table! {
    attendances (id) {
        id -> Text,
        item_id -> Text,
        seat_id -> Text,
        checked_in_at -> Timestamp,
        checked_out_at -> Nullable<Timestamp>,
        confirmed_at -> Nullable<Timestamp>,
        confirmed_by -> Nullable<Text>,
        version -> BigInt,
        paper_act_id -> Nullable<Text>,
    }
}

diesel::table! {
    contributions (id) {
        id -> Text,
        item_id -> Text,
        author_seat_id -> Text,
        regime -> Text,
        form -> Text,
        onward_use -> Text,
        body -> Nullable<Binary>,
        preview_hash -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    contribution_audience (contribution_id, seat_id) {
        contribution_id -> Text,
        seat_id -> Text,
    }
}

diesel::table! {
    idempotency_keys (seat_id, key) {
        seat_id -> Text,
        key -> Text,
        route -> Text,
        body_mac -> Text,
        result_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    sealed_acts (event_id) {
        event_id -> Text,
        account_id -> Text,
        act -> Binary,
        salt -> Binary,
    }
}

diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(items -> meetings (meeting_id));
diesel::joinable!(items -> cases (case_id));
diesel::joinable!(invitations -> items (item_id));
diesel::joinable!(invitations -> seats (seat_id));
diesel::joinable!(attendances -> items (item_id));
diesel::joinable!(contributions -> items (item_id));
diesel::joinable!(contribution_audience -> contributions (contribution_id));
diesel::joinable!(organisations -> livcs (livc_id));
diesel::joinable!(seats -> accounts (account_id));
diesel::joinable!(seats -> organisations (organisation_id));
diesel::joinable!(mandates -> seats (seat_id));
diesel::joinable!(mandates -> legal_references (legal_reference_id));
diesel::joinable!(replacements -> items (item_id));
diesel::joinable!(replacements -> invitations (invitation_id));
diesel::joinable!(case_managers -> cases (case_id));
diesel::joinable!(actions -> cases (case_id));
diesel::joinable!(actions -> organisations (organisation_id));
diesel::joinable!(action_parties -> actions (action_id));
diesel::joinable!(contribution_receipts -> contributions (contribution_id));
diesel::joinable!(log_review_records -> log_reviews (review_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    livcs,
    livc_municipalities,
    organisations,
    seats,
    sessions,
    spent_refresh_tokens,
    cases,
    meetings,
    items,
    invitations,
    acknowledgements,
    attendances,
    contributions,
    contribution_audience,
    idempotency_keys,
    sealed_acts,
    legal_references,
    mandates,
    replacements,
    case_managers,
    actions,
    action_parties,
    action_approvals,
    action_progress,
    handovers,
    paper_acts,
    opening_inventories,
    identities,
    contribution_receipts,
    log_reviews,
    log_review_records,
);
