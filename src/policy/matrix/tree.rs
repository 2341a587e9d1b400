//! A decision tree over named facts: it asks only what matters, and asks it once for values that lead to the same.

use std::fmt;

/// A decision, or a fact to look at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    /// What is decided.
    Leaf(String),
    /// Which fact decides further.
    Split {
        /// The name of the fact.
        field: String,
        /// Its values, those with the same consequence together.
        branches: Vec<Branch>,
    },
}

/// Values of a fact with the same consequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Branch {
    pub(super) values: Vec<String>,
    pub(super) tree: Tree,
}

/// Values of one fact on which every act of a kind is refused alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ground {
    pub(super) field: String,
    pub(super) values: Vec<String>,
    pub(super) leaf: String,
}

impl Ground {
    /// Whether these facts fall under it.
    pub(super) fn covers(&self, fields: &[(&str, &str)]) -> bool {
        fields
            .iter()
            .any(|(name, value)| *name == self.field && self.values.iter().any(|known| known == value))
    }
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} -> {}", self.field, self.values.join(", "), self.leaf)
    }
}

impl Tree {
    /// How many lines it takes, one for a decision that needs no question.
    pub(super) fn lines(&self) -> usize {
        match self {
            Self::Leaf(_) => 0,
            Self::Split { branches, .. } => branches.iter().map(|branch| 1 + branch.tree.lines()).sum(),
        }
    }

    /// What the tree decides of these facts.
    pub(super) fn look_up(&self, fields: &[(&str, &str)]) -> Option<&str> {
        match self {
            Self::Leaf(leaf) => Some(leaf),
            Self::Split { field, branches } => {
                let (_, asked) = fields.iter().find(|(name, _)| name == field)?;
                let branch = branches
                    .iter()
                    .find(|branch| branch.values.iter().any(|value| value == asked))?;
                branch.tree.look_up(fields)
            }
        }
    }

    fn write(&self, indent: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Split { field, branches } = self else {
            return Ok(());
        };
        for Branch { values, tree } in branches {
            write!(f, "{:indent$}{field}: {}", "", values.join(", "))?;
            match tree {
                Self::Leaf(leaf) => writeln!(f, " -> {leaf}")?,
                Self::Split { .. } => {
                    writeln!(f)?;
                    tree.write(indent + 2, f)?;
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(leaf) => writeln!(f, "otherwise -> {leaf}"),
            Self::Split { .. } => self.write(0, f),
        }
    }
}
