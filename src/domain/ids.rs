//! Identifiers: opaque, one type per kind of object, written in one way only.

/// The text is not a lower-case hyphenated UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: a lower-case UUID with hyphens is expected")]
pub struct IllFormedId;

fn check(text: &str) -> Result<(), IllFormedId> {
    let parsed = uuid::Uuid::try_parse(text).map_err(|_| IllFormedId)?;
    // One spelling only, so that one object has one address.
    if parsed.hyphenated().to_string() == text {
        Ok(())
    } else {
        Err(IllFormedId)
    }
}

/// What every identifier can do: be read from text.
pub trait Identifier: Sized {
    /// How it is written.
    const WRITTEN: &'static str = "a lower-case UUID with hyphens";

    /// Reads it; `None` unless the text is written the one way.
    fn parse_text(text: &str) -> Option<Self>;
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Reads an identifier.
            ///
            /// # Errors
            /// [`IllFormedId`] unless the text is a lower-case UUID with hyphens.
            pub fn parse(text: &str) -> Result<Self, IllFormedId> {
                check(text)?;
                Ok(Self(text.to_owned()))
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Identifier for $name {
            fn parse_text(text: &str) -> Option<Self> {
                Self::parse(text).ok()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .format(Some(utoipa::openapi::SchemaFormat::Custom("uuid".to_owned())))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    )+ };
}

ids! {
    /// A person's account.
    AccountId,
    /// A session of one account.
    SessionId,
    /// A LIVC R.
    LivcId,
    /// A seat: one person for one organisation in one function, for a period.
    SeatId,
    /// An organisation taking part in a LIVC R.
    OrganisationId,
    /// A case file.
    CaseId,
    /// A meeting.
    MeetingId,
    /// An agenda item: one case in one meeting.
    ItemId,
    /// An invitation of one seat to one agenda item.
    InvitationId,
    /// The attendance of one seat at one agenda item.
    AttendanceId,
    /// A contribution.
    ContributionId,
    /// A record of the access log.
    EventId,
    /// The mandate of a seat: its dated legal basis.
    MandateId,
    /// The replacement of an invitee for one item.
    ReplacementId,
    /// An agreed action.
    ActionId,
    /// A hand-over of work from one seat to another.
    HandoverId,
    /// An act signed on paper.
    PaperActId,
    /// A review of records of the access log.
    ReviewId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_object_has_one_spelling() {
        let id = "01920000-0000-7000-8000-00000000abcd";
        assert!(CaseId::parse(id).is_ok());
        for wrong in [
            id.to_uppercase(),
            id.replace('-', ""),
            format!("{{{id}}}"),
            format!("{id} "),
            String::new(),
        ] {
            assert_eq!(CaseId::parse(&wrong), Err(IllFormedId), "{wrong}");
        }
    }
}
