//! Lets ids stand in TEXT columns without teaching the domain about the database.

use super::error::{StoreError, StoreResult};
use crate::domain::ids::{
    AccountId, ActionId, AttendanceId, CaseId, ContributionId, EventId, HandoverId, InvitationId, ItemId, LivcId,
    MandateId, MeetingId, OrganisationId, PaperActId, ReplacementId, ReviewId, SeatId, SessionId,
};
use crate::domain::legal_reference::LegalReferenceId;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, Queryable};
use diesel::expression::AsExpression;
use diesel::sql_types::{Nullable, Text};

macro_rules! text_column {
    ($($id:ty),+ $(,)?) => { $(
        impl<'a> AsExpression<Text> for &'a $id {
            type Expression = <&'a str as AsExpression<Text>>::Expression;
            fn as_expression(self) -> Self::Expression {
                AsExpression::<Text>::as_expression(self.as_str())
            }
        }
        impl<'a> AsExpression<Nullable<Text>> for &'a $id {
            type Expression = <&'a str as AsExpression<Nullable<Text>>>::Expression;
            fn as_expression(self) -> Self::Expression {
                AsExpression::<Nullable<Text>>::as_expression(self.as_str())
            }
        }
        impl<DB: Backend> FromSql<Text, DB> for $id
        where
            String: FromSql<Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
                Ok(<$id>::parse(&String::from_sql(bytes)?)?)
            }
        }
        impl<DB: Backend> Queryable<Text, DB> for $id
        where
            String: FromSql<Text, DB>,
        {
            type Row = String;
            fn build(row: String) -> deserialize::Result<Self> {
                Ok(<$id>::parse(&row)?)
            }
        }
    )+ };
}

text_column!(
    AccountId,
    AttendanceId,
    CaseId,
    ContributionId,
    EventId,
    InvitationId,
    ItemId,
    LivcId,
    MeetingId,
    OrganisationId,
    SeatId,
    SessionId,
    ActionId,
    HandoverId,
    MandateId,
    PaperActId,
    ReplacementId,
    ReviewId,
    LegalReferenceId,
);

/// Reads a code of a closed list from a row; an unknown one is an error, never a default.
pub(crate) fn code<T>(value: Option<T>, column: &'static str) -> StoreResult<T> {
    value.ok_or(StoreError::Corrupt(column))
}
