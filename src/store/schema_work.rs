//! The tables of the daily work, as diesel knows them: mandates, actions, hand-overs, paper acts, receipts, reviews.
#![expect(
    missing_docs,
    reason = "the macro writes undocumented items; the migrations document the tables"
)]

diesel::table! {
    legal_references (id) {
        id -> Text,
        code -> Text,
        label_nl -> Text,
        label_fr -> Text,
        label_de -> Text,
        label_en -> Text,
        article -> Nullable<Text>,
        act -> Text,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        verified -> Bool,
        decline_reason -> Bool,
        used_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    mandates (id) {
        id -> Text,
        seat_id -> Text,
        legal_reference_id -> Text,
        document_reference -> Text,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        given_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    replacements (id) {
        id -> Text,
        item_id -> Text,
        invitation_id -> Text,
        seat_id -> Text,
        state -> Text,
        proposed_by -> Text,
        proposed_at -> Timestamp,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    case_managers (id) {
        id -> Text,
        case_id -> Text,
        seat_id -> Text,
        role -> Text,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        ended_at -> Nullable<Timestamp>,
        appointed_by -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    actions (id) {
        id -> Text,
        livc_id -> Text,
        case_id -> Text,
        item_id -> Nullable<Text>,
        organisation_id -> Text,
        holder_seat_id -> Nullable<Text>,
        proposed_by -> Text,
        life_domain -> Text,
        kind -> Text,
        text -> Binary,
        due_on -> Date,
        state -> Text,
        police_held -> Bool,
        created_at -> Timestamp,
        changed_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    action_parties (action_id, seat_id) {
        action_id -> Text,
        seat_id -> Text,
        since -> Timestamp,
        until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    action_approvals (action_id, seat_id) {
        action_id -> Text,
        seat_id -> Text,
        approved_at -> Timestamp,
    }
}

diesel::table! {
    action_progress (id) {
        id -> Text,
        action_id -> Text,
        seat_id -> Text,
        state -> Text,
        note -> Nullable<Binary>,
        at -> Timestamp,
    }
}

diesel::table! {
    handovers (id) {
        id -> Text,
        livc_id -> Text,
        from_seat_id -> Text,
        to_seat_id -> Text,
        cases_moved -> Integer,
        actions_moved -> Integer,
        handed_by -> Text,
        handed_at -> Timestamp,
    }
}

diesel::table! {
    paper_acts (id) {
        id -> Text,
        livc_id -> Text,
        kind -> Text,
        object_id -> Text,
        municipality -> Text,
        document_reference -> Text,
        signed_on -> Date,
        details -> Nullable<Binary>,
        state -> Text,
        entered_by -> Text,
        entered_at -> Timestamp,
        confirm_by -> Date,
        confirmed_by -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamp>,
        ratify_by -> Nullable<Date>,
        ratified_by -> Nullable<Text>,
        ratified_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    opening_inventories (livc_id) {
        livc_id -> Text,
        state -> Text,
        content -> Nullable<Binary>,
        content_hash -> Text,
        cases -> Integer,
        actions -> Integer,
        lines -> Text,
        entered_by -> Text,
        entered_at -> Timestamp,
        confirmed_by -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    identities (id) {
        id -> Text,
        case_id -> Text,
        sealed -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    contribution_receipts (contribution_id, seat_id, day) {
        contribution_id -> Text,
        seat_id -> Text,
        day -> Date,
        at -> Timestamp,
    }
}

diesel::table! {
    log_reviews (id) {
        id -> Text,
        livc_id -> Text,
        reviewer_seat_id -> Text,
        finding -> Text,
        note -> Nullable<Binary>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    log_review_records (review_id, event_id) {
        review_id -> Text,
        event_id -> Text,
    }
}
