//! Reads a matrix back from its text, so that the signed text can be compared with the rules it promises.

use super::tree::{Branch, Ground, Tree};
use std::collections::BTreeMap;

/// A text that is not a matrix.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IllFormedMatrix {
    /// A line inside a section says neither a fact nor a decision, or stands at a wrong depth.
    #[error("line {0} of the matrix cannot be read")]
    Line(usize),
    /// The same act has two sections.
    #[error("line {0} of the matrix repeats an act")]
    Repeated(usize),
}

/// A matrix read from its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    acts: BTreeMap<String, Section>,
}

/// What the text says of one act: first the refusals it shares with every act of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    grounds: Vec<Ground>,
    tree: Tree,
}

impl Matrix {
    /// The acts it has a section for.
    pub fn acts(&self) -> impl Iterator<Item = &str> {
        self.acts.keys().map(String::as_str)
    }

    /// What the text decides of an act on these facts; `None` where it says nothing.
    #[must_use]
    pub fn look_up(&self, act: &str, fields: &[(&str, &str)]) -> Option<&str> {
        let section = self.acts.get(act)?;
        match section.grounds.iter().find(|ground| ground.covers(fields)) {
            Some(ground) => Some(&ground.leaf),
            None => section.tree.look_up(fields),
        }
    }
}

/// One line of a section.
struct Line<'a> {
    number: usize,
    depth: usize,
    field: &'a str,
    values: Vec<String>,
    leaf: Option<&'a str>,
}

/// Reads the text of a matrix. A section begins with its acts in brackets and ends at an empty line; a row of equal
/// signs begins another kind; prose around the sections is skipped.
///
/// # Errors
/// [`IllFormedMatrix`] names the first line that does not fit.
pub fn parse(text: &str) -> Result<Matrix, IllFormedMatrix> {
    let mut acts = BTreeMap::new();
    let mut grounds = Vec::new();
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    while let Some((number, head)) = lines.next() {
        if head.starts_with("==") {
            grounds.clear();
        }
        let Some(head) = head.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
            continue;
        };
        let section = lines
            .by_ref()
            .take_while(|(_, line)| !line.is_empty())
            .collect::<Vec<_>>();
        if head.starts_with("every ") {
            grounds = section
                .iter()
                .map(|(number, text)| ground(*number, text))
                .collect::<Result<_, _>>()?;
            continue;
        }
        let tree = tree(number, &section)?;
        for act in head.split(", ") {
            let section = Section {
                grounds: grounds.clone(),
                tree: tree.clone(),
            };
            if acts.insert(act.to_owned(), section).is_some() {
                return Err(IllFormedMatrix::Repeated(number));
            }
        }
    }
    Ok(Matrix { acts })
}

fn ground(number: usize, text: &str) -> Result<Ground, IllFormedMatrix> {
    match line(number, text)? {
        Line {
            depth: 0,
            field,
            values,
            leaf: Some(leaf),
            ..
        } => Ok(Ground {
            field: field.to_owned(),
            values,
            leaf: leaf.to_owned(),
        }),
        Line { .. } => Err(IllFormedMatrix::Line(number)),
    }
}

fn tree(head: usize, section: &[(usize, &str)]) -> Result<Tree, IllFormedMatrix> {
    if let [(_, only)] = section
        && let Some(leaf) = only.strip_prefix("otherwise -> ")
    {
        return Ok(Tree::Leaf(leaf.to_owned()));
    }
    let lines = section
        .iter()
        .map(|(number, text)| line(*number, text))
        .collect::<Result<Vec<_>, _>>()?;
    let (tree, rest) = split(0, &lines, head)?;
    match rest.first() {
        Some(line) => Err(IllFormedMatrix::Line(line.number)),
        None => Ok(tree),
    }
}

/// Reads the branches at one depth, and gives back the lines after them.
fn split<'l, 'a>(
    depth: usize,
    mut lines: &'l [Line<'a>],
    parent: usize,
) -> Result<(Tree, &'l [Line<'a>]), IllFormedMatrix> {
    let mut field = None;
    let mut branches: Vec<Branch> = Vec::new();
    while let Some((line, rest)) = lines.split_first().filter(|(line, _)| line.depth == depth) {
        let seen = |value| branches.iter().any(|branch: &Branch| branch.values.contains(value));
        if *field.get_or_insert(line.field) != line.field || line.values.iter().any(seen) {
            return Err(IllFormedMatrix::Line(line.number));
        }
        let (tree, rest) = match line.leaf {
            Some(leaf) => (Tree::Leaf(leaf.to_owned()), rest),
            None => split(depth + 1, rest, line.number)?,
        };
        branches.push(Branch {
            values: line.values.clone(),
            tree,
        });
        lines = rest;
    }
    match field {
        Some(field) => Ok((
            Tree::Split {
                field: field.to_owned(),
                branches,
            },
            lines,
        )),
        None => Err(IllFormedMatrix::Line(parent)),
    }
}

fn line(number: usize, text: &str) -> Result<Line<'_>, IllFormedMatrix> {
    let fault = || IllFormedMatrix::Line(number);
    let said = text.trim_start_matches(' ');
    let indent = text.len() - said.len();
    let (condition, leaf) = match said.split_once(" -> ") {
        Some((condition, leaf)) => (condition, Some(leaf)),
        None => (said, None),
    };
    let (field, values) = condition.split_once(": ").ok_or_else(fault)?;
    if !indent.is_multiple_of(2) {
        return Err(fault());
    }
    let values = values.split(", ").map(str::to_owned).collect();
    Ok(Line {
        number,
        depth: indent / 2,
        field,
        values,
        leaf,
    })
}
