//! What a verification found: each finding names the record, tile, checkpoint or row at fault.

use std::fmt;

use serde::Serialize;

/// Whether a finding breaks the proof or only deserves a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The log is not what was signed.
    Fault,
    /// Allowed, but worth knowing.
    Warning,
}

/// Where a finding lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Place {
    /// A run of records, by sequence number.
    Record {
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// A tile, bundle or other file of the directory.
    File {
        /// Its path below the directory.
        path: String,
    },
    /// A checkpoint, by the name of its file.
    Checkpoint {
        /// Its path, or the name under which it was handed in.
        name: String,
    },
    /// A row of the database.
    Row {
        /// The table.
        table: &'static str,
        /// Its number within the log.
        key: i64,
    },
    /// A column of a row of the database.
    Column {
        /// The sequence number of the row.
        seq: i64,
        /// The column that does not say what the record says.
        column: &'static str,
    },
}

/// What is the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It cannot be read.
    Unreadable,
    /// It is not there.
    Missing,
    /// It should not be there.
    Unexpected,
    /// It has not the form its place asks for.
    Malformed,
    /// It is not what the signed tree holds in this place.
    Differs,
    /// It belongs to another log.
    OtherLog,
    /// Its signature does not hold.
    Signature,
    /// Its root is not the root of these records.
    Root,
    /// It was signed for more records than there are: something was cut off or rolled back.
    Shorter,
    /// Its time is missing, or lies before an earlier one.
    Time,
    /// A key signed that was not handed in, so that this signature was not checked.
    UnknownKey,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// How much it matters.
    pub weight: Weight,
    /// Where it lies.
    #[serde(flatten)]
    pub place: Place,
    /// What is the matter.
    pub kind: Kind,
    /// The same in a sentence.
    pub detail: String,
}

impl Finding {
    /// A finding that breaks the proof.
    pub fn fault(place: Place, kind: Kind, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self {
            weight: Weight::Fault,
            place,
            kind,
            detail,
        }
    }

    /// A finding that only deserves a look.
    pub fn warning(place: Place, kind: Kind, detail: impl Into<String>) -> Self {
        let weight = Weight::Warning;
        Self {
            weight,
            ..Self::fault(place, kind, detail)
        }
    }
}

impl Place {
    /// One record.
    #[must_use]
    pub fn record(seq: u64) -> Self {
        Self::Record { first: seq, last: seq }
    }

    /// A file of the directory.
    pub fn file(path: impl Into<String>) -> Self {
        Self::File { path: path.into() }
    }

    /// A checkpoint.
    pub fn checkpoint(name: impl Into<String>) -> Self {
        Self::Checkpoint { name: name.into() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record { first, last } if first == last => write!(f, "record {first}"),
            Self::Record { first, last } => write!(f, "records {first} to {last}"),
            Self::File { path } => write!(f, "file {path}"),
            Self::Checkpoint { name } => write!(f, "checkpoint {name}"),
            Self::Row { table, key } => write!(f, "row {key} of {table}"),
            Self::Column { seq, column } => write!(f, "column {column} of row {seq}"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weight = match self.weight {
            Weight::Fault => "FAULT",
            Weight::Warning => "warning",
        };
        write!(f, "{weight}: {}: {}", self.place, self.detail)
    }
}

/// The outcome of a verification.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The log.
    pub origin: String,
    /// How many records the signed tree holds.
    pub records: u64,
    /// The signed root, in base 64.
    pub root: Option<String>,
    /// When it was signed.
    pub signed_at: Option<String>,
    /// How many checkpoints were checked against these records.
    pub checkpoints: usize,
    /// How many rows of the database were compared, if one was handed in.
    pub rows: Option<u64>,
    /// All findings, faults first, in the order of the log.
    pub findings: Vec<Finding>,
}

impl Report {
    /// How many findings break the proof.
    #[must_use]
    pub fn faults(&self) -> usize {
        let is_fault = |finding: &&Finding| finding.weight == Weight::Fault;
        self.findings.iter().filter(is_fault).count()
    }

    /// Whether the proof holds: a checkpoint was found and nothing breaks it.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.root.is_some() && self.faults() == 0
    }

    /// Puts the findings in order, and each only once.
    pub fn settle(&mut self) {
        self.findings.sort();
        self.findings.dedup();
    }
}
