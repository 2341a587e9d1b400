//! Grows the shortest honest tree: facts that never matter are left out, values with one consequence share a line.

use super::tree::{Branch, Ground, Tree};
use std::collections::HashMap;

const PERMIT: &str = "permit";

/// One combination of facts and what is decided of it.
pub(super) struct Row {
    pub(super) fields: Vec<(&'static str, &'static str)>,
    pub(super) leaf: String,
}

/// A combination packed for speed: eight bits for each fact, and the number of its decision.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Case {
    key: u128,
    leaf: usize,
}

/// The names behind the numbers.
struct Names<'a> {
    fields: Vec<(&'static str, Vec<&'static str>)>,
    leaves: Vec<&'a str>,
}

/// The cases that share some values of one fact, and their tree.
struct Group {
    values: Vec<usize>,
    cases: Vec<Case>,
    tree: Tree,
}

/// The grounds on which every act is refused alike. Their rows are taken out of the acts.
pub(super) fn grounds(acts: &mut [(&str, Vec<Row>)]) -> Vec<Ground> {
    let mut grounds: Vec<Ground> = Vec::new();
    let depth = acts
        .iter()
        .flat_map(|(_, rows)| rows)
        .map(|row| row.fields.len())
        .max()
        .unwrap_or(0);
    // Twice, because a fact may decide alone once another ground is out of the way.
    for at in (0..depth).chain(0..depth) {
        for ((field, value), leaf) in refused_alike(at, acts) {
            for (_, rows) in acts.iter_mut() {
                rows.retain(|row| row.fields.get(at) != Some(&(field, value)));
            }
            match grounds
                .iter_mut()
                .find(|ground| ground.field == field && ground.leaf == leaf)
            {
                Some(ground) => ground.values.push(value.to_owned()),
                None => grounds.push(Ground {
                    field: field.to_owned(),
                    values: vec![value.to_owned()],
                    leaf,
                }),
            }
        }
    }
    grounds
}

/// The values of one fact that lead every act to one and the same refusal.
fn refused_alike(at: usize, acts: &[(&str, Vec<Row>)]) -> Vec<((&'static str, &'static str), String)> {
    let mut verdicts: Vec<((&str, &str), Option<&String>)> = Vec::new();
    for row in acts.iter().flat_map(|(_, rows)| rows) {
        let Some(fact) = row.fields.get(at) else { continue };
        let refusal = Some(&row.leaf).filter(|leaf| !leaf.starts_with(PERMIT));
        match verdicts.iter_mut().find(|(known, _)| known == fact) {
            Some((_, verdict)) if *verdict == refusal => {}
            Some((_, verdict)) => *verdict = None,
            None => verdicts.push((*fact, refusal)),
        }
    }
    verdicts
        .into_iter()
        .filter_map(|(fact, verdict)| Some((fact, verdict?.clone())))
        .collect()
}

/// The tree of these rows. It asks for the facts in the order in which the rows name them.
pub(super) fn tree(rows: &[Row]) -> Tree {
    let mut names = Names {
        fields: Vec::new(),
        leaves: Vec::new(),
    };
    let mut cases: Vec<Case> = rows.iter().map(|row| names.pack(row)).collect();
    let mut asked = Vec::new();
    for field in (0..names.fields.len()).rev() {
        match without(&cases, field) {
            Some(fewer) => cases = fewer,
            None => asked.push(field),
        }
    }
    asked.reverse();
    names.grow(&asked, &cases)
}

impl<'a> Names<'a> {
    fn pack(&mut self, row: &'a Row) -> Case {
        let mut key = 0;
        for (at, (name, value)) in row.fields.iter().enumerate() {
            if self.fields.len() <= at {
                self.fields.push((name, Vec::new()));
            }
            if let Some((_, values)) = self.fields.get_mut(at) {
                key |= (number(values, value) as u128) << shift(at);
            }
        }
        Case {
            key,
            leaf: number(&mut self.leaves, row.leaf.as_str()),
        }
    }

    fn grow(&self, asked: &[usize], cases: &[Case]) -> Tree {
        let first = cases.first().map_or(0, |case| case.leaf);
        let Some((field, rest)) = asked
            .split_first()
            .filter(|_| cases.iter().any(|case| case.leaf != first))
        else {
            return Tree::Leaf(self.leaves.get(first).copied().unwrap_or_default().to_owned());
        };
        let mut groups: Vec<Group> = Vec::new();
        for case in cases {
            let value = usize::try_from(case.key >> shift(*field) & 0xff).unwrap_or_default();
            let case = Case {
                key: cleared(case.key, *field),
                ..*case
            };
            match groups.iter_mut().find(|group| group.values == [value]) {
                Some(group) => group.cases.push(case),
                None => groups.push(Group {
                    values: vec![value],
                    cases: vec![case],
                    tree: Tree::Leaf(String::new()),
                }),
            }
        }
        for group in &mut groups {
            group.tree = self.grow(rest, &group.cases);
        }
        while self.join_best(rest, &mut groups) {}
        if groups.len() == 1 {
            return groups.swap_remove(0).tree;
        }
        let (name, values) = self
            .fields
            .get(*field)
            .map_or(("", [].as_slice()), |(name, values)| (*name, values));
        let named = |group: &Group| {
            group
                .values
                .iter()
                .filter_map(|v| values.get(*v))
                .map(ToString::to_string)
                .collect()
        };
        let branches = groups
            .into_iter()
            .map(|group| Branch {
                values: named(&group),
                tree: group.tree,
            })
            .collect();
        Tree::Split {
            field: name.to_owned(),
            branches,
        }
    }

    /// Joins the two groups whose common tree saves most lines; tells whether there were two worth joining.
    fn join_best(&self, rest: &[usize], groups: &mut Vec<Group>) -> bool {
        let mut best: Option<(usize, usize, Vec<Case>, Tree, usize)> = None;
        for (at, one) in groups.iter().enumerate() {
            for (other_at, other) in groups.iter().enumerate().skip(at + 1) {
                let Some(cases) = united(&one.cases, &other.cases) else {
                    continue;
                };
                let tree = self.grow(rest, &cases);
                let Some(saving) = (one.tree.lines() + other.tree.lines() + 1).checked_sub(tree.lines()) else {
                    continue;
                };
                if best.as_ref().is_none_or(|(.., most)| saving > *most) {
                    best = Some((at, other_at, cases, tree, saving));
                }
            }
        }
        let Some((at, other_at, cases, tree, _)) = best else {
            return false;
        };
        let gone = groups.remove(other_at);
        if let Some(group) = groups.get_mut(at) {
            group.values.extend(gone.values);
            group.values.sort_unstable();
            group.cases = cases;
            group.tree = tree;
        }
        true
    }
}

/// The cases without one fact, if they still decide; the fact is needed where not.
fn without(cases: &[Case], field: usize) -> Option<Vec<Case>> {
    united(
        &cases
            .iter()
            .map(|case| Case {
                key: cleared(case.key, field),
                ..*case
            })
            .collect::<Vec<_>>(),
        &[],
    )
}

/// All these cases, each once; none where two of them decide differently on the same facts.
fn united(one: &[Case], other: &[Case]) -> Option<Vec<Case>> {
    let mut known = HashMap::new();
    let mut cases = Vec::new();
    for case in one.iter().chain(other) {
        match known.insert(case.key, case.leaf) {
            None => cases.push(*case),
            Some(leaf) if leaf == case.leaf => {}
            Some(_) => return None,
        }
    }
    Some(cases)
}

const fn shift(field: usize) -> usize {
    field * 8
}

const fn cleared(key: u128, field: usize) -> u128 {
    key & !(0xff << shift(field))
}

/// The number of a name, given on first sight.
fn number<'n>(names: &mut Vec<&'n str>, name: &'n str) -> usize {
    names.iter().position(|known| *known == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    })
}
